"""Comparisons as official prose states them: how statistical offices, banks, boards and newsrooms put a relation.

Belongs here: for each kind some twenty wordings, each of another construction, and true sentences whose numbers have
nothing to do with each other. Written without the engine at hand. Does not belong here: how they are tried (see
`test_relations_prose`).
"""

from __future__ import annotations

# text, change, from, to
CHANGE: list[tuple[str, str, str, str]] = [
    (
        "The jobless rate came in at 5.2%, a fall of 0.6 percentage points on the 5.8% recorded in the spring quarter.",
        "0.6",
        "5.8",
        "5.2",
    ),
    (
        "Occupancy slipped to 71.3 per cent in June, 2.4 percentage points below the 73.7 per cent seen a year earlier.",
        "2.4",
        "73.7",
        "71.3",
    ),
    (
        "Police recorded 1,284 burglaries, compared with 1,461 in the previous twelve months, which is 177 fewer.",
        "177",
        "1,461",
        "1,284",
    ),
    ("Women's employment rate was 66.2% and men's 74.9%, a gap of 8.7 percentage points.", "8.7", "66.2", "74.9"),
    (
        "The share of renters was 31.4% in 2011 and 36.9% in 2021, a difference of 5.5 percentage points.",
        "5.5",
        "31.4",
        "36.9",
    ),
    ("The balance of opinion worsened by 7 points, from -12 to -19.", "7", "-12", "-19"),
    ("The composite index lost 1.8 points in October and now stands at 97.4 (September: 99.2).", "1.8", "99.2", "97.4"),
    ("Net debt stood at £4.1bn, £0.3bn lower than the £4.4bn reported at the half year.", "0.3", "4.4", "4.1"),
    (
        "The Committee lowered the policy rate by 50 basis points to 3.25 per cent (previously 3.75 per cent).",
        "50",
        "3.75",
        "3.25",
    ),
    (
        "There were 48 clubs in membership at the end of the season, six more than the 42 of the year before.",
        "six",
        "42",
        "48",
    ),
    ("Average waiting times shortened from 23 days to 17 days, an improvement of 6 days.", "6", "23", "17"),
    (
        "In 2022 the authority employed 3,412 people; in 2023 it was 3,587, an additional 175 posts.",
        "175",
        "3,412",
        "3,587",
    ),
    ("The deficit narrowed by $2.6 billion to $41.3 billion from $43.9 billion in August.", "2.6", "43.9", "41.3"),
    ("Turnout, at 58.3%, was 4.9 points down on the last election's 63.2%.", "4.9", "63.2", "58.3"),
    (
        "Whereas 24% of respondents used the service in 2019, 39% did so in 2022, an increase of 15 percentage points.",
        "15",
        "24",
        "39",
    ),
    ("The number of beds was cut from 812 to 774 (-38).", "38", "812", "774"),
    ("Life expectancy at birth for women rose to 83.1 years, up 0.4 years from 82.7 years.", "0.4", "82.7", "83.1"),
    (
        "Literacy among men was 82% against 65% among women, i.e. a difference of 17 percentage points.",
        "17",
        "65",
        "82",
    ),
    (
        "The Federal Reserve's index of production moved up 0.7 point, to 103.5, from a revised 102.8 in April.",
        "0.7",
        "102.8",
        "103.5",
    ),
    ("Membership now totals 15,240, which is 360 more than a year ago (14,880).", "360", "14,880", "15,240"),
    (
        "The vacancy rate in the north was 9.1%, or 3.3 percentage points higher than in the south, where it was 5.8%.",
        "3.3",
        "5.8",
        "9.1",
    ),
    (
        "On 31 March there were 612 prisoners on remand, down by 29 on the same date in 2022, when there were 641.",
        "29",
        "641",
        "612",
    ),
    (
        "The average age of mothers was 31.2 years in 2021, having increased by 1.5 years from 29.7 years in 2005.",
        "1.5",
        "29.7",
        "31.2",
    ),
    ("Unemployment went up to 7.8% compared to 7.1% in the first quarter (+0.7 pp).", "0.7", "7.1", "7.8"),
    (
        "The savings ratio dropped to 9.6% of disposable income, 1.9 points less than in 2020 (11.5%).",
        "1.9",
        "11.5",
        "9.6",
    ),
]

