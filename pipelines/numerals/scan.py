"""The state of one sentence while its numerals are read.

Belongs here: plain data shared by the recognisers. Does not belong here: the recognisers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.numerals.amounts import Amount
from pipelines.numerals.period import Period
from pipelines.reading.layout import Sentence
from pipelines.reading.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document writes: thousands grouped with blanks, decimals with a comma, its fiscal calendar (month).

    `leading` are the small numbers that begin its paragraphs. `money` has the currencies that it means by signs and words
    which several countries share ("$", "Rs", "K").
    `notes` are the numbers of its notes that stand in brackets or behind one ("(1) Excludes ...", "2) As of May").
    `brackets_are_minus` says that "(4.8)" in a table is -4.8: a note may give brackets another meaning.
    """

    spaced: bool = False
    comma: bool = False
    fiscal_year_start: int = 1
    leading: frozenset[int] = frozenset()
    money: Mapping[str, str] = field(default_factory=dict)
    brackets_are_minus: bool = True
    notes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation of a figure, table or part: "Figure 1-1-4-2"; `first` and `last` are tokens of its number."""

    label: str
    number: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """Bounds of an age or size bracket: tokens `first` to `last`, in words ("age 70 and older")."""

    first: int
    last: int
    words: str


@dataclass(slots=True)
class Scan:
    """A sentence with its tokens and what was found among them.

    `roles` maps the index of a number token to its role; `amounts` are the numerals that are left for observations,
    `counts` number words with another role (`list_count`, `rank` ...). `place` is the place of a cell in its table,
    `unread` are first tokens of amounts that are too large to be stored.
    `votes` are the tokens of counts of votes ("seven to two").
    `noted` says that a footnote mark stands in the sentence. `aged` says that the paragraph speaks of ages.
    """

    sentence: Sentence
    tokens: Tokens
    habits: Habits
    aged: bool = False
    roles: dict[int, str] = field(default_factory=dict)
    periods: list[Period] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    counts: list[tuple[Amount, str]] = field(default_factory=list)
    place: str | None = None
    noted: bool = False
    unread: set[int] = field(default_factory=set)
    votes: set[int] = field(default_factory=set)

    def mark(self, role: str, first: int, last: int | None = None) -> None:
        """Give the numbers among tokens `first` to `last` a role, unless they have one."""
        for index in range(first, (first if last is None else last) + 1):
            if self.tokens.is_number(index):
                self.roles.setdefault(index, role)
