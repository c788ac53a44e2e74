"""A candidate that starts as a copy of the published warehouse: what it says is what one built from empty says."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import handmade
import pytest
import small_releases
from test_acceptance import BROKEN, broken

from pipelines import batches
from pipelines.code_version import assembly_version
from pipelines.extraction import extract_folder
from pipelines.warehouse import exchange, record
from pipelines.warehouse.acceptance import FACTS, RESOLVING, UNIQUE, accept
from pipelines.warehouse.build import Candidate, build_candidate, discard, open_warehouse, publish
from pipelines.warehouse.exchange import MOST_EXCHANGED
from pipelines.warehouse.record import candidate_record, published_record
from pipelines.warehouse.staging import PUBLISHED, compact, stage, staged_documents, staging_folder
from schemas.catalogue import DOCUMENT_TABLES, TABLES, VIEWS

pytestmark = pytest.mark.usefixtures("engine")

MANY = 12
"""Documents, of which three may be exchanged."""


@pytest.fixture(autouse=True)
def unvalidated(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes the longest of reading is left out: these rows are as declared."""
    monkeypatch.setattr(batches, "_schema_faults", lambda _: [])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a dozen documents and their warehouse, published: to be copied."""
    folder = tmp_path_factory.mktemp("published")
    raw, warehouse = folder / "raw", folder / "warehouse" / "hakusho.duckdb"
    raw.mkdir()
    (raw / "survey.md").write_text(handmade.TEXT)
    for number in range(1, MANY):
        write(raw, number)
    with small_releases.patched() as monkeypatch:
        monkeypatch.setitem(sys.modules, "pipelines.document", handmade.engine())
        publish(build(raw, warehouse).path, warehouse)
    return folder


@pytest.fixture
def many(published: Path, tmp_path: Path) -> Path:
    """A folder of a dozen documents, published."""
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path / "raw"


def write(raw: Path, number: int, added: str = "") -> None:
    (raw / f"report {number:02}.md").write_text(handmade.TEXT + f"In {number} of {added}.")


def build(raw: Path, warehouse: Path) -> Candidate:
    staging = staging_folder(warehouse)
    list(extract_folder(raw, staging))
    return build_candidate(staging, warehouse)


def fresh(warehouse: Path) -> Path:
    """A warehouse that is built from empty of what is staged for this one."""
    elsewhere = warehouse.with_name("fresh") / warehouse.name
    shutil.rmtree(elsewhere.parent, ignore_errors=True)
    shutil.copytree(staging_folder(warehouse), staging_folder(elsewhere))
    (staging_folder(elsewhere) / PUBLISHED).unlink(missing_ok=True)
    candidate = build_candidate(staging_folder(elsewhere), elsewhere)
    assert candidate.changed is None
    return candidate.path


def content(path: Path) -> dict[str, object]:
    """All that a warehouse says, but for the time when it was built and the order of its rows."""
    said: dict[str, object] = {}
    with open_warehouse(path) as connection:

        def ask(query: str) -> list[tuple[object, ...]]:
            return connection.execute(query).fetchall()

        for table in TABLES:
            name = (
                f'"{table.name}"' if table.name != "dataset_info" else "(select * exclude built_at from dataset_info)"
            )
            said[table.name] = sorted(map(repr, ask(f"select * from {name}")))
        for view in VIEWS:
            said[view.name] = ask(f"select * from {view.name}")
        said["tables"] = sorted(ask("select table_name, sql, comment from duckdb_tables()"))
        said["columns"] = sorted(
            ask("""select table_name, column_index, column_name, data_type, is_nullable, comment from duckdb_columns()
            where not internal""")
        )
        said["views"] = sorted(ask("select view_name, sql, comment from duckdb_views() where not internal"))
        said["constraints"] = sorted(map(repr, ask("select table_name, constraint_text from duckdb_constraints()")))
        said["storage"] = ask("select tags from duckdb_databases() where path is not null")
    return said


# What an exchange gives


def test_a_report_more_is_exchanged_and_only_that(many: Path, warehouse: Path) -> None:
    write(many, 40)
    candidate = build(many, warehouse)
    assert candidate.changed == ("report 40",)
    assert candidate.rows["documents"] == MANY + 1
    assert content(candidate.path) == content(fresh(warehouse))


def test_nothing_new_exchanges_nothing(many: Path, warehouse: Path) -> None:
    candidate = build(many, warehouse)
    assert candidate.changed == ()
    assert content(candidate.path) == content(fresh(warehouse))


def step(raw: Path, choice: random.Random) -> None:
    """Add a report, or change one, take it away, spoil it, or let its name be none."""
    number = choice.randrange(2 * MANY)
    path = raw / f"report {number:02}.md"
    match choice.choice(("write", "write", "take away", "spoil", "misname", "describe")):
        case "write":
            write(raw, number, str(choice.randrange(1000)))
        case "take away":
            for present in raw.glob(f"report {number:02}*"):
                present.unlink()
        case "spoil":
            path.write_text("choke")
        case "misname":
            (raw / f"..{number}.md").write_text(handmade.TEXT)
        case "describe":
            path.with_suffix(".yaml").write_text("- no fields")


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_changes_gives_what_is_built_from_empty(many: Path, warehouse: Path, seed: int) -> None:
    choice = random.Random(seed)
    exchanged = 0
    for _ in range(7):
        for _ in range(choice.randrange(3)):
            step(many, choice)
        if choice.random() < 0.2:
            compact(staging_folder(warehouse), most=1)
        candidate = build(many, warehouse)
        exchanged += candidate.changed is not None
        assert content(candidate.path) == content(fresh(warehouse))
        if choice.random() < 0.2:  # a build that ends before it publishes
            discard(candidate.path)
        else:
            publish(candidate.path, warehouse)
    assert exchanged > 1


def test_documents_that_are_put_together_in_the_staging_are_the_same(many: Path, warehouse: Path) -> None:
    write(many, 40)
    publish(build(many, warehouse).path, warehouse)
    compact(staging_folder(warehouse), most=1)
    assert build_candidate(staging_folder(warehouse), warehouse).changed == ()


def test_a_document_that_is_staged_again_is_exchanged_whatever_is_said_of_it(many: Path, warehouse: Path) -> None:
    staging = staging_folder(warehouse)
    tables = handmade.extract(handmade.TEXT, "survey").tables
    tables["findings"][0]["message"] = "something else"
    stage(staging, staged_documents(staging)["survey"], {"documents": [survey(warehouse)], **tables})
    candidate = build_candidate(staging, warehouse)
    assert candidate.changed == ("survey",)
    assert content(candidate.path) == content(fresh(warehouse))


def survey(warehouse: Path) -> dict[str, object]:
    with open_warehouse(warehouse) as connection:
        row = connection.execute("select * from documents where document_id = 'survey'")
        return dict(zip([column[0] for column in row.description], row.fetchall()[0], strict=True))


def test_a_release_has_the_same_bytes_whichever_way_its_warehouse_was_made(tmp_path: Path) -> None:
    from pipelines.release.making import make_release

    with small_releases.patched() as monkeypatch:
        monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
        small_releases.without_slow_gates(monkeypatch)
        project = small_releases.Project(tmp_path / "one")
        for number in range(MANY):
            project.add(f"s{number}")
        project.build()
        project.remove("s3")
        project.add("a", handmade.TEXT + "In 7.")
        project.add("s5", handmade.TEXT + "In 8.")
        project.build()
        known = published_record(staging_folder(project.warehouse))
        assert known is not None
        assert known.changed == ("a", "s3", "s5")
        again = project.copy(tmp_path / "two")
        made = [make_release(each.warehouse, each.raw, each.releases).folder for each in (project, again)]
        found = [
            {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            for folder in made
        ]
    assert found[0] == found[1]
    assert len(found[0]) > 20


# When it is built from empty


def damaged(path: Path, change: Callable[[Path], object]) -> None:
    """Change a file so that only its bytes tell."""
    before = path.stat()
    path.chmod(0o644)
    change(path)
    path.chmod(0o444)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def flip(path: Path) -> None:
    """One byte in the middle."""
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2)
        (byte,) = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a byte of the file": lambda path: damaged(path, flip),
    "half of the file": lambda path: damaged(path, lambda path: os.truncate(path, path.stat().st_size // 2)),
    "the file is gone": Path.unlink,
    "another file": lambda path: damaged(path, lambda path: path.write_bytes(b"no warehouse")),
    "somebody wrote into it": lambda path: damaged(path, lambda path: broken(path, "delete from numerals")),
    "no record": lambda path: (staging_folder(path) / PUBLISHED).unlink(),
    "half a record": lambda path: os.truncate(staging_folder(path) / PUBLISHED, 50),
    "a record of other things": lambda path: (staging_folder(path) / PUBLISHED).write_text('{"readings": {}, "x": 1}'),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_of_a_file_that_is_not_known_for_certain_nothing_is_taken(what: str, many: Path, warehouse: Path) -> None:
    DAMAGE[what](warehouse)
    write(many, 40)
    candidate = build(many, warehouse)
    assert candidate.changed is None
    assert content(candidate.path) == content(fresh(warehouse))


def test_of_an_older_file_that_was_put_back_nothing_is_taken(many: Path, warehouse: Path) -> None:
    shutil.copy2(warehouse, warehouse.with_suffix(".old"))
    write(many, 40)
    publish(build(many, warehouse).path, warehouse)
    warehouse.with_suffix(".old").replace(warehouse)
    assert build(many, warehouse).changed is None


def test_a_build_that_ended_between_its_record_and_its_file_costs_no_more_than_time(
    many: Path, warehouse: Path
) -> None:
    write(many, 40)
    candidate = build(many, warehouse)
    record.keep_published(staging_folder(warehouse), candidate.path)
    discard(candidate.path)
    assert build(many, warehouse).changed is None


def test_other_code_builds_from_empty(many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert assembly_version() != ""
    monkeypatch.setattr(exchange, "assembly_version", lambda: "other")
    assert build(many, warehouse).changed is None


def test_the_version_of_assembling_follows_its_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from pipelines import code_version

    shutil.copytree(code_version._FOLDER / "warehouse", tmp_path / "pipelines" / "warehouse")
    shutil.copytree(code_version._FOLDER.parent / "schemas", tmp_path / "schemas")
    monkeypatch.setattr(code_version, "_FOLDER", tmp_path / "pipelines")
    versions = [code_version.assembly_version.__wrapped__()]
    for name in ("pipelines/warehouse/acceptance.py", "schemas/views.py"):
        with (tmp_path / name).open("a") as file:
            file.write("# changed\n")
        versions.append(code_version.assembly_version.__wrapped__())
    assert len(set(versions)) == 3


def test_when_a_quarter_was_exchanged_it_is_built_from_empty(many: Path, warehouse: Path) -> None:
    built = []
    for number in range(20, 20 + MANY):
        write(many, number)
        candidate = build(many, warehouse)
        built.append(candidate.changed)
        publish(candidate.path, warehouse)
    counted = [0]
    for number, _ in enumerate(built, start=1):
        due = counted[-1] + 1 > MOST_EXCHANGED * (MANY + number)
        counted.append(0 if due else counted[-1] + 1)
    assert [changed is None for changed in built] == [count == 0 for count in counted[1:]]
    assert None in built


def test_many_changes_at_once_are_built_from_empty(many: Path, warehouse: Path) -> None:
    for number in range(1, 5):
        write(many, number, "changed")
    assert build(many, warehouse).changed is None


def test_what_cannot_be_copied_is_built_from_empty(
    many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    assert build(many, warehouse).changed is None


@pytest.mark.parametrize("missing", [errno.EOPNOTSUPP, errno.ENOSYS, None])
def test_a_system_that_cannot_copy_by_itself_is_helped(
    missing: int | None, many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(missing, "not here")

    if missing is None:
        monkeypatch.delattr(os, "copy_file_range")
    else:
        monkeypatch.setattr(os, "copy_file_range", refuse)
    assert build(many, warehouse).changed == ()


def test_rows_that_are_not_all_there_are_told_as_ever(many: Path, warehouse: Path) -> None:
    write(many, 40)
    staging = staging_folder(warehouse)
    list(extract_folder(many, staging))
    segment = staging / staged_documents(staging)["report 40"].segment
    (segment / "numerals.parquet").write_bytes(b"no parquet")
    with pytest.raises(Exception, match="table numerals: "):
        build_candidate(staging, warehouse)
    assert list(warehouse.parent.glob("*candidate*")) == []
    assert candidate_record(staging) is None


def test_what_is_known_of_a_candidate_goes_with_it(many: Path, warehouse: Path) -> None:
    staging = staging_folder(warehouse)
    candidate = build(many, warehouse)
    known = candidate_record(staging)
    assert known is not None
    assert known.changed == ()
    discard(candidate.path)
    assert candidate_record(staging) is None
    assert json.loads((staging / PUBLISHED).read_text())["sha256"] == record.sha256_of(warehouse)


# Acceptance of what was exchanged


@pytest.fixture
def exchanged(many: Path, warehouse: Path) -> Path:
    """A candidate in which the rows of `survey` were exchanged."""
    (many / "survey.md").write_text(handmade.TEXT + " ")
    candidate = build(many, warehouse)
    assert candidate.changed == ("survey",)
    return candidate.path


def test_every_fact_holds_for_a_sound_exchange(exchanged: Path) -> None:
    assert [outcome.fact.name for outcome in accept(exchanged, changed=["survey"]) if not outcome.holds] == []
    assert [outcome.fact.name for outcome in accept(exchanged, changed=[]) if not outcome.holds] == []
    assert [outcome.fact.name for outcome in accept(exchanged) if not outcome.holds] == []


def test_every_fact_that_does_not_hold_of_an_exchanged_document_is_reported(exchanged: Path) -> None:
    """As if the document were all there is; of the dataset as a whole, with the others."""
    sound = exchanged.read_bytes()
    for fact in FACTS:
        if fact.name not in BROKEN:
            continue
        statement, observed = BROKEN[fact.name]
        exchanged.write_bytes(sound)
        (outcome,) = accept(broken(exchanged, statement), [fact], changed=["survey"])
        assert not outcome.holds, fact.name
        assert outcome.observed == observed or fact.about == "dataset", fact.name


def test_bad_rows_of_one_document_are_seen_among_good_ones(exchanged: Path) -> None:
    sound = exchanged.read_bytes()
    statements = {
        "digits_covered": "delete from numerals where exact = '2008' and document_id = 'survey'",
        "documents_have_numerals": "delete from numerals where document_id = 'survey'",
        "relations_have_operands": "delete from relation_operands where document_id = 'survey'",
        "contradictions_are_reported": "delete from findings where document_id = 'survey'",
    }
    for name, statement in statements.items():
        (fact,) = (fact for fact in FACTS if fact.name == name)
        exchanged.write_bytes(sound)
        broken(exchanged, statement)
        assert not accept(exchanged, [fact], changed=["survey"])[0].holds, name
        assert accept(exchanged, [fact], changed=["report 01"])[0].holds, name


def test_a_reference_to_a_row_of_another_document_does_not_resolve(exchanged: Path) -> None:
    sound = exchanged.read_bytes()
    for table in DOCUMENT_TABLES:
        for key in table.foreign_keys:
            if key.table == "documents":
                continue
            (fact,) = (fact for fact in RESOLVING if fact.name == f"{table.name}_{key.column}_resolves")
            exchanged.write_bytes(sound)
            other = f"(select {key.target} from {key.table} where document_id = 'report 01' limit 1)"
            broken(exchanged, f"update {table.name} set {key.column} = {other} where document_id = 'survey'")
            assert not accept(exchanged, [fact], changed=["survey"])[0].holds, fact.name
            assert not accept(exchanged, [fact])[0].holds, fact.name


def test_a_key_that_another_document_has_too_is_reported(exchanged: Path) -> None:
    sound = exchanged.read_bytes()
    for table in DOCUMENT_TABLES:
        (fact,) = (fact for fact in UNIQUE if fact.name == f"{table.name}_key_unique")
        exchanged.write_bytes(sound)
        keys = ", ".join(table.key)
        with duckdb.connect(str(exchanged)) as connection:
            connection.execute(
                f"""insert into {table.name} select * replace ('report 01' as document_id)
                from {table.name} where document_id = 'survey' limit 1"""
                if table.key != ("document_id",)
                else f"insert into {table.name} from {table.name} where document_id = 'survey'"
            )
        (outcome,) = accept(exchanged, [fact], changed=["survey"])
        assert not outcome.holds, (fact.name, keys)
