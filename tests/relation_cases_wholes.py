"""Wholes, balances, bases and restated shares in sentences of many constructions, and what becomes of a misprint in them.

Belongs here: cases by construction. Does not belong here: how they are tried (see `test_relations_wholes`), tables.
"""

from __future__ import annotations

# kind, text, operands in the order of the text, a misprint that must be seen (number, as misprinted) or None
CASES: list[tuple[str, str, list[str], tuple[str, str] | None]] = [
    ("total",
     "The area exported goods for €231.7 billion and imported goods for €219.3 billion. As a result it had"
     " a €12.5 bn surplus.",
     ["231.7", "219.3", "12.5"], ("12.5", "15.2")),
    ("total", "Births numbered 18,934. Deaths came to 30,847, resulting in a natural decline of 11,913.",
     ["18,934", "30,847", "11,913"], ("11,913", "11,931")),
    ("total", "Some 41,200 people emigrated, whereas 52,900 immigrated, a net gain of 11,700.",
     ["41,200", "52,900", "11,700"], ("11,700", "11,100")),
    ("total", "1,214 restaurants opened and 1,530 closed, a net loss of 316.",
     ["1,214", "1,530", "316"], ("316", "346")),
    ("total",
     "The museum closed the year with a surplus of 1.3 million: income was 14.8 million and expenditure "
     "13.5 million.",
     ["1.3", "14.8", "13.5"], None),
    ("total",
     "Government revenue totalled $4,310 million and expenditure $4,970 million, leaving a deficit of $660"
     " million.",
     ["4,310", "4,970", "660"], ("660", "690")),
    ("total", "There were 301,700 births and 171,900 deaths, so that natural increase was 129,900.",
     ["301,700", "171,900", "129,900"], ("301,700", "307,100")),
    ("total", "The Bill was read a second time by 312 votes to 246, a majority of 66.",
     ["312", "246", "66"], ("312", "321")),
    ("total",
     "Employed persons rose by 128,000 and unemployed persons fell by 94,000. This resulted in an increase"
     " of 34,000 in the labour force.",
     ["128,000", "94,000", "34,000"], ("34,000", "43,000")),
    ("total",
     "Membership fell by 1,420, as a loss of 2,310 in the north was partly offset by a gain of 890 in the "
     "south.",
     ["1,420", "2,310", "890"], None),
    ("total",
     "Lending to firms rose by €3.4 billion and to households fell by €1.1 billion, resulting in a net "
     "increase of €2.3 billion.",
     ["3.4", "1.1", "2.3"], ("2.3", "2.8")),
    ("total",
     "The prison population fell by 22,600. State prisons held 14,800 fewer prisoners, while the federal "
     "population decreased by 7,800.",
     ["22,600", "14,800", "7,800"], None),
    ("total", "There were 36,218 new homes, down 12% from 41,043. Of these, 20,304 were owned and 15,914 were rented.",
     ["36,218", "20,304", "15,914"], ("15,914", "15,194")),
    ("total",
     "Enrolment rose to 8.78 million pupils, an increase of 5.7%, of which public schools account for 7.02"
     " million and private ones for 1.75 million.",
     ["8.78", "7.02", "1.75"], ("1.75", "1.57")),
    ("total", "Fishing licences were held by 4,212 residents and 1,309 visitors, 5,521 altogether.",
     ["4,212", "1,309", "5,521"], ("1,309", "1,349")),
    ("total",
     "Applications filed by residents numbered 14,206 and those filed by others 38,417, for a grand total "
     "of 52,623.",
     ["14,206", "38,417", "52,623"], ("52,623", "52,263")),
    ("total",
     "The catch was 48,000 tonnes. Of this, 31,000 tonnes was herring, 12,000 tonnes cod and 5,000 tonnes "
     "other species.",
     ["48,000", "31,000", "12,000", "5,000"], ("12,000", "17,000")),
    ("total",
     "By the end of the year 51.2 million people were displaced. The figure included 16.7 million "
     "refugees, 33.3 million displaced at home and 1.1 million seekers of asylum.",
     ["51.2", "16.7", "33.3", "1.1"], None),
    ("total",
     "Members noted that 223 complaints had been received, of which 64 had been upheld, 141 not upheld and"
     " 18 remained open.",
     ["223", "64", "141", "18"], ("141", "114")),
    ("total", "Twelve of the 30 members are elected and the remaining 18 appointed.",
     ["Twelve", "30", "18"], None),
    ("total",
     "Revenue totalled EUR 88.2 million, with EUR 51.7 million from tickets and EUR 36.5 million from "
     "subsidies.",
     ["88.2", "51.7", "36.5"], None),
    ("shares_sum",
     "Of the employed, 11.4% worked in farming, 24.7% in industry and 63.2% in services. The remaining "
     "0.7% did not say.",
     ["11.4", "24.7", "63.2", "0.7"], ("24.7", "21.7")),
    ("shares_sum", "Broadleaves cover 43.6%, conifers 54.2% and clearings 2.1% of the forest area.",
     ["43.6", "54.2", "2.1"], None),
    ("shares_sum", "Some 8.1 million work, of which 46.3% in services, 26.9% in farming and 26.7% in industry.",
     ["46.3", "26.9", "26.7"], None),
    ("shares_sum", "More adults have little confidence in him (52%) than have a lot (31%). Another 16% did not answer.",
     ["52", "31", "16"], None),
    ("shares_sum",
     "By number, cash accounts for 52%, cards for 39%, mobile apps for 6% and other means for 4% of "
     "payments.",
     ["52", "39", "6", "4"], ("39", "29")),
    ("shares_sum", "Some 28% of employers plan to add staff and 11% to cut them, while 61% expect no change.",
     ["28", "11", "61"], ("61", "81")),
    ("subset", "Some 1.7 billion of the 2.5 billion people offline live in villages.",
     ["1.7", "2.5"], ("1.7", "7.1")),
    ("subset", "The audit examined 24 contracts. In 9 of them no needs assessment was on file.",
     ["24", "9"], ("9", "39")),
    ("subset", "Sales came to 141,300 units, two thirds of the 211,900 sold in the region.",
     ["141,300", "211,900"], ("211,900", "121,900")),
    ("subset", "The 69% of supporters who have little confidence includes 36% who have none at all.",
     ["69", "36"], ("36", "76")),
    ("implied_base", "Of total revenue, 21.4% (€642 million) came from lorries and 12.8% (€384 million) from coaches.",
     ["21.4", "642", "12.8", "384"], ("384", "884")),
    ("implied_base",
     "Food accounted for 43.1% of retail turnover (EUR 2,155 million), clothing for 9.0% (EUR 450 "
     "million).",
     ["43.1", "2,155", "9.0", "450"], ("43.1", "34.1")),
    ("implied_base", "The population comprised 6,621,800 nationals (73.0%) and 2,448,100 foreigners (27.0%).",
     ["6,621,800", "73.0", "2,448,100", "27.0"], ("2,448,100", "2,848,100")),
    ("implied_base", "Of the catch, 3,120 tonnes (26%) were landed abroad and 8,880 tonnes (74%) at home.",
     ["3,120", "26", "8,880", "74"], ("3,120", "8,120")),
    ("repeat", "Nearly one in five citizens (19%) paid a bribe.",
     ["one in five", "19"], ("19", "29")),
    ("repeat", "Two in three (66.4%) had found a job.",
     ["Two in three", "66.4"], None),
    # two groups told apart
    ("total",
     "Passengers numbered 83.4 million, up 3.9% on the year. Domestic travellers came to 71.2 million, up 4.1%."
     " International travellers came to 12.2 million, up 2.6%.",
     ["83.4", "71.2", "12.2"], ("71.2", "17.2")),
    ("total",
     "Foreign trade turnover amounted to $6.472 billion, 12 percent up. Exports reached $2.158 billion."
     " Imports were $4.314 billion.",
     ["6.472", "2.158", "4.314"], ("4.314", "3.414")),
    # shares of a whole that a sentence before names
    ("feasible_share",
     "The count was 15,260 accidents. The figure was 118 fewer than before. Accidents among men came to 9,247,"
     " accounting for 60.6 percent of the total.",
     ["15,260", "9,247", "60.6"], ("60.6", "66.0")),
    # the level before behind its rate, records measured from records
    ("growth", "Cement exports came to $17.82 million, marking a decline of 29.4 percent ($25.24 million in 2022).",
     ["17.82", "29.4", "25.24"], ("25.24", "22.54")),
    ("growth", "Lending hit a record high of $643bn in 2018, an increase of 8.6% over the previous record high of $592bn.",
     ["643", "8.6", "592"], ("592", "529")),
]  # fmt: skip

