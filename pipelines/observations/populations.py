"""Populations: who is measured ("age 70 and older", "large companies", "lone parents with dependent children").

Belongs here: recognising mentions of a population in a sentence: age and size brackets, nouns for people and firms with
what describes them, "the unemployed", "the male rate", and what a share is a share of. Does not belong here: tying them to
numbers (see `clauses`), what one number shares with another (see `slots`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.period import is_year
from pipelines.numerals.scan import Bracket, Scan
from pipelines.observations.clauses import Mention
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.observations.subjects import noun_of_key
from pipelines.reading.tokens import Tokens
from pipelines.rules import table, words

_WORDS = frozenset(row["word"].lower() for row in table("population_words"))
_STOP = words("populations_stop")
_SIZE = words("populations_size")
_LONGEST = 5
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LEADING = frozenset(
    ("of", "share", "number", "percentage", "per", "cent", "percent", "n", "the", "all", "among", "for")
)
_GROUP_HEADS = words("populations_group_heads")


_AFTER = words("populations_after")
_CLOSING = words("populations_closing")
_PEOPLE = words("populations_people")
_ADVERBS = words("populations_people_adverbs")
_ADJECTIVES = words("populations_adjectives")
_MEASURED = words("populations_measured")
_DEVICES = words("populations_devices")
_NOT_WHOLE = words("populations_not_whole")
_MAKING_UP = words("populations_making_up")
_SEXES = frozenset(("male", "female"))
_OF_ALL_AGES = _SEXES | {"youth"}
_WHEN = frozenset(("in", "since", "by", "during", "until", "before", "after"))
_AGE_GROUPS = words("dimensions_group_words")
_PRONOUNS = frozenset(("those", "ones"))
_PARTS_OF_TIME = frozenset(("full", "part"))
_BY_WHOM = words("populations_spending")
_REFERRED = _PRONOUNS | {"that"}
_LENT = words("populations_lent")
_TO_WHOM = words("populations_lending")
_FUNDS = words("populations_funds")
_TYPICAL = words("populations_typical")
_INDUSTRIES = words("populations_industries")
_OF_INDUSTRIES = words("populations_of_industries")
_PARTICIPLES = words("populations_participles")
_OWNING_RATES = words("populations_owning")
_SECTORS = words("populations_sectors")
_PARTS_OF_FUNDS = frozenset(("funds", "trusts"))
_ONE = frozenset(singular(word) for word in _WORDS) - _WORDS
_PARTS_OF_SCALE = words("populations_parts_of_scale")
_RANKED = words("populations_ranked")
_PLACES_ON_SCALE = _RANKED | {"income", "wealth", "wage", "earnings"}
_NEAR_WHOLE = 5  # tokens from "of" to "pages"
_LONGEST_PLACE = 3  # words before "quintile"
_POSSESSIVE = len("'s")
_OWNING = frozenset(word + mark for word in _WORDS if not word.endswith("s") for mark in ("'s", "’s"))  # "women's pay"
_POSSESSED = _MEASURED | words("populations_possessed")
_NAMING = _OWNING | _WORDS | _PRONOUNS | _PARTS_OF_FUNDS | _TYPICAL
_DESCRIBING = _ADJECTIVES | _DEVICES | _PARTS_OF_TIME
_GROUPS = _NAMING | _PARTS_OF_SCALE | _ONE | _DESCRIBING | _PEOPLE | _INDUSTRIES
_DETERMINERS = frozenset(("the", "all", "these", "those", "its", "their", "our", "such"))
_DANGLING = frozenset(
    ("the", "a", "an", "of", "in", "on", "at", "by", "for", "from", "to", "with", "and", "about", "their")
)
_OF_GROUPS = frozenset(("price", "prices", "index", "survey", "confidence", "sentiment", "association", "federation"))
_LESS = frozenset(("less", "least"))  # "less popular websites"
_HYPHENS = frozenset(("-", "‑"))
_APOSTROPHES = frozenset("'’")
_AUXILIARY = frozenset(("had", "have", "has", "not", "never", "ever", "always"))
_OF_SEXES = frozenset(("for", "among", "of", "in", "than", "and"))
_RECEIVING = frozenset(("to", "by", "from"))  # "lending to households": not who is measured
_CLOSING_VERBS = frozenset(("was", "were", "is", "are", "be", "been"))
_LONGEST_SPENDING = 6  # tokens from "spending" to "by"
_LONGEST_LEAD = 12  # tokens of "Of the 1,163 women interviewed,"
_BEFORE_WHOLES = frozenset(("total", "a", "of", "other"))
_COLLECTIVES = words("populations_collectives")
_OF_AGE = _WORDS | _COLLECTIVES | _SEXES
_COUNTED_PEOPLE = _ONE | _WORDS | _PEOPLE | _COLLECTIVES | {"person", "household"}
_CAUSES = words("populations_causes")
_LONGEST_CAUSE = 14  # tokens from "driven by" to a group
_NOT_OF = words("populations_not_of")
_IMPOSED = words("populations_imposed")
_HANDLING = words("populations_handling")
_LONGEST_ADDED = 10  # tokens from "make up" to "and 4%"
_FAR = 60  # tokens from "ones" back to its noun
_LONGEST_CLAUSE = 8  # words of a relative clause


def population_mentions(scan: Scan, quantities: Sequence[Quantity] = ()) -> list[Mention]:
    """The populations that a sentence names, in order; `quantities` tell what shares are shares of."""
    tokens = scan.tokens
    found = [_bracketed(tokens, bracket) for bracket in scan.brackets]
    taken = {at for mention in found for at in range(mention.first, mention.last + 1)}
    ratios = {at for one in quantities if one.unit == "ratio" for at in range(one.first, one.last + 1)}
    totals = {_past_bracket(tokens, one.end + 1) for one in quantities if _is_made_up(tokens, one)}
    shares = bool(quantities) and all(one.kind == "share" and one.measure != "change" for one in quantities)
    words = tokens.words
    named = [
        *(() if _PARTS_OF_SCALE.isdisjoint(words) else _parts_of_scale(tokens)),
        *_wholes(tokens, quantities, ratios),
        *(() if _PEOPLE.isdisjoint(words) else _people(tokens)),
        *(() if _NAMING.isdisjoint(words) else _nouns(scan, ratios, totals, shares=shares)),
        *(() if _DESCRIBING.isdisjoint(words) else _adjectives(tokens)),
        *(() if "sector" not in words and _INDUSTRIES.isdisjoint(words) else _industries(tokens)),
    ]
    key = _key(tokens, quantities[0]) if quantities and ":" in words else -1
    for mention in named:
        if mention.first <= key:
            continue
        if taken.isdisjoint(range(mention.first, mention.last + 1)):
            taken.update(range(mention.first, mention.last + 1))
            found.append(mention)
    return sorted(found, key=lambda mention: mention.first)


def _key(tokens: Tokens, quantity: Quantity) -> int:
    """The last token of a key that says what is counted, -1 if there is none: "Population in 2020: 5.4 million"."""
    counted = quantity.kind == "count" and quantity.unit is not None and noun_of_key(tokens, quantity) == quantity.unit
    return tokens.low.index(":") if counted else -1


def _mention(tokens: Tokens, first: int, last: int, *, tied: bool = True) -> Mention:
    last += tokens.word(last + 1) == "population"
    return Mention(first, last, " ".join(tokens.sentence[tokens.starts[first] : tokens.ends[last]].split()), tied)


def _bracketed(tokens: Tokens, bracket: Bracket) -> Mention:
    """A bracket with the noun before it: "companies with 20 or fewer employees", "those aged 65 and over"."""
    first = bracket.first
    if tokens.word(first - 1) in _AGE_GROUPS and tokens.word(first - 2) == "age":
        first -= 2  # "the age group 25–34"
    first = _whose_age(tokens, first)
    while first > 0 and (tokens.low[first - 1] in _OF_AGE or tokens.low[first - 1] in ("aged", "age")):
        first -= 1
    if tokens.word(first - 1) in ("with", "having", "of") and tokens.word(first - 2) in _OF_AGE:
        first = _noun_phrase(tokens, first - 2)
    if tokens.word(first - 1) == "(" and tokens.word(bracket.last + 1) == ")" and tokens.word(first - 2) in _WORDS:
        return _mention(tokens, _noun_phrase(tokens, first - 2), bracket.last + 1)  # "men (aged 25 and over)"
    within = tokens.word(first - 1) in (
        "member",
        "person",
        "child",
        "adult",
    )  # "households with one member aged 16 to 64"
    mention = _mention(tokens, first, bracket.last, tied=not within)
    those = tokens.word(first - 1) in ("with", "having") and tokens.word(first - 2) in _PRONOUNS
    return replace(mention, first=first - 2) if those else mention  # "45% of those with assets over $1 billion"


def _whose_age(tokens: Tokens, first: int) -> int:
    """The first token of who is in the bracket that begins at `first`: "youth in the age group 15-29"."""
    at = first - 1 - (tokens.word(first - 1) == "the")
    if tokens.word(at) in ("in", "within", "from") and tokens.word(at - 1) in _OF_AGE:
        return _noun_phrase(tokens, at - 1)
    return first


def _nouns(scan: Scan, ratios: set[int], totals: set[int], *, shares: bool) -> Iterator[Mention]:
    """Nouns for people and firms, with the words before them and a clause behind: "households with children".

    `shares` says that nothing but shares is stated, so that "the number of ..." counts nothing here. `totals` are the
    tokens of the "of" behind shares that a group makes up of a total ("61% of all managers").
    """
    tokens = scan.tokens
    for index, word in enumerate(tokens.low):
        if word in _PRONOUNS:
            yield from _pronoun(tokens, index)
        if word in _OWNING and (tokens.word(index + 1) in _POSSESSED or tokens.is_number(index + 1)):
            mention = _mention(tokens, _noun_phrase(tokens, index), index)
            yield replace(mention, value=mention.value[:-_POSSESSIVE])
        if not _is_group_at(tokens, index) or _counted(scan, index, ratios, shares=shares):
            continue
        first = _noun_phrase(tokens, index)
        yield from _size_classes(tokens, first, tokens.texts[index])
        at = first - 1
        at -= tokens.word(at) in _DETERMINERS
        if at not in totals:
            tied = (
                _takes_part(tokens, at)
                and not _is_cause(tokens, at)
                and not (word == "population" and tokens.texts[index - 1][:1].isupper())
            )
            mention = _mention(tokens, first, _described(tokens, index), tied=tied)
            yield replace(mention, local=tokens.word(at) in _RECEIVING)


def _is_group_at(tokens: Tokens, index: int) -> bool:
    """Whether a noun is one for people or firms, also one of them ("the median reader") or of a kind ("pension funds")."""
    word = tokens.low[index]
    if word in _WORDS:
        return tokens.word(index + 1) not in _OF_GROUPS
    if word in _PARTS_OF_FUNDS:
        return tokens.word(index - 1) in _FUNDS
    if word not in _ONE or _TYPICAL.isdisjoint(tokens.low[max(0, index - 2) : index]):
        return False
    after = tokens.word(index + 1)
    told = after.endswith(("s", "ed")) and after not in _NOT_WHOLE  # a verb: "the median reader finished"
    return told or after in _STOP or not tokens.is_word(index + 1)


def _takes_part(tokens: Tokens, at: int) -> bool:
    """Whether a group behind the word `at` is measured: "investment by the funds", "loans to firms", not "sent to firms"."""
    word, before = tokens.word(at), tokens.word(at - 1)
    if word == "by":
        referred = before in _REFERRED and not _BY_WHOM.isdisjoint(tokens.low[:at])  # "those by residents"
        return before == "followed" or referred or _is_spent_by(tokens, at)
    if word == "and" and before in _WORDS and tokens.word(at - 2) in _HANDLING:
        return False  # "currency outside banks and corporations"
    if (word == "of" and before in _NOT_OF) or (word == "on" and before in _IMPOSED) or word in _HANDLING:
        return False  # "training of staff", "fines on banks", "ships carrying passengers"
    if word == "to":
        while before in _LENT:
            at -= 1
            before = tokens.word(at - 1)
        return before in _TO_WHOM or (before in _REFERRED and not _TO_WHOM.isdisjoint(tokens.low[:at]))
    if word == "with" and before == ",":
        return True  # ", with girls reading 6.8 books"
    return word not in _RECEIVING and word not in (
        "with",
        "without",
    )  # "couples with children", where couples are counted


def _is_spent_by(tokens: Tokens, at: int) -> bool:
    """Whether "by" tells who spends: "investment by the funds", "spending on food by pensioner households"."""
    for before in range(at - 1, max(-1, at - _LONGEST_SPENDING), -1):
        if not tokens.is_word(before) or tokens.low[before] in CHANGE_VERBS or tokens.low[before] in _CLOSING_VERBS:
            return False
        if tokens.low[before] in _BY_WHOM:
            return True
    return False


def _is_cause(tokens: Tokens, at: int) -> bool:
    """Whether a group is only named in what caused something: "fell by 3%, driven by the restocking of retailers"."""
    for before in range(at, max(-1, at - _LONGEST_CAUSE), -1):
        if not tokens.is_word(before):
            return False
        if tokens.low[before] in _CAUSES and tokens.word(before + 1) in ("by", "of", "to"):
            return before > 0
    return False


def _pronoun(tokens: Tokens, index: int) -> Iterator[Mention]:
    """ "Those who had been trained", "the small, medium-sized and large ones"."""
    last = _described(tokens, index)
    if tokens.low[index] == "those" and tokens.word(index + 1) == "in":
        last = _within(tokens, index + 1)
    if last == index and tokens.low[index] == "those" and tokens.word(index - 1) in ("of", "among"):
        last += tokens.word(index + 1) in _PARTICIPLES and tokens.word(index + 2) in (
            "(",
            ",",
        )  # "half of those aware (51%)"
    if tokens.low[index] == "those" and last > index and tokens.word(index + 1) != "aged":
        yield _mention(tokens, index, last)
    elif tokens.low[index] == "ones" and tokens.word(index - 1) in _SIZE:
        first = _noun_phrase(tokens, index)
        noun = next(
            (tokens.low[at] for at in range(index - 1, max(-1, index - _FAR), -1) if tokens.low[at] in _WORDS), ""
        )
        yield from _size_classes(tokens, first, noun)
        size = _mention(tokens, first, index - 1)
        yield Mention(first, index, f"{size.value} {noun}".strip())


def _within(tokens: Tokens, index: int) -> int:
    """The last token of what those are in: "those in work", "those in the highest"; not "those in Kenya", an area."""
    begin = index + 1 + (tokens.word(index + 1) in _DETERMINERS)
    last = index - 1
    for at in range(begin, min(begin + _LONGEST, len(tokens))):
        word = tokens.low[at]
        plain = tokens.is_word(at) and (word not in _STOP or word == "most") and word not in _CLOSING
        if not plain or word in CHANGE_VERBS or tokens.texts[at][:1].isupper():
            break
        last = at
    return last


def _size_classes(tokens: Tokens, first: int, noun: str) -> Iterator[Mention]:
    """The elided members of "small, medium-sized and large firms", each with the noun."""
    at = first - 1
    while tokens.word(at) in (",", "and", "or"):
        last = at - 1 if tokens.word(at - 1) != "," else at - 2
        begin = last
        while tokens.word(begin) in _SIZE or tokens.word(begin) in _HYPHENS:
            begin -= 1
        if begin == last:
            return
        words = " ".join(tokens.sentence[tokens.starts[begin + 1] : tokens.ends[last]].split())
        yield Mention(begin + 1, last, f"{words} {noun}".strip())
        at = begin


def _described(tokens: Tokens, index: int) -> int:
    """The last token of the clause that describes a noun: "people who live alone", "households without a car"."""
    if tokens.word(index + 1) not in _AFTER:
        return index
    last = index + 1
    start = last + 2 if tokens.word(last) == "who" else last + 1
    for at in range(last + 1, min(last + _LONGEST_CLAUSE, len(tokens))):
        word = tokens.low[at]
        early = at <= start and tokens.word(index + 1) == "who" and tokens.is_word(at)
        told = word in CHANGE_VERBS and word.endswith("ed")  # "households with a car dropped to"
        if tokens.is_number(at) or told or (word in _CLOSING and not (early or tokens.word(at - 1) in _AUXILIARY)):
            break
        last = at
    while last > index + 1 and tokens.low[last] in _DANGLING:
        last -= 1
    return last if last > index + 1 else index


def _people(tokens: Tokens) -> Iterator[Mention]:
    """ "The long-term unemployed", "the young": an adjective that stands for people, with no noun behind it."""
    for index, word in enumerate(tokens.low):
        if word not in _PEOPLE:
            continue
        first = index
        while tokens.word(first - 1) in _ADVERBS or tokens.word(first - 1) in _HYPHENS:
            first -= 1
        after = tokens.word(index + 1)
        told = after.endswith("ed") and tokens.word(index + 2) not in _WORDS and after not in _PEOPLE
        told = told or after in _CLOSING or after in CHANGE_VERBS
        noun = tokens.is_word(index + 1) and after not in _STOP and after not in _AFTER and not told
        if tokens.word(first - 1) == "the" and not noun and tokens.word(index + 1) not in _HYPHENS:
            yield _mention(tokens, first, index)


def _adjectives(tokens: Tokens) -> Iterator[Mention]:
    """ "The male rate", "youth unemployment"; "the rate among female"; devices, as in "on desktop"."""
    for index, word in enumerate(tokens.low):
        measured = word in _ADJECTIVES and tokens.word(index + 1) in _MEASURED
        owned = index > 1 and tokens.word(index - 2) in ("rate", "rates", "ownership", "penetration")  # what is owned
        device = word in _DEVICES and tokens.word(index - 1) in ("on", "for") and not owned
        measured = measured or (word == "household" and tokens.word(index + 1) in _OWNING_RATES)
        part = word in _PARTS_OF_TIME and tokens.word(index + 2) == "time" and tokens.word(index + 3) in _MEASURED
        placed = tokens.word(index - 1) in _OF_SEXES or (index == 0 and tokens.word(1) in ("in", "with", "who", "from"))
        alone = word in _OF_ALL_AGES and placed and _stands_alone(tokens, index)
        if measured or device or alone:
            yield _mention(tokens, index, index)
        elif part:
            yield _mention(tokens, index, index + 2)


def _parts_of_scale(tokens: Tokens) -> Iterator[Mention]:
    """ "The poorest fifth of households", "the top income decile": a part of people who are ranked."""
    for index, word in enumerate(tokens.low):
        if word not in _PARTS_OF_SCALE:
            continue
        first = index
        while tokens.word(first - 1) in _PLACES_ON_SCALE and index - first < _LONGEST_PLACE:
            first -= 1
        if first == index or _RANKED.isdisjoint(tokens.low[first:index]):
            continue
        last = index
        if tokens.word(index + 1) == "of" and (tokens.word(index + 2) in _WORDS or tokens.word(index + 3) in _WORDS):
            last = index + 2 if tokens.word(index + 2) in _WORDS else index + 3
        yield _mention(tokens, first, last)


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether no noun stands behind a word that describes people, so that it stands for them."""
    after = tokens.word(index + 1)
    return not tokens.is_word(index + 1) or after in _STOP or after in CHANGE_VERBS


