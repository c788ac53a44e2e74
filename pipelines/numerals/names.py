"""Numbers that are part of a name ("COVID-19", "G7", "HTTP/2", "Strategy 2015"), and ranks ("3rd", "top 10").

Belongs here: recognising names and ranks. Does not belong here: periods and references, which are found before.
"""

from __future__ import annotations

import re

from pipelines.numerals.areas import area_at
from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.periods import MONTHS, TITLE_WORDS, is_year
from pipelines.numerals.scan import Scan
from pipelines.numerals.symbols import is_power
from pipelines.numerals.units import CODES, currency_after, currency_before, is_code_before, scale_at, unit_at
from pipelines.reading.layout import Kind
from pipelines.reading.tokens import Tokens
from pipelines.rules import table, words

_QUANTILES = words("names_quantiles")
_PERCENTILES = frozenset(("5", "10", "25", "50", "75", "90", "95", "99"))
_IN_LISTS = frozenset((",", "and", "th", "st", "nd", "rd", "to", "-"))
_RANK_ENDINGS = words("names_rank_endings")
_RANKED = frozenset(("top", "bottom", "ranked", "rank", "ranks", "ranking"))
_RANK_CUES = _QUANTILES | _RANK_ENDINGS | _RANKED | {"number"}
_FILE_SIZES = frozenset(("kb", "mb", "gb", "kib", "mib"))
_MEASURE_LETTERS = words("names_measure_letters")
_GENERATIONS = frozenset(("2", "3", "4", "5", "6", "8"))  # 5G, 3D, 4K
_PERIOD_PREFIXES = words("names_period_prefixes")
_STANDARDS = words("names_standards")
_FILES = words("names_files")
_NOT_NAMES = words("names_not_names")
_STREETS = words("names_streets")
_PAIRS = words("names_pairs")
_GOALS = words("names_goals")
_GLUED_WORDS = words("names_glued_words")
_RELEASES = frozenset(("release", "releases", "version", "versions"))
_FORMULA = 6  # tokens of a group in a formula
_COLOUR = re.compile(r"#(?=[0-9]*[a-fA-F])[0-9a-fA-F]{6}\b")
_MOST_NAMES = 30  # numbers of a sentence that are looked at
_WHO = frozenset(row["word"].lower() for row in table("population_words"))


def find_names(scan: Scan) -> None:
    """Mark names and ranks among the numbers that have no role yet."""
    if "#" in scan.sentence.text:
        for match in _COLOUR.finditer(scan.sentence.text):
            for index in scan.tokens.numbers:
                if match.start() <= scan.tokens.starts[index] < match.end():
                    scan.mark("markup", index)
    words = scan.tokens.words
    sized, ranked = not _FILE_SIZES.isdisjoint(words), not _RANK_CUES.isdisjoint(words)
    for index in scan.tokens.numbers:
        if index not in scan.roles:
            if scan.tokens.word(index - 1) == "p" and _is_percentile(scan, index):
                scan.mark("dimension", index)
            elif sized and _is_file_size(scan, index):
                scan.mark("markup", index)
            elif ranked and _is_of_quantile(scan.tokens, index):
                scan.mark("dimension", index)
            elif ranked and _is_rank(scan, index):
                scan.mark("rank", index)
            elif _is_name(scan, index):
                scan.mark("name", index)


def _is_name(scan: Scan, index: int) -> bool:
    """Whether a number belongs to a name; most are neither glued to what stands before, nor behind a capital."""
    tokens = scan.tokens
    before = tokens.text(index - 1)
    capital, glued = before[:1].isupper(), tokens.glued(index)
    return (
        _named_before(scan, index)
        or (glued and _joined_left(scan, index))
        or _joined_right(scan, index)
        or ((capital or before == ".") and _titled(scan, index))
        or _heads_title(scan, index)
        or _is_version(scan, index)
        or (capital and _is_edition(scan, index))
        or _is_address(scan, index)
        or _is_pair(scan, index)
        or (glued and (is_power(tokens, index) or _in_formula(scan, index)))
    )


def _is_percentile(scan: Scan, index: int) -> bool:
    """Whether "p75" stands for a percentile."""
    tokens = scan.tokens
    return tokens.glued(index) and tokens.texts[index] in _PERCENTILES and not tokens.glued(index - 1)


