"""Input that makes careless readers quadratic: long runs of what opens, repeats or nearly matches something.

Whatever the input, reading takes time in proportion to its length, raises nothing and loses no digit. Time is that of the
processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import time
from itertools import product

import pytest
from engine import assert_ledger, assert_quotes
from hostile import HOSTILE, Hostile
from processor import processor_limit

from pipelines.document import Extraction, extract

KB = 1000
SHORT_BOUND = 3.0  # seconds for 20 kB; of nothing but numbers every one or two characters are an observation
LONG_BOUND = 90.0  # seconds for 1 MB
GROWTH = 6  # from a quarter of the text to the whole: 4 is linear, 16 quadratic
LINE_BOUND = 1.0  # seconds for one line of up to 1,000 characters
FLOOR = 0.05  # seconds: what takes less is too short to be compared

each = pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())


def timed(text: str, bound: float) -> tuple[Extraction, float]:
    """What is read from a text, and the seconds of the processor that it took; an error if more than `bound`."""
    with processor_limit(bound):
        begun = time.process_time()
        extraction = extract(text, "document")
        return extraction, time.process_time() - begun


def assert_sound(text: str, extraction: Extraction) -> None:
    assert_ledger(text, extraction)
    assert_quotes(text, extraction)


@each
def test_hostile_input_is_read_in_time(hostile: Hostile) -> None:
    text = hostile.text(20 * KB)
    for last in (False, True):  # the cores may be slower for a moment, so once more where it seems to grow
        _, short = timed(hostile.text(5 * KB), SHORT_BOUND)
        extraction, long = timed(text, SHORT_BOUND)
        if long < GROWTH * max(short, FLOOR):
            break
        assert not last, f"{long:.2f} s for four times the text of {short:.2f} s"
    assert_sound(text, extraction)


@each
def test_a_line_that_nearly_matches_is_read_in_time(hostile: Hostile) -> None:
    """A pattern that can match in many ways tries them all where the end of the line does not fit."""
    for characters, spoiler in product((30, 1000), (" m", "!", "x", "\n")):
        text = hostile.text(characters) + spoiler
        extraction, _ = timed(text, LINE_BOUND)
        assert_sound(text, extraction)


@pytest.mark.slow
@pytest.mark.timeout(600)
@each
def test_time_grows_with_the_length_and_not_faster(hostile: Hostile) -> None:
    quarter, whole = hostile.text(250 * KB), hostile.text(1000 * KB)
    _, short = timed(quarter, LONG_BOUND)
    extraction, long = timed(whole, LONG_BOUND)
    assert long < GROWTH * max(short, FLOOR)
    assert_sound(whole, extraction)


def spin() -> None:
    with processor_limit(0.05):
        while True:
            pass


def test_the_limit_stops_what_takes_too_long() -> None:
    with pytest.raises(TimeoutError, match=r"still running after 0\.05 s, at .*test_hostile\.py:\d+"):
        spin()


def test_a_hostile_text_is_as_long_as_asked() -> None:
    assert Hostile("ab", head="x", closing="c").text(10) == "xababab" + "ccc"