# text, rate, from, to
GROWTH: list[tuple[str, str, str, str]] = [
    (
        "Turnover came to €412 million, an increase of 3.0% on the €400 million posted in the prior year.",
        "3.0",
        "400",
        "412",
    ),
    ("Exports totalled 1,890 tonnes in 2022, 10% down on 2021 (2,100 tonnes).", "10", "2,100", "1,890"),
    ("Passenger numbers grew from 4.0 million to 4.6 million, growth of 15%.", "15", "4.0", "4.6"),
    ("Net profit rose to £1.2bn from £980m, up 22.4%.", "22.4", "980", "1.2"),
    (
        "A total of 5,250 dwellings were completed, against 5,000 the year before, i.e. 5 per cent more.",
        "5",
        "5,000",
        "5,250",
    ),
    ("Emergency calls, which numbered 18,000 in 2021, were 20% higher in 2022 at 21,600.", "20", "18,000", "21,600"),
    ("The grant was cut by a quarter, from $800,000 to $600,000.", "a quarter", "800,000", "600,000"),
    ("Domestic production declined by 12.5% year on year to 350 GWh (400 GWh in 2019).", "12.5", "400", "350"),
    (
        "Energy consumption in 2020 was 930 PJ, which corresponds to a decrease of 7% compared with 1,000 PJ in 2019.",
        "7",
        "1,000",
        "930",
    ),
    (
        "With 33,000 new registrations, the market was 10 percent larger than in May of last year (30,000).",
        "10",
        "30,000",
        "33,000",
    ),
    (
        "The number of doctors went up by 8.0 per cent over the five years, from 2,500 in 2015 to 2,700 in 2020.",
        "8.0",
        "2,500",
        "2,700",
    ),
    ("Crime fell 6% year-on-year: 9,400 offences were recorded, down from 10,000.", "6", "10,000", "9,400"),
    ("Wages averaged $1,050 a week in May, 5% above the $1,000 average of a year ago.", "5", "1,000", "1,050"),
    (
        "Tourist arrivals reached 1.32 million in 2019 as compared to 1.20 million in 2018, showing an increase of 10%.",
        "10",
        "1.20",
        "1.32",
    ),
    ("Between 2010 and 2020 the herd shrank by 30%, from 50,000 to 35,000 animals.", "30", "50,000", "35,000"),
    ("Revenue: €540 million, +8% (prior year: €500 million).", "8", "500", "540"),
    ("Compared with 2019, when 640 accidents were reported, the 2020 total of 480 was 25% lower.", "25", "640", "480"),
    (
        "Receipts were $95 million lower than ... this year, dropping 5% to $1,805 million from $1,900 million.",
        "5",
        "1,900",
        "1,805",
    ),
    (
        "Loans outstanding increased to Rs 9,200 crore as on March 31, 2021 from Rs 8,000 crore a year ago, registering a "
        "growth of 15 per cent.",
        "15",
        "8,000",
        "9,200",
    ),
    (
        "The sector employed 88,000 people in 2021, 12% fewer than in 2011, when it employed 100,000.",
        "12",
        "100,000",
        "88,000",
    ),
    ("Women earned 15% less than men (€17.00 against €20.00 an hour).", "15", "20.00", "17.00"),
    ("Deaths decreased 4.0% to 48,000, compared with 50,000 in 2017.", "4.0", "50,000", "48,000"),
    (
        "The price per tonne jumped 40%, going from $150 at the start of the year to $210 at the end.",
        "40",
        "150",
        "210",
    ),
    ("Applications numbered 7,700 this year (previous year 7,000), a plus of 10%.", "10", "7,000", "7,700"),
    ("Ticket sales are up by half, at 45,000 compared with 30,000 last season.", "half", "30,000", "45,000"),
]

