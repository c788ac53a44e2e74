"""What is read from files, what is refused, and the one line that says so."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import handmade
import pytest

from pipelines.intake import transcription
from pipelines.intake.faults import UnreadableInput, engine_fault
from pipelines.intake.folder import content_of, document_row, list_documents, read_document, signature
from pipelines.intake.sidecar import InvalidSidecar, read_sidecar
from pipelines.intake.transcription import read_stream, read_transcription

SHA = hashlib.sha256(handmade.TEXT.encode()).hexdigest()
SIDECAR = f"""\
title: Survey of firms
publisher: Ministry
publication_year: 2021
language: en
country: JP
licence: CC BY 4.0
licence_url: https://creativecommons.org/licenses/by/4.0/
attribution: Ministry, Survey of firms
fiscal_year_start: 4
sha256: {SHA}
transcription: by hand
"""


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfa byte-order mark",
        b"carriage\r\nreturns\rand\nall",
        "白書 e\u0301 \u2028 text".encode(),
        b"  spaces at both ends \n\n",
    ],
)
def test_a_text_is_read_exactly_as_stored(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    read = read_transcription(path)
    assert read.text.encode() == data
    assert read.sha256 == hashlib.sha256(data).hexdigest()
    assert read_stream(io.BytesIO(data), "-") == read


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "is empty; give a transcription with text in it"),
        (b"\xef\xbb\xbf \r\n", "is empty; give a transcription with text in it"),
        (b"ab\0c", "is binary (a NUL byte at offset 2); give text encoded as UTF-8"),
        (b"caf\xe9 au lait", "is not UTF-8 (byte 0xE9 at offset 3); convert it to UTF-8"),
        ("text".encode("utf-16"), "is encoded as UTF-16; convert it to UTF-8"),
        (b"%PDF-1.7 ...", "is a PDF, not text; transcribe it to Markdown or plain text first"),
        (
            b"x\n" + b"y" * 20_000_000,
            "has a line of 20,000,000 characters, more than the 5,000,000 allowed; break the text into lines",
        ),
    ],
    ids=["empty", "only a mark", "binary", "latin-1", "utf-16", "pdf", "20 MB line"],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(UnreadableInput) as refused:
        read_transcription(path)
    assert str(refused.value) == f"{path}: {line}"


def test_a_line_of_one_megabyte_goes_through(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"z" * 1_000_000)
    assert len(read_transcription(path).text) == 1_000_000


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcription, "SIZE_LIMIT", 10)
    path = tmp_path / "a.md"
    path.write_bytes(b"eleven byte")
    with pytest.raises(UnreadableInput, match="is larger than 0 MB; split it"):
        read_transcription(path)
    with pytest.raises(UnreadableInput, match="is larger than 0 MB; split it"):
        read_stream(io.BytesIO(b"eleven byte"), "standard input")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as directory:
        read_transcription(tmp_path)
    with pytest.raises(UnreadableInput) as missing:
        read_transcription(tmp_path / "none.md")
    assert str(directory.value) == f"{tmp_path}: is a directory; name a file in it"
    assert str(missing.value) == f"{tmp_path}/none.md: does not exist; check the name"


def test_a_file_without_permission_is_refused(raw: Path, unreadable: Callable[[Path], None]) -> None:
    unreadable(raw / "survey.md")
    with pytest.raises(UnreadableInput, match=r"survey\.md: may not be read; allow it with chmod u\+r$"):
        read_transcription(raw / "survey.md")


def test_a_name_with_a_line_break_still_gives_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as refused:
        read_transcription(tmp_path / "two\nlines.md")
    assert str(refused.value).endswith("two\\nlines.md: does not exist; check the name")


def test_a_fault_of_the_engine_is_told_in_one_line() -> None:
    try:
        handmade.extract("choke", "d")
    except ValueError as error:
        line = engine_fault("a.md", error)
    assert line.startswith("a.md: the engine failed (ValueError in handmade.py:")
    assert line.endswith(": the grammar choked); report it with this file")


def test_a_sidecar_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SIDECAR)
    sidecar = read_sidecar(path, SHA)
    assert sidecar is not None
    assert (sidecar.title, sidecar.fiscal_year_start, sidecar.chapter) == ("Survey of firms", 4, None)
    assert read_sidecar(tmp_path / "other.yaml", SHA) is None


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            "a: [",
            "is not valid YAML (expected the node content, but found '<stream end>' in line 1); write one",
        ),
        ("\t", "is not valid YAML (found character '\\t' that cannot start any token in line 1); write one"),
        ("a: &x 1\nb: *x", "is not valid YAML (aliases are not allowed in line 2); write one"),
        ("[" * 5000, "is not valid YAML (maximum recursion depth exceeded"),
        ("title: b\n" + SIDECAR, "is not valid YAML (title is given twice in line 1); write one"),
        ("!!python/object:os.system x", "is not valid YAML (could not determine a constructor"),
        ("x" * 100_001, "is larger than 100 KB; write one"),
        ("- a\n", "is not a list of named fields; write one 'name: value' per line"),
        ("", "is not a list of named fields; write one 'name: value' per line"),
        (SIDECAR.replace("language: en\n", ""), "misses the field language; add 'language: ...'"),
        (SIDECAR + "licens: x\n", "has the unknown field 'licens'; use only title, publisher,"),
        (
            SIDECAR.replace(": 2021", ": '2021'"),
            "has publication_year: '2021', which is not a whole number; write",
        ),
        (SIDECAR.replace("JP", "NO"), "has country: False, which is not text; put it in quotes"),
        (
            SIDECAR.replace("JP", "Japan"),
            "has country: 'Japan'; give a country code of two capitals such as JP",
        ),
        (SIDECAR.replace("start: 4", "start: 13"), "has fiscal_year_start: 13; give a month from 1 to 12"),
        (SIDECAR.replace("title: Survey of firms", "title: ' '"), "has an empty title; fill in title"),
        (
            SIDECAR.replace(SHA, "f" * 64),
            f"describes another file (sha256 ffffffffffff..., not {SHA[:12]}...); ",
        ),
    ],
)
def test_a_faulty_sidecar_is_refused_in_one_line(content: str, line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(content)
    with pytest.raises(InvalidSidecar) as refused:
        read_sidecar(path, SHA)
    assert str(refused.value).startswith(f"{path}: {line}")
    assert "\n" not in str(refused.value)


def test_a_sidecar_that_is_not_utf8_or_misnamed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"title: \xe9")
    (tmp_path / "b.yml").write_text(SIDECAR)
    with pytest.raises(InvalidSidecar, match=r"a\.yaml: is not UTF-8 \(offset 7\); convert it to UTF-8"):
        read_sidecar(tmp_path / "a.yaml", SHA)
    with pytest.raises(InvalidSidecar, match=r"b\.yml: is not recognised as a sidecar; rename it to b\.yaml"):
        read_sidecar(tmp_path / "b.yaml", SHA)


def test_a_folder_lists_its_documents_in_order(raw: Path) -> None:
    for name in ("b.html", "a.TXT", "notes.pdf", ".hidden.md", "survey.yaml"):
        (raw / name).write_text("x")
    (raw / "folder").mkdir()
    listing = list_documents(raw)
    assert listing.document_ids == ("a", "b", "survey")
    assert listing.rejected == ()


def test_a_folder_says_which_files_cannot_be_documents(raw: Path) -> None:
    for name in ("survey.txt", "a..b.md", "gone.yaml"):
        (raw / name).write_text("x")
    os.mkfifo(raw / "pipe.md")
    listing = list_documents(raw)
    assert listing.document_ids == ("survey",)
    assert {rejection.document_id: rejection.reason.what for rejection in listing.rejected} == {
        "survey.txt": "has the same name as survey.md",
        "a..b.md": "has a name that cannot be an id",
        "gone.yaml": "describes a missing file",
        "pipe.md": "is no regular file",
    }


def test_a_folder_that_is_none_is_refused(raw: Path) -> None:
    with pytest.raises(UnreadableInput, match="is no folder that can be read"):
        list_documents(raw / "survey.md")


def test_a_document_is_described_by_its_sidecar(raw: Path) -> None:
    (raw / "survey.yaml").write_text(SIDECAR + "chapter: Chapter 1\n")
    (listed,) = list_documents(raw).documents
    row = document_row(read_document(listed), digits=24)
    assert (row["title"], row["fiscal_year_start"], row["released"]) == (
        "Survey of firms, Chapter 1",
        4,
        True,
    )
    assert (row["characters"], row["digits"], row["sha256"]) == (len(handmade.TEXT), 24, SHA)


def test_a_document_without_sidecar_is_not_released(raw: Path) -> None:
    (listed,) = list_documents(raw).documents
    row = document_row(read_document(listed), digits=24)
    assert (row["title"], row["fiscal_year_start"], row["released"]) == (None, 1, False)


def test_the_content_of_a_document_follows_its_files_and_not_their_times(raw: Path) -> None:
    (listed,) = list_documents(raw).documents
    before = content_of(listed)
    os.utime(raw / "survey.md", (0, 0))
    assert content_of(listed) == before
    (raw / "other.md").write_text("x")
    assert content_of(listed) == before
    (raw / "survey.yaml").write_text(SIDECAR)
    described = content_of(listed)
    (raw / "survey.corrections.yaml").write_text("labels: []")
    assert len({before, described, content_of(listed)}) == 3


def test_the_signature_of_a_folder_follows_its_files_without_reading_them(raw: Path) -> None:
    seen = {signature(raw), signature(raw)}
    assert len(seen) == 1
    (raw / "survey.md").write_text(handmade.TEXT + "5")
    seen.add(signature(raw))
    (raw / "survey.yaml").touch()
    seen.add(signature(raw))
    (raw / "survey.yaml").unlink()
    seen.add(signature(raw))
    assert len(seen) == 3
