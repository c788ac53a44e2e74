"""Numbers that point elsewhere: figures, tables, sections, laws, notes, list items, telephone numbers.

Belongs here: recognising references and enumerators. Does not belong here: whether what they point to exists.
"""

from __future__ import annotations

import re

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.official_numbers import find_official_numbers
from pipelines.numerals.periods import MONTHS, is_date, is_year
from pipelines.numerals.scan import Reference, Scan
from pipelines.numerals.units import CODES, is_measured
from pipelines.reading.layout import Kind
from pipelines.reading.tokens import Tokens
from pipelines.rules import table, words

_WORDS = {row["word"]: (row["role"], row["sort"]) for row in table("reference_words")}
_FLOATS = {
    word: word.rstrip("s").replace("fig", "figure") if word.startswith("fig") and len(word) < 5 else word.rstrip("s")
    for word, (_, sort) in _WORDS.items()
    if sort == "float"
}
_FLOATS["box"] = "box"
_LINKS = words("references_links")
_CONTACT = words("references_contact")
_NAMED = words("names_pairs")
_USING = frozenset(("on", "for", "by", "via", "per", "and", "or", "from", "with", "of", "their"))
_SECTION = re.compile(r"\d{1,2}\.\d{1,2}")
_FARTHEST = 8  # tokens from a number back to its word, over a letter, an acronym, signs and "such as"
_MOST_GROUPS = 6  # of a telephone number
_FEW_ITEMS = 20  # of a list in a sentence; a larger number counts up from one before it
_SHORTEST_TELEPHONE = 4  # digits
_MOST_CITED = 20  # tokens in one pair of brackets
_DOI = re.compile(r"\b10\.\d{4,9}/\S{1,200}")
_ISSUES = words("references_issues")
_CHAIN = re.compile(r"\d+(?:[-.‑]\d+){2,}")
_DOTTED_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_TICKETS = frozenset(("issue", "ticket", "bug", "item"))
_SHORTEST_TICKET = 2  # digits
_LETTERED = re.compile(r"[A-Z]|[IVXL]{2,6}")
_GLUED_WORDS = words("names_glued_words")
_PARTS_OF_YEARS = frozenset(("FY", "Q", "H", "T", "W"))
_NUMBERED = frozenset(("wave", "phase", "tier", "stage", "category"))
_SEVERAL = frozenset(
    ("first", "second", "third", "last", "final", "each", "every", "latest", "previous", "next", "one")
)
_SHORT_LABELS = frozenset("pcq#")
_CITING = _WORDS.keys() | {"h"}  # "H.R. 1319"


def find_references(scan: Scan) -> None:
    """Mark references, enumerators and identifiers; figures and tables are kept in `scan.references`."""
    reached = -1
    tokens = scan.tokens
    words = tokens.words
    cited, dialled = "[" in words, not _CONTACT.isdisjoint(words)
    labelled, citing = not _SHORT_LABELS.isdisjoint(words), not _CITING.isdisjoint(words)
    find_official_numbers(scan)
    if "10." in scan.sentence.text:
        _object_identifiers(scan)
    if ": 1." in scan.sentence.text or ": 1)" in scan.sentence.text:
        _items_in_line(scan)
    for index in tokens.numbers:
        if index <= reached or index in scan.roles:
            continue
        if labelled and _short_label(scan, index):
            continue
        last = _reference(scan, index) if citing else None
        if last is None:
            if cited:
                _bracketed(scan, index)
            _enumerator(scan, index)
            if dialled and _after_contact(scan, index):
                scan.mark("reference", index)
            else:
                _identifier(scan, index)
        else:
            reached = last
            year = tokens.word(last + 1) == "/" and tokens.glued(last + 1) and tokens.glued(last + 2)
            if year and is_year(tokens.text(last + 2)) and scan.roles.get(last) == "reference":
                scan.mark("reference", last + 2)  # "Law 12/2009"


def _items_in_line(scan: Scan) -> None:
    """Mark the numbers of a list within a sentence: "the most frequent are: 1. low contrast (71%), 2. empty links"."""
    tokens = scan.tokens
    found: list[int] = []
    for index in tokens.numbers:
        begins = tokens.word(index - 1) in ((":",) if not found else (",", ";", ")", "and", "or"))
        closed = tokens.word(index + 1) in (".", ")") and tokens.glued(index + 1) and not tokens.glued(index + 2)
        if begins and closed and tokens.texts[index] == str(len(found) + 1) and tokens.is_word(index + 2):
            found.append(index)
    if len(found) > 1:
        for index in found:
            scan.mark("enumerator", index)


