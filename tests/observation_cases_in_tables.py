"""Tables as transcription tools give them, and what a cell takes from what stands around it (see `observation_cases`).

Belongs here: units, periods, populations, figures of cells, in pipe tables, HTML, tabs and aligned columns. Only the slots
that are named are compared.
"""

from __future__ import annotations

_LINES = (
    "Table 1: Fleet, by port\n\n£ million\n\n| | 2017 | 2018 |\n|---|---|---|\n| Ostby | {} | 4.1 |\n\n"
    "Boats cost more.\n\nTable 2: Yards, by port\n\n£ million\n\n| | 2017 |\n|---|---|\n| Vik | {} |\n"
)
_ENCLOSED = "| Table 7. Costs by kind of boat | Cost per boat, €<br>2021 | Cost per tonne, €<br>2022 |\n|---|---|---|\n"
_DISTRICTS = (
    '<!DOCTYPE html><html><body><ul><li><a href="#t1">Table 1</a></li></ul><h1>Nets</h1><p>Nets are old.</p>'
    "<h3>Table 1. Nets: share (%) of boats</h3><table><tr><th>Kind of boat / district</th><th>2022</th></tr>"
    '<tr><th colspan="2">Kind</th></tr><tr><td>Trawlers</td><td>{}</td></tr><tr><td>Ferries</td><td>9</td></tr>'
    '<tr><th colspan="2">District</th></tr><tr><td>Ostby</td><td>{}</td></tr><tr><td>Vik</td><td>9</td></tr></table>'
    "</body></html>"
)
_FIRST_CELL = (
    "Table 2: Balance of the ports\n\n| £ million | 2016-17 | 2017-18 |\n|---|---|---|\n| Ostby | -15,087 | {} |\n"
)
_GROUPED = "{}| *As % of turnover* | | |\n| Ostby | -2.1 | {} |\n"
_PAGE = (
    "<p><strong>Table 3: Boats of Ostby in 2018</strong></p>\n<table><thead><tr><th>Kind</th><th>Value</th></tr></thead>"
    "<tbody><tr><td>Trawlers</td><td>£{} million</td></tr></tbody></table>\n"
)
_MONTHS = (
    "Table 2: Port indicators\n\n\tApr 19\tMar 19\tApr 18\n"
    "Months of net repairs\t4.3\t{}\t5.0\nCargo (million tonnes)1\t{}\t4.0\t4.1\n"
)
_SHORT = "Table 1: Prices, per cent\n\n\tJun-22\tMay-23\nRope\t8.4\t{}\nNets\t..\t1.7\n"
_DUMP = (
    "Table 4\nCatch index, by port, 2017\n"
    "                 Population     CSI     percent change     percent change\n"
    "                                         2016 to 2017       2007 to 2017\n"
    "Port             number         index\n"
    "Ostby            {0}        75          12               -12\n"
    "Vik2             161,122        100         15               ...\n"
    "Nes              168,743        {1}          -12              {2}\n"
    "... not applicable\n"
)
_WHO = (
    "Table 5: Use of radar, per cent\n\n| | All workers | Paid | Unpaid |\n|---|---|---|---|\n"
    "| Has radar | 43 | {} | 58 |\n"
)
_AGES = (
    "Table 6: Work at sea, per cent\n\n| | All | 18-24 yrs | 25-44 yrs |\n|---|---|---|---|\n"
    "| Percentage of sailors who stand most of the time | 4 | {} | 3 |\n"
)
_SAILORS = "Table 8: Radar (%)\n\n| Tool | Paid workers | Unpaid workers |\n|---|---|---|\n| Radar | {} | 66 |\n"
_HOURS = (
    "Table 9: Average hours at sea in the reference week\n"
    "\n| Crew | 2022 | 2023 |\n|---|---|---|\n| Deck | {} | 57.5 |\n"
)
_COUNTS = "Table 3: Checks\n\n| Port | Checks: target | Checks: actual |\n|---|---|---|\n| Ostby | {} | 13 127 |\n"
_OUTPUT = (
    "Output (thousand tonnes)\n             Sept.      Dec.\n"
    "Steel        «12.5»       13.1\nIron         4.5        5.0\nCoal         n.a.       2.2\n"
)