# text, multiple, from, to
FOLD: list[tuple[str, str, str, str]] = [
    ("The number of wind turbines has tripled since 2010, from 1,200 to 3,600.", "tripled", "1,200", "3,600"),
    (
        "At 48%, the share of smokers among manual workers was twice as high as among managers (24%).",
        "twice",
        "24",
        "48",
    ),
    ("Men are three times more likely than women to be victims (6% versus 2%).", "three", "2", "6"),
    ("Permits doubled in a year to 840, from 420.", "doubled", "420", "840"),
    ("Imports of 900 tonnes were four times the level of 2015 (225 tonnes).", "four", "225", "900"),
    (
        "The number of users has grown fivefold, from 30,000 in 2015 to 150,000 in 2020.",
        "fivefold",
        "30,000",
        "150,000",
    ),
    ("Costs have halved, from $64 a unit to $32 a unit.", "halved", "64", "32"),
    ("In 2020, 5.4 million tests were carried out, six times as many as the 0.9 million of 2019.", "six", "0.9", "5.4"),
    ("Youth unemployment stood at 18%, double the overall rate of 9%.", "double", "9", "18"),
    (
        "The death rate among the poorest was 2.5 times that of the richest (15.0 against 6.0 per 1,000).",
        "2.5",
        "6.0",
        "15.0",
    ),
    ("Capacity was multiplied by 3 between 2012 and 2022, going from 400 MW to 1,200 MW.", "3", "400", "1,200"),
    ("Complaints more than doubled, reaching 510 compared with 240 in 2018.", "doubled", "240", "510"),
    ("The gap was half that of 2010: 4.5 points as against 9.0 points.", "half", "9.0", "4.5"),
    ("Subscriptions quadrupled over the decade: 2.1 million in 2010, 8.4 million in 2020.", "quadrupled", "2.1", "8.4"),
    ("Urban households spend $1,200 a month, 1.5 times what rural households spend ($800).", "1.5", "800", "1,200"),
    ("Rents are almost twice as high in the capital ($1,950) as elsewhere ($1,000).", "twice", "1,000", "1,950"),
    ("The case load increased by a factor of ten, rising from 35 to 350.", "ten", "35", "350"),
    ("The rate for girls was 12%, which is three times that for boys (4%).", "three", "4", "12"),
    (
        "The number of visitors fell to a third of its 2019 level, from 600,000 to 200,000.",
        "a third",
        "600,000",
        "200,000",
    ),
    ("Turnover was 1.8 times higher in 2022 (€90m) than in 2017 (€50m).", "1.8", "50", "90"),
]

# text, to, from
DIRECTION: list[tuple[str, str, str]] = [
    ("The annual rate was 3.4%, compared with 3.9% in May, and has thus fallen.", "3.4", "3.9"),
    ("Inflation eased to 2.6% in July from 2.9% in June.", "2.6", "2.9"),
    ("Sales rose to $4.2 billion, versus $3.9 billion a year earlier.", "4.2", "3.9"),
    ("The share of women on boards edged higher, from 31.2% to 31.8%.", "31.8", "31.2"),
    ("Only 41% were satisfied, down from 47% in the last survey.", "41", "47"),
    ("The number of vacancies, at 83,400, was lower than in the previous quarter (86,100).", "83,400", "86,100"),
    ("Fewer respondents (18%) than in 2019 (25%) said they had been consulted.", "18", "25"),
    ("The current account deficit widened to $5.1 billion from $4.4 billion.", "5.1", "4.4"),
    ("At 6.9 per cent, the rate was above the 6.2 per cent of the previous month.", "6.9", "6.2"),
    ("Average speeds improved: 42 km/h in 2021 against 38 km/h in 2019.", "42", "38"),
    ("The median age increased from 38.4 years at the 2006 Census to 40.1 years in 2016.", "40.1", "38.4"),
    ("Profit before tax declined to £212 million (2021: £248 million).", "212", "248"),
    ("In 2015 the proportion was 22%; by 2021 it had climbed to 29%.", "29", "22"),
    ("The index dropped from 104.2 in May to 101.7 in June.", "101.7", "104.2"),
    ("Employment grew to 2.31 million, up from 2.24 million twelve months ago.", "2.31", "2.24"),
    ("The yield on ten-year bonds fell below 2%, to 1.94%, from 2.08% at the previous meeting.", "1.94", "2.08"),
    ("The fertility rate (1.52) was lower than a year earlier (1.59).", "1.52", "1.59"),
    ("Prison numbers went down: 7,140 in 2022 as opposed to 7,390 in 2021.", "7,140", "7,390"),
    ("The non-performing loan ratio improved from 4.8 per cent in March to 4.1 per cent in September.", "4.1", "4.8"),
    ("Attendance increased, with 312,000 visitors compared to 287,000 the year before.", "312,000", "287,000"),
    ("More people cycled to work in 2021 (5.2%) than in 2011 (4.1%).", "5.2", "4.1"),
    ("The rate dipped to 4.9% after standing at 5.3% in March.", "4.9", "5.3"),
]

