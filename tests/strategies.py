"""Texts for the property-based tests: anything, jumbles of what reports are made of, whole reports, damaged reports.

`SEARCH` are the settings of every property. A run is the same each time; HAKUSHO_EXAMPLES=5000 searches at random instead,
with so many examples for each property.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

_WANTED = os.environ.get("HAKUSHO_EXAMPLES")
SEARCH = settings(
    max_examples=int(_WANTED or 120),
    derandomize=_WANTED is None,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),  # to explain a failure takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
_REPORTS = Path(__file__).parent / "evaluation" / "documents"


def _listed(block: str) -> list[str]:
    """The entries of a block of text: two blanks or a line break stand between them."""
    return re.split(r" {2,}|\n", block.strip())


NUMBERS = _listed("""
0  1  7  12  60  100  550  1000  2008  2019  20193  15,579,073  1,234.5  12,34,567  1.234,5  3,5  0.05  1234567890
78%  66.0%  -4.1  −83,739  –5  +3  ±2  (-83,739)  (-)5.02  4.1-fold  3.5x  ½  2½  ²³  ①  10⁶  1½m  5.1m  5bn
$12,548  £1.5m  US$3  €2,5  ¥1  1-1-4-2  1-13-1  2020-05-01  18-29  70+  9/10  1:2  1st  2nd  3.53.8  20243
٣٤  १२  12  𝟝  ፩  1e9  1.1.1  1..2  1,,2  .5  5.  1 234 567  1\u00a0234  1\u202f234,5  1'234  12 - 14  1 in 4
5 to 6 million  70% to around 80%  9 out of 10  two thirds  a quarter  twenty-five  two hundred and six  half  doubled
twice as many  one in five  sixteen percent  half a dozen  99999999999999999999999999 trillion  0.0000000000001
""")
HEDGES = _listed("""
about  around  roughly  some  over  under  nearly  almost  between  from  to  by  of  at  and  or  than
more than  less than  at least  at most  up to  just under  slightly more than  or more  or higher
""")
WORDS = _listed("""
fell  rose  increased  points  percent  pp  bps  percentage  index  yen  dollars  million  billion  trillion  people
Japan  Germany  China  EU  men  women  aged  older  years  months  Q1  January  FY2013  2010s  respectively  total
COVID-  CO-  Society5.0  G7  Act No.  Section  Chapter  Informa-  tion  n  N/A  ..  etc.  e.g.  U.S.  goal  target
the following year  the previous year  in both years  age 70 and  By age,  the overall rate is  of all  firms  share
highest in Japan at  followed by  the survey of 1,200 households  compared with the level of  the remaining
""")
SIGNS = list(".,;:?!()[]{}<>|*_`~#&%$£¥€/\\=+-–—“”'’\"…•°™^")
BREAKS = ["\n", "\n\n", "\r\n", "\r", "\t", "\f", "\v", "\u0085", "\u2028", "\u200b", "\u00ad", "  \n", "-\n", " "]
MARKUP = _listed("""
<b>  </b>  <sup>5</sup>  <sup>  </sup>  <br>  <br/>  <p>  </p>  <div>  </div>  <a  </a>  <li>  <ul>  </ul>  <img 1>
<table>  <tr>  <td>  </td>  </tr>  </table>  <th>  <td colspan="2">  <td rowspan="9">  <td colspan=0>  <a href="p1">
<!--  -->  <script>  </script>  <style>  </style>  <head>  </head>  <svg>  </svg>  {{  }}  {%  %}  $$  $x_1$  ---
&amp;  &#49;  &#x31;  &frac12;  &nbsp;  &lt;  &#0;  &#1114112;  &;  &#  [^1]  [^1]:  [1]  ![](a1.png)  [5](u)  {1}----
{{ figure_markup(caption='A 5', description="fell 2%") }}  | 1 | 2 |  |---|---|  <!-- image -->  ==> picture 1 <==
""")
MARKERS = [
    "# ",
    "## 1.2 ",
    "- ",
    "* ",
    "1. ",
    "(1) ",
    "a. ",
    "> ",
    "    ",
    "|===",
    "== ",
    "* * *",
    "```",
    "\ufeff",
    "\x01",
]
REFERENCES = _listed("""
Figure 1  Figure 1-1-4-2  (Figure 1-13-1)  Table 2.1  Figures 3 and 4  Box 5  Chart 1.2a  see page 12  *1 See above
Figure 1-1-4-2 Changes in use  (Source) Survey 2020  Source: Ministry (2021)  Note: n = 1,200
""")

anything = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=80)
"""Any Unicode text; intake lets no lone surrogates and no NUL through."""
_fragment = st.one_of(*map(st.sampled_from, (NUMBERS, HEDGES, WORDS, SIGNS, BREAKS, MARKUP, MARKERS, REFERENCES)))
jumbles = st.lists(st.one_of(_fragment, _fragment.map("{} ".format)), max_size=40).map("".join)


def _statement(words: list[str]) -> str:
    return " ".join(words).strip() + "."


_plain = st.one_of(*map(st.sampled_from, (NUMBERS, NUMBERS, HEDGES, WORDS)))
_sentences = st.lists(_plain, min_size=1, max_size=14).map(_statement)
_paragraphs = st.lists(_sentences, min_size=1, max_size=3).map(" ".join)
_headings = st.builds("{} {}".format, st.sampled_from(("#", "##", "###")), st.lists(_plain, max_size=4).map(" ".join))
_captions = st.builds(
    "{} {}".format, st.sampled_from(("Figure 1-1-1-1", "Figure 2", "Table 3", "Chart 1.2")), _sentences
)
_lists = st.lists(st.builds("{}{}".format, st.sampled_from(("- ", "1. ", "(1) ")), _sentences), min_size=1).map(
    "\n".join
)
_cells = st.lists(st.lists(_plain, min_size=2, max_size=4), min_size=2, max_size=4)


def _pipes(grid: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join([lines[0], "|---" * len(grid[0]) + "|", *lines[1:]])


def _tabs(grid: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in grid)


def _html(grid: list[list[str]]) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in grid)
    return f"<table>{rows}</table>"


_tables = st.builds(lambda form, grid: str(form(grid)), st.sampled_from((_pipes, _tabs, _html)), _cells)
_blocks = st.one_of(_paragraphs, _paragraphs, _headings, _captions, _lists, _tables)
reports = st.lists(_blocks, min_size=1, max_size=6).map("\n\n".join)
"""Reports of whole blocks; each ends where it seems to end, so that text can be put behind it."""


@cache
def _written() -> str:
    """The reports that were written for the evaluation, one behind the other."""
    return "\n\n".join(
        path.read_bytes().decode()
        for path in sorted(_REPORTS.iterdir())
        if path.suffix in (".md", ".txt", ".html", ".adoc")
    )


def _pieces(draws: list[tuple[int, int, str]]) -> str:
    text = _written()
    starts = [(at % len(text), size, fragment) for at, size, fragment in draws]
    return "".join(text[start : start + size] + fragment for start, size, fragment in starts)


damaged = st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 250), _fragment), max_size=4).map(_pieces)
"""Stretches of written reports, cut anywhere and put together with something odd between."""


def _windows(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


_some = st.one_of(anything, jumbles, reports, damaged)
texts = st.one_of(_some, _some.map(_windows))
"""Any text that a file may hold."""
