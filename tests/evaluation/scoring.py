"""The rules by which an extraction counts as right against an annotation.

Belongs here: pairing extracted rows with annotated numerals, and comparing their fields. Does not belong
here: reading annotations (annotations.py), running the extraction and printing (evaluate.py).

Rules: an observation is found when an extracted one starts inside the annotated numeral; every other
extracted observation is invented, unless the annotation calls it optional. A slot's precision is the share
right among those given (where the annotation says what is right), its recall the share right among those
stated.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .annotations import AnnotatedDocument, Annotation

Row = Mapping[str, object]
NOTHING = "-"
STOP_WORDS = frozenset(re.findall(r"\w+", "a an the of in on at by for with and or to who all as than is are was"))
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
FIXED_UNITS = DURATIONS | {
    "percent",
    "percentage_point",
    "basis_point",
    "index",
    "index_point",
    "fold",
    "ratio",
}
RELATIVE_TOLERANCE = Decimal("0.000001")


@dataclass(frozen=True)
class Miss:
    """One thing that is wrong: where, which field, what was expected and what was got."""

    start: int
    end: int
    kind: str
    expected: str
    got: str


@dataclass
class Scores:
    """Counts of right and total per measure, the misses, and the same by unit and by form."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    by_unit: dict[str, Scores] = field(default_factory=dict)
    by_form: dict[str, Scores] = field(default_factory=dict)

    def count(self, measure: str, is_right: bool) -> None:
        """Adds one case to a measure."""
        self.total[measure] += 1
        self.right[measure] += is_right

    def share(self, measure: str) -> tuple[int, int]:
        """Right and total of a measure; for `f1` twice the found against all annotated and extracted."""
        if measure == "f1":
            return 2 * self.right["recall"], self.total["recall"] + self.total["precision"]
        return self.right[measure], self.total[measure]

    @property
    def roles(self) -> set[str]:
        """All roles annotated or extracted."""
        return {measure.split(":")[1] for measure in self.total if measure.startswith("role:")}

    def add(self, other: Scores) -> None:
        """Adds the counts of another document."""
        self.right.update(other.right)
        self.total.update(other.total)
        self.misses.extend(other.misses)
        for mine, theirs in ((self.by_unit, other.by_unit), (self.by_form, other.by_form)):
            for name, scores in theirs.items():
                mine.setdefault(name, Scores()).add(scores)

    @staticmethod
    def sum(parts: Iterable[Scores]) -> Scores:
        """The scores of several documents together."""
        total = Scores()
        for part in parts:
            total.add(part)
        return total


def score_document(document: AnnotatedDocument, tables: Mapping[str, Sequence[Row]]) -> Scores:
    """Scores one extraction. `tables` as in the engine's interface; uses numerals and observations."""
    scores = Scores()
    numerals, observations = tables["numerals"], tables["observations"]
    score_ledger(document.text, numerals, scores)
    score_quotes(document.text, [*numerals, *observations], scores)
    if document.complete:
        score_roles(document.annotations, numerals, scores)
    score_observations(document, observations, scores)
    return scores


def score_ledger(text: str, numerals: Sequence[Row], scores: Scores) -> None:
    """Each digit must lie in exactly one ledger row."""
    covered: Counter[int] = Counter()
    for row in numerals:
        covered.update(range(offset(row, "start"), offset(row, "end")))
    for position, character in enumerate(text):
        if character.isdigit():
            scores.count("ledger", covered[position] == 1)
            if covered[position] != 1:
                rows = f"{covered[position]} rows"
                scores.misses.append(Miss(position, position + 1, "ledger", "1 row", rows))


def score_quotes(text: str, rows: Iterable[Row], scores: Scores) -> None:
    """`exact` must be the text at its offsets."""
    for row in rows:
        start, end = offset(row, "start"), offset(row, "end")
        is_right = text[start:end] == row["exact"]
        scores.count("quote", is_right)
        if not is_right:
            scores.misses.append(Miss(start, end, "quote", text[start:end], str(row["exact"])))


