"""Comparisons in the prose of many publishers: tied as a reader ties them, and accused of a misprint (SPEC 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import relation_cases_comparisons as prose
from engine import Judged, misread, relations, rows

CASES = [
    (kind, text, numbers)
    for kind in ("change", "growth", "fold", "direction", "rank", "goal")
    for text, numbers in getattr(prose, kind.upper())
]
BETWEEN_LEVELS = [case for case in CASES if case[0] in ("change", "growth", "fold")]


def in_digits(numbers: list[str]) -> set[str]:
    """The numbers in digits, without a minus: those in words may be part of the wording."""
    return {number.lstrip("-−") for number in numbers if any(map(str.isdigit, number))}


def tying(kind: str, text: str, numbers: list[str]) -> list[Judged]:
    """The relations of a kind that tie these numbers and no others in digits."""
    found = relations(text, kind)
    return [one for one in found if in_digits([exact for exact, _ in one.operands]) == in_digits(numbers)]


def marked(cases: Sequence[tuple[Any, ...]], unread: dict[str, str], text: int = 1) -> list[Any]:
    """The cases, those whose text begins like one that is not read yet marked so."""
    why = [next((reason for begin, reason in unread.items() if case[text].startswith(begin)), None) for case in cases]
    return [misread(*case, reason=reason) if reason else case for case, reason in zip(cases, why, strict=True)]


@pytest.mark.parametrize(("kind", "text", "numbers"), marked(CASES, prose.MISREAD))
def test_a_true_comparison_is_tied_and_holds(kind: str, text: str, numbers: list[str]) -> None:
    assert "consistent" in [one.verdict for one in tying(kind, text, numbers)]


@pytest.mark.parametrize(("kind", "text", "numbers"), marked(BETWEEN_LEVELS, prose.MISREAD | prose.UNSEEN))
def test_a_misprint_of_its_leading_digit_is_seen_and_named(kind: str, text: str, numbers: list[str]) -> None:
    printed = numbers[-1]
    wrong = str((int(printed[0]) + 4) % 9 + 1) + printed[1:]
    assert text.count(printed) == 1, "a case whose last number stands once"
    found = [one for one in relations(text.replace(printed, wrong), kind) if one.verdict == "inconsistent"]
    assert any(wrong in [exact for exact, _ in one.repairs] for one in found)


@pytest.mark.parametrize(("text", "count"), marked(prose.ENUMERATION, prose.MISREAD, text=0))
def test_a_count_is_tied_to_what_it_counts(text: str, count: str) -> None:
    assert [one.verdict for one in relations(text, "enumeration") if (count, "count") in one.operands] == ["consistent"]


@pytest.mark.parametrize("text", prose.SOUND)
def test_a_sound_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


def test_what_is_marked_as_misread_is_among_the_cases() -> None:
    texts = [text for _, text, _ in CASES] + [text for text, _ in prose.ENUMERATION]
    for begin in (*prose.MISREAD, *prose.UNSEEN):
        assert [text for text in texts if text.startswith(begin)], begin


def test_an_order_that_breaks_in_two_places_has_no_interval_that_would_mend_it() -> None:
    text = "The rate was highest in India (78%), followed by France (33%), Brazil (80%) and Italy (90%)."
    (found,) = relations(text, "rank")
    assert found.verdict == "inconsistent"
    assert found.computed == (None, None)
