"""Units that the number itself does not carry: of a list, of a pair of levels, of an index, of "the number of ...".

Belongs here: giving a unit (and scale) to quantities from their sentence and from the text before. Does not belong here:
units next to the number (see `quantities`), two numbers side by side (see `neighbouring_units`), units of columns (see
`cells`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.scan import Scan
from pipelines.numerals.units import Unit, scale_at, unit_at
from pipelines.observations.counting import NOT_COUNTED, noun_of_number
from pipelines.observations.elided_units import (
    is_part_of_money,
    is_rate_before,
    is_share_of_change,
    money_of_clause,
    rate_behind,
    says_share_again,
)
from pipelines.observations.errors import names_error
from pipelines.observations.keyed_items import count_by_keys
from pipelines.observations.named_nouns import (
    is_beside_share,
    is_part_of_whole,
    named_in_front,
    noun_before_bracket,
    noun_of_opening,
    noun_of_whole,
)
from pipelines.observations.neighbouring_units import take_unit, units_of_neighbours
from pipelines.observations.parties import counted_again
from pipelines.observations.quantities import Quantity, is_rate
from pipelines.observations.subjects import noun_of_key, subject_unit
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_INDEX = words("inheritance_index")
_SHARE_WORDS = words("inheritance_share_words")
_MOST_SHARE = 1000
_WHOLE = 100  # per cent
_SPELLS = frozenset(("year", "month", "week", "day", "quarter", "decade"))  # "in the first five months arrivals were"
_TIMES = 3  # times a rate: a number in brackets is its amount, not another rate
_LEAD = 8  # tokens before a bare amount that may say that it is of money
_OF_MONEY = words("inheritance_of_money")
_AHEAD = 4  # the last of those that may name the unit
_SCORES = frozenset(("score", "scores", "scored", "scoring"))
_CLOSED = words("inheritance_closed")
_LEVELS = ("from", "to", "of", "at", "than", "with", "against")
_MOST_RATE = 50  # per cent of interest; a bare whole number above is in basis points
_COMPARING = 4  # tokens of "more than the total"
_PAST_SHARE = "inherited:sentence"
_RECENT = 12  # quantities
_LEAST_INDEX = 20  # points; fewer are rather a change
_BASE = words("inheritance_base")
_BEHIND_BARE = words("inheritance_behind_bare")
_LONGEST_GAP = 7  # tokens from one value to the next that names the unit
_LONGEST_ERROR = 5  # tokens of "(standard error"
_LONGEST_LETTERS = 2  # "bn"
_COUNTING = frozenset(("were", "was", "had", "have", "are"))


@dataclass(slots=True)
class UnitMemory:
    """What the sentences before, in the same passage, were measured in; `beside_shares` is the unit of the counts in
    brackets behind shares."""

    units: list[tuple[str, str]] = field(default_factory=list)
    beside_shares: str | None = None

    def last(self, kinds: tuple[str, ...]) -> tuple[str, str] | None:
        """The latest unit `(name, kind)` of one of `kinds`."""
        return next((unit for unit in reversed(self.units[-12:]) if unit[1] in kinds), None)


def inherit_units(scan: Scan, quantities: list[Quantity], memory: UnitMemory) -> None:
    """Fill in the units that the context gives, resolve "points", and remember them for the next sentence."""
    _past_shares(scan.tokens, quantities)
    _past_errors(scan.tokens, quantities)
    if scan.sentence.cell is None:
        count_by_keys(scan.tokens, quantities)
    units_of_neighbours(scan, quantities)
    _ellipsis(scan.tokens, quantities)
    _levels_of_points(quantities)
    indexed = not _INDEX.isdisjoint(scan.tokens.words)
    indexed = indexed or any(_is_base(scan.tokens, one) for one in quantities)
    _letters_of_money(scan.tokens, quantities)
    for index, quantity in enumerate(quantities):
        if quantity.kind == "none" and quantity.unit is None and ":" in scan.tokens.words:
            noun = noun_of_key(scan.tokens, quantity) if is_rate(scan.tokens, quantity) else None
            quantity.unit, quantity.kind = (
                (noun, "count") if noun else (None, "none")
            )  # "Doctors: 5.3 per 1,000 people"
        if quantity.unit is None and quantity.kind != "none" and scan.place != "body":
            earlier, later = quantities[max(0, index - _RECENT) : index], quantities[index + 1 : index + _AHEAD]
            _from_context(scan, quantity, earlier, later, memory, indexed=indexed)
    scored = not _SCORES.isdisjoint(scan.tokens.words)
    for index, quantity in enumerate(quantities):
        if quantity.unit == "points" and scored and quantity.verb is None and quantity.direction is None:
            quantity.unit, quantity.kind, quantity.measure = "point", "count", "level"  # "a mean score of 512 points"
        of_index = indexed or quantity.value > _WHOLE  # no share moves by more than 100 points
        if quantity.unit == "points" and of_index and (_is_end(quantities, index) or not _moves(quantity)):
            quantity.unit, quantity.kind, quantity.measure = "index", "index", "level"  # "averaged 121.4 points"
        if quantity.unit == "points":
            level = next((one for one in quantities[index + 1 :][:_RECENT] if one.preposition in ("from", "to")), None)
            level = level or next((one for one in reversed(quantities[:index]) if one.measure == "level"), None)
            of_index = indexed and level is not None and level.kind == "index"
            quantity.unit = "index_point" if of_index else _points(scan, quantities, index, memory, indexed=indexed)
    memory.units += [(quantity.unit, quantity.kind or "") for quantity in quantities if quantity.unit]


def _is_end(quantities: list[Quantity], index: int) -> bool:
    """Whether points are where something began or ended: "from 4,906 points to 5,139 points"."""
    beside = [one.preposition for one in quantities[max(0, index - 1) : index] + quantities[index + 1 : index + 2]]
    other = {"from": "to", "to": "from"}.get(quantities[index].preposition)
    return other is not None and other in beside


def _moves(quantity: Quantity) -> bool:
    """Whether points are a change: a verb, a comparison, a sign or "by" says so."""
    told = quantity.verb is not None or quantity.direction is not None or quantity.signed
    return told or quantity.preposition == "by" or quantity.value < _LEAST_INDEX


def _past_shares(tokens: Tokens, quantities: list[Quantity]) -> None:
    """The noun behind the share of a count: "12 of 25 (48%) targets", "31 (24%) urban and 98 (76%) rural clinics"."""
    for index in range(len(quantities) - 2, -1, -1):
        count, share = quantities[index : index + 2]
        if count.unit is not None or count.kind is not None or count.step < 1:
            continue
        behind = quantities[index + 2] if index + 2 < len(quantities) else None
        noun = None
        if share.kind == "share" and share.enclosed and share.begin - count.end == 2:
            noun = _noun_past(tokens, share.end + 2, behind)
        elif share.unit is not None and share.kind == "count" and share.unit_from == _PAST_SHARE:
            whole = tokens.low[count.end + 1 : share.begin] in (["of"], ["of", "the"], ["of", "its"], ["of", "all"])
            noun = share.unit if whole else None
        if noun is not None:
            count.unit, count.kind, count.unit_from = noun, "count", _PAST_SHARE


def _past_errors(tokens: Tokens, quantities: list[Quantity]) -> None:
    """The unit behind the error of a number: "38.6 (standard error 1.4) percent of boats"; the error has it too."""
    for value, error in zip(quantities, quantities[1:], strict=False):
        inside = tokens.low[value.end + 1 : error.begin]
        if value.unit is not None or inside[:1] != ["("] or len(inside) > _LONGEST_ERROR:
            continue
        unit = unit_at(tokens, error.end + 2) if tokens.word(error.end + 1) == ")" else None
        if unit and names_error(" ".join(inside[1:])):
            for one in (value, error):
                one.unit, one.kind, one.unit_from = unit.name, unit.kind, _PAST_SHARE


def _noun_past(tokens: Tokens, at: int, behind: Quantity | None) -> str | None:
    """The counted noun at token `at` or one adjective later, else the one that a coordinated number behind counts."""
    if tokens.word(at - 1) != ")":
        return None
    for place in (at, at + 1):
        word = tokens.word(place)
        told = word.endswith("ed") and tokens.word(place + 2) not in _COUNTING  # "(75%) owned cars"
        if not tokens.is_word(place) or word in _CLOSED or told or word in NOT_COUNTED:
            break
        if is_count_noun(word):
            return singular(word)
    joined = behind is not None and tokens.low[at + 1 : behind.begin] == ["and"] and behind.unit_from == _PAST_SHARE
    return behind.unit if joined and behind else None


def _levels_of_points(quantities: list[Quantity]) -> None:
    """The bare levels of a change in points: "fell by 2.4 points from -20.1 to -22.5", "rose 2 percentage points to 47"."""
    change: Quantity | None = None
    for quantity in quantities:
        if quantity.kind == "point" and quantity.measure == "change":
            change = quantity
        elif change is not None and quantity.unit is None and quantity.preposition in ("from", "to"):
            share = change.unit in ("percentage_point", "basis_point")
            quantity.unit, quantity.kind = ("percent", "share") if share else ("index", "index")
            if change.unit == "basis_point" and abs(quantity.value) > _MOST_RATE and quantity.step >= 1:
                quantity.unit, quantity.kind = change.unit, change.kind  # "a spread wider by 45 bp, at 430"
            quantity.unit_from = "inherited:sentence"
        elif quantity.unit is not None:
            change = None


def _is_base(tokens: Tokens, quantity: Quantity) -> bool:
    """ "(2015 = 100)": the base of an index in its short form."""
    at = quantity.begin
    return tokens.word(at - 1) == "=" and tokens.is_number(at - 2) and quantity.value in (1, 10, 100, 1000)


def _letters_of_money(tokens: Tokens, quantities: list[Quantity]) -> None:
    """The scale of an amount whose currency the sentence has named: "a dividend of NZ$30m, double last year's 15m"."""
    money: Quantity | None = None
    for quantity in quantities:
        if quantity.kind == "money":
            money = quantity
        at = quantity.last + 1
        if money is None or quantity.kind is not None or quantity.unit is not None or not tokens.glued(at):
            continue
        scale = scale_at(tokens, at, money=True)
        ends = scale is not None and (not tokens.is_word(scale.end + 1) or tokens.low[scale.end + 1] in _CLOSED)
        if scale and ends and len(tokens.low[at]) <= _LONGEST_LETTERS:
            take_unit(quantity, money, scaled=False)
            if quantity.scale is None:
                quantity.rescale(scale.name, scale.factor)
            quantity.end = max(quantity.end, scale.end)


def _ellipsis(tokens: Tokens, quantities: list[Quantity]) -> None:
    """A change whose verb is elided has the verb of the change before ("... and by 2 points in Germany")."""
    direction = None
    for left, right in zip(quantities, quantities[1:], strict=False):
        between = tokens.low[left.end + 1 : right.begin]
        timed = between[:2] == ["on", "the"] and between[-1:] == ["and"] and len(between) == 4
        elided = timed or (2 <= len(between) <= 4 and between[0] in (",", "and") and _CLOSED.isdisjoint(between[1:]))
        if left.measure == "change" and right.measure == "level" and left.kind == right.kind == "share" and elided:
            right.measure, right.direction = "change", left.direction  # "Exports grew 4%, imports 5%"
    for quantity in quantities:
        if quantity.measure == "change":
            if quantity.direction is None and quantity.preposition == "by":
                quantity.direction = direction
            direction = quantity.direction or direction


def _from_context(
    scan: Scan,
    quantity: Quantity,
    earlier: list[Quantity],
    later: list[Quantity],
    memory: UnitMemory,
    *,
    indexed: bool,
) -> None:
    tokens = scan.tokens
    if indexed:
        quantity.unit, quantity.kind, quantity.unit_from = "index", "index", "inherited:sentence"
        after = tokens.word(quantity.last + 1)
        if quantity.value in (1, 10, 100, 1000) and (after in _BASE or _is_base(tokens, quantity)):
            quantity.measure = "base"
        return
    if earlier and earlier[-1].kind == "none" and earlier[-1].step == quantity.step:
        quantity.kind = "none"  # "36.2 per 1,000 workers, followed by construction (27.4)"
        return
    if _counted_as_before(tokens, quantity, earlier, later):
        return
    if _elided_change(quantity, earlier) or _beside(scan, quantity, earlier) or _shared_behind(tokens, quantity, later):
        return
    if (rate := rate_behind(tokens, quantity, later)) is not None:
        take_unit(quantity, rate, scaled=False)
        return
    if is_share_of_change(tokens, quantity, earlier):
        quantity.unit, quantity.kind, quantity.measure = "percent", "share", "change"
        quantity.direction, quantity.unit_from = earlier[-1].direction, "inherited:sentence"
        return
    if says_share_again(tokens, quantity, earlier):
        quantity.unit, quantity.kind, quantity.unit_from = "percent", "share", "inherited:sentence"
        return
    if _is_reached_level(quantity, earlier):
        take_unit(quantity, earlier[-1], scaled=False)
        return
    if _is_surpassed_level(tokens, quantity, earlier):
        take_unit(quantity, earlier[-2], scaled=False)
        return
    if (money := _money_again(tokens, quantity, earlier)) is not None:
        take_unit(quantity, money, scaled=False)
        return
    if is_beside_share(tokens, quantity, earlier):
        memory.beside_shares = noun_of_whole(tokens, quantity) or memory.beside_shares
        if memory.beside_shares:
            quantity.unit, quantity.kind, quantity.unit_from = memory.beside_shares, "count", "inherited:sentence"
            return
    if is_part_of_whole(tokens, quantity):
        noun = noun_before_bracket(tokens, quantity)
        quantity.unit, quantity.kind, quantity.unit_from = noun, "count" if noun else "none", "inherited:sentence"
        return
    if (named := named_in_front(tokens, quantity, earlier)) is not None:
        quantity.unit, quantity.kind, quantity.unit_from = named, "count", "inherited:sentence"
        return
    noun = noun_of_number(scan, quantity.begin) or noun_of_opening(tokens, quantity) or noun_of_key(tokens, quantity)
    noun = noun or ("those" in tokens.words and counted_again(tokens, quantity, earlier)) or None
    unit = Unit(noun, "count", Fraction(1), 0) if noun else money_of_clause(tokens, quantity)
    unit = unit or subject_unit(tokens, quantity)
    if unit and unit.name not in _SPELLS:
        quantity.unit, quantity.kind, quantity.unit_from = unit.name, unit.kind, "inherited:sentence"
        return
    if not _has_own_share(tokens, quantity, later) and _nearest_measure(tokens, quantity, earlier):
        return
    counts = [one for one in earlier if one.kind == "count" and one.unit]
    digits = [one for one in counts if one.amount.form == "digits"] or counts
    alike = [one for one in digits if one.scale == quantity.scale] or digits
    if quantity.step < 1:  # "29,857 teachers, and a ratio of 15.5"
        alike = [one for one in alike if one.step < 1]
    if alike:
        quantity.unit, quantity.kind, quantity.unit_from = alike[-1].unit, "count", "inherited:sentence"
        return
    remembered = memory.last(("index", "count"))
    if remembered and (remembered[1] == "index" or quantity.amount.form == "digits"):
        if remembered[1] == "index" and quantity.value > 10_000:
            return
        if remembered[1] == "count" and quantity.step < 1:
            return
        quantity.unit, quantity.kind = remembered
        quantity.unit_from = "inherited:previous_sentence"


def _money_again(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> Quantity | None:
    """The money before whose currency a bare amount shares, as its words are of money and its scale is the same:
    "revenues had hit 132.7 billion shekels while expenditures totaled 159.4 billion"."""
    if quantity.scale is None or not earlier or tokens.is_word(quantity.end + 1):
        return None
    near = next((one for one in reversed(earlier) if one.kind not in ("share", "point")), None)
    if near is None or near.kind != "money" or near.scale != quantity.scale:
        return None
    words_between = tokens.low[max(earlier[-1].end + 1, quantity.begin - _LEAD) : quantity.begin]
    return None if _OF_MONEY.isdisjoint(words_between) else near


def _is_reached_level(quantity: Quantity, earlier: list[Quantity]) -> bool:
    """ "Stocks fell by 2.1 million barrels to 458 million": the level is counted as the change before it."""
    change = earlier[-1] if earlier else None
    if change is None or change.measure != "change" or quantity.preposition != "to":
        return False
    measured = change.kind in ("count", "physical", "money") and change.unit_from == "stated"
    return measured and change.scale == quantity.scale


def _is_surpassed_level(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """ "28.7 million dollars, about 4 percent more than the 27.6 million of a year before": money as the level before."""
    if len(earlier) < 2 or earlier[-1].kind not in ("share", "multiple") or earlier[-2].kind != "money":
        return False
    between = tokens.low[earlier[-1].end + 1 : quantity.begin]
    return 0 < len(between) <= _COMPARING and "than" in between and earlier[-2].scale == quantity.scale is not None


def _has_own_share(tokens: Tokens, quantity: Quantity, later: list[Quantity]) -> bool:
    """Whether the percentage of a count stands in brackets behind it: "21 (36%) were done, 24 (41%) late"."""
    share = later[0] if later and later[0].kind == "share" and later[0].enclosed else None
    return share is not None and tokens.low[quantity.end + 1 : share.begin] == ["("]


def _nearest_measure(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """ "94 percent in Brazil, 91 in Chile, 77 in Kenya": the unit of the number just before, if one like it has it."""
    if quantity.amount.form == "digits" and is_part_of_money(tokens, quantity, earlier):
        take_unit(quantity, earlier[-1], scaled=False)
        return True
    if quantity.scale is not None or quantity.amount.form != "digits":
        return False
    before = tokens.word(quantity.begin - 1)
    if before in ("a", "an") or (before == "or" and earlier and earlier[-1].unit is None):
        return False  # "68% gave a 4 or 5": marks
    if before in ("all", "the") and tokens.word(quantity.begin - 2) == "of" and tokens.is_word(quantity.end + 1):
        return False  # "67% of all 51 Stage 1 complaints"
    if (before == "of" and tokens.is_number(quantity.begin - 2)) or (
        tokens.word(quantity.end + 1) == "of" and tokens.is_number(quantity.end + 2)
    ):
        return False  # "18 of 24 (75%) were open, compared to 11 of 20"
    alike = [one for one in earlier if one.unit and one.kind not in ("multiple",)]
    if quantity.measure == "change":
        alike = [one for one in alike if one.measure == "change"]
    source = alike[-1] if alike else None
    if source is None or source.kind in ("count", "index") or source.amount.form != "digits":
        return False
    if source.kind == "share" and (
        abs(quantity.value) > _most_share(alike) or _is_amount_of(tokens, quantity, earlier)
    ):
        return False
    after = quantity.end + 1
    listed = before in (",", "and", ";")  # "of which 310 ha were forest, 90 scrub"
    if source.kind == "physical" and not listed and tokens.is_word(after) and tokens.low[after] not in _BEHIND_BARE:
        return False  # "a 1.5-litre engine of 150 horsepower": a unit that is not known
    if source.kind == "share" and quantity.step >= 1 and (before == "whom" or tokens.word(after) == "fewer"):
        return False  # "1,663 (2% fewer), of whom 32 died, 12 fewer than the year before"
    counted = any(one.kind == "count" and not one.enclosed and one.amount.form == "digits" for one in earlier)
    if source.kind == "share" and quantity.step >= 1 and counted and source.enclosed and not quantity.enclosed:
        return False  # "bought 12 ships for £214 million (5.1%) and holds 97"
    counting = quantity.step >= 1 and quantity.measure != "change" and tokens.word(quantity.end + 1) in _COUNTING
    if source.kind == "share" and counting and before in ("only", "the", "", "and", ";", ","):
        return False  # "84 per cent were small; only 35 were larger"
    if source.kind == "share" and source.measure == "change" and _is_in_pair(tokens, quantity):
        return False  # "a 15% drop in deaths (34 to 29)": of what they count
    leveled = quantity.preposition in _LEVELS or tokens.word(quantity.begin - 1) in _LEVELS
    if leveled and (source.kind == "point" or source.measure == "change"):
        return False  # "10% below its level of 50"
    far = (
        source.value
        and quantity.value
        and not (Fraction(1, 40) < abs(quantity.value / source.value * source.factor) < 40)
    )
    if source.kind == "money" and (far or source.scale is not None):
        return False
    take_unit(quantity, source, scaled=False)
    return True


def _is_in_pair(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a bracket holds a number and the one that it became, and no more: "(34 to 29)"."""
    first = quantity.begin if tokens.word(quantity.begin - 1) == "(" else quantity.begin - 2
    return tokens.low[max(0, first - 1) : first + 4 : 2] == ["(", "to", ")"]


