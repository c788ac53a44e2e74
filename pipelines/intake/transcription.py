"""From a file or a stream to the text of a transcription, exactly as stored.

Offsets refer to what is returned here: UTF-8, nothing translated, nothing stripped. A byte-order mark is a
character of the text like any other. What cannot be read is refused with one line that says what to do.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipelines.intake.faults import UnreadableInput

SIZE_LIMIT = 100_000_000
"""Bytes. A transcription of a thousand pages has about 5 MB."""

LINE_LIMIT = 5_000_000
"""Characters. No report has such a line; data dumps and minified files do."""

_BYTE_ORDER_MARK = "\ufeff"
_FOREIGN_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_BINARY_FORMATS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip archive",
}


@dataclass(frozen=True)
class Transcription:
    """A decoded text and the SHA-256 (hexadecimal) of the bytes that it was decoded from."""

    text: str
    sha256: str


def read_transcription(path: Path) -> Transcription:
    """The transcription in a file. UnreadableInput, if there is none."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno())
            if stat.S_ISREG(size.st_mode) and size.st_size > SIZE_LIMIT:
                raise _too_large(path)
            return read_stream(file, str(path))
    except IsADirectoryError as error:
        raise UnreadableInput("is a directory", path, "name a file in it") from error
    except FileNotFoundError as error:
        raise UnreadableInput("does not exist", path, "check the name") from error
    except PermissionError as error:
        raise UnreadableInput("may not be read", path, "allow it with chmod u+r") from error
    except OSError as error:
        raise UnreadableInput(f"cannot be read ({error.strerror})", path, "check the name and the disk") from error
    except ValueError as error:
        raise UnreadableInput(f"is no name of a file ({error})", path, "check the name") from error


def read_stream(stream: BinaryIO, where: str) -> Transcription:
    """The transcription in a stream that is named `where` in messages. UnreadableInput, if there is none."""
    data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise _too_large(where)
    text = _decode(data, where)
    if not text.strip(_BYTE_ORDER_MARK + " \t\r\n\f\v"):
        raise UnreadableInput("is empty", where, "give a transcription with text in it")
    longest = max(map(len, re.split("[\r\n]+", text)))
    if longest > LINE_LIMIT:
        raise UnreadableInput(
            f"has a line of {longest:,} characters, more than the {LINE_LIMIT:,} allowed",
            where,
            "break the text into lines",
        )
    return Transcription(text, hashlib.sha256(data).hexdigest())


def _decode(data: bytes, where: str) -> str:
    for mark, encoding in _FOREIGN_MARKS.items():
        if data.startswith(mark):
            raise UnreadableInput(f"is encoded as {encoding}", where, "convert it to UTF-8")
    for magic, name in _BINARY_FORMATS.items():
        if data.startswith(magic):
            raise UnreadableInput(f"is {name}, not text", where, "transcribe it to Markdown or plain text first")
    if (offset := data.find(0)) >= 0:
        raise UnreadableInput(f"is binary (a NUL byte at offset {offset:,})", where, "give text encoded as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 (byte 0x{data[error.start]:02X} at offset {error.start:,})"
        raise UnreadableInput(what, where, "convert it to UTF-8") from error


def _too_large(where: str | Path) -> UnreadableInput:
    return UnreadableInput(f"is larger than {SIZE_LIMIT // 1_000_000} MB", where, "split it, by chapters for instance")