_SCALED = (
    "| Kind | Value in 2018 | Change since 2017 |\n|---|---|---|\n| Nets | £{} million | £1.2 million |\n"
    "| Rope | £15.9 million | £0.7 million |\n"
)
_COMPARED = (
    "| Kind | 2011 | 2012 | 2012/2011 (%) |\n|---|---|---|---|\n"
    "| Fires | 94 | 102 | +{} |\n| Leaks | 96 | 113 | +17.7 |\n"
)
_PORTS = "Table 1: Wrecks\n\n| {} | 2017 |\n|---|---|\n| Ostby2 | {} |\n| Total | 31 |\n"

_BY_SEX = (
    "Table 2: Work at sea (%) among youth of age 15-29 years\n\n| Measure | Sex | 2018 | 2019 |\n|---|---|---|---|\n"
    "| At sea | male | {} | 71.9 |\n| At sea | person | 64.6 | {} |\n| On land | Both sexes | {} | 5.7 |\n"
)
_SECTIONS = (
    "Table 3: Work at sea, %\n\n| Area / sex | 2018 |\n|---|---|\n| Rural | |\n| male | {} |\n| female | 7.4 |\n"
    "| Urban | |\n| male | {} |\n| female | 15.3 |\n"
)
_CROSSED = (
    "Table 4: Work at sea, %\n\n| | 16-24 | 55+ | Total |\n|---|---|---|---|\n| Men | {} | 14 | {} |\n"
    "| Women | 17 | 13 | 18 |\n"
)
_TWO_HEADS = (
    "Table 5: Work at sea\n\n| | Men | | Women | |\n|---|---|---|---|---|\n| | 15-64 | 20-64 | 15-64 | 20-64 |\n"
    "| At sea (%) | 74.2 | {} | 66.1 | {} |\n"
)
_AGED_STUBS = (
    "Table 6: Work at sea, %\n\n| Sex | Age | 2018 |\n|---|---|---|\n| Men | 16-24 | {} |\n| | 25+ | {} |\n"
    "| Women | 16-24 | 9 |\n| | 25+ | {} |\n"
)
_BUDGET = (
    "Table 7: Costs of {}, %\n\n| Item | 2018 |\n|---|---|\n| Transport | {} |\n| Education | 3.1 |\n| Rope | 2 |\n"
)
_TERMS = (
    "Table 8: Rates on loans to households, %\n\n| Maturity | 2018 |\n|---|---|\n| Up to 1 year | {} |\n"
    "| Over 5 years | 4.1 |\n"
)
_LENT = (
    "Table 10: Lending to households and enterprises, growth, %\n\n| | Jan | Feb |\n|---|---|---|\n"
    "| Lending to enterprises | {} | 2.4 |\n| – of which: SMEs | {} | 1.4 |\n| Money supply | {} | 5.2 |\n"
)
_HEADED = (
    "Table 11: Work at sea, %\n\n| Port | UR Male | Households: boats | Men's rope |\n|---|---|---|---|\n"
    "| Ostby | {} | {} | {} |\n| Vik | 5.1 | 4 | 3 |\n"
)
_SHIPS = (
    "Table 9: Crews\n\n| Type of household | Nets | Rope |\n|---|---|---|\n| Couple, no children | {} | 82 |\n"
    "| Total | {} | 9 |\n"
)

_RATES = "Table 2: {}\n\n| | 2021 | 2022 | Change, % |\n|---|---|---|---|\n| {} | 107.03 | «106.12» | -0.85 |\n"
_RATES_BESIDE = (
    "Table 3: Exchange rates (KSh per unit of currency)\n\n"
    "| | US dollar | Euro |\n|---|---|---|\n| 2021 | 107.1 | «120.4» |\n"
)
_SEVERITIES = (
    "Table 4: {}\n\n| Year | Slight | {} |\n|---|---|---|\n| 2021 | 1,204 | 1,310 |\n| 2022 | 1,198 | «1,301» |\n"
)