def _most_share(shares: list[Quantity]) -> Fraction:
    """The largest number that may be a share beside others: some are above 100% only where others are."""
    above = any(one.kind == "share" and abs(one.value) > _WHOLE for one in shares)
    return Fraction(_MOST_SHARE, 5) if above else Fraction(_WHOLE)


def _is_amount_of(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """Whether a number in brackets is the amount of the rate before it: "6% (77) more than in 2018"."""
    rate = earlier[-1]
    beside = quantity.enclosed and tokens.low[rate.end + 1 : quantity.begin] == ["("] and rate.kind == "share"
    return beside and quantity.step >= 1 and quantity.value > _TIMES * abs(rate.value)


def _counted_as_before(tokens: Tokens, quantity: Quantity, earlier: list[Quantity], later: list[Quantity]) -> bool:
    """A count among shares, of what was counted last: "by 13 (30%)", "(32, 2% fewer)", "of whom 32 died", "9,000 a day"."""
    counts = [one for one in earlier if one.kind == "count" and one.unit]
    if not counts or quantity.step < 1 or quantity.scale is not None or quantity.amount.form != "digits":
        return False
    share = later[0] if later and later[0].kind == "share" else None
    between = tokens.low[quantity.end + 1 : share.begin] if share else []
    own = share is not None and between == ["("] and (quantity.preposition == "by" or tokens.word(share.end + 1) != ")")
    within = quantity.enclosed and between in ([",", "or"], [","])
    rate = tokens.word(quantity.end + 1) in ("each", "every", "a", "per") and tokens.word(quantity.end + 2) in _SPELLS
    more = tokens.word(quantity.end + 1) in ("more", "fewer") and tokens.word(quantity.begin - 1) == ","
    near = earlier[-1] is counts[-1] and (rate or more)  # "32 died, 12 fewer than"
    if not (own or within or near or tokens.word(quantity.begin - 1) == "whom"):
        return False
    take_unit(quantity, counts[-1], scaled=False)
    changes = [one for one in earlier if one.measure == "change"]
    if own and share is not None and changes and quantity.preposition == "by" and quantity.verb is None:
        quantity.measure = share.measure = "change"
        quantity.direction = share.direction = changes[-1].direction
    return True


def _elided_change(quantity: Quantity, earlier: list[Quantity]) -> bool:
    """ "fell 16 basis points to 1.54 per cent, that on loans by 5 to 2.58": the unit of the change before."""
    changes = [one for one in earlier if one.measure == "change" and one.unit and one.kind != "multiple"]
    if quantity.preposition != "by" or not changes or quantity.scale is not None or quantity.verb is not None:
        return False
    take_unit(quantity, changes[-1])
    quantity.measure, quantity.direction = "change", changes[-1].direction
    return True


def _beside(scan: Scan, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """ "83.1 years for women and 77.5 for men"; "11.3% (95% CI 10.1–12.6)": the unit of the number before."""
    tokens = scan.tokens
    measured = [one for one in earlier if one.unit and one.kind != "count"]
    if quantity.amount.form == "digits":
        measured = [one for one in measured if one.unit != "ratio"]  # "by a fifth ... and 400"
    before, after = tokens.word(quantity.begin - 1), tokens.word(quantity.end + 1)
    if not measured:
        return False
    grown = measured[-1].measure == "change" and measured[-1].kind == "share"
    if grown and before in ("with", "to", "from", "against") and not is_rate_before(tokens, measured[-1], quantity):
        return False  # "a rise of 12% compared with 8,000": the level that a rate is of has another unit
    named = tokens.word(quantity.begin - 2) if before in (":", ",", "=", "of", "from", "[", "(") else before
    interval = named in ("ci", "interval", "sd", "se", "iqr")
    restates = tokens.word(earlier[-1].begin - 1) in ("or", "(")  # "fell by 150, or 12%, to 1,100"
    near = earlier[-1] is measured[-1] and not (before == "to" and (earlier[-1].measure == "change" or restates))
    coordinated = (
        near
        and before in ("and", "against", "with", "to")
        and after
        in (
            "for",
            "in",
            "among",
            "at",
            "by",
            "on",
            "a",
            ".",
            ",",
            "",
        )
    )
    compared = before in ("with", "from", "against", "than", "to") and quantity.scale and measured[-1].kind == "money"
    if compared and measured[-1].scale:
        take_unit(quantity, measured[-1], scaled=False)
        return True
    if interval or (coordinated and quantity.scale is None and measured[-1].kind != "multiple"):
        source = measured[-2] if interval and len(measured) > 1 else measured[-1]
        if source.kind == "share" and abs(quantity.value) > _MOST_SHARE:
            return False  # "18,123 women (58%), against 30,102"
        take_unit(quantity, source, scaled=False)
        return True
    return False


def _shared_behind(tokens: Tokens, quantity: Quantity, later: list[Quantity]) -> bool:
    """ "Men live to 78.1, women to 83.2 years": the unit that only the last of two values names."""
    if not later or later[0].unit is None or later[0].kind in ("count", "multiple", "point") or later[0].scale:
        return False
    between = tokens.low[quantity.end + 1 : later[0].begin]
    alike = quantity.preposition == later[0].preposition != "" and quantity.step == later[0].step
    if not alike or len(between) > _LONGEST_GAP or between[:1] not in ([","], ["and"]):
        return False
    if later[0].kind == "share" and abs(quantity.value) > _MOST_SHARE:
        return False  # "was 2 910, which was 4 per cent less"
    take_unit(quantity, later[0], scaled=False)
    return True


def _points(scan: Scan, quantities: list[Quantity], at: int, memory: UnitMemory, *, indexed: bool) -> str:
    """What "points" are: of an index where levels are index numbers, else percentage points; the nearest level decides."""
    nearest = next((one.kind for one in reversed(quantities[:at]) if one.kind in ("index", "share")), None)
    if nearest == "index":
        return "index_point"
    kinds = {quantity.kind for quantity in quantities}
    if "share" in kinds:
        return "percentage_point"
    if indexed or "index" in kinds:
        return "index_point"
    if not _SHARE_WORDS.isdisjoint(scan.tokens.words):
        return "percentage_point"
    remembered = memory.last(("index", "share"))
    return "index_point" if remembered and remembered[1] == "index" else "percentage_point"