def _is_file_size(scan: Scan, index: int) -> bool:
    """The size of a file offered for download: "(47.8 Kb Pdf)", "XLS format (25 Kb)"."""
    tokens = scan.tokens
    if tokens.word(index + 1) not in _FILE_SIZES:
        return False
    after = tokens.word(index + 2)
    around = tokens.low[max(0, index - 4) : index] + tokens.low[index + 2 : index + 5]
    return after in _FILES or (after == ")" and not _FILES.isdisjoint(around))


def _is_of_quantile(tokens: Tokens, index: int) -> bool:
    """Whether a number says where in a distribution: "the 10, 25 and 90th percentiles", "the 3rd decile"."""
    between = tokens.low[index + 1 : index + 15]
    reach = next((at for at, word in enumerate(between) if word in _QUANTILES), None)
    if reach is not None:
        return all(word in _IN_LISTS or word.isdecimal() for word in between[:reach])
    ordinal = tokens.word(index + 1) in _RANK_ENDINGS and tokens.glued(index + 1)
    named = ordinal and tokens.word(index - 1) == "the" and not tokens.is_word(index + 2)
    return named and not _QUANTILES.isdisjoint(tokens.low[:index])  # "121 at the 75th percentile and 190 at the 90th"


def _is_rank(scan: Scan, index: int) -> bool:
    tokens = scan.tokens
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if after in _RANK_ENDINGS and tokens.glued(index + 1):
        return True
    if before in _RANKED and tokens.texts[index].isdecimal():
        return unit_at(tokens, index + 1) is None
    return (
        before == "number" and tokens.texts[index] in ("1", "2", "3") and tokens.word(index - 2) not in ("the", "total")
    )


def _named_before(scan: Scan, index: int) -> bool:
    """ "Windows 10 or 11": coordinated with a name just before."""
    tokens = scan.tokens
    if _listed_code(scan, index):
        return True
    if tokens.word(index - 1) == "/" and tokens.glued(index) and tokens.glued(index - 1) and index > 3:
        return scan.roles.get(index - 2) == "name" and tokens.word(index - 3) == "/"  # "AHS/16/02"
    linked = (
        tokens.word(index - 1) in ("or", "and", "/")
        and scan.roles.get(index - 2) == "name"
        and len(tokens.texts[index]) <= 3
    )
    return linked and not (
        unit_at(tokens, index + 1)
        or tokens.glued(index - 2)
        or (tokens.is_word(index + 1) and is_count_noun(tokens.low[index + 1]))
    )


def _listed_code(scan: Scan, index: int) -> bool:
    """ "SITC 33, 667 and 792": a code behind others of the same classification."""
    tokens, at = scan.tokens, index
    while tokens.word(at - 1) in (",", "and", "or") and scan.roles.get(at - 2) == "name":
        at -= 2
    coded = at < index and tokens.text(at - 1) in _STANDARDS and tokens.texts[index].isdecimal()
    return coded and tokens.word(index + 1) in (",", ")", ".", ";", "and", "or", "")


def _joined_left(scan: Scan, index: int) -> bool:
    """ "G7", "COVID-19", "HTTP/2", "Society5.0": letters stand directly before the number."""
    tokens = scan.tokens
    at = index - 1
    if tokens.texts[max(0, index - 3) : index] == ["C", "+", "+"]:
        return True
    if tokens.word(at) in ("-", "/", "‑", "–") and at > 0 and tokens.glued(at):
        at -= 1
    if not tokens.is_word(at) or (at < index - 1 and tokens.word(index - 1) == "–"):
        return False
    word = tokens.texts[at]
    if currency_before(tokens, index) or is_code_before(tokens, at + 1):
        return False
    if word.lower() in _PERIOD_PREFIXES and is_year(tokens.texts[index]):
        return False
    if at == index - 1 and _is_letter_of_money(tokens, index):
        return False
    lost_blank = word.lower() in _GLUED_WORDS or (word.islower() and len(word) > 1 and _measured(scan, index))
    if at == index - 1 and lost_blank:
        return False  # lost blanks: "the index was24% lower", "over1.9million", "some30 firms"
    if at < index - 1 and word.islower() and len(word) > 3:
        return False
    return at == index - 1 or not (tokens.word(index + 1) in ("%", "per") or scale_at(tokens, index + 1, money=False))


