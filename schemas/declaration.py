"""What a declaration consists of: vocabularies, columns, constraints, tables and views, as plain frozen data.

Nothing here knows a concrete table (see the modules beside this one) nor a library that enforces one
(`validation`, `arrow`, `ddl`), so that importing it costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ColumnType = Literal["text", "integer", "decimal", "date", "boolean"]
"""The five types of the published tables. A `decimal` is DECIMAL(38,10); a `date` is written YYYY-MM-DD."""

DECIMAL_DIGITS = 38
DECIMAL_PLACES = 10


@dataclass(frozen=True)
class Term:
    """One code of a vocabulary and what it means."""

    code: str
    meaning: str


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of codes that a text column may hold."""

    name: str
    description: str
    terms: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in the order in which they were declared."""
        return tuple(term.code for term in self.terms)


@dataclass(frozen=True)
class Column:
    """One column: its name, type, meaning, and what its values must satisfy.

    `minimum` and `maximum` are inclusive; `pattern` is a regular expression that the whole text must match.
    """

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    unit: str | None = None
    vocabulary: Vocabulary | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    pattern: str | None = None


@dataclass(frozen=True)
class Ordered:
    """`lesser` <= `greater` (or < if `strictly`) in every row where both are present."""

    lesser: str
    greater: str
    strictly: bool = False

    @property
    def rule(self) -> str:
        """The constraint as a reader of a report sees it."""
        return f"{self.lesser} {'<' if self.strictly else '<='} {self.greater}"


@dataclass(frozen=True)
class Together:
    """In every row the columns are all present or all missing."""

    columns: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The constraint as a reader of a report sees it."""
        return f"{', '.join(self.columns)}: all present or all missing"


@dataclass(frozen=True)
class PresentExactlyWhen:
    """`column` is present in the rows where `other` equals `code`, and missing in all others."""

    column: str
    other: str
    code: str

    @property
    def rule(self) -> str:
        """The constraint as a reader of a report sees it."""
        return f"{self.column} present exactly when {self.other} = {self.code}"


RowConstraint = Ordered | Together | PresentExactlyWhen


@dataclass(frozen=True)
class ForeignKey:
    """`column` of the declaring table, where present, occurs in the column `target` of `table`."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One published table. `key` names the columns that identify a row, over all documents."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    constraints: tuple[RowConstraint, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns in their published order."""
        return tuple(column.name for column in self.columns)

    @property
    def quoted(self) -> bool:
        """Whether every row quotes the transcription by `start`, `end` and `exact`."""
        return {"start", "end", "exact"} <= set(self.column_names)


@dataclass(frozen=True)
class View:
    """One view for people: its columns as published, and the query that gives them in that order.

    `key` names the columns that identify a row, in a view that is also published as files.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    query: str
    key: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns in their published order."""
        return tuple(column.name for column in self.columns)
