"""Text dumps of PDFs: tables with an empty line between all lines, rates, keys and values (see `observation_cases`).

Belongs here: units, groups, figures of numbers in dumps, and the debris of charts that must not become numbers. Only the
slots that are named are compared.
"""

from __future__ import annotations

_SPACED = (
    "Table 3. Drownings by age group\n\nAge 2005 2018 2019 % change\n\n2019/2018\n\n0-14 27 12 {} -25.0\n\n"
    "15-24 62 29 24 -17.2\n\n≥ 65 85 40 36 {}\n\nTotal 174 {} 69 -14.8\n\nSource: Lake Board.\n"
)
_GROUPED = (
    "Table 2. Divers and rowers by lake\n\nLake Divers Rowers\n\n2010 2019 2010 2019\n\nNorth 18 540 22 310 13 201 {}\n\n"
    "Alder 1 985 {} 1 102 1 376\n\nEast 9 811 11 204 7 950 8 922\n"
)
_WRAPPED = (
    "Table 4. Lake staff, thousand\n\nGroup 2018 2019\n\nDivers 12 14\n\nRowers of\n\nthe coast 31 {}\n\nAll 43 47\n"
)

DUMPS: list[tuple[str, dict[str, str | None]]] = [
    # tables with an empty line between all lines
    (_SPACED.format("«9»", "-10.0", "81"), {"population": "0-14", "figure": "3", "unit": "drowning", "period": "2019"}),
    (_SPACED.format("9", "-«10.0»", "81"), {"value": "-10", "unit": "percent", "population": "≥ 65"}),
    (_SPACED.format("9", "-10.0", "«81»"), {"value": "81", "population": None, "period": "2018"}),
    (_GROUPED.format("«16 455»", "2 410"), {"value": "16455", "period": "2019", "unit": "rower"}),
    (_GROUPED.format("16 455", "«2 410»"), {"value": "2410", "period": "2019", "unit": "diver"}),
    (_WRAPPED.format("«33»"), {"value": "33000", "period": "2019"}),
    # rates: the level of a pair is in the unit of the other
    ("The mortality rate is 1.7 deaths per 100 000 people, compared with «7.8» in 1990.", {"unit": "death"}),
    ("Mortality has dropped to «2.3» per 100,000 – less than a third of the 8.5 of 2010.", {"unit": "death"}),
    ("There were 4 nurses per 1 000 people, up from «3.1».", {"unit": "nurse"}),
    ("The rate fell to «2.3» per 100,000 – less than a third of the 8.5 of 2010.", {"unit": None}),
    # keys and values
    ("Population in 2020: «5.4» million", {"value": "5400000", "unit": "person", "population": None}),
    ("Nurses: «5.3» per 1,000 inhabitants", {"unit": "nurse", "population": None}),
    ("Households with boats: «91»%", {"unit": "percent", "population": "Households with boats"}),
    ("In all yards fewer than 200 accidents were seen: «187» in Vik and 9 in Ostby.", {"unit": "accident"}),
    ("Coins in use: 1.24 billion pieces (2021: «1.31» billion).", {"unit": "piece"}),
    # counts
    ("Nine out of ten divers lost («18» out of 20) were men.", {"value": "18", "unit": "diver"}),
    ("Nine out of ten divers lost (18 out of «20») were men.", {"value": "20", "unit": "diver"}),
    ("Nearly all of them («9 out of 10») were men.", {"value": "0.9", "unit": "ratio"}),
    ("The plan aims at no more than «350» killed or injured by 2030.", {"unit": "person"}),
    ("Female deaths rose by 10 (8%), to 134, and male deaths by «13» (30%), to 57.", {"unit": "death"}),
    ("Female deaths rose by 10 (8%), to 134, and male deaths by 13 (30%), to «57».", {"unit": "death"}),
    ("In 2016 there were 1,663 divers («32», 2% fewer).", {"unit": "diver"}),
    ("In 2016 there were 1,663 divers (32, 2% fewer), of whom «31» drowned.", {"unit": "diver"}),
    ("The number of deals fell to 21 from «27», and the sum to £3.2 billion from £4 billion.", {"value": "27"}),
    ("The 87 wards reported 7.8 million visits, more than «21,000» each day.", {"unit": "visit"}),
    # what happens to people is of the group
    ("Cyclists accounted for «44» deaths.", {"unit": "death", "population": "Cyclists"}),
    ("Male fatalities rose to «134».", {"population": "Male"}),
    ("Doctors recorded «44» deaths.", {"population": None}),
    ("Men «34»% Women 66%", {"population": "Men"}),
    ("Others «34»% Women 66%", {"population": None}),
]  # fmt: skip
