"""The real engine, as the tests of its parts call it: a text in, rows out.

`handmade.py` is the other one: a stand-in for tests that need no grammar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from pipelines.document import Extraction, extract

Row = dict[str, Any]


def extract_text(text: str, fiscal_year_start: int = 1) -> Extraction:
    """Everything that the engine finds in a text; fails the test if an offset does not give back its quote."""
    extraction = extract(text, "document", fiscal_year_start)
    assert_quotes(text, extraction)
    assert_ledger(text, extraction)
    return extraction


def rows(text: str, table: str, **wanted: object) -> list[Row]:
    """The rows of one table, only those whose columns are as `wanted`."""
    return select(extract_text(text), table, **wanted)


def select(extraction: Extraction, table: str, **wanted: object) -> list[Row]:
    """The rows of one table of an extraction, only those whose columns are as `wanted`."""
    return [row for row in extraction.tables[table] if all(row[name] == value for name, value in wanted.items())]


def one(found: list[Row]) -> Row:
    """The only row there is."""
    assert len(found) == 1, found
    return found[0]


def observation(extraction: Extraction, text: str, context: str) -> Row:
    """The first observation whose numeral lies in `context`, a phrase that stands once in the text."""
    assert text.count(context) == 1, f"{context!r} stands {text.count(context)} times in the text"
    start = text.index(context)
    reach = range(start, start + len(context))
    found = [row for row in extraction.tables["observations"] if int(str(row["start"])) in reach]
    assert found, f"no observation in {context!r}"
    return found[0]


@dataclass(frozen=True)
class Judged:
    """A relation with what hangs on it: operands and repairs as (exact, ...) in their order."""

    row: Row
    operands: list[tuple[str, str]]
    repairs: list[tuple[str, Decimal]]

    def __getattr__(self, name: str) -> Any:
        return self.row[name]

    @property
    def computed(self) -> tuple[Decimal | None, Decimal | None]:
        return self.row["computed_lower"], self.row["computed_upper"]


def relations(text: str, kind: str) -> list[Judged]:
    """The relations of one kind."""
    return judged(extract_text(text), kind)


def judged(extraction: Extraction, kind: str) -> list[Judged]:
    """The relations of one kind of an extraction."""
    found = []
    for row in select(extraction, "relations", kind=kind):
        identifier = row["relation_id"]
        operands = select(extraction, "relation_operands", relation_id=identifier)
        repairs = select(extraction, "repairs", relation_id=identifier)
        found.append(
            Judged(
                row,
                [(str(operand["exact"]), str(operand["role"])) for operand in operands],
                [(str(repair["exact"]), repair["suggestion"]) for repair in repairs],
            )
        )
    return found


def number(value: str | int | None) -> Decimal | None:
    """A number as rows carry it: numbers compare by value, so 66 is 66.0."""
    return None if value is None else Decimal(value)


def misread(*values: object, reason: str) -> Any:
    """A case that SPEC demands and the engine does not read yet; it must be unmarked once it does."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


def assert_quotes(text: str, extraction: Extraction) -> None:
    """SPEC 2: every quote with its surroundings stands at its offsets."""
    for start, end, row in _quoted(extraction):
        assert 0 <= start < end <= len(text), row
        assert text[start:end] == row["exact"], row
        if "prefix" in row:
            assert text[:start].endswith(row["prefix"]), row
            assert text[end:].startswith(row["suffix"]), row


def _quoted(extraction: Extraction) -> Iterator[tuple[int, int, Row]]:
    for table, found in extraction.tables.items():
        if table == "figures":
            continue
        for row in found:
            yield int(str(row["start"])), int(str(row["end"])), row


def assert_ledger(text: str, extraction: Extraction) -> None:
    """SPEC 4: every digit lies in exactly one numeral, and each observation has its numeral."""
    count = [0] * len(text)
    for row in extraction.tables["numerals"]:
        for at in range(int(str(row["start"])), int(str(row["end"]))):
            count[at] += 1
    astray = [(at, text[at], count[at]) for at in range(len(text)) if text[at].isdigit() and count[at] != 1]
    assert not astray, astray
    assert sum(character.isdigit() for character in text) == extraction.digits
    named = {row["observation_id"] for row in extraction.tables["numerals"] if row["observation_id"]}
    assert named == {row["observation_id"] for row in extraction.tables["observations"]}