def _joined_right(scan: Scan, index: int) -> bool:
    """ "5G", "4K", "3D", "2xx": letters that are no unit stand directly after the number."""
    tokens = scan.tokens
    if not tokens.glued(index + 1) or not tokens.is_word(index + 1):
        return False
    word = tokens.word(index + 1)
    if tokens.texts[index + 1] == "P" and tokens.texts[index] in ("1", "2", "3"):
        return True  # "3P scripts", of third parties
    if is_year(tokens.texts[index]) and tokens.texts[index + 1] in ("r", "p", "e", "f"):
        return False  # "2020p": provisional
    if tokens.texts[index + 1] in ("G", "D", "K") and tokens.texts[index] in _GENERATIONS:
        return True
    if (
        word in _GLUED_WORDS
        or word in _MEASURE_LETTERS
        or unit_at(tokens, index + 1)
        or currency_after(tokens, index + 1)
    ):
        return False
    if scale_at(tokens, index + 1, money=True) or word in ("am", "pm", "fold", "plus", "q", "h"):
        return False
    if word == "s" and tokens.texts[index + 1] != "S":
        return False  # "16S" is a name
    return len(word) <= 3 and "," not in tokens.texts[index]


def _titled(scan: Scan, index: int) -> bool:
    """ "Strategy 2015", "Windows 10", "Open Data 2.0": a capitalised word before, and nothing that is counted after."""
    tokens = scan.tokens
    before = tokens.text(index - 1)
    if before == "." and tokens.glued(index - 1) and tokens.text(index - 2) in _STANDARDS:
        return not _measured(scan, index)  # "NACE Rev. 2"
    if (
        not tokens.is_word(index - 1)
        or not before[0].isupper()
        or (scan.sentence.kind is Kind.CELL and index == 1 and not _title_word(before))
        or _is_letter_of_money(tokens, index)
    ):
        return False
    if tokens.texts[index].isdecimal() and tokens.text(index + 1)[:1].isupper() and tokens.word(index + 1) in MONTHS:
        return False  # "Statistical Release 30 June 2016"
    if before in _NOT_NAMES or before.lower() in MONTHS or area_at(tokens, index - 1) or currency_before(tokens, index):
        return False
    acronym = before in _STANDARDS
    if is_year(tokens.texts[index]):
        return _title_word(before) or acronym
    if not _title_word(before) and not acronym:
        return _closes_name(scan, index)
    if index < 2 or "," in tokens.texts[index] or len(tokens.texts[index]) > 4:
        return "," not in tokens.texts[index]
    after = index + 1
    counted = tokens.is_word(after) and tokens.texts[after][0].islower() and tokens.word(after) not in _CLOSED
    if acronym:
        return not _measured(scan, index)
    return not counted and not _measured(scan, index) and tokens.word(after) not in ("-", "–", "to")


def _is_letter_of_money(tokens: Tokens, index: int) -> bool:
    """Whether a letter before a number with a scale stands for some country's money: "P9.6 billion"."""
    letter = tokens.text(index - 1)
    scaled = len(letter) == 1 and letter.isupper() and tokens.glued(index)
    return scaled and scale_at(tokens, index + 1, money=False) is not None


def _is_version(scan: Scan, index: int) -> bool:
    """ "OpenType 1.9", "WOFF 1.0", "SDG target 3.6", and "1.60" behind "release 1.61"."""
    text = scan.tokens.texts[index]
    whole, dot, part = text.partition(".")
    tokens = scan.tokens
    since = tokens.word(index + 1) in ("or", "and") and tokens.word(index + 2) in ("later", "newer")
    if since and tokens.is_word(index - 1) and not is_year(text) and _is_edition_number(text):
        return True  # "rustc 1.65 or later"
    short = len(whole) <= 3 and whole.isdecimal() and len(part) <= 3 and "," not in text
    if dot and short and tokens.word(index + 1) in _RELEASES and tokens.text(index - 1)[:1].isupper():
        return tokens.text(index - 1) not in CODES  # "the Go 1.18 release"
    if not short or not _looks_like_version(scan, index, whole, dot, part):
        return False
    return not _measured(scan, index)


