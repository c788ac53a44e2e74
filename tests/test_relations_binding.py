"""Which numbers words tie together, before anything is recomputed: the messy wordings, and the traps beside them."""

from __future__ import annotations

import pytest
from engine import relations, rows

# A relation of this kind between these numbers holds.
HOLD = [
    # twins: each level against its like
    ("direction", "Net income was $56.0m, or $0.83 per share, up from $37.2m, or $0.55, in 2020.", ["56.0", "37.2"]),
    ("direction", "Net income was $56.0m, or $0.83 per share, up from $37.2m, or $0.55, in 2020.", ["0.83", "0.55"]),
    ("direction", "The number of convicted was 2,881 (21.5%), up from 2,795 (20.7%) in 2018.", ["21.5", "20.7"]),
    ("direction", "Unemployment rose by 61,000 to 1.52 million (4.4%), up from 1.46 million (4.2%).", ["4.4", "4.2"]),
    ("direction", "Debt increased to $1,218.4 billion or 67.1% of GDP (end-March 2023: $1,149.2 billion or 63.4% of GDP).",
     ["1,218.4", "1,149.2"]),
    # levels of the year before in bare brackets
    ("direction", "The rate, 5.6%, was higher than in Japan (4.9%), Malta (3.1%) and Chad (2.2%).", ["5.6", "2.2"]),
    ("growth", "First-time applicants numbered 98,240, a 10% increase on 2022 (89,370), and others 5,265, a 20% decrease"
     " (6,555).",
     ["20", "6,555", "5,265"]),
    ("direction", "A cut is expected in Norway - to 50 (52.1) million tons and Malta - to 25.5 (27) million tons.",
     ["27", "25.5"]),
    ("direction", "A reduction is expected in Norway - to 50 (52.1) million tons.", ["52.1", "50"]),
    ("direction", "Growth is projected in Malta - to 145 (142.5) million tons.", ["145", "142.5"]),
    ("change", "Remittances reached US$155.5 billion in 2023, about US$12 billion above 2022 (142.9).",
     ["12", "142.9", "155.5"]),
    # a change and the level that is its own
    ("growth", "Profit doubled to $551 million, against $176 million a year before, yet it was down nine per cent compared"
     " to $607 million in June.", ["nine", "607", "551"]),
    ("growth", "Rooms cost S$72, a dip from S$72.8 in the month prior and down by 65 per cent from S$205.4 in 2019.",
     ["65", "205.4", "72"]),
    ("direction", "The share fell to 14.4% from 21.0%, sales dropping by 43.9% to 92,627 units.", ["21.0", "14.4"]),
    ("growth", "The mines reported 11.2 million ounces, compared with 12.5 million in the quarter before, a fall of over"
     " 10 percent.", ["10", "12.5", "11.2"]),
    ("growth", "Steel saw 9 per cent growth in output at 4.37 million tonnes, having produced 4 million tonnes in the"
     " year-ago period.", ["9", "4", "4.37"]),
    ("growth", "Births went from 1,790,361 in 2012 to 1,744,762 in 2015, about -2.5 percent.",
     ["2.5", "1,790,361", "1,744,762"]),
    ("change", "Turnover rose by 12.4 million to 630.5 million euros from 618.1 million euros.",
     ["12.4", "618.1", "630.5"]),
    ("growth", "The cut took cases from 4.94 lakh (494,000) in 2021 to 3.31 lakh (331,000) in 2022, a fall of 33%.",
     ["33", "4.94", "3.31"]),
    ("repeat", "Cases came to 4.94 lakh (494,000) in 2021.", ["4.94", "494,000"]),
    # overall values and their groups
    ("within_groups", "The rate for men was 7.1% and for women 8.0%, and the overall rate was 7.5%.", ["7.5", "7.1", "8.0"]),
    ("within_groups", "Stays rose by 5.9%; stays of residents increased by 6.8% and those of non-residents by 5.4%.",
     ["5.9", "6.8", "5.4"]),
    ("within_groups", "There were 150,131 arrivals, an increase of 17.5% on 2019. Arrivals from EU and non-EU countries went"
     " up by 15.6% and 23.2% respectively.", ["17.5", "15.6", "23.2"]),
    ("within_groups", "- Passengers: 30.9 million, +8.4%;\n- Domestic: 24.4 million, +9.1%;\n- International: 6.5 million,"
     " +5.7%;", ["8.4", "9.1", "5.7"]),
    ("within_groups", "The rate went down by 0.8 percentage points to 22.3 percent, for males by 0.7 percent to 19.8 percent"
     " and for females by 1.4 percent to 31.7 percent.", ["22.3", "19.8", "31.7"]),
    # shares and their wholes
    ("feasible_share", "The 15,756 scams of 2020 (up 65.1% from 9,545) made up 42.1% of all 37,409 crimes.",
     ["15,756", "37,409", "42.1"]),
    ("feasible_share", "There were 671 dead pedestrians, 21% of all deaths. The total fell to 3,201 from 3,221.",
     ["21", "671", "3,201"]),
    ("feasible_share", "Of the 4,000, 3,989, which represent 99.7 per cent, passed.", ["3,989", "4,000", "99.7"]),
    ("implied_base", "Rainfall was 37.4 mm, which is 81% of the long-term average of 46.2 mm.", ["81", "37.4", "46.2"]),
    ("implied_base", "Net income was €13.0 million, up from €2.3 million, and the profit margin rose to 2.0% from 0.3%."
     " Revenue declined to €661.1 million from €688.7 million.", ["2.0", "13.0", "661.1"]),
    ("implied_base", "Net income was €13.0 million, up from €2.3 million, and the profit margin rose to 2.0% from 0.3%."
     " Revenue declined to €661.1 million from €688.7 million.", ["0.3", "2.3", "688.7"]),
    ("implied_base", "Norway was top with a 16.5% share at $906.98 million, followed by Malta's 14.6% ($804.39 million);"
     " of imports Chad had 23.9% ($2.15 billion) and Peru 9.2% ($827.73 million).",
     ["2.15", "23.9", "827.73", "9.2"]),
    ("subset", "There were 150,131 arrivals. Holidays accounted for 131,865 arrivals, business for 13,841.",
     ["150,131", "13,841"]),
    ("subset", "Until August, 1,582,835 tourists came. In August alone it was 200,359.", ["1,582,835", "200,359"]),
    ("shares_sum", "In towns 54.95% are male and 45.05% female; at college it is 66.8% and 33.2%.", ["66.8", "33.2"]),
    # sums and balances
    ("total", "A total of 80,892 had registered. In schools 48,699 had. In trades 28,192 had. In colleges 4,001 had.",
     ["80,892", "48,699", "28,192", "4,001"]),
    ("change", "AYES, 89; NOES, 52; majority of 37.", ["37", "89", "52"]),
    ("change", "Revenues had hit 132.7 billion pesos while expenditures totaled 159.4 billion, a deficit of 26.8 billion.",
     ["26.8", "159.4", "132.7"]),
    # orders
    ("rank", "Reading (86%) was the most common, the next most common being e-mail (85%), followed by games (72%).",
     ["86", "85", "72"]),
    ("rank", "Norway was the top market with 16.5%, followed by Malta with 14.6%; of imports Chad came first with 23.9%,"
     " then Peru with 9.2%.", ["23.9", "9.2"]),
]  # fmt: skip

