"""The areas that a sentence or a title speaks of: mentions of areas, of places without a code, of "the former".

Belongs here: which of the names in a text say where something is measured. Does not belong here: names and codes (see
`numerals.areas`), which number a mention belongs to (see `clauses`).

Of two economies the one whose account it is counts: the sender of exports, the receiver of imports and of investment. A
place behind "in" beats the nationality of who acts ("US investors' purchases in Britain": Britain), because it stands
nearer to the number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from pipelines.numerals.areas import as_written, find_areas
from pipelines.observations.clauses import AVERAGES, EXTREMES, Mention
from pipelines.observations.populations import is_group
from pipelines.reading.tokens import Tokens, tokenize
from pipelines.rules import words

NOWHERE = ""  # the value of a mention of a place that has no code: nothing else may be inherited

_QUOTES = frozenset('"“”')
_SENT = words("places_sent")
_RECEIVED = words("places_received")
_NOT_PLACES = words("places_not_places")  # "Chinese ethnic group", "Korean fonts"
_ETHNIC = words("places_ethnic")  # beside which a name is one of people: "whose ethnic group was Chinese"
_OF_LANGUAGES = words("places_of_languages")  # beside which "Chinese" alone is a language
_LANGUAGE_ENDINGS = ("ese", "ish", "ian", "ean", "nch", "tch", "man", "reek", "rean", "abic")
_NOT_TIED = frozenset(("than", "against", "versus", "as", "unlike", "where"))
_VERBS = words("indicators_verbs")
_JOINED = frozenset(("and", "or", "ones", "at", "by", "with", "as", "in", "to", "than"))
_ARTICLES = frozenset(("the", "a"))
_ELIDED = frozenset(("those", "that", "and", "million", "billion", "thousand"))
_BALANCED = frozenset(("trade", "surplus", "deficit", "balance"))
_GOING = frozenset(("went", "go", "goes", "going", "gone", "sent", "shipped", "destined", "bound"))
_FLOW = 8  # tokens from "exports from ..." to "to ..."
_WITHIN = frozenset(("in", "across", "throughout", "within", "outside"))
_KINDS = words("places_kinds")
_NOT_NAMES = words("places_not_names") | {word.lower() for word in words("names_not_names")}
_LONGEST = 4  # words in the name of a place
_BODIES = words("places_bodies")
_NEIGHBOURS = frozenset(("neighbouring", "neighboring", "nearby", "mainland"))
_TRAVELLERS = words("places_travellers")
_OF_TRAVELLERS = frozenset(("visitor", "tourist", "passenger", "overnight", "day", "business"))
_TRAVELLED = frozenset(
    [(way, noun) for way in ("to", "at") for noun in words("places_arriving")] + [("from", "departures")]
)
_HOUSES = words("places_houses")
_COMPASS = words("places_compass")
_LAWS = words("publications_laws")  # "Regulation (EU) No 692/2011"
_TITLE = 300  # characters


def area_mentions(tokens: Tokens, before: Sequence[str] = ()) -> list[Mention]:
    """The areas that a sentence names outside quotations, in order; `before` are those of the sentence before."""
    named = find_areas(tokens)
    quotes = [index for index, text in enumerate(tokens.texts) if text in _QUOTES] if named else []
    of_languages = not _OF_LANGUAGES.isdisjoint(tokens.words)
    ethnic = not _ETHNIC.isdisjoint(tokens.words)
    sides = {tokens.low[_governing(tokens, first)] for _, first, _ in named if _is_partner(tokens, first)}
    found = [
        Mention(
            first,
            last,
            NOWHERE if tokens.word(_governing(tokens, first)) == "outside" else code,
            tied=tokens.word(first - 1) not in _NOT_TIED and not _is_compared_with(tokens, first, last),
        )
        for code, first, last in named
        if tokens.word(last + 1) not in _NOT_PLACES
        and not (tokens.word(first - 1) == "-" and tokens.word(first - 2) == "non")
        and not (ethnic and tokens.word(_governing(tokens, first)) not in _WITHIN)
        and not (of_languages and _is_language(tokens, first, last))
        and not bisect_left(quotes, first) % 2
        and not _is_partner(tokens, first, sides)
        and not _is_compared_group(tokens, code, first, last)
        and not (tokens.word(first - 1) == "(" and tokens.word(first - 2) in _LAWS)
    ]
    found += _others(tokens, {at for _, first, last in named for at in range(first, last + 1)})
    found.sort(key=lambda mention: mention.first)
    return [*found, *_of_two(tokens, found, before)]


def _is_compared_with(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an area is only one to compare with: "compared to the OECD average of 49%, 61% ..."."""
    at = _governing(tokens, first)
    compared = tokens.word(at) in ("to", "with") and tokens.word(at - 1) == "compared"
    last += tokens.word(last + 1) in AVERAGES
    return compared and tokens.low[last] in AVERAGES and tokens.word(last + 1) == "of"