def _looks_like_version(scan: Scan, index: int, whole: str, dot: str, part: str) -> bool:
    """Whether the words before a number such as "1.9" name what comes in versions."""
    tokens, before = scan.tokens, scan.tokens.text(index - 1)
    if not tokens.is_word(index - 1):
        return bool(dot) and _like_another_version(scan, index, whole)
    if before.lower() in _GOALS and dot:
        return not _STANDARDS.isdisjoint(tokens.texts[max(0, index - 4) : index]) or before[0].isupper()
    if scan.sentence.kind not in (Kind.PARAGRAPH, Kind.FOOTNOTE, Kind.CAPTION, Kind.HEADING):
        return False
    capitals = len(before) > 3 and not before[1:].islower() and any(letter.isupper() for letter in before[1:])
    mixed = capitals and not before.isupper()
    if mixed and before not in CODES and not currency_before(tokens, index):
        return bool(dot) or not (tokens.is_word(index + 1) and is_count_noun(tokens.low[index + 1]))
    acronym = (
        before.isupper() and len(before) > 2 and part == "0" and len(whole) == 1 and not area_at(tokens, index - 1)
    )
    return (acronym and before not in CODES) or _like_another_version(scan, index, whole)


def _like_another_version(scan: Scan, index: int, whole: str) -> bool:
    """Whether the number is a version as one named before it in the sentence: "release 1.61 was in use, 1.60 at 18%"."""
    tokens = scan.tokens
    if tokens.word(index - 1) not in (",", ";", "and", "or", "from", "to", "over", "than"):
        return False
    named = [at for at in tokens.numbers[:_MOST_NAMES] if at < index and scan.roles.get(at) == "name"]
    return "." in tokens.texts[index] and any(tokens.texts[at].startswith(f"{whole}.") for at in named)


def _measured(scan: Scan, index: int) -> bool:
    """Whether a unit, a scale or a currency stands behind the number."""
    tokens, after = scan.tokens, index + 1
    return bool(unit_at(tokens, after) or scale_at(tokens, after, money=True) or currency_after(tokens, after))


def _closes_name(scan: Scan, index: int) -> bool:
    """ "Flight 370", "Experiment 1": a bare number behind a capitalised word within a sentence, and nothing counted."""
    tokens = scan.tokens
    text, before = tokens.texts[index], tokens.texts[index - 1]
    whole = text.isdecimal() and len(text) <= 4
    if scan.sentence.kind not in _PROSE or index < 2 or not (whole or _is_edition_number(text)):
        return False
    if (not whole and tokens.word(index - 2) in _PLACING) or _is_apart(tokens, index):
        return False
    if (
        len(before) < 4
        or before.lower() in _WHO
        or not before[1:].islower()
        or not before.isalpha()
        or tokens.word(index - 2) in (".", ":", "|")
    ):
        return False
    after = tokens.word(index + 1)
    if (
        after in ("-", "–", "to", "/", "out")
        or _measured(scan, index)
        or (tokens.is_word(index + 1) and after not in _CLOSED)
    ):
        return False
    first = index - 1
    while tokens.text(first - 1)[:1].isupper():
        first -= 1
    if tokens.word(first - 1) in ("and", ",", ";") and any(
        at < first and at not in scan.roles for at in tokens.numbers
    ):
        return False  # "Norway had 58 deaths and Greater Accra 42"
    others = [
        at for at in tokens.numbers if 1 < at != index and at not in scan.roles and tokens.texts[at - 1][:1].isupper()
    ]
    return not others  # "Labour 32, Greens 9" lists values


def _is_edition(scan: Scan, index: int) -> bool:
    """ "Lua 5 was used", "Debian 12 and Fedora 38", "Node 18 fell, Node 20 rose": what has a number for a name.

    A verb follows, which a value in a list would not have; or a name of this kind stands before; or the same word has
    another number in the sentence.
    """
    tokens = scan.tokens
    text, before = tokens.texts[index], tokens.text(index - 1)
    if scan.sentence.kind not in _PROSE or not before[:1].isupper() or not _is_edition_number(text):
        return False
    if not _may_be_named(scan, index):
        return False
    coordinated = tokens.word(index - 2) in (",", "and", "or") and scan.roles.get(index - 3) == "name"
    again = index > 1 and any(
        at != index
        and tokens.text(at - 1) == before
        and tokens.texts[at] != text
        and _is_edition_number(tokens.texts[at])
        for at in tokens.numbers[:_MOST_NAMES]
    )
    first = index == 1 and scan.sentence.number == 0 and "." not in text  # "Women 12 were ..." may be a label
    acting = tokens.word(index + 1) in _ACTING and not first and tokens.word(index - 2) not in _PLACING
    after = tokens.text(index + 1)
    counting = "." in text and after[:1].islower() and is_count_noun(after)  # "Lighthouse 8.0 scores"
    return coordinated or again or ((acting or counting) and not _is_elided(scan, index))