def score_roles(annotations: Sequence[Annotation], numerals: Sequence[Row], scores: Scores) -> None:
    """The role of the first ledger row that overlaps each annotated numeral."""
    rows = sorted(numerals, key=lambda row: offset(row, "start"))
    ends = [offset(row, "end") for row in rows]
    for annotation in annotations:
        at = bisect_right(ends, annotation.start)
        overlaps = at < len(rows) and offset(rows[at], "start") < annotation.end
        got = str(rows[at]["role"]) if overlaps else "absent"
        is_right = got in annotation.roles
        scores.count("role", is_right)
        expected = got if is_right else annotation.roles[0]
        scores.count(f"role:{expected}:recall", is_right)
        if got != "absent":
            scores.count(f"role:{got}:precision", is_right)
        if not is_right:
            scores.misses.append(Miss(annotation.start, annotation.end, "role", "|".join(annotation.roles), got))


def score_observations(document: AnnotatedDocument, observations: Sequence[Row], scores: Scores) -> None:
    """Pairs extracted observations with annotated ones by position and scores both sides."""
    found = pair(document.annotations, observations, scores)
    for at, annotation in enumerate(document.annotations):
        if not annotation.is_observation:
            continue
        unit = (annotation.accepts("unit") or ("",))[0]
        count_found("recall", at in found, unit, annotation.exact, scores)
        if at in found:
            score_fields(annotation, found[at], scores)
        else:
            expected = f"{expected_value(annotation)} {unit}"
            scores.misses.append(Miss(annotation.start, annotation.end, "not found", expected, "nothing"))


def pair(annotations: Sequence[Annotation], observations: Sequence[Row], scores: Scores) -> dict[int, Row]:
    """The extracted observation of each found annotation, by its index; scores precision on the way."""
    starts = [annotation.start for annotation in annotations]
    found: dict[int, Row] = {}
    for row in observations:
        start, end = offset(row, "start"), offset(row, "end")
        at = bisect_right(starts, start) - 1
        annotation = annotations[at] if at >= 0 and start < annotations[at].end else None
        if annotation is not None and annotation.is_optional:
            continue
        is_right = annotation is not None and annotation.is_observation and at not in found
        count_found("precision", is_right, text_of(row, "unit"), str(row["exact"]), scores)
        if is_right:
            found[at] = row
        else:
            expected = "none" if annotation is None else annotation.fields["note"] or "|".join(annotation.roles)
            scores.misses.append(Miss(start, end, "invented", expected, describe(row)))
    return found


def count_found(measure: str, is_right: bool, unit: str, exact: str, scores: Scores) -> None:
    """Counts a case for the document, its unit and its form."""
    scores.count(measure, is_right)
    scores.by_unit.setdefault(unit_class(unit), Scores()).count(measure, is_right)
    scores.by_form.setdefault(form_of(exact), Scores()).count(measure, is_right)


def score_fields(annotation: Annotation, row: Row, scores: Scores) -> None:
    """Value, unit and qualifier of a found observation, also by unit and by form; then its slots."""
    unit = unit_class((annotation.accepts("unit") or ("",))[0])
    groups = (scores, scores.by_unit[unit], scores.by_form[form_of(annotation.exact)])
    checks = [("value", value_is_right(annotation, row), expected_value(annotation), got_value(row))]
    for column, same in (("unit", same_unit), ("qualifier", same_text)):
        accepted, got = annotation.accepts(column), text_of(row, column)
        verdict = any(same(wanted, got) for wanted in accepted) if accepted else None
        checks.append((column, verdict, "|".join(accepted), got))
    for measure, is_right, expected, got in checks:
        if is_right is None:
            continue
        for group in groups:
            group.count(measure, is_right)
        if not is_right:
            scores.misses.append(Miss(annotation.start, annotation.end, measure, expected, got))
    score_slots(annotation, row, scores)


def score_slots(annotation: Annotation, row: Row, scores: Scores) -> None:
    """Precision and recall of what is said about a found observation."""
    slots = (
        ("reference_area", same_area),
        ("time_period", same_text),
        ("population", same_population),
        ("figure", same_text),
    )
    for column, same in slots:
        accepted, got = annotation.accepts(column), text_of(row, column)
        if not accepted:
            continue
        nothing = accepted == (NOTHING,)
        is_right = not got if nothing else any(same(wanted, got) for wanted in accepted)
        if got:
            scores.count(f"{column}:precision", is_right)
        if not nothing:
            scores.count(f"{column}:recall", is_right)
        if not is_right:
            scores.misses.append(Miss(annotation.start, annotation.end, column, "|".join(accepted), got))


