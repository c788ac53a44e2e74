"""Reading: from a transcription as stored to whole sentences with exact offsets.

Belongs here: everything that turns damaged Markdown, HTML or plain text back into text that can be read. Does not
belong here: what the text says (numerals and all that follows).
"""

from __future__ import annotations

from pipelines.reading.blocks import BlockFinder
from pipelines.reading.flow import find_passages
from pipelines.reading.layout import Block, Kind, Passage, Reading, Sentence
from pipelines.reading.sentences import find_sentences
from pipelines.reading.tables import find_grids

__all__ = ["Kind", "Passage", "Reading", "Sentence", "read"]


def read(raw: str) -> Reading:
    """Read a transcription.

    Offsets everywhere are code points of `raw`, exactly as stored.
    """
    finder = BlockFinder(raw)
    blocks = finder.find()
    passages = find_passages(raw, blocks)
    marks = [mark for block in blocks for mark in block.marks]
    sentences = find_sentences(passages)
    literals = sorted(literal for block in blocks for literal in block.literals)
    return Reading(
        raw,
        blocks,
        passages,
        sentences,
        find_grids(sentences),
        marks,
        finder.markers,
        literals,
        _captions(blocks, passages),
    )


def _captions(blocks: list[Block], passages: list[Passage]) -> dict[int, int]:
    """For each passage of a macro that is no caption, the passage that is the caption in the same macro."""
    macros = {
        number: blocks[passage.blocks[0]].macro
        for number, passage in enumerate(passages)
        if blocks[passage.blocks[0]].macro is not None
    }
    captions = {macro: number for number, macro in macros.items() if passages[number].kind is Kind.CAPTION}
    return {
        number: captions[macro]
        for number, macro in macros.items()
        if macro in captions and passages[number].kind is not Kind.CAPTION
    }