def _object_identifiers(scan: Scan) -> None:
    """Mark DOIs: "10.5555/gh.2017.031"."""
    tokens = scan.tokens
    for match in _DOI.finditer(scan.sentence.text):
        for index in tokens.numbers:
            if match.start() <= tokens.starts[index] < match.end():
                scan.mark("reference", index)


def _short_label(scan: Scan, index: int) -> bool:
    """Mark "p. 19", "Q17", "(c. 41 of 2012)" and "#2871"."""
    tokens = scan.tokens
    text, before = tokens.texts[index], tokens.text(index - 1)
    if not text.isdecimal():
        return False
    if (
        before == "."
        and tokens.word(index - 2) == "p"
        and tokens.glued(index - 1)
        and not is_measured(scan.tokens, index)
    ):
        page = True
    elif before == "p" and len(text) <= 3:
        led = tokens.text(index - 2) == "…" or tokens.texts[max(0, index - 4) : index - 1] == [".", ".", "."]
        page = led or (index + 1 == len(tokens) and not tokens.glued(index))  # "Summary ...... p2", "Trends p 19"
    elif before == "." and tokens.word(index - 2) == "c" and tokens.word(index + 1) == "of":
        page = is_year(tokens.text(index + 2))
    elif before == "Q" and tokens.glued(index):
        asked = index == 1 and scan.sentence.number == 0 and tokens.word(index + 1) in (".", ":", ")")
        page = len(text) <= 3 and (int(text) > 4 or asked) and not tokens.glued(index - 1)
    else:
        page = before == "#" and tokens.glued(index) and len(text) > 1
    if page:
        scan.mark("reference", index)
    return page


def _reference(scan: Scan, index: int) -> int | None:
    """Mark "Figure 3", "Tables 2A and 2B", "Act No.35"; returns the last token that belongs to it."""
    tokens = scan.tokens
    if _CITING.isdisjoint(tokens.low[max(0, index - _FARTHEST) : index]):
        return None
    at = index - 1
    prefix = ""
    if tokens.is_word(at) and len(tokens.texts[at]) <= 2 and tokens.texts[at].isupper() and at > 0:
        prefix, at = tokens.texts[at], at - 1
        if tokens.text(index - 1) == "A" and not tokens.glued(index):
            prefix = ""
    elif _is_lettered(scan, index):
        prefix, at = f"{tokens.texts[at - 1]}{tokens.texts[at]}", at - 2
    acronym = tokens.word(at) == ")" and tokens.word(at - 2) == "(" and tokens.text(at - 1).isupper()
    if acronym:
        at -= 3  # "Regulation (EU) 2016/679"
    enclosed = tokens.word(index + 1) == ")"
    while at > max(0, index - 3) and (tokens.word(at) in (".", "°", "#", "-") or (tokens.word(at) == "(" and enclosed)):
        at -= 1
    if tokens.texts[max(0, index - 4) : index] in (["H", ".", "R", "."], ["H", ".", "J", "."]):
        return _one(scan, index, "reference", None, "")
    if tokens.word(at) == "as" and tokens.word(at - 1) == "such":
        at -= 2
    entry = _WORDS.get(tokens.word(at))
    if entry is not None and entry[1] == "law" and not acronym and "(" in tokens.texts[at + 1 : index]:
        return None
    if tokens.low[at : at + 1] == ["pages"] and is_year(tokens.texts[index]):
        return None  # "% of pages 2022"
    if tokens.word(at) in ("year", "years") and (is_year(tokens.texts[index]) or at != index - 1):
        return None
    if tokens.word(index + 1) in MONTHS and tokens.text(index + 1)[0].isupper():
        return None  # "Statistical Release 30 June 2016"
    if entry is None or is_measured(scan.tokens, index) or _is_plain_word(scan, at, entry[1]):
        return None
    label = _FLOATS.get(tokens.low[at]) if len(tokens.texts[index]) < 4 or "-" in tokens.texts[index] else None
    return _chain(scan, index, entry[0], label, prefix)


