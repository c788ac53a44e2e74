"""Changes whose levels no known wording tells: the pair that fits, where hardly one would by chance."""

import pytest

from pipelines.document import extract

TIED = [
    # An order and words that no table knows: kind, then the three numbers.
    ("With 12.4 billion of imports and 9.1 billion of exports the month closed on a deficit of 3.3 billion.",
     "change", {"3.3", "12.4", "9.1"}),
    ("Between 2010 and 2017 the number of deaths, today 76,143, fell by 5.1%, from 80,235.",
     "growth", {"5.1", "76,143", "80,235"}),
    ("Left at 7.00 per cent, the rate is below the Lombard rate of 8.00 per cent, the latter 100 basis points above.",
     "change", {"100", "7.00", "8.00"}),
    ("Accidents numbered 1,702 in spring and 1,655 in autumn. It is a fall of 47 accidents.",
     "change", {"47", "1,702", "1,655"}),
]  # fmt: skip

LEFT_ALONE = [
    # Bounds of classes, a base that is not stated, rates of other things.
    "Fires of less than 1 ha were most of the 67 ha; those larger than 68 ha were few.",
    "Some 31% stopped (a decrease of 7pp from 2022), and 24% went on.",
    "Inflation was 0.9% in October, down from 1.0% in September, and lending grew by 10%.",
    "Women earned 20 euros, men 40 euros and managers 60 euros.",
]


def tied(text: str) -> list[tuple[str, str, set[str]]]:
    tables = extract(text + "\n", "document").tables
    operands: dict[object, set[str]] = {}
    for row in tables["relation_operands"]:
        operands.setdefault(row["relation_id"], set()).add(str(row["exact"]))
    return [(str(row["kind"]), str(row["verdict"]), operands[row["relation_id"]]) for row in tables["relations"]]


@pytest.mark.parametrize(("text", "kind", "numbers"), TIED, ids=[text[:40] for text, _, _ in TIED])
def test_the_pair_that_fits_is_tied(text: str, kind: str, numbers: set[str]) -> None:
    assert (kind, "consistent", numbers) in tied(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_numbers_that_only_happen_to_fit_are_left_alone(text: str) -> None:
    assert [entry for entry in tied(text) if entry[0] in ("change", "growth", "fold") and len(entry[2]) == 3] == []


def test_what_does_not_fit_is_never_held_against_the_text() -> None:
    text = TIED[0][0].replace("3.3", "3.7")
    assert [entry for entry in tied(text) if entry[1] == "inconsistent"] == []
