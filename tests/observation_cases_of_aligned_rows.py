"""Tables in damaged text dumps: heads set apart, stubs on several lines, marks of notes, powers (see `observation_cases`).

Belongs here: what a cell takes from heads and stubs that lines cut from it. Only the slots that are named are compared.
"""

from __future__ import annotations

_MILLS = """Table 4. Mills and their output, by district

                          2021                 2022

                    Mills     Output     Mills     Output
                             (tonnes)              (tonnes)

Northern
  Upper valley        12       1,203       14       {0}
  Lower valley
    and plain          8         {1}        9         903

Southern and
western coast         {2}       4,410       30       4,377
Islands (including
  Great Orm)           2          31        2          29

The number of mills rose.
"""
_RULED = """Table 1. Ports: output

                                          2023                                        2024
                               ----------------------------------   ------------------------------
                                  Q2         Q3         Q4                    Q1         Q2 1)
At current prices, mln EUR        9 873.1   10 231.7   10 702.5              {0}   10 204.9
Volume change on the corre-
sponding period of the previous
year, %
  unadjusted                         -0.9        0.2       {1}r                 0.6        0.0
  adjusted                            0.1       -0.1      -0.2r                 0.4       -0.4
Volume change on the previous
quarter, s.c.a., %                   -0.3       {2}       0.1r                 0.8       -1.1

1) Flash estimate.
"""
_SPACED_OUT = """Table 5. Prices of flour, € per tonne

Product            2021      2022

Rye flour           {0}       522

Wheat flour,
fine                390       {1}

Bran                 95       121
"""
_TWO_TABLES = """Table 5. Flour, tonnes

Product            2021      2022
Rye flour           410       522
Bran                 95       121

Product            2023      2024
Rye flour           {0}       532
Bran                 97       131
"""
_BEDS = """Table 3a. Beds and discharges by type of hospital

----------------------------------------------------------------
                            Beds         Discharges, '000
Type of hospital        ------------   -------------------
                        2021    2022     2021       2022
----------------------------------------------------------------
Public                 4,310   4,355    612.4      {0}
  of which university
  hospitals            1,204   {1}    231.0      245.5
Private (a)              310     290     21.7       20.9
----------------------------------------------------------------
Total                  5,491   5,547    {2}      762.3
----------------------------------------------------------------
(a) Excludes clinics.
"""
_STAFF = """Table 3b. Staff

Category                            2021       2022     Change
                                     No.        No.        (%)

Nurses and midwives, incl.
assistants                         3,400      {0}       +3.3

Other staff                        2,210      2,190       {1}
"""
_WHO = """Appendix Table A-2. Characteristics of crews

Characteristic               Per cent      (SE)       n
Sex
 Male                            48.7     (0.9)     1,204
 Female                          51.3     (0.9)     1,377
Age (years)
 18-29                           {0}     (0.8)       498
 50+                             45.7     ({1})     1,222
Household income (US$)
 Under 30,000                    28.4     (0.8)       {2}
 30,000-74,999                   40.3     (0.9)     1,066
NOTE: SE = standard error.
"""
_OFFENCES = """<table><caption>Table 9 – Recorded offences by region, 2021</caption>
<tr><th rowspan="2">Region</th><th colspan="2">Offences against the person</th><th rowspan="2">Suspects (1,000)</th></tr>
<tr><th>Number</th><th>Change, %</th></tr>
<tr><td>Whole country</td><td>{0}</td><td>4.1</td><td>21.3</td></tr>
<tr><td>Ostby <i>(provisional)</i></td><td>1 020</td><td>{1}</td><td>0.8</td></tr>
<tr><td colspan="4">1) Excludes {2} traffic offences. 2) Includes 12 in ports.</td></tr></table>
"""
_TIGHT = """Table 4.1. Balance of payments (EUR million)
                                             2019       2020      2021*
Current account                          (13,771.5) ({0})   (906.2)
  Services, net                          (  4,101.3) (  {1}) ( 4,877.5)
  Income                                   12,101.3 {2}   14,877.5
Overall balance                          -11,270.4  -21,050.7     -4,905.6
"""
_DOTTED = """TABLE 1. Prices, index numbers and percentage change(a)

                                   Index number(b)          % change from
Group                        Mar Qtr 2022  Dec Qtr 2022    previous quarter
...........................................................................
Food and non-alcoholic
 beverages                       {0}         129.5             {1}
Alcohol and tobacco              148.6         152.3             1.2
...........................................................................
All groups                       {2}         130.8             1.4
"""
_MONTHS = """Table T3: Foreign visitors by month (in 1000 persons)

Month      2021    2022    2023   Change 23/22   Change 23/22
                                    (abs.)          (%)
Jan         {0}    30.5    61.2     +30.7         +{1}
Feb         11.0    33.1    60.3     +27.2          +82.2

of whom, in per cent
 from EU     61.0    {2}    68.8    -1.4 p.p.        x
 by air      22.3    35.0    36.1    +1.1 p.p.        x
"""
_LOANS = """TABLE A.10 Loans to households (mn EUR; end of period)
               Total   of which      of which
                       in foreign    non-
                       currency      performing
                                     (%)
2020 Dec      12,345        {0}          {1}
2021 Mar      12,402        1,150          4.0
     Jun      {2}        1,101          3.8
     Sep      12,750        1,050          3.6
     Dec (e)  12,911        1,002          3.3
"""
_PROSE_BELOW = """Table 5. Flour, tonnes

Product            2021      2022
Rye flour           410       522
Bran                 95       121

Rye flour was dear
in «12» of the towns and
cheap in 9.
"""
_MARKED = """Table 7. Ferries and cargo, by line

| Line | Ferries 1) | Boats 2/ | Cargo, tonnes a/ | Rafts (3) |
|---|---|---|---|---|
| North line | 12 | {0} | {1} | 4 |
| South line (1) | 8 | 860 | 903 2/ | 9 (1) |

(1) Excludes ferries laid up.
(3) As of May.
"""
_POWERS = "| Fuel | {0} |\n|---|---|\n| Oil | «12.1» |\n| Gas | 1.1 |\n"