def _is_lettered(scan: Scan, index: int) -> bool:
    """Whether a letter or a Roman number with a sign begins the number of a figure: "Table A.1", "Chart IV-3"."""
    tokens = scan.tokens
    signed = tokens.word(index - 1) in (".", "-", "‑", "–") and tokens.glued(index) and tokens.glued(index - 1)
    return signed and _LETTERED.fullmatch(tokens.text(index - 2)) is not None


def _is_plain_word(scan: Scan, at: int, sort: str) -> bool:
    """Whether a word such as "number", "part" or "level" is used as a plain word here."""
    tokens = scan.tokens
    if sort == "number":
        if tokens.texts[at] in _TICKETS and tokens.is_number(at + 1):
            follows = tokens.word(at + 2)  # "issue 318 was closed", but not "the paper 12 countries signed"
            return is_count_noun(follows) or len(tokens.texts[at + 1]) < _SHORTEST_TICKET
        return (
            tokens.low[at] in ("number", "issue", "items", "item", "step", "paper", "room", "instrument")
            and not tokens.texts[at][0].isupper()
        )
    if sort == "code":
        return False
    if sort == "version":
        if tokens.low[at] in _NUMBERED and tokens.texts[at + 1].isdecimal() and len(tokens.texts[at + 1]) <= 2:
            return tokens.word(at - 1) in _SEVERAL  # "wave 3 of the survey", "in the first stage 12 firms"
        return not tokens.texts[at][0].isupper() and tokens.low[at] not in (
            "version",
            "release",
            "draft",
            "level",
            "levels",
            "type",
            "grade",
        )
    return (
        sort == "law" and not tokens.texts[at][0].isupper() and tokens.low[at] not in ("article", "articles", "clause")
    )


def _chain(scan: Scan, index: int, role: str, label: str | None, prefix: str) -> int:
    """Mark a reference and those coordinated with it ("Figures 3, 4 and 6")."""
    tokens = scan.tokens
    last = _one(scan, index, role, label, prefix)
    while tokens.word(last + 1) in _LINKS:
        follow = last + 2
        while tokens.word(follow) in (
            "and",
            "or",
            "figure",
            "table",
            "figures",
            "tables",
            "chart",
            "paragraph",
        ):
            follow += 1
        if not tokens.is_number(follow) and len(tokens.text(follow)) == 1 and tokens.text(follow).isupper():
            follow += 1
        if (
            not tokens.is_number(follow)
            or is_measured(scan.tokens, follow)
            or is_count_noun(tokens.word(follow + 1))
            or not _similar(tokens.texts[index], tokens.texts[follow])
        ):
            break
        last = _one(scan, follow, role, label, prefix)
    return last


def _similar(one: str, other: str) -> bool:
    return len(other) <= len(one) + 1 and ("," not in other) and one.count("-") == other.count("-")


def _one(scan: Scan, index: int, role: str, label: str | None, prefix: str) -> int:
    tokens = scan.tokens
    scan.mark(role, index)
    suffix, last = "", index
    if tokens.word(index + 1) == "of" and tokens.is_number(index + 2) and tokens.texts[index].isdecimal():
        total = tokens.texts[index + 2]  # "page 3 of 24"
        if total.isdecimal() and len(total) <= 3 and int(tokens.texts[index]) <= int(total) and label is None:
            scan.mark(role, index + 2)
            return index + 2
    follow = tokens.text(index + 1)
    if tokens.glued(index + 1) and len(follow) == 1 and follow.isalpha():
        suffix, last = follow, index + 1
    if (
        label
        and follow in ("-", "–", "‑")
        and tokens.glued(index + 1)
        and tokens.glued(index + 2)
        and tokens.is_number(index + 2)
    ):
        suffix, last = f"-{tokens.texts[index + 2]}", index + 2
        scan.mark(role, last)
    while (
        tokens.word(last + 1) == "("
        and tokens.glued(last + 1)
        and tokens.is_number(last + 2)
        and tokens.word(last + 3) == ")"
    ):
        scan.mark(role, last + 2)
        last += 3
    if label:
        scan.references.append(Reference(label, f"{prefix}{tokens.texts[index]}{suffix}", index, last))
    return last


