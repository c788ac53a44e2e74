"""Numbers of several times, far apart or in an order, which belong together, and what becomes of a misprint in them.

Belongs here: cases by construction. Does not belong here: how they are tried (see `test_relations_strands`).
"""

from __future__ import annotations

# kind, text, the operands of each relation of that kind that must hold, misprints that must be seen
CASES: list[tuple[str, str, list[list[str]], list[tuple[str, str]]]] = [
    ("total",
     "The fleet grew from 8,214 to 8,530 vans. Diesel vans went from 6,102 to 6,011; electric ones from 2,112 to 2,519.",
     [["8,214", "6,102", "2,112"], ["8,530", "6,011", "2,519"]],
     [("2,112", "2,121"), ("6,011", "6,811"), ("8,530", "8,350")]),
    ("total",
     "Membership stood at 72,415 (2021: 70,988), made up of 51,902 full members (2021: 50,640) and 20,513 students"
     " (2021: 20,348).",
     [["72,415", "51,902", "20,513"], ["70,988", "50,640", "20,348"]], []),
    ("total",
     "Accounts were down to 318.42 million from 320.06 million. Current accounts increased 6.00 percent to 214.92 million"
     " from 202.75 million, whereas savings accounts shrank 11.78 percent, from 117.31 million to 103.50 million.",
     [["318.42", "214.92", "103.50"], ["320.06", "202.75", "117.31"]], [("117.31", "171.31")]),
    ("total",
     "- The number of ewes went down by 0.37 million, from 8.91 million to 8.54 million.\n"
     "- The number of lambs went down by 0.48 million, from 9.66 million to 9.18 million.\n"
     "- In all there were 17.72 million sheep, 0.85 million fewer than in June.",
     [["8.54", "9.18", "17.72"], ["0.37", "0.48", "0.85"]], [("0.85", "0.58")]),
    ("total",
     "In the year to June 204,300 births less 118,900 deaths meant a natural increase of 85,400; net overseas migration was"
     " 61,700 (90,200 arrivals, 28,500 departures). The population increased by 147,100.",
     [["204,300", "118,900", "85,400"], ["61,700", "90,200", "28,500"], ["85,400", "61,700", "147,100"]], []),
    ("total",
     "With the new count the loss of May goes up by 43,000, from 112,000 to 155,000, and that of June by 39,000, from"
     " 98,000 to 137,000. Together, the two months had 82,000 fewer posts than was thought.",
     [["43,000", "39,000", "82,000"]], [("82,000", "62,000")]),
    ("total",
     "The port gained 412,600 tonnes. Coastal traffic, 287,300 tonnes, was the larger share of this, and the rest came by"
     " river (125,300 tonnes).",
     [["412,600", "287,300", "125,300"]], []),
    ("rank",
     "Tulips head the list of exports with EUR 7.4 billion, followed by cheese (EUR 6.1 billion), meat (EUR 5.9 billion) and"
     " beer (EUR 3.2 billion).",
     [["7.4", "6.1", "5.9", "3.2"]], [("5.9", "9.5")]),
    ("rank",
     "By district, Westhaven has 23% of the flats, followed by Nordby (17%) and Ostlund (16.4%).",
     [["23", "17", "16.4"]], [("16.4", "61.4")]),
    ("rank",
     "The firm sent 14.2 million parcels to Norway (31.6% of all), followed by Sweden with 9.1 million (20.3%) and Denmark"
     " with 5.5 million (12.2%).",
     [["14.2", "9.1", "5.5"], ["31.6", "20.3", "12.2"]], [("9.1", "91.1")]),
    ("rank",
     "A bicycle was found in 71% of homes, ahead of a car (58%), a scooter (23%) and a moped (9%).",
     [["71", "58", "23", "9"]], [("58", "85")]),
    ("rank",
     "The south leads with 38.4% (41.2% in 2011), and the west ranks second with 29.9%.",
     [["38.4", "29.9"]], [("29.9", "92.9")]),
    ("subset",
     "Some 31.4 million people in the G20, of whom 12.6 million in Asia, wanted other work.",
     [["31.4", "12.6"]], [("12.6", "62.6")]),
    ("subset",
     "The museum had 3.2 million visitors in July (+4.1%), of whom 1.4 million came from abroad (+2.2%).",
     [["3.2", "1.4"]], [("1.4", "4.1")]),
    ("subset", "Builders gained 41,000 jobs, 12,000 of them in the north.", [["41,000", "12,000"]], [("12,000", "72,000")]),
    ("subset",
     "Trams carried 284 million passengers, a rise of 1.9% on 2021; 97 million of these were pupils.",
     [["284", "97"]], [("97", "997")]),
    ("subset",
     "Of the $318 million in loans and leases held at March 31, 2020, roughly $204 million was abroad.",
     [["318", "204"]], [("204", "402")]),
    ("rank",
     "The lowest vacancy in May 2019 was found in Oberau (1.8 percent), Dorn (2.7 percent) and Linz (3.3 percent).",
     [["3.3", "2.7", "1.8"]], [("2.7", "7.2")]),
    ("rank",
     "The most common use by far was heating (64%), but other common uses included lighting (43%), cooking (38%), and"
     " washing (22%).",
     [["64", "43", "38", "22"]], [("38", "83")]),
    ("enumeration", "The two public carriers, Anwil and Borex, had only a few.",
     [["two", "Anwil", "Borex"]], [("two", "three")]),
    ("enumeration",
     "The three river ports Ulm, Emden and Arnis lead in both years.",
     [["three", "Ulm", "Emden", "Arnis"]], [("three", "five")]),
    ("shares_sum",
     "In Aldmoor 54.95% are male and 45.05% female, in Brackley 50.87% male and 49.13% female.",
     [["54.95", "45.05"], ["50.87", "49.13"]], [("45.05", "54.05")]),
    ("shares_sum",
     "The bill was 412 (68.40 percent) for heat and a further line of 190 (31.60 percent) came from light.",
     [["68.40", "31.60"]], []),
    ("feasible_share",
     "Some 3.18 million of the 21.47 million employed looked for another post, which puts the rate at 14.8 percent.",
     [["3.18", "21.47", "14.8"]], [("14.8", "18.4")]),
    ("feasible_share",
     "The stock of flats fell to 41,216 from 41,390. There were 3,314 empty flats, down from 4,027. The vacancy rate has"
     " dropped from 9.7% to 8.0%.",
     [["3,314", "41,216", "8.0"], ["4,027", "41,390", "9.7"]], []),
]  # fmt: skip