# This number is tied by a relation that does not hold.
WRONG = [
    ("shares_sum", "In towns 54.95% are male and 45.05% female, in villages 58.07% male and 49.13% female.", "58.07"),
    ("growth", "Drug deaths decreased by 21% (297 deaths) in 2022, to 1,051.", "297"),
    ("change", "The temperature was 10.6 °C, which is 0.4 °C above the long-term average of 15.6 °C.", "10.6"),
    ("feasible_share", "The 15,756 scams of 2020 (up 65.1% from 9,545) made up 24.1% of all 37,409 crimes.", "24.1"),
    ("direction", "Net income was $897 million on revenue of $10.5 billion, and operating income totalled $1.07 billion, up"
     " from $1.11 billion.", "1.07"),
    ("growth", "Subscriptions grew from 1,074.24 million to 1,102.94 million, i.e. at a monthly rate of 6.27%.", "6.27"),
    ("growth", "Subscriptions went from 449.86 million to 460.57 million (3.28%).", "3.28"),
    ("growth", "Imports increased by 15.10 percent by going up from $52.910 billion to $68.098 billion.", "68.098"),
    ("growth", "Revenue declined 10.0% on an annual basis to $625.9 million from $659.3 million.", "659.3"),
    ("growth", "Scams rose 16 per cent, to 8,403 cases from 7,427, and the losses to $168 million.", "7,427"),
    ("within_groups", "The female rate was 61.2% and the male rate 71.0%, while the total rate was 56.1%.", "56.1"),
    ("implied_base", "Norway led with a 16.5% share at $906.98 million, followed by Malta's 14.6% ($840.39 million) and"
     " Chad's 14.2% ($780.99 million).", "840.39"),
    ("implied_base", "Net income was $31.0 million and the profit margin 2.0%. Revenue was $661.1 million.", "31.0"),
    ("direction", "Output was 1.8 million tonnes; sales were higher at 1.76 million tonnes, against 1.78 million tonnes in"
     " 2019.", "1.76"),
]  # fmt: skip