def _bracketed(scan: Scan, index: int) -> None:
    """Mark "[12]" and "[3, 4]" as references."""
    tokens = scan.tokens
    left, right = index - 1, index + 1
    while index - left < _MOST_CITED and (tokens.word(left) == "," or (tokens.is_number(left) and left > 0)):
        left -= 1
    while right - index < _MOST_CITED and (tokens.word(right) == "," or tokens.is_number(right)):
        right += 1
    if tokens.word(left) == "[" and tokens.word(right) == "]" and len(tokens.texts[index]) <= 3:
        scan.mark("enumerator" if _counts_items(scan, left, right) else "reference", left + 1, right - 1)


def _counts_items(scan: Scan, left: int, right: int) -> bool:
    """Whether "[2]" stands before an item of a list in the sentence: "three targets: [1] to raise ..., [2] to ..."."""
    tokens = scan.tokens
    opens = tokens.word(left - 1) in (":", ";", ",", "and", "or") and right + 1 < len(tokens)
    return opens and right == left + 2 and ": [1]" in scan.sentence.text and tokens.word(right + 1) not in (".", ",")


def _enumerator(scan: Scan, index: int) -> None:
    """Mark "(1)" before an item, and the number that begins a heading, a note or a list item."""
    tokens = scan.tokens
    text = tokens.texts[index]
    kind = scan.sentence.kind
    start = index == 0 or (index == 1 and tokens.word(0) in ("(", "[", "*", "#", "."))
    if text == "000" and (tokens.text(index - 1) in ("'", "’", "‘", "(") or tokens.word(index + 1) == "s"):
        scan.mark("markup", index)
        return
    if tokens.word(index - 1) == "{" and tokens.word(index + 1) == "}":
        scan.mark("markup", index)
        return
    if kind is Kind.FOOTNOTE and _begins_note(scan, index):
        return
    if start and kind in (Kind.PARAGRAPH, Kind.FOOTNOTE) and scan.sentence.number == 0 and _leads(scan, index):
        scan.mark("enumerator", index)
        return
    if start and kind is Kind.HEADING and is_year(text) and tokens.word(index + 1) not in (".", ")"):
        return
    if start and kind in (Kind.HEADING, Kind.FOOTNOTE) and scan.sentence.number == 0:
        marked = tokens.word(index + 1) in (".", ")", ":", "]", "|") or kind is Kind.HEADING or tokens.glued(index + 1)
        if marked and len(text) <= 8 and not is_measured(scan.tokens, index) and "," not in text:
            scan.mark(
                "enumerator" if kind is Kind.HEADING or tokens.word(index + 1) in (".", ")") else "reference",
                index,
            )
            return
    if (
        scan.place == "stub"
        and tokens.word(index - 1) == "("
        and tokens.word(index + 1) == ")"
        and index + 2 == len(tokens)
    ):
        if len(text) <= 4 and "," not in text and not is_year(text):
            scan.mark("name" if "." in text else "reference", index)  # "Retail trade (47.1)", "Malta (3)"
        return
    if scan.place == "stub" and index == 0 and _numbers_row(scan, text):
        scan.mark("enumerator", index)
        return
    if len(text) > 2 or not text.isdecimal() or kind is Kind.CELL:
        return
    if tokens.word(index - 1) == "(" and tokens.word(index + 1) == ")" and (tokens.is_word(index + 2) or index == 1):
        if _says_again(tokens, index):
            return
        follows = index == 1 or int(text) <= _FEW_ITEMS or f"({int(text) - 1})" in tokens.sentence
        if follows and tokens.word(index - 2) not in ("about", "of", "fell", "rose", "by", "was", "minus"):
            scan.mark("enumerator", index)
    elif (
        tokens.word(index + 1) == ")" and tokens.word(index - 1) in (":", ";", ",", "and") and tokens.is_word(index + 2)
    ) or (start and scan.sentence.number == 0 and tokens.word(index + 1) in (".", ")") and tokens.glued(index + 1)):
        scan.mark("enumerator", index)


