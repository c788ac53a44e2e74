"""Texts that make careless readers quadratic: long runs of what opens, repeats or nearly matches something.

Belongs here: what is repeated. Does not belong here: how long reading may take (see test_hostile.py, benchmark/speed.py).
"""

from __future__ import annotations

from dataclasses import dataclass


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
    # relations
    "totals": Hostile("A total of 3, comprising 1 man and 2 women. "),
    "parts that are never closed": Hostile("((12% of "),
    "spreads": Hostile("In A from 4 to 3 and in B from 9 to 5. Differences among countries are narrowing. "),
    "one figure": Hostile("Figure 1 shows that 12% did. "),
    "contradictions": Hostile("It fell 3.9 points from 150.8 in 2008 to 146.5. "),
    "equal shares": Hostile("66.4% of households in Japan had one in 2020. "),
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
