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
    # levels in two sentences, or behind words of an earlier time
    ("change", "The bank cut its rate by 150 basis points to 8.25 percent. In spring it had lowered it from 11.00 percent "
     "to "
     "9.75 percent.", ["150", "8.25", "9.75"], None),
    ("change", "Support has fallen seven points, to 38 percent, since autumn, when it stood at 45 percent, a peak.",
     ["seven", "38", "45"], ("45", "65")),
    ("change", "The board cut the tariff by 25 basis points to 3.50 per cent, having kept it at 3.75 per cent in May.",
     ["25", "3.50", "3.75"], ("25", "75")),
    ("change", "The mean age stood at 41.2 in 2021 compared with 39.5 in 2011, a gain of 1.7 years.",
     ["41.2", "39.5", "1.7"], ("1.7", "7.1")),
    ("change", "Barley is put at 61.47 million tonnes, which is higher by 3.26 million tonnes than the average of 58.21 "
     "million tonnes.", ["61.47", "3.26", "58.21"], ("3.26", "3.62")),
    ("growth", "The deficit narrowed a seasonally adjusted 20% to $2.48 billion, following a deficit of $3.10 billion in "
     "May.",
     ["20", "2.48", "3.10"], ("20%", "30%")),
    ("growth", "Lines in use grew from 812.40 million at the end of May to 836.77 million at the end of June, showing a "
     "monthly growth rate of 3.00 percent.", ["812.40", "836.77", "3.00"], ("3.00", "8.00")),
    # what a goal was missed or passed by
    ("change", "The levy brought in Rs 412.6 billion, which is Rs 87.4 billion short of the annual target of Rs 500 "
     "billion.",
     ["412.6", "87.4", "500"], ("87.4", "78.4")),
    ("goal", "The levy brought in Rs 412.6 billion, which is Rs 87.4 billion short of the annual target of Rs 500 billion.",
     ["412.6", "500"], None),
    ("change", "The fund collected 2,318 million against a target of 2,400 million, a shortfall of 82 million.",
     ["2,318", "2,400", "82"], ("82", "28")),
    ("goal", "The fund collected 2,318 million against a target of 2,400 million, a shortfall of 82 million.",
     ["2,318", "2,400"], ("2,400", "2,300")),
    ("goal", "Fees came to Rs 7,412 crore, up Rs 1,310 crore from Rs 6,102 crore. The office has thus surpassed its target "
     "of Rs 7,000 crore.", ["7,412", "7,000"], ("7,000", "8,000")),
    ("change", "The port was given a target of Rs 6,150 crore. It took Rs 6,618 crore and so surpassed the target by Rs 468 "
     "crore, or 7.6 per cent.", ["6,150", "6,618", "468"], None),
    ("growth", "The port was given a target of Rs 6,150 crore. It took Rs 6,618 crore and so surpassed the target by Rs 468 "
     "crore, or 7.6 per cent.", ["6,150", "6,618", "7.6"], None),
    # flows behind their balance
    ("change", "The deficit was $31.7 billion in May, up $2.1 billion from $29.6 billion. May exports were $150.2 billion "
     "and "
     "May imports were $181.9 billion.", ["31.7", "150.2", "181.9"], ("150.2", "152.0")),
    ("change", "Net migration was 4 213, from 9 127 immigrations and 4 914 emigrations.", ["4 213", "9 127", "4 914"], None),
    # amount and rate of one change
    ("implied_base", "The May average of 187.3 points represents a fall of 5.9 points (3.1 percent) in the index from "
     "April.",
     ["187.3", "5.9", "3.1"], ("3.1 percent", "1.3 percent")),
    ("implied_base", "The town had 412,300 residents in May, an increase of 18,600 on 2006. This represents an increase of "
     "4.7 "
     "per cent.", ["412,300", "18,600", "4.7"], None),
    ("implied_base", "There were 18,340 permits in 2031, which is 512 or 2.7% fewer than in 2030.", ["18,340", "512", "2.7"],
     ("2.7", "7.2")),
    ("implied_base", "There were 2,340 claims in 2031, the largest number so far and 6% (132) more than in 2030.",
     ["2,340", "6", "132"], None),
    ("implied_base", "In May the county counted 3,412,500 people, a 4.1 per cent increase since the census of 2011, or "
     "134,400 people.", ["3,412,500", "4.1", "134,400"], ("4.1", "1.4")),
    ("change", "The catch was 23.4 million crates, 3.6 million crates or 13.3% less than the record 27.0 million crates of "
     "2017.", ["23.4", "3.6", "27.0"], None),
    ("implied_base", "Registrations fell by 2,406 to 30,620 (-7.3%).", ["2,406", "30,620", "7.3"], None),
    ("implied_base", "In 2031, 624 people drowned. This was 54 fewer than in 2030, a decrease of 8%.", ["624", "54", "8"],
     None),
    ("implied_base", "Enrolment totalled 36,840, exceeding the figure of last year by 2,240 pupils (6.5%).",
     ["36,840", "2,240", "6.5"], None),
    # directions
    ("direction", "In 1971 there were 310 fires per 100,000 homes. By 2009 this had declined to 87 per 100,000 homes.",
     ["310", "87"], ("87", "870")),
    ("direction", "Loan growth declined to 11.4% by May from the peak growth of 18.9% of the year before.", ["11.4", "18.9"],
     ("11.4", "41.1")),
    ("direction", "Trust in the council, which stood at 38% in the previous survey, rose to 41% in May.", ["38", "41"],
     ("38", "83")),
    ("direction", "Prices rose by 3.8 percent in May, clearly faster than the 0.9 percent in April.", ["3.8", "0.9"],
     ("0.9", "9.0")),
    ("direction", "The harvest is forecast at 3.412 million tonnes, down slightly from a previous estimate of 3.418 "
     "million.",
     ["3.412", "3.418"], ("3.418", "3.408")),
    ("direction", "In the first four months of the season landings totalled 12.31 million, exceeding the 11.87 million of "
     "the "
     "same period of 2018.", ["12.31", "11.87"], ("11.87", "17.87")),
    # marks that are passed
    ("bound", "Passengers in 11 months numbered 41,317,000, topping 40 million for the first time.", ["41,317,000", "40"],
     ("41,317,000", "31,317,000")),
    ("bound", "In May an estimated 3,140,600 people came, exceeding the 3 million mark for the second time.",
     ["3,140,600", "3"], ("3,140,600", "2,140,600")),
    ("bound", "More than 20 million people crossed in summer: a total of 20.84 million.", ["20", "20.84"],
     ("20.84", "19.84")),
    # a change that is told again
    ("repeat", "Approval has dropped eight points, to 41 percent. The eight-point decline is the sharpest so far.",
     ["eight", "eight"], None),
    ("repeat", "Solar capacity increased by 84 gigawatts or 12.6% during 2031. The figures show that solar capacity grew "
     "12.6% "
     "in 2031, a record.", ["12.6", "12.6"], None),
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
    # rates of growth of which the verb says that something grew, not that its rate did
    "Loans grew at a slower pace of 11.0 percent in May from the previous month's expansion of 13.0 percent.",
    # two things that grew alike
    "Output of tin rose by 14% in 2031. Output of zinc rose by 18%, too.",
    # what a sentence before says of a part and of a whole
    "71% (142) of the 200 claims were paid. This is almost twice as many as a decade ago (74).",
    # a level of another time, and a change from another one
    "Sales were 412,300 in May. In June they fell by 3.1% from a year before, to 398,100.",
    # a mark that is not the one of the number before it
    "The rate was 5.2%, above the 4% of May and below the 6% of June.",
    "Ferries carried 3.1 million people, buses more than 4 million.",
    # an average is no goal, a goal of another year no gap
    "The target for 2035 is 500 homes a year. In 2031 a total of 412 homes were built, 38 more than in 2030.",
    # rates over several years
    "The number rose from 12.4 million in 2019 to 13.2 million in 2021, an annual growth of 3.2 percent.",
]