IN_TABLES: list[tuple[str, dict[str, str | None]]] = [
    # a population counts persons; those asked are respondents in the columns of each sex; points in short
    ("Table 1. Population on 1 January by district\n\n| District | 2024 | Change, % |\n|---|---|---|\n"
     "| Vik | «6,278» | -1.3 |\n| Ostby | 24,409 | 0.7 |\n", {"unit": "person"}),
    ("Table 1. Pages by population\n\n| District | 2024 | Change, % |\n|---|---|---|\n| Vik | «6,278» | -1.3 |\n"
     "| Ostby | 24,409 | 0.7 |\n", {"unit": "page"}),
    ("Table 2: Reasons (% of walkers)\n\n| Reason | Total | Women | Change on 2019<br>(pct. points) |\n|---|---|---|---|\n"
     "| Traffic | 58 | 64 | +«7» |\n| Weather | 41 | 43 | -2 |\n", {"unit": "percentage_point"}),
    ("Table 2: Reasons (% of walkers)\n\n| Reason | Total | Women | Men |\n|---|---|---|---|\n"
     "| Traffic | 58 | 64 | 51 |\n| Base (n=) | 879 | «479» | 400 |\n", {"unit": "respondent"}),
    # continents in capitals
    ("Table 4: Net flows by area, UK companies, £ million\n\n                      2019      2020\n"
     "EUROPE               9,874  (21,640)\nTHE AMERICAS      (15,207)  («26,118»)\n",
     {"area": "Americas", "value": "-26118000000"}),
    # rates are in the money that the caption gives, not in the one that has the rate
    (_RATES.format("Exchange rates (KSh per unit of currency)", "US dollar"), {"unit": "KES"}),
    (_RATES.format("Exchange rates, rand", "100 Japanese yen"), {"unit": "ZAR"}),
    (_RATES.format("Rs per unit of foreign currency", "Sterling pound (mean)"), {"unit": "INR"}),
    (_RATES_BESIDE, {"unit": "KES", "period": "2021"}),
    (_RATES.format("Exchange rates (KSh per unit of currency)", "Reserves, US$ million"), {"unit": "USD"}),
    (_RATES.format("Exchange rates (units of national currency per euro)", "US dollar"), {"unit": "USD"}),
    (_RATES.format("Exchange rates of the euro", "US dollar"), {"unit": "USD"}),
    (_RATES.format("Prices of fish", "Herring (Rs per kg)"), {"unit": "INR"}),
    # what all of a division add up to counts none of it
    (_SEVERITIES.format("Drownings by severity", "All severities"), {"unit": "drowning"}),
    (_SEVERITIES.format("Work at sea", "All modes"), {"unit": None}),
    (_SEVERITIES.format("Work at sea", "All ships"), {"unit": "ship"}),
    # money that the document means by a sign with a stop, and the price of another money in it
    ("Notes of Uganda. Banks lent Shs. 412 bn.\n\nTable 1. Credit (per cent unless stated)\n\n\tJun-22\tJul-22\n"
     "Credit, Shs. billion\t«19,287»\t19,402\nCore inflation\t5.5\t6.3\n", {"value": "19287000000000", "unit": "UGX"}),
    ("Notes of Uganda. Banks lent Shs. 412 bn.\n\nTable 1. Credit (per cent unless stated)\n\n\tJun-22\tJul-22\n"
     "Shs./US$, period average\t«3,749.3»\t3,790.1\nCore inflation\t5.5\t6.3\n", {"unit": "UGX"}),
    # AsciiDoc: an empty line behind the heads, and another among the rows
    (".Table 2. Stays by region, May 2023\n[cols=\"2,1,1\",options=\"header\"]\n|===\n|Region |Stays (10^3^) |Rate (%)\n\n"
     "|Norte |842.1 |11.4\n\n|Sul |«424.9» |6.0\n|===\nSource: a survey.\n",
     {"value": "424900", "unit": "stay", "period": "2023-05"}),
    # a caption whose number a tab sets apart is no row of heads; a row's own unit
    ("Table 1\tSelected rates, end of period (per cent per annum)\n\tJun-16\tMar-17\nDeposit rate\t3.00\t4.00\n"
     "Width of corridor (pps)\t«4.25»\t3.00\n", {"unit": "percentage_point", "period": "2016-06"}),
    # a unit in a note; brackets of ages measure nothing
    ("Table 3  Net users by age group\n\n| Age group | Rate\\* | Persons |\n|---|---|---|\n| 15 - 24 | «99.6» | 561 |\n"
     "| 25 - 44 | 98.1 | 1,948 |\n\nNotes: \\* As a percentage of all persons in the age groups.\n", {"unit": "percent"}),
    ("Table 3  Net users by age group\n\n| Age group | Rate | Persons |\n|---|---|---|\n| 15 - 24 | «99.6» | 561 |\n"
     "| 25 - 44 | 98.1 | 1,948 |\n", {"unit": None}),
    # since when a change is
    ("Table 2\tReserves\n\tJun 2016\tMar 2017\tChange, quarter\nNet reserves, US$ million\t2,266.3\t2,769.8\t«503.5»\n",
     {"unit": "USD"}),
    # a bill of the Treasury is no billion
    ("Table 1: Rates and volumes (percent per annum unless stated)\n\n\t2019\t2020\nVolume (KSh bn)\t11.4\t9.8\n"
     "91-day Treasury bill\t«7.17»\t7.23\nDeposit rate\t7.11\t7.07\n", {"value": "7.17", "unit": "percent"}),
    # what stands above a table is no head of pages, however often it does
    (_LINES.format("«3.5»", "2"), {"value": "3500000", "unit": "GBP", "figure": "1"}),
    (_LINES.format("3.5", "«2»"), {"value": "2000000", "unit": "GBP", "figure": "2"}),
    # the caption, or the unit, in the first cell
    (_ENCLOSED + "| Trawlers | «12,140» | 362 |\n", {"unit": "EUR", "period": "2021", "figure": "7"}),
    (_ENCLOSED + "| Trawlers | 12,140 | «362» |\n", {"unit": "EUR", "period": "2022", "figure": "7"}),
    (_FIRST_CELL.format("-«152»"), {"value": "-152000000", "unit": "GBP", "period": "FY2017"}),
    (_GROUPED.format(_FIRST_CELL.format("-152"), "-«9.6»"), {"value": "-9.6", "unit": "percent"}),
    # a caption that a page marks as a paragraph
    (_PAGE.format("«3.5»"), {"figure": "3", "period": "2018"}),
    # months with years of two digits
    (_MONTHS.format("«4.2»r", "2.3"), {"value": "4.2", "unit": "month", "period": "2019-03"}),
    (_MONTHS.format("4.2r", "«2.3»"), {"value": "2300000", "unit": "tonne", "period": "2019-04"}),
    (_SHORT.format("«5.9»"), {"unit": "percent", "period": "2023-05"}),
    # heads over some of the columns, rows that end with a missing value
    (_DUMP.format("«208,289»", "49", "-29"), {"unit": "person", "period": "2017", "figure": "4"}),
    (_DUMP.format("208,289", "«49»", "-29"), {"unit": "index", "period": "2017", "figure": "4"}),
    (_DUMP.format("208,289", "49", "-«29»"), {"value": "-29", "unit": "percent", "period": "2007/2017"}),
    (_OUTPUT, {"value": "12500", "unit": "tonne"}),
    # groups in the heads
    (_WHO.format("«36»"), {"population": "Paid"}),
    (_SAILORS.format("«80»"), {"population": "Paid workers"}),
    (_SAILORS.replace("workers", "nets").format("«80»"), {"population": None}),
    (_AGES.format("«8»"), {"population": "18-24 yrs"}),
    # groups in a second column of stubs, in sections, in heads and stubs, and in the caption
    (_BY_SEX.format("«71.3»", "65.2", "5.1"), {"population": "male"}),
    (_BY_SEX.format("71.3", "«65.2»", "5.1"), {"population": "person"}),
    (_BY_SEX.format("71.3", "65.2", "«5.1»"), {"population": "youth of age 15-29 years"}),
    (_SECTIONS.format("«8.1»", "12.1"), {"population": "Rural, male"}),
    (_SECTIONS.format("8.1", "«12.1»"), {"population": "Urban, male"}),
    (_CROSSED.format("«19»", "20"), {"population": "Men, 16-24"}),
    (_CROSSED.format("19", "«20»"), {"population": "Men"}),
    (_TWO_HEADS.format("«78.8»", "70.3"), {"population": "Men, 20-64"}),
    (_TWO_HEADS.format("78.8", "«70.3»"), {"population": "Women, 20-64"}),
    (_AGED_STUBS.format("«11»", "17", "12"), {"population": "Men, 16-24"}),
    (_AGED_STUBS.format("11", "«17»", "12"), {"population": "Men, 25+"}),
    (_AGED_STUBS.format("11", "17", "«12»"), {"population": "Women, 25+"}),
    (_SHIPS.format("«3.5»", "4.1"), {"population": "Couple, no children"}),
    (_SHIPS.format("3.5", "«4.1»"), {"population": None}),
    (_LENT.format("«2.1»", "1.1", "5.1"), {"population": "enterprises"}),
    (_LENT.format("2.1", "«1.1»", "5.1"), {"population": "SMEs"}),
    (_LENT.format("2.1", "1.1", "«5.1»"), {"population": None}),
    (_HEADED.format("«4.1»", "3", "2"), {"population": "Male"}),
    (_HEADED.format("4.1", "«3»", "2"), {"population": "Households"}),
    (_HEADED.format("4.1", "3", "«2»"), {"population": None}),
    # costs are no industries, terms no ages
    (_BUDGET.format("boats", "«11.9»"), {"population": None}),
    (_BUDGET.format("households", "«11.9»"), {"population": "households"}),
    (_TERMS.format("«3.1»"), {"population": "households"}),
    # what is measured or counted
    (_HOURS.format("«57.8»"), {"unit": "hour"}),
    (_COUNTS.format("«12 480»"), {"unit": "check"}),
    ("Growth (%)\n\n| | 2018 | 2019 |\n|---|---|---|\n| Euro zone | «1.8» | 1.3 |", {"unit": "percent", "area": "EA"}),
    # the text of a macro that front matter repeats is no head of pages
    ('---\nfeatured_stat: 77.4%\n---\n\n{{ figure_markup(\n  caption="Share of boats.",\n  content="«77.4»%"\n) }}\n',
     {"unit": "percent"}),
    ('{% include figure.html caption="Fig2. - Boats" alt="Nets: «92»%; rope: 80%." %}\n', {"figure": "2"}),
    # values with a scale, columns that compare two years, stubs that are places
    (_SCALED.format("«33.6»"), {"value": "33600000", "unit": "GBP", "period": "2018"}),
    (_COMPARED.format("«8.5»"), {"unit": "percent", "period": "2012"}),
    (_PORTS.format("Province", "«12»"), {"area": "Ostby"}),
    (_PORTS.format("Ship", "«12»"), {"area": None}),
    # a head that speaks of several things, captions marked as headings, links to them
    (_DISTRICTS.format("«12»", "7"), {"area": None, "figure": "1", "unit": "percent"}),
    (_DISTRICTS.format("12", "«7»"), {"area": "Ostby", "figure": "1", "unit": "percent"}),
    # brackets that a note explains
    ("Table 1: Flows (HK$ billion)\n\n| | Out | In |\n|---|---|---|\n| Ostby | 5.1 | («403.7») |\n\nFigures in brackets "
     "refer to the year before.", {"value": "403700000000"}),
    ("Table 1: Flows (HK$ billion)\n\n| | Out | In |\n|---|---|---|\n| Ostby | 5.1 | («403.7») |\n\nFigures in brackets "
     "are net outflows.", {"value": "-403700000000"}),
    ("Table 1: Flows (HK$ billion)\n\n| | Out | In |\n|---|---|---|\n| Ostby | 5.1 | («403.7») |\n\n( ) Between 20 and 49 "
     "cases.", {"value": "403700000000"}),
    ("Table 1: Flows (HK$ billion)\n\n| | Out | In |\n|---|---|---|\n| Ostby | 5.1 | («403.7») |\n\nStandard errors are "
     "given in parentheses.", {"value": "403700000000"}),
    ("Table 1: Flows (HK$ billion)\n\n| | Out | In |\n|---|---|---|\n| Ostby | 5.1 | («403.7») |\n\n( ) denotes a deficit.",
     {"value": "-403700000000"}),
    # captions with a number in brackets, units alone in heads, places that are no nouns
    ("Table (2): Cargo by port (US$ mn)\n\n| Port | In |\n|---|---|\n| Ostby | «2,311.4» |\n",
     {"value": "2311400000", "unit": "USD", "figure": "2"}),
    ("| Year | kW |\n|---|---|\n| 2010 | «827» |\n| 2011 | 809 |\n", {"unit": "kilowatt"}),
    ("Table 1: Number of fishermen\n\n| Kind | England | Wales |\n|---|---|---|\n| Full-time | 431 | «601» |\n",
     {"unit": "fisherman", "area": "GB-WLS"}),
    ("Table 1: Flows (In million US$)\n\n| Kind | 2018 |\n|---|---|\n| Equity | «614.7» |", {"value": "614700000"}),
    ("Table 1: Money, shillings million\n\n| | 2018 |\n|---|---|\n| Broad money (M2) | «614.7» |", {"value": "614700000"}),
    # digits that say a number in words again, parts of a few
    ("Twenty-one («21») percent of all firms export.", {"value": "21", "unit": "percent"}),
    ("«Three of four» small employers encourage it.", {"value": "0.75", "unit": "ratio"}),
    ("The deficit posted LE «186.7» billion.", {"unit": "EGP"}),
    # a blank between thousands behind the sign of a currency
    ("Reserves were US$«3 208.3» million.", {"value": "3208300000", "unit": "USD"}),
]  # fmt: skip
