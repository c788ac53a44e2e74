"""Sums and parts, in sentences and tables, and what recomputing them must give.

Belongs here: cases of `total`, `shares_sum` and `subset`, and of tables. Does not belong here: how they are tried (see
`test_relations_totals`), other kinds (see `relation_cases`).
"""

from __future__ import annotations

# kind, text, operands as (number, role), what it holds by
HOLD: list[tuple[str, str, list[tuple[str, str]], str]] = [
    # shares_sum: plain, turned round, elided, in brackets, in words
    ("shares_sum", "The answers broke down to 49.1%, 43.6% and 7.3%.",
     [("49.1", "part"), ("43.6", "part"), ("7.3", "part")], "face"),
    ("shares_sum", "Firms accounted for 60%, households for 25% and the remaining 15% was government.",
     [("60", "part"), ("25", "part"), ("15", "rest")], "face"),
    ("shares_sum", "The state holds 51%, and the public the remaining 49%.", [("51", "part"), ("49", "rest")], "face"),
    ("shares_sum", "Two thirds agreed, 20% disagreed, and the remaining 13% were undecided.",
     [("Two thirds", "part"), ("20", "part"), ("13", "rest")], "rounding"),
    ("shares_sum", "Two thirds agreed, sixteen percent did not, and the remaining 1 in 4 were undecided.",
     [("Two thirds", "part"), ("sixteen", "part"), ("1 in 4", "rest")], "loose"),
    ("shares_sum", "About 60% walk, some 25% cycle and the rest (17%) drive.",
     [("60", "part"), ("25", "part"), ("17", "rest")], "hedge"),
    ("shares_sum", "Cost was named by 48%, followed by time at 37%. The remaining 15% gave other reasons.",
     [("48", "part"), ("37", "part"), ("15", "rest")], "face"),
    ("shares_sum", "Some 85% answered: 40% by post, 30% online and the remaining 15% by telephone.",
     [("85", "whole"), ("40", "part"), ("30", "part"), ("15", "rest")], "face"),
    ("shares_sum", "Employment was distributed as follows: services, 72.3%; industry, 24.9%; agriculture, 2.8%.",
     [("72.3", "part"), ("24.9", "part"), ("2.8", "part")], "face"),
    ("shares_sum", "Asked about the plan, 33% say yes, 41% say no and 25% don't know.",
     [("33", "part"), ("41", "part"), ("25", "part")], "rounding"),
    ("shares_sum", "The shares were 45.3%, 30.4%, 12.2% and 12.2%, respectively.",
     [("45.3", "part"), ("30.4", "part"), ("12.2", "part"), ("12.2", "part")], "rounding"),
    ("shares_sum", "Of the catch, 3,120 tonnes (26%) were landed abroad and 8,880 tonnes (74%) at home.",
     [("26", "part"), ("74", "part")], "face"),
    # total: plain, turned round, elided, in brackets, respectively
    ("total", "A total of 45, comprising 30 men and 15 women, took part.",
     [("45", "whole"), ("30", "part"), ("15", "part")], "face"),
    ("total", "Of the 1,200 respondents, 700 were men and 500 women.",
     [("1,200", "whole"), ("700", "part"), ("500", "part")], "face"),
    ("total", "Exports of $30 billion and imports of $20 billion together amounted to $50 billion.",
     [("50", "whole"), ("30", "part"), ("20", "part")], "face"),
    ("total", "Spending was £3.2 bn (£1.1 bn capital and £2.1 bn current).",
     [("3.2", "whole"), ("1.1", "part"), ("2.1", "part")], "face"),
    ("total", "There were 12,300 cases, of which 8,100 were imported and 4,200 local.",
     [("12,300", "whole"), ("8,100", "part"), ("4,200", "part")], "face"),
    ("total", "Men and women numbered 700 and 500 respectively, a total of 1,200.",
     [("1,200", "whole"), ("700", "part"), ("500", "part")], "face"),
    ("total", "The committee has 12 members: 7 men and 5 women.",
     [("12", "whole"), ("7", "part"), ("5", "part")], "face"),
    ("total", "The sum of 30 and 20 is 50.", [("50", "whole"), ("30", "part"), ("20", "part")], "face"),
    ("total", "The budget of £45m was divided between schools (£30m) and roads (£15m).",
     [("45", "whole"), ("30", "part"), ("15", "part")], "face"),
    ("total", "Some 18.1 million people are in need, of whom 12.4 million in villages; the remaining 5.7 million in towns.",
     [("18.1", "whole"), ("12.4", "part"), ("5.7", "rest")], "face"),
    ("total", "The house divided: Ayes 312, Noes 224, abstentions 14. In total 550 members took part.",
     [("550", "whole"), ("312", "part"), ("224", "part"), ("14", "part")], "face"),
    ("total", "It employs about 900 people (620 in Norway, 200 in Sweden, and 100 elsewhere).",
     [("900", "whole"), ("620", "part"), ("200", "part"), ("100", "part")], "hedge"),
    ("total", "Admissions were 13.5 million: 3.1 million for domestic and 10.3 million for foreign films.",
     [("13.5", "whole"), ("3.1", "part"), ("10.3", "part")], "rounding"),
    # subset
    ("subset", "There were 1,200 respondents, of which 300 were women.", [("1,200", "whole"), ("300", "part")], "face"),
    ("subset", "The project trained 480 teachers, 312 of them women.", [("480", "whole"), ("312", "part")], "face"),
    ("subset", "Of the 1,150 households in need, 1,020 had children.", [("1,150", "whole"), ("1,020", "part")], "face"),
    ("subset", "Mobile phones were owned by 96.8% of households, including smartphones (86.8%).",
     [("96.8", "whole"), ("86.8", "part")], "face"),
    ("subset", "Revenue was £12 million, including £3 million from fees.", [("12", "whole"), ("3", "part")], "face"),
]  # fmt: skip

