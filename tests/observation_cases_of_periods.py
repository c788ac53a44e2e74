"""Other wordings of when a number was measured, and what must not be taken for its date (see `observation_cases`).

Belongs here: periods said by how they lie to another, years of two calendar years, dates that are only compared with.
Only the slots that are named are compared.
"""

from __future__ import annotations

PERIODS: list[tuple[str, dict[str, str | None]]] = [
    (
        "Arrivals rose in August 2021 by 9%. On a year-to-date basis, arrivals rose by «12»%.",
        {"period": "2021-01/2021-08"},
    ),
    ("In August 2021 arrivals rose by 9%. In the year to date, arrivals rose by «12»%.", {"period": "2021-01/2021-08"}),
    ("In August 2021 arrivals rose by 9%. Year to date, arrivals rose by «12»%.", {"period": "2021-01/2021-08"}),
    ("In August 2021 arrivals rose by 9%. Year-to-date arrivals rose by «12»%.", {"period": "2021-01/2021-08"}),
    (
        "In August 2021 arrivals rose by 9%, and by «12»% since the beginning of the year.",
        {"period": "2021-01/2021-08"},
    ),
    ("In August 2021 arrivals rose by 9%. So far this year, arrivals rose by «12»%.", {"period": "2021-01/2021-08"}),
    (
        "In August 2021 arrivals rose by 9%. On a year-to-date basis, arrivals rose by 12%. Business travel was "
        "«4»% higher.",
        {"period": "2021-01/2021-08"},
    ),
    ("In 2021 arrivals rose by 9%. The year-to-date limit is «12»%.", {"period": "2021"}),
    (
        "In August 2021 departures fell. Arrivals rose by «9»%, vis-a-vis the same period in 2020.",
        {"period": "2021-08"},
    ),
    ("In August 2021 departures fell. Arrivals rose by «9»% vis-à-vis 2020.", {"period": "2021-08"}),
    (
        "In August 2021 departures fell. Arrivals rose by «9»% to 410,000, relative to the comparative period in 2020.",
        {"period": "2021-08"},
    ),
    (
        "In August 2021 departures fell. Arrivals rose by 9% to «410,000» visitors, relative to the comparative "
        "period in 2020.",
        {"period": "2021-08"},
    ),
    ("In August 2021 departures fell. Arrivals rose by «9»% compared to the prior year.", {"period": "2021-08"}),
    ("In August 2021 departures fell. Arrivals rose by «9»% on the prior year.", {"period": "2021-08"}),
    ("In August 2021 departures fell. Arrivals rose by «9»% relative to the previous year.", {"period": "2021-08"}),
    (
        "In August 2021 departures fell. Arrivals rose by «9»%, against the corresponding month of 2020.",
        {"period": "2021-08"},
    ),
    (
        "In August 2021 departures fell. Arrivals rose by «9»% in comparison with the previous year.",
        {"period": "2021-08"},
    ),
    (
        "In August 2021 departures fell. Arrivals rose by «9»% as compared with the like period of 2020.",
        {"period": "2021-08"},
    ),
    ("In August 2021 departures fell. Arrivals rose by «9»% when compared with 2020.", {"period": "2021-08"}),
    ("In August 2021 departures fell. Arrivals rose by «9»% in relation to 2020.", {"period": "2021-08"}),
    ("# Developments in March 2020\n\nIn the review month, reserves fell by $«12» million.", {"period": "2020-03"}),
    (
        "# Developments in March 2020\n\nDuring the month under review reserves fell by $«12» million.",
        {"period": "2020-03"},
    ),
    (
        "# Developments in March 2020\n\nOver the reporting month, reserves fell by $«12» million, from $14 "
        "million in the prior month.",
        {"period": "2020-03"},
    ),
    (
        "# Developments in the second quarter of 2020\n\nDuring the review quarter, reserves fell by $«12» million.",
        {"period": "2020-Q2"},
    ),
    (
        "# Developments in the second quarter of 2020\n\n## Reserves\n\nIn the period under review, reserves fell "
        "by $«12» million.",
        {"period": "2020-Q2"},
    ),
    (
        "Developments, March 2020\nPublished: 4 May 2020\n\n## Prices\n\nIn 2019 prices rose.\n\n## "
        "Reserves\n\nDuring the review month, reserves fell by $«12» million.",
        {"period": "2020-03"},
    ),
    (
        "Developments, March 2020\nPublished: 4 May 2020\n\nInflation was 3% in 2019. In the reference month, "
        "reserves fell by $«12» million.",
        {"period": "2020-03"},
    ),
    (
        "Developments, March 2020\nPublished: 4 May 2020\n\nReserves fell by $«12» million during the review "
        "period, from $14 million a year earlier.",
        {"period": "2020-03"},
    ),
    (
        "Developments, March 2020\nPublished: 4 May 2020\n\nReserves fell by $12 million during the review month, "
        "from $«14» million a year earlier.",
        {"period": "2019-03"},
    ),
    ("# Visits, 2019\n\nWe had «31» visits during the month.", {"period": "2019"}),
    ("Credit rose by «4»% in the 12-month to June 2020.", {"period": "2020-06"}),
    ("Credit stood at $«4» million in the 12-month to June 2020.", {"period": "2019-07/2020-06"}),
    (
        "Credit grew by $4 million in the 12-month to June 2020 compared with an increase of $«3» million in the "
        "corresponding period of 2019.",
        {"period": "2018-07/2019-06"},
    ),
    (
        "Credit grew by $4 million in the six-month period to June 2020, compared with $«3» million in the same "
        "period of 2019.",
        {"period": "2019-01/2019-06"},
    ),
    ("Sales were $«4» million in the 6-months ended June 2020.", {"period": "2020-01/2020-06"}),
    ("Sales were $«4» million in the twelve-month period ended March 2020.", {"period": "2019-04/2020-03"}),
    ("In 2014 a third had one. The share was «10»% 10 years earlier.", {"period": "2004"}),
    ("In 2014 the share was 12%, against «10»% 20 years earlier.", {"period": "1994"}),
    ("In 2014 the share was 12%. Six years later it was «10»%.", {"period": "2020"}),
    ("In 2014 the share was 12%, up from «10»% 15 years ago.", {"period": "1999"}),
    ("In March 2014 the share was 12%, up from «10»% six months earlier.", {"period": "2013-09"}),
    ("In March 2014 the share was 12%, up from «10»% 3 months earlier.", {"period": "2013-12"}),
    ("The number of appeals fell by «7»% in 2018/2019.", {"period": "FY2018"}),
    ("The wait rose from «113» days in 2017/2018 to 124 days in 2018/2019.", {"period": "FY2017"}),
    ("The wait rose from 113 days in 2017/2018 to «124» days in 2018/2019.", {"period": "FY2018"}),
    ("In the school year 2018/2019 there were «124» pupils.", {"period": "FY2018"}),
    ("In the 2018-2019 fiscal year there were «124» pupils.", {"period": "FY2018"}),
    ("In the academic year 2018–2019 there were «124» pupils.", {"period": "FY2018"}),
    ("There were «124» pupils in 2018/2019, 4% more than in the previous year.", {"period": "FY2018"}),
    ("There were 124 pupils in 2018/2019, up from «120» a year earlier.", {"period": "FY2017"}),
    ("# Works in Quarter 3 2019/20\n\nThe works made «31»% of it.", {"period": "FY2019-Q3"}),
    ("# Works in Q3 2019/20\n\nThe works made «31»% of it.", {"period": "FY2019-Q3"}),
    ("# Works: Quarter 3 of 2019/2020\n\nThe works made «31»% of it.", {"period": "FY2019-Q3"}),
    ("# Works: Quarter 3 (Oct to Dec) 2019/20\n\nThe works made «31»% of it.", {"period": "FY2019-Q3"}),
    ("# Works in Quarter 3 2019\n\nThe works made «31»% of it.", {"period": "2019-Q3"}),
    (
        "The fund spoke of the second quarter of 2019/20. Quarter 1 output was «81»%, Q2 output 75%.",
        {"period": "FY2019-Q1"},
    ),
    (
        "The fund spoke of the second quarter of 2019/20. Quarter 1 output was 81%, Q2 output «75»%.",
        {"period": "FY2019-Q2"},
    ),
    (
        "The fund spoke of the second quarter of 2019/20.\n\nIt met «81»% of its aims in the quarter under review.",
        {"period": "FY2019-Q2"},
    ),
    (
        "The fund met 81% of its aims for the third quarter of 2019/20. It spent $«2» million by the end of the "
        "third quarter.",
        {"period": "FY2019-Q3"},
    ),
    (
        "# Flows in Quarter 3 2019\n\nFlows to Asia from Dutch firms showed a fall of £20.4 billion in 2018, down "
        "from £«32.6» billion in the previous year.",
        {"period": "2017"},
    ),
    (
        "# Flows in Quarter 3 2019\n\nIncome from funds was £20.4 billion in 2018, against £«32.6» billion in the "
        "previous year.",
        {"period": "2017"},
    ),
    (
        "# Flows in Quarter 3 2019\n\nAid from donors reached £20.4 billion in 2018. It had been £«32.6» billion "
        "a year earlier.",
        {"period": "2017"},
    ),
    (
        "# Flows in Quarter 3 2019\n\nLoans from banks amounted to £20.4 billion in 2018 (£«32.6» billion in the "
        "previous year).",
        {"period": "2017"},
    ),
    (
        "It fell to £20.4 billion in Q3 2019 from a peak of £30 billion in Q1 2018. In the previous quarter it "
        "was £«21» billion.",
        {"period": "2019-Q2"},
    ),
    (
        "# Deals in Quarter 4 2018\n\nThe value of deals fell from £1.1 billion to £«0.6» billion, the lowest "
        "since the office first collected data in Q1 1987 (£1.7 billion).",
        {"period": "2018-Q4"},
    ),
    (
        "# Deals in Quarter 4 2018\n\nThe value of deals fell to £«0.6» billion, the lowest since records began "
        "in 1987 (£1.7 billion).",
        {"period": "2018-Q4"},
    ),
    (
        "# Deals in Quarter 4 2018\n\nThe value of deals fell to £«0.6» billion, the lowest since Q1 1987 (£1.7 "
        "billion).",
        {"period": "2018-Q4"},
    ),
    ("# Deals in Quarter 4 2018\n\nThe value fell from £1.1 billion to £«0.6» billion.", {"period": "2018-Q4"}),
    (
        "# Deals in Quarter 4 2018\n\nThe value of deals was £«0.6» billion, as low as it was in 1987.",
        {"period": "2018-Q4"},
    ),
    (
        "# Deals in Quarter 4 2018\n\nThe value of deals was £«0.6» billion, the largest deficit recorded since "
        "the third quarter of 2016.",
        {"period": "2018-Q4"},
    ),
    ("# Deals in Quarter 4 2018\n\nSince the office began to count in 1987, «31»% were small.", {"period": "2018-Q4"}),
    (
        "# March 2020\n\nThe bank's trade reversed to a net sale of $«23.7» million, compared to a net purchase "
        "of $18.9 million in 2019.",
        {"period": "2020-03"},
    ),
    (
        "# March 2020\n\nThe bank's trade reversed to a net sale of $23.7 million, compared to a net purchase of "
        "$18.9 million in 2019. Sales to banks rose to $«75.2» million from $24.5 million a year earlier.",
        {"period": "2020-03"},
    ),
    (
        "# March 2020\n\nThe bank's trade reversed to a net sale of $23.7 million, compared to a net purchase of "
        "$18.9 million in 2019. Sales to banks rose to $75.2 million from $«24.5» million a year earlier.",
        {"period": "2019-03"},
    ),
    (
        "# March 2020\n\nReserves fell by $«9» million, more than the preceding year's fall of $6.8 million.",
        {"period": "2020-03"},
    ),
    (
        "# March 2020\n\nReserves fell by $9 million, more than the preceding year's fall of $«6.8» million.",
        {"period": "2019"},
    ),
    ("# March 2020\n\nReserves fell by $9 million, outpacing last year's $«6.8» million.", {"period": "2019"}),
    (
        "# March 2020\n\nReserves fell by $9 million, following the prior year's $«6.8» million increase.",
        {"period": "2019"},
    ),
    (
        "# March 2020\n\nSales rose by $11 million to $«86.4» million compared to the same period last year.",
        {"period": "2020-03"},
    ),
    (
        "# March 2020\n\nSales rose by $11 million to $«86.4» million compared with the same month a year ago.",
        {"period": "2020-03"},
    ),
    ("Money grew by «4.6»% in the first three months of 2009/10.", {"period": "FY2009-Q1"}),
    ("Money grew by «4.6»% in the first six months of 2009/10.", {"period": "FY2009-S1"}),
    ("Money grew by «4.6»% in the first nine months of 2009.", {"period": "2009-01/2009-09"}),
    (
        "Money grew by 4.6% in the first three months of 2009/10 and by «5»% in the same period of the previous year.",
        {"period": "FY2008-Q1"},
    ),
    (
        "In 2010 assets fell by $9 billion (8%) compared to an increase of $«8» billion (4%) in the previous year.",
        {"period": "2009"},
    ),
    (
        "In 2010 assets fell by $9 billion (8%) compared to an increase of $8 billion («4»%) in the previous year.",
        {"period": "2009"},
    ),
    (
        "In 2010 assets fell by $«9» billion (8%) compared to an increase of $8 billion (4%) in the previous year.",
        {"period": "2010"},
    ),
    ("In 2010 assets fell by $9 billion («8»%) against a fall of $8 billion (4%) in 2009.", {"period": "2010"}),
    (
        "# Guests in the first quarter of 2016\n\nThere were 900 guests, up «11.8»% compared to the first quarter "
        "last year.",
        {"period": "2016-Q1"},
    ),
    (
        "# Guests in the first quarter of 2016\n\nThere were 900 guests, against «800» in the first quarter of "
        "last year.",
        {"period": "2015-Q1"},
    ),
    (
        "# Guests in the second quarter of 2016\n\nThere were 900 guests, against «800» in the second quarter "
        "last year.",
        {"period": "2015-Q2"},
    ),
    ("# Guests in May 2016\n\nThere were 900 guests, against «800» in May last year.", {"period": "2015-05"}),
    ("# Guests in May 2016\n\nThere were 900 guests, against «800» in May of last year.", {"period": "2015-05"}),
    ("Guests reached «14,648» in the 2018 second quarter.", {"period": "2018-Q2"}),
    ("Guests reached «14,648» in total for 2018 second quarter, 4% more than a year ago.", {"period": "2018-Q2"}),
    ("Guests reached 14,648 in 2018 second quarter and «14,000» a year earlier.", {"period": "2017-Q2"}),
    ("Guests reached «14,648» in the 2018 first half.", {"period": "2018-S1"}),
    ("# Guests in the first quarter of 2016\n\nThere were «900» guests during January-March.", {"period": "2016-Q1"}),
    ("# Guests in the first quarter of 2016\n\nThere were «900» guests from January to March.", {"period": "2016-Q1"}),
    ("# Guests in 2016\n\nThere were «900» guests in April–June.", {"period": "2016-Q2"}),
    (
        "Guests in the second quarter numbered 7,021, compared to the first quarter 2018 figure of «6,296».",
        {"period": "2018-Q1"},
    ),
    ("Guests numbered 7,021 in 2018, well above the 2015 level of «6,296».", {"period": "2015"}),
    ("Guests numbered 7,021 in 2018, well above the 2015 total of «6,296».", {"period": "2015"}),
    ("Guests numbered «7,021» in 2018, well above the 2015 total of 6,296.", {"period": "2018"}),
    (
        "Oslo, 30 October 2017\n\nThere were «3.8» million guests in the first nine months of the year.",
        {"period": "2017-01/2017-09"},
    ),
    ("Oslo, 30 October 2017\n\nThere were «3.8» million guests in the first half of the year.", {"period": "2017-S1"}),
    (
        "Oslo, 30 October 2017\n\nIn the first three months of this year there were «3.8» million guests.",
        {"period": "2017-Q1"},
    ),
    ("In 2016 trade grew. In the first eight months of the year, exports rose by «4»%.", {"period": "2016-01/2016-08"}),
    ("Rates fell to 12.8% at end-December 2006 compared to «13.3»% in the previous quarter.", {"period": "2006-Q3"}),
    ("Rates fell to «12.8»% at end-December 2006 compared to 13.3% in the previous quarter.", {"period": "2006-12"}),
    ("Debt was 13 billion on 31 May 2018 and «12» billion in the previous month.", {"period": "2018-04"}),
    (
        "# Pupils: 2018-2019\n\nIn the academic year 2018-2019 there were 900 pupils. When compared to academic "
        "year 2017-2018, pupils rose by «1.0»%.",
        {"period": "FY2018"},
    ),
    (
        "In the school year 2018-2019 there were 900 pupils, «4»% more than in the previous school year.",
        {"period": "FY2018"},
    ),
    (
        "In the school year 2018-2019 there were 900 pupils, and «880» in the previous school year.",
        {"period": "FY2017"},
    ),
    (
        "In the academic year 2018-2019 there were 900 pupils, and «880» in the preceding academic year.",
        {"period": "FY2017"},
    ),
    (
        "The police recorded 5 million offences in the year ending March 2017, which was an annual rise of «10»%.",
        {"period": "2017-03"},
    ),
    ("There were «6.4» million thefts in the survey year ending June 2016.", {"period": "2015-07/2016-06"}),
    (
        "# January 2019\n\nOutput rose to 5,020 tonnes, from 4,100 tonnes reported for December 2018. Exports "
        "fell to «31» tonnes from 35 tonnes in the preceding month.",
        {"period": "2019-01"},
    ),
    (
        "# January 2019\n\nOutput rose to 5,020 tonnes, from 4,100 tonnes reported for December 2018. Exports "
        "fell to 31 tonnes from «35» tonnes in the preceding month.",
        {"period": "2018-12"},
    ),
    (
        "# January 2019\n\nExports fell by «3»% relative to the level recorded in the preceding month.",
        {"period": "2019-01"},
    ),
    ("# January 2019\n\nExports fell by «3»% compared with the figure reported for May 2018.", {"period": "2019-01"}),
    (
        "In July 2021 arrivals rose by 9%. On a year-to-date basis, arrivals rose by 12% to «1.4» million.",
        {"period": "2021-01/2021-07"},
    ),
    (
        "In July 2021 arrivals rose by 9%. On a year-to-date basis, arrivals rose by 12% to 1.4 million. Of "
        "these, tourist arrivals rose by «4»% to 0.9 million, vis-à-vis the same period in 2020.",
        {"period": "2021-01/2021-07"},
    ),
    (
        "In July 2021 arrivals rose by 9%. On a year-to-date basis, arrivals rose by 12% to 1.4 million. Of "
        "these, tourist arrivals rose by 4% to «0.9» million, compared with the same period of 2020.",
        {"period": "2021-01/2021-07"},
    ),
    (
        "In July 2021 arrivals rose by 9%. On a year-to-date basis, arrivals rose by 12% to 1.4 million. Tourist "
        "arrivals rose by «4»%, compared to the prior year.",
        {"period": "2021-01/2021-07"},
    ),
    (
        "Sales reached «12» million in the six months to June 2020, up from 11 million in the same period of 2019.",
        {"period": "2020-01/2020-06"},
    ),
    (
        "Sales reached 12 million in the six months to June 2020, up from «11» million in the same period of 2019.",
        {"period": "2019-01/2019-06"},
    ),
    ("Sales rose by «12» million over the six months to June 2020.", {"period": "2020-01/2020-06"}),
    ("Sales rose in 2020, and were «4»% higher than in the six months to June 2019.", {"period": "2020"}),
    ("Between 2003 and 2013 the number rose from 2.2 to «2.9» million.", {"period": "2013"}),
    ("The index rose to 72 in 2017, but was «24»% lower than a decade earlier in 2007.", {"period": "2017"}),
    ("The index rose to 72 in 2017, «24»% less than ten years before in 2007.", {"period": "2017"}),
    (
        "In the third quarter of 2020/21, 18 of 24 (75%) planned clinics were open, compared to «11» of 20 in the "
        "same quarter of 2019/20.",
        {"period": "FY2019-Q3"},
    ),
    (
        "In the third quarter of 2020/21, «18» of 24 (75%) planned clinics were open, compared to 11 of 20 in the "
        "same quarter of 2019/20.",
        {"period": "FY2020-Q3", "unit": "clinic"},
    ),
    (
        "# The third quarter of 2020/21\n\nBy the end of the quarter, «18» of 24 (75%) planned clinics were open, "
        "compared to 11 of 20 in the same quarter of 2019/20.",
        {"period": "FY2020-Q3"},
    ),
    (
        "GDP was 14.2 billion in 2031. At «14.2» billion it exceeded that of the previous year, 13.5 billion.",
        {"period": "2031"},
    ),
    ("Sales were 14 million in 2018. They matched those of 2014 and were «4»% above plan.", {"period": "2018"}),
    ("The rate of 2020 was 4%, and that of 2019 «5»%.", {"period": "2019"}),
]
