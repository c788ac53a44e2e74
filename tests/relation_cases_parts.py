"""Lists of names, shares in brackets, restated shares and parts of a whole whose numbers words tie, and look-alikes.

Belongs here: cases by construction. Does not belong here: how they are tried (see `test_relations_parts`), tables.
"""

from __future__ import annotations

# kind, true text, a number of it and its misprint, which must be seen
HELD: list[tuple[str, str, str, str]] = [
    (
        "enumeration",
        "Most of the flooded farms lie in five districts: the Lower Valley (1.2 million), Arden (0.9 million), "
        "Brisk (0.7 million), Corley (0.4 million) and Dunmore (0.2 million).",
        "five",
        "seven",
    ),
    (
        "enumeration",
        "The six provinces that have reported no outbreak are Arden, Brisk, Corley, Dunmore, Ely and Fosse.",
        "six",
        "eight",
    ),
    (
        "enumeration",
        "Four cantons had more strikes than before, namely Arden (12 strikes), Brisk (nine strikes), Corley (five) and "
        "Dunmore (one).",
        "Four",
        "Six",
    ),
    (
        "enumeration",
        "The top four airlines, Alpha Air (7.2 million), Beta (4.3 million), Gamma Wings (3.5 million) and Delta "
        "(2.7 million), carried 84 percent of all passengers.",
        "four",
        "six",
    ),
    (
        "enumeration",
        "Support rose in seven EU Member States: Malta (60%), Austria (59%), Latvia (58%), Spain (56%), Finland and "
        "Estonia (both 54%) as well as the Netherlands (52%).",
        "seven",
        "five",
    ),
    (
        "enumeration",
        "Confidence grew in three Member States: Malta (+7%), Austria (+5%) and the Netherlands (+3%).",
        "three",
        "five",
    ),
    (
        "enumeration",
        "The four counties with the most claims were Arden (12%), Brisk (9%), Corley (7%) and Dunmore (3%).",
        "four",
        "five",
    ),
    (
        "shares_sum",
        "The mix of members is most varied in Lima (74% male, 22% female, 4% other) and least in Quito (95% male, 3% "
        "female, 2% other).",
        "22%",
        "42%",
    ),
    (
        "shares_sum",
        "The grid is 52 310 kilometres long (urban lines 38%; rural lines 60%; sea cables 3%).",
        "60%",
        "90%",
    ),
    ("shares_sum", "The council has 1104 women (24.37%) and 3426 men (75.63%).", "24.37", "42.37"),
    (
        "shares_sum",
        "Private carriers held 91.27 percent of the freight market, whereas the two state lines had a share of only 8.73 "
        "16.2 percent.",
        "8.73",
        "7.83",
    ),
    (
        "shares_sum",
        "Of the estimated 1.2 million calls, 62.3 percent were complaints, followed by orders (29.7 percent), praise (6.9 "
        "percent) and threats (1.1 percent).",
        "29.7",
        "27.9",
    ),
    (
        "shares_sum",
        "The coast had 41.3 percent of the nation's farms, the hills 22.9 percent, the plain 19.6 percent and the isles "
        "16.2 percent.",
        "19.6",
        "16.9",
    ),
    ("shares_sum", "Of the jobless, 55.8% had a diploma and 44.2% had less.", "44.2", "42.4"),
    (
        "feasible_share",
        "Of the 136 crashes, 29% (40) happened at night, while 46% (62) happened in rain.",
        "46%",
        "64%",
    ),
    (
        "feasible_share",
        "In that year an estimated 804,210 pupils went by bus, 506,652 (63.0%) of them in towns and 297,558 (37.0%) in "
        "villages.",
        "63.0",
        "36.0",
    ),
    (
        "feasible_share",
        "There were 67,462 claims filed, 1,468 fewer than in 2013. Some 24,490 claims came by post, accounting for 36.3% of "
        "all claims.",
        "36.3",
        "33.6",
    ),
    (
        "feasible_share",
        "Of the 19.9 million visitors to the parks, coastal parks took in 85 per cent, about 16.9 million people. Island "
        "parks had one-third of the total (6.7 million visitors).",
        "6.7",
        "9.7",
    ),
    (
        "total",
        "Staff rose to 968,600: full-time staff went down 5,400 to 653,900 and part-time staff increased by 7,600 to "
        "314,700.",
        "314,700",
        "341,700",
    ),
    (
        "total",
        "The town grew by 6,500 to 485,700 in 2018. The 245,130 females slightly outnumbered the 240,580 males.",
        "245,130",
        "254,130",
    ),
    (
        "total",
        "Duties in May were 39.7 billion pesos: 16 billion pesos on fuel, 13 billion pesos on tobacco, 6.9 billion "
        "pesos on drinks and 3.8 billion pesos on cars.",
        "13 billion",
        "31 billion",
    ),
    (
        "feasible_share",
        "The 640 valid votes were distributed as follows:\n\n- Kato: 310, representing 48.4 percent\n"
        "- Mora: 287, 44.8 percent\n- Ndiaye: 25, 3.9 percent\n- Olsen: 18, 2.8 percent",
        "44.8",
        "48.8",
    ),
    (
        "feasible_share",
        "Clinics had 145.6 million visits, the highest number so far. Fever (12.5 million visits, 8.6%) was the most common "
        "reason, followed by cough (7.5 million, 5.2%). Injuries accounted for 42.2 million visits (29.0%).",
        "7.5 million",
        "5.7 million",
    ),
    (
        "feasible_share",
        "The fund paid out 81,250 grants. Farms took 40,125 (49.4%). Shops took 20,310 (25.0%). Schools had 12,190 "
        "(15.0%), clubs 8,625 (10.6%).",
        "25.0%",
        "27.0%",
    ),
    (
        "subset",
        "Arrivals in June reached 72,568, which is 8.9 per cent more than in May. Of these, 60,728 came by air and "
        "6,818 by sea.",
        "6,818",
        "76,818",
    ),
    (
        "subset",
        "Travellers made 439 million bus trips in that quarter, a 2.4% rise on the quarter before; 303 million of "
        "these, 3.0% more, were in the capital.",
        "439 million",
        "239 million",
    ),
]

