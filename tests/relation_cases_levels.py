"""Sentences and tables in which levels, balances and breakdowns are tied by what stands around them.

Belongs here: changes whose verb is left out, balances, overall values that are broken down, bases of changes; true texts
that come near to them. Does not belong here: how they are tried (see `test_relations_levels`).
"""

from __future__ import annotations

from relation_cases_totals import grid

BIRTHS = grid("Parish", "Month; Births; Deaths; Excess of births", "May; 4,120; 3,907; 213", "June; 3,987; 3,702; 285")
FIRES = grid(
    "Fires",
    "; 2001; 2002; 2003; 2004; 2005",
    "Fires; 240; 312; 296; 333; 360",
    "Change on the year; ; 30%; -5%; 13%; 8%",
)

# kind, text, numbers of the relation in the order of the text, a misprint that must be seen (as printed, misprinted)
CASES: list[tuple[str, str, list[str], tuple[str, str] | None]] = [
    # a change whose verb is left out
    ("growth", "Ferry traffic eased slightly in 2011, by 2 per cent to 4,116 from 4,200.",
     ["2", "4,116", "4,200"], ("4,200", "4,700")),
    ("growth", "Between 2010 and 2020 prices rose by 20% and wages by 30%, from £400 to £520.", ["30", "400", "520"],
     None),
    ("growth", "Wool prices are unchanged; those of hides by 12.5%, from 640 to 720.", ["12.5", "640", "720"], None),
    ("growth", "Up to the end of May 8,820 boats passed, against 8,400 a year before (growth: 5.0%).",
     ["8,820", "8,400", "5.0"], None),
    ("growth", "We issued 1,430 permits, 30% more than in 1998, for which 1,100 permits were counted.",
     ["1,430", "30", "1,100"], ("30%", "80%")),
    ("growth", "Loans climbed to 3.6 billion, while claims fell; cover reached a record $6.3 billion, 26% more than the "
     "$5.0 billion of last spring.", ["6.3", "26", "5.0"], ("6.3", "3.6")),
    # levels of people that only a number names
    ("change", "The number of idle hands in the valleys fell by 412.5 thousand people, from 9.71 million to 9.30 million.",
     ["412.5", "9.71", "9.30"], ("9.71", "9.17")),
    # an amount that says a rate once more
    ("change", "Inflow (46,200 people) exceeded that of the year before (39,500 people) by 17.0%, or 6,700 people.",
     ["46,200", "39,500", "6,700"], ("6,700", "7,600")),
    # long levels that end in zeros are rounded further than they are written
    ("growth", "Prescriptions were down 11% to 315,000 in 2017 (2016: 356,000).", ["11", "315,000", "356,000"], None),
    # balances
    ("change", "There were 8,412 births and 6,907 deaths, a natural increase of 1,505.",
     ["8,412", "6,907", "1,505"], ("1,505", "1,055")),
    ("total", "There were 8,412 births and 6,907 deaths, a natural increase of 1,505.", ["8,412", "6,907", "1,505"], None),
    ("change", "May saw 2,318 births, 4 percent fewer than before, and 3,074 deaths. The town thus shrank naturally by 756.",
     ["2,318", "3,074", "756"], None),
    ("change", "There had been 5 204 births and 6 331 deaths, so that deaths exceeded births by 1 127.",
     ["5 204", "6 331", "1 127"], None),
    ("change", "Exports fell 4% to $3.12 billion and imports 9% to $4.57 billion. The deficit narrowed by 18.1 percent and "
     "stood at $1.45 billion.", ["3.12", "4.57", "1.45"], None),
    # an overall value and its breakdown
    ("within_groups", "The literacy rate is 71.4 per cent (males 78.2 per cent, females 64.9 per cent).",
     ["71.4", "78.2", "64.9"], ("71.4", "17.4")),
    ("within_groups", "Joblessness was 12.3% in May, 9.8% among men and 15.6% among women.",
     ["12.3", "9.8", "15.6"], ("12.3", "21.3")),
    ("within_groups", "Landings rose by 3.4 percent in June (stopover 4.1 percent, cruise 1.9 percent).",
     ["3.4", "4.1", "1.9"], None),
    ("within_groups", "Thefts fell 5.2 percent: those of cars were down 6.6 percent, of bicycles 4.9 percent.",
     ["5.2", "6.6", "4.9"], None),
    ("within_groups", "Carriers had 61.0 million passengers, 0.8 percent more: 50.2 million on domestic flights, "
     "0.2 percent more, and 10.8 million on international flights, up 3.7 percent.", ["0.8", "0.2", "3.7"], None),
    # amount, rate and the level that they reached
    ("implied_base", "In May 31,500 guests came, that is 1,500 (5 percent) more than in May 2007.",
     ["31,500", "1,500", "5"], None),
    ("implied_base", "June brought 43,200 guests, 3,200, or 8 per cent, more than June 2003.",
     ["43,200", "3,200", "8"], None),
]  # fmt: skip

# kind, a text with several relations of the kind, their numbers each in the order of the text
SEVERAL: list[tuple[str, str, list[list[str]]]] = [
    ("growth", "Break-ins decreased by 12.5%, from 400 to 350 cases; car thefts by 20.0%, from 210 to 168; fraud by 25.0%, "
     "from 328 to 246.", [["12.5", "400", "350"], ["20.0", "210", "168"], ["25.0", "328", "246"]]),
    ("growth", "The town has 2.48 million residents (up 3.3 per cent from 2.40 million), 441,000 guests (down 2.0 per cent "
     "from 450,000) and 1.26 million commuters (up 5.0 per cent from 1.20 million).",
     [["2.48", "3.3", "2.40"], ["441,000", "2.0", "450,000"], ["1.26", "5.0", "1.20"]]),
    ("change", "Exports rose 20.0 percent to $6.00 billion from $5.00 billion, and imports by 25.0 percent to $8.75 billion "
     "from $7.00 billion. The trade deficit of $2.75 billion was up 37.5 percent from $2.00 billion.",
     [["6.00", "8.75", "2.75"], ["5.00", "7.00", "2.00"]]),
    ("growth", FIRES, [["240", "312", "30"], ["312", "296", "5"], ["296", "333", "13"], ["333", "360", "8"]]),
    ("change", BIRTHS, [["4,120", "3,907", "213"], ["3,987", "3,702", "285"]]),
]  # fmt: skip

SOUND = [
    # less is better
    "Of the old pumps 5.5% still leak – a fourfold improvement on the 22.1% of 2002.",
    # another value is broken down in the bracket
    "Of the young, 38.1% were idle (34.0% of males and 45.2% of females). The general rate was 17.6%.",
    # answers that are no groups
    "A third stayed away: 45% for lack of time, 52% for want of money.",
    # only some of the groups
    "Prices rose 3.1%: those of bread were up 1.2%, of milk 2.4%.",
    # the next member of a list, not the levels of the growth before it
    "Imports came to some 6.1 billion against 5.3 billion, a growth of 15 percent, exports to 2.1 billion against 1.6.",
    # two balances of one time each, only one with its flows
    "Exports were $6.0 billion and imports $8.8 billion. The deficit went from $1.1 billion in May to $2.8 billion.",
    # the verb of another subject
    "Wages rose by 4% and the levy by 2%, from 1 July to 31 December.",
]
