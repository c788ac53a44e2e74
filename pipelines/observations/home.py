"""The country that a whole document is about, which holds wherever nothing nearer names an area.

Belongs here: telling that country from what opens a document and stands around its text, and what a sentence that turns
to another country for a moment leaves with it. Does not belong here: the areas that a sentence names (see `places`).

One line alone may be the address of who writes, and one sentence alone the first of many countries: two places must
agree, one of them more than the name of a publisher ("Bank of Jamaica").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.numerals.areas import as_written, find_areas
from pipelines.numerals.scan import Scan
from pipelines.observations.clauses import EXTREMES, Mention
from pipelines.observations.places import area_mentions, is_passing
from pipelines.reading import Kind, Reading
from pipelines.reading.tokens import Tokens, tokenize
from pipelines.rules import words

_BODIES = words("places_bodies")
_GROUPS = frozenset(("EU", "EA"))
_PARTS_ALIKE = frozenset(("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"))  # that publish as countries do
_BEGINNING = 8  # passages
_FRAMES = (Kind.RUNNING_HEAD, Kind.CAPTION)
_LONGEST = 300  # characters of a line
_LEAST = 2  # places that agree
_SHORTEST = 6  # tokens of a sentence
_FIRST = 3  # sentences
_WIDE = 3  # tokens from the name of a country to the word for a body
_REASONS = frozenset(("because", "although", ";", "while", "whereas"))
_TURNING = frozenset(("and", "while", "whereas", "but"))
_TO_PLACE = frozenset(("for", "in"))
_ARTICLES = frozenset(("the", "a"))


def home_area(reading: Reading, scans: Sequence[Scan]) -> str | None:
    """The country that the opening of a document and its first sentence with a number, or its captions, agree on."""
    opening = _opening(scans)
    told = {area.value for scan in opening for area in _told(scan)}
    counted = {area.value for scan in opening[-1:] if scan.amounts for area in _told(scan)}
    begin = max(1, opening[0].sentence.passage) if opening else _BEGINNING
    votes: dict[str, set[str]] = {}
    sure, titled = set(told), set()
    for place, passage in enumerate(reading.passages):
        is_title = place < min(begin, _BEGINNING)
        if not is_title and passage.kind not in _FRAMES:
            continue
        text = passage.content.text[:_LONGEST]
        for code, of_body in _named(tokenize(as_written(text))):
            if passage.kind is Kind.CAPTION and code not in counted:
                continue  # a chapter of a report may compare its country with others
            votes.setdefault(code, set()).add(f"{of_body}{text}")
            sure |= set() if of_body else {code}
            titled |= {code} if is_title else set()
    homes = told | titled if told else titled or votes.keys()
    if len(homes) != 1:
        return None
    home = next(iter(homes))
    return home if _is_country(home) and home in sure and len(votes.get(home, ())) + (home in told) >= _LEAST else None


def _opening(scans: Sequence[Scan]) -> list[Scan]:
    """The first sentences, up to one with a number."""
    found: list[Scan] = []
    for scan in scans:
        if scan.sentence.kind is Kind.PARAGRAPH and len(scan.tokens) >= _SHORTEST and _is_whole(scan.sentence.text):
            found.append(scan)
            if scan.amounts or len(found) == _FIRST:
                break
    return found


def _is_whole(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return text.rstrip().endswith((".", ")", "]"))


def _told(scan: Scan) -> list[Mention]:
    """The areas that a sentence is about."""
    return [area for area in area_mentions(scan.tokens) if area.tied and not is_passing(scan.tokens, area)]


def _named(tokens: Tokens) -> Iterator[tuple[str, bool]]:
    """The countries that a line names, each with whether it only belongs to the name of a body."""
    for code, first, last in find_areas(tokens):
        if _is_country(code):
            around = tokens.low[max(0, first - _WIDE) : first] + tokens.low[last + 1 : last + 1 + _WIDE]
            yield code, not _BODIES.isdisjoint(around)


def _is_country(code: str) -> bool:
    return code in _PARTS_ALIKE or (len(code) == 2 and code.isalpha() and code not in _GROUPS)


def is_aside(tokens: Tokens, end: int, areas: Sequence[Mention]) -> bool:
    """Whether a number that ends at token `end` stands before the words that turn to another country for a moment.

    "GDP rose by 1%, and for the US economy 2.6% is expected", "fell by 4%, largely because the inflows from Chile shrank".
    """
    behind = areas[0]
    if behind.first <= end:
        return False
    if not _REASONS.isdisjoint(tokens.low[end + 1 : behind.first]):
        return True
    at = behind.first - 1
    while tokens.word(at) in _ARTICLES:
        at -= 1
    turned = tokens.word(at) in _TO_PLACE and tokens.word(at - 1) in _TURNING and at - 1 > end
    return turned and tokens.word(at - 2) == ","


def is_outdone(tokens: Tokens, end: int, areas: Sequence[Mention]) -> bool:
    """Whether a number is of all, and one area has an extreme of it: "92.4 euros and was highest in Porto (110.9)"."""
    behind = areas[0]
    extreme = tokens.word(behind.first - 1) == "in" and tokens.word(behind.first - 2) in EXTREMES
    if not extreme or behind.first - 2 <= end or tokens.word(behind.last + 1) != "(":
        return False
    return any(tokens.is_number(at) for at in (behind.last + 2, behind.last + 3))
