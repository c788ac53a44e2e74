"""Sentences in which it is not plain when a number was measured (see `observation_cases`).

Belongs here: cases of fiscal years and their parts, dates that are only compared with, dates of the day of writing, and
what is gone on with from another sentence. Only the slots that are named are compared.
"""

from __future__ import annotations

_DATED = "Lima, 21 May 2024\n\n"
_DRAWN = 'caption="Sites with a map.",\n  description="Bar chart. In 2016 41% had one.",'
_FIGURE = "{{ figure_markup(\n  " + _DRAWN + "\n)\n}}\n\n"

WHEN: list[tuple[str, dict[str, str | None]]] = [
    # fiscal years and their parts
    ("Sales were Rs. «79» billion in H1 of 2018-19 against Rs. 91 billion in H1 of 2017-18.", {"period": "FY2018-S1"}),
    ("Sales were Rs. 79 billion in H1 of 2018-19 against Rs. «91» billion in H1 of 2017-18.", {"period": "FY2017-S1"}),
    ("Growth was «5.1»% in the first quarter (July-September) of 2018-19.",
     {"period": "FY2018-Q1", "starts": "2018-07-01", "ends": "2018-09-30"}),
    ("Growth was «5.1»% in the third quarter of 2019.", {"period": "2019-Q3", "ends": "2019-09-30"}),
    ("Growth was 5.1% in Q1 of 2018-19. It fell in Q4, to «3.2»%.", {"period": "FY2018-Q4"}),
    ("Growth was 5.1% in Q2 of 2018-19 and «3.2»% in the corresponding period of the preceding year.",
     {"period": "FY2017-Q2"}),
    ("Growth was 5.1% in Q1 of 2018-19 and «3.2»% in the preceding quarter.", {"period": "FY2017-Q4"}),
    ("The fiscal year ends on 30 June. Revenue was «12»% up in FY2021-22.", {"starts": "2021-07-01"}),
    ("The visa year ends on 30 June. Revenue was «12»% up in 2021.", {"starts": "2021-01-01"}),
    ("Table 1 Growth, per cent\n\n| | 2018-19 Q1 | 2018-19: Q2 |\n|---|---|---|\n| GDP | «5.4» | 5.2 |",
     {"period": "FY2018-Q1"}),
    ("Table 1 Growth, per cent\n\n| | 2018-19 Q1 | 2018-19: Q2 |\n|---|---|---|\n| GDP | 5.4 | «5.2» |",
     {"period": "FY2018-Q2"}),
    ("Exports rose by «5»% during April-December 2018-19.", {"period": "2018-04/2018-12"}),
    ("The deficit was $«12» billion in July/December of FY 2018/2019.", {"period": "2018-07/2018-12"}),
    ("In April-June 2016-17 it was «4»%.", {"period": "2016-Q2"}),
    ("Net flows stood at $«3.89» billion in FY'19.", {"period": "FY2019"}),
    ("| Kind | FY’18 | FY’19 |\n|---|---|---|\n| Equity | 614.7 | «1,195.2» |", {"period": "FY2019"}),
    ("# Review, March 2018\n\nIn February 2018 prices rose 2%. During the month under review banks took «70» per cent.",
     {"period": "2018-02"}),
    # other ways to write a quarter or a span
    ("Jobs grew by 3% in Q2:2014 and by «4»% in Q3: 2014.", {"period": "2014-Q3"}),
    ("Rents rose «4»% in the March quarter of 2014.", {"period": "2014-Q1"}),
    ("In the last quarter of 2014 rents rose «4»%.", {"period": "2014-Q4"}),
    ("Rents rose by «4»% between the second and third quarter of 2014.", {"period": "2014-Q2/2014-Q3"}),
    ("Rents rose by «4»% over the period May 2009 to October 2012.", {"period": "2009-05/2012-10"}),
    ("Rents rose by «4»% between the second quarter of 2013 and the first quarter of 2014.",
     {"period": "2013-Q2/2014-Q1"}),
    # dates that only others are of
    ("In the 2018 survey 126 people took part. Of those, 27% (26% in 2016) were told. Some «61»% waited.",
     {"period": "2018"}),
    ("In the 2018 survey 126 people took part. Rates were «30»% and 29%, adjusted (in 2016: 28% for nurses).",
     {"period": "2018"}),
    ("In the 2018 survey 126 people took part. Rates were 30% and 29%, adjusted (in 2016: «28»% for nurses).",
     {"period": "2016"}),
    ("It is the third fall since 2011's peak of £«1,090» billion.", {"period": "2011"}),
    ("Growth is projected to average «4.8» per cent over 2018 and 2019.", {"period": "2019"}),
    ("The deficit grew to $12.1 billion (revised) in the first quarter of 2018 from $«11.6» billion (preliminary) in the "
     "fourth quarter of 2017.", {"period": "2017-Q4"}),
    ("In 2013 Norway (88%) led, followed by Sweden (in 2012) and Peru (all «87»%).", {"period": "2013"}),
    ("Norway («88»%) led in 2013.", {"period": "2013"}),
    ("In March 2017 it was 5%. Sales were lower than they were in May 2016. In February they fell by «3»%.",
     {"period": "2017-02"}),
    ("In 2013 exports were «7»% lower than their record high in 2011.", {"period": "2013"}),
    ("Stocks have grown since 2004, when the position held by others was £«36» million.", {"period": "2004"}),
    ("Children made up «31»% of the total (33% in 2010).", {"period": None}),
    ("Children made up 31% of the total («33»% in 2010).", {"period": "2010"}),
    ("Of homes, «74»% had a car and 98% a radio, compared to 67% and 97% in 2015.", {"period": None}),
    ("Of homes, 74% had a car and 98% a radio, compared to «67»% and 97% in 2015.", {"period": "2015"}),
    ("The rate in April to June 2014 was 51%, against «53»% in the same quarter of 2013.", {"period": "2013-Q2"}),
    ("Last year 18% more were found than the «145» of 2016.", {"period": "2016"}),
    ("In 2016 sales rose to 361 million from «343» million.", {"period": "2016"}),
    ("In 2016 sales fell by 3%. They rose to 361 million from «343» million.", {"period": None}),
    ("In 2016 sales fell by 3%. Rates ranged from «3.9» to 7.1 per cent.", {"period": "2016"}),
    ("In May 2016 the rate was 5%. It is expected to stay within «9» percent by the end of 2017.", {"period": "2017"}),
    # the day of writing
    ("OSLO, May 2 — Homes with a car rose by «15» points to 85% in 2017.", {"period": "2017"}),
    (_DATED + "# Trade\n\nIn August 2022 sales fell by 3%.\n\nThey rose by «4»% in March.", {"period": "2024-03"}),
    (_DATED + "# Trade\n\nIn August 2022 sales fell by 3%. They had risen by «4»% in March.", {"period": "2022-03"}),
    ("Results of the 2021 Web Report\n\n# Maps\n\nSome 60% have one, up from «46»% last year.", {"period": "2020"}),
    # what is gone on with
    ("Rates rose from 9% in 2000 to 40% in 2021. Over the same period the share rose from «13»% to 47% in Peru.",
     {"period": "2000"}),
    ("Rates rose from 9% in 2000 to 40% in 2021. Over the same period the share rose from 13% to «47»% in Peru.",
     {"period": "2021"}),
    ("Rates rose from 9% in 2000 to 40% in 2021. In other regions the share rose from «13»% to 47%.", {"period": None}),
    (_FIGURE + "Maps were found on «45»% of sites.", {"period": None}),
    ("It is so.\n\nWorld in 2000 374.1 million\n\nThe number has remained near «264» million.",
     {"area": None, "period": None}),
]  # fmt: skip
