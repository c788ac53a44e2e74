"""The annotation loader: each annotation fits its document, and a gap is reported.

Belongs here: the format and completeness of annotations, and that scoring sees each kind of miss. Does not
belong here: how good the extraction is (evaluate.py prints that).
"""

from pathlib import Path

import pytest

from .annotations import (
    COLUMNS,
    AnnotatedDocument,
    AnnotationError,
    load_all,
    load_document,
    load_observations,
)
from .evaluate import FIRST_INPUT, HERE
from .scoring import Row, score_document

TEXT = "In 2019 about 40% of homes\nand 10 to 12% of shops, phone booths not,\nhad one in five.\n"
ROWS: tuple[dict[str, str], ...] = (
    {"exact": "2019", "role": "period"},
    {"exact": "40", "role": "observation", "value": "40", "unit": "percent", "qualifier": "approximately"},
    {
        "exact": "10",
        "role": "observation",
        "lower": "10",
        "upper": "12",
        "unit": "percent",
        "qualifier": "between",
    },
    {"exact": "12", "role": "observation", "note": "end of range"},
    {"exact": "one in five", "role": "observation", "value": "0.2", "unit": "ratio", "qualifier": "exact"},
)


def write(folder: Path, rows: tuple[dict[str, str], ...]) -> Path:
    (folder / "homes.md").write_text(TEXT, encoding="utf-8")
    lines = ["\t".join(COLUMNS), *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    (folder / "homes.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "homes.md"


def numeral(exact: str, role: str) -> Row:
    start = TEXT.index(exact)
    return {"start": start, "end": start + len(exact), "exact": exact, "role": role}


def observation(exact: str, **fields: object) -> Row:
    empty = {"value": None, "lower": None, "upper": None, "unit": None, "qualifier": None}
    return {**numeral(exact, "observation"), **empty, **fields}


NUMERALS = [
    numeral("2019", "period"),
    *(numeral(exact, "observation") for exact in ("40", "10", "12", "one in five")),
]
OBSERVATIONS = [
    observation("40", value=40, unit="percent", qualifier="approximately"),
    observation("10", lower=10, upper=12, unit="percent", qualifier="between"),
    observation("one in five", value="0.2", unit="ratio", qualifier="exact"),
]


@pytest.fixture
def document(tmp_path: Path) -> AnnotatedDocument:
    return load_document(write(tmp_path, ROWS))


def test_offsets_are_found_in_order_and_words_only_as_whole_words(document: AnnotatedDocument) -> None:
    found = [TEXT[annotation.start : annotation.end] for annotation in document.annotations]
    assert found == ["2019", "40", "10", "12", "one in five"]


def test_a_digit_in_no_row_is_reported_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"homes\.md: line 2: digit '1' is in no annotated numeral"):
        load_document(write(tmp_path, tuple(row for row in ROWS if row["exact"] != "10")))


def test_a_digit_after_the_last_row_is_reported(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"homes\.md: line 2: digit '1'"):
        load_document(write(tmp_path, ROWS[:2]))


def test_a_row_out_of_order_is_reported(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"'40' \(observation\) is not found after line 3"):
        load_document(write(tmp_path, (*ROWS, ROWS[1])))


def test_an_unknown_role_is_reported(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"homes\.tsv, line 2: no such role: 'year'"):
        load_document(write(tmp_path, ({"exact": "2019", "role": "year"}, *ROWS[1:])))


def test_all_documents_are_completely_annotated() -> None:
    documents = load_all()
    assert len(documents) >= 12
    assert sum(len(document.annotations) for document in documents) >= 600


def test_the_first_input_is_annotated() -> None:
    document = load_observations(FIRST_INPUT, HERE / "first_input.tsv")
    assert all(annotation.is_observation for annotation in document.annotations)
    assert len(document.annotations) == 82


def test_a_right_extraction_has_no_miss(document: AnnotatedDocument) -> None:
    scores = score_document(document, {"numerals": NUMERALS, "observations": OBSERVATIONS})
    assert scores.misses == []
    assert scores.share("ledger") == (10, 10)
    assert scores.share("f1") == (6, 6)


@pytest.mark.parametrize(
    ("numerals", "observations", "kind", "expected", "got"),
    [
        (NUMERALS[1:], OBSERVATIONS, "role", "period", "absent"),
        ([numeral("2019", "name"), *NUMERALS[1:]], OBSERVATIONS, "role", "period", "name"),
        (NUMERALS, OBSERVATIONS[1:], "not found", "40 percent", "nothing"),
        (NUMERALS, [*OBSERVATIONS, observation("12", value=12)], "invented", "end of range", "12 None"),
        (
            NUMERALS,
            [observation("40", value=4000, unit="percent", qualifier="approximately"), *OBSERVATIONS[1:]],
            "value",
            "40",
            "4000",
        ),
        (
            NUMERALS,
            [observation("40", value=40, unit="percent", qualifier="exact"), *OBSERVATIONS[1:]],
            "qualifier",
            "approximately",
            "exact",
        ),
    ],
)
def test_each_kind_of_miss_is_seen(
    document: AnnotatedDocument,
    numerals: list[Row],
    observations: list[Row],
    kind: str,
    expected: str,
    got: str,
) -> None:
    scores = score_document(document, {"numerals": numerals, "observations": observations})
    misses = [miss for miss in scores.misses if miss.kind != "ledger"]
    assert [(miss.kind, miss.expected, miss.got) for miss in misses] == [(kind, expected, got)]
