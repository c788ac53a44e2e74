"""Compares Hakusho with other readers of numbers and prints one table (or JSON).

Belongs here: the command line, the order of the work, and printing. Does not belong here: the readers (readers.py),
counting (tally.py, sentences.py).

    python -m tests.benchmark.peers                           the annotated documents of the evaluation
    python -m tests.benchmark.peers --sentences FILE.tsv      sentences (without FILE: those of this folder)
    python -m tests.benchmark.peers --json                    the same as JSON, with the classes of units
    python -m tests.benchmark.peers --errors NAME             what a reader gets wrong (part of its name)

The peers get a document paragraph by paragraph, because their time grows with the square of the length.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.evaluation.annotations import AnnotationError, load_all

from .readers import Reader, load_readers
from .sentences import SENTENCES, SentencesError, load_sentences, tally_sentences
from .tally import Tally, tally_documents

WARM_UP = "In 2019 about 40% of 1,200 homes paid $12 or more."
NOTE_ON_DOCUMENTS = "Hakusho was developed on these documents. The peers cannot read units from table heads."
NOTE_ON_SENTENCES = "Without positions a misread value counts as missed and as invented."


def run(readers: Sequence[Reader], count: Callable[[Reader], Tally]) -> list[tuple[Reader, Tally]]:
    """The tally of each reader; a first text is read before, so that loading is not timed."""
    results = []
    for reader in readers:
        reader.read(WARM_UP)
        results.append((reader, count(reader)))
    return results


def print_table(results: Sequence[tuple[Reader, Tally]], title: str, note: str) -> None:
    """One line per reader."""
    annotated = results[0][1].annotated
    print(f"{title}: {results[0][1].characters:,} characters, {annotated:,} annotated quantities\n")
    columns = ("found", "value", "with unit", "invented", "F1 value", "F1 unit", "char/s")
    print(f"{'reader':28}" + "".join(f"{column:>10}" for column in columns))
    for reader, tally in results:
        counts = ("-" if tally.found is None else tally.found, tally.value, tally.both, tally.invented)
        shares = (f"{tally.f1(tally.value):.3f}", f"{tally.f1(tally.both):.3f}", f"{tally.speed:,.0f}")
        print(f"{reader.name + ' ' + reader.version:28}" + "".join(f"{cell:>10}" for cell in (*counts, *shares)))
    print("\nvalue: value right; with unit: value and unit right; F1 unit: F1 of value with unit")
    print(note)
    for reader, _ in results:
        if reader.failures:
            print(f"{reader.name} raised an error at {reader.failures} paragraphs")


def as_json(results: Sequence[tuple[Reader, Tally]], title: str) -> str:
    """All counts and shares of the table, and the classes of units."""
    readers = [
        {
            "reader": reader.name,
            "version": reader.version,
            "annotated": tally.annotated,
            "extracted": tally.extracted,
            "found": tally.found,
            "value_right": tally.value,
            "value_and_unit_right": tally.both,
            "invented": tally.invented,
            "f1_value": round(tally.f1(tally.value), 4),
            "f1_value_and_unit": round(tally.f1(tally.both), 4),
            "characters": tally.characters,
            "characters_per_second": round(tally.speed),
            "failures": reader.failures,
            "units": {unit: dict(counts) for unit, counts in sorted(tally.units.items())},
        }
        for reader, tally in results
    ]
    return json.dumps({"text": title, "readers": readers}, indent=2, ensure_ascii=False)


def arguments_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="peers", description="Compare Hakusho with other readers of numbers.")
    parser.add_argument(
        "--sentences", type=Path, nargs="?", const=SENTENCES, metavar="FILE", help="score sentences, not documents"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--errors", metavar="NAME", help="list what this reader gets wrong (part of its name)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the comparison; 2 when a file cannot be read or a peer is not installed."""
    options = arguments_of(arguments)
    count: Callable[[Reader], Tally]
    try:
        readers = load_readers()
        if options.sentences:
            sentences = load_sentences(options.sentences)
            title, note = f"{len(sentences)} sentences of {options.sentences.name}", NOTE_ON_SENTENCES
            count = partial(tally_sentences, sentences=sentences)
        else:
            documents = load_all()
            title, note = f"{len(documents)} documents", NOTE_ON_DOCUMENTS
            count = partial(tally_documents, documents=documents)
    except ImportError as error:
        print(f"{error}: the peers are in an environment of their own, see `make bench`", file=sys.stderr)
        return 2
    except (AnnotationError, SentencesError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    results = run(readers, count)
    if options.errors:
        for reader, tally in results:
            if options.errors.casefold() in reader.name.casefold():
                print("\n".join((f"== {reader.name}", *tally.errors, "")))
    print(as_json(results, title)) if options.json else print_table(results, title, note)
    return 0


if __name__ == "__main__":
    sys.exit(main())