def _says_again(tokens: Tokens, index: int) -> bool:
    """Whether digits in brackets repeat the number in words before them: "Ten (10) percent", "Twenty-one (21) percent"."""
    at = index - 2
    value = NUMBER_WORDS.get(tokens.word(at), (None, ""))[0]
    if value is not None and tokens.word(at - 1) in ("-", "‑") and (tens := NUMBER_WORDS.get(tokens.word(at - 2))):
        value += tens[0]
    return value is not None and tokens.texts[index].isdecimal() and value == int(tokens.texts[index])


def _numbers_row(scan: Scan, text: str) -> bool:
    """Whether the number that begins a stub only counts the rows: "1. Goods", "2.1 Travel"."""
    tokens = scan.tokens
    if tokens.word(1) in (".", ")") and tokens.glued(1) and not tokens.glued(2):
        return tokens.is_word(2) and text.isdecimal() and len(text) <= 2
    return _SECTION.fullmatch(text) is not None and tokens.text(1)[:1].isupper() and not is_measured(scan.tokens, 0)


def _begins_note(scan: Scan, index: int) -> bool:
    """Mark the number of a note: "2 Average of noon rates.", "Note: 1. Excludes farms. 2. As of July."."""
    tokens = scan.tokens
    text, follow = tokens.texts[index], tokens.text(index + 1)
    if not text.isdecimal() or len(text) > 2:
        return False
    titled = 0 < index <= 4 and any(tokens.word(at).startswith("note") for at in range(index))
    if follow in (".", ")") and tokens.glued(index + 1) and (index == 0 or titled):
        scan.mark("enumerator", index)
        return True
    if index == 0 and scan.sentence.number == 0 and (follow[:1].isupper() or follow in ("(", '"', "“")):
        scan.mark("reference", index)
        return not is_measured(scan.tokens, index)
    return False


def _leads(scan: Scan, index: int) -> bool:
    """Whether a small number begins a paragraph, as others in the document do: "4 Petitions.", "2 Households are ..."."""
    tokens = scan.tokens
    text = tokens.texts[index]
    follow = tokens.text(index + 1)
    if (
        index == 0
        and _SECTION.fullmatch(text)
        and follow[:1].isupper()
        and len(follow) > 1
        and not is_measured(scan.tokens, index)
    ):
        return True
    if (
        index
        or not text.isdecimal()
        or len(text) > 2
        or not follow[:1].isupper()
        or (len(follow) > 1 and follow.isupper())
    ):
        return False
    return int(text) - 1 in scan.habits.leading or int(text) + 1 in scan.habits.leading


def _after_contact(scan: Scan, index: int) -> bool:
    """Whether only signs, digits and "on" stand between the number and a word such as "tel"."""
    tokens = scan.tokens
    at = index - 1
    while at >= 0 and index - at < 12 and (not tokens.is_word(at) or tokens.low[at] in ("on", "no")):
        at -= 1
    if len(tokens.texts[index]) < _SHORTEST_TELEPHONE and any(is_count_noun(tokens.word(index + k)) for k in (1, 2)):
        return False  # "pages contact 14 third parties"
    if tokens.word(at - 1) in _USING or (tokens.word(index + 1) in (",", "and") and len(tokens.texts[index]) <= 3):
        return False  # "on mobile, 50, 271 and 946 KB"
    clock = (tokens.word(index + 1) == ":" and tokens.is_number(index + 2)) or (
        tokens.word(index - 1) == ":" and tokens.is_number(index - 2)
    )
    return tokens.word(at) in _CONTACT and not is_measured(scan.tokens, index) and not clock


def _dialled(scan: Scan, index: int) -> bool:
    """Mark a telephone number: groups of digits with an international sign, a leading zero, or three groups and more."""
    tokens = scan.tokens
    last, follow = index, _next_group(scan, index)
    if follow < 0 and tokens.texts[index][0] != "0":
        return False
    if not tokens.texts[index].isdecimal() or tokens.word(index + 1) in MONTHS:
        return False
    for _ in range(_MOST_GROUPS):
        if follow < 0:
            break
        last, follow = follow, _next_group(scan, follow)
    groups = [tokens.texts[at] for at in range(index, last + 1) if tokens.is_number(at)]
    if not all(group.isdecimal() for group in groups) or tokens.texts[index - 1 if index else 0] in "'’‘":
        return False
    if _clock_like(scan, index) or (is_year(groups[0]) and len(groups[1:2]) == 1 and len(groups[1]) == 2):
        return False
    abroad = tokens.word(index - 1) == "+" and tokens.glued(index) and len(groups) > 1
    thousands = groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    zero = not thousands and any(len(group) >= 3 and group[0] == "0" for group in groups)
    long = len(groups) >= 3 and sum(map(len, groups)) >= 8 and not scan.habits.spaced and scan.sentence.cell is None
    lone = len(groups[0]) >= 2 and groups[0][0] == "0" and not tokens.glued(index) and len(groups) <= 2
    if abroad or (zero and len(groups) > 1) or long or lone:
        scan.mark("reference", index, last)
        return True
    return False


