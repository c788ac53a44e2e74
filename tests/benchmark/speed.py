"""Measures how fast Hakusho reads, and how its time grows with the length of a text.

    python -m tests.benchmark.speed               the reports of raw/ and the documents of the evaluation
    python -m tests.benchmark.speed FILE ...      other transcriptions

Belongs here: the work that is timed, and printing. Does not belong here: other readers (peers.py), what is read right
(tests/evaluation). Time is that of the processor, the best of a few runs; one process, one core, without start-up.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from pipelines.document import extract
from tests.evaluation.annotations import load_all
from tests.hostile import HOSTILE

ROOT = Path(__file__).parents[2]
RUNS = 5
LENGTHS = (1, 2, 4, 8)
EVALUATION = "evaluation (dense in numbers)"
MEGABYTE = 1_000_000
# name in HOSTILE, characters
HOSTILE_TEXTS = (
    ("digits", MEGABYTE),
    ("commas", MEGABYTE),
    ("hedges", MEGABYTE),
    ("nested brackets", MEGABYTE),
    ("open tags", MEGABYTE),
    ("tables", MEGABYTE),
    ("cells", MEGABYTE),
    ("fractions", MEGABYTE // 10),
    ("numbers", MEGABYTE // 10),
)
_DIGITS = re.compile(r"\d+")

Clock = Callable[[], float]


@dataclass(frozen=True)
class Speed:
    """The length of a text, and the seconds that its reading takes: without relations, with them, and a pass of `re`."""

    characters: int
    observations: float
    relations: float
    floor: float

    def __add__(self, other: Speed) -> Speed:
        return Speed(
            self.characters + other.characters,
            self.observations + other.observations,
            self.relations + other.relations,
            self.floor + other.floor,
        )


def seconds(work: Callable[[], object], runs: int = RUNS, clock: Clock = time.process_time) -> float:
    """The least time that some work takes in a few runs."""
    spent = []
    for _ in range(runs):
        begun = clock()
        work()
        spent.append(clock() - begun)
    return min(spent)


def speed_of(text: str, runs: int = RUNS) -> Speed:
    """How long a text takes; it is read once before, so that look-ups made on first use are not timed."""
    extract(text, "document")
    return Speed(
        len(text),
        seconds(lambda: extract(text, "document", recompute=False), runs),
        seconds(lambda: extract(text, "document"), runs),
        seconds(lambda: _DIGITS.findall(text), 4 * runs),
    )


def growth(read: Callable[[str], object], text: str, runs: int = RUNS, clock: Clock = time.process_time) -> list[float]:
    """The time per character of a text repeated 1, 2, 4 and 8 times, against the text itself: 1 throughout is linear."""
    spent = [seconds(lambda many=many: read(text * many), runs, clock) / many for many in LENGTHS]  # type: ignore[misc]
    return [one / spent[0] for one in spent]


def print_documents(texts: Sequence[tuple[str, Sequence[str]]], runs: int = RUNS) -> None:
    """One line for each document or set of documents, one for all."""
    print(f"{'document':40}{'characters':>12}{'MB/s':>8}{'with relations':>16}{'times a pass of re':>20}")
    speeds = [reduce(add, (speed_of(text, runs) for text in together)) for _, together in texts]
    total = reduce(add, speeds)
    for name, speed in zip([*(name for name, _ in texts), "all"], [*speeds, total], strict=True):
        read, related = (speed.characters / spent / MEGABYTE for spent in (speed.observations, speed.relations))
        ratio = speed.relations / speed.floor
        print(f"{name[:39]:40}{speed.characters:>12,}{read:>8.2f}{related:>16.2f}{ratio:>20.0f}")


def print_growth(name: str, text: str, runs: int = RUNS) -> None:
    """The time per character of a longer and longer text."""
    grown = growth(lambda longer: extract(longer, "document"), text + "\n\n", runs)
    steps = ", ".join(f"{many}x {one:.2f}" for many, one in zip(LENGTHS, grown, strict=True))
    print(f"\nTime per character of {name}, repeated: {steps}")


def print_hostile(texts: Sequence[tuple[str, int]] = HOSTILE_TEXTS) -> None:
    """The seconds that hostile texts take, with relations."""
    print(f"\n{'hostile text':24}{'characters':>12}{'seconds':>10}")
    for name, characters in texts:
        text = HOSTILE[name].text(characters)
        print(f"{name:24}{len(text):>12,}{seconds(lambda: extract(text, 'document'), runs=1):>10.2f}")  # noqa: B023


def main(arguments: Sequence[str]) -> int:
    """Print the three tables."""
    files = [Path(name) for name in arguments] or sorted((ROOT / "raw").glob("*.md"))
    texts = [(file.stem, [file.read_bytes().decode()]) for file in files]
    annotated = [] if arguments else [(EVALUATION, [document.text for document in load_all()])]
    print_documents([*texts, *annotated])
    print_growth(texts[0][0], texts[0][1][0])
    print_hostile()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