# text, the values in descending order
RANK: list[tuple[str, list[str]]] = [
    ("The largest share went to transport (34%), ahead of housing (27%) and food (19%).", ["34", "27", "19"]),
    ("Germany was the biggest market with 41%, followed by France (22%) and Italy (13%).", ["41", "22", "13"]),
    ("The highest rates were recorded in Spain (12.1%), Greece (10.8%) and Italy (7.6%).", ["12.1", "10.8", "7.6"]),
    ("Rates ranged from the highest in the north (9.2%) to the lowest in the south (4.4%).", ["9.2", "4.4"]),
    ("Unemployment was highest in Linz at 8.3% and lowest in Graz at 5.1%.", ["8.3", "5.1"]),
    ("With 1,240 medals, Norway leads the table, second only to none, ahead of Sweden with 980.", ["1,240", "980"]),
    ("English was the most studied language (87%). French came second (21%), then German (14%).", ["87", "21", "14"]),
    ("The main reasons given were cost (52%), distance (31%) and lack of time (18%).", ["52", "31", "18"]),
    (
        "Leading the list was theft with 4,310 cases, next came fraud with 2,870 and assault with 1,940.",
        ["4,310", "2,870", "1,940"],
    ),
    (
        "The top three destinations were Rome (2.1 million), Milan (1.4 million) and Venice (1.1 million).",
        ["2.1", "1.4", "1.1"],
    ),
    ("The lowest rate was in Malta (2.9%), followed by Poland (3.1%) and Czechia (3.4%).", ["3.4", "3.1", "2.9"]),
    (
        "Agriculture accounts for the largest part of water use (68%), followed at some distance by industry (19%) and "
        "households (13%).",
        ["68", "19", "13"],
    ),
    ("The most common answers were email (64%), telephone (22%) and post (9%).", ["64", "22", "9"]),
    (
        "Tokyo ranked first with 9.7 million, followed by Yokohama with 3.7 million and Osaka with 2.8 million.",
        ["9.7", "3.7", "2.8"],
    ),
    ("Women were more likely than men to volunteer (36% against 29%).", ["36", "29"]),
    ("The strongest growth was in construction, at 6.1%, then in retail, at 4.3%.", ["6.1", "4.3"]),
    ("In first place is Vienna (1.9 million), in second place Graz (0.3 million).", ["1.9", "0.3"]),
    ("Most exports go to China (38%), with the US (17%) second and Japan (11%) third.", ["38", "17", "11"]),
    ("The share was higher in cities (44%) than in rural areas (31%).", ["44", "31"]),
    ("The greatest decreases were observed in Latvia (-4.2%) and Estonia (-3.6%).", ["-3.6", "-4.2"]),
    (
        "Coal was the largest source of power at 29%, gas the second largest at 24% and wind the third largest at 18%.",
        ["29", "24", "18"],
    ),
]

# text, reached, goal
GOAL: list[tuple[str, str, str]] = [
    ("The department answered 92% of calls within 20 seconds, exceeding its target of 90%.", "92", "90"),
    ("Against a target of 95%, 96.2% of invoices were paid on time; the target was therefore met.", "96.2", "95"),
    ("Inflation, at 3.1%, remained above the 2% target.", "3.1", "2"),
    ("We recruited 412 apprentices, beating our goal of 400.", "412", "400"),
    ("The target of 1,500 new homes was missed: only 1,320 were built.", "1,320", "1,500"),
    ("Vaccination coverage was 88%, below the 95% target set by WHO.", "88", "95"),
    ("The city planted 10,450 trees, surpassing the target of 10,000.", "10,450", "10,000"),
    ("Target: 85%. Achieved: 87%. The target was exceeded.", "87", "85"),
    ("The share of renewables reached 22%, two points above the national target of 20%.", "22", "20"),
    ("At 64.0%, the indicator fell short of the 70% benchmark.", "64.0", "70"),
    ("The 4-hour standard of 95% was not met, with performance at 81.7%.", "81.7", "95"),
    ("Recycling stood at 51%, so the EU target of 50% has been achieved.", "51", "50"),
    ("Growth of 4.8% failed to reach the government's target of 5.5%.", "4.8", "5.5"),
    ("The Trust reported 14 cases against a ceiling of 18, and so remained within its limit.", "14", "18"),
    ("Debt was 62% of GDP, exceeding the 60% limit.", "62", "60"),
    ("The programme aimed to train 2,000 teachers and trained 2,130, more than planned.", "2,130", "2,000"),
    ("The average response time of 7.2 minutes was within the 8-minute target.", "7.2", "8"),
    ("Participation reached 38%, still below the 2030 goal of 60%.", "38", "60"),
    ("Satisfaction was 91% (target 85%), meeting the target.", "91", "85"),
    ("Our goal was a response rate of 60%; we achieved 63%.", "63", "60"),
]

