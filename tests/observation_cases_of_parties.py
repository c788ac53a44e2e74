"""Numbers of items that give a key, and of groups that a sentence only names (see `observation_cases`).

Belongs here: keys and values in running text, who stands for a country in a flow, whose doings are counted, counts of
people of an age, tables that give what other money costs. Only the slots that are named are compared.
"""

from __future__ import annotations

_KEYS = (
    "Key figures (in brackets those of 2017) – Night shift nurses: 200 (195); average shift about 7½ hours – "
    "Young nurses under the age of 25 years: 89 (95) – Female nurses: 221 (230), i.e. 7.6 per cent of the total – "
    "Agency nurses: 574 (597); nearly one in five"
)
_RATES = (
    "Table 2: Exchange rates (KSh per unit of currency)\n\n| | March | April |\n|--|--|--|\n"
    "| US dollar | 107.03 | «106.12» |\n| Euro | 117.71 | 118.86 |\n"
)


def _marked(text: str, number: str) -> str:
    return text.replace(number, f"«{number}»", 1)


PARTIES: list[tuple[str, dict[str, str | None]]] = [
    (_marked(_KEYS, "200"), {"unit": "nurse", "population": "Night shift nurses"}),
    (_marked(_KEYS, "195"), {"unit": "nurse", "population": "Night shift nurses"}),
    (_marked(_KEYS, "7½"), {"unit": "hour", "population": "Night shift nurses"}),
    (_marked(_KEYS, "89"), {"unit": "nurse", "population": "nurses under the age of 25 years"}),
    (_marked(_KEYS, "221"), {"unit": "nurse", "population": "Female nurses"}),
    (_marked(_KEYS, "7.6"), {"unit": "percent", "population": "Female nurses"}),
    (_marked(_KEYS, "597"), {"unit": "nurse", "population": "Agency nurses"}),
    ("- Female nurses: «221» (230)\n- Agency nurses: 574 (597)", {"unit": "nurse", "population": "Female nurses"}),
    ("- Female nurses: 221 («230»)\n- Agency nurses: 574 (597)", {"unit": "nurse", "population": "Female nurses"}),
    ("- Nurses: «221» (230)", {"unit": "nurse", "population": None}),
    ("- Share of female nurses: «22» (23)", {"unit": None}),
    ("- Average stay of nurses in years: «22»", {"unit": None}),  # what is measured is no count
    ("There were two answers: «221» nurses agreed.", {"unit": "nurse", "population": None}),
    ("The number of nurses was «2,910», which was 4 per cent, or 125 nurses, less.", {"unit": "nurse"}),
    ("The rate was «29», which was 4 per cent less.", {"unit": "percent"}),
    # one side of a flow
    ("Investors from Hungary withdrew EUR «97.6» million net.", {"population": None, "area": "HU"}),
    ("Residents of Croatia disinvested EUR «71.9» million.", {"population": None, "area": "HR"}),
    ("Debt between affiliated enterprises was repaid: EUR «192.5» million.", {"population": None}),
    ("Residents of Croatia spent EUR «71.9» million on trips.", {"population": "Residents"}),
    ("Foreign investors bought shares worth EUR «71.9» million.", {"population": "Foreign investors"}),
    ("The gap between women («62.5»%) and men (49.3%) has widened.", {"population": "women"}),
    # whose doings are counted
    ("Overnight stays of residents totalled «1.27» million.", {"unit": "stay", "population": "residents"}),
    (
        "Stays of residents totalled 1.27 million, while those of non-residents grew by 10% to «2.75» million.",
        {"unit": "stay", "population": "non-residents"},
    ),
    ("The number of nurses rose by 10% to «2.75» million.", {"unit": "nurse", "population": None}),
    ("Children of working mothers numbered «1.27» million.", {"population": None}),
    (
        "Some «6,133» persons aged 10 and over had used it.",
        {"unit": "person", "population": "persons aged 10 and over"},
    ),
    ("Some «6,133» persons had used it.", {"unit": "person", "population": None}),
    ("Lima (+«28»%) stood out among the municipalities.", {"population": None}),
    # what other money costs
    (_RATES, {"unit": "KES"}),
    (_RATES.replace("KSh per unit of currency", "end of month"), {"unit": "USD"}),
]
