"""Rows of tables that have units of their own, and amounts as other countries shorten them (see `observation_cases`).

Belongs here: what a row says of itself against what its table says; scales and currencies cut short. Only the slots that
are named are compared.
"""

from __future__ import annotations

_MONEY = (
    "Table 2. Ropes of the port (£m)\n\n| Item | 2018 | 2019 |\n|---|---|---|\n| Turnover | 125 | 112 |\n"
    "| {} | «13.0» | 11 |\n"
)
_SHARES = (
    "Table 3. Use of ropes, by kind (per cent)\n\n| | Long | Short |\n|---|---|---|\n| Men | 22 | 28 |\n"
    "| Women | 21 | 27 |\n| {} | «1,203» | 1,100 |\n"
)
_TWO_STUBS = (
    "Table 3: Weekly use, 2003 to 2012\n\n| Sex | Use | Survey year 2003 | Survey year 2008 |\n|---|---|---|---|\n"
    "| Men | % harmful | 33 | 30 |\n| Men | Mean knots per week | «{}» | 18.0 |\n| Men | Unweighted base | «{}» | 1,100 |\n"
)
_GROUP = (
    "<table><caption>Table 2 Use (per cent)</caption><tr><th></th><th>2018</th><th>2019</th></tr><tr><td>Men</td>"
    '<td>22</td><td>28</td></tr><tr><td colspan="3"><em>Bases (unweighted)</em></td></tr><tr><td>Men</td>'
    "<td>«3,603»</td><td>2,835</td></tr></table>"
)

_BRACKETS = (
    "65 years and over", "75 years or over", "Under 1 year", "1 to 4 years", "15-24 years", "Five years or more",
    "Less than two years", "Over 65 years", "Years 5 to 9", "Aged 65 years and more", "of which: 85 years and over",
)  # fmt: skip

_ERRORS = (
    "Table 1. Number, per cent distribution and rate of calls, by age\n\n| Age | Calls in thousands | {} | Per cent | "
    "{} | Calls per 100 boats | (SE of rate) |\n|---|---|---|---|---|---|---|\n"
    "| 15 to 24 years | 1,203 | {} | 5.1 | {} | {} | {} |\n| All calls | 3,680 | (40) | 100 | ... | 42.7 | (1.8) |\n"
)
_BELOW = (
    "Table 2. Wages of crews (€)\n\n| Crew | 2018 | 2019 |\n|---|---|---|\n| Deck | 22 | 28 |\n| | (0.4) | («0.5») |\n"
)
_LOSSES = (
    "Table 2. Results (€ million)\n\n| Crew | 2018 | {} |\n|---|---|---|\n| Deck | 22 | («28») |\n| Mate | 3 | 4 |\n"
)
_SALES = (
    "Table 3. Trade of ports\n\n| Port | Exports, US$ million, Sep/2023 | Sep/2022 | Change % | Boats, 2023 | 2022 |\n"
    "|---|---|---|---|---|---|\n| Ostby | 8.1 | {} | 32.2 | 31 | {} |\n| Vik | 2.9 | 3.1 | -1.4 | 12 | 14 |\n"
)
_WITH_UNITS = (
    "Table 12: Crews\n\n\t\t2019\t\t2021\t\n\tUnit\tMale\tFemale\tMale\tFemale\n"
    "Working-age population (15+)\t000\t{}\t90.1\t91.2\t190.2\nActivity rate\t%\t{}\t77.7\t63.7\t69.0\n"
    "Mean wage\tVUV\t{}\t55,000\t48,500\t54,500\n"
)
_OF_UNITS = (
    "| Kind | Unit | 2020 | 2021 |\n|---|---|---|---|\n| Dwellings built | {1} | «{0}» | 12 |\n| Rate | % | 4 | 5 |\n"
)


def _errors(at: int) -> str:
    values = [f"«{value}»" if number == at else value for number, value in enumerate(("40", "0.4", "54.6", "4.7"))]
    brackets = "({}) ({}) {} ({})".format(*values).split()
    return _ERRORS.format("(Standard error in thousands)", "(Standard error)", *brackets)