# kind, text, operands, computed interval (None is open), repairs as (number, suggestion)
WRONG: list[tuple[str, str, list[str], tuple[str | None, str | None], list[tuple[str, str]]]] = [
    ("shares_sum", "The answers broke down to 49.1%, 43.6% and 9.3%.",
     ["49.1", "43.6", "9.3"], ("101.85", "102.15"), [("49.1", "47.1"), ("43.6", "41.6"), ("9.3", "7.3")]),
    ("shares_sum", "Firms accounted for 60%, households for 25% and the remaining 25% was government.",
     ["60", "25", "25"], ("14", "16"), [("60", "50"), ("25", "15"), ("25", "15")]),
    ("shares_sum", "The state holds 51%, and the public the remaining 43%.",
     ["51", "43"], ("48.5", "49.5"), [("51", "57"), ("43", "49")]),
    ("shares_sum", "Asked about the plan, 33% say yes, 41% say no and 35% don't know.",
     ["33", "41", "35"], ("107.5", "110.5"), [("33", "24"), ("41", "32"), ("35", "26")]),
    ("total", "A total of 45, comprising 30 men and 19 women, took part.",
     ["45", "30", "19"], ("48", "50"), [("45", "49"), ("30", "26"), ("19", "15")]),
    ("total", "Of the 1,200 respondents, 700 were men and 600 women.",
     ["1,200", "700", "600"], ("1299", "1301"), [("1,200", "1300"), ("700", "600"), ("600", "500")]),
    ("total", "There were 12,300 cases, of which 8,100 were imported and 4,700 local.",
     ["12,300", "8,100", "4,700"], ("12799", "12801"), [("12,300", "12800"), ("8,100", "7600"), ("4,700", "4200")]),
    ("total", "Last year there were 217 casualties: 104 groundings, 61 collisions and 42 fires.",
     ["217", "104", "61", "42"], ("205.5", "208.5"), [("217", "207"), ("104", "114"), ("61", "71"), ("42", "52")]),
    ("total", "The court disposed of 5,120 cases: 3,070 by judgment and the other 2,113 by settlement.",
     ["5,120", "3,070", "2,113"], ("5182", "5184"), [("5,120", "5183"), ("3,070", "3007"), ("2,113", "2050")]),
    ("subset", "There were 1,200 respondents, of which 1,300 were women.",
     ["1,200", "1,300"], ("1299.5", None), [("1,200", "1300"), ("1,300", "1200")]),
    ("subset", "Of the 1,150 households in need, 1,320 had children.",
     ["1,150", "1,320"], ("1319.5", None), [("1,150", "1320"), ("1,320", "1150")]),
    ("subset", "Mobile phones were owned by 86.8% of households, including smartphones (96.8%).",
     ["86.8", "96.8"], ("96.75", None), [("86.8", "96.8"), ("96.8", "86.8")]),
]  # fmt: skip