def value_is_right(annotation: Annotation, row: Row) -> bool | None:
    """None when the value is not scored. A range is right with both ends and no value."""
    if annotation.fields["lower"] and annotation.fields["qualifier"] == "between":
        ends = all(
            any(same_number(wanted, row[end]) for wanted in annotation.accepts(end)) for end in ("lower", "upper")
        )
        return ends and row["value"] is None
    accepted = annotation.accepts("value")
    if not accepted:
        return None
    return any(same_number(wanted, row["value"]) for wanted in accepted)


def same_number(wanted: str, got: object) -> bool:
    """Equal up to a relative tolerance (for thirds)."""
    if got is None:
        return False
    expected, actual = Decimal(wanted), Decimal(str(got))
    return abs(expected - actual) <= RELATIVE_TOLERANCE * abs(expected)


def same_text(wanted: str, got: str) -> bool:
    """Equal but for case and white space."""
    return " ".join(wanted.split()).casefold() == " ".join(got.split()).casefold()


def same_unit(wanted: str, got: str) -> bool:
    """Equal, or counted nouns with the same head (the last word)."""
    if same_text(wanted, got):
        return True
    if not got or wanted in FIXED_UNITS or not wanted.replace(" ", "").islower():
        return False
    return wanted.split()[-1] == got.replace("_", " ").casefold().split()[-1]


def same_area(wanted: str, got: str) -> bool:
    """Equal as sets of areas separated by `;`, `,` or `+`."""
    return areas(wanted) == areas(got)


def areas(text: str) -> set[str]:
    """The areas named in a slot."""
    return {part.strip().casefold() for part in re.split(r"[;,+]", text) if part.strip()}


def same_population(wanted: str, got: str) -> bool:
    """Half of the content words of the shorter one occur in the other, and every annotated number does."""
    expected, actual = content_words(wanted), content_words(got)
    if not expected or not actual or not {word for word in expected if word[:1].isdigit()} <= actual:
        return False
    return 2 * len(expected & actual) >= min(len(expected), len(actual))


def content_words(text: str) -> set[str]:
    """Words without stop words, plural s cut off."""
    words = re.findall(r"\d+|[^\W\d_]+", text.casefold())
    return {word.removesuffix("s") for word in words if word not in STOP_WORDS}


def unit_class(unit: str) -> str:
    """The unit, currencies and fixed units by name, all counted nouns as one class."""
    if unit in FIXED_UNITS or (len(unit) == 3 and unit.isupper()):
        return unit
    return "counted noun or other" if unit else "no unit"


def form_of(exact: str) -> str:
    """How the number is written."""
    if not any(character.isdigit() for character in exact):
        return "words"
    if len(re.findall(r"\d+", exact)) > 2:
        return "two or more separators"
    return "one separator" if re.search(r"\d\D\d", exact) else "digits only"


def expected_value(annotation: Annotation) -> str:
    """The annotated value or range, for the list of misses."""
    fields = annotation.fields
    return fields["value"] or f"[{fields['lower']}, {fields['upper']}]"


def got_value(row: Row) -> str:
    """The extracted value, or its interval when there is none."""
    if row["value"] is None:
        return f"[{row['lower']}, {row['upper']}]"
    return f"{Decimal(str(row['value'])).normalize():f}"


def describe(row: Row) -> str:
    """An extracted observation in a few words."""
    return f"{got_value(row)} {row.get('unit')}"


def text_of(row: Row, column: str) -> str:
    """A text field, empty for None."""
    value = row.get(column)
    return "" if value is None else str(value)


def offset(row: Row, column: str) -> int:
    """An offset of a row."""
    value = row[column]
    if not isinstance(value, int):
        raise TypeError(f"{column} is {value!r}, not an offset")
    return value