def _industries(tokens: Tokens) -> Iterator[Mention]:
    """ "Highest in mining (4%), followed by retail trade (3%)": industries behind "in", and others of their sentence."""
    within = False
    for index, word in enumerate(tokens.low):
        sector = word == "sector" and tokens.word(index - 1) in _SECTORS
        if not (sector or word in _INDUSTRIES) or not _ends_industry(tokens, index):
            continue
        first = index - sector
        while tokens.word(first - 1) in _OF_INDUSTRIES and tokens.word(first - 1) not in ("and", "&"):
            first -= 1
        if first == index and word == "industry":
            continue  # "in the industry"
        placed = tokens.word(first - 1) in ("in", "for") or tokens.low[first - 2 : first] == ["in", "the"]
        if placed or (within and (tokens.word(index + 1) == "(" or tokens.word(first - 1) == "than")):
            within = True
            yield _mention(tokens, first, index)


def _ends_industry(tokens: Tokens, index: int) -> bool:
    """Whether the name of an industry ends here: no noun stands behind it ("construction", not "construction prices")."""
    after = tokens.word(index + 1)
    if after in _HYPHENS and tokens.glued(index + 1):
        return False  # "trade-weighted"
    return not tokens.is_word(index + 1) or after in _STOP


def is_industry(text: str) -> bool:
    """Whether a stub or head is the name of an industry: "Mining and quarrying", "Retail trade"."""
    words = text.lower().replace(",", " ").split()
    return (
        bool(words)
        and words[-1] in _INDUSTRIES | _OF_INDUSTRIES
        and (all(word in _INDUSTRIES or word in _OF_INDUSTRIES for word in words) and not _INDUSTRIES.isdisjoint(words))
    )


