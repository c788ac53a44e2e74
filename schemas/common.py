"""Columns that several tables share, written once. Columns of a single table stand with that table."""

from __future__ import annotations

from decimal import Decimal

from schemas.declaration import Column, ForeignKey

ZERO, ONE = Decimal(0), Decimal(1)
OFFSET_UNIT = "code point"
IDENTIFIER = r"\S(.*\S)?"
INHERITANCE = r"stated|inherited:.+"
INHERITANCE_OR_CURATED = rf"{INHERITANCE}|curated"

DOCUMENT_ID = Column(
    "document_id",
    "text",
    "The document that the row was read from: the name of its file without extension.",
    pattern=IDENTIFIER,
)
OF_DOCUMENT = ForeignKey("document_id", "documents", "document_id")


def identifier(name: str, description: str, *, nullable: bool = False) -> Column:
    """An opaque id that stays the same when other parts of the document are edited."""
    return Column(name, "text", description, nullable=nullable, pattern=IDENTIFIER)


def span(what: str, *, nullable: bool = False) -> tuple[Column, ...]:
    """`start`, `end` and `exact` of a quotation: W3C Web Annotation's TextPositionSelector and quote."""
    return (
        Column(
            "start",
            "integer",
            f"Offset of the first character of {what} in the transcription as stored.",
            nullable=nullable,
            unit=OFFSET_UNIT,
            minimum=ZERO,
        ),
        Column(
            "end",
            "integer",
            f"Offset just after the last character of {what}.",
            nullable=nullable,
            unit=OFFSET_UNIT,
            minimum=ONE,
        ),
        Column(
            "exact",
            "text",
            f"The characters of {what}, exactly as in the transcription.",
            nullable=nullable,
            pattern=r"[\s\S]+",
        ),
    )


def context() -> tuple[Column, ...]:
    """`prefix` and `suffix`, by which a quote is found again after the transcription was corrected."""
    return (
        Column("prefix", "text", "The characters just before the quote; empty at the start of the text."),
        Column("suffix", "text", "The characters just after the quote; empty at the end of the text."),
    )


def position(what: str) -> Column:
    """The place of a row within its list, counted from 0."""
    return Column("position", "integer", f"The place of {what} in the list, counted from 0.", minimum=ZERO)
