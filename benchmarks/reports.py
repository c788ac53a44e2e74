"""Collections of generated reports of any size: sentences from templates, and the damage that transcriptions really have.

    python -m benchmarks.reports FOLDER COUNT [--seed N] [--start N]

Belongs here: what the reports look like. Does not belong here: measuring (collections.py). The same seed and number
give the same bytes, so a report can be made alone. Its numbers are random, but what is said about them is usually true;
sometimes it is not, as in print. Nothing is taken from any real report.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path

CHARACTERS = 30_000
"""Of one report, on average; they are between a third and two and a half times as long."""

NUMBERLESS = 0.78
"""The share of sentences without numbers. With it the reports have about 13 numerals and 3 relations in a thousand
characters: twice as many as the chapter in raw/, as many as a dense statistical bulletin."""

SUBJECTS = (
    "households", "firms", "respondents", "schools", "municipalities", "farms", "hospitals", "libraries", "older people",
    "local authorities", "small and medium-sized enterprises", "young workers", "women aged 25 to 34", "pensioners",
)  # fmt: skip
MEASURES = (
    "the rate of internet use", "the unemployment rate", "the share of renewable energy", "the rate of telework",
    "the self-sufficiency rate", "the enrolment rate", "the rate of cashless payment", "the vacancy rate",
)  # fmt: skip
AMOUNTS = (
    ("exports", "billion yen"), ("sales of durable goods", "million euros"), ("rice production", "thousand tonnes"),
    ("public expenditure", "million dollars"), ("electricity consumption", "GWh"), ("visitors from abroad", "thousand"),
    ("greenhouse gas emissions", "million tonnes"), ("freight transport", "million tonnes"),
)  # fmt: skip
AREAS = (
    "Japan", "Germany", "the United States", "China", "France", "Korea", "Canada", "Brazil", "India", "Italy", "Norway",
)  # fmt: skip
SURVEYS = (
    "Labour Force Survey",
    "Household Panel",
    "Census of Agriculture",
    "Survey on Digital Use",
    "Trade Statistics",
)
TOPICS = ("Employment", "Digital technologies", "Energy", "Trade", "Education", "Health", "Agriculture", "Transport")
PLAIN = (
    "The circumstances of each region differ, and measures were adopted that take them into account.",
    "The ministries concerned worked closely together, and the results were made public.",
    "It is expected that the development of infrastructure will continue in cooperation with private operators.",
    "Against this background the government drew up a basic plan and set up a council of experts.",
    "Many of those who answered said that they lacked the time, the staff or the knowledge to do so.",
    "In contrast, where services are close to the home, people tend to use them regularly and recommend them to others.",
    "The definition of the survey was changed, so that comparisons with earlier rounds call for some caution.",
    "Support is given to those who begin a business of their own, together with advice on finance and on taxes.",
    "It has been pointed out that the burden falls on families with small children and on those who care for parents.",
    "Some of the largest companies reported that they had put off their plans until the outlook becomes clearer.",
    "A working group studies how data can be shared between institutions without harm to the privacy of citizens.",
)

SIDECAR = """\
title: Annual report {number}
publisher: Office of Generated Statistics
publication_year: {year}
language: en
country: GB
fiscal_year_start: 1
licence: CC0-1.0
licence_url: https://creativecommons.org/publicdomain/zero/1.0/
attribution: Generated for measuring
source_url: https://example.org/report/{number}
sha256: {sha256}
transcription: generated
"""

Choice = random.Random


def report(seed: int, number: int) -> str:
    """The text of one report of the collection with this seed."""
    choice = random.Random(f"{seed}/{number}")
    length = int(CHARACTERS * choice.choice((0.35, 0.5, 0.7, 0.9, 1.0, 1.2, 1.5, 1.85)))
    parts = [f"# Chapter {choice.randint(1, 9)} {choice.choice(TOPICS)}\n"]
    size, section, figure = 0, 0, 0
    while size < length:
        kind = choice.random()
        if kind < 0.06:
            section += 1
            part = f"{'#' * choice.randint(1, 3)} {section}. {choice.choice(TOPICS)} in {choice.choice(AREAS)}\n"
        elif kind < 0.09:
            figure += 1
            part = _table(choice, figure)
        elif kind < 0.13:
            figure += 1
            part = f"Figure 1-{section}-{figure} {choice.choice(MEASURES).removeprefix('the ').capitalize()}\n"
        elif kind < 0.17:
            part = "".join(f"- {choice.choice(SENTENCES)(choice)}\n" for _ in range(choice.randint(2, 5)))
        else:
            sentences = [_sentence(choice) for _ in range(choice.randint(2, 6))]
            part = " ".join(sentences) + "\n"
        parts.append(_damaged(part, choice) if choice.random() < 0.12 else part)
        size += len(part) + 1
    return "\n".join(parts)


def write_reports(folder: Path, numbers: Sequence[int], seed: int) -> int:
    """Write these reports of a collection, every third one with a sidecar. Returns how many bytes they have."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for number in numbers:
        content = report(seed, number).encode()
        (folder / f"report-{number:06d}.md").write_bytes(content)
        written += len(content)
        if number % 3 == 0:
            sidecar = SIDECAR.format(number=number, year=1975 + number % 50, sha256=sha256(content).hexdigest())
            (folder / f"report-{number:06d}.yaml").write_text(sidecar, encoding="utf-8")
    return written