def _wholes(tokens: Tokens, quantities: Sequence[Quantity], ratios: set[int]) -> Iterator[Mention]:
    """What shares are shares of: "46% of the car occupants", "six out of ten visitors"."""
    for quantity in quantities:
        if quantity.kind != "share" or quantity.measure == "change":
            continue
        at = quantity.end + 1
        at += quantity.enclosed and tokens.word(at) == ")"  # "14 (7%) of the women"
        at = _past_bracket(tokens, at)
        if tokens.word(at) == "of":
            at += 1
        elif quantity.last not in ratios:
            continue
        if _is_made_up(tokens, quantity):
            continue
        while tokens.word(at) in _DETERMINERS or is_year(tokens.text(at)):
            at += 1
        head = next((k for k in range(at, min(at + _LONGEST, len(tokens))) if _ends_phrase(tokens, k)), None)
        if head is not None and (_is_whole(tokens, head) or _is_collective(tokens, head)):
            yield _mention(tokens, at, _described(tokens, head))


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    """Whether a noun phrase ends with a token or cannot go on with it."""
    word = tokens.low[at]
    if not tokens.is_word(at):
        return word not in _HYPHENS
    if _is_collective(tokens, at):
        return True
    return word in _STOP or (is_count_noun(word) and not (tokens.is_word(at + 1) and is_count_noun(tokens.low[at + 1])))


