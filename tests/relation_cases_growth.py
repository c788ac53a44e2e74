"""Sentences that state rates of growth and multiples of levels, and what recomputing them must give.

Belongs here: cases of `growth` and `fold`. Does not belong here: how they are tried (see `test_relations`).
"""

from __future__ import annotations

# kind, text, operands as (number, role), what it holds by
HOLD: list[tuple[str, str, list[tuple[str, str]], str]] = [
    # growth: plain, turned round
    ("growth", "Revenue rose 8.1% to 31.2 billion from 28.9.",
     [("8.1", "change"), ("28.9", "from"), ("31.2", "to")], "rounding"),
    ("growth", "Revenue rose 8.0% from $28.9 billion to $31.2 billion.",
     [("8.0", "change"), ("28.9", "from"), ("31.2", "to")], "face"),
    ("growth", "Revenue went from $28.9 billion to $31.2 billion, a rise of 8.0%.",
     [("8.0", "change"), ("28.9", "from"), ("31.2", "to")], "face"),
    ("growth", "From $28.9 billion in 2018, revenue rose 8.0% to $31.2 billion in 2019.",
     [("8.0", "change"), ("28.9", "from"), ("31.2", "to")], "face"),
    ("growth", "Revenue was $31.2 billion, up 8.0% from $28.9 billion a year earlier.",
     [("8.0", "change"), ("28.9", "from"), ("31.2", "to")], "face"),
    ("growth", "Revenue was $31.2 billion, against $28.9 billion in 2018, which is an increase of 8.0%.",
     [("8.0", "change"), ("28.9", "from"), ("31.2", "to")], "face"),
    ("growth", "The number of visits increased from 120 to 150, or 25%.",
     [("25", "change"), ("120", "from"), ("150", "to")], "face"),
    ("growth", "The number fell by a third from 900 to 600.",
     [("a third", "change"), ("900", "from"), ("600", "to")], "face"),
    ("growth", "The rate fell by 25 per cent, from 8% to 6%.",
     [("25", "change"), ("8", "from"), ("6", "to")], "face"),
    ("growth", "The loss widened to -€120 million from -€100 million, an increase of 20%.",
     [("20", "change"), ("100", "from"), ("120", "to")], "face"),
    # growth: brackets, compared with, comparisons
    ("growth", "Sales were up 4.2% on 2019 (£28.9bn), to £30.1bn.",
     [("4.2", "change"), ("28.9", "from"), ("30.1", "to")], "face"),
    ("growth", "There were 9,000 cases in 2016, a rise of 12.5 per cent compared with 8,000 in 2015.",
     [("12.5", "change"), ("8,000", "from"), ("9,000", "to")], "face"),
    ("growth", "Operating profit declined 15.0 percent year on year to ¥1,234 million (¥1,452 million a year earlier).",
     [("15.0", "change"), ("1,452", "from"), ("1,234", "to")], "face"),
    ("growth", "Revenue rose 5.0% to €12.6bn (2021: €12.0bn).",
     [("5.0", "change"), ("12.0", "from"), ("12.6", "to")], "face"),
    ("growth", "The number of cases in 2020 was 1,200, 20% higher than in 2019 (1,000).",
     [("20", "change"), ("1,000", "from"), ("1,200", "to")], "face"),
    ("growth", "In 2020 there were 1,200 cases, 20% more than the 1,000 of 2019.",
     [("20", "change"), ("1,000", "from"), ("1,200", "to")], "face"),
    ("growth", "Output was 45, 10% below its 2015 level of 50.",
     [("10", "change"), ("50", "from"), ("45", "to")], "face"),
    ("growth", "Men earned £500 a week, 25% more than women (£400).",
     [("25", "change"), ("400", "from"), ("500", "to")], "face"),
    ("growth", "Visits rose from 1,200 in 2018 to 1,500 in 2019 (+25%).",
     [("25", "change"), ("1,200", "from"), ("1,500", "to")], "face"),
    ("growth", "The number of families rose from 17.1 million in 2003 to 18.2 million in 2013. This is a rise of 6%.",
     [("6", "change"), ("17.1", "from"), ("18.2", "to")], "face"),
    # growth: what it holds by
    ("growth", "The number of mixed households fell by a tenth, from 6.5 million to 5.9 million.",
     [("a tenth", "change"), ("6.5", "from"), ("5.9", "to")], "rounding"),
    ("growth", "Sales rose by about 10% from 400 to 436.",
     [("10", "change"), ("400", "from"), ("436", "to")], "hedge"),
    ("growth", "The number fell by a third from 900 to 580.",
     [("a third", "change"), ("900", "from"), ("580", "to")], "loose"),
    # fold: plain, turned round, in words and digits
    ("fold", "The number of users doubled from 550 to 1,100.",
     [("doubled", "change"), ("550", "from"), ("1,100", "to")], "face"),
    ("fold", "The number of users doubled to 1,100 from 550.",
     [("doubled", "change"), ("550", "from"), ("1,100", "to")], "face"),
    ("fold", "The number of deaths halved from 1,000 to 500.",
     [("halved", "change"), ("1,000", "from"), ("500", "to")], "face"),
    ("fold", "Their number more than halved, to 17.6 million, compared with 36.9 million the previous year.",
     [("halved", "change"), ("36.9", "from"), ("17.6", "to")], "hedge"),
    ("fold", "The number of users more than tripled, from 550 to 1,700.",
     [("tripled", "change"), ("550", "from"), ("1,700", "to")], "hedge"),
    ("fold", "Data flows expanded 4.1-fold, from 310 to 1,270 terabits per second.",
     [("4.1", "change"), ("310", "from"), ("1,270", "to")], "face"),
    ("fold", "The number grew by a factor of 4 from 100 to 400.",
     [("4", "change"), ("100", "from"), ("400", "to")], "face"),
    ("fold", "The number of cases fell tenfold from 1,000 to 100.",
     [("tenfold", "change"), ("1,000", "from"), ("100", "to")], "face"),
    # fold: brackets, comparisons, two things
    ("fold", "Twice as many women (40%) as men (20%) agreed.",
     [("Twice", "change"), ("20", "from"), ("40", "to")], "face"),
    ("fold", "Deals were worth £22.0 billion in 2018, almost three times the £7.7 billion recorded in 2017.",
     [("three", "change"), ("7.7", "from"), ("22.0", "to")], "hedge"),
    ("fold", "Output was 1.5 times that of 2010 (12.3 tonnes), at 18.45 tonnes.",
     [("1.5", "change"), ("12.3", "from"), ("18.45", "to")], "face"),
    ("fold", "Households with children (92%) are more than twice as likely as single households (41%) to have access.",
     [("twice", "change"), ("41", "from"), ("92", "to")], "hedge"),
    ("fold", "Passenger numbers halved in 2020 (5.1 million, from 10.2 million in 2019).",
     [("halved", "change"), ("10.2", "from"), ("5.1", "to")], "face"),
    # fold: what it holds by
    ("fold", "The plan is to double the number of users from 550 to about 1000.",
     [("double", "change"), ("550", "from"), ("1000", "to")], "loose"),
    ("fold", "The number of users has almost doubled, from 550 in 2010 to 1,020 in 2020.",
     [("doubled", "change"), ("550", "from"), ("1,020", "to")], "hedge"),
    ("change", "Donors fell by around 2,000, from 121,400 to 119,100.",
     [("2,000", "change"), ("121,400", "from"), ("119,100", "to")], "loose"),
    ("growth", "Road deaths fell by over 40%, from 3,510 in 2005 to 1,961 in 2019.",
     [("40", "change"), ("3,510", "from"), ("1,961", "to")], "hedge"),
    ("fold", "The number of users doubled from 550 to 1,000.",
     [("doubled", "change"), ("550", "from"), ("1,000", "to")], "loose"),
    # fold: two readings, one of them true
    ("fold", "The number of users increased 4.1-fold from 100 to 510.",
     [("4.1", "change"), ("100", "from"), ("510", "to")], "face"),
    ("fold", "Women are three times more likely than men (12% against 3%) to work part time.",
     [("three", "change"), ("3", "from"), ("12", "to")], "face"),
]  # fmt: skip

