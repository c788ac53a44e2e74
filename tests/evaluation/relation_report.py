"""Runs the relations on statements and on misprinted documents, and prints how good they are.

Belongs here: running and printing. Does not belong here: the rules of scoring (relation_scoring.py, misprints.py).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from .annotations import AnnotatedDocument
from .misprints import OUTCOMES, MisprintScores, score_misprints
from .relation_scoring import Extract, Fault, RelationScores, Tables, score_statements
from .statements import KINDS, Statement

CONTRADICTIONS = Path(__file__).parent / "contradictions.tsv"
MEASURES = (
    ("recognised", "recognis."),
    ("recognised leniently", "lenient"),
    ("verdict", "verdict"),
    ("holds_by", "holds by"),
    ("errors found", "found"),
    ("repair named", "repair"),
)
TARGETS = (
    ("relations recognised: kind and operands", "recognised", Decimal("0.85")),
    ("errors found", "errors found", Decimal("0.90")),
    ("changed number among the repairs", "repair named", Decimal("0.90")),
    ("the same, of all errors", "repair named, of all errors", None),
    ("natural errors seen", "natural errors seen", None),
)
ALARMS_ALLOWED, ALARMS_PER = 1, 200
FAULTS = ("recognised", "verdict", "holds_by", "errors found", "repair named", "natural errors seen")


def percent(right: int, total: int) -> str:
    """A share for the table, `-` where there is nothing to count."""
    return f"{100 * right / total:.1f}" if total else "-"


def extract_text(text: str) -> Tables:
    """All rows of a statement."""
    from pipelines.document import extract  # here, so that the scorer can be tested without the engine

    return extract(text, "statement").tables


def report_statements(
    statements: Sequence[Statement], errors: Iterable[str], extract: Extract = extract_text, *, alarms: bool = True
) -> RelationScores:
    """Prints the table by kind, the targets and (with `alarms`) the false ones; the faults of the kinds in `errors`."""
    scores = score_statements(statements, extract)
    traps = sum(not statement.relations for statement in statements)
    publishers = len({statement.publisher.partition(",")[0] for statement in statements})
    print(f"{len(statements)} statements of {publishers} publishers, {traps} of them traps")
    print_kinds(scores)
    print_targets(scores)
    print_alarms(scores, listed=alarms)
    wanted = set(errors)
    for measure in FAULTS:
        faults = [fault for fault in scores.listed(measure) if wanted & {"all", fault.kind}]
        if faults:
            print(f"\n== {measure}: {len(faults)} faults")
        for fault in faults:
            print_fault(fault)
    return scores


def print_kinds(scores: RelationScores) -> None:
    """One line per kind: how many are stated, and each measure in per cent."""
    print(f"\n{'kind':16} {'stated':>6} " + " ".join(f"{label:>9}" for _, label in MEASURES))
    for kind in (*sorted(kind for kind in KINDS if scores.total["recognised", kind]), "all"):
        cells = " ".join(f"{percent(*scores.share(measure, kind)):>9}" for measure, _ in MEASURES)
        print(f"{kind:16} {scores.total['recognised', kind]:6} {cells}")


def print_targets(scores: RelationScores) -> None:
    """The figures by which the relations are judged."""
    print(f"\n{'measure':40} {'%':>6}  {'target':>6}  right/total")
    for label, measure, target in TARGETS:
        right, total = scores.share(measure)
        wanted = f"{100 * target:6.1f}" if target is not None else "     -"
        mark = "  below" if target is not None and right < target * total else ""
        print(f"{label:40} {percent(right, total):>6}  {wanted}  {right}/{total}{mark}")


def print_alarms(scores: RelationScores, *, listed: bool = True) -> None:
    """How many false alarms, and each if `listed`."""
    alarms, consistent = scores.total["false alarms", "all"], scores.total["consistent", "all"]
    print_rate("false alarms in statements", alarms, consistent)
    for fault in scores.listed("false alarms") if listed else ():
        print_fault(fault)


def print_rate(label: str, alarms: int, consistent: int) -> None:
    """Alarms per 200 consistent relations against the target."""
    rate = ALARMS_PER * alarms / consistent if consistent else 0.0
    mark = "  above" if rate > ALARMS_ALLOWED else ""
    print(f"\n{label}: {alarms}, {rate:.1f} per {ALARMS_PER} of {consistent} (at most {ALARMS_ALLOWED}){mark}")


def print_fault(fault: Fault) -> None:
    """Three lines: kind and expected, got, text."""
    print(f"{fault.kind:14} {fault.expected}\n    got  {fault.got}\n    text {' '.join(fault.text.split())}")


def report_misprints(documents: Iterable[AnnotatedDocument], fiscal_years: dict[str, int], show: bool) -> None:
    """Plants misprints in the documents and prints what was seen; every miss if `show`."""
    from pipelines.document import extract

    scores, known = MisprintScores(), known_contradictions()
    for document in documents:
        name, fiscal_year_start = document.name, fiscal_years.get(document.name, 1)

        def read(text: str, name: str = name, fiscal_year_start: int = fiscal_year_start) -> Tables:
            return extract(text, name, fiscal_year_start).tables

        score_misprints(scores, name, document.text, read, known.get(name, frozenset()))
    print_misprints(scores)
    print_rate("false alarms in documents", len(scores.alarms), scores.consistent)
    for name, relation, quote in scores.alarms:
        print(f"{name}: {relation.kind}: {relation.explanation}\n    text {quote}")
    if show:
        for fault in scores.missed:
            print_fault(fault)


def print_misprints(scores: MisprintScores) -> None:
    """By kind: how many were planted and what became of them; `seen` and `repair` in per cent of those visible."""
    print("\none-digit misprints planted in documents")
    print(
        f"{'kind':16} {'planted':>7} "
        + " ".join(f"{name:>11}" for name in OUTCOMES)
        + f" {'seen %':>7} {'of visible':>10} {'repair %':>8} {'power':>6}"
    )
    for kind in scores.kinds:
        counts = [scores.outcomes[kind, name] for name in OUTCOMES]
        powers = scores.powers.get(kind, [])
        power = f"{sum(powers) / len(powers):.2f}" if powers else "-"
        cells = " ".join(f"{count:11}" for count in counts)
        print(
            f"{kind:16} {sum(counts):7} {cells} {percent(counts[0], sum(counts)):>7}"
            f" {percent(counts[0], sum(counts) - counts[1]):>10} {percent(scores.named[kind], counts[0]):>8} {power:>6}"
        )


def known_contradictions(path: Path = CONTRADICTIONS) -> dict[str, frozenset[str]]:
    """Quotes of statements that do contradict themselves, by document."""
    found: dict[str, frozenset[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["document"]] = found.get(row["document"], frozenset()) | {row["exact"]}
    return found
