"""The comparison with other readers: each library's output becomes rows, and each kind of error is counted.

Belongs here: the adapters with outputs as the libraries give them, paragraphs, sentences, counts. Does not belong here:
the libraries themselves, which are not in this environment, and how well anyone reads (peers.py prints that).
"""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.benchmark.peers import as_json, main, print_table
from tests.benchmark.readers import (
    Reader,
    by_paragraph,
    has_value,
    paragraphs,
    row,
    rows_of_quantity,
    rows_of_result,
    unit_names,
)
from tests.benchmark.sentences import SENTENCES, SentencesError, load_sentences, tally_sentences
from tests.benchmark.tally import Tally, tally_documents
from tests.evaluation.annotations import COLUMNS, AnnotatedDocument, Annotation
from tests.evaluation.scoring import Row

TEXT = "About $12 of 40% in 2019."


def quantity(text: str, surface: str, value: float, unit: str, uncertainty: float | None) -> SimpleNamespace:
    start = text.index(surface)
    return SimpleNamespace(
        surface=surface,
        span=(start, start + len(surface)),
        value=value,
        uncertainty=uncertainty,
        unit=SimpleNamespace(name=unit),
    )


def result(type_name: str, **resolution: object) -> SimpleNamespace:
    return SimpleNamespace(type_name=type_name, resolution=resolution)