def _is_elided(scan: Scan, index: int) -> bool:
    """Whether the number may count what an earlier one counts: "In Bonn 12 people were hurt and Lyon 9 had fires"."""
    linked = scan.tokens.word(index - 2) in (",", ";", "and", "or", "while", "but")
    return linked and any(at < index and at not in scan.roles and not _measured(scan, at) for at in scan.tokens.numbers)


def _is_apart(tokens: Tokens, index: int) -> bool:
    """Whether several blanks set a number apart from its word, as a text dump does with the labels of a chart."""
    return tokens.starts[index] - tokens.ends[index - 1] > 1


def _is_edition_number(text: str) -> bool:
    whole, _, part = text.partition(".")
    return whole.isdecimal() and len(whole) <= 3 and len(part) <= 2 and (not part or part.isdecimal())


def _may_be_named(scan: Scan, index: int) -> bool:
    """Whether the capitalised word before a number can be a name of its own, and nothing says what is measured."""
    tokens = scan.tokens
    before = tokens.texts[index - 1]
    return not (
        len(before) < 3
        or not before.isalpha()
        or _is_apart(tokens, index)
        or before in _NOT_NAMES
        or before in CODES
        or before.lower() in _WHO
        or before.lower() in MONTHS
        or area_at(tokens, index - 1)
        or currency_before(tokens, index)
        or _measured(scan, index)
    )


def _is_address(scan: Scan, index: int) -> bool:
    """ "12 Hill Street": the number of a house."""
    tokens = scan.tokens
    if tokens.words.isdisjoint(_STREETS) or not tokens.texts[index].isdecimal() or len(tokens.texts[index]) > 4:
        return False
    for at in range(index + 1, index + 5):
        if not tokens.text(at)[:1].isupper():
            return False
        if tokens.word(at) in _STREETS and at > index + 1:
            return True
    return False


def _is_pair(scan: Scan, index: int) -> bool:
    """ "9/11", "24/7": a name made of two numbers; both are marked."""
    tokens = scan.tokens
    if tokens.word(index + 1) != "/" or "".join(tokens.texts[index : index + 3]) not in _PAIRS:
        return False
    if tokens.word(index + 3) in ("/", "%") or not tokens.glued(index + 2):
        return False
    scan.mark("name", index, index + 2)
    return True


def _in_formula(scan: Scan, index: int) -> bool:
    """ "Ca(OH)2": behind a bracket that is glued to letters on both sides."""
    tokens = scan.tokens
    if tokens.text(index - 1) != ")" or not tokens.glued(index) or not tokens.glued(index - 1):
        return False
    opening = next((at for at in range(index - 2, max(index - _FORMULA, 0), -1) if tokens.text(at) == "("), None)
    return opening is not None and tokens.glued(opening) and tokens.text(opening - 1)[:1].isupper()


def _heads_title(scan: Scan, index: int) -> bool:
    """ "10 Guiding Principles": a title follows the number, its nouns capitalised (in a text that is no heading)."""
    tokens = scan.tokens
    if tokens.word(index + 1) == "-" and tokens.word(index + 2) == "bit":
        return True
    if scan.sentence.kind in (Kind.HEADING, Kind.PARAGRAPH) or len(tokens.texts[index]) > 2:
        return False
    words = tokens.texts[index + 1 : index + 3]
    return (
        len(words) == 2
        and all(word[0].isupper() and word[1:].islower() for word in words)
        and is_count_noun(words[1].lower())
    )


_CLOSED = words("names_closed")
_ACTING = words("names_acting")
_PLACING = frozenset(("in", "at", "for", "among"))
_PROSE = (Kind.PARAGRAPH, Kind.FOOTNOTE)


def _title_word(word: str) -> bool:
    return word.lower() in TITLE_WORDS
