"""Stated quantities: a numeral with its sign, currency, scale, unit, hedge, and the other end of a range.

Belongs here: what stands directly around the numeral. Does not belong here: units that only the context gives (see
`inheritance`), areas, populations and periods (see `binding`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipelines.numerals.amounts import Amount
from pipelines.numerals.nouns import singular
from pipelines.numerals.roles import IN_A_ROW
from pipelines.numerals.scan import Scan
from pipelines.numerals.units import Unit, currency_after, currency_before, past_stop, scale_at, unit_at
from pipelines.numerals.votes import voters_at
from pipelines.observations.counting import noun_after
from pipelines.reading.layout import Kind
from pipelines.reading.tokens import RAISED, Tokens
from pipelines.rules import Phrases, table, words

_HEDGES_BEFORE = Phrases([row for row in table("hedges") if row["place"] == "before"])
_BETTER = frozenset(("improvement", "advance", "progress"))
_HEDGES_AFTER = Phrases([row for row in table("hedges") if row["place"] == "after"])
CHANGE_VERBS: dict[str, str] = {row["word"]: row["direction"] for row in table("change_verbs")}
_MINUS = frozenset("-−–‑‒")
_SIGNS = _MINUS | {"+", "±"}
_RELATING = frozenset("<=>≤≥")
_LEADING_TO = frozenset(("to", "of", "from", "was", "at", "is", "were", "and"))  # what a sum in brackets goes on from
_ARROW = frozenset("-=–")
_COMPARED = frozenset(
    ("above", "below", "over", "under", "higher than", "lower than", "more than", "less than", "fewer than")
)
_FILLERS = words("quantities_fillers")
_RANGE_VERBS = words("quantities_range_verbs")
_DASHES = frozenset("-–—‑−")
_OWN = frozenset(("its", "their", "the", "that", "those", "what", "last", "his", "our"))
_BACK = 4  # quantities back to a change whose unit is left out
_NAMED, _NAMED_LONG = 3, 8  # tokens that name an area or a group between a change and its levels
_MOST_SHARE = 1000  # per cent
_GATHERING = frozenset(("raise", "raised", "raises", "raising"))
_MOST_FOLD = 500  # times; more is how often
_ASIDE = 6  # tokens of a bracket that restates an amount
_CHANGE_NOUNS = CHANGE_VERBS.keys() & {"increase", "decrease", "rise", "drop", "decline", "reduction", "fall", "gain"}
_WIDEST = 5  # times its lower end: a wider "range" of a change is none
_MAKING = words("quantities_making")
_PACES = frozenset(("rate", "pace"))
_WEIGHING = words("quantities_weighing")
_HEAT = words("quantities_heat")
_DISSOLVED = words("quantities_dissolved")
_NO_PARTS = words("quantities_no_parts")  # of compounds: "20-plus", "500-strong"
_NEAR = 8  # tokens
_CLOSE = 4


@dataclass(slots=True, eq=False)
class Quantity:
    """A stated quantity. Token indices are inclusive; `value`, `step` and `significant` are in base units, with sign.

    `first`..`last` are the numeral (both numbers of a range), `begin`..`end` the whole stated quantity. `preposition` is
    the word that governs it ("from", "to", "by"). For a range `value` is its lower and `upper` its upper end.
    """

    amount: Amount
    first: int
    last: int
    begin: int
    end: int
    value: Fraction
    step: Fraction
    significant: Fraction
    upper: Fraction | None = None
    upper_amount: Amount | None = None
    unit: str | None = None
    kind: str | None = None
    scale: str | None = None
    factor: Fraction = Fraction(1)
    qualifier: str = "exact"
    preposition: str = ""
    negative: bool = False
    signed: bool = False
    enclosed: bool = False
    direction: str | None = None
    verb: int | None = None
    measure: str = "level"
    unit_from: str = "stated"

    def rescale(self, name: str | None, factor: Fraction) -> None:
        """Apply a scale that stands elsewhere ("5 to 6 million", "£ billion" in a column's head)."""
        self.scale = name
        if factor == 1:
            return
        self.factor *= factor
        self.value, self.step, self.significant = (
            self.value * factor,
            self.step * factor,
            self.significant * factor,
        )
        self.upper = self.upper * factor if self.upper is not None else None


def find_quantities(scan: Scan) -> list[Quantity]:
    """The quantities of a sentence, in order."""
    found: list[Quantity] = []
    amounts = scan.amounts
    index = 0
    while index < len(amounts):
        quantity = _compose(scan, amounts[index], found[-1] if found else None)
        _elided(scan.tokens, quantity, found)
        if index + 1 < len(amounts) and _extends(scan, quantity, amounts[index + 1], found):
            quantity = _merge(scan, quantity, _compose(scan, amounts[index + 1], quantity))
            index += 1
        found.append(quantity)
        index += 1
    return found


def _compose(scan: Scan, amount: Amount, previous: Quantity | None) -> Quantity:
    tokens = scan.tokens
    quantity = Quantity(
        amount,
        amount.first,
        amount.last,
        amount.first,
        amount.last,
        amount.value,
        amount.step,
        amount.significant,
    )
    money = _left(scan, quantity)
    _right(scan, quantity, money)
    _hedge(scan, quantity, previous)
    _govern(tokens, quantity)
    if amount.form in ("ratio", "fraction") and quantity.scale is None and quantity.kind in (None, "count"):
        quantity.unit, quantity.kind, quantity.end = (
            "ratio",
            "share",
            max(quantity.last, quantity.end if quantity.kind is None else quantity.last),
        )
    elif amount.form == "multiple":
        quantity.unit, quantity.kind = "fold", "multiple"
    if quantity.negative:
        quantity.value = -quantity.value
    beside = previous is not None and quantity.enclosed and previous.end == quantity.begin - 2
    if (
        beside
        and previous is not None
        and previous.measure == "change"
        and quantity.kind == "share"
        and previous.kind != "point"
    ):
        quantity.measure, quantity.direction = "change", previous.direction
    return quantity


def _left(scan: Scan, quantity: Quantity) -> Unit | None:
    """Currency and sign before the number, in either order."""
    tokens = scan.tokens
    at = quantity.begin
    if enclosed := _enclosed_money(scan, quantity):
        return enclosed
    money = currency_before(tokens, at)
    if money:
        at = money.end
    at = _sign(scan, quantity, at)
    if money is None and quantity.signed:
        money = currency_before(tokens, at)
        at = money.end if money else at
    quantity.begin = at
    before, after = tokens.word(at - 1), tokens.word(quantity.last + 1)
    quantity.enclosed = before == "("
    if (before == "n" and tokens.word(at - 2) == "(") or tokens.low[max(0, at - 2) : at] == ["n", "="]:
        quantity.unit, quantity.kind, quantity.unit_from = "respondent", "count", "stated"
    if tokens.text(at - 1) == "pH" or (tokens.word(at - 2) == "p" and tokens.word(at - 1) in _RELATING):
        quantity.kind = "none"  # "p < 0.01"
    if tokens.low[max(0, at - 2) : at] in (["factor", "of"], ["multiplied", "by"]):
        quantity.unit, quantity.kind = "fold", "multiple"
    scaled = money is not None and before == "(" and after == ")" and scale_at(tokens, quantity.last + 2, money=True)
    cell = scan.sentence.kind is Kind.CELL and scan.habits.brackets_are_minus
    if scaled or (cell and before == "(" and after == ")" and len(tokens) <= 5 and at == 1):
        quantity.negative, quantity.begin, quantity.end = True, at - 1, quantity.last + 1
    elif money is not None and before == "(" and tokens.word(at - 2) in _LEADING_TO and _is_closed(tokens, quantity):
        quantity.negative = True  # "swung from £4.1m to (£1.9m)"
    return money


def _is_closed(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a bracket closes behind a number and its scale."""
    scale = scale_at(tokens, quantity.last + 1, money=True)
    return tokens.word((scale.end if scale else quantity.last) + 1) == ")"


def _enclosed_money(scan: Scan, quantity: Quantity) -> Unit | None:
    """ "£(2.3) billion", "EUR (-21.7) million": brackets between the currency and its scale are a minus, or hold one."""
    tokens, at = scan.tokens, quantity.begin
    sign = tokens.word(at - 1) if tokens.word(at - 1) in _SIGNS else ""
    at -= bool(sign)
    if tokens.word(at - 1) != "(" or tokens.word(quantity.last + 1) != ")":
        return None
    apart = not tokens.glued(at - 1)
    amount = sign or (quantity.step < 1 and scale_at(tokens, quantity.last + 2, money=True))
    money = currency_before(tokens, at - 1) if amount or not apart else None  # "in EUR (1) million": a note
    if money is None:
        return None
    quantity.negative, quantity.signed = sign != "+", True
    quantity.begin, quantity.end = money.end, quantity.last + 1
    return money


def _sign(scan: Scan, quantity: Quantity, at: int) -> int:
    tokens = scan.tokens
    sign = tokens.word(at - 1)
    if sign == ")" and tokens.word(at - 2) in _MINUS and tokens.word(at - 3) == "(":
        quantity.negative = quantity.signed = True
        return at - 3
    if sign == "minus" and tokens.low[max(0, at - 3) : at - 1] == ["plus", "or"]:
        quantity.signed = True  # "plus or minus 1.6 points"
        return at - 3
    if sign == "minus" or (sign == "negative" and tokens.word(quantity.last + 1) in ("%", "per", "percent")):
        quantity.negative = quantity.signed = True
        return at - 1
    if sign in _SIGNS and tokens.glued(at):
        free = at == 1 or not tokens.glued(at - 1) or tokens.word(at - 2) in ("(", "[", "|", "£", "$", "€", "¥")
        if free:
            quantity.negative, quantity.signed = sign in _MINUS, True
            return at - 1
    if sign in _SIGNS and tokens.word(at - 2) == "(" and tokens.glued(at - 1) and not tokens.glued(at):
        unit = unit_at(tokens, quantity.last + 1)
        if at < quantity.first or quantity.step < 1 or (unit and unit.kind in ("share", "point")):
            quantity.negative, quantity.signed = (
                sign in _MINUS,
                True,
            )  # "(- €1.3 million)", not "(- 3 farms, - 4 mills)"
            return at - 1
    return at


_PER_CENT = frozenset(("%", "percent", "per"))


def _right(scan: Scan, quantity: Quantity, money: Unit | None) -> None:
    """Scale, currency, unit or counted noun after the number."""
    tokens = scan.tokens
    if quantity.first in scan.votes:
        quantity.unit, quantity.kind = "vote", "count"
        return
    at = max(quantity.end, quantity.last) + 1
    if tokens.word(at) == ")" and tokens.word(at + 1) in _PER_CENT and tokens.word(quantity.first - 1) == "(":
        at += 1  # "Ten (10) percent"
    if at < len(tokens) and tokens.kinds[at] == RAISED and tokens.glued(at):
        at += 1  # the mark of a note: "8.9ᵃ per cent"
    compound = tokens.word(at) in ("-", "‑") and tokens.glued(at) and tokens.glued(at + 1)
    if compound:
        at += 1
    if quantity.amount.form == "fraction":
        at = _past_article(tokens, at)  # "half a million", "a quarter of a million"
    if tokens.word(at) == "m" and _behind_hours(tokens, quantity):
        quantity.unit, quantity.kind, quantity.end = "minute", "duration", at  # "3h 41m"
        return
    scale = scale_at(tokens, at, money=money is not None or _letter_scale(tokens, at))
    if scale and not (scale.name == "hundred" and quantity.amount.form == "digits"):
        quantity.rescale(scale.name, scale.factor)
        quantity.end, at = scale.end, past_stop(tokens, scale.end + 1)
        if tokens.word(at) in ("-", "‑", "of") and currency_after(tokens, at + 1):
            at += 1
    unit = money or currency_after(tokens, at) or unit_at(tokens, at) or _unit_of(tokens, at) or _in_a_row(tokens, at)
    if unit is None or (unit is not money and unit.name == "GBP"):
        unit = _told_by_others(tokens, quantity, at) or unit
    if unit and unit.kind == "multiple" and unit.name == "fold" and quantity.amount.form not in ("digits", "words"):
        unit = None
    if tokens.word(at) == "times" and (unit is None or _happens(tokens, quantity, at)):
        unit = Unit("time", "count", Fraction(1), at)
    if unit:
        quantity.unit, quantity.kind = unit.name, unit.kind
        quantity.rescale(quantity.scale, unit.factor)
        if unit is not money:
            quantity.end = unit.end
            _scale_behind(tokens, quantity)
    else:
        noun = noun_after(tokens, at) if quantity.unit in (None, "respondent") else None
        if compound and quantity.kind != "none" and _is_counted(tokens, at):
            noun = singular(tokens.low[at]), at  # "a 16-team league"
        voters = voters_at(tokens, quantity.first, quantity.last) if noun is None and quantity.value == 1 else None
        if voters is not None and quantity.unit is None:
            noun = singular(tokens.low[voters]), voters  # "One member dissented"
        if noun:
            quantity.unit, quantity.kind, quantity.end = noun[0], "count", noun[1]
    if tokens.word(quantity.end + 1) == "per" and tokens.is_number(quantity.end + 2):
        if quantity.unit is None:
            quantity.kind = "none"  # "36.2 per 1,000 workers" are no workers
            if "mortality" in tokens.words:
                quantity.unit, quantity.kind = "death", "count"  # "mortality fell to 2.3 per 100,000"
        base = noun_after(tokens, quantity.end + 3)
        quantity.end = base[1] if base else quantity.end + 2  # "deaths per 1,000 live births"


def is_rate(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a quantity is given per so many: "4 nurses per 1,000 people"."""
    behind = range(quantity.last + 1, quantity.end)
    return any(tokens.low[at] == "per" and tokens.is_number(at + 1) for at in behind)


def _scale_behind(tokens: Tokens, quantity: Quantity) -> None:
    """The scale behind a currency: "12 EUR mn", "45 zł million"."""
    scale = scale_at(tokens, quantity.end + 1, money=True) if quantity.kind == "money" else None
    if scale and quantity.factor == 1 and not tokens.is_number(scale.end + 1):
        quantity.rescale(scale.name, scale.factor)
        quantity.end = scale.end


def _is_counted(tokens: Tokens, at: int) -> bool:
    """Whether the second part of a compound is a noun: "1,200-page", not "20-plus" or "500-strong"."""
    return (
        tokens.is_word(at) and tokens.low[at].isalpha() and len(tokens.low[at]) > 3 and tokens.low[at] not in _NO_PARTS
    )


def _told_by_others(tokens: Tokens, quantity: Quantity, at: int) -> Unit | None:
    """A unit whose word or letter has other meanings too, where the sentence speaks of weight, warmth or solutions."""
    word = tokens.text(at)
    if word in ("pound", "pounds") and not _WEIGHING.isdisjoint(tokens.low[max(0, quantity.begin - _CLOSE) : at + 3]):
        return Unit("pound_weight", "physical", Fraction(1), at)
    if word in ("C", "F") and tokens.glued(at) and not _HEAT.isdisjoint(tokens.words):
        return Unit("degree_Celsius" if word == "C" else "degree_Fahrenheit", "physical", Fraction(1), at)
    if word == "M" and not tokens.glued(at) and not _DISSOLVED.isdisjoint(tokens.words):
        return Unit("molar", "physical", Fraction(1), at)
    return None


def _behind_hours(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether hours stand just before: "3h 41m", "2 hrs 5m"."""
    before = quantity.first - 1
    return tokens.word(before) in ("h", "hr", "hrs", "hours", "hour") and tokens.is_number(before - 1)


def _happens(tokens: Tokens, quantity: Quantity, at: int) -> bool:
    """Whether "times" counts how often something was done: "opened 9,873 times and", not "three times as many"."""
    plain = quantity.amount.step >= 1 and tokens.word(at + 1) in (
        "",
        ".",
        ",",
        ";",
        "and",
        "by",
        "on",
        "during",
        "between",
    )
    changed = any(tokens.word(k) in CHANGE_VERBS for k in range(quantity.first - 3, quantity.first))
    plain = plain and tokens.word(at + 2) not in ("more", "over", "a", "half")  # "three times and more the figure"
    done = tokens.word(quantity.first - 1).endswith("ed") or quantity.value > _MOST_FOLD
    return plain and quantity.scale is None and not changed and done


def _past_article(tokens: Tokens, at: int) -> int:
    """The token behind "a" or "of a", if a scale stands there."""
    start = at + 1 if tokens.word(at) == "of" else at
    return start + 1 if tokens.word(start) == "a" and scale_at(tokens, start + 1, money=False) else at


def _unit_of(tokens: Tokens, at: int) -> Unit | None:
    """ "0.1 of a percentage point", "half a percentage point"."""
    start = at + 1 if tokens.word(at) == "of" else at
    if tokens.word(start) not in ("a", "one"):
        return None
    unit = unit_at(tokens, start + 1)
    return unit if unit and unit.kind == "point" else None


def _in_a_row(tokens: Tokens, at: int) -> Unit | None:
    """ "five consecutive quarters": the unit behind a word that only says how they follow each other."""
    unit = unit_at(tokens, at + 1) if tokens.word(at) in IN_A_ROW else None
    return unit if unit and unit.kind == "duration" else None


_DIMENSIONS_OF_THINGS = frozenset(("long", "high", "wide", "deep", "tall", "thick", "away", "above", "below", "apart"))


def _letter_scale(tokens: Tokens, at: int) -> bool:
    """Whether "m" or "b" directly behind a number scales it though no currency stands before ("5.1m people")."""
    measured = tokens.word(at + 1) in _DIMENSIONS_OF_THINGS  # "a cable 15m long"
    return tokens.glued(at) and tokens.is_word(at + 1) and tokens.text(at) in ("m", "b") and not measured


def _hedge(scan: Scan, quantity: Quantity, previous: Quantity | None) -> None:
    """The qualifier of a quantity, by the words before or after it."""
    tokens = scan.tokens
    after = quantity.end + 1 if quantity.kind != "count" else max(quantity.last, quantity.end) + 1
    for at in dict.fromkeys((after, quantity.last + 1)):
        phrase = _HEDGES_AFTER.at(tokens.low, at)
        if phrase:
            quantity.qualifier = phrase.row["qualifier"]
            quantity.end = max(quantity.end, at + len(phrase.words) - 1)
            noun = noun_after(tokens, quantity.end + 1) if quantity.unit is None else None
            if noun:
                quantity.unit, quantity.kind, quantity.end = noun[0], "count", noun[1]
            break
    else:
        if (
            tokens.word(quantity.end + 1) == "+"
            and tokens.glued(quantity.end + 1)
            and not tokens.is_number(quantity.end + 2)
        ):
            quantity.qualifier, quantity.end = "at_least", quantity.end + 1
    if tokens.word(after) == "," and tokens.word(after + 2) == ",":
        phrase = _HEDGES_BEFORE.at(tokens.low, after + 1)  # "80%, roughly, of them"
        if phrase and len(phrase.words) == 1 and phrase.row["qualifier"] == "approximately":
            quantity.qualifier, quantity.end = "approximately", after + 1
    for _ in range(2):
        phrase = _HEDGES_BEFORE.before(tokens.low, quantity.begin)
        if phrase is None or _compares(tokens, phrase.words, quantity, previous):
            return
        if phrase.words == (">",) and tokens.word(quantity.begin - 2) in _ARROW and tokens.glued(quantity.begin - 1):
            return
        if any(bracket.last == quantity.begin - 1 for bracket in scan.brackets):
            return  # "those aged 65 years and over 4.7 percent": the words belong to the bracket
        if quantity.qualifier in ("exact", "between") or phrase.row["qualifier"] in (
            "more_than",
            "less_than",
        ):
            quantity.qualifier = phrase.row["qualifier"]
        quantity.begin -= len(phrase.words)


def _compares(tokens: Tokens, words: tuple[str, ...], quantity: Quantity, previous: Quantity | None) -> bool:
    """Whether "above" or "higher than" compares with a level instead of hedging ("2 points above 60%")."""
    before = quantity.begin - len(words) - 1
    if words == ("up", "to"):
        return CHANGE_VERBS.get(tokens.word(before)) is not None or tokens.word(before) in (
            "went",
            "goes",
            "going",
            "gone",
        )
    noun = tokens.word(before) in CHANGE_VERBS or tokens.word(before) in _BETTER
    if words == ("over",) and noun and tokens.word(before - 1) in ("a", "an") and previous is not None:
        compared = previous.kind == quantity.kind and previous.measure == quantity.measure == "level"
        if compared and quantity.kind in ("share", "money"):
            quantity.preposition = "than"  # "79%, an increase over 77%"
            return True
    if " ".join(words) not in _COMPARED:
        return False
    if previous is not None and previous.end == before and previous.kind in ("point", "share"):
        quantity.preposition = "than"
        return True
    return False


def _govern(tokens: Tokens, quantity: Quantity) -> None:
    """The preposition before the quantity and the verb of change that governs it."""
    at = quantity.begin - 1
    word = tokens.word(at)
    while at >= 0 and (word in _FILLERS or word.endswith(("'s", "’s"))):
        if word == "of" and CHANGE_VERBS.get(tokens.word(at - 1)):
            break
        at -= 1
        word = tokens.word(at)
    if quantity.preposition != "than":
        quantity.preposition = (
            word
            if word
            in (
                "from",
                "to",
                "by",
                "of",
                "at",
                "than",
                "with",
                "in",
                "for",
                "and",
                "against",
                "was",
                "were",
                "is",
            )
            else ""
        )
    if word == "reaching" or word == "reached" or word == "totalling":
        quantity.preposition = "to"
    _find_verb(tokens, quantity, at)
    if quantity.kind == "point" or (quantity.verb is not None and quantity.preposition in ("", "by", "of")):
        quantity.measure = "change"


def _find_verb(tokens: Tokens, quantity: Quantity, at: int) -> None:
    """A verb or noun of change directly before ("fell", "an increase of", "up by") or behind ("3pp increase")."""
    back = at - 1 if tokens.word(at) in ("by", "of", "from", "to") else at
    for _ in range(3):
        word = tokens.word(back)
        if word == "up" and tokens.word(back - 1) in _MAKING and quantity.preposition not in ("from", "to"):
            return  # "made up 6%", but "picked up from 71.0 to 73.8"
        if tokens.text(back)[:1].isupper() and tokens.is_word(back - 1) and tokens.text(back - 1)[:1].isupper():
            return  # "Steenbras Lower 99.4%": a name
        if word.endswith("ed") and tokens.word(back - 1) in ("a", "an", "the"):
            return  # "from a revised $208.9 billion"
        if word in _GATHERING and back == at and quantity.kind in ("money", "count"):
            return  # "raised £5m from donors"
        if word in _PACES and tokens.word(back - 1) in CHANGE_VERBS:
            back -= 1  # "a monthly growth rate of 2.48%"
            continue
        if word == "loss" and quantity.kind == "money":
            return  # "from a loss of EUR 1.7 million": a level
        if word in CHANGE_VERBS and not (
            word in ("lower", "higher", "growth", "change", "added", "lost", "cut")
            and back == at
            and quantity.kind == "count"
        ):
            quantity.verb, quantity.direction = back, CHANGE_VERBS[word]
            return
        if not word.endswith("ly") and word not in ("back", "again", "further", "slightly"):
            break
        back -= 1
    ahead = quantity.end + 1
    if tokens.word(ahead) in (
        "annual",
        "overall",
        "year",
        "net",
        "real",
        "average",
        "corresponding",
        "total",
    ):
        ahead += 1
    word = tokens.word(ahead)
    if (
        word in CHANGE_VERBS
        and quantity.kind in ("point", "share")
        and word not in ("growth", "cut", "lost", "down", "rose", "fell", "grew", "gained")
    ):
        quantity.verb, quantity.direction = ahead, CHANGE_VERBS[word]
        reached = word == "up" and tokens.word(ahead + 1) in ("from", "on") and quantity.preposition == "to"
        if tokens.word(quantity.begin - 1) not in ("from", "to", "at") and not reached:
            quantity.measure = "change"
    elif quantity.kind in ("money", "physical", "count", None) and _is_restated_noun(tokens, quantity):
        quantity.measure = "change"
    elif (
        word in ("fewer", "less", "more", "higher", "lower")
        and tokens.word(ahead + 1) == "than"
        and quantity.kind != "multiple"
    ):
        quantity.direction, quantity.measure = ("up" if word in ("more", "higher") else "down"), "change"
    elif word in ("below", "above") and quantity.kind in ("point", "share") and tokens.word(ahead + 1) in _OWN:
        quantity.direction, quantity.measure = "up" if word == "above" else "down", "change"  # "3% below their level"
    elif word in ("fewer", "less", "more") and quantity.kind in ("point", "share") and tokens.word(ahead + 1) != "of":
        quantity.direction, quantity.measure = "up" if word == "more" else "down", "change"


def _is_restated_noun(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a noun of change stands behind an amount and its rate: "a $71 million (28 per cent) increase in costs"."""
    at = quantity.end + 1
    if tokens.word(at) != "(" or not any(tokens.word(quantity.begin - 1 - back) in ("a", "an") for back in range(2)):
        return False
    closing = next((k for k in range(at + 2, at + _ASIDE) if tokens.word(k) == ")"), None)
    noun = tokens.word(closing + 1) if closing else ""
    if noun not in _CHANGE_NOUNS or closing is None:
        return False
    quantity.verb, quantity.direction = closing + 1, CHANGE_VERBS[noun]
    return True


def _extends(scan: Scan, quantity: Quantity, other: Amount, found: list[Quantity]) -> bool:
    """Whether `other` is the upper end of a range that begins with `quantity`."""
    tokens = scan.tokens
    joiner = quantity.end + 1
    word = tokens.word(joiner)
    if "multiple" in (quantity.amount.form, other.form) or other.first in scan.votes:
        return False  # "doubled to 1.2 million", "seven to two"
    between = quantity.qualifier == "between" or tokens.word(quantity.begin - 1) == "between"
    if word not in ("to", "and", "or") and word not in _DASHES:
        return False
    if word in ("and", "or") and not (between and word == "and"):
        return False
    second = _compose(scan, other, quantity)
    if second.begin != joiner + 1 or (quantity.kind == "count" and second.unit != quantity.unit):
        return False
    if quantity.unit and second.unit and quantity.unit != second.unit:
        return False
    moved = quantity.preposition == "by" and word == "to" and tokens.word(second.end + 1) == "from"
    if quantity.kind == "share" and second.unit is None and (moved or second.value > _MOST_SHARE):
        return False  # "by 17.4 percent to 1,886,233", "by 26.2% to 55 from 70"
    if word == "to" and quantity.amount.form == "multiple":
        return False  # "more than doubled to 2,500"
    if word == "to" and quantity.measure == "change" and (quantity.unit or _is_reached(tokens, quantity, second)):
        return False
    if word == "to" and quantity.preposition == "by" and quantity.kind == "share" and _is_far(quantity, second):
        quantity.measure = "change"
        return False  # "for males by 0.7 percent to 19.8 percent"
    low, high = quantity.value, second.value
    if quantity.scale is None and second.scale and (quantity.unit is None or quantity.kind == "money"):
        low *= second.factor
    if word == "to" and _is_level_pair(tokens, quantity, found, falls=low > high):
        quantity.preposition = "from"  # "fell by 3 points (70% to 67%)"
        return False
    if low >= high and quantity.qualifier != "between":
        return False
    if word in _DASHES or between:
        return True
    if quantity.preposition == "from":
        beside = found[-1] if found and found[-1].upper is not None and found[-1].preposition == "from" else None
        if beside and "and" in tokens.low[beside.end + 1 : quantity.begin] and quantity.begin - beside.end < _NEAR:
            return True  # "range from 20 to 35 m and widths from 2.5 to 4"
        return any(tokens.word(at) in _RANGE_VERBS for at in range(max(0, quantity.begin - 4), quantity.begin))
    return True


def _is_far(quantity: Quantity, second: Quantity) -> bool:
    return second.value > _WIDEST * quantity.value


def _is_reached(tokens: Tokens, quantity: Quantity, second: Quantity) -> bool:
    """Whether "1,200 to 10,400" is a change and the level that it led to, not a range: far apart, or "from" follows."""
    apart = quantity.unit is None and quantity.scale is not None and second.scale is not None
    if second.kind not in (None, "count") and not apart:
        return False  # "by 12.4 million to 630.5 million euros", not "by 5 to 30 million euros"
    return _is_far(quantity, second) or tokens.word(second.end + 1) == "from"


def _elided(tokens: Tokens, quantity: Quantity, found: list[Quantity]) -> None:
    """ "by 3 points (65% to 68%) and women by 2 (70% to 72%)": the points of the change before."""
    bare = quantity.preposition == "by" and quantity.unit is None
    behind = tokens.low[quantity.end + 1 : quantity.end + 5]  # "(", "in Spain (", "to", "from"
    if not bare or not {"(", "to", "from"} & set(behind) or {",", ";", "%"} & set(behind):
        return
    points = next((one for one in reversed(found[-_BACK:]) if one.measure == "change"), None)
    if points is not None and points.kind == "point" and quantity.amount.form == "digits":
        quantity.unit, quantity.kind, quantity.measure = points.unit, points.kind, "change"
        quantity.unit_from = "inherited:sentence"


def _is_level_pair(tokens: Tokens, quantity: Quantity, found: list[Quantity], *, falls: bool) -> bool:
    """Whether "67% to 73%" in brackets are the levels of the change stated before ("by 6 points (67% to 73%)").

    One that `falls` is no range, so that a longer name may stand between: "a 15% drop in serious road injuries (34 to 29)".
    """
    if quantity.measure == "change":
        return False
    enclosed = tokens.word(quantity.begin - 1) == "("
    if not enclosed or not found or found[-1].measure != "change":
        return False
    between = tokens.low[found[-1].end + 1 : quantity.begin - 1]  # "by 6 (58% to 64%)", "by 6 in Spain (58% to 64%)"
    return len(between) <= (_NAMED_LONG if falls else _NAMED) and not {",", ";", "and"} & set(between)


def _merge(scan: Scan, low: Quantity, high: Quantity) -> Quantity:
    """One quantity of the two ends of a range."""
    alike = high.unit in (None, low.unit) or high.kind == "count"
    if low.kind == "money" and alike and low.scale is None and high.scale:
        low.rescale(high.scale, high.factor)
    if low.unit is None and high.unit is not None:
        low.unit, low.kind = high.unit, high.kind
        if low.scale is None and high.scale:
            low.rescale(high.scale, high.factor)
    elif low.unit is None and low.scale is None and high.scale and low.amount.value < high.amount.value:
        low.rescale(high.scale, high.factor)  # "between 1 and 2 million additional unemployed"
    elif low.scale and not high.scale and low.amount.form == "digits" and high.unit == low.unit:
        high.rescale(low.scale, low.factor)
    low.upper, low.upper_amount = high.value, high.amount
    low.last, low.end, low.qualifier = high.last, high.end, "between"
    if scan.tokens.word(low.begin - 1) == "between":
        low.begin -= 1
    return low