def shown(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    columns = ("start", "value", "lower", "upper", "unit")
    return [tuple(str(each[column]) for column in columns) for each in rows]


@pytest.mark.parametrize(
    ("text", "found", "rows"),
    [
        ("paid $12,548.", ("$12,548", 12548.0, "dollar", None), [("6", "12548.0", "None", "None", "USD")]),
        ("78% to 66%", ("78% to 66%", 72.0, "percentage", 6.0), [("0", "None", "66.0", "78.0", "percent")]),
        (
            "57 ± 11 years",
            ("57 ± 11 years", 57, "year", 11),
            [("0", "57", "None", "None", "year"), ("5", "11", "None", "None", "year")],
        ),
        ("two-thirds", ("two-thirds", 0.5, "dimensionless", None), [("0", "0.5", "None", "None", "ratio")]),
        ("17 key", ("17 key", 17000.0, "exayear", None), [("0", "17000.0", "None", "None", "exayear")]),
    ],
)
def test_a_quantity_of_quantulum3_becomes_rows(
    text: str, found: tuple[str, float, str, float | None], rows: list[tuple[str, ...]]
) -> None:
    assert shown(list(rows_of_quantity(text, quantity(text, *found)))) == rows


@pytest.mark.parametrize(
    ("found", "value_and_unit"),
    [
        (result("currency", value="12", unit="Japanese yen", isoCurrency="JPY"), [("12", "JPY")]),
        (result("currency", value="12", unit="Dollar"), [("12", "USD")]),
        (result("percentage", value="12%"), [("12", "percent")]),
        (result("number", value="12"), [("12", "ratio")]),
        (result("dimension", value="12", unit="Furlong"), [("12", "Furlong")]),
        (result("datetimeV2.duration", values=[{"timex": "P3M"}]), [("3", "month")]),
        (result("datetimeV2.duration", values=[{"timex": "PT3M"}]), [("3", "minute")]),
        (result("datetimeV2.daterange", values=[{"timex": "2019"}]), []),
    ],
)
def test_a_result_of_recognizers_text_becomes_a_row(
    found: SimpleNamespace, value_and_unit: list[tuple[str, str]]
) -> None:
    rows = rows_of_result("12 of something", (0, 2), found)
    assert [(str(each["value"]), each["unit"]) for each in rows] == value_and_unit


def test_the_bare_name_of_a_currency_is_no_result() -> None:
    assert not has_value(result("currency", value=None, unit="Cent"))
    assert has_value(result("datetimeV2.date", values=[]))


def test_the_table_of_units_names_each_unit_once() -> None:
    lines = Path(__file__).with_name("units.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(unit_names()) == len(lines)
    assert all(name == name.casefold() for _, name in unit_names())


def test_paragraphs_keep_their_offsets_and_lose_line_ends() -> None:
    text = "one\ntwo\n \nthree\n\n\nfour"
    assert list(paragraphs(text)) == [(0, "one two"), (10, "three"), (18, "four")]
    assert [text[start : start + len(part)].replace("\n", " ") for start, part in paragraphs(text)] == [
        part for _, part in paragraphs(text)
    ]


def test_rows_of_a_paragraph_get_offsets_of_the_whole_and_failures_are_counted() -> None:
    def read(text: str) -> list[Row]:
        if "bad" in text:
            raise ValueError(text)
        return [row(text, (0, 1), "", None)]

    reader = Reader("some", "1", read)
    reader.read = by_paragraph(reader, read)
    assert [each["start"] for each in reader.read("1\n\nbad\n\n2")] == [0, 8]
    assert reader.failures == 1


def annotation(exact: str, **fields: str) -> Annotation:
    start = TEXT.index(exact)
    return Annotation(start, start + len(exact), dict.fromkeys(COLUMNS, "") | {"exact": exact} | fields)


DOCUMENT = AnnotatedDocument(
    "bill",
    TEXT,
    (
        annotation("12", role="observation", value="12", unit="USD"),
        annotation("40", role="observation", value="40", unit="percent"),
        annotation("2019", role="period"),
    ),
)


def reading(*found: tuple[str, int, str]) -> Reader:
    """A reader that always finds these: text, value, unit."""
    spans = [(TEXT.index(exact), TEXT.index(exact) + len(exact)) for exact, _, _ in found]
    rows = [{**row(TEXT, at, unit, None), "value": value} for at, (_, value, unit) in zip(spans, found, strict=True)]
    return Reader("some", "1", lambda _: list(rows))


@pytest.mark.parametrize(
    ("reader", "counts"),
    [
        (reading(("$12", 12, "USD"), ("40%", 40, "percent")), (2, 2, 2, 0)),
        (reading(("$12", 12, "EUR"), ("40%", 40, "percent")), (2, 2, 1, 0)),
        (reading(("$12", 13, "USD"), ("40%", 40, "percent")), (2, 1, 1, 0)),
        (reading(("40%", 40, "percent")), (1, 1, 1, 0)),
        (reading(("$12", 12, "USD"), ("40%", 40, "percent"), ("2019", 2019, "")), (2, 2, 2, 1)),
    ],
)
def test_found_value_unit_and_invented_are_counted_in_documents(
    reader: Reader, counts: tuple[int, int, int, int]
) -> None:
    tally = tally_documents(reader, [DOCUMENT])
    assert (tally.found, tally.value, tally.both, tally.invented) == counts
    assert (tally.annotated, tally.characters) == (2, len(TEXT))


def test_f1_weighs_the_right_ones_against_all_annotated_and_extracted() -> None:
    assert Tally(annotated=4, extracted=6, value=4).f1(4) == 0.8
    assert Tally().f1(0) == 0.0


def write(folder: Path, *lines: str) -> Path:
    path = folder / "some.tsv"
    path.write_text("\n".join(("text\tvalue\tunit", *lines)) + "\n", encoding="utf-8")
    return path


def test_rows_of_a_sentence_are_taken_together(tmp_path: Path) -> None:
    path = write(tmp_path, f"{TEXT}\t12\tUSD", f"{TEXT}\t40\tpercent", "Room 5.\t\t")
    assert [(each.text, len(each.quantities)) for each in load_sentences(path)] == [(TEXT, 2), ("Room 5.", 0)]


@pytest.mark.parametrize("line", ["no tabs", "\t12\tUSD", "a\tb\tc\td"])
def test_a_faulty_row_of_sentences_is_reported(tmp_path: Path, line: str) -> None:
    with pytest.raises(SentencesError, match=r"some\.tsv, line 2: not a text, a value and a unit"):
        load_sentences(write(tmp_path, line))


@pytest.mark.parametrize(
    ("wanted", "reader", "counts"),
    [
        (["12\tUSD", "40\tpercent"], reading(("12", 12, "USD"), ("40", 40, "percent")), (2, 2, 0)),
        (["12\tUSD|EUR"], reading(("12", 12, "EUR")), (1, 1, 0)),
        (["12\tUSD"], reading(("12", 12, "EUR")), (1, 0, 0)),
        (["12\tUSD"], reading(("12", 13, "USD")), (0, 0, 1)),
        (["12\tUSD"], reading(("12", 12, "USD"), ("12", 12, "USD")), (1, 1, 1)),
        (["12\t-"], reading(("12", 12, "USD")), (1, 0, 0)),
        (["12\t-"], reading(("12", 12, "")), (1, 1, 0)),
        (["12\t"], reading(("12", 12, "USD")), (1, 1, 0)),
        (["10..12\t"], reading(("12", 12, "")), (0, 0, 1)),
        (["\t"], reading(("2019", 2019, "")), (0, 0, 1)),
    ],
)
def test_value_unit_and_invented_are_counted_in_sentences(
    tmp_path: Path, wanted: list[str], reader: Reader, counts: tuple[int, int, int]
) -> None:
    sentences = load_sentences(write(tmp_path, *(f"{TEXT}\t{fields}" for fields in wanted)))
    tally = tally_sentences(reader, sentences)
    assert (tally.value, tally.both, tally.invented) == counts


def test_our_sentences_hold_the_known_misreadings() -> None:
    sentences = load_sentences(SENTENCES)
    assert len(sentences) == 120
    text = " ".join(sentence.text for sentence in sentences)
    for known in ("78% to 66%", "$12,548 and $12,643", "17 key operations", "about 23 trillion yen", "(67% to 73%)"):
        assert known in text
    assert "FY2013" in text


def test_the_table_and_the_json_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally(annotated=4, extracted=6, found=5, value=4, both=3, characters=1000, seconds=0.5)
    reader = Reader("some", "1", lambda _: [], failures=2)
    print_table([(reader, tally)], "a text", "a note")
    printed = capsys.readouterr().out
    assert [line.split() for line in printed.splitlines() if line.startswith("some 1")] == [
        ["some", "1", "5", "4", "3", "1", "0.800", "0.600", "2,000"]
    ]
    assert "some raised an error at 2 paragraphs" in printed
    assert '"f1_value_and_unit": 0.6' in as_json([(reader, tally)], "a text")


def test_without_the_peers_it_says_where_they_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> list[Reader]:
        raise ImportError("No module named 'quantulum3'")

    monkeypatch.setattr("tests.benchmark.peers.load_readers", missing)
    assert main([]) == 2
    assert "make bench" in capsys.readouterr().err