def _is_compared_group(tokens: Tokens, code: str, first: int, last: int) -> bool:
    """Whether a group of countries only says among whom something is extreme: "one of the lowest in Europe".

    Not "the highest in Europe (12%)", which has a number of its own.
    """
    at = _governing(tokens, first)
    if tokens.word(at) != "in" or tokens.word(at - 1) not in EXTREMES or tokens.word(last + 1) == "(":
        return False
    return tokens.word(at - 2) in ("the", "of") and "-" not in code and (len(code) != 2 or code in ("EU", "EA"))


def _is_language(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the adjective of a country stands alone, for its language: "Chinese was spoken by 6%", not "Chinese users"."""
    if first != last or not tokens.low[first].endswith(_LANGUAGE_ENDINGS) or _governing(tokens, first) != first - 1:
        return False
    after = tokens.word(last + 1)
    return not tokens.is_word(last + 1) or after in _VERBS or after in _JOINED


def title_area(lines: Iterable[str]) -> str | None:
    """The only country or group that the lines of a title name; what a publisher's name or address names is none."""
    codes = set()
    for line in lines:
        tokens = tokenize(as_written(line[:_TITLE]))
        for part in _parts(tokens):
            if _BODIES.isdisjoint(part.low):
                codes |= {code for code, _, _ in find_areas(part) if "-" not in code}
    return next(iter(codes)) if len(codes) == 1 else None


def _parts(tokens: Tokens) -> list[Tokens]:
    """What a dot or a bar sets apart in a title: "What employees in Finland say · Union of Chambers, Helsinki"."""
    text = tokens.sentence
    for mark in ("|", " – ", " — ", "•"):
        text = text.replace(mark, "·")
    return [tokenize(part) for part in text.split("·")]


def _governing(tokens: Tokens, first: int) -> int:
    """The token before an area and its article: "to" in "to the Netherlands"."""
    at = first - 1
    while tokens.word(at) in _ARTICLES or tokens.word(at) in _NEIGHBOURS:
        at -= 1
    return at


def _is_partner(tokens: Tokens, first: int, sides: Collection[str] = ()) -> bool:
    """Whether an area is the other side of a flow: "exports to China", "imports from China", "from Norway to Japan".

    `sides` are the prepositions that have named another side in the sentence already: "and those from Spain".
    """
    at = _governing(tokens, first)
    word, flow = tokens.word(at), tokens.word(at - 1)
    if word in sides and (tokens.is_number(at - 1) or flow in _ELIDED):
        return True
    if word == "to" and flow in _GOING:
        return not _SENT.isdisjoint(tokens.low[max(0, at - _FLOW) : at])
    if word == "to" and flow not in _SENT:
        return any(tokens.low[k] in _SENT and tokens.word(k + 1) == "from" for k in range(max(0, at - _FLOW), at))
    sent = word == "to" and flow in _SENT
    return sent or (word == "from" and flow in _RECEIVED) or (word == "with" and flow in _BALANCED)


def _others(tokens: Tokens, taken: set[int]) -> list[Mention]:
    """Places that have no code: "the Helsinki region" by its name, "in Springfield" and "elsewhere" as nowhere known."""
    found: list[Mention] = []
    named = not _KINDS.isdisjoint(tokens.words)
    reached = -1
    written = enumerate(zip(tokens.texts, tokens.low, strict=True))
    for index in [at for at, (text, low) in written if (text != low and text[0].isupper()) or text == "elsewhere"]:
        if index <= reached or index in taken:
            continue
        word = tokens.low[index]
        if word == "elsewhere":
            found.append(Mention(index, index, NOWHERE))
        if not tokens.texts[index][0].isupper() or word in _NOT_NAMES or not tokens.is_word(index):
            continue
        last = _name_end(tokens, index, taken)
        at = index - 1 - (tokens.word(index - 1) == "the")
        before = tokens.word(at)
        ends = (last, last + 1) if named else ()
        kind = next((end for end in ends if end > index and tokens.word(end) in _KINDS), None)
        if kind is not None:
            found.append(Mention(index, kind, _name(tokens, index, kind)))
        elif (compass := _compass_end(tokens, index, found)) is not None:
            found.append(Mention(index, compass, _name(tokens, index, compass)))
            last = compass
        elif (before, tokens.word(at - 1)) in _TRAVELLED and not _is_institution(tokens, index, last):
            alone = tokens.word(at - 1) == "visitors" and index == last  # "visitors to Facebook"
            found.append(Mention(index, last, NOWHERE if alone else _name(tokens, index, last)))
        elif before in _WITHIN and not tokens.texts[index].isupper() and not _in_title_case(tokens, index):
            found.append(Mention(index, last, NOWHERE))
        reached = max(last, kind or last)
    return found


def _name(tokens: Tokens, first: int, last: int) -> str:
    """The words of a name as they are written."""
    return " ".join(tokens.sentence[tokens.starts[first] : tokens.ends[last]].split())


def _is_institution(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name is that of a house or a body: "visitors to the National Museum"."""
    return not (_BODIES | _HOUSES).isdisjoint(tokens.low[first : last + 1])


def _compass_end(tokens: Tokens, index: int, found: Sequence[Mention]) -> int | None:
    """The last word of a part of a country: "the West and Midlands", "the South-East", not "the West Bank"."""
    listed = tokens.word(index - 1) == "and" and bool(found) and found[-1].last == index - 2
    if tokens.low[index] not in _COMPASS or not (listed or tokens.word(index - 1) == "the"):
        return None
    last = index
    while tokens.word(last + 1) in _COMPASS and tokens.text(last + 1)[0].isupper():
        last += 1
    while tokens.word(last + 1) == "-" and tokens.word(last + 2) in _COMPASS:
        last += 2
    named = tokens.is_word(last + 1) and tokens.text(last + 1)[0].isupper()
    return None if named or tokens.word(last + 1) == "-" else last


def is_passing(tokens: Tokens, mention: Mention) -> bool:
    """Whether an area only says who comes or goes: "US departures", "Chilean visitors", which nothing goes on with."""
    origin = tokens.word(mention.first - 1) == "from" and is_group(tokens.word(mention.first - 2))
    if origin:
        return True  # "35 thousand people from Japan"
    behind = tokens.low[mention.last + 1 : mention.last + 3]
    if not behind or not tokens.is_word(mention.last + 1):
        return False
    return behind[0] in _TRAVELLERS or (behind[-1] in _TRAVELLERS and behind[0] in _OF_TRAVELLERS)


def _in_title_case(tokens: Tokens, index: int) -> bool:
    """Whether the noun before "in" is capitalised too ("People in Work"), so that capitals tell nothing."""
    at = index - (3 if tokens.word(index - 1) == "the" else 2)
    return at > 0 and tokens.text(at)[:1].isupper()


def _name_end(tokens: Tokens, index: int, taken: set[int]) -> int:
    """The last word of a run of capitalised words."""
    last = index
    while (
        last - index < _LONGEST - 1
        and last + 1 not in taken
        and tokens.is_word(last + 1)
        and tokens.texts[last + 1][0].isupper()
    ):
        last += 1
    return last


def _of_two(tokens: Tokens, found: Sequence[Mention], before: Sequence[str]) -> list[Mention]:
    """ "The former" and "the latter" of two areas, in the same sentence or the one before."""
    if "former" not in tokens.words and "latter" not in tokens.words:
        return []
    mentions = []
    lasts = [mention.last for mention in found]
    for index, word in enumerate(tokens.low):
        if word not in ("former", "latter") or tokens.word(index - 1) != "the":
            continue
        at = bisect_left(lasts, index)
        two = [mention.value for mention in found[at - 2 : at]] if at >= 2 else before
        if len(two) == 2 and not (tokens.is_word(index + 1) and tokens.texts[index + 1][0].isupper()):
            mentions.append(Mention(index, index, two[word == "latter"]))
    return mentions
