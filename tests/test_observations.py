"""Observations: what a stated number means, and what the sentence says about it (SPEC 5).

The cases mark the number that is asked for as «this»; the marks are taken out before reading.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pytest
from engine import Row, extract_text, misread, number
from observation_cases import INTERVALS, MISREAD, READ
from observation_cases_in_context import MISREAD as MISREAD_IN_CONTEXT
from observation_cases_in_context import SHARED
from observation_cases_in_dumps import DUMPS
from observation_cases_in_tables import IN_TABLES
from observation_cases_left_out import LEFT_OUT
from observation_cases_of_aligned_rows import ALIGNED
from observation_cases_of_home import HOME
from observation_cases_of_parties import PARTIES
from observation_cases_of_periods import PERIODS
from observation_cases_of_rows import ROWS
from observation_cases_of_running import RUNNING
from observation_cases_of_subjects import AREAS, POPULATIONS, RANGES, UNITS
from observation_cases_of_whom import WHERE, WHO
from observation_cases_when import WHEN

NAMES = {"area": "reference_area", "period": "time_period", "starts": "period_start", "ends": "period_end"}


def observe(marked: str) -> tuple[str, Row]:
    """The marked numeral of a case, and the observation that begins there."""
    at = marked.index("«")
    numeral = marked[at + 1 : marked.index("»")]
    found = [
        row
        for row in extract_text(marked.replace("«", "").replace("»", "")).tables["observations"]
        if int(str(row["start"])) <= at < int(str(row["end"]))
    ]
    assert len(found) == 1, found
    return numeral, found[0]


@pytest.mark.parametrize(("marked", "value", "lower", "upper", "unit", "qualifier"), INTERVALS)
def test_a_statement_is_the_interval_of_values_that_it_is_compatible_with(
    marked: str, value: str | None, lower: str | None, upper: str | None, unit: str, qualifier: str
) -> None:
    _, row = observe(marked)
    assert (row["value"], row["lower"], row["upper"]) == (number(value), number(lower), number(upper))
    assert (row["unit"], row["qualifier"]) == (unit, qualifier)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [misread(*case, reason=MISREAD[case[0]]) if case[0] in MISREAD else case for case in [*READ, *RANGES]],
)
def test_a_sentence_says_this_of_its_number(marked: str, wanted: dict[str, str | None]) -> None:
    numeral, row = observe(marked)
    wanted = {"value": _printed(numeral), "qualifier": "exact", **wanted}
    seen = {name: row[NAMES.get(name, name)] for name in wanted}
    for name in {"value", "lower", "upper"} & wanted.keys():
        assert seen.pop(name) == number(wanted.pop(name)), name
    assert seen == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        misread(*case, reason=MISREAD_IN_CONTEXT[case[0]]) if case[0] in MISREAD_IN_CONTEXT else case
        for case in [*SHARED, *UNITS]
    ],
)
def test_what_is_said_once_holds_for_each_number_that_shares_it(marked: str, wanted: dict[str, str | None]) -> None:
    _, row = observe(marked)
    assert {name: row[NAMES.get(name, name)] for name in wanted} == wanted


@pytest.mark.parametrize(("marked", "wanted"), [*WHERE, *WHO, *AREAS, *POPULATIONS, *HOME, *PARTIES])
def test_a_number_speaks_of_this_area_and_these_people(marked: str, wanted: dict[str, str | None]) -> None:
    _, row = observe(marked)
    assert {name: row[NAMES.get(name, name)] for name in wanted} == wanted


@pytest.mark.parametrize(("marked", "wanted"), [*WHEN, *PERIODS, *RUNNING])
def test_a_number_is_of_this_period(marked: str, wanted: dict[str, str | None]) -> None:
    _, row = observe(marked)
    assert {name: row[NAMES.get(name, name)] for name in wanted} == wanted


@pytest.mark.parametrize(("marked", "wanted"), [*IN_TABLES, *ROWS, *DUMPS, *ALIGNED, *LEFT_OUT])
def test_a_number_takes_this_from_what_stands_around_it(marked: str, wanted: dict[str, str | None]) -> None:
    _, row = observe(marked)
    seen = {name: row[NAMES.get(name, name)] for name in wanted}
    if "value" in wanted:
        assert seen.pop("value") == number(wanted["value"])
    assert seen == {name: value for name, value in wanted.items() if name != "value"}


def _printed(numeral: str) -> str | None:
    """The value of a number in plain digits."""
    try:
        return str(Decimal(numeral.replace(",", "")))
    except InvalidOperation:
        return None


def test_there_is_no_case_of_a_misreading_too_many() -> None:
    assert MISREAD.keys() <= {case[0] for case in READ}
    assert MISREAD_IN_CONTEXT.keys() <= {case[0] for case in SHARED}