def _sentence(choice: Choice) -> str:
    return choice.choice(PLAIN) if choice.random() < NUMBERLESS else choice.choice(SENTENCES)(choice)


def _rate(choice: Choice) -> Decimal:
    return Decimal(choice.randint(10, 950)) / 10


def _year(choice: Choice) -> int:
    return choice.randint(1975, 2024)


def _slip(choice: Choice) -> Decimal:
    """What is added to a stated result: mostly nothing."""
    return Decimal(choice.choice((-9, 9, 27))) / 10 if choice.random() < 0.02 else Decimal(0)


def _change(choice: Choice) -> str:
    before, after = _rate(choice), _rate(choice)
    verb = "rose" if after > before else "fell"
    points = abs(after - before) + _slip(choice)
    measure, area, year = choice.choice(MEASURES), choice.choice(AREAS), _year(choice)
    return choice.choice(
        (
            f"In {area}, {measure} {verb} by {points} points, from {before}% in {year} to {after}% in {year + 1}.",
            f"In {year + 1} {measure} was {after}%, {'up' if after > before else 'down'} {points} percentage points from"
            f" {before}% in the previous year.",
            f"In {area} {measure} {verb} from {before}% to {after}%.",
        )
    )


def _growth(choice: Choice) -> str:
    (what, unit), before = choice.choice(AMOUNTS), Decimal(choice.randint(200, 90_000))
    percent = Decimal(choice.randint(-400, 900)) / 10
    after = (before * (100 + percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    stated = abs(percent) + _slip(choice)
    return (
        f"{what.capitalize()} {'increased' if percent > 0 else 'decreased'} by {stated}% from {before:,} {unit}"
        f" in {_year(choice)} to {after:,} {unit}."
    )


def _share(choice: Choice) -> str:
    whole = choice.randint(200, 9_000)
    part = choice.randint(1, whole)
    percent = (Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) + _slip(choice)
    return f"Of {whole:,} {choice.choice(SUBJECTS)}, {part:,} ({percent}%) replied that they had done so."


def _ranking(choice: Choice) -> str:
    values = sorted((_rate(choice) for _ in range(4)), reverse=True)
    areas = choice.sample(AREAS, 4)
    listed = [f"{area} ({value}%)" for area, value in zip(areas, values, strict=True)]
    return (
        f"By country, {choice.choice(MEASURES)} was highest in {listed[0]}, followed by {listed[1]}, {listed[2]}"
        f" and {listed[3]} (Figure 1-{choice.randint(1, 4)}-{choice.randint(1, 9)})."
    )


def _breakdown(choice: Choice) -> str:
    (what, unit), parts = choice.choice(AMOUNTS), [choice.randint(20, 4_000) for _ in range(3)]
    total = sum(parts) + (choice.randint(1, 90) if choice.random() < 0.02 else 0)
    return (
        f"{what.capitalize()} came to {total:,} {unit}, of which {parts[0]:,} {unit} in the north,"
        f" {parts[1]:,} {unit} in the south and {parts[2]:,} {unit} in the islands."
    )


def _vague(choice: Choice) -> str:
    rate, subject = int(_rate(choice)) or 1, choice.choice(SUBJECTS)
    return choice.choice(
        (
            f"About {rate}% of {subject} answered so, and more than {max(rate // 2, 1)}% had plans for it.",
            f"Nearly one third of {subject} and over half of {choice.choice(SUBJECTS)} were affected.",
            f"Between {rate} and {rate + 4} percent of {subject} took part, aged {choice.randint(15, 40)} to 64.",
            f"According to the {choice.choice(SURVEYS)} of {_year(choice)}, {rate}.5% of {subject} had none.",
        )
    )


def _reference(choice: Choice) -> str:
    return (
        f"See Figure 1-{choice.randint(1, 4)}-{choice.randint(1, 9)}; the survey was held from {choice.randint(1, 9)} to"
        f" {choice.randint(10, 28)} October {_year(choice)} (n={choice.randint(300, 9999)})."
    )


SENTENCES: tuple[Callable[[Choice], str], ...] = (
    _change, _change, _growth, _share, _ranking, _breakdown, _vague, _vague, _reference,
)  # fmt: skip


def _table(choice: Choice, number: int) -> str:
    first, columns = _year(choice), choice.randint(2, 4)
    years = range(first, first + columns)
    rows = [[choice.randint(10, 9_000) for _ in years] for _ in range(choice.randint(3, 7))]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    if choice.random() < 0.04:
        totals[0] += 10
    names = [*choice.sample(AREAS, len(rows)), "Total"]
    lines = [f"| Area | {' | '.join(map(str, years))} |", "|---" * (columns + 1) + "|"]
    lines += [
        f"| {name} | {' | '.join(f'{cell:,}' for cell in cells)} |"
        for name, cells in zip(names, [*rows, totals], strict=True)
    ]
    what, unit = choice.choice(AMOUNTS)
    return f"Table {number} {what.capitalize()} ({unit})\n\n" + "\n".join(lines) + "\n"


def _damaged(part: str, choice: Choice) -> str:
    return choice.choice(DAMAGES)(part, choice)


def _letters_for_digits(part: str, choice: Choice) -> str:
    """Optical recognition takes a digit for a letter."""
    places = [at for at, character in enumerate(part) if character in "015"]
    if not places:
        return part
    at = choice.choice(places)
    return part[:at] + {"0": "O", "1": "l", "5": "S"}[part[at]] + part[at + 1 :]


def _hyphens(part: str, _: Choice) -> str:
    """Words broken at the ends of lines, as in the columns of a page."""
    words = part.split(" ")
    for at in range(7, len(words), 8):
        word = words[at]
        words[at] = word[:3] + "-\n" + word[3:] if len(word) > 6 and word.isalpha() else "\n" + word
    return " ".join(words)


def _lost_space(part: str, _: Choice) -> str:
    return part.replace(" percent", "percent").replace("% of", "%of").replace(". ", ".")


def _page_furniture(part: str, choice: Choice) -> str:
    """The head and number of a page in the middle of a sentence."""
    at = part.find(" ", len(part) // 2)
    return (
        f"{part[:at]}\n\n{choice.randint(1, 400)}\n\nAnnual Report {_year(choice)}\n\n{part[at + 1 :]}"
        if at > 0
        else part
    )


def _markup(part: str, choice: Choice) -> str:
    """Notes as superscripts, entities, emphasis around numbers."""
    return part.replace("%", f"%<sup>{choice.randint(1, 40)}</sup>", 1).replace(" and ", " &amp; ", 1)


def _mojibake(part: str, _: Choice) -> str:
    return part.replace("'", "â€™").replace("-", "â€“").replace(",000", ",OOO")


def _twice(part: str, _: Choice) -> str:
    return part + "\n" + part


def _cut(part: str, _: Choice) -> str:
    return part[: max(20, len(part) * 2 // 3)] + "\n"


def _digit_changed(part: str, choice: Choice) -> str:
    places = [at for at, character in enumerate(part) if character.isdigit()]
    if not places:
        return part
    at = choice.choice(places)
    return part[:at] + str(choice.randint(1, 9)) + part[at + 1 :]


DAMAGES: tuple[Callable[[str, Choice], str], ...] = (
    _letters_for_digits, _hyphens, _lost_space, _page_furniture, _markup, _mojibake, _twice, _cut, _digit_changed,
)  # fmt: skip


def main() -> None:
    """Write a collection."""
    parser = argparse.ArgumentParser(description="Write generated reports.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    given = parser.parse_args()
    written = write_reports(given.folder, range(given.start, given.start + given.count), given.seed)
    print(f"{given.count} reports, {written / 1e6:.1f} MB, in {given.folder}")


if __name__ == "__main__":
    main()
