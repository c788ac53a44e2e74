"""The scorer of relations: what is right counts, and each measure has a case in which it fails.

Belongs here: the format of statements, and the scoring on made-up extractions. Does not belong here: how good the
relations are (evaluate.py prints that).
"""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from .annotations import AnnotationError
from .misprints import MisprintScores, misprint, score_misprints
from .relation_report import known_contradictions, report_statements
from .relation_scoring import Fault, RelationScores, Tables, score_statements
from .statements import FOLDER, Statement, load_statements, locate, read_statement

TEXT = "The rate fell 0.4 points to 4.1% from 4.5%, while 4.1% of jobs doubled."
MUTATED = TEXT.replace("0.4", "0.9")
CHANGE: Mapping[str, object] = {
    "kind": "change",
    "verdict": "consistent",
    "holds_by": "face",
    "operands": ["0.4", "4.1", "4.5"],
    "mutant": {"replace": "0.4", "with": "0.9"},
}
NOTHING: Tables = {"relations": [], "relation_operands": [], "repairs": []}


def statement(*relations: Mapping[str, object], why: str = "") -> Statement:
    return read_statement({"publisher": "an office", "text": TEXT, "relations": list(relations), "why": why})


def tables(
    text: str,
    *operands: str,
    kind: str = "change",
    verdict: str = "consistent",
    holds_by: str | None = "face",
    repairs: Sequence[str] = (),
) -> Tables:
    """The tables of an extraction that found one relation."""

    def row(numeral: str) -> dict[str, object]:
        start, end = locate(text, numeral)
        return {"relation_id": "r", "start": start, "end": end}

    relation = {
        "relation_id": "r",
        "kind": kind,
        "verdict": verdict,
        "holds_by": holds_by if verdict == "consistent" else None,
        "explanation": "0.9 is not 0.4.",
        "exact": text,
        "power": None,
    }
    return {
        "relations": [relation],
        "relation_operands": [row(one) for one in operands],
        "repairs": [row(one) for one in repairs],
    }


def extraction(plain: Tables, mutated: Tables = NOTHING) -> Callable[[str], Tables]:
    return lambda text: plain if text == TEXT else mutated


RIGHT = tables(TEXT, "0.4", "4.1", "4.5")
SEEN = tables(MUTATED, "0.9", "4.1", "4.5", verdict="inconsistent", repairs=["0.9", "4.1"])


def score(plain: Tables, mutated: Tables = SEEN, *, of: Mapping[str, object] = CHANGE) -> RelationScores:
    return score_statements([statement(of)], extraction(plain, mutated))


def faults(scores: RelationScores) -> list[tuple[str, str]]:
    return [(fault.measure, fault.got) for fault in scores.faults]


def test_the_statements_are_read() -> None:
    statements = [statement for listed in load_statements().values() for statement in listed]
    assert len(statements) >= 240
    assert sum(not statement.relations for statement in statements) >= 40
    assert len({one.kind for statement in statements for one in statement.relations}) == 16


def test_a_numeral_is_no_part_of_a_longer_one() -> None:
    text = "In 14.1 and 4.1, and 4.1% of 1,004.1 forests for four."
    assert locate(text, "4.1") == (12, 15)
    assert locate(text, "4.1#2") == (21, 24)
    assert text[slice(*locate(text, "four"))] == "four"
    assert locate(text, "four")[0] == text.rindex("four")
    with pytest.raises(AnnotationError, match=r"'4.1#3' is not in the text"):
        locate(text, "4.1#3")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "changes"}, "no such code: 'changes'"),
        ({"verdict": "right"}, "no such code: 'right'"),
        ({"holds_by": "luck"}, "no such code: 'luck'"),
        ({"verdict": "inconsistent"}, "holds_by is for consistent relations"),
        ({"verdict": "inconsistent", "holds_by": None}, "only a consistent relation has a mutant"),
        ({"operands": ["0.4", "4.2"]}, "'4.2' is not in the text"),
        ({"mutant": {"replace": "4.2", "with": "4.3"}}, "the mutant changes '4.2', which is no operand"),
        ({"mutant": {"replace": "4.1", "with": "4.1"}}, "the mutant changes nothing"),
        ({"mutant": {"replace": "4.1"}}, "unknown or missing: with"),
        ({"note": "?"}, "unknown or missing: note"),
    ],
)
def test_a_faulty_annotation_is_refused(changes: Mapping[str, object], message: str) -> None:
    with pytest.raises(AnnotationError, match=message):
        statement({**CHANGE, **changes})


def test_a_trap_says_why() -> None:
    with pytest.raises(AnnotationError, match="a trap says why no relation holds"):
        statement()