def _case(text: str, at: int, *values: str) -> str:
    """The text with the value number `at` marked."""
    return text.format(*(f"«{value}»" if number == at else value for number, value in enumerate(values)))


ALIGNED: list[tuple[str, dict[str, str | None]]] = [
    # heads behind blank lines, over two columns each; stubs on two lines
    (_case(_MILLS, 0, "1,310", "860", "31"), {"unit": "tonne", "period": "2022", "figure": "4"}),
    (_case(_MILLS, 1, "1,310", "860", "31"), {"unit": "tonne", "period": "2021", "figure": "4"}),
    (_case(_MILLS, 2, "1,310", "860", "31"), {"unit": "mill", "period": "2021", "figure": "4"}),
    # heads over strokes; a group on three lines
    (_case(_RULED, 0, "8 968.4", "0.5", "-0.2"), {"value": "8968400000", "period": "2024-Q1", "figure": "1"}),
    (_case(_RULED, 1, "8 968.4", "0.5", "-0.2"), {"unit": "percent", "period": "2023-Q4", "figure": "1"}),
    (_case(_RULED, 2, "8 968.4", "0.5", "0.2"), {"unit": "percent", "period": "2023-Q3", "figure": "1"}),
    # blank lines between all rows
    (_case(_SPACED_OUT, 0, "410", "480"), {"unit": "EUR", "period": "2021", "figure": "5"}),
    (_case(_SPACED_OUT, 1, "410", "480"), {"unit": "EUR", "period": "2022", "figure": "5"}),
    # drawn lines beside a stub's head and above a total, what follows "of which", a stub that ends with a full stop
    (_case(_BEDS, 0, "640.1", "1,210", "732.2"), {"value": "640100", "unit": "discharge", "period": "2022"}),
    (
        _case(_BEDS, 1, "640.1", "1,210", "732.2"),
        {"unit": "bed", "period": "2022", "population": "university hospitals"},
    ),
    (_case(_BEDS, 2, "640.1", "1,210", "732.2"), {"value": "732200", "unit": "discharge", "period": "2021"}),
    (_case(_STAFF, 0, "3,512", "0.9"), {"period": "2022", "figure": "3b"}),
    (_case(_STAFF, 1, "3,512", "0.9"), {"unit": "percent", "figure": "3b"}),
    # groups above brackets, errors beside them
    (_case(_WHO, 0, "21.2", "1.0", "701"), {"unit": "percent", "population": "18-29", "figure": "A-2"}),
    (_case(_WHO, 1, "21.2", "1.0", "701"), {"value": "1", "unit": "percent", "population": "50+"}),
    (_case(_WHO, 2, "21.2", "1.0", "701"), {"value": "701", "unit": "respondent"}),
    # what a head above counts, places with their status, notes in a cell below
    (_case(_OFFENCES, 0, "28 340", "-1.3", "31"), {"value": "28340", "unit": "offence", "area": None, "figure": "9"}),
    (_case(_OFFENCES, 1, "28 340", "-1.3", "31").replace("«-", "-«"), {"unit": "percent", "area": "Ostby"}),
    (_case(_OFFENCES, 2, "28 340", "-1.3", "31"), {"unit": "offence", "area": None}),
    # one blank between brackets and between decimals
    (_case(_TIGHT, 0, "17,960.3", "5,280.7", "13,101.8"), {"value": "-17960300000", "period": "2020"}),
    (_case(_TIGHT, 1, "17,960.3", "5,280.7", "13,101.8"), {"value": "-5280700000", "period": "2020"}),
    (_case(_TIGHT, 2, "17,960.3", "5,280.7", "13,101.8"), {"value": "13101800000", "period": "2020"}),
    # dotted lines; index numbers beside their changes
    (_case(_DOTTED, 0, "122.2", "1.6", "123.9"), {"unit": "index", "figure": "1"}),
    (_case(_DOTTED, 1, "122.2", "1.6", "123.9"), {"unit": "percent", "figure": "1"}),
    (_case(_DOTTED, 2, "122.2", "1.6", "123.9"), {"unit": "index", "figure": "1"}),
    # a scale in a caption, a wide heading of a group, heads on four lines
    (_case(_MONTHS, 0, "12.1", "100.7", "70.2"), {"value": "12100", "unit": "visitor", "period": "2021-01"}),
    (_case(_MONTHS, 1, "12.1", "100.7", "70.2"), {"value": "100.7", "unit": "percent"}),
    (_case(_MONTHS, 2, "12.1", "100.7", "70.2"), {"unit": "percent", "period": "2022", "figure": "T3"}),
    (_case(_LOANS, 0, "1,203", "4.1", "12,610"), {"value": "1203000000", "unit": "EUR", "period": "2020-12"}),
    (_case(_LOANS, 1, "1,203", "4.1", "12,610"), {"value": "4.1", "unit": "percent"}),
    (
        _case(_LOANS, 2, "1,203", "4.1", "12,610"),
        {"value": "12610000000", "period": "2021-06", "population": "households"},
    ),
    # heads that begin anew, and text below a table
    (_TWO_TABLES.format("«420»"), {"period": "2023"}),
    (_PROSE_BELOW, {"unit": "town", "figure": None}),
    # marks of notes behind heads, stubs and values
    (_MARKED.format("«1,203» (1)", "1,310 r"), {"value": "1203", "unit": "boat"}),
    (_MARKED.format("«1,203» 1)", "1,310 r"), {"value": "1203", "unit": "boat"}),
    (_MARKED.format("1,203", "«1,310» 2/"), {"value": "1310", "unit": "tonne"}),
    # powers of ten
    ("It is «3.5 x 10<sup>6</sup>» km away.", {"value": "3500000", "unit": "kilometer"}),
    ("It used «10<sup>9</sup>» kWh.", {"value": "1000000000", "unit": "kilowatt_hour"}),
    (_POWERS.format("Use, 10<sup>6</sup> tonnes"), {"value": "12100000", "unit": "tonne"}),
    (_POWERS.format("Use (10^3 TJ)"), {"value": "12100", "unit": "terajoule"}),
    (_POWERS.format("Use, 10⁶ tonnes"), {"value": "12100000", "unit": "tonne"}),
    ("| Port | Ships |\n|---|---|\n| Ostby | «10»<sup>3</sup> |\n| Vik | 12 |\n", {"value": "10", "unit": "ship"}),
    ("It sold «4,010»<sup>1</sup> boats.", {"value": "4010", "unit": "boat"}),
]
