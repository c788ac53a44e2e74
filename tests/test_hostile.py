"""Input that makes careless readers quadratic: long runs of what opens, repeats or nearly matches something.

Whatever the input, reading takes time in proportion to its length, raises nothing and loses no digit. Time is that of the
processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import product

import pytest
from engine import assert_ledger, assert_quotes
from processor import processor_limit

from pipelines.document import Extraction, extract

KB = 1000
SHORT_BOUND = (
    20.0  # seconds for 100 kB; a text of nothing but numbers has an observation for every one or two characters
)
LONG_BOUND = 20.0  # seconds for 1 MB
GROWTH = 8  # from a quarter of the text to the whole: 4 is linear, 16 quadratic
LINE_BOUND = 2.0  # seconds for one line of 30 to 2,000 characters
FLOOR = 0.05  # seconds: what takes less is too short to be compared


@dataclass(frozen=True)
class Hostile:
    """A text of any length: `head` once, `repeated` as often as it fits, then `closing` as often as `repeated`."""

    repeated: str
    head: str = ""
    closing: str = ""

    def text(self, characters: int) -> str:
        times = (characters - len(self.head)) // len(self.repeated + self.closing)
        return self.head + self.repeated * times + self.closing * times


HOSTILE = {
    # runs of one thing
    "digits": Hostile("7"),
    "letters": Hostile("a"),
    "commas": Hostile(","),
    "dots": Hostile("."),
    "asterisks": Hostile("*"),
    "underscores": Hostile("_"),
    "hyphens": Hostile("-"),
    "backticks": Hostile("`"),
    "backslashes": Hostile("\\"),
    "exclamation marks": Hostile("!"),
    "blanks": Hostile(" "),
    "tabs": Hostile("\t"),
    "line feeds": Hostile("\n"),
    "carriage returns": Hostile("\r"),
    "quotation marks": Hostile('"'),
    "opening quotation marks": Hostile("“"),
    "superscripts": Hostile("²"),
    "fractions": Hostile("½"),
    # what is opened and never closed
    "opening brackets": Hostile("("),
    "opening square brackets": Hostile("["),
    "images": Hostile("!["),
    "angles": Hostile("<"),
    "open tags": Hostile("<a "),
    "open attributes": Hostile('<a href="'),
    "superscript tags": Hostile("<sup>1"),
    "cells": Hostile("<td>"),
    "tables": Hostile("<table>"),
    "rows without table": Hostile("<tr><td>1"),
    "comments": Hostile("<!--"),
    "scripts": Hostile("<script>"),
    "macros": Hostile("{{"),
    "statements of templates": Hostile("{% "),
    "ampersands": Hostile("&"),
    "numeric entities": Hostile("&#"),
    "front matter": Hostile("title: 1\n", head="---\n"),
    "formulas": Hostile("$1 "),
    # what is nested
    "nested brackets": Hostile("(", closing=")"),
    "nested links": Hostile("[", closing="](1)"),
    "nested blocks": Hostile("<div>", closing="</div>"),
    "nested tables": Hostile("<table><tr><td>1", closing="</table>"),
    "nested macros": Hostile("{{", closing="}}"),
    "nested quotations": Hostile("> "),
    "nested lists": Hostile("- "),
    # lines
    "numbered markers": Hostile("1. "),
    "hashes": Hostile("# "),
    "fences": Hostile("```"),
    "lines of fences": Hostile("```\n"),
    "lines of quotations": Hostile("> 1\n"),
    "items": Hostile("- a 1\n"),
    "numbered items": Hostile("1. a 1\n"),
    "headings": Hostile("# 1\n"),
    "numbers alone": Hostile("\n\n1\n"),
    "captions": Hostile("Figure 1 Use\n\n"),
    "sources": Hostile("(Source) Survey 2020\n\n"),
    "footnotes": Hostile("[^1]: 1\n"),
    "words cut": Hostile("Informa-\n\n"),
    "images between": Hostile("Use of\n\n![](1.png)\n\n"),
    # tables
    "pipes": Hostile("|"),
    "cells between pipes": Hostile("| 1 | "),
    "pipe table": Hostile("| 1 | 2 |\n", head="| a | b |\n|---|---|\n"),
    "tab table": Hostile("a\t1\t2\n"),
    "wide tab table": Hostile("1\t"),
    "HTML table": Hostile("<tr><td>a</td><td>1</td></tr>", head="<table>"),
    "closed HTML table": Hostile("<tr><td>a</td><td>1</td></tr></table>", head="<table>"),
    # numbers and what stands around them
    "numbers": Hostile("1 "),
    "thousands": Hostile("1,234,"),
    "thousands in blanks": Hostile("123 "),
    "decimals": Hostile("1.1"),
    "chains of hyphens": Hostile("-1-"),
    "ranges": Hostile("from 1 to "),
    "ranges without end": Hostile("1 to "),
    "between": Hostile("between 1 and "),
    "changes": Hostile("fell 1 points "),
    "changes with levels": Hostile("It fell 1 points from 3 to 2. "),
    "references": Hostile("Figure 1 "),
    "currencies": Hostile("US$"),
    "shares": Hostile("1%, "),
    "years": Hostile("2019 "),
    "dates": Hostile("1 May 2019 "),
    "quarters": Hostile("Q1 "),
    "ages": Hostile("aged 1-2 "),
    "hedges": Hostile("about "),
    "ratios": Hostile("one in "),
    "number words": Hostile("twenty-"),
    "hundreds": Hostile("two hundred and "),
    "fractions in words": Hostile("a third "),
    "signs": Hostile("(-"),
    # words
    "genitives": Hostile("A's "),
    "groups": Hostile("by age, "),
    "of": Hostile("of the "),
    "areas": Hostile("Japan and "),
    "abbreviations": Hostile("No. "),
    "initials": Hostile("U.S. "),
    "respectively": Hostile("respectively "),
    "ranks": Hostile("highest at 1%, followed by "),
    "rests": Hostile("total the remaining 5 100 0.05 20243 by\n"),
    "bounds": Hostile("Over 1% in all countries. "),
    "one line of prose": Hostile("Exports fell 3.9 points from 150.8 in 2008 to about 146.5 million dollars, "),
    "prose": Hostile("In Japan 66% of those aged 20-29 use it (Figure 1), down 12 points from 78% in 2014.\n\n"),
}
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
    text = hostile.text(100 * KB)
    extraction, _ = timed(text, SHORT_BOUND)
    assert_sound(text, extraction)


@each
def test_a_line_that_nearly_matches_is_read_in_time(hostile: Hostile) -> None:
    """A pattern that can match in many ways tries them all where the end of the line does not fit."""
    for characters, spoiler in product((30, 300, 2000), (" m", "!", "x", "\n")):
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
