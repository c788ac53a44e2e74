"""Minutes, notes of central banks, surveys and bulletins: units that are left out, signs, legends (see `observation_cases`).

Belongs here: cases of numbers whose unit, sign or group another number or a note in the same passage tells. Only the slots
that are named are compared.
"""

from __future__ import annotations

_LEGEND = "Table 1 Ropes (per cent)\n\n| | Old | New |\n|---|---|---|\n| Long | 31 | («44») |\n\n{}\n"
_ABOVE = "Table 2: Growth, per cent{}\n\n\t2021\t\t\n\tAug\tSep\tOct\nRopes\t2.8\t3.0\t{}\nNets\t0.3\t0.1\t{}\n"
_UNHEADED = (
    "**Table 2 Swimming, by age (2018; per cent)**\n\n| | | n | Rope | Net |\n|---|---|---|---|---|\n"
    "| **Total** | | 4,274 | 59.5 | 48.2 |\n| {} | {} | «{}» | 36.5 | 26.3 |\n| | {} | 2,909 | «{}» | 43.6 |\n"
)
_CAPITAL = (
    "**Table 3 Firms having a net, by capital and number of employees (%)**\n\n| Class | n | Has one |\n|---|---|---|\n"
    "| All firms | «2,119» | 19.1 |\n| *Capital* | | |\n| Less than 50 million yen | «604» | «9.9» |\n"
    "| 50 million to less than 1 billion yen | 1,163 | «16.8» |\n"
)
_TAGGED = (
    "<figure markdown>\n| Percentile | Desktop (KB) | Mobile (KB) |\n|---|---|---|\n| 10 | «446» | 387 |\n"
    "| 25 | 1,113 | 968 |\n</figure>\n"
)
_SECTORS = (
    "Table 2 Use, by sector (per cent)\n\n| | Sector | Sector | All |\n|---|---|---|---|\n| | Private | Public | |\n"
    "| Rope | «31» | 28 | «32» |\n"
)
_LENDING = (
    "Table 2: Growth of credit, per cent\n\n| | Aug |\n|---|---|\n| PSCE | «2.8» |\n| Businesses | «3.0» |\n"
    "| Households | 2.7 |\n| of which boats | «0.3» |\n"
)
_DEVICES = "| Year | {} | Tablet |\n|---|---|---|\n| 2019 | 62% | «58»% |\n"
_MONEY = "\n\nTable 1: Money\n\n| a | b |\n|---|---|\n| x | 3 |\n"
_OUTLINE = "| Item | Households | Businesses |\n|---|---|---|\n| Sample size | 40,592 | «7,166» |\n"


def _only(text: str, number: int) -> str:
    """The case with the mark of its `number`-th marked value only."""
    parts = text.split("«")
    kept = [part if at == number else part.replace("»", "", 1) for at, part in enumerate(parts[1:], 1)]
    return parts[0] + "".join(("«" if at == number else "") + part for at, part in enumerate(kept, 1))