def test_a_faulty_file_is_named_with_the_statement(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text("- {publisher: an office, text: One., relations: []}\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"some\.yaml, statement 1 \(an office\): a trap says why"):
        load_statements(tmp_path)


def test_a_right_extraction_has_no_fault() -> None:
    scores = score(RIGHT)
    assert scores.faults == []
    measures = ("recognised", "recognised leniently", "verdict", "holds_by", "errors found", "repair named")
    assert [scores.share(measure, "change") for measure in measures] == [(1, 1)] * 6
    assert scores.share("false alarms") == (0, 0)


@pytest.mark.parametrize(
    ("plain", "mutated", "measure", "share", "got"),
    [
        (NOTHING, SEEN, "recognised", (0, 1), "nothing"),
        (tables(TEXT, "0.4", "4.1"), SEEN, "recognised", (0, 1), "change of 0.4 | 4.1, consistent"),
        (
            tables(TEXT, "0.4", "4.1", "4.5", "4.1#2"),
            SEEN,
            "recognised",
            (0, 1),
            "change of 0.4 | 4.1 | 4.5 | 4.1, consistent",
        ),
        (tables(TEXT, "0.4", "4.1#2", "4.5"), SEEN, "recognised", (0, 1), "change of 0.4 | 4.5 | 4.1, consistent"),
        (
            tables(TEXT, "0.4", "4.1", "4.5", kind="growth"),
            SEEN,
            "recognised",
            (0, 1),
            "growth of 0.4 | 4.1 | 4.5, consistent",
        ),
        (tables(TEXT, "0.4", "4.1", "4.5", verdict="undecidable"), SEEN, "verdict", (0, 1), "undecidable"),
        (tables(TEXT, "0.4", "4.1", "4.5", holds_by="rounding"), SEEN, "holds_by", (0, 1), "rounding"),
        (RIGHT, NOTHING, "errors found", (0, 1), "no inconsistent relation"),
        (RIGHT, tables(MUTATED, "0.9", "4.1", "4.5"), "errors found", (0, 1), "no inconsistent relation"),
        (
            RIGHT,
            tables(MUTATED, "4.1", "4.5", verdict="inconsistent"),
            "errors found",
            (0, 1),
            "0.9 is not 0.4.",
        ),
        (
            RIGHT,
            tables(MUTATED, "0.9", "4.1", "4.5", verdict="inconsistent", repairs=["4.5"]),
            "repair named",
            (0, 1),
            "0.9 is not 0.4.",
        ),
    ],
)
def test_each_measure_can_fail(plain: Tables, mutated: Tables, measure: str, share: tuple[int, int], got: str) -> None:
    scores = score(plain, mutated)
    assert scores.share(measure) == share
    assert faults(scores) == [(measure, got)]


def test_another_kind_between_the_same_levels_is_recognised_leniently() -> None:
    growth = score(tables(TEXT, "0.4", "4.1", "4.5", kind="growth"))
    assert (growth.share("recognised"), growth.share("recognised leniently")) == ((0, 1), (1, 1))
    rank = score(tables(TEXT, "0.4", "4.1", "4.5", kind="rank"))
    assert rank.share("recognised leniently") == (0, 1)


def test_a_number_in_words_may_be_missing_but_no_other_one_may_stand_for_it() -> None:
    fold = {"kind": "fold", "verdict": "consistent", "operands": ["doubled", "4.1", "4.5"]}
    assert score(tables(TEXT, "4.1", "4.5", kind="fold"), of=fold).share("recognised") == (1, 1)
    assert score(tables(TEXT, "doubled", "4.1", "4.5", kind="fold"), of=fold).share("recognised") == (1, 1)
    assert score(tables(TEXT, "jobs", "4.1", "4.5", kind="fold"), of=fold).share("recognised") == (0, 1)


def test_an_optional_number_may_be_tied_or_not() -> None:
    change = {**CHANGE, "operands": ["0.4", "4.1"], "optional": ["4.5"]}
    for operands in (("0.4", "4.1"), ("0.4", "4.1", "4.5")):
        assert score(tables(TEXT, *operands), of=change).share("recognised") == (1, 1)


def test_a_relation_called_inconsistent_that_is_not_is_a_false_alarm() -> None:
    alarm = tables(TEXT, "0.4", "4.1", "4.5", verdict="inconsistent")
    scores = score(alarm)
    assert (scores.total["false alarms", "change"], scores.total["consistent", "all"]) == (1, 1)
    assert [fault.got for fault in scores.listed("false alarms")] == ["0.9 is not 0.4."]


def test_a_trap_that_is_accused_says_why_it_is_none() -> None:
    alarm = tables(TEXT, "0.4", "4.1", verdict="inconsistent")
    scores = score_statements([statement(why="a rate and a share")], extraction(alarm))
    assert scores.faults == [Fault("false alarms", "change", TEXT, "a rate and a share", "0.9 is not 0.4.")]


def test_a_natural_error_is_no_false_alarm_and_can_be_missed() -> None:
    wrong = {"kind": "change", "verdict": "inconsistent", "operands": ["0.4", "4.1", "4.5"]}
    seen = score(tables(TEXT, "4.1", "4.5", kind="direction", verdict="inconsistent"), of=wrong)
    assert (seen.share("natural errors seen"), seen.share("false alarms")) == ((1, 1), (0, 0))
    elsewhere = score(tables(TEXT, "4.5", "4.1#2", verdict="inconsistent"), of=wrong)
    assert (elsewhere.share("natural errors seen"), elsewhere.share("false alarms")) == ((0, 1), (1, 1))


def test_the_report_prints_figures_targets_and_alarms(capsys: pytest.CaptureFixture[str]) -> None:
    alarm = tables(TEXT, "0.4", "4.1", "4.5", verdict="inconsistent")
    report_statements([statement(CHANGE)], ["change"], extraction(alarm, NOTHING))
    printed = capsys.readouterr().out
    assert "1 statements of 1 publishers, 0 of them traps" in printed
    assert "change                1     100.0     100.0       0.0         -       0.0         -" in printed
    assert "errors found                                0.0    90.0  0/1  below" in printed
    assert "false alarms in statements: 1, 200.0 per 200 of 1 (at most 1)  above" in printed
    assert "== errors found: 1 faults\nchange         0.4 misprinted as 0.9\n    got  no inconsistent" in printed


def test_a_misprint_changes_one_digit_and_gives_no_leading_zero() -> None:
    for seed in range(200):
        changed = misprint("up 1.50 to", (3, 7), random.Random(seed))
        assert sum(one != other for one, other in zip("up 1.50 to", changed, strict=True)) == 1
        assert changed[:3] == "up "
        assert changed[3:7] > "1" or changed[3] != "0"


def document_scores(after: Callable[[str], Tables], known: frozenset[str] = frozenset()) -> MisprintScores:
    scores = MisprintScores()
    score_misprints(scores, "note", TEXT, lambda text: RIGHT if text == TEXT else after(text), known)
    return scores


def misprinted(text: str, **fields: object) -> Tables:
    """The same relation in a text of the same length, with another verdict."""
    row = {**RIGHT["relations"][0], **fields}
    return {**RIGHT, "relations": [row], "repairs": RIGHT["relation_operands"]}


@pytest.mark.parametrize(
    ("after", "outcome", "missed"),
    [
        (lambda text: misprinted(text, verdict="inconsistent"), "seen", 0),
        (lambda text: RIGHT, "still true", 0),
        (lambda text: misprinted(text, verdict="undecidable"), "undecidable", 3),
        (lambda text: NOTHING, "lost", 3),
    ],
)
def test_what_becomes_of_a_misprint(after: Callable[[str], Tables], outcome: str, missed: int) -> None:
    scores = document_scores(after)
    assert dict(scores.outcomes) == {("change", outcome): 3}
    assert scores.named["change"] == (3 if outcome == "seen" else 0)
    assert len(scores.missed) == missed


def test_references_are_not_misprinted() -> None:
    scores = MisprintScores()
    score_misprints(scores, "note", TEXT, lambda text: tables(TEXT, "4.1", kind="reference"), frozenset())
    assert (dict(scores.outcomes), scores.consistent) == ({}, 1)


def test_an_inconsistent_relation_of_a_document_is_an_alarm_unless_it_is_known() -> None:
    wrong = tables(TEXT, "0.4", "4.1", "4.5", verdict="inconsistent")
    for known, alarms in ((frozenset[str](), 1), (frozenset({TEXT}), 0)):
        scores = MisprintScores()
        score_misprints(scores, "note", TEXT, lambda text: wrong, known)
        assert len(scores.alarms) == alarms


def test_known_contradictions_stand_in_their_documents() -> None:
    from .annotations import DOCUMENTS, read_text
    from .evaluate import FIRST_INPUT

    texts = {path.stem: read_text(path) for path in (*DOCUMENTS.iterdir(), FIRST_INPUT) if path.suffix != ".tsv"}
    for name, quotes in known_contradictions().items():
        assert all(quote in texts[name] for quote in quotes), name
    assert FOLDER.is_dir()