# Nothing in these contradicts itself.
SOUND = [
    "An increase is expected in Norway - to 50 (52.1) million tons.",
    "Sales were more than 0 million higher in 2019, at 5 million against 4 million.",
    "In towns 54.95% are male and 45.05% female, and there rents and wages grew by 66.8% and 23.2%.",
    "Crime ranks first (45%, no change), followed by prices (25%, -2 pp), health (22%, =) and peace (19%, +1 pp).",
    "Sales rose by 21% (868.6 million) to 1,051 million.",
    "Occupancy moved from 91.4 to 93.5 per 100 places, and in thirteen of them, that is 28%, it was above 100.",
    "Turnover rose by 12.4 million, or 1.0%, to 630.5 million euros in the year in real terms.",
    "In real terms turnover rose by 12.4 million, or 1.0%, to 630.5 million.",
    "Revenue slipped to $2.04 billion, down from $2.14 billion: a $71 million (28%) increase in advertising was offset by a"
    " $175 million (10%) decrease in subscriptions.",
    "The mean daily maximum temperature was 16.0 °C, which is 0.4 °C above the long-term average of 15.6 °C.",
    "Applications totalled 271,700 in the first three quarters of this year, compared with 349,600 in 2003.",
    "The number of convicted was 2,881 (20.5%), up from 2,795 (20.7%) in 2018.",
    "In 2012, 7% (367,000) of those earning less than £200 were offline, compared with 5% (253,000) in 2014.",
    "There were 44.6 million users, representing 87% of adults. The 6.4 million who were offline represented 13% of adults.",
    "Male employment was 61.2% and female employment 51.0%, while overall inflation was 4.1%.",
    "Of the 164 deals of £1 million or more (182 in 2019), 57 were abroad.",
    "Prices rose by 1 percent to 3 percent in most towns.",
    "The rate, 5.6%, was higher than in Japan (4.9%), Malta (3.1%) and Chad (6.2%).",
    "Revenue was $50 million and net income $5.1 million; the gross margin was 42.0%.",
]  # fmt: skip

# No relation of this kind ties these two.
TRAPS = [
    ("change", "Schools taught 265 million, at least 4.2 million more than the year before. In towns it came down from 135"
     " million to 122 million.", ["265", "135"]),
    ("growth", "Unemployment rose to 1.52 million (4.4%), up from 1.46 million (4.2%).", ["4.4", "1.52"]),
    ("direction", "Growth is forecast at 4.8% in 2023 and 4.7% in 2024, revised from 4.6% and 4.9% respectively.",
     ["4.8", "4.6"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "numbers"), HOLD)
def test_numbers_that_words_tie_are_tied_and_hold(kind: str, text: str, numbers: list[str]) -> None:
    found = [one for one in relations(text, kind) if one.verdict == "consistent"]
    assert sorted(numbers) in [sorted(exact for exact, _ in one.operands) for one in found]


@pytest.mark.parametrize(("kind", "text", "number"), WRONG)
def test_a_misprint_is_seen(kind: str, text: str, number: str) -> None:
    wrong = [one for one in relations(text, kind) if one.verdict == "inconsistent"]
    assert any(number in [exact for exact, _ in one.operands] for one in wrong)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


@pytest.mark.parametrize(("kind", "text", "numbers"), TRAPS)
def test_what_words_do_not_tie_is_not_tied(kind: str, text: str, numbers: list[str]) -> None:
    assert not any(set(numbers) <= {exact for exact, _ in one.operands} for one in relations(text, kind))