# kind, text, operands, computed interval (None is open), repairs as (number, suggestion)
WRONG: list[tuple[str, str, list[str], tuple[str | None, str | None], list[tuple[str, str]]]] = [
    ("growth", "The number of visits increased 15% from 1,200 to 1,500.",
     ["15", "1,200", "1,500"], ("24.9062890462", "25.0937890788"), [("15", "25"), ("1,200", "1304"), ("1,500", "1380")]),
    ("growth", "The rate rose 10% from 40% to 50%.",
     ["10", "40", "50"], ("22.2222222222", "27.8481012658"), [("10", "25"), ("40", "45"), ("50", "44")]),
    ("growth", "The number fell by 20% from 400 to 500.",
     ["20", "400", "500"], ("-25.2816020025", "-24.7191011236"), [("400", "625"), ("500", "320")]),
    ("fold", "The number of users tripled from 400 to 800.",
     ["tripled", "400", "800"], ("1.9962546816", "2.0037546934"), [("tripled", "2"), ("400", "267"), ("800", "1200")]),
    ("fold", "The number of users grew 4.1-fold from 200 to 400.",
     ["4.1", "200", "400"], ("1.9925187032", "2.0075187970"), [("4.1", "2"), ("200", "98"), ("400", "820")]),
]  # fmt: skip