def _is_collective(tokens: Tokens, at: int) -> bool:
    """Whether a noun for many people ends its phrase: "60% of the youth wanted it", not "of the youth clubs"."""
    if tokens.low[at] not in _COLLECTIVES:
        return False
    after = tokens.word(at + 1)
    return not tokens.is_word(at + 1) or after in _STOP or after in CHANGE_VERBS or after.endswith(("ed", "ing"))


def _past_bracket(tokens: Tokens, at: int) -> int:
    """The token behind a bracket that opens at `at`: "almost half (46.4 %) of the unemployed"."""
    if tokens.word(at) != "(":
        return at
    return next((k + 1 for k in range(at + 1, at + 5) if tokens.word(k) == ")"), at)


def _makes_up(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a share is the part that a group makes up of a total: "those aged 65 and over made up 28% of all deaths".

    So is one that "and" adds: "and 4% of admissions".
    """
    at = quantity.begin - 1
    word = tokens.word(at)
    if word == "and":
        return not _MAKING_UP.isdisjoint(tokens.low[max(0, at - _LONGEST_ADDED) : at])
    if word in ("for", "of"):
        word = tokens.word(at - 1)
    return word in _MAKING_UP


def _is_made_up(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a share is the part of a total that a group makes up; "Flash makes up 20% of sites" is of sites."""
    if not _makes_up(tokens, quantity):
        return False
    at = _past_bracket(tokens, quantity.end + 1)
    whole = tokens.word(at) == "of" and any(
        tokens.word(k) in _WORDS and tokens.word(k + 1) not in _APOSTROPHES for k in range(at + 1, at + _NEAR_WHOLE)
    )
    return not whole or not _GROUPS.isdisjoint(tokens.low[: quantity.begin])


def _noun_phrase(tokens: Tokens, index: int) -> int:
    """The first token of the noun phrase that ends at `index` ("large companies")."""
    first, count = index, 0
    while first > 0 and count < _LONGEST:
        word = tokens.low[first - 1]
        hyphen = word in _HYPHENS and tokens.glued(first - 1) and tokens.glued(first)
        if hyphen:
            first -= 1
            continue
        count += tokens.low[first] not in _HYPHENS
        if not tokens.is_word(first - 1) or word in _STOP or (is_count_noun(word) and word not in _SIZE):
            break
        joined = tokens.low[first] in _HYPHENS  # "thousand-acre farms"
        if word in CHANGE_VERBS or word.endswith("ly") or (word in NUMBER_WORDS and not joined):
            break
        first -= 1
    return first - (first < index and tokens.word(first - 1) in _LESS)


def _counted(scan: Scan, index: int, ratios: set[int], *, shares: bool) -> bool:
    """Whether the noun is what a number counts ("192 municipalities"): then it is the unit, not the population."""
    tokens = scan.tokens
    at = index - 1
    if tokens.word(at) in ("more", "fewer", "less") and tokens.word(at - 1) == "or":
        at -= 2  # "four or more people"
    while (
        at >= 0
        and index - at <= 3
        and tokens.is_word(at)
        and tokens.low[at] not in _STOP
        and tokens.low[at] not in NUMBER_WORDS
    ):
        at -= 1
    if is_year(tokens.text(at)) and tokens.word(at - 1) in _WHEN:
        return False  # "in 2020 boys read more"
    if at in ratios or (tokens.is_number(at) and tokens.word(at - 1) == "per" and at <= 1):
        return False
    return (
        tokens.is_number(at)
        or tokens.word(at) in NUMBER_WORDS
        or tokens.word(at) in ("million", "thousand", "billion")
        or (tokens.word(at - 1) in ("number", "numbers") and not shares)
    )


def is_group(word: str) -> bool:
    """Whether a noun in lower case is one for people or firms."""
    return word in _WORDS


def is_unit_of_people(unit: str | None) -> bool:
    """Whether a counted noun, in the singular, is one for people or firms: they are counted, not measured."""
    return unit is None or unit.rpartition(" ")[2] in _COUNTED_PEOPLE


def names_group(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is one of people, firms or funds, not only of things that shares are shares of."""
    return tokens.low[mention.last] in _OWNING or not _GROUPS.isdisjoint(tokens.low[mention.first : mention.last + 1])


def is_typical(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is one that stands for all: "the average farmer", "the median site"."""
    return tokens.low[mention.last] in _ONE and not _TYPICAL.isdisjoint(tokens.low[mention.first : mention.last])


def leading_group(scan: Scan) -> str | None:
    """The whole that opens a sentence, for its shares: "Of the 1,163 women asked, 971 (83.5%) ...", "Of all claims,"."""
    tokens = scan.tokens
    begin = 1 if tokens.low[:2] == ["out", "of"] else 0
    if tokens.word(begin) not in ("of", "among"):
        return None
    comma = next((at for at in range(1, min(len(tokens), _LONGEST_LEAD)) if tokens.low[at] in (",", "(")), None)
    if comma is None:
        return None
    first = begin + 1
    if tokens.low[first] == "those" and tokens.word(first + 1) in ("who", "that", "which"):
        last = next((at for at in range(first, comma) if tokens.low[at] == "("), comma) - 1
        return _mention(tokens, first, last).value  # "Among those that had recruited nobody (n=312),"
    while first < comma and (
        tokens.low[first] in _DETERMINERS
        or tokens.low[first] in _BEFORE_WHOLES
        or tokens.low[first] in NUMBER_WORDS
        or tokens.is_number(first)
    ):
        first += 1
    named = range(begin + 1, comma)
    if "%" in tokens.low[first:comma] or "cent" in tokens.low[first:comma]:
        return None  # "Of the visitors 31% came by car, ..."
    if not any(tokens.low[at] in _WORDS or (at >= first and _is_whole(tokens, at)) for at in named):
        return None
    return _mention(tokens, first, comma - 1).value if first < comma else None


def _is_whole(tokens: Tokens, at: int) -> bool:
    """Whether a token is a noun that shares can be shares of."""
    return tokens.is_word(at) and is_count_noun(tokens.low[at]) and tokens.low[at] not in _NOT_WHOLE


def group_named(text: str) -> str | None:
    """The population if a short text, such as the head of a column, is nothing but one: "Men", "% of women", "Desktop".

    Numbers of respondents in brackets are left out; "Total" and "Both sexes" are no group.
    """
    words = _BRACKETED.sub(" ", text).replace("%", " ").replace("#", " ").split()
    while words and words[0].lower() in _LEADING:
        words.pop(0)
    if not 1 <= len(words) <= _LONGEST or words[-1].lower() in ("total", "sexes"):
        return None
    alone = len(words) == 1 and words[0].lower() in _GROUP_HEADS
    people = words[-1].lower() in _WORDS and all(word.lower() in _SIZE for word in words[:-1])
    return " ".join(words) if alone or people or is_industry(" ".join(words)) else None
