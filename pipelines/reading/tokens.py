"""Sentences as words, numbers and signs.

Belongs here: where a token begins and ends, and of which kind it is. Does not belong here: what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from pipelines.rules import words

WORD, NUMBER, SIGN, RAISED = range(4)

# Digits that are no decimals (superscripts, circled numbers): str.isdigit() without str.isdecimal().
OTHER_DIGITS = "²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒፩-፱᧚𐩀-𐩃𐹠-𐹨𑁒-𑁚🄀-🄊"
# Letters that only mark a note where they stand behind a number ("8.9ᵃ").
_RAISED_LETTERS = "ᵃ-ᵛᶜᶠᶻʰʲˡʳʷˣʸˢⁿⁱ"
_RAISED = re.compile(f"[{OTHER_DIGITS}{_RAISED_LETTERS}]")
_BLANKS = " \u00a0\u2009\u202f"
_MOST_KINDS = 50_000  # tokens whose kind is kept
_VULGAR = "¼½¾⅓⅔⅛⅜⅝⅞"
_NUMBER = rf"""
      \d+(?:[-‑]\d+){{2,8}}(?!\d)                                   # 1-1-4-2, 2020-05-01
    | (?<![\d.,])\d{{1,3}}(?:[{_BLANKS[1:]}]\d{{3}})+(?![\d])(?:[.,]\d+)?  # 1 234 567
    | (?<=[£$€¥])\d{{1,3}}(?:\x20\d{{3}})+(?!\d)(?:[.,]\d+)?                    # $3 208.3
    | (?<=(?:per|ery)\x20)10{{0,2}}(?:\x20000)+(?!\d)                         # per 100 000 people
    | \d*[{_VULGAR}]
    | (?<![\w.,)\]%”’])(?<![a-z]["'])\.\d+(?![\w.])                       # ".5"; in "(3 units).12" a mark
    | \d+(?:[.,·]\d+|['’]\d{{3}}(?!\d))*
"""
# In documents that group thousands with blanks, a blank between groups of three digits belongs to the number.
_SPACED_NUMBER = rf"(?<![\d.,])\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)? | {_NUMBER}"
_WORD = rf"[^\W\d{OTHER_DIGITS}{_VULGAR}{_RAISED_LETTERS}]+(?:['’][^\W\d_]+)?[²³]?"
_ASCII_WORD = r"[A-Za-z_]+(?:'[A-Za-z]+)?"  # the same in ASCII, where it is found in half the time


def _pattern(word: str, number: str) -> re.Pattern[str]:
    """One group for a token of any kind: words first, as they are the most, and numbers only where one can begin."""
    return re.compile(
        rf"({word} | (?=[\d.{_VULGAR}])(?:{number}) | [{OTHER_DIGITS}]+ | [{_RAISED_LETTERS}]+ | \S)", re.VERBOSE
    )


# by whether the document groups thousands with blanks, and whether the sentence is ASCII
_TOKENS = {
    (spaced, in_ascii): _pattern(_ASCII_WORD if in_ascii else _WORD, _SPACED_NUMBER if spaced else _NUMBER)
    for spaced in (False, True)
    for in_ascii in (False, True)
}


@dataclass(slots=True)
class Tokens:
    """The tokens of a sentence, column by column: texts, the same in lower case, spans in the sentence, kinds.

    `numbers` are the indices of the tokens written in digits, `words` all tokens in lower case, each once. `money` has the
    currencies that the document means by signs and words which several countries share.
    """

    sentence: str
    texts: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[int]
    numbers: list[int]
    words: frozenset[str] = frozenset()
    money: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    def word(self, index: int) -> str:
        """The token in lower case, '' outside the sentence."""
        try:
            return self.low[index] if index >= 0 else ""
        except IndexError:
            return ""

    def text(self, index: int) -> str:
        """The token as written, '' outside the sentence."""
        try:
            return self.texts[index] if index >= 0 else ""
        except IndexError:
            return ""

    def glued(self, index: int) -> bool:
        """Whether token `index` follows its predecessor without a blank."""
        try:
            return index > 0 and self.ends[index - 1] == self.starts[index]
        except IndexError:
            return False

    def is_number(self, index: int) -> bool:
        """Whether the token is written in digits."""
        try:
            return index >= 0 and self.kinds[index] == NUMBER
        except IndexError:
            return False

    def is_word(self, index: int) -> bool:
        """Whether the token is a word."""
        try:
            return index >= 0 and self.kinds[index] == WORD
        except IndexError:
            return False


class _Kinds(dict[str, int]):
    """The kind of each token seen so far."""

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_KINDS:
            self.clear()
        kind = self[text] = _kind(text)
        return kind


def _kind(text: str) -> int:
    """The kind of a token, which its first character tells."""
    first = text[0]
    if first.isdecimal() or first in _VULGAR or (first == "." and len(text) > 1):
        return NUMBER
    if _RAISED.match(text):
        return RAISED
    return WORD if first.isalnum() or first == "_" else SIGN


_KINDS = _Kinds()


def tokenize(sentence: str, *, spaced: bool = False) -> Tokens:
    """Split a sentence; `spaced` says that the document groups thousands with blanks ("1 234")."""
    parts = _TOKENS[spaced, sentence.isascii()].split(sentence)  # gap, token, gap, token, ..., gap
    edges = list(accumulate(map(len, parts)))
    texts = parts[1::2]
    kinds = list(map(_KINDS.__getitem__, texts))
    numbers = [index for index, kind in enumerate(kinds) if kind == NUMBER] if NUMBER in kinds else []
    low = list(map(str.lower, texts))
    return Tokens(sentence, texts, low, edges[:-1:2], edges[1::2], kinds, numbers, frozenset(low))


_LETTERS, _ASCII_LETTERS = re.compile(r"\w+"), re.compile("[a-z0-9_]+")


def bare_words(text: str) -> list[str]:
    """The words of a text in lower case, cut at every sign ("one's" is two): a quick look before it is split in earnest."""
    text = text.lower()
    return (_ASCII_LETTERS if text.isascii() else _LETTERS).findall(text)


_YEAR_AND_MARK = re.compile(r"((?:19|20)\d{2})(\d)")
_NAME_AND_MARK = re.compile(r"(\d{1,2})(\.)(\d{1,2})")
_YEAR_STOP_AND_MARK = re.compile(r"(?:19|20)\d\d\.\d")
_THOUSANDS_AND_MARK = re.compile(r"\d{1,3}(?:,\d{3}){1,4}\d")
_BEFORE_YEARS = words("tokens_before_years")
_AFTER_SINCE = frozenset(("since", "until"))
_NOT_COUNTED = words("counting_stop")


def split_glued(tokens: Tokens, *, comma: bool = False) -> Tokens:
    """Split numbers that swallowed a footnote mark: "since 20133", "COVID-19.16", "1,2345 farms", "in 2019/20.3".

    `comma` says that the document writes decimals with a comma.
    """
    for index in reversed(tokens.numbers):
        text = tokens.texts[index]
        if len(text) < 4:
            continue
        if len(text) > 5:
            if not comma and _THOUSANDS_AND_MARK.fullmatch(text):
                _split(tokens, index, [len(text) - 1])
            elif _YEAR_STOP_AND_MARK.fullmatch(text) and tokens.word(index - 1) in _BEFORE_YEARS:
                _split(tokens, index, [4, 5])
            continue
        year, name = _YEAR_AND_MARK.fullmatch(text), _NAME_AND_MARK.fullmatch(text)
        if year and _stands_for_year(tokens, index):
            _split(tokens, index, [4])
        elif name and (_is_in_name(tokens, index) or _ends_years(tokens, index, name[1])):
            _split(tokens, index, [len(name[1]), len(name[1]) + 1])
    return tokens


def _stands_for_year(tokens: Tokens, index: int) -> bool:
    """Whether a year is meant: "since 20101 were", not "in 20101 households"."""
    before = tokens.word(index - 1)
    counted = tokens.is_word(index + 1) and tokens.low[index + 1] not in _NOT_COUNTED
    return before in _AFTER_SINCE or (before in _BEFORE_YEARS and not counted)


def _is_in_name(tokens: Tokens, index: int) -> bool:
    return tokens.word(index - 1) == "-" and tokens.glued(index) and tokens.text(index - 2).isupper()


def _ends_years(tokens: Tokens, index: int, second: str) -> bool:
    """Whether the number ends a pair of years: "2019/20.3"."""
    first = tokens.text(index - 2)
    paired = tokens.word(index - 1) in ("/", "-", "–") and tokens.glued(index) and tokens.glued(index - 1)
    return paired and len(first) == 4 and first[:2] in ("19", "20") and (int(first) + 1) % 100 == int(second)


def _split(tokens: Tokens, index: int, places: list[int]) -> None:
    """Split a token at `places`; its last part is the footnote mark."""
    text, start = tokens.texts[index], tokens.starts[index]
    edges = [0, *places, len(text)]
    parts = [text[left:right] for left, right in zip(edges, edges[1:], strict=False)]
    tokens.texts[index : index + 1] = parts
    tokens.low[index : index + 1] = parts
    tokens.starts[index : index + 1] = [start + left for left in edges[:-1]]
    tokens.ends[index : index + 1] = [start + right for right in edges[1:]]
    tokens.kinds[index : index + 1] = [NUMBER if part[0].isdecimal() else SIGN for part in parts[:-1]] + [RAISED]
    tokens.numbers[:] = [at for at, kind in enumerate(tokens.kinds) if kind == NUMBER]
    tokens.words = frozenset(tokens.low)