# kind, text, what the explanation must say
UNDECIDABLE = [
    ("growth", "Exports rose 4% to $31.2 billion.", "changed from is not stated"),
    ("growth", "Sales rose 4.2% in real terms to £30.1bn from £28.5bn.", "adjusted for prices"),
    ("growth", "The number fell by a fifth, from 500 in 2010 to 450 in 2015 and 400 in 2020.", "500 to 400, would fit"),
    ("growth", "Sales grew 2% a year, from 100 in 2010 to 134 in 2020.", "per year or on average"),
    ("growth", "Women earned 12% less than men (£500 against £440).", "500 to 440, would fit"),
    ("fold", "Peat output was halved to 1.1 TWh.", "changed from is not stated"),
]

# What looks like a relation and is none: no relation of the kind may come of it.
TRAPS = [
    ("growth", "The rate rose 3 points from 40% to 43%."),
    ("growth", "Prices rose 3% and exports reached 31 billion from 28 billion."),
    ("growth", "Wages rose 3% in 2019 and 4% in 2020, from £500 to £535.60."),
    ("growth", "Prices rose by 1% to 3% in most regions, compared with 2% a year earlier."),
    ("growth", "Inflation was 2.1% in May, up from 1.9% in April."),
    ("growth", "Flows were £5.1 billion, down from £7.0 billion, Spain accounting for £4.4 billion, or 86%, of the total."),
    ("growth", "Arrivals rose from 2.0 million in 2018 to 2.2 million in 2019. This was 5% more than expected."),
    ("growth", "Exports grew by an average of 3% a year from $100 billion in 2010 to $134 billion in 2020."),
    ("growth", "Firms with 10 staff (12%) rose from 1,200 to 1,500 (15%)."),
    ("fold", "Children played 3 times a week, up from 2 hours to 4 hours."),
    ("fold", "The rate was measured three times, at 4%, 5% and 6%."),
    ("fold", "Net debt fell to €1.1bn, or 1.2 times earnings, from 1.5 times."),
    ("fold", "The number of flights halved to 500 a day from 7,000 a week."),
]  # fmt: skip

# Nothing in these contradicts itself, or not for sure.
SOUND = [
    "The unemployment rate fell 0.3 points on the month to 4.1%, from 4.9% a year earlier.",
    "Turnover of the group was up 12% at €45.2 million, with services contributing €12 million against €9 million.",
    "Net profit fell 20%, to 80 million euros from 100 million, while revenue rose from 400 to 500 million.",
    "Imports rose 5% to £50bn and exports 3% to £40bn, from £47.6bn and £38.8bn respectively.",
    "The rate rose 10% between 2010 and 2015, from 40% to 44%, and a further 5 points to 49% by 2020.",
    "The price tripled in a year, from $1.10 to $3.30, and then fell by half to $1.65.",
    "The average wait was 1.5 times longer than in 2015 (30 days compared with 12 days).",
    "Sales in the first half fell 12% to 440 units from 500 units in the first half of 2019, when they rose 4%.",
    "Visits rose by 25% in 2019 to 1,500 and by 10% in 2020 to 1,650, from 1,200 in 2018.",
    "Visits rose by 25% in 2019 to 1,500 and rose 10% in 2020 to 1,650, from 1,200 in 2018.",
    "The index rose 1.2 points, or 1.2%, from 102.0 to 103.2.",
    "Spending rose by £2bn to £14bn in cash terms, up 10% in real terms from £12bn.",
    "Unit sales rose 30% to 1.3 million; revenue rose 10% to $13bn from $11.8bn.",
    "The share of women rose from 30% to 33%, that is by 3 points or 10%.",
    "Enrolment rose 5% in primary schools (to 420,000) and fell 2% in secondary schools (to 196,000 from 200,000).",
    "Output was up 4% on the quarter and 2% on the year, to 104.0 from 102.0.",
    "The median rose 8% to £27,000, and the mean 5% to £31,500 from £30,000.",
    "Arrivals fell 70% to 3 million, the lowest since 1990 (2.5 million).",
    "The number of accidents fell by 20% in towns, from 500 to 400, and by 10% on roads, from 1,000 to 900.",
    "Traffic is expected to double by 2030 from 4.5 million in 2015 to 7.6 million in 2025 and 9 million in 2030.",
    "GDP per head was $12,000, three times its 1990 level ($4,000) and half the OECD average ($24,000).",
    "The price index rose 2.5% in the year to June, to 110.5 from 107.8, and 0.3% on the month.",
    "The budget was cut by 10%, from £2.0m to £1.8m, the third cut since 2015 (£2.6m).",
    "The price rose by a third to $4 from $3 and is now half its 2008 peak of $8.",
    "Emissions are 40% below the 1990 level and must fall to 45% below it by 2030, from 600 to 330 million tonnes.",
    "The number of patients rose 15% to 2,300 after a fall of 5% to 2,000 in 2018.",
]

MISREAD: dict[str, str] = {}
