"""Numerals: the role that each number of a text plays, and the value of its digits (SPEC 4, `numerals`)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from engine import extract_text, misread, one, rows

from schemas.vocabularies import ROLE

ROLES = [
    # observation: a quantity of the world
    ("Unemployment was 4.1% in May.", "4.1", "observation"),
    ("The survey reached 12,480 households.", "12,480", "observation"),
    ("Revenue came to $2.4 billion.", "2.4", "observation"),
    ("Half of all farms have no successor.", "Half", "observation"),
    ("One in five adults smokes.", "One in five", "observation"),
    ("Two thirds of members agreed.", "Two thirds", "observation"),
    ("About a quarter of patients waited longer.", "a quarter", "observation"),
    ("Three million people live there.", "Three", "observation"),
    ("Twenty-five hospitals closed.", "Twenty-five", "observation"),
    ("Exports doubled within a decade.", "doubled", "observation"),
    ("Almost nine out of ten pupils passed.", "nine out of ten", "observation"),
    ("In 2020, 2020 people applied.", "2020 people", "observation"),
    ("Three-quarters (74%) agreed.", "Three-quarters", "observation"),
    ("The field of 30 × 10−5 T was weak, 12 g L−1 of it.", "1 of it", "name"),
    ("A bag of Ca(OH)2 was spread.", "2 was", "name"),
    ("Growth was 4.1% (OECD) 2 years on.", "2 years", "observation"),
    ("Two were closed, and seven were sold.", "seven", "observation"),
    ("Twelve of the 27 countries reported.", "Twelve", "observation"),
    ("No. of respondents: 412", "412", "observation"),
    ("(n=1204; response rate 61%)", "1204", "observation"),
    ("The 50/50 split was agreed.", "50/50", "observation"),
    ("VAT at 20% applies.", "20", "observation"),
    ("Thousands of jobs were lost.", "Thousands", "observation"),
    ("The fleet has 2,019 ships.", "2,019", "observation"),
    ("The mean age was 41.5 years.", "41.5", "observation"),
    ("Seven of the 27 member states met the target.", "27", "observation"),
    ("The index stood at 104.2 (2015 = 100).", "104.2", "observation"),
    ("The index stood at 104.2 (2015 = 100).", "100", "observation"),
    ("Zero fatalities were recorded.", "Zero", "observation"),
    ("Roughly two-fifths of land is forest.", "two-fifths", "observation"),
    ("Sales rose threefold.", "threefold", "observation"),
    ("The Committee voted by seven to two to keep the rate.", "seven", "observation"),
    ("The Committee voted by seven to two to keep the rate.", "two", "observation"),
    ("By a vote of six to one it was kept.", "one", "observation"),
    ("The Committee voted 7–2 to hold.", "2", "observation"),
    ("Output fell in five others.", "five", "observation"),
    ("It is found on 19% of farms, a fifth more than in 2011.", "a fifth", "observation"),
    ("Norway had 58 deaths and Greater Accra 42.", "42", "observation"),
    ("| Port | Ships |\n|---|---|\n| Ostby | 10 |", "10", "observation"),
    ("A dozen ports handle the traffic.", "dozen", "observation"),
    ("It takes 15–20 minutes to answer them.", "20", "observation"),
    ("Sheds: 4,5 % and 3,1 %, of 2.412.330 barns.", "2.412.330", "observation"),
    ("The survey closed with over 900 answers.", "900", "observation"),
    ("One barn in every 310 burnt down.", "One barn in every 310", "observation"),
    ("Some were dropped as too short (43) and others as late.", "43", "observation"),
    ("Ads contact 12 servers on each visit.", "12", "observation"),
    ("Less than 40% agreed.", "40", "observation"),
    ("12% moved, 3 points more than two years ago.", "two", "period"),
    # bounds
    ("Half of them (52%) have farmed for ten years or more.", "ten", "dimension"),
    ("A third live in a town with fewer than 300 shops.", "300", "dimension"),
    ("It covers all ports with at least 30 cranes.", "30", "dimension"),
    ("The five largest, with at least 30 cranes each, handle 71%.", "30", "dimension"),
    ("Among newcomers (less than 8 months) it was 31%.", "8", "dimension"),
    ("Years on the farm: 0–2 years 21%, 2–9 years 52%, over 9 years 27%.", "2", "dimension"),
    ("Years on the farm: 0–2 years 21%, 2–9 years 52%, over 9 years 27%.", "52", "observation"),
    ("| Port | Ships |\n|---|---|\n| Ostby | 10* |\n\n\\* fewer than 40 visits", "40", "dimension"),
    ("In the top 20,000 it is 53%, below rank 3,000,000 it is 31%.", "20,000", "dimension"),
    ("In the top 20,000 it is 53%, below rank 3,000,000 it is 31%.", "3,000,000", "dimension"),
    ("Figure 3: Waits of more than 60 days, by port (per cent)", "60", "dimension"),
    ("| Port | Waited > 60 days (%) |\n|---|---|\n| Ostby | 10 |", "60", "dimension"),
    ("| Towns | Ships |\n|---|---|\n| Towns, 20,000+ inhabitants | 10 |", "20,000", "dimension"),
    ("It was 3,5 % and 4,1 %, with net incomes of less than EUR 1.300 even 8,2 %.", "1.300", "dimension"),
    ("It was 3.5%, among those with EUR 4,500 and over 8.2%.", "4,500", "dimension"),
    ("It was over 40% for 14.5% of the farms.", "40", "dimension"),
    ("It was over 40% for 14.5% of the farms.", "14.5", "observation"),
    ("13% work in ones with 5,000+.", "5,000", "dimension"),
    ("The p75 was 31 ms.", "75", "dimension"),
    # lists, ranks and codes
    ("The commonest are: 1. worn nets (71%), 2. lost buoys (20%) and 3. rust (9%).", "2", "enumerator"),
    ("The commonest are: 1. worn nets (71%), 2. lost buoys (20%) and 3. rust (9%).", "20", "observation"),
    ("| Port | Ships | Rank |\n|---|---|---|\n| Ostby | 10 | 2 |\n| Vik | 12 | 1 |", "2", "rank"),
    ("Ostby remains first with 12 ships.", "first", "rank"),
    ("Three groups (SITC 71, 804 and 931) are left out.", "931", "name"),
    ("The commonest is libFoo 1.14.2, found on 7% of pages.", "1.14.2", "name"),
    ("See paras 4.12 and 4.15 of the manual.", "4.12", "reference"),
    ("The limit is in §6.3 of the standard.", "6.3", "reference"),
    # period
    ("Output in FY18/19 was flat.", "18/19", "period"),
    ("| Ports | % of pages 2022 |\n|---|---|\n| Ostby | 31 |", "2022", "period"),
    ("The rate fell in 2018.", "2018", "period"),
    ("The rate fell in FY2018.", "2018", "period"),
    ("Output in 2018/19 was flat.", "2018/19", "period"),
    ("Output in 2018-19 was flat.", "2018-19", "period"),
    ("Output rose in Q3 2021.", "3", "period"),
    ("Output rose in the 1990s.", "1990", "period"),
    ("The census of 3 May 2011 counted them.", "3", "period"),
    ("On May 3, 2011 it was counted.", "3", "period"),
    ("As at 31.12.2020 there were none.", "31.12.2020", "period"),
    ("As at 2020-12-31 there were none.", "2020-12-31", "period"),
    ("Growth over the past three years was slow.", "three", "period"),
    ("In the 12 months to June, prices rose 3%.", "12", "period"),
    ("Between 2005 and 2015 the share fell.", "2015", "period"),
    ("It is the lowest since 1971.", "1971", "period"),
    ("Data refer to week 42 of the year.", "42", "period"),
    ("The law has applied since the 19th century.", "19", "period"),
    ("The shop opens at 9:30 am.", "9:30", "period"),
    ("In the five years to 2019 rents rose 12%.", "five", "period"),
    ("In 2019 households spent 12% of income on food.", "2019", "period"),
    ("Since 2015 prices have risen by 8%.", "2015", "period"),
    ("In 2018 1,200 cases were reported.", "2018", "period"),
    ("By 2030 cities will hold 60% of people.", "2030", "period"),
    ("After 2008 banks lent less.", "2008", "period"),
    ("Prior to 2005 farms were smaller.", "2005", "period"),
    ("Compared with 2010 emissions were 12% lower.", "2010", "period"),
    ("Between 2015 and 2019 exports grew 4%.", "2019", "period"),
    ("In 2001, 2006 and 2011 censuses were held.", "2011", "period"),
    ("Over the five years to 2019 rents rose 12%.", "2019", "period"),
    ("GDP at 2015 prices rose 2%.", "2015", "period"),
    ("The mid-2000s were good.", "2000", "period"),
    ("In winter 2020/21 deaths were high.", "2020", "period"),
    ("In the second half of 2020, output recovered.", "second", "period"),
    # reference
    ("See Figure 3 for details.", "3", "reference"),
    ("See Table 4.2 for details.", "4.2", "reference"),
    ("See Figs. 3 and 4 for details.", "4", "reference"),
    ("Chart 2A shows the trend.", "2", "reference"),
    ("Section 5 describes the method.", "5", "reference"),
    ("See Annex 2 for details.", "2", "reference"),
    ("See page 17 for details.", "17", "reference"),
    ("Under Article 37 of the Act this is lawful.", "37", "reference"),
    ("Act No. 57 of 2003 governs this.", "57", "reference"),
    ("Regulation (EU) 2016/679 applies.", "2016/679", "reference"),
    ("As shown before [12], demand falls.", "12", "reference"),
    ("See footnote 8 for details.", "8", "reference"),
    ("The share fell.<sup>3</sup> It will rise.", "3", "reference"),
    ("Call us on +44 1633 456901 for help.", "1633", "reference"),
    ("ISBN 978-92-76-20202-1 is out.", "978", "reference"),
    ("Available at doi:10.1787/888934", "888934", "reference"),
    ("The bill is H.R. 1319 of the house.", "1319", "reference"),
    ("See chapter 6 below.", "6", "reference"),
    ("Line 12 of the form asks for income.", "12", "reference"),
    ("Tel. 0161 496 0000", "0161", "reference"),
    ("PO Box 340, Oslo", "340", "reference"),
    ("Cat. No. 6202.0", "6202.0", "reference"),
    ("Question 14 asked about income.", "14", "reference"),
    ("[1] Excludes farms.", "1", "reference"),
    ("Output has grown since 20107 in all countries.", "7", "reference"),
    ("It counted 1,2345 farms.", "5", "reference"),
    ("Sales fell in 2019/20.3", "3", "reference"),
    ("See issue [#2871](https://example.org/i/1).", "2871", "reference"),
    ("Q17. How useful was it?", "17", "reference"),
    ("See Box 2.4, p. 19, for this.", "19", "reference"),
    ("The Act (c. 41 of 2012) applies.", "41", "reference"),
    ("Under Rule 12(3)(b) it is lawful.", "12", "reference"),
    ("Under Rule 12(3)(b) it is lawful.", "3", "reference"),
    ("See DOI 10.5555/gh.2017.031 for data.", "2017.031", "reference"),
    ("Statistical Bulletin 2020/45 was issued.", "45", "reference"),
    ("Fees were 31 US cents.2\n\n2 Average of noon rates.\n", "2", "reference"),
    ("^1^ Excludes farms.", "1", "reference"),
    # enumerator
    ("# 2. Results", "2", "enumerator"),
    ("## 4.1 Employment by sector", "4.1", "enumerator"),
    ("It has two aims: (1) to count and (2) to measure.", "1", "enumerator"),
    ("It has two aims: (1) to count and (2) to measure.", "2", "enumerator"),
    ("1. Households are asked first.\n2. Firms follow.", "2", "enumerator"),
    ("The aims are: 1) counting farms; 2) measuring land.", "2", "enumerator"),
    ("It has aims: [1] to count farms, [2] to measure.", "2", "enumerator"),
    ("Note: 1. Excludes farms. 2. As of July.", "1", "enumerator"),
    ("Note: 1. Excludes farms. 2. As of July.", "2", "enumerator"),
    # dimension
    ("Of those aged 16 to 24, 12% were unemployed.", "16", "dimension"),
    ("Of those aged 16-24, 12% were unemployed.", "24", "dimension"),
    ("Persons aged 65 and over made up 21%.", "65", "dimension"),
    ("Those over 75 years of age made up 9%.", "75", "dimension"),
    ("Firms with 250 or more employees made up 0.2%.", "250", "dimension"),
    ("Firms with 10 to 49 employees made up 8%.", "49", "dimension"),
    ("Children under 5 made up 6%.", "5", "dimension"),
    ("The share of 15-year-olds who read well was 71%.", "15", "dimension"),
    ("Households with three or more children were 4% of all.", "three", "dimension"),
    ("The 25-34 age group earned 12% less.", "25", "dimension"),
    ("Among those earning less than $20,000 a year, 40% had no account.", "20,000", "dimension"),
    ("The under-25s were hit hardest.", "25", "dimension"),
    ("Over-65s are 20% of voters.", "65", "dimension"),
    ("People in their 60s travel most.", "60", "dimension"),
    ("Teenagers (13 to 19) read less.", "13", "dimension"),
    ("Children aged 6 months to 5 years were vaccinated.", "6", "dimension"),
    ("Farms of 20 hectares or more were 31% of all.", "20", "dimension"),
    ("Towns of more than 50,000 inhabitants grew.", "50,000", "dimension"),
    ("One-person households made up 34%.", "One", "dimension"),
    ("By size (fewer than 10, 10–49, 50–249, 250 or more persons employed).", "249", "dimension"),
    ("By size (fewer than 10, 10–49, 50–249, 250 or more persons employed).", "250", "dimension"),
    ("Of those aged 50 or older (52%) or under 35 (63%) most agreed.", "35", "dimension"),
    ("It was 77% at incomes of €5,000 and more.", "5,000", "dimension"),
    ("It is 47% of those with fewer than ten persons employed.", "ten", "dimension"),
    ("Persons who work at least ten hours a week were asked.", "ten", "dimension"),
    ("Waiting times of more than 18 weeks became rare.", "18", "dimension"),
    ("Deals of £50 million to £99 million became rare.", "99", "dimension"),
    ("On a scale from 1 (not at all) to 5 (very), it was good.", "5", "dimension"),
    ("The 12-month rate was 2%.", "12", "dimension"),
    ("A twenty-five-year mortgage cost 3%.", "twenty-five", "dimension"),
    ("| Size | Farms |\n|---|---|\n| Fewer than 10 | 31 |", "10", "dimension"),
    ("| Income | Farms |\n|---|---|\n| Under $20,000 | 31 |", "20,000", "dimension"),
    ("| | All | 18–34 |\n|---|---|---|\n| Yes | 41 | 42 |", "34", "dimension"),
    ("One in four patients waited for more than 12 weeks.", "12", "dimension"),
    ("The talks went on for more than 12 weeks.", "12", "observation"),
    ("Some 31% of drivers work more than 48 hours a week.", "48", "dimension"),
    ("One visitor in nine came 24 times or more.", "nine", "observation"),
    ("One visitor in nine read 24 or more.", "24", "dimension"),
    ("About half of the forecasts were off by 25% or more.", "25", "dimension"),
    ("A turnout of 50% or more is needed.", "50", "observation"),
    ("A third of homes list one, 33% between 4 and 6, 38% from 7 up to 10, and 8% more than 10.", "4", "dimension"),
    ("A third of homes list one, 33% between 4 and 6, 38% from 7 up to 10, and 8% more than 10.", "7", "dimension"),
    ("Some 21% hold 1 to 3 cards, 33% between 4 and 6, and 8% more than 6.", "3", "dimension"),
    ("Exports grew 4% more than 2,100 firms had hoped.", "2,100", "observation"),
    ("It was 36.2 per 1,000 workers in mining.", "1,000", "dimension"),
    ("It was 36.2 per 1,000 workers in mining.", "36.2", "observation"),
    ("Some 20% of 2023 respondents agreed.", "2023", "period"),
    ("In 2020, 2023 respondents agreed.", "2023", "observation"),
    ("They cost 62 KB on desktop. On mobile, 50, 271 and 946 KB.", "271", "observation"),
    ("Mobile: 07700 900 123", "900", "reference"),
    ("It is reported under Convention 155.", "155", "reference"),
    ("Loans cost 8.9ᵃ per cent.", "8.9", "observation"),
    ("The top 1,000 sites are faster.", "1,000", "dimension"),
    ("Shops open for fewer than 10 hours a week are included.", "10", "dimension"),
    ("Villages of up to 3,000 inhabitants have none.", "3,000", "dimension"),
    ("Bonds held under repo of less than 14 days are left out.", "14", "dimension"),
    ("It was 12% in firms with fewer than 50 workers and 40% in those with 50 or more.", "50", "dimension"),
    ("| Rate | 2019 |\n|---|---|\n| Interbank rate, 3-month | 4.1 |", "3", "dimension"),
    ("| Rate | 2019 |\n|---|---|\n| Government bonds, 10 years | 4.1 |", "10", "dimension"),
    ("| | All | Per 100 000 |\n|---|---|---|\n| Yes | 41 | 42 |", "100", "dimension"),
    # name
    ("COVID-19 changed travel.", "19", "name"),
    ("The G20 met in Rome.", "20", "name"),
    ("Roll-out of 5G began.", "5", "name"),
    ("The Horizon 2020 programme ended.", "2020", "name"),
    ("The Agenda 2030 sets goals.", "2030", "name"),
    ("PM2.5 levels were high.", "2.5", "name"),
    ("CO2 emissions fell by 4%.", "2", "name"),
    ("Emissions of CO<sub>2</sub> fell by 4%.", "2", "name"),
    ("Industry 4.0 is spreading.", "4.0", "name"),
    ("The EU27 average was 6%.", "27", "name"),
    ("The EU-28 average was 6%.", "28", "name"),
    ("NACE Rev. 2 was used.", "2", "name"),
    ("Windows 10 had a share of 62%.", "10", "name"),
    ("The S&P 500 rose.", "500", "name"),
    ("Type 2 diabetes is common.", "2", "name"),
    ("Form 1040 is filed by all.", "1040", "name"),
    ("HTTP/2 serves 64% of requests.", "2", "name"),
    ("SDG 3 concerns health.", "3", "name"),
    ("The Fortune 500 firms grew.", "500", "name"),
    ("After 9/11 travel fell.", "9/11", "name"),
    ("Route 66 is closed.", "66", "name"),
    ("The A4 paper was used.", "4", "name"),
    ("Boeing 737 deliveries fell.", "737", "name"),
    ("H1N1 spread in 2009.", "1", "name"),
    ("SITC 7 goods rose 3%.", "7", "name"),
    ("ISCED levels 5 to 8 count as tertiary.", "5", "name"),
    ("Files used OpenType 1.9 in all.", "1.9", "name"),
    ("WOFF 1.0 dates from that time.", "1.0", "name"),
    ("Under SDG target 3.6 deaths fall.", "3.6", "name"),
    ("Release 1.61 was in use at 62% of firms, 1.60 at 18%.", "1.60", "name"),
    ("The header `max-age=31536000` was sent.", "31536000", "name"),
    ("It sets `size-adjust: 107%` there.", "107", "name"),
    # rank
    ("Norway ranked 3rd in Europe.", "3", "rank"),
    ("Norway came second in Europe.", "second", "rank"),
    ("It is the 2nd largest economy.", "2", "rank"),
    ("It is the third-largest economy.", "third", "rank"),
    ("The top 10 firms dominate.", "10", "dimension"),
    ("Ranked 14 of all, it did well.", "14", "rank"),
    ("In 1st place was Oslo.", "1", "rank"),
    ("Prices fell for the fourth consecutive month.", "fourth", "rank"),
    ("Germany was first, France second.", "second", "rank"),
    ("It was the first year of growth.", "first", "rank"),
    # list_count
    ("The report covers three topics: wages, prices and jobs.", "three", "list_count"),
    ("There are two reasons for this.", "two", "list_count"),
    ("The following four indicators were used: a, b, c and d.", "four", "list_count"),
    ("Both surveys agree; the two surveys differ only in scope.", "two", "list_count"),
    # figures whose numbers have letters or Roman numbers
    ("Output rose by 3% (Table VII.4).", "4", "reference"),
    ("Table B.7 shows the details.", "7", "reference"),
    ("Chart XII-2 shows the details.", "2", "reference"),
    # what has a number for a name, and what only follows a name
    ("Of all sites, Drupal 9 is on 4%.", "9", "name"),
    ("Zephyr 3.4 was on 4% of sites.", "3.4", "name"),
    ("They tested Fedora 38 and Fedora 40 on 12% of machines.", "38", "name"),
    ("It was no option before Sirocco 2.4.", "2.4", "name"),
    ("Use of gleam 1.3 or later rose.", "1.3", "name"),
    ("In Bonn 12 were hurt and Lund 9 had a fire.", "9", "observation"),
    ("Rates were 3.1 in Kano and in Ibadan 2.4.", "2.4", "observation"),
    ("4% of 3P scripts were slow.", "3", "name"),
    ("Postage costs 3p more.", "3", "observation"),
    ("Most teams write C++17.", "17", "name"),
    ("The line is drawn in #1a7f5c.", "1", "markup"),
    ("See the docket AGH/18/07.", "07", "name"),
    # numbers of publications and of tickets
    ("Labour Fact Sheet 9, June 2021", "9", "reference"),
    ("Here ticket 481 was closed.", "481", "reference"),
    ("The issue 12 countries raised was dropped.", "12", "observation"),
    ("It stopped at question 3 of 41.", "41", "reference"),
    # dates
    ("Published: 06 February 2014", "06", "period"),
    ("We asked them from March 13-19, 2021.", "19", "period"),
    ("The rate rose in 2011-16 by 3 points.", "16", "period"),
    ("The range of 2011-4000 is wide.", "4000", "observation"),
    # bounds
    ("How clear was it (1 = not at all, 5 = very)?", "5", "dimension"),
    ("With 2015 = 100, it was 104.", "100", "observation"),
    ("Of people aged 20 to 30 half went, of those above 60 only 6%.", "60", "dimension"),
    ("The share rose to 34%, above 60 stations closed.", "60", "observation"),
    ("Fire crews came within 20 minutes.", "20", "dimension"),
    ("The tram runs every 20 minutes.", "20", "observation"),
    ("At least one device was in use.", "one", "dimension"),
    ("Of the answers, up to three could be named.", "three", "dimension"),
    ("Absence of one day or more is counted.", "one", "dimension"),
    ("Courses of less than 6 hours were left out.", "6", "dimension"),
    ("The median score was 31 (out of 50).", "50", "dimension"),
    # small numbers in words that state something
    ("Of the 26 groups, three were late.", "three", "observation"),
    ("Of course, three ideas failed.", "three", "observation"),
    ("The median remained at three.", "three", "observation"),
    ("It was raised in nine steps.", "nine", "observation"),
    ("These are the nine steps: ask, look and so on.", "nine", "list_count"),
    ("The median wait is one year.", "one", "observation"),
    # rows and columns that have a number for a name
    ("| Release | Share |\n|---|---|\n| 3.11 | 12% |\n| 3.10 | 45% |", "3.11", "dimension"),
    ("Item\t2018\t2019\n1\t2\t3\nExports\t14.2\t13.9\nImports\t11.1\t12.4", "3\n", "enumerator"),
    ("Item\t2018\t2019\n1. Exports\t14.2\t13.9\n2. Imports\t11.1\t12.4", "1. E", "enumerator"),
    ("| Trade (47.1) | 2019 |\n|---|---|\n| Retail (45.2) | 12 |\n| Other (46.9) | 3 |", "46.9", "name"),
    # markup
    ("Contents\n\nForeword 2\nMethods 14\nResults 31", "14", "markup"),
    ("Methods ............ 4\nResults ............ 14\nAnnex .............. 31", "14", "markup"),
    ("Ayes ............ 44\nNoes ............ 14\nAway ............ 31", "14", "observation"),
    ("Page 3 of 24\n\nText follows here.", "24", "markup"),
    ("import {Bars} from './charts3';\n\nText follows here.", "3", "markup"),
    ("![scan](images/page_12.png)\n\nText follows here.", "12", "markup"),
    ('<td colspan="2">Total</td>', "2", "markup"),
    ("Text with a [link](https://example.org/2019/report3.pdf) inside.", "2019", "markup"),
    ("<!-- page 4 -->\n\nText follows here.", "4", "markup"),
    ("Ships\n\nShips                    31\n\nIt has boats.", "31", "markup"),
    ("# Ships {#fig-12}\n\nText follows here.", "12", "markup"),
    # axis
    ("Figure 1 Output of steel\n\n0\n20\n40\n60\n\nSource: Steel Board", "40", "axis"),
    ("Figure 1 Output of steel\n\n0 10 20 30 40\n\nSource: Steel Board", "30", "axis"),
    ("Figure 1 Output\n\n   20 000 |  #\n   10 000 |  #   #\n            2017  2018\n", "20 000", "axis"),
    ("Figure 1 Output\n\n    60\n        53      55\n    50     49\n", "55", "axis"),
    ("Figure 1 Output\n30\nPer cent\n20\n10\n0\nYear of survey", "30", "axis"),
    ("Figure 1 Deaths by cause, %\nDrowning 46\nFalls 18\nFires 14\n0 10 20 30 40", "46", "observation"),
]  # fmt: skip

MISREAD = {
    "Thousands of jobs were lost.": "a number given only by its scale is not read",
    "The 50/50 split was agreed.": "a ratio with a slash is taken for a reference",
}


@pytest.mark.parametrize(
    ("text", "numeral", "role"),
    [misread(*case, reason=MISREAD[case[0]]) if case[0] in MISREAD else case for case in ROLES],
)
def test_each_numeral_has_the_role_that_it_plays(text: str, numeral: str, role: str) -> None:
    at = text.index(numeral)
    found = [row for row in rows(text, "numerals") if row["start"] <= at < row["end"]]
    assert [row["role"] for row in found] == [role]


def test_every_role_is_tried() -> None:
    assert {role for _, _, role in ROLES} == {term.code for term in ROLE.terms} - {"unknown"}


@pytest.mark.parametrize(
    ("text", "role", "place"),
    [
        ("# 2. Results\n\nText follows.", "enumerator", "heading"),
        ("Figure 4 Output of steel\n\nText follows.", "reference", "caption"),
        ("Figure 4 Output of steel\n\nSource: Steel Board (2019)", "period", "source"),
        ("Output fell.[^1]\n\n[^1]: By 3% in one month.", "observation", "footnote"),
        ("| Year | Output |\n|---|---|\n| 2019 | 14 |", "observation", "table"),
        ("![scan](page_12.png)\n\nText follows.", "markup", "markup"),
    ],
)
def test_a_numeral_says_in_which_part_of_the_text_it_stands(text: str, role: str, place: str) -> None:
    assert (role, place) in {(row["role"], row["place"]) for row in rows(text, "numerals")}


def test_a_numeral_that_is_observed_names_its_observation_and_no_other_does() -> None:
    found = extract_text("In 2019 the rate was 4.1% (Table 2).").tables
    named = {row["exact"]: row["observation_id"] for row in found["numerals"]}
    assert named == {"2019": None, "4.1": one(found["observations"])["observation_id"], "2": None}


def test_a_century_that_no_calendar_has_is_a_number() -> None:
    assert rows("In the 0215th century 5% fell.", "numerals")[0]["exact"] == "0215"


def test_what_is_no_number_at_all_is_unknown_and_not_lost() -> None:
    assert [(row["exact"], row["role"]) for row in rows("Output was 1,234,56 tonnes.", "numerals")] == [
        ("1,234,56", "unknown")
    ]


@pytest.mark.parametrize(
    ("digits", "value", "step"),
    [
        ("15,579,073", "15579073", "1"),
        ("1,234.5", "1234.5", "0.1"),
        ("12,34,567", "1234567", "1"),  # lakh and crore
        ("1'234'567", "1234567", "1"),  # Switzerland
        ("1’234’567", "1234567", "1"),
        ("0.07", "0.07", "0.01"),
        ("100.0", "100", "0.1"),
        ("7½", "7.5", "0.1"),
        ("１２", "12", "1"),
        ("1\u00a0234\u00a0567", "1234567", "1"),
        ("1\u202f234\u202f567", "1234567", "1"),
        (".5", "0.5", "0.1"),
        ("12·5", "12.5", "0.1"),
        misread("１２．５", "12.5", "0.1", reason="a full-width decimal point splits the number"),
        ("1.5 x 10^6", "1500000", "100000"),
        ("2.5×10−3", "0.0025", "0.0001"),
    ],
)
def test_digits_have_the_value_that_they_are_written_with(digits: str, value: str, step: str) -> None:
    row = one(rows(f"Output was {digits} tonnes.", "observations"))
    assert (row["value"], row["upper"] - row["lower"], row["exact"]) == (Decimal(value), Decimal(step), digits)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Rates were 3,5 % in A, 4,25 % in B and 5,1 % in C.", ["3.5", "4.25", "5.1"]),
        ("It cost 1.234,5 million euro, not 2,5 million euro or 3,7 million euro.", ["1234.5e6", "2.5e6", "3.7e6"]),
        ("Output was 5 000 tonnes in A, 12 500 tonnes in B and 7 300 tonnes in C.", ["5000", "12500", "7300"]),
        ("Output was 5,000 tonnes in A, 12,500 tonnes in B and 7,300 tonnes in C.", ["5000", "12500", "7300"]),
    ],
)
def test_a_document_shows_how_it_separates_thousands_and_decimals(text: str, values: list[str]) -> None:
    assert [row["value"] for row in rows(text, "observations")] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-two ships", "22"),
        ("two hundred and six ships", "206"),
        ("one hundred and twenty thousand ships", "120000"),
        ("three million ships", "3000000"),
        ("thirty per cent of ships", "30"),
        ("ninety-nine per cent of ships", "99"),
        ("a fifth of ships", "0.2"),
        ("nine-tenths of ships", "0.9"),
        ("seven eighths of ships", "0.875"),
        ("four in ten ships", "0.4"),
        ("three out of every five ships", "0.6"),
        ("one ship in eight", "0.125"),
        ("1 in 4 ships", "0.25"),
        ("a hundred ships", "100"),
        ("a million ships", "1000000"),
        ("half a million ships", "500000"),
        ("a quarter of a million ships", "250000"),
        ("two and a half million ships", "2500000"),
        misread("two-and-a-half times as many ships", "2.5", reason="of a mixed number only the half is read"),
        ("one and a half times as many ships", "1.5"),
        misread("every second ship", "0.5", reason="every second is no ratio yet"),
    ],
)
def test_number_words_have_a_value(words: str, value: str) -> None:
    assert one(rows(f"The authority counted {words} there.", "observations"))["value"] == Decimal(value)
