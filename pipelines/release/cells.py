"""Texts as cells of a CSV file: nothing in them is run by a spreadsheet, nothing is invisible, nothing is lost.

Two rules, both undone by `plain`, and both in SQL as well, for files of millions of rows:

1. A character that cannot be seen (control, bidirectional, zero width, other separator of lines) is written as
   `\\u{200b}`, by its code point. A backslash that stands before `u{` is written as `\\u{5c}`. A line feed stays.
2. A cell that a spreadsheet would take for a formula gets an apostrophe in front: one that begins, after white space,
   with = + - @ or their full-width forms and is no number, or one that begins with an apostrophe already.

Parquet and DuckDB files keep texts as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

INVISIBLE = (
    (0x00, 0x09), (0x0B, 0x1F), (0x7F, 0x9F),  # C0 but the line feed, delete, C1
    (0xAD, 0xAD), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F),  # zero width, separators, embeddings, isolates
    (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),  # tags: whole sentences can hide in them
)  # fmt: skip
"""First and last code point of each range. Selectors of glyph variants are part of what is seen, and stay."""

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_BLANK = " \\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_FORMULA = f"^[{_BLANK}]*[{_SIGNS}]"
_NUMBER = r"[+-]([0-9]+(,[0-9]{3})*(\.[0-9]+)?|\.[0-9]+)%?"
_HIDDEN_CLASS = "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in INVISIBLE)
_HIDDEN_SQL = f"[{_HIDDEN_CLASS}]|\\\\u\\{{"
_HIDDEN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in INVISIBLE) + "]|\\\\(?=u\\{)")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,5})\}")
_IS_FORMULA, _IS_NUMBER = re.compile(_FORMULA), re.compile(_NUMBER)


def visible(text: str) -> str:
    """The text with every invisible character written out: for pages and terminals too."""
    return _HIDDEN.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def cell(text: str) -> str:
    """The text as it stands in a CSV file."""
    shown = visible(text)
    is_formula = _IS_FORMULA.search(shown) and not _IS_NUMBER.fullmatch(shown)
    return f"'{shown}" if is_formula or shown.startswith("'") else shown


def plain(written: str) -> str:
    """The text that a cell of a CSV file stands for: the inverse of `cell`."""
    shown = written.removeprefix("'")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), shown)


def macros() -> Iterator[str]:
    """The statements that define `cell` and `plain` as macros of a DuckDB connection, with the same results.

    Only texts that need it are taken apart into characters.
    """
    yield (
        f"CREATE TEMP MACRO made_visible(x) AS CASE WHEN regexp_matches(x, '{_HIDDEN_SQL}')"
        " THEN array_to_string(list_transform(regexp_extract_all(x, '\\\\u\\{|(?s:.)'), lambda c:"
        " CASE WHEN c = '\\u{' THEN '\\u{5c}u{'"
        f" WHEN regexp_matches(c, '{_HIDDEN_SQL}') THEN format('\\u{{{{{{:x}}}}}}', unicode(c)) ELSE c END), '') ELSE x END"
    )
    yield (
        f"CREATE TEMP MACRO guarded(x) AS CASE WHEN starts_with(x, '''')"
        f" OR regexp_matches(x, '{_FORMULA}') AND NOT regexp_full_match(x, '{_NUMBER}') THEN '''' || x ELSE x END"
    )
    yield "CREATE TEMP MACRO cell(x) AS guarded(made_visible(x))"
    yield (
        "CREATE TEMP MACRO restored(x) AS CASE WHEN contains(x, '\\u{')"
        " THEN array_to_string(list_transform(regexp_extract_all(x, '\\\\u\\{[0-9a-f]{1,5}\\}|(?s:.)'), lambda c:"
        " CASE WHEN starts_with(c, '\\u{') THEN chr(CAST('0x' || c[4:-2] AS INTEGER)) ELSE c END), '') ELSE x END"
    )
    yield "CREATE TEMP MACRO plain(x) AS restored(CASE WHEN starts_with(x, '''') THEN x[2:] ELSE x END)"