# True, however messy: nothing in these contradicts itself.
SOUND = [
    "Sales were 6.4 billion (2.1 billion in 2018), of which 3.9 billion came from tools.",
    "The port gained 4,100 jobs net, 5,300 on ships and a few on land.",
    "The largest park holds a pond (2 ha), a lawn (9 ha) and a grove (4 ha).",
    "The highest share is paid in cash (12%), but others were sent by post (31%), by wire (22%) and by card (35%).",
    "In the three years, Norway and Sweden, with others, grew. Over the four seasons Ulm and Emden drew.",
    "The five ports, Ulm and Emden among them, were closed.",
    "There were 710,562 patients in 2018, up from 616,961. Of these, 466,978 were women and 243,565 men.",
    "Spain received 10.9 million guests (+7.3%), of whom more than 2.1 million came from France (+8.3%).",
    "The first round took 40 days, followed by a second with 55 days.",
    "Growth of 3.1% in the first quarter was followed by 2.2% in the second and 4.0% in the third.",
    "In work were 58.3% of men and 41.9% of women.",
    "Of the 264,000 visitors, 143,000 came by bus and 122,000 by car.",
    "Trade with Ruria was worth €181 bn (imports €75 bn, exports €106 bn), with Balm €91 bn (imports €42 bn, exports €50 bn)"
    " and with Calm €59 bn (imports €44 bn, exports €14 bn).",
    "Syrtis lodged 183 000 claims (17% of the total), Arda 100 900 (10%). There were 1 048 900 claims.",
    "The hospital admitted 3,418 patients in May and 3,102 in June; 2,950 were discharged in June.",
    "Wheat went from 412 to 430 tonnes. Rye went from 120 to 118 and oats from 305 to 290 tonnes.",
]