ROWS: list[tuple[str, dict[str, str | None]]] = [
    # a row's own unit wins, and the scale of the caption does not hold
    (_MONEY.format("Mains renewed (km)"), {"value": "13", "unit": "kilometer"}),
    (_MONEY.format("Leakage (Ml/d)"), {"value": "13", "unit": "megaliter_per_day"}),
    (_MONEY.format("Average employees (number)"), {"value": "13", "unit": "employee"}),
    (_MONEY.format("Average number of employees"), {"value": "13", "unit": "employee"}),
    (_MONEY.format("Headcount"), {"value": "13", "unit": "person"}),
    (_MONEY.format("Customers ('000)"), {"value": "13000", "unit": "customer"}),
    (_MONEY.format("Days lost"), {"value": "13", "unit": "day"}),
    (_MONEY.format("Interest cover (times)"), {"value": "13", "unit": "fold"}),
    (_MONEY.format("Earnings per share (p)"), {"value": "0.13", "unit": "GBP"}),
    (_MONEY.format("Average price, £ per tonne"), {"value": "13", "unit": "GBP"}),
    (_MONEY.format("Cash held in US$"), {"value": "13000000", "unit": "USD"}),
    (_MONEY.format("Employees"), {"value": "13000000", "unit": "GBP"}),
    # brackets of ages and of stays measure nothing
    *((_SHARES.format(stub).replace("1,203", "60"), {"unit": "percent"}) for stub in _BRACKETS),
    (_SHARES.format("Average hours worked"), {"unit": "hour"}),
    (_SHARES.format("Years of schooling and training"), {"unit": "year"}),
    # errors are of the column to the left, and their brackets are no minus
    (_errors(0), {"value": "40000", "unit": "call", "population": "15 to 24 years"}),
    (_errors(1), {"value": "0.4", "unit": "percent"}),
    (_errors(2), {"value": "54.6", "unit": "call"}),
    (_errors(3), {"value": "4.7", "unit": "call"}),
    (_errors(3).replace("«4.7»", "4.7").replace("3,680", "«3,680»"), {"unit": "call", "population": None}),
    (_BELOW, {"value": "0.5", "unit": "EUR"}),
    (_LOSSES.format("2019"), {"value": "-28000000"}),
    (_LOSSES.format("(restated)"), {"value": "-28000000"}),
    (_LOSSES.format("(2019)"), {"value": "28000000"}),
    # a column of units; money in the bracket of a stub; who "n" counts
    (_WITH_UNITS.format("«181.3»", "70", "52"), {"value": "181300", "unit": "person", "period": "2019"}),
    (_WITH_UNITS.format("181.3", "«70»", "52"), {"value": "70", "unit": "percent"}),
    (_WITH_UNITS.format("181.3", "70", "«52»"), {"value": "52", "unit": "VUV", "population": "Male"}),
    (_MONEY.format("Grants (US$ million)"), {"value": "13000000", "unit": "USD"}),
    ("Table 2. Mean number of ropes a day by sex\n\n| Sex | Mean | n |\n|---|---|---|\n| Men | 3.1 | «1,203» |\n"
     "| Women | 2.7 | 1,100 |\n", {"unit": "respondent"}),
    (_OF_UNITS.format("44.2", "2015 = 100"), {"value": "44.2", "unit": "index"}),
    (_OF_UNITS.format("44.2", "mill. tonnes"), {"value": "44200000", "unit": "tonne"}),
    (_OF_UNITS.format("44", "number"), {"value": "44", "unit": "dwelling"}),
    # years alone are of the measure before them
    (_SALES.format("«6.8»", "14"), {"value": "6800000", "unit": "USD"}),
    (_SALES.format("6.8", "«14»"), {"value": "14", "unit": "boat"}),
    # bases
    (_SHARES.format("Unweighted base"), {"unit": "respondent"}),
    (_SHARES.format("Bases (weighted)"), {"unit": "respondent"}),
    (_SHARES.format("Base: all adults"), {"unit": "respondent"}),
    (_SHARES.format("Sample size"), {"unit": "respondent"}),
    (_SHARES.format("n"), {"unit": "respondent"}),
    (_SHARES.format("Average knots per day"), {"unit": "knot"}),
    (_SHARES.format("Base rate"), {"unit": "percent"}),
    (_GROUP, {"unit": "respondent"}),
    (_TWO_STUBS.replace("«{}»", "«19.8»", 1).format("1,203").replace("«1,203»", "1,203"), {"unit": "knot"}),
    (_TWO_STUBS.replace("«{}»", "19.8", 1).format("1,203"), {"unit": "respondent"}),
    # units behind the bracket of an error, letters that scale money named before
    ("Sails were used by «38.6» (standard error 1.4) percent of boats.", {"unit": "percent"}),
    ("Sails were used by 38.6 (standard error «1.4») percent of boats.", {"unit": "percent"}),
    ("A dividend of NZ$30m will be paid, double last year's «15m».", {"value": "15000000", "unit": "NZD"}),
    ("It cost €3bn, after «2bn» in 2019.", {"value": "2000000000", "unit": "EUR"}),
    ("It cost €3m and has «2m» users.", {"value": "2000000", "unit": "user"}),
    ("The port moved «821,329» TEU.", {"unit": "TEU"}),
    # scales and currencies cut short
    ("In Iceland turnover was «2.2» b.kr. in May.", {"value": "2200000000", "unit": "ISK"}),
    ("In Iceland turnover was «339» m.kr. in May.", {"value": "339000000", "unit": "ISK"}),
    ("Sales were «3.2» Mrd. EUR in 2020.", {"value": "3200000000", "unit": "EUR"}),
    ("Sales were «45» Mio. EUR in 2020.", {"value": "45000000", "unit": "EUR"}),
    ("Sales were «45» MEUR in 2020.", {"value": "45000000", "unit": "EUR"}),
    ("Sales were «45» TEUR in 2020.", {"value": "45000", "unit": "EUR"}),
    ("Sales were «45» SEKm in 2020.", {"value": "45000000", "unit": "SEK"}),
    ("Sales were «45» EUR mn in 2020.", {"value": "45000000", "unit": "EUR"}),
    ("Sales were «45» mrd. Ft in 2020.", {"value": "45000000000", "unit": "HUF"}),
    ("Sales were «13» mil. Kč in 2020.", {"value": "13000000", "unit": "CZK"}),
    ("In Sweden sales were «15» mkr in 2020.", {"value": "15000000", "unit": "SEK"}),
    ("The belt is «13» m long.", {"value": "13", "unit": "meter"}),
    ("They caught «13» t of cod.", {"value": "13", "unit": "tonne"}),
    ("The price was «12» pence.", {"value": "0.12", "unit": "GBP"}),
    ("The price was «21.3» c/kWh.", {"value": "21.3", "unit": "cent"}),
    ("Emissions were «3» MtCO2e.", {"value": "3000000", "unit": "tonne"}),
    ("Yields rose by «0.3» p.p. in May.", {"value": "0.3", "unit": "percentage_point"}),
    ("«One» member would have preferred a rise.", {"value": "1", "unit": "member"}),
]  # fmt: skip
