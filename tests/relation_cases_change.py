"""Sentences that state a difference of levels, or a direction, in unlucky order; more of what `relation_cases` has.

Belongs here: cases of `change` and `direction`. Does not belong here: how they are tried (see `test_relations`).
"""

from __future__ import annotations

HOLD: list[tuple[str, str, list[tuple[str, str]], str]] = [
    # the level before is compared with
    ("change", "The rate was 4.1%, compared with 4.5% a year earlier, a fall of 0.4 points.",
     [("0.4", "change"), ("4.5", "from"), ("4.1", "to")], "face"),
    ("change", "The rate was 4.1%, a fall of 0.4 points against 4.5% a year earlier.",
     [("0.4", "change"), ("4.5", "from"), ("4.1", "to")], "face"),
    ("change", "The rate was 4.1% versus 4.5% a year earlier, down 0.4 points.",
     [("0.4", "change"), ("4.5", "from"), ("4.1", "to")], "face"),
    ("change", "The rate was 4.1%, 0.4 points lower than the 4.5% of May.",
     [("0.4", "change"), ("4.5", "from"), ("4.1", "to")], "face"),
    ("change", "In 2020, 66% of households had internet access, 12 points more than in 2010 (54%).",
     [("12", "change"), ("54", "from"), ("66", "to")], "face"),
    ("change", "The rate was 89.6%, which was 1.2 percentage points below the 90.8% reported for 2021.",
     [("1.2", "change"), ("90.8", "from"), ("89.6", "to")], "face"),
    # brackets
    ("change", "The rate was 4.1%, down from 4.5% (-0.4 pp).",
     [("0.4", "change"), ("4.5", "from"), ("4.1", "to")], "face"),
    ("change", "The participation rate decreased 0.3 points to 66.4% (66.7% in May).",
     [("0.3", "change"), ("66.7", "from"), ("66.4", "to")], "face"),
    ("change", "The margin improved by 120 basis points to 14.6% (2021: 13.4%).",
     [("120", "change"), ("13.4", "from"), ("14.6", "to")], "face"),
    ("change", "The rate (7.8%) fell 0.7 points against the previous quarter (8.5%).",
     [("0.7", "change"), ("8.5", "from"), ("7.8", "to")], "face"),
    # counts and money, other scales
    ("change", "The number of farms fell by 1,200 to 10,400 from 11,600.",
     [("1,200", "change"), ("11,600", "from"), ("10,400", "to")], "face"),
    ("change", "The deficit widened by £2.1bn to £4.5bn from £2.4bn.",
     [("2.1", "change"), ("2.4", "from"), ("4.5", "to")], "face"),
    ("change", "Revenue fell £200 million to £1.1 billion from £1.3 billion.",
     [("200", "change"), ("1.3", "from"), ("1.1", "to")], "face"),
    ("change", "The grant was cut from £1.2m to £0.7m, by £500,000.",
     [("500,000", "change"), ("1.2", "from"), ("0.7", "to")], "face"),
    ("change", "Sales saw an increase of 300 (25%) from 1,200 to 1,500.",
     [("300", "change"), ("1,200", "from"), ("1,500", "to")], "face"),
    # the sentence before, other verbs, two things
    ("change", "In 2019 it was 45%. It rose 3 points to 48% in 2020.",
     [("3", "change"), ("45", "from"), ("48", "to")], "face"),
    ("change", "Life expectancy was 83.1 years for women and 77.5 for men, a gap of 5.6 years.",
     [("5.6", "change"), ("83.1", "from"), ("77.5", "to")], "face"),
    ("change", "The implied rate went from 6.0% to 3.7%, 2.3 percentage points lower, against 4.6% for inward investment.",
     [("2.3", "change"), ("6.0", "from"), ("3.7", "to")], "face"),
    # direction
    ("direction", "The unemployment rate was 6.6%, down from 6.8% in September 2022.",
     [("6.8", "from"), ("6.6", "to")], "face"),
    ("direction", "Only 39% agree, a decline from 52% in 2018.", [("52", "from"), ("39", "to")], "face"),
    ("direction", "The rate rose to 3.9 percent, up from 3.6 percent last quarter.",
     [("3.9", "to"), ("3.6", "from")], "face"),
    ("direction", "Growth slowed from 3% to 2%.", [("3", "from"), ("2", "to")], "face"),
]  # fmt: skip

WRONG: list[tuple[str, str, list[str], tuple[str | None, str | None], list[tuple[str, str]]]] = [
    ("change", "The rate was 4.1%, compared with 4.5% a year earlier, a fall of 0.9 points.",
     ["0.9", "4.5", "4.1"], ("0.3", "0.5"), [("0.9", "0.4"), ("4.5", "5"), ("4.1", "3.6")]),
    ("change", "The rate fell by 25 percentage points from 8% to 6%.",
     ["25", "8", "6"], ("1", "3"), [("25", "2"), ("8", "31")]),
    ("change", "In 2019 it was 45%. It rose 5 points to 48% in 2020.",
     ["5", "45", "48"], ("2", "4"), [("5", "3"), ("45", "43"), ("48", "50")]),
    ("direction", "The unemployment rate was 6.6%, down from 6.2% in September 2022.",
     ["6.2", "6.6"], ("6.55", None), [("6.2", "6.6"), ("6.6", "6.2")]),
]  # fmt: skip

UNDECIDABLE = [
    ("change", "The share fell 2 points to 40%, from a peak of 48% in 2010.", "another kind"),
    ("change", "The rate fell 12 points from 78% in 2014 to 70% in 2016 and 66% in 2018.", "78 to 66, would fit"),
    ("change", "In 2010 it was 45%. It rose 1 point to 52% in 2020.", "changed from is not stated"),
]

TRAPS = [
    ("change", "The rate was 5.0% in April, against 4.4% a year earlier, and rose by 0.2 points on the month."),
    ("change", "Some 28% write code (an increase of 1pp), and 47% are productive, up from 42% in 2022."),
    ("direction", "The club rose from 12 to 8 in the ranking."),
]

SOUND = [
    "The neonatal mortality rate was 25 deaths per 1,000 live births in 2017, down from 29 in 2014.",
    "The rate was 5.0% in April, against 4.8% in March, up by 0.6 points on a year earlier.",
    "The share of renewables rose to 20% from 16%, two points short of the target of 22%.",
    "Some 45% said yes in 2020, compared with 40% in 2019 and 35% in 2018, a rise of 10 points in two years.",
    "Support rose by 4 points in Germany (from 61% to 65%) and by 6 in Spain (58% to 64%), but fell in Poland.",
    "Support fell from 52% to 47% in the north (-5 points) and from 48% to 44% in the south (-4 points).",
    "The ratio of non-performing loans improved from 17.2 percent in April 2022 to 14.3 percent in April 2023.",
    "The rate of 15% is 3 points above the EU average (12%) and 5 points above that of Sweden (10%).",
    "Growth is projected to slow from 3.5 percent in 2022 to 3.0 percent in 2023, a 0.2 point downgrade from July.",
    "Use was 50%, up 10 points on 2015 (40%) and twice the 2010 level (25%).",
    "Yields rose 12bp to 1.62%, having fallen from 1.75% in March to 1.50%.",
]

MISREAD: dict[str, str] = {}