# True, however messy: nothing in these contradicts itself.
SOUND = [
    "Of the 1,200 respondents, 700 were women and 650 had a degree.",
    "The share rose to 45% in 2020, with London at 52% and the rest of the country at 41%.",
    "The rate was 12% in Norway, remaining at 14% in Sweden.",
    "Cost was named by 48%, time by 35% and distance by 31%; the remaining reasons were each named by fewer than 10%.",
    "Cost was named by 48%, time by 35% and other reasons by 31% (multiple answers).",
    "Cost was named by 48%, time by 35% and other reasons by 31%.",
    "Of these, 47% saw no need, 31% mistrusted it and 28% did not know how.",
    "Of these, 47% said yes, 31% said no and 28% did not know (several answers could be given).",
    "There were 64 accidents, or 0.17 per lakh km, of which 23 involved pedestrians.",
    "Some 45% want better messages (2021: 47%), and only 8% want none.",
    "Of the 46 countries, 30 have ratified the treaty and 25 have signed it.",
    "The committee met 12 times, including 15 hours in closed session.",
    "Growth was 3% (2% in the first half and 4% in the second half).",
    "The index stood at 112 (110 in May and 108 in April).",
    "There were 120 accidents (130 in 2019 and 140 in 2018).",
    "In total, 45 people attended, 30 of them women and 20 under 30.",
    "Exports rose to 30 billion and imports to 40 billion; in total, trade grew by 10 billion.",
    "In 2020, 60% of men and 40% of women smoked, and 45% of children.",
    "The 3 regions comprise 12 cities and 45 towns.",
    "Half of respondents walk, a third cycle and the rest (17%) drive.",
    "Of the firms, 35% had a plan, of which 60% had a budget; the remaining 65% had none.",
    "In Norway 60% agreed and in Sweden 55%. The remaining 40% in Norway disagreed.",
    "There were 200 families with 450 children, of whom 300 were under ten.",
    "There were 300 schools with 45,000 pupils, of which 280 were public.",
    "Of the 300 schools, 45,000 pupils attended 20 private ones.",
    "Two thirds own a phone, 72% of whom own a smartphone.",
    "67% own a phone, of which 72% are smartphones.",
    "Turnout was 61% (men 60% and women 62%).",
    "Revenue was £12 million, split between grants of £7 million and £3 million of fees, with other income of £2 million.",
    "Unemployment, at 5.2%, comprised 4.8% for men and 5.7% for women.",
    "The deficit of 3% was made up of a deficit of 4% of central government and a surplus of 1% of municipalities.",
    "Together, the two banks hold 60% of deposits and 55% of loans.",
    "A combined 60% of votes went to the two largest parties, with 35% and 26%.",
    "Output was 30 tonnes in May, 20 tonnes in June and 45 tonnes in total since April.",
    "There were 5 deaths: 3 in Norway, and 1 each in Sweden and Denmark.",
    "The 50 largest firms hold 70%, the 10 largest together 40%.",
    "The project cost $12.5 million ($10 million from the EU and the rest from the state).",
    "It employs 900 people (620 in Norway and 200 in Sweden).",
    "There were 14,210 offences: 9,120 thefts and 3,815 assaults.",
    "Spending (45%), investment (30%) and net exports (-5%) were reported; the remaining 30% is government consumption.",
]

