"""Periods that a text goes on with, and those that it only looks back to or says when something was written.

Belongs here: passages that look back, dates of publications, parts of a year written short, heads of tables that leave the
year or the month to other heads (see `observation_cases`). Only the slots that are named are compared.
"""

from __future__ import annotations

_TITLE = "# Prices, October 2022\n\n"

RUNNING: list[tuple[str, dict[str, str | None]]] = [
    # passages that look back: their dates are of their own numbers only
    ("After a fall of «2»% in Q1 2021, output rose by 1.5% in Q2 2021.", {"period": "2021-Q1"}),
    ("After a fall of 2% in Q1 2021, output rose by «1.5»% in Q2 2021.", {"period": "2021-Q2"}),
    (
        "After a fall of 2% in Q1 2021, output rose by 1.5% in Q2 2021. Mining added «0.3» points.",
        {"period": "2021-Q2"},
    ),
    ("Following growth of 0.6% in Q4 2016, sales rose by «0.7»% in Q1. Food gained 1%.", {"period": "2017-Q1"}),
    ("Following growth of 0.6% in Q3 2016, sales rose by 0.7% in Q4. Food gained «1»%.", {"period": "2016-Q4"}),
    ("After falling 3% in 2020 and 1% in 2021, rents rose 4% in 2022. In towns they rose «2»%.", {"period": "2022"}),
    ("Rents, which had lost «3»% in 2020, rose 4% in 2022. In towns they rose 2%.", {"period": "2020"}),
    ("Rents, which had lost 3% in 2020, rose 4% in 2022. In towns they rose «2»%.", {"period": "2022"}),
    ("In Q2 2024 trade shrank. Against Q1/2024, when it had gained 0.8%, it lost «1.1»%.", {"period": "2024-Q2"}),
    ("In 2023 all were asked. Of the young 99% agreed; in this group it had been «57»% in 2018.", {"period": "2018"}),
    ("In 2023 all were asked. Of the young «99»% agreed; in this group it had been 57% in 2018.", {"period": "2023"}),
    ("In Q2 2020 rents rose 5%. In Q1 2020 the rise had been 6%. Flats cost «4»% more.", {"period": "2020-Q2"}),
    ("In Q1 2020 the rise had been 6%. In Q4 2019 it had been 5%. Flats cost «4»% more.", {"period": "2019-Q4"}),
    ("Sales rose 3% in May 2019 after 0.4% in April and «0.8»% in March.", {"period": "2019-03"}),
    ("Sales rose 3% in May 2019 after 0.4% in April; without cars they rose «0.2»%.", {"period": "2019-05"}),
    # but a date behind "after" may be the only one, and years are no moves
    ("After 2010 the share rose to «12»%, in towns to 14%.", {"period": "2010"}),
    ("Two years after falling to 3% in 2018 the rate was «5»%.", {"period": "2018"}),
    # what a text goes on with
    (
        "Sales fell from 12 million in 2019 to 10 in 2020, and rose to 11 in 2021. Costs were «8» million.",
        {"period": "2021"},
    ),
    ("In 2005 12% were online, in 2021 91%. Of these «60»% shopped.", {"period": "2021"}),
    ("Debt was 98% of GDP in 2022 and is to fall to 95% by the end of 2025. Net debt was «80»%.", {"period": "2022"}),
    ("In 2012 31% knew it, by 2019 64%. Of the men «70»% did.", {"period": "2019"}),
    (
        "# Jobs, Q3 2021\n\nIn the first half of 2021 as a whole jobs rose 1%.\n\nOffers were up «12»%.",
        {"period": "2021-Q3"},
    ),
    (
        "# Jobs, Q3 2021\n\nIn the first half of 2021 jobs rose 1%. Offers were «12»% up on Q3 2020.",
        {"period": "2021-Q3"},
    ),
    ("# Jobs, Q3 2021\n\nIn the first half of 2021 jobs rose 1%. Offers were «12»% up.", {"period": "2021-S1"}),
    (
        "In September 2023 we shipped 6 tons (4 tons a year earlier), which brought in «3» million euros.",
        {"period": "2023-09"},
    ),
    (
        "Rates were 4% in June 2023, against 5% in May and 9% in June 2022, and fell by «0.3»% on the month.",
        {"period": "2023-06"},
    ),
    (
        "In 2019 guests were many. Foreign guests made up «64»%, up from 62% in 2018 and 55% in 2010.",
        {"period": "2019"},
    ),
    (
        "In 2019 guests were many. Of all 64% came by car, up from 62% in 2018 and 55% in 2010. «51»% were men.",
        {"period": "2019"},
    ),
    ("In 2019 exports rose. The EU took «59»%; it took 61% in 2015.", {"period": "2019"}),
    (
        "In October 2016 rents rose 2%. Between April and October 2016 they rose 4%. The index stood at «101».",
        {"period": "2016-10"},
    ),
    (
        "In October 2016 rents rose 2%. Between April and July 2016 they rose 4%. The index stood at «101».",
        {"period": "2016-04/2016-07"},
    ),
    ("Rents fell by «0.7»% from April to May 2016.", {"period": "2016-05"}),
    (
        "The gap shrank by $«18.6» billion, or 8.9%, to $190.3 billion in the third quarter of 2023.",
        {"period": "2023-Q3"},
    ),
    (
        "The gap shrank by $18.6 billion, or «8.9»%, to $190.3 billion in the third quarter of 2023.",
        {"period": "2023-Q3"},
    ),
    ("In 2016 prices rose «2»%.", {"period": "2016"}),
    ("Exports in 2016 prices rose «2»%.", {"period": None}),
    (
        "In 2023 the rate was 3%; since March 2022 it has lost 4 points. Sales were «7» million euros.",
        {"period": "2023"},
    ),
    (
        "# GDP, Q2 2024\n\nFrom 2019 to 2023 revisions averaged 0.2 points. The decrease of «1.1»% is not final.",
        {"period": "2024-Q2"},
    ),
    # both ends of a span
    ("The farms fell from 4,100 in 2010 to 3,200 in 2020 and their area from «90» to 82 hectares.", {"period": "2010"}),
    ("The farms fell from 4,100 in 2010 to 3,200 in 2020 and their area from 90 to «82» hectares.", {"period": "2020"}),
    (
        "The rate was 5% in April 2020, up from 4% in March 2020. For loans it was 3%, up from «2»%.",
        {"period": "2020-03"},
    ),
    ("The rate was 5% in 2020, up from 4% in 2010. For loans it was 3%, up from «2»%.", {"period": None}),
    ("In 2018 41% had one, in 2020 52%. On phones the shares were «31»% and 47%, respectively.", {"period": "2018"}),
    ("In 2018 41% had one, in 2020 52%. On phones and tablets the shares were «31»% and 47%.", {"period": "2020"}),
    # dates of publications
    (_TITLE + "The office published on 4 November 2022 that prices had risen by «0.9»%.", {"period": "2022-10"}),
    (
        _TITLE + "Food rose 2%. The next release, for November 2022, is due on 6 December 2022. Fuel rose «3»%.",
        {"period": "2022-10"},
    ),
    (
        "In 2019 4% had none. Figures released on 31 March 2020 replace those of the May 2020 bulletin. Youth: «9»%.",
        {"period": "2019"},
    ),
    ("According to data published in May 2021, «14»% of adults smoked in 2019.", {"period": "2019"}),
    ("In 2024 growth will be 3%, «0.4» points more than in the October 2023 forecast.", {"period": "2024"}),
    ("The Act of 12 June 1998 requires «25»% of seats to be free.", {"period": None}),
    ("# Output, Q2 2024\n\nTerms follow ESA 2010. The decrease of «1.1»% is not final.", {"period": "2024-Q2"}),
    # but what is published may be counted, and a survey is of its date
    ("In all, «4,100» reports were published in 2020.", {"period": "2020"}),
    ("In the December 2022 survey «34»% of firms wanted more.", {"period": "2022-12"}),
    ("The 2019 forecast was «2.1»%.", {"period": "2019"}),
    (
        "In March 2020 trade shrank. By the data published by the office on 15 April 2020, output fell by «6.8»%.",
        {"period": "2020-03"},
    ),
    (
        "In 2012 births fell. The rate was «11.6»%, down from 11.8% in the previous year and 13.3% in 1992.",
        {"period": "2012"},
    ),
    # parts of a year written short
    ("Sales rose 2% in 1Q24 and «3»% in 4Q23.", {"period": "2023-Q4"}),
    ("Sales rose «4»% in 1H24.", {"period": "2024-S1"}),
    ("Sales rose 4% in 1H24 and «3»% in 2H2023.", {"period": "2023-S2"}),
    ("Sales rose 2% in Q1/24 and «3»% in H1/23.", {"period": "2023-S1"}),
    ("Sales rose «2»% in Q1'24.", {"period": "2024-Q1"}),
    ("For 9M 2023 sales were «2»% up.", {"period": "2023-01/2023-09"}),
    ("In May/2023 permits fell by «15»%.", {"period": "2023-05"}),
    (
        "The first-quarter 2018 result was 12 million euros, the second-quarter result «14» million.",
        {"period": "2018-Q2"},
    ),
    ("In the 2nd quarter 2017 output rose «2»%.", {"period": "2017-Q2"}),
    ("In the first half of the 2010s the share rose by «4» points.", {"period": "201X"}),
    # said by how they lie to another
    ("Profit was 14 million euros in Q2 2023 and «11» million in the year-ago quarter.", {"period": "2022-Q2"}),
    ("Net sales in Q4 2022 rose by 8%. For the full year they came to «455» million euros.", {"period": "2022"}),
    ("The rate was 7% in October 2021, and «6»% in October of the previous year.", {"period": "2020-10"}),
    ("The rate was 7% in January 2021, and «6»% in December of the previous year.", {"period": "2020-12"}),
    (
        "From January to April 2022 it was 4 million euros, against «6» million in the same period of 2021.",
        {"period": "2021-01/2021-04"},
    ),
    (
        "Knives were used in 44 cases in the year ending June 2019 and in «41» cases in the previous year.",
        {"period": "2017-07/2018-06"},
    ),
    ("On 12 March 2020 the yield was 0.2%, and «0.1»% a week earlier.", {"period": "2020-03-05"}),
    ("Growth of 2% is forecast over 2024 and of «3»% over 2025.", {"period": "2025"}),
    ("In 2024 sales grew «2»% over 2023.", {"period": "2024"}),
    # tables
    (
        "| Year ended 30 June | 2022 | 2023 |\n|---|---|---|\n| Sales, EUR m | 265 | «320» |",
        {"period": "2022-07/2023-06"},
    ),
    ("| Year ended 31 December | 2022 | 2023 |\n|---|---|---|\n| Sales, EUR m | 265 | «320» |", {"period": "2023"}),
    ("| March years | 2016 | 2017 |\n|---|---|---|\n| Sales, EUR m | 265 | «320» |", {"period": "2016-04/2017-03"}),
    ("| EUR m | 2023 | 2022 | Change (%) |\n|---|---|---|---|\n| Sales | 22 | 20 | «10» |", {"period": "2023"}),
    (
        "| EUR m | Sep/2023 | Sep/2022 | Jan-Sep/2023 | Share % |\n|---|---|---|---|---|\n| Sales | 22 | 20 | 99 | «31» |",
        {"period": "2023-01/2023-09"},
    ),
    (
        "| EUR m | Q2 2023 | Q1 2023 | Q2 2022 | Change |\n|---|---|---|---|---|\n| Sales | 22 | 20 | 18 | «10» |",
        {"period": "2023-Q2"},
    ),
    ("| Month | Guests, 2022 | Guests, 2021 |\n|---|---|---|\n| Jan. | «12» | 10 |", {"period": "2022-01"}),
    (
        "| Share of | 2020 | 2021 | Δ20–21 (pp) |\n|---|---|---|---|\n| Men, % | 52 | 55 | «3» |",
        {"period": "2020/2021"},
    ),
    (
        "| USD m | FY 2021/22 | FY 2022/23 Jul–Mar |\n|---|---|---|\n| Sales | 265 | «320» |",
        {"period": "2022-07/2023-03"},
    ),
    # a comparison with another year's budget, a law's year and a cause's day are nothing to go on with
    (
        "The plan is 20 million in 2019, an increase of 8% on the adopted budget for 2018. Staff cost «3» million.",
        {"period": "2019"},
    ),
    ("Sales were 12 million in 2021, «3»% higher than the outturn of 2020.", {"period": "2021"}),
    ("Rents rose by «4»% on average in 2021.", {"period": "2021"}),
    ("Taxes rose 2% in 2021. Fees follow the Water Regulations 2014. Tolls were «9» million.", {"period": "2021"}),
    (
        "# Cash, May 2022\n\nCash rose 4% in May 2022. Deposits fell «2»%, due to the payout of 4 May.",
        {"period": "2022-05"},
    ),
    ("Sales fell «2»% on the ban of 4 May 2022.", {"period": "2022-05-04"}),
    # a part singled out is left again, a day within its month too; the end of the month is not
    (
        "Exports were 9 million in January–April 2022. In April 2022 alone they were 3 million. Ore made «2» million.",
        {"period": "2022-01/2022-04"},
    ),
    (
        "Exports were 9 million in January–April 2022. In April 2022 they rose. Ore made «2» million.",
        {"period": "2022-04"},
    ),
    (
        "# Cash, May 2022\n\nOn 16 May 2022 the bank cut its rate by 25 basis points. Reserves were «6» million.",
        {"period": "2022-05"},
    ),
    (
        "# Cash, May 2022\n\nReserves were 6 million on 31 May 2022. Gold was «2» million.",
        {"period": "2022-05-31"},
    ),
    # what is still to come holds for what is expected
    (
        "# Council, 27 November 2023\n\nSpending is put at 9 million in 2024. Income would come to «5» million.",
        {"period": "2024"},
    ),
    # what title and lead agree on holds in other sections; a title's year alone may be that of its publication
    (
        "Fonts\n\nFonts chapter of the 2022 Almanac.\n\n# Use\n\nIn June 2022 84% of pages had one.\n\n"
        "# Hosts\n\nTwo hosts serve «20»% of pages.",
        {"period": "2022"},
    ),
    (
        "# Roads 2021\n\n## Use\n\nIn 2020 84% of cars drove.\n\n"
        "| Kind | Share, % |\n|---|---|\n| Vans | «20» |\n| Cars | 80 |",
        {"period": None},
    ),
    # the level before is of the part of the year before only where the text has said so
    (
        "Sales were 9 million in Q1 2022, 2% more than in Q1 2021. Ore made 4 million, compared with «3» million.",
        {"period": "2021-Q1"},
    ),
    ("Sales were 9 million in Q1 2022. Ore made 4 million, compared with «3» million.", {"period": None}),
    ("Sales were 9 million in Q1 2022. Ore made 4 million, compared with «3» million for tin.", {"period": "2022-Q1"}),
    # a caption that names a part of the year for all years of its table; not a survey named by its month
    (
        "Table 1. Flows, January–April, million euros\n\n"
        "| Land | 2021 r | 2022 p | Change |\n|---|---|---|---|\n| A | 1 | 2 | «7» |\n| B | 3 | 5 | 9 |",
        {"period": "2022-01/2022-04"},
    ),
    (
        "Table 1. Firms in the March survey\n\n| Land | 2021 | 2022 |\n|---|---|---|\n| A | «1» | 2 |\n| B | 3 | 5 |",
        {"period": "2021"},
    ),
]