LEFT_OUT: list[tuple[str, dict[str, str | None]]] = [
    # signs and brackets beside currencies
    ("The flow had been negative (EUR -«99.6» million).", {"value": "-99600000", "unit": "EUR"}),
    ("The outflow to Peru (EUR (-«21.7») million) went on.", {"value": "-21700000", "unit": "EUR"}),
    ("The inflow from Peru was EUR (+«3.1») million.", {"value": "3100000", "unit": "EUR"}),
    ("Sales came to EUR («4.5») million.", {"value": "-4500000", "unit": "EUR"}),
    ("Loans stood at €42.6 million (- €«1.3» million on the year).", {"value": "-1300000", "unit": "EUR"}),
    ("The rate fell to 3.1% (- «0.4» points).", {"value": "-0.4"}),
    ("Two things (- «3» farms, - 4 mills) were named.", {"value": "3"}),
    ("It was BGN «663.4» million.", {"unit": "BGN"}),
    ("The price was HRK «12».", {"unit": "HRK"}),
    # units that one number of a sentence has for others
    ("Flows came from Peru (EUR 215.4 million), Chile («200.2») and Malta (98.4).", {"value": "200200000", "unit": "EUR"}),
    ("Flows came from Peru (EUR 215.4 million), Chile (200.2) and Malta («98.4»).", {"value": "98400000", "unit": "EUR"}),
    ("The largest were Norway (EUR 12 million) and Chile («3»).", {"value": "3", "unit": None}),
    ("Loans averaged €6.7 bn in May (April: «5.9»; March: 6.1).", {"value": "5900000000", "unit": "EUR"}),
    ("Loans averaged €6.7 bn in May (April: 5.9; March: «6.1»).", {"value": "6100000000", "unit": "EUR"}),
    ("Loans averaged €6.7 bn (staff: «5.9»).", {"value": "5.9", "unit": None}),
    ("Credit grew by 3.4 percent, compared with «3.0» in September.", {"unit": "percent"}),
    ("Sales grew by 3.4 percent, compared with «104.2» in September.", {"unit": None}),
    ("Assets grew by «19.6», claims at home by a mere 3.0 percent.", {"unit": "percent"}),
    ("Credit to firms grew «4.4», the most in two years, after 3.3 percent.", {"unit": "percent"}),
    ("Output grew by «5.1» thousand, after 3.3 percent.", {"unit": None}),
    ("The rise of £4.2 billion over the month, or «2.9», was due to ships.", {"unit": "percent"}),
    ("A rise of 4 firms, or «2.9», was seen.", {"unit": None}),
    ("In US dollars they came to about «3.4» billion.", {"unit": "USD"}),
    ("Nearly three quarters («74») of all sailors agreed.", {"unit": "percent"}),
    ("Half («52») of the 100 villages were seen.", {"unit": None}),
    ("The number of deals a day fell to 21 from «27», and the value traded to £12.3 billion.",
     {"value": "27", "unit": "deal"}),
    ("Sales rose from «10.1» in May to €3.2 billion.", {"value": "10100000000", "unit": "EUR"}),
    ("Some 6,683 sailors were hurt («30», or 0.4%, fewer).", {"unit": "sailor"}),
    ("Of 1,663 sailors (2% fewer), of whom «32» died, all were men.", {"unit": "sailor"}),
    ("On mobile 76 requests are made on the median desktop page and on the median mobile page «70».", {"unit": "request"}),
    ("Flows reached EUR 1.2 bn (Q3 2022: «0.9» bn), of which debt 0.7 bn.", {"unit": "EUR"}),
    ("Flows reached EUR 1.2 bn (Q3 2022: 0.9 bn), of which debt «0.7» bn.", {"unit": "EUR"}),
    ("Flows reached EUR 1.2 bn and served «0.9» bn people.", {"unit": "person"}),
    ("Rates averaged «5.31» (5.30) percent.", {"unit": "percent"}),
    ("The median wait was «12» (8–15) days.", {"unit": "day"}),
    ("The reds are on 44% (+«2»), the blues on 24% (-1).", {"value": "2", "unit": "percentage_point"}),
    ("Some 48% were satisfied (up «3») and 29% were not.", {"unit": "percentage_point"}),
    ("Sales came to €48m (up «3»).", {"unit": None}),
    ("It bought 12 ships for £214 million (5.1%) and holds «97» in all.", {"unit": "ship"}),
    ("Use was highest in Norway (94%), followed by Chile with «91».", {"unit": "percent"}),
    ("Use grew by 0.8 points (p < «0.01»).", {"unit": None}),
    # votes on each side
    ("The vote resulted as follows: for, «14»; against, 20; abstaining, 3.", {"unit": "vote"}),
    ("The motion was carried: 12 in favour, «9» against and 2 abstentions.", {"unit": "vote"}),
    ("They voted for 14 days of leave, against «20» last year.", {"unit": "day"}),
    # legends say what brackets are
    (_LEGEND.format("( ) base below 50"), {"value": "44"}),
    (_LEGEND.format("(x) = fewer than 30 cases"), {"value": "44"}),
    (_LEGEND.format("(..) less than EUR 50,000"), {"value": "-44"}),
    (_ABOVE.format(" (negative values in brackets)", "(«3.4»)", "0.2"), {"value": "-3.4", "period": "2021-10"}),
    (_ABOVE.format(" (values in brackets are estimates)", "(«3.4»)", "0.2"), {"value": "3.4", "period": "2021-10"}),
    # stubs without a head, classes of capital, tables within tags
    (_UNHEADED.format("Age", "6–12", "2,583", "80 or older", "9.8").replace("«9.8»", "9.8"),
     {"unit": "respondent", "population": "6–12"}),
    (_UNHEADED.format("Age", "6–12", "2,583", "80 or older", "9.8").replace("«2,583»", "2,583"),
     {"unit": "percent", "population": "80 or older"}),
    (_UNHEADED.format("Rope", "1.2", "2,583", "3.4", "9.8").replace("«9.8»", "9.8"), {"population": None}),
    (_only(_CAPITAL, 1), {"unit": "firm"}),
    (_only(_CAPITAL, 2), {"unit": "firm", "population": "Less than 50 million yen"}),
    (_only(_CAPITAL, 3), {"unit": "percent", "population": "Less than 50 million yen"}),
    (_only(_CAPITAL, 4), {"unit": "percent", "population": "50 million to less than 1 billion yen"}),
    (_TAGGED, {"unit": "kilobyte", "population": "Desktop"}),
    (_OUTLINE, {"unit": "business"}),
    # whom a number is of
    (_only(_SECTORS, 1), {"population": "Private"}),
    (_only(_SECTORS, 2), {"population": None}),
    (_only(_LENDING, 1), {"population": None}),
    (_only(_LENDING, 2), {"population": "Businesses"}),
    (_only(_LENDING, 3), {"population": None}),
    (_DEVICES.format("Smartphone"), {"population": None}),
    (_DEVICES.format("Desktop"), {"population": "Tablet"}),
    ("Among those that had hired nobody (n=«312»), 61% named cost and 24% time.",
     {"population": "those that had hired nobody"}),
    ("Among those that had hired nobody (n=312), 61% named cost and «24»% time.",
     {"population": "those that had hired nobody"}),
    ("Only 34% of small firms (n=«148») did so.", {"population": "small firms"}),
    ("In the voluntary sector «80» per cent agreed.", {"population": "voluntary sector"}),
    ("Credit to the private sector grew by «4»%.", {"population": None}),
    ("Self-hosting accounts for «20»% of desktop pages.", {"population": "desktop pages"}),
    ("Women accounted for «20»% of managers.", {"population": "Women"}),
    ("Loans account for «20»% of banks' assets.", {"population": None}),
    ("Growth in currency outside banks and corporations slowed by «1.4» points.", {"population": None}),
    ("The household ownership rate for smartphones was «79.2»%.", {"population": "household"}),
    ("Credit to households grew by 2.7 percent (September: «2.8»).", {"population": "households", "unit": "percent"}),
    ("Some 12% of firms with a capital of 1 billion yen or more and «45»% of those with assets over $1 billion left.",
     {"population": "assets over $1 billion"}),
    ("It was «61»% (women: 65%; men: 57%).", {"population": None}),
    ("It was 61% (women: «65»%; men: 57%).", {"population": "women"}),
    ("It was «71»% (men 75%, women 67%).", {"population": None}),
    ("Of the 2,004 adults asked (1,022 women), «61»% agreed.", {"population": "adults asked"}),
    ("Half of those aware («51»%) had one.", {"population": "those aware"}),
    ("It was lowest among those with no boat (52%; n=«97»).", {"population": "those with no boat"}),
    ("In the survey, to which 1,480 firms replied (93.5% of those asked), the flow was raised by £«388.4» million.",
     {"population": None}),
    # which area, and which figure
    ("Prices rose «3.0» percent, South African ones 2.8.", {"area": None}),
    ("Prices rose 3.0 percent, South African ones «2.8».", {"area": "ZA"}),
    ("Capital fell by «4»%, largely because flows from Spain had been high.", {"area": None}),
    ("It fell by 4% because in Spain sales were down «12»%.", {"area": "ES"}),
    ("Money rose by «4»% (see Table 1). Assets rose by 5%." + _MONEY, {"figure": "1"}),
    ("Money rose by 4% (see Table 1). Assets rose by «5»%." + _MONEY, {"figure": None}),
    ("Money rose by 4% (Table 1). Assets rose by «5»%." + _MONEY, {"figure": "1"}),
]  # fmt: skip