def _clock_like(scan: Scan, index: int) -> bool:
    """Whether the number is part of a time of day: "08:00"."""
    tokens = scan.tokens
    behind = tokens.word(index + 1) == ":" and tokens.is_number(index + 2) and tokens.glued(index + 2)
    return behind or (tokens.word(index - 1) == ":" and tokens.is_number(index - 2) and tokens.glued(index))


def _next_group(scan: Scan, index: int) -> int:
    """The token of the next group of digits behind `index`, past one sign; -1 where other things stand between."""
    tokens = scan.tokens
    at = index + 1
    sign = tokens.word(at)
    if sign == ")":
        at += 1
        sign = tokens.word(at)
    if sign in ("-", "/") or (sign == "(" and tokens.text(at + 1) == "0"):
        at += 1
    return at if tokens.is_number(at) and at - index <= 3 and "," not in tokens.texts[at] else -1


def _act_number(scan: Scan, index: int) -> bool:
    """Mark the number of a law or a release: "P.L. 94-472", "BIA 23-57"."""
    tokens = scan.tokens
    joined = tokens.word(index + 1) == "-" and tokens.glued(index + 1) and tokens.glued(index + 2)
    if (
        not joined
        or not tokens.is_number(index + 2)
        or len(tokens.texts[index]) > 3
        or is_measured(scan.tokens, index + 2)
    ):
        return False
    before = tokens.text(index - 1)
    initials = before == "." and tokens.glued(index - 1) and len(tokens.text(index - 2)) == 1
    acronym = before.isupper() and 2 <= len(before) <= 5 and not tokens.is_word(index + 3)
    if not (acronym or (initials and tokens.text(index - 2).isupper())) or before in CODES:
        return False
    scan.mark("reference", index, index + 2)
    return True


def _issue_number(scan: Scan, index: int) -> bool:
    """Mark the number of an issue: "Inflation Report 2/17", "News 114/2021"."""
    tokens = scan.tokens
    if _numbers_publication(scan, index):
        scan.mark("reference", index)
        return True
    slashed = (
        tokens.word(index + 1) == "/"
        and tokens.glued(index + 1)
        and tokens.is_number(index + 2)
        and tokens.glued(index + 2)
    )
    if not slashed:
        return False
    before = tokens.text(index - 1)
    if (
        not before[:1].isupper()
        or before in _PARTS_OF_YEARS
        or (len(tokens.texts[index + 2]) not in (2, 4) and tokens.word(index - 1) not in _ISSUES)
        or is_measured(scan.tokens, index + 2)
    ):
        return False
    if is_year(tokens.texts[index]) and len(tokens.texts[index + 2]) != 4:
        issued = tokens.word(index - 1) in _ISSUES
        if not issued or (int(tokens.texts[index]) + 1) % 100 == int(tokens.texts[index + 2]):
            return False
    if "".join(tokens.texts[index : index + 3]) in _NAMED:
        return False
    scan.mark("reference", index, index + 2)
    return True


def _numbers_publication(scan: Scan, index: int) -> bool:
    """ "Fact Sheet 7, May 2024", "Quarterly Bulletin 3": a small number behind the kind of a publication."""
    tokens = scan.tokens
    if tokens.word(index - 1) not in _ISSUES:
        return False
    text, before = tokens.texts[index], tokens.text(index - 1)
    issued = before[:1].isupper() or tokens.text(index - 2)[:1].isupper()
    ends = tokens.word(index + 1) in ("", ",", ".", ":", ";", ")", "(", "|", "–", "—", "of")
    return issued and ends and text.isdecimal() and len(text) <= 3 and not is_year(text)


