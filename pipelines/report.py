"""What a build says at its end: documents, coverage, findings worst first, and what was left out; the first of each.

Everything is read from the published warehouse; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.intake.faults import printable
from pipelines.warehouse.build import open_warehouse

SHOWN_DOCUMENTS = 50
SHOWN_FINDINGS = 20
SHOWN_LEFT_OUT = 50

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}

_DOCUMENTS = """
select document_id, coalesce(title, '(no sidecar)'), if(released, 'yes', 'no'), format('{:,}', characters)
from coverage limit $most
"""
_COVERAGE = """
select document_id, format('{:,}', digits), format('{:,}', numerals), format('{:,}', observations),
       captions_found || '/' || captions_lost,
       relations_consistent || '/' || relations_inconsistent || '/' || relations_undecidable
from coverage limit $most
"""
_FINDINGS = """
select severity, kind, if((select count(*) from documents) > 1, document_id || ': ', '') || message
       || if(status = 'confirmed', ' (Confirmed by a curator.)', '')
from open_findings where kind <> 'left_out_document' limit $most
"""
_LEFT_OUT = "select message from open_findings where kind = 'left_out_document' limit $most"
_COUNTS = """
select (select count(*) from documents),
       (select count(*) from open_findings where kind <> 'left_out_document'),
       (select count(*) from open_findings where kind = 'left_out_document')
"""


def print_report(warehouse: Path, console: Console) -> None:
    """Print what the warehouse holds and what a reader of it must know."""
    with open_warehouse(warehouse) as connection:
        ((held, found, lost),) = connection.execute(_COUNTS).fetchall()
        documents = connection.execute(_DOCUMENTS, {"most": SHOWN_DOCUMENTS}).fetchall()
        coverage = connection.execute(_COVERAGE, {"most": SHOWN_DOCUMENTS}).fetchall()
        findings = connection.execute(_FINDINGS, {"most": SHOWN_FINDINGS}).fetchall()
        left_out = connection.execute(_LEFT_OUT, {"most": SHOWN_LEFT_OUT}).fetchall()
    _print_rows(console, "Documents", "document title released characters", documents)
    _print_rows(console, "Coverage", "document digits numerals observations captions relations", coverage)
    if held > len(coverage):
        console.print(f"and {held - len(coverage)} more documents: select * from coverage")
    console.print("captions: found/lost; relations: consistent/inconsistent/undecidable\n", style="dim")
    _print_findings(console, findings, found)
    if left_out:
        console.print(Text(f"Left out: {lost}", style="bold red"))
    for (message,) in left_out:
        console.print(Text(f"  {printable(message)}"))
    if lost > len(left_out):
        console.print(f"  and {lost - len(left_out)} more: select * from open_findings")


def _print_rows(console: Console, title: str, columns: str, rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in columns.split():
        table.add_column(name, justify="left" if name in ("document", "title") else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console.print(table)
    console.print()


def _print_findings(console: Console, findings: Sequence[tuple[str, str, str]], count: int) -> None:
    console.print(Text(f"Findings: {count}", style="bold"))
    for severity, kind, message in findings:
        head = Text(f"  {severity} ", style=_COLOURS[severity])
        console.print(head.append(f"{kind.replace('_', ' ')}: {printable(message)}", style="default"))
    if count > len(findings):
        console.print(f"  and {count - len(findings)} more: select * from open_findings")
    console.print()