# What looks like a relation and is none: no relation of the kind may come of it.
TRAPS = [
    ("shares_sum", "In 2020, 60% of men and 40% of women smoked."),
    ("shares_sum", "The share was 60% in Norway and 40% in Sweden."),
    ("shares_sum", "Cost was named by 48%, time by 35% and distance by 31%."),
    ("total", "There were 120 accidents, of which 60 in towns and 40 on motorways."),
    ("total", "Sales were 100 in May, 60 in June and 30 in July."),
    ("subset", "67% own a phone, of which 72% are smartphones."),
    ("subset", "There are 12 regions, including 40 towns."),
]


def grid(caption: str, *rows: str, note: str = "") -> str:
    """A pipe table with its caption and a note behind it; the first row is the head."""
    cells = [[cell.strip() for cell in row.split(";")] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    lines.insert(1, "|---" * len(cells[0]) + "|")
    return "\n".join([f"Table 1: {caption}", "", *lines, "", note])


STUDENTS = ("Level; Boys; Girls; Total", "Primary; 3,120; 3,010; 6,130", "Secondary; 2,410; 2,530; 4,940",
            "Tertiary; 1,010; 1,190; 2,200", "All levels; 6,540; 6,730; 13,270")  # fmt: skip
OUTPUT = ("Crop; 2019; 2020; Change", "Wheat; 330; 290; -40", "Barley; 190; 230; 40", "Rye; 161; 155; -6")
TRADE = ("Region; 2010; 2020; Growth (%)", "North; 310,200; 330,410; 6.5", "South; 210,330; 240,120; 14.2",
         "East; 55,120; 61,010; 10.7")  # fmt: skip
DWELLINGS = ("Size; 2001 (%); 2011 (%); 2021 (%)", "One; 29.6; 30.1; 30.2", "Two; 34.1; 34.2; 34.0",
             "Three; 15.6; 15.6; 16.0", "More; 20.6; 20.2; 19.9")  # fmt: skip
OPINIONS = ("Age; Agree; Neither; Disagree; n", "18-34; 52%; 17%; 31%; 312", "35-54; 49%; 7%; 44%; 410",
            "55+; 57%; 2%; 41%; 377", "All; 53%; 8%; 39%; 1,099")  # fmt: skip

# text, how many relations by kind, verdict and holds_by
TABLES: list[tuple[str, dict[tuple[str, str, str | None], int]]] = [
    (grid("Students", *STUDENTS), {("total", "consistent", "face"): 7}),
    (grid("Output, tonnes", *OUTPUT), {("change", "consistent", "face"): 3}),
    (grid("Population", *TRADE), {("growth", "consistent", "face"): 3}),
    (grid("Dwellings", *DWELLINGS), {("shares_sum", "consistent", "rounding"): 3}),
    (grid("Opinions", *OPINIONS),
     {("shares_sum", "consistent", "face"): 4, ("within_groups", "consistent", "face"): 3,
      ("total", "consistent", "face"): 1}),
    (grid("Trade, million", "Goods; Exports; Imports; Balance", "Food; 1,210; 1,420; -210", "Fuels; 320; 2,110; -1,790"),
     {("total", "consistent", "face"): 2, ("change", "consistent", "face"): 2}),
    (grid("Revenue, million", "Kind; 2019; 2020", "Taxes; 120.3; 118.1", "of which VAT; 40.1; 38.8", "Fees; 12.4; 11.0",
          "Total; 132.7; 129.1"),
     {("total", "consistent", "face"): 2, ("subset", "consistent", "face"): 2}),
    (grid("Users", "Group; Number; Users", "Total; 1,062; 803", "Sex; ;", "Men; 512; 401", "Women; 550; 402", "Age; ;",
          "16-24; 201; 199", "25-54; 530; 472", "55+; 331; 132"),
     {("total", "consistent", "face"): 4}),
    (grid("Labour market", "Item; 2019; 2020; Change (%)", "Employed (thousand); 2,310; 2,270; -1.7",
          "Unemployed (thousand); 141; 172; 22.0", "Unemployment rate (%); 5.8; 7.0; 1.2"),
     {("growth", "consistent", "face"): 2, ("change", "consistent", "face"): 1}),
    # a part is missing: undecidable where the lines beside it add up; a dash may be nothing
    (grid("Students", *STUDENTS[:3], "Tertiary; ..; 1,190; 2,200", *STUDENTS[4:]),
     {("total", "consistent", "face"): 5, ("total", "undecidable", None): 2}),
    (grid("Firms", "Size; 2019; 2020", "Small; 812; 790", "Large; 41; 44", "Unknown; -; 3", "Total; 853; 837"),
     {("total", "consistent", "face"): 2}),
]  # fmt: skip

# text, the operands and computed interval of each inconsistent relation, repairs of the first
WRONG_TABLES: list[tuple[str, list[tuple[str, list[str], tuple[str, str]]], list[tuple[str, str]]]] = [
    (grid("Students", *STUDENTS[:2], "Secondary; 2,410; 2,580; 4,940", *STUDENTS[3:]),
     [("total", ["4,940", "2,410", "2,580"], ("4989", "4991")),
      ("total", ["6,730", "3,010", "2,580", "1,190"], ("6778.5", "6781.5"))],
     [("2,580", "2530")]),  # the only one that mends the row and the column
    (grid("Farms", "Province; Farms", "Manitoba; 14,543", "Saskatchewan; 34,178", "Alberta; 41,505",
          "Prairies, total; 90,176"),
     [("total", ["90,176", "14,543", "34,178", "41,505"], ("90224.5", "90227.5"))],
     [("90,176", "90226"), ("14,543", "14493"), ("34,178", "34128"), ("41,505", "41455")]),
    (grid("Output, tonnes", *OUTPUT[:2], "Barley; 190; 230; 90", *OUTPUT[3:]),
     [("change", ["90", "190", "230"], ("39", "41"))],
     [("90", "40"), ("190", "140"), ("230", "280")]),
    (grid("Opinions", *OPINIONS[:2], "35-54; 49%; 7%; 54%; 410", *OPINIONS[3:]),
     [("shares_sum", ["49", "7", "54"], ("108.5", "111.5"))],
     [("49", "39"), ("54", "44")]),
    # one line is off by a last digit, as rounding leaves it: that says nothing against the others
    (grid("Trade, billion", "Quarter; Total trade; Exports; Imports", "Q1; 14.07; 8.29; 5.78", "Q2; 15.21; 8.42; 6.79",
          "Q3; 16.90; 9.33; 7.57", "Q4; 17.86; 9.47; 8.37", "Year; 64.04; 53.51; 28.53"),
     [("total", ["64.04", "53.51", "28.53"], ("82.03e9", "82.05e9"))],
     [("64.04", "82040000000"), ("53.51", "35510000000"), ("28.53", "10530000000")]),
    # a part that a misprint made larger than its total, which the other line of totals bears out
    (grid("Reserves, million", "Month; Gold; Currencies; Total", "May; 1,792; 131,655; 123,447",
          "June; 1,863; 140,650; 142,513"),
     [("total", ["123,447", "1,792", "131,655"], ("133446e6", "133448e6"))],
     [("123,447", "133447000000"), ("131,655", "121655000000")]),
    # dashes are nothing, as other lines that add up without them tell
    (grid("Income, thousand", "Kind; Free; Bound; Endowed; All income", "Gifts; 12,377; 176,384; 399; 189,160",
          "Trade; 3,788; –; –; 3,788", "Charity; –; 26,978; –; 29,678", "Total; 16,165; 206,062; 399; 222,626"),
     [("total", ["206,062", "176,384", "26,978"], ("203361e3", "203363e3")),
      ("total", ["29,678", "26,978"], ("26977.5e3", "26978.5e3"))],
     [("26,978", "29678000")]),
]  # fmt: skip

# True tables: their layout invites sums that nobody meant.
SOUND_TABLES = [
    grid("Trade, billion", "Quarter; Total trade; Exports; Imports", "Q1; 14.07; 8.29; 5.78", "Q2; 16.21; 8.42; 6.79",
         "Q3; 16.90; 9.33; 7.57", "Q4; 18.86; 9.47; 8.37"),  # several miss by whole numbers: something is left out
    grid("Wages, euros", "Year; Men; Women; Total", "2019; 2,410; 2,210; 4,620", "2020; 2,510; 2,310; 2,420"),
    grid("Respondents by sex and age", "Group; Number; %", "Men; 512; 48.2", "Women; 550; 51.8", "16-24; 201; 18.9",
         "25-54; 530; 49.9", "55+; 331; 31.2", "Total; 1,062; 100.0"),
    grid("Employment (thousands)", "Group; 2019; 2020", "Full-time; 20,310; 20,120", "Men; 12,100; 11,980",
         "Women; 8,210; 8,140", "Part-time; 8,640; 8,330", "Men; 2,310; 2,230", "Women; 6,330; 6,100",
         "Total; 28,950; 28,450"),
    grid("Tourists, top five countries", "Country; Arrivals; Share (%)", "Germany; 12,341; 18.2", "France; 9,876; 14.6",
         "Italy; 7,120; 10.5", "Total; 67,712; 100.0"),
    grid("Reasons (%), multiple answers", "Reason; Men; Women; Total", "No need; 61; 55; 58", "Cost; 22; 30; 26",
         "Skills; 31; 42; 37", "Other; 4; 6; 5"),
    grid("Poverty", "Group; Rate (%); Margin of error", "Men; 10.2; 0.8", "Women; 12.6; 0.9", "Total; 11.4; 0.6"),
    grid("Wages (euros)", "Sector; Employees; Average wage", "Public; 120,300; 2,410", "Private; 430,210; 2,210",
         "Total; 550,510; 2,254"),
    grid("Output by industry, chained volumes", "Industry; 2019; 2020", "Farms; 10,410; 9,870", "Industry; 251,330; 231,010",
         "Services; 1,450,120; 1,310,440", "Total; 1,710,230; 1,552,110"),
    grid("Unemployed, seasonally adjusted", "Month; Men; Women; Total", "January; 312.4; 298.1; 610.9",
         "February; 311.2; 297.7; 608.3", "March; 313.8; 301.4; 614.7"),
    grid("Deaths by sex", "Sex; 2018; 2019", "Male; 5,012; 5,110", "Female; 4,890; 4,990", "Total; 9,905; 10,131",
         note="Note: the total includes persons of unknown sex."),
    grid("Survey", "Age; n", "14-29; 468", "30-59; 1,105", "60+; 743", "90+; 8", "Total; 2,316"),
    grid("Offences", "Offence; 2020; 2021", "Total; 14,210; 13,870", "Theft; 9,120; 8,730", "Assault; 3,815; 3,902"),
    grid("Population", "Region; 2010; 2020; Annual growth (%)", "North; 310,200; 330,410; 0.63",
         "South; 210,330; 240,120; 1.33"),
    grid("Visitors", "Month; 2019; 2020", "January; 1,210; 1,330", "February; 1,100; 1,240", "Total, year; 18,210; 16,120"),
    grid("Direct investment, £ billion", "Area; Flow 2019; Flow 2020", "Europe; 3.5; (9.7)", "of which EU; 4.9; (6.2)"),
    grid("World", "Area; Population", "Europe; 746,000", "EU; 446,800", "Asia; 4,601,000", "China; 1,433,800",
         "Total; 5,347,000"),
]  # fmt: skip