# text, count (what it counts is listed)
ENUMERATION: list[tuple[str, str]] = [
    ("The strategy has four priorities: housing, health, transport and skills.", "four"),
    ("Three countries – Brazil, India and Mexico – account for half of the total.", "Three"),
    ("The index is made up of five components: output, orders, employment, delivery times and stocks.", "five"),
    ("Two factors explain the fall: lower prices and weaker demand.", "two"),
    ("The board consists of six members: Ms Ito, Mr Sato, Ms Kim, Mr Park, Ms Chen and Mr Li.", "six"),
    ("There are three types of permit: (a) residential; (b) commercial; and (c) temporary.", "three"),
    ("Growth was driven by two sectors, namely construction and retail trade.", "two"),
    ("The survey covers the four largest cities: Berlin, Hamburg, Munich and Cologne.", "four"),
    ("The following three indicators were used:\n\n- income\n- health\n- education", "three"),
    ("The report has 5 chapters:\n\n1. Introduction\n2. Methods\n3. Results\n4. Discussion\n5. Conclusions", "5"),
    ("The two exceptions were Malta and Cyprus.", "two"),
    ("The three Baltic states (Estonia, Latvia and Lithuania) joined in 2004.", "three"),
    ("Four themes emerged: cost; access; quality; and trust.", "Four"),
    ("We considered three options. Option 1 keeps the tax. Option 2 lowers it. Option 3 abolishes it.", "three"),
    (
        "The plan sets out three goals: first, to cut waste; second, to save energy; and third, to protect water.",
        "three",
    ),
    ("All four nations of the UK, England, Scotland, Wales and Northern Ireland, saw a fall.", "four"),
    ("Data come from two sources: the census and the tax register.", "two"),
    ("The agency is organised in 3 divisions (Policy, Research and Support).", "3"),
    (
        "It comprises seven emirates: Abu Dhabi, Dubai, Sharjah, Ajman, Umm Al Quwain, Ras Al Khaimah and Fujairah.",
        "seven",
    ),
    ("There were three exceptions: France, where rates fell, Spain, where they stood still, and Italy.", "three"),
]

# True sentences in which nothing contradicts anything, though numbers stand close to words of comparison.
SOUND: list[str] = [
    "Annual growth slowed to 2.1% from 3.4%, while quarterly growth was 0.6%, up 0.2 points.",
    "In real terms, spending rose 1.2% to £520m, although in cash terms it was up from £490m.",
    "Exports in January to May were up 14% on the year; in May alone they came to $2.1bn, against $2.0bn.",
    "The index (2015 = 100) stood at 118.4, 2.3% higher than a year earlier; the old index (2010 = 100) had been 131.2.",
    "The unadjusted rate rose to 6.4% from 5.9%, but the seasonally adjusted rate fell by 0.1 points.",
    "Of the 640 schools, 12% had closed by 2020, compared with 9% of the 210 kindergartens.",
    "Prices rose by 2.4% in the euro area and by 3.1% in the EU, after 2.2% and 2.9% in May.",
    "Over ten years the fleet grew 40%; it was 1,200 strong last year and 1,250 this year.",
    "Women accounted for 52% of graduates, up from 48% in 2000, and for 31% of professors.",
    "The rate was 4.5% in March, 0.2 points lower than the average of the year, after 4.4% in February.",
    "Sales fell 3% to $1.2bn as volumes dropped from 40 to 35 million units.",
    "Around one in five (21%) had moved, against 15% who had planned to.",
    "Debt rose by 4 points of GDP to 71%, well above the 60% of the treaty and the 55% of the neighbours.",
    "The hospital treated 12,400 patients, 8% more than planned, in 310 beds, down from 325.",
    "The largest rise was in fuel (12%), followed by food; rents, at 15%, are not part of the index.",
    "Men lived 79.4 years and women 83.6 years, 0.3 and 0.2 years longer than in 2018.",
    "The target for 2030 is 60%; the rate was 45% in 2022 and 41% in 2020, when the target was 40%.",
    "The first quarter brought 5,100 orders and the second 4,800, 6% more than in the second quarter of last year.",
    "Twice as many boys as girls were excluded: 2.4% of boys and 310 girls.",
    "The three regions with the highest rates were Oslo, Bergen and Hamar; in Oslo it was 8%, in Hamar 9%.",
    "Unemployment rose from 4.1% to 4.6% among men and remained at 3.9% among women, a rise of 0.2 points overall.",
    "Net lending was -£3.2bn, a deterioration of £1.1bn from the previous month, when gross lending was £8.4bn.",
    "Output grew 0.4% in the month, following growth of 0.1% in May, and by 2.0% on the year.",
    "In the north 38% and in the south 44% agreed, up 3 points each since 2019 (national average 40%).",
    "Profit doubled in the second half and was 30% higher for the whole year, at $65m against $50m.",
    "At constant prices GDP rose 2.0%, from 400 to 416 billion at current prices.",
    "Some 60 of the 90 members voted, 5 more than the quorum of 55 and 10 fewer than in 2018.",
    "The cumulative total reached 8,400, an increase of 350 in the week, after 420 in the week before.",
]