def _footnote_mark(scan: Scan, index: int) -> bool:
    """Mark a footnote number glued to a word or to the end of a sentence: "families1", "US cents.2"."""
    tokens = scan.tokens
    text = tokens.texts[index]
    if not (tokens.glued(index) and text.isdecimal() and len(text) <= 2) or (
        tokens.glued(index + 1) and (tokens.is_word(index + 1) or tokens.word(index + 1) == "%")
    ):
        return False
    before = index - 1
    if tokens.low[before] in _GLUED_WORDS:
        return False
    if scan.place in ("head", "stub") and tokens.word(before) == ")" and index + 1 == len(tokens):
        scan.mark("reference", index)  # "Inflation (apc)1"
        return True
    if tokens.word(before) in (".", ",", ")", "%", '"', "”") and tokens.glued(before):
        before -= 1
        if scan.roles.get(before) == "name" or (
            tokens.is_number(before) and tokens.word(before - 1) == "-" and tokens.text(before - 2).isupper()
        ):
            scan.mark("reference", index)
            return True
        closed = _closes_aside(tokens, index - 1) or tokens.word(before) in (")", "]", "%", '"', "”", "’")
        if closed and tokens.word(index - 1) != "%" and not is_measured(scan.tokens, index) and scan.place is None:
            scan.mark("reference", index)  # "(3 units).12", "by 45%.3", "men (12%)5 and"
            return True
        if tokens.is_number(before) and tokens.word(index - 1) != "%":
            return False
    if tokens.is_number(index - 1) and tokens.glued(index) and len(tokens.texts[index - 1]) == 4:
        scan.mark("reference", index)
        return True
    word = tokens.text(before)
    headed = scan.place in ("head", "stub") and before == index - 1 and word.lower() not in MONTHS
    if (tokens.is_word(before) and len(word) >= (3 if headed else 4) and word[1:].islower()) or (
        tokens.word(index - 1) == "%" and tokens.word(index + 1) in ("", ".", ",")
    ):
        scan.mark("reference", index)
        return True
    return False


def _closes_aside(tokens: Tokens, index: int) -> bool:
    """Whether a bracket closes at `index` that stands apart from the word before it: "men (12%)", not "Ca(OH)"."""
    if tokens.word(index) != ")":
        return False
    opens = next((at for at in range(index - 1, max(-1, index - _MOST_CITED), -1) if tokens.word(at) == "("), None)
    return opens is None or not tokens.glued(opens)


def _barred_mark(scan: Scan, index: int) -> bool:
    """Mark the number of a note with a bar: "Reserves of banks 1/", "1/ Excludes gold."."""
    tokens = scan.tokens
    barred = tokens.word(index + 1) == "/" and tokens.glued(index + 1) and len(tokens.texts[index]) <= 2
    if not barred or not tokens.texts[index].isdecimal() or tokens.is_number(index + 2):
        return False
    opens = index == 0 and not tokens.glued(2) and tokens.text(2)[:1].isupper()
    closes = index + 2 == len(tokens) and scan.place in ("head", "stub")
    between = index > 0 and tokens.is_word(index - 1) and not tokens.glued(index) and not tokens.glued(index + 2)
    between = between and tokens.low[index - 1] not in _GLUED_WORDS and scan.place is None  # "reserves 2/ fell"
    if opens or closes or between:
        scan.mark("reference", index)
    return opens or closes or between


def _identifier(scan: Scan, index: int) -> None:
    """Mark telephone numbers and the like, and chains of numbers that are no date ("1.2.3")."""
    tokens = scan.tokens
    if _barred_mark(scan, index):
        return
    if _act_number(scan, index) or _dialled(scan, index) or _footnote_mark(scan, index) or _issue_number(scan, index):
        return
    grouped = scan.habits.comma and _DOTTED_THOUSANDS.fullmatch(tokens.texts[index])  # "5.612.440"
    if _CHAIN.fullmatch(tokens.texts[index]) and not is_date(tokens.texts[index]) and not grouped:
        heading = index <= 1 and scan.sentence.kind is Kind.HEADING
        version = tokens.word(index - 1) in ("v", "version") or (
            tokens.is_word(index - 1) and not tokens.texts[index - 1].islower()
        )
        scan.mark("enumerator" if heading else "name" if version else "reference", index)
