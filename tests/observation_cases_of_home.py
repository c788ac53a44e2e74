"""Numbers of the country that a whole document is about, and those that turn to another one for a moment.

Belongs here: areas that the opening of a document gives, and what a sentence that names another one leaves with it. Only
the slots that are named are compared.
"""

from __future__ import annotations

_OPENING = "BANK OF CHILE\n\nMonthly note\n\nPrices in Chile rose by 3.1 per cent in March 2019.\n\n"
_TITLE = "# Tourism in Peru, March 2019\n\nThere were 420 thousand guests in March 2019.\n\n"

HOME: list[tuple[str, dict[str, str | None]]] = [
    (_OPENING + "## Credit\n\nLoans to firms grew by «4.4» per cent.", {"area": "CL"}),
    (_OPENING + "## Credit\n\n| Loans | 2018 | 2019 |\n|--|--|--|\n| Firms, % | 3.1 | «4.4» |\n", {"area": "CL"}),
    (_OPENING + "## Peru\n\nLoans to firms grew by «4.4» per cent.", {"area": "PE"}),
    # a publisher alone, an address alone, a first sentence alone are none
    (
        "BANK OF CHILE\n\nMonthly note\n\nPrices rose by 3.1 per cent.\n\n## Credit\n\nLoans grew by «4.4» per cent.",
        {"area": None},
    ),
    (
        "Monthly note\n\nPrices in Chile rose by 3.1 per cent.\n\n## Credit\n\nLoans grew by «4.4» per cent.",
        {"area": None},
    ),
    (
        "Chile and Peru: trends\n\nPrices in Peru rose by 3.1 per cent.\n\nFigure 1. Prices in Peru and Chile\n\n"
        "## Credit\n\nLoans grew by «4.4» per cent.",
        {"area": None},
    ),
    # a list of partners, a turn to another country
    (
        _TITLE + "Most came from five countries: Chile, Bolivia, Ecuador, Brazil and Japan. Their stays rose by «4»%.",
        {"area": "PE"},
    ),
    (_TITLE + "Output rose by «4»%, and for the US economy 2.6% is expected. Credit grew by 5%.", {"area": "PE"}),
    (_TITLE + "Output rose by 4%, and for the US economy «2.6»% is expected. Credit grew by 5%.", {"area": "US"}),
    (_TITLE + "Output rose by 4%, and for the US economy 2.6% is expected. Credit grew by «5»%.", {"area": "PE"}),
    (_TITLE + "In Chile output rose by 4%. Credit grew by «5»%.", {"area": "CL"}),
    (_TITLE + "The rate reached «92.4» euros and was the highest in Cusco (110.9 euros).", {"area": "PE"}),
    (_TITLE + "The rate reached 92.4 euros and was the highest in Cusco («110.9» euros).", {"area": "PE-CUS"}),
    (_TITLE + "Equity fell by «4»%, largely because the inflows from Spain shrank to 5 million euros.", {"area": "PE"}),
    (_TITLE + "The rate, «53» beds per 100,000 people, is one of the lowest in Europe.", {"area": "PE"}),
    ("The rate was the highest in Europe («53»%).", {"area": "Europe"}),
    ("Data under Regulation (EU) No 692/2011 were revised by «0.2»%.", {"area": None}),
    ("Data of the European Union (EU) were revised by «0.2»%.", {"area": "EU"}),
    ("The rate of AM Lisboa was «31»%.", {"area": "AM Lisboa"}),
    ("In Luzon the rate was «31»%.", {"area": "Luzon"}),
    # a chapter of a report whose captions name its country, and whose first number is of no country
    (
        "Chapter 1\n\nThis chapter describes how people live in Chile.\n\nSome 31% of households own a car.\n\n"
        "Figure 1. Cars in Chile\n\n## Trains\n\nTrains are used by «4.4» per cent.",
        {"area": None},
    ),
]
