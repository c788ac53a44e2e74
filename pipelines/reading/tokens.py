"""Sentences as words, numbers and signs.

Belongs here: where a token begins and ends, and of which kind it is. Does not belong here: what it means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD, NUMBER, SIGN, RAISED = range(4)

# Digits that are no decimals (superscripts, circled numbers): str.isdigit() without str.isdecimal().
OTHER_DIGITS = "²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒፩-፱᧚𐩀-𐩃𐹠-𐹨𑁒-𑁚🄀-🄊"
_BLANKS = " \u00a0\u2009\u202f"
_NUMBER = rf"""
      \d+(?:[-‑]\d+){{2,8}}(?!\d)                                   # 1-1-4-2, 2020-05-01
    | (?<![\d.,])\d{{1,3}}(?:[{_BLANKS[1:]}]\d{{3}})+(?![\d])(?:[.,]\d+)?  # 1 234 567
    | \d+(?:[.,'’]\d+)*
"""
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<raised>[{OTHER_DIGITS}]+)|(?P<word>(?:[^\W\d_{OTHER_DIGITS}]|_)+(?:['’][^\W\d_]+)?[²³]?)|(?P<sign>[^\s])", re.VERBOSE)
_SPACED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?![\d.,]\d)(?:[.,]\d+)?")
_KINDS = {"word": WORD, "number": NUMBER, "sign": SIGN, "raised": RAISED}


@dataclass(slots=True)
class Tokens:
    """The tokens of a sentence, column by column: texts, the same in lower case, spans in the sentence, kinds."""

    sentence: str
    texts: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def word(self, index: int) -> str:
        """The token in lower case, '' outside the sentence."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def text(self, index: int) -> str:
        """The token as written, '' outside the sentence."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def glued(self, index: int) -> bool:
        """Whether token `index` follows its predecessor without a blank."""
        return 0 < index < len(self.texts) and self.ends[index - 1] == self.starts[index]

    def is_number(self, index: int) -> bool:
        """Whether the token is written in digits."""
        return 0 <= index < len(self.kinds) and self.kinds[index] == NUMBER

    def is_word(self, index: int) -> bool:
        """Whether the token is a word."""
        return 0 <= index < len(self.kinds) and self.kinds[index] == WORD


def tokenize(sentence: str, *, spaced: bool = False) -> Tokens:
    """Split a sentence; `spaced` says that the document groups thousands with blanks ("1 234")."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[int] = []
    position = 0
    while match := _TOKEN.search(sentence, position):
        start, end = match.span()
        kind = _KINDS[str(match.lastgroup)]
        if spaced and kind == NUMBER and (longer := _SPACED.match(sentence, start)):
            end = longer.end()
        texts.append(sentence[start:end])
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
        position = end
    return Tokens(sentence, texts, [text.lower() for text in texts], starts, ends, kinds)
