"""Measures the extraction against the annotated documents and prints the table of targets.

Belongs here: running the extraction on each document and printing. Does not belong here: the annotation
format (annotations.py) and the rules by which a field counts as right (scoring.py).

    python -m tests.evaluation.evaluate                 all documents, the first input, and the relations
    python -m tests.evaluation.evaluate --record        the same, kept for the quality report of the next release
    python -m tests.evaluation.evaluate NAME ...        these documents
    python -m tests.evaluation.evaluate --errors NAME   each miss of a document with its line of text
    python -m tests.evaluation.evaluate --statements    only the relations: statements, and misprints in documents
    python -m tests.evaluation.evaluate --statements --errors [KIND]    the same with each fault (of a kind)
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from .annotations import AnnotatedDocument, AnnotationError, line_of, load_all, load_observations
from .recording import record
from .relation_report import report_misprints, report_statements
from .relation_scoring import RelationScores
from .scoring import Miss, Scores, score_document
from .statements import Statement, load_statements

HERE = Path(__file__).parent
FIRST_INPUT = HERE.parents[1] / "raw" / "mic-ict-white-paper-2021-ch1.md"
FIRST_INPUT_FISCAL_START = 4
HELD_OUT = (
    "held_out"  # (begins the name of) statements that no rule may be written with in view: their faults are not shown
)
TARGETS = (
    ("digits in exactly one ledger row", "ledger", 1.0),
    ("role of a numeral", "role", 0.97),
    ("observations: precision", "precision", None),
    ("observations: recall", "recall", None),
    ("observations: F1 by position", "f1", 0.97),
    ("of the found: value", "value", 0.99),
    ("of the found: unit", "unit", 0.97),
    ("of the found: qualifier", "qualifier", 0.97),
    ("exact equals the text at its offsets", "quote", 1.0),
)
SLOTS = ("reference_area", "time_period", "population", "figure")
SLOT_TARGETS = (0.95, 0.85)


def run(document: AnnotatedDocument) -> Scores:
    """Extracts one document and scores it."""
    from pipelines.document import extract  # here, so that annotations can be checked without the engine

    fiscal_year_start = FIRST_INPUT_FISCAL_START if not document.complete else 1
    extraction = extract(document.text, document.name, fiscal_year_start)
    return score_document(document, extraction.tables)


def percent(right: int, total: int) -> str:
    """A share for the table, `-` where there is nothing to count."""
    return f"{100 * right / total:6.2f}" if total else "     -"


def print_targets(scores: Scores) -> None:
    """The table of targets over all documents given."""
    print(f"{'measure':40} {'%':>6}  {'target':>6}  right/total")
    for label, measure, target in TARGETS:
        right, total = scores.share(measure)
        wanted = f"{100 * target:6.1f}" if target is not None else "     -"
        mark = "" if target is None or not total or right >= target * total else "  below"
        print(f"{label:40} {percent(right, total)}  {wanted}  {right}/{total}{mark}")
    for slot in SLOTS:
        for side, target in zip(("precision", "recall"), SLOT_TARGETS, strict=True):
            right, total = scores.share(f"{slot}:{side}")
            mark = "" if not total or right >= target * total else "  below"
            label = f"{slot}: {side}"
            print(f"{label:40} {percent(right, total)}  {100 * target:6.1f}  {right}/{total}{mark}")


def print_breakdown(title: str, parts: Iterable[tuple[str, Scores]], measures: Sequence[str]) -> None:
    """One line per document, unit, or form."""
    print(f"\n{title:34} {'n':>5} " + " ".join(f"{measure[:9]:>9}" for measure in measures))
    for name, scores in parts:
        cells = " ".join(f"{percent(*scores.share(measure)):>9}" for measure in measures)
        print(f"{name[:34]:34} {scores.share('recall')[1]:5} {cells}")


def print_roles(scores: Scores) -> None:
    """Precision and recall of each role."""
    print(f"\n{'role':34} {'n':>5} precision    recall")
    for role in sorted(scores.roles):
        precision, recall = scores.share(f"role:{role}:precision"), scores.share(f"role:{role}:recall")
        print(f"{role:34} {recall[1]:5} {percent(*precision):>9} {percent(*recall):>9}")


def print_errors(document: AnnotatedDocument, misses: Iterable[Miss]) -> None:
    """Each miss: line, numeral, what was expected and got, and the text around."""
    for miss in sorted(misses, key=lambda miss: (miss.start, miss.kind)):
        around = " ".join(document.text[max(0, miss.start - 60) : miss.end + 50].split())
        print(
            f"{line_of(document.text, miss.start):4} {miss.kind:14} {document.text[miss.start : miss.end]!r}"
            f" expected {miss.expected!r} got {miss.got!r}\n       …{around}…"
        )


def report(documents: Sequence[AnnotatedDocument], show: Callable[[str], bool]) -> Scores:
    """Runs and prints everything for these documents; returns the scores of those that are annotated completely."""
    results = [(document, run(document)) for document in documents]
    for document, scores in results:
        if show(document.name):
            print(f"== {document.name}: {len(scores.misses)} misses")
            print_errors(document, scores.misses)
            print()
    total = Scores.sum(scores for document, scores in results if document.complete)
    if any(document.complete for document, _ in results):
        print_targets(total)
    measures = ("ledger", "role", "precision", "recall", "f1", "value", "unit", "qualifier")
    slots = tuple(f"{slot}:recall" for slot in SLOTS)
    print_breakdown("document", ((d.name, s) for d, s in results), measures)
    print_breakdown("document: slots, recall", ((d.name, s) for d, s in results), slots)
    print_roles(total)
    fields = ("precision", "recall", "f1", "value", "unit", "qualifier")
    print_breakdown("unit", sorted(total.by_unit.items()), fields)
    print_breakdown("form", sorted(total.by_form.items()), fields)
    return total


def report_relations(
    documents: Sequence[AnnotatedDocument], statements: Mapping[str, Sequence[Statement]], errors: Sequence[str]
) -> RelationScores:
    """Prints everything about relations; the faults of the kinds in `errors`, or of all, except of what is held out."""
    total = RelationScores()
    for name, listed in statements.items():
        print(f"\n== statements: {name}")
        scores = report_statements(
            listed, () if name.startswith(HELD_OUT) else errors, alarms=not name.startswith(HELD_OUT)
        )
        total.add(scores)
    fiscal_years = {document.name: FIRST_INPUT_FISCAL_START for document in documents if not document.complete}
    report_misprints(documents, fiscal_years, "all" in errors)
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the evaluation; 2 for an unknown document or a faulty annotation."""
    parser = argparse.ArgumentParser(prog="evaluate", description="Measure the extraction.")
    parser.add_argument("names", nargs="*", help="documents (part of the name); default: all")
    parser.add_argument("--statements", action="store_true", help="only the relations")
    parser.add_argument(
        "--errors",
        action="append",
        nargs="?",
        const="all",
        default=[],
        metavar="NAME",
        help="list the misses of a document, or with --statements of a kind (default: all)",
    )
    parser.add_argument("--record", action="store_true", help="keep the figures of a full run for the next release")
    options = parser.parse_args(arguments)
    try:
        documents = [*load_all(), load_observations(FIRST_INPUT, HERE / "first_input.tsv")]
        statements = load_statements()
    except AnnotationError as error:
        print(error, file=sys.stderr)
        return 2
    if options.statements:
        report_relations(documents, statements, options.errors)
        return 0
    wanted = [*options.names, *(name for name in options.errors if name != "all")]
    chosen = [d for d in documents if not wanted or any(name in d.name for name in wanted)]
    if not chosen:
        print(f"no document is named {' or '.join(wanted)}", file=sys.stderr)
        return 2
    scores = report(chosen, lambda name: any(part == "all" or part in name for part in options.errors))
    if not wanted:
        relations = report_relations(documents, statements, options.errors)
        if options.record:
            complete = sum(document.complete for document in documents)
            record(complete, scores, sum(map(len, statements.values())), relations)
    return 0


if __name__ == "__main__":
    sys.exit(main())
