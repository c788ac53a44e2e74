"""Numerals: the role that each number of a text plays, and the value of its digits (SPEC 4, `numerals`)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from engine import extract_text, misread, one, rows

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
    ("The fleet has 2,019 ships.", "2,019", "observation"),
    ("The mean age was 41.5 years.", "41.5", "observation"),
    ("Seven of the 27 member states met the target.", "27", "observation"),
    ("The index stood at 104.2 (2015 = 100).", "104.2", "observation"),
    ("The index stood at 104.2 (2015 = 100).", "100", "observation"),
    ("Zero fatalities were recorded.", "Zero", "observation"),
    ("Roughly two-fifths of land is forest.", "two-fifths", "observation"),
    ("Sales rose threefold.", "threefold", "observation"),
    ("A dozen ports handle the traffic.", "dozen", "observation"),
    # period
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
    # enumerator
    ("# 2. Results", "2", "enumerator"),
    ("## 4.1 Employment by sector", "4.1", "enumerator"),
    ("It has two aims: (1) to count and (2) to measure.", "1", "enumerator"),
    ("It has two aims: (1) to count and (2) to measure.", "2", "enumerator"),
    ("1. Households are asked first.\n2. Firms follow.", "2", "enumerator"),
    ("The aims are: 1) counting farms; 2) measuring land.", "2", "enumerator"),
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
    # rank
    ("Norway ranked 3rd in Europe.", "3", "rank"),
    ("Norway came second in Europe.", "second", "rank"),
    ("It is the 2nd largest economy.", "2", "rank"),
    ("It is the third-largest economy.", "third", "rank"),
    ("The top 10 firms dominate.", "10", "rank"),
    ("Ranked 14 of all, it did well.", "14", "rank"),
    ("In 1st place was Oslo.", "1", "rank"),
    ("Prices fell for the fourth consecutive month.", "fourth", "rank"),
    # list_count
    ("The report covers three topics: wages, prices and jobs.", "three", "list_count"),
    ("There are two reasons for this.", "two", "list_count"),
    ("The following four indicators were used: a, b, c and d.", "four", "list_count"),
    ("Both surveys agree; the two surveys differ only in scope.", "two", "list_count"),
    # markup
    ("![scan](images/page_12.png)\n\nText follows here.", "12", "markup"),
    ('<td colspan="2">Total</td>', "2", "markup"),
    ("Text with a [link](https://example.org/2019/report3.pdf) inside.", "2019", "markup"),
    ("<!-- page 4 -->\n\nText follows here.", "4", "markup"),
    # axis
    ("Figure 1 Output of steel\n\n0\n20\n40\n60\n\nSource: Steel Board", "40", "axis"),
    ("Figure 1 Output of steel\n\n0 10 20 30 40\n\nSource: Steel Board", "30", "axis"),
]  # fmt: skip

MISREAD: dict[tuple[str, str], str] = {}


@pytest.mark.parametrize(
    ("text", "numeral", "role"),
    [misread(*case, reason=MISREAD[case[:2]]) if case[:2] in MISREAD else case for case in ROLES],
)
def test_each_numeral_has_the_role_that_it_plays(text: str, numeral: str, role: str) -> None:
    found = [row for row in rows(text, "numerals") if _covers(row["exact"], numeral)]
    assert [row["role"] for row in found][:1] == [role]


def _covers(exact: str, numeral: str) -> bool:
    """Whether a row is that of the numeral; a period may have a row for each of its numbers, or one."""
    first = numeral.replace("-", " ").replace("/", " ").split()[0]
    return exact in (numeral, first) or exact == numeral.partition(" ")[0]
