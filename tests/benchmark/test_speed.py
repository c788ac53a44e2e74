"""The measurement of speed: what is timed, and that a time which grows faster than the text shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmark.speed import HOSTILE_TEXTS, Speed, growth, main, print_documents, print_hostile, seconds
from tests.hostile import HOSTILE

TEXT = "Exports rose 3 points from 40% in 2018 to 43% in 2019.\n"


class Clock:
    """A clock that work sets forward."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, cost: Callable[[str], float]) -> Callable[[str], None]:
        def read(text: str) -> None:
            self.now += cost(text)

        return read


def test_the_best_run_counts() -> None:
    clock, costs = Clock(), iter((3.0, 2.0, 5.0))
    assert seconds(lambda: clock.work(lambda _: next(costs))(""), 3, clock) == 2.0


def test_linear_reading_takes_the_same_time_for_every_character() -> None:
    clock = Clock()
    assert growth(clock.work(len), "abc", 1, clock) == [1, 1, 1, 1]


def test_quadratic_reading_shows() -> None:
    clock = Clock()
    assert growth(clock.work(lambda text: len(text) ** 2), "abc", 1, clock) == [1, 2, 4, 8]


def test_speeds_add_up() -> None:
    assert Speed(10, 1.0, 2.0, 0.5) + Speed(5, 0.5, 1.0, 0.25) == Speed(15, 1.5, 3.0, 0.75)


def test_each_document_and_all_together_have_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_documents([("first", [TEXT]), ("second", [TEXT, TEXT])], runs=1)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [
        ["first", f"{len(TEXT)}"], ["second", f"{2 * len(TEXT)}"], ["all", f"{3 * len(TEXT)}"],
    ]  # fmt: skip
    assert all(float(cell) > 0 for line in lines[1:] for cell in line.split()[2:])


def test_hostile_texts_are_as_long_as_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    print_hostile([("commas", 1000)])
    assert capsys.readouterr().out.split()[-3:-1] == ["commas", "1,000"]
    assert {name for name, _ in HOSTILE_TEXTS} <= HOSTILE.keys()


def test_files_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.benchmark.speed.print_hostile", lambda: None)  # megabytes
    file = tmp_path / "report.md"
    file.write_text(TEXT)
    assert main([str(file)]) == 0
    assert "report " in capsys.readouterr().out
