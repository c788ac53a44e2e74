"""Inline markup: what of a stretch of the transcription is text, and what is only markup.

Belongs here: tags, entities, links, images, emphasis, addresses, superscript marks. Markdown libraries give
these without offsets, so they are read here, in one pass whose every alternative is bounded (linear time). Does not
belong here: blocks (see `blocks`), comments, templates and tables (see `islands`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.reading.text import MappedText, TextBuilder

_INLINE = re.compile(
    r"""
      (?P<mark>    <sup>\s{0,3}(?P<sup>(?:[^\W_]|[*†‡§]|[-−–]\d)[^<>]{0,40})</sup>
                   | <sup(?:\s[^<>]{0,300})?>\s{0,3}(?:<[abies][^<>]{0,500}>\s{0,3}){0,3}
                     [(\[]?(?P<nested>[\d*†‡§][^<>()\[\]]{0,40})
                     [/)\]]?\s{0,3}(?:</[abies][a-z]{0,5}>\s{0,3}){0,3}</sup>
                   | <sup>\s{0,3}\[(?P<cited>\d{1,3})\]\(\#[^()\s]{1,80}\)\s{0,3}</sup>
                   | (?<=[\w.,;:)%"”’])<a\s[^<>]{0,300}href=["']?[^"'<>]{0,200}\#[^<>]{1,300}>(?P<linked>\d{1,3})</a>
                   | <a\s[^<>]{0,200}(?:noteref|footnote|fnref|\#_?(?:ft|f)n)[^<>]{0,200}>(?P<noted>\d{1,3})</a>
                   | (?<=[\w.,;:)%"”’])\[(?P<anchored>\d{1,3})\]\(\#[^()\s]{1,80}\)
                   | \[\^(?P<note>[\w-]{1,20})\]
                   | \^(?P<caret>\d{1,3}(?:,\s?\d{1,3}){0,3}|[a-z*†‡§])\^ )
    | (?P<auto>    <(?:https?://|mailto:)?[^\s<>]{1,500}[@/][^\s<>]{1,500}> )
    | (?P<tag>     </?[A-Za-z](?: [^<>"'] | "[^"<]{0,3000}" | '[^'<]{0,3000}' ){0,1000}+> | </?[A-Za-z][^<>]{0,3000}> )
    | (?P<image>   !\[[^\[\]]{0,1000}\](?:\([^()\n]{0,2000}\)|\[[^\[\]]{0,200}\]) )
    | (?P<link>    \[(?P<label>[^\[\]]{1,1000})\]
                   (?:\((?:[^()"\n]|\([^()\n]{0,200}\)|"[^"\n]{0,500}"){0,2000}+\)|\[[^\[\]]{0,200}\]) )
    | (?P<page>    \{\d{1,4}\}-* | \{:?[ \t]?[#.][\w-][^{}\n]{0,300}\} )
    | (?P<literal> (?<!`)`(?P<code>[^`\n]{1,200})`(?!`) )
    | (?P<soft>    \u00ad(?=\w) )
    | (?P<tail>    \]\([^()\n]{1,2000}\) )
    | (?P<address> (?:https?://|www\.)[^\s<>()\[\]"']{1,2000} | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64} )
    | (?P<entity>  &(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30}); )
    | (?P<escape>  \\(?=[!-/:-@\[-`{-~\r\n]) )
    | (?P<emphasis> (?<!\d)\*{1,3} | \*{1,3}(?!\d) | (?<!\w)_{1,3}(?=\w) | (?<=[\w.,%!?)])_{1,3}(?!\w) | `{1,3} | ~~ )
    """,
    re.VERBOSE | re.DOTALL,
)
# where markup can begin: one set, so that the search skips what is none; letters only where an address begins
_OPENERS = re.compile(r"[<{\[\]&\\*_`~!^\u00adhw](?:(?<![hw])|(?<=h)(?=ttps?://)|(?<=w)(?=ww\.))")
_MARKS = ("sup", "nested", "cited", "linked", "noted", "anchored", "note", "caret")  # groups of the spellings of a mark
_UNIT_BEFORE = re.compile(r"(?:^|[^A-Za-z])[kcmd]?m\s?$")
_TEN_BEFORE = re.compile(r"(?P<times>[x×*·⋅]\s?)?(?<![\d.,])10$")
_POWER = re.compile(r"[-−–]?\d{1,2}")
_BREAKING = re.compile(r"</?(?:br|p|div|li|ul|ol|td|th|tr|h[1-6])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark in the text: its span in the transcription, and where it stood in the rebuilt text."""

    start: int
    end: int


@dataclass(slots=True)
class InlineText:
    """Text without its markup, with the footnote marks that were taken out of it.

    `literals` are the spans of inline code in the transcription, which stays in the text.
    """

    mapped: MappedText
    marks: tuple[Mark, ...]
    literals: tuple[tuple[int, int], ...] = ()


def plain_text(raw: str, start: int, end: int) -> InlineText:
    """The text of `raw[start:end]` without markup.

    Tags that break a line leave a blank. Superscripts are footnote marks and leave the text, unless they are
    exponents (`m<sup>2</sup>`).
    """
    if start < end and _OPENERS.search(raw, start, end) is None and raw.find("@", start, end) < 0:
        return InlineText(MappedText(raw[start:end], (0,), (start,)), ())  # as most stretches are
    builder = TextBuilder(raw)
    marks: list[Mark] = []
    literals: list[tuple[int, int]] = []
    _collect(raw, start, end, builder, marks, literals)
    return InlineText(builder.build(), tuple(marks), tuple(literals))


def _collect(
    raw: str, start: int, end: int, builder: TextBuilder, marks: list[Mark], literals: list[tuple[int, int]]
) -> None:
    position = start
    for match in _matches(raw, start, end):
        builder.keep(position, match.start())
        position = match.end()
        kind = match.lastgroup if match.lastgroup not in (*_MARKS, "label") else None
        if match.start("mark") >= 0:
            group = next(name for name in _MARKS if match.start(name) >= 0)
            if group != "note" and _is_power_of_ten(raw, builder, match, group, (start, end)):
                builder.put("^", match.start(group))
                builder.keep(*match.span(group))
            elif group != "note" and (_UNIT_BEFORE.search(builder.last[-4:]) or match[group][0] in "-−–"):
                builder.keep(*match.span(group))
            else:
                marks.append(Mark(*match.span(group)))
            if group == "note" and match.start() == start and raw.startswith(":", match.end()):
                position += 1  # "[^1]: text of the note"
        elif match.start("link") >= 0:
            _collect(raw, *match.span("label"), builder, marks, literals)
        elif match.start("literal") >= 0:
            literals.append(match.span("code"))
            builder.keep(*match.span("code"))
        elif kind == "entity":
            builder.put(html.unescape(match.group()), match.start())
        elif kind == "tag" and _BREAKING.match(match.group()):
            builder.put(" ", match.start())
    builder.keep(position, end)


def _is_power_of_ten(raw: str, builder: TextBuilder, match: re.Match[str], group: str, span: tuple[int, int]) -> bool:
    """Whether a superscript is the power of a ten: "3 x 10<sup>2</sup>", "10<sup>6</sup> t".

    The mark of a note stands behind a ten alone in its cell, and so may a 1 or a 2.
    """
    ten = _TEN_BEFORE.search(builder.last[-8:])
    if ten is None or not _POWER.fullmatch(match[group].strip()):
        return False
    alone = not raw[span[0] : match.start()].strip(" \t|*").removesuffix("10") and not raw[match.end() : span[1]].strip(
        " \t|*"
    )
    return ten["times"] is not None or (not alone and match[group].strip() not in ("1", "2"))


def _matches(raw: str, start: int, end: int) -> Iterator[re.Match[str]]:
    if raw.find("@", start, end) >= 0:
        yield from _INLINE.finditer(raw, start, end)  # what stands before the sign of an address can be any letter
        return
    position = start
    for opener in _OPENERS.finditer(raw, start, end):
        match = _INLINE.match(raw, opener.start(), end) if opener.start() >= position else None
        if match:
            yield match
            position = match.end()