# true texts and the order of values that they state
RANKED: list[tuple[str, list[str]]] = [
    (
        "Arden reports the highest case count with 57, followed by Brisk with 53 cases, Corley with 38 and Ely with 20.",
        ["57", "53", "38", "20"],
    ),
    (
        "Syrians were the largest group with 19,220 guests, followed by Turks (10,200), ahead of Afghans (9,215).",
        ["19,220", "10,200", "9,215"],
    ),
    (
        "Prices rose by 8.1 per cent over five years, with the highest rise in County Arden (20%). Arden was followed by "
        "Brisk (13.9%), Corley (13.8%) and Ely (12.7%).",
        ["20", "13.9", "13.8", "12.7"],
    ),
]

# texts in which nothing contradicts anything, though words or numbers look alike
SOUND = [
    "Some 1,153 strikes took place in 16 cantons. Arden alone held 74% of them (853), Brisk accounted for 15% (172), and "
    "Corley (38) and Dunmore (24) come next.",
    "Some 122,787 flats were sold. The most were sold in Arden (9,674), followed by Brisk (4,657), Corley (2,588) and "
    "Dunmore (2,007).",
    "Crossings went down by 36% to 113,400. The Arden route remains the busiest with 32,200 crossings, followed by the "
    "Brisk route with almost 29,700, and the Corley route with over 21,600; Dunmore comes after it with 12,400.",
    "Exports totalled 103.9 billion USD. Local firms sold goods for 25.76 billion USD, accounting for 24.8 percent, foreign "
    "ones for 78.14 billion USD, representing 75.2 percent. Of the imports of 102.6 billion USD, 93.9 percent were "
    "machines, worth 96.31 billion USD.",
    "Clinics had 145.6 million visits. Fever (12.5 million visits, 8.6%) came before cough (7.5 million, 5.2%). Injuries "
    "led to falls (10.5 million, 23% of injury visits) and crashes (3.7 million, 8.1% of injury visits).",
    "The net inflow of 800 was made up of a gain of 9,300 citizens (25,800 arrivals and 16,500 departures) and a loss of "
    "8,500 others (21,200 arrivals; 29,700 departures).",
    "Of the residents 50.4 percent were males. The voting-age population was 55.5 million, or 60.3 percent of them, with "
    "27.9 million females (50.3%) and 27.6 million males (49.7%).",
    "The index fell to 145.3 in May from 146.0 in April, and the shilling, at an average of 3,579.9 per dollar compared to "
    "3,530.6, depreciated by 1.4%.",
    "Of the mayor 62% disapprove and 36% approve; the council has the support of 43%, and 55% do not approve.",
    "Imports shed 10.1% to $33.76 billion, resulting in a surplus of $1.08 billion, higher than the $770 million of May.",
    "Murders fell by 9% (43 to 39), with a 43% fall in manslaughter (seven to four) and a 15% drop in fires (34 to 29).",
    "The fund paid out 81,250 grants. Farms took 40,125 (49.4% more), shops 20,310 (25.0%), clubs 8,625 (up 10.6%).",
    "The list has Arden at 81, followed by Brisk with 3,292,071 residents and Corley with 2,936,116.",
    "Arden was first with 53 cases, followed by Brisk with 20 cases in 94 villages and Corley with 12 cases in 31.",
    "Of the pupils, 62.3% walked, 21.9% cycled and 12.2% took a bus.",
    "The coast had 41.3 percent of its wells tested, the hills 22.9 percent and the plain 16.2 percent.",
    "The two cities are Lund, the oldest town, and Visby.",
    "The following countries took part in two rounds: Malta (12), Spain (15), Italy (9) and Latvia (3).",
    "Sales fell in three regions, among them Arden (3%), Brisk (2%), Corley (2%) and Dunmore (1%).",
    "The three agencies that merged were funded by Malta, Spain, Italy and Latvia.",
    "Two countries lead: Malta (12%) and Trinidad and Tobago (9%).",
    "The two states with the highest rates were Arden (5.2%) and Brisk (4.9%), while Corley (2.1%) and Ely (2.9%) had low "
    "ones.",
    "In the three years to 2019, Arden (5%), Brisk (4%), Corley (3%) and Dunmore (2%) grew.",
    "They signed three agreements with partners abroad, namely Malta, Spain, Italy and Latvia.",
    "Support is highest in Chile (85% of men, 75% of women, 60% of others) and lowest in Peru (45% of men, 40% of women, "
    "25% of others).",
    "Unemployment is highest in the south (12% among men, 15% among women, 20% among young people).",
    "The survey reached 1,200 people (phones 85%, tablets 40%, laptops 62%, other 5%).",
    "Exports of 400 million went mostly to Asia (Japan 20%, India 15%, Nepal 9%).",
    "Of the 12 banks, three grew: Alpha (12%), Beta (7%) and Gamma (4%).",
    "The survey covered 2,400 households. Rents took 31% (620 euros) of the budget.",
    "Exports were 40 million in May. The share of imports was 12% (3 million).",
    "Of the 64 patients, 63 were women and 80 relatives came.",
    "Of the 300 schools, 40 were rural and 45,000 pupils attended them.",
    "Of these, 300 were sold and prices rose to 5,000.",
    "Jobs rose to 968,600: full-time pay went to 653,900 and the number of firms to 15,350.",
]