# True, however messy: nothing in these contradicts itself.
SOUND = [
    "Men made 412,300 journeys. Women made 388,450. Tickets sold came to 962,180.",
    "Trade turnover was $6.472 billion. Exports made $2.158 billion. Imports took $3.414 billion. Transit: $0.900 billion.",
    "The town put in 17.4 billion crowns, placed 3.1 billion abroad, here 985 million (2.3 per cent of the total).",
    "Some 28,415 hectares burnt, of which 8,410 were forest, 17,322 scrub and the rest farmland.",
    "There were 920 deaths: 640 on roads, 180 in homes and others at work.",
    "Of 500 cases 310 were closed, 120 dismissed and the remainder adjourned.",
    "Of the 640 patients, 410 were women, 150 were smokers and 240 had diabetes.",
    "Of 500 respondents, 300 supported the plan, 120 rejected it and 95 wanted changes as well.",
    "The region has 1,240 schools, of which 300 are rural, 450 have a gym and 210 a library.",
    "There were 1,930 fires, 870 in dwellings and 310 in vehicles.",
    "Exports were 28.4 billion in 2019 and imports 31.2 billion in 2020; the deficit in 2021 was 5.1 billion.",
    "Exports rose by 3.1 billion and imports by 4.2 billion; the trade deficit widened by 1.1 billion to 7.3 billion.",
    "Births fell to 18,400 and deaths rose to 21,300; natural increase had been 1,200 a year earlier.",
    "There were 41,000 arrivals in May and 39,000 departures in June, and net migration for the year was 12,000.",
    "Revenue was 410 million against expenditure of 430 million, and a deficit of 35 million is forecast "
     "for next year.",
    "The primary deficit was 3.1 billion, with revenue of 44.0 billion and expenditure of 49.2 billion.",
    "The surplus of 4.2 billion was smaller than that of Germany, whose exports were 120 billion and "
     "imports 100 billion.",
    "The company had income of 12.3 million, expenditure of 11.1 million and, after tax of 0.4 million, a"
     " surplus of 0.8 million.",
    "The bill passed by 312 votes to 246, with a government majority of 80 in the house.",
    "The motion was carried by a majority of 12 votes, 34 to 22, in May, and by 40 votes to 31 in June.",
    "Employment rose by 12,000 in May and by 9,000 in June, which led to an increase of 3% over the quarter.",
    "Prices rose by 3 points and wages by 2 points, resulting in a fall of 1.2 points in real income.",
    "Jobs rose by 300 in the north, by 200 in the south and fell by 90 in the east, leading to an "
     "increase of 350 with the islands.",
    "The index fell by 4 points, with a gain of 3 points in shares partly offset by a loss of 5 points in bonds.",
    "Total sales were 48 million (12 million in Norway, 9 million in Sweden).",
    "The 27 countries include 12 republics and 6 monarchies.",
    "Half of the 240 members voted: 71 for, 40 against.",
    "In all 96 projects were funded; 41 concerned water and 62 concerned roads.",
    "The fleet of 312 buses covers 41 lines: 12 in the centre and 29 in the suburbs.",
    "The catch was 48,000 tonnes. Of this, 31,000 tonnes was herring and 9,000 tonnes cod.",
    "There are 1,200 employees. Of these, 700 work shifts and 650 are union members.",
    "The figure included 310 children and 1,120 women. The total was 2,430.",
    "The programme trained 480 teachers. It included 210 from villages and 320 women.",
    "Some 62% of households have a car, 18% two cars and 31% a bicycle.",
    "Cars account for 62% of trips by men, 48% of trips by women and 55% of all trips.",
    "Women account for 52% of nurses, 31% of doctors and 19% of surgeons.",
    "Coal provided 38% of power in the north, 45% in the south and 22% in the east of the country.",
    "Broadband covers 92% of towns, 4G 98% and 5G 41% of the territory.",
    "Renters make up 41% of the young, 28% of the middle-aged and 33% of all households.",
    "The three parties hold 35%, 28% and 22% of the seats.",
    "Trust in the army stands at 71%, in the courts at 52% and in parliament at 31%; another 16% trust nobody.",
    "Of those who moved, 46% cited work, 31% family and 29% housing costs.",
    "Of the employed, 62% work in services and 45% work from home. The remaining 12% of jobs are in farming.",
    "Some 30% say yes, 25% say no and 60% do not know the scheme at all or have no opinion of its cost.",
    "Satisfaction was 81% among men and 79% among women (overall 80%).",
    "Of the 200 women, 80 (40%) smoked, and of the 120 men, 66 (55%) did.",
    "Of total sales, 21.4% (€642 million) came from lorries, and in Sweden 12.8% (€84 million).",
    "Germany took 12.4% (€310 million) of exports and supplied 9.1% (€450 million) of imports.",
    "Nearly half of members (62% in 2010) are retired.",
    "Nine of the 30 directors and 14 of the 20 managers are women.",
    "1.7 million of the 1.2 million households' members commute, as many households have two commuters.",
    "In May 310 firms closed and 420 opened, a net gain of 95 after mergers are taken into account.",
    "With 30 goals in 20 matches, 18 at home and 12 away, the club came second, 14 points behind.",
    "The loan of £45m covers schools (£30m), and a grant of £20m covers roads (£15m).",
    "Costs of $4.5 million, made up of $3.1 million in wages and a credit of $0.4 million, were met.",
    "A deficit of 3 billion, comprising a deficit of 4 billion of the state and a surplus of 1 billion of"
     " towns, was recorded.",
    "The two banks together hold assets of 310 billion and loans of 210 billion.",
    "Oil and gas together accounted for 60% of exports, oil for 45% and gas for 16%.",
    "Of the 18 members present, 9 voted for, 8 against; 24 are on the board.",
    "Seven of 12 wells were dry; the other 4 in the north produced 300 barrels.",
    "The budget rose from 30 million to 45 million, including 12 million for roads and 18 million for schools.",
    "There were 120 men and 80 women at the first meeting, altogether 310 people came to the two meetings.",
    "Traffic was 12,000 vehicles on weekdays and 9,000 on Sundays, 11,500 overall.",
    "The mean score was 512 for boys and 498 for girls, 505 in total.",
    "Births numbered 700 in towns and 400 in villages; deaths came to 900, so that there was a natural "
     "increase of 200.",
    "The poor, the sick and the old (21%, 14% and 30%) make up 48% of clients.",
    "Average pay was 2,410 in the public and 2,210 in the private sector, 2,254 altogether.",
    "Yields were 6.1 tonnes per hectare for wheat and 5.2 for barley, in all 5.8.",
]  # fmt: skip
