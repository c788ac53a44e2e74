"""What a build says at its end: documents, coverage, findings worst first, and what was left out.

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

SHOWN_FINDINGS = 20

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}

_DOCUMENTS = """
select document_id, coalesce(title, '(no sidecar)'), if(released, 'yes', 'no'), format('{:,}', characters)
from coverage
"""
_COVERAGE = """
select document_id, format('{:,}', digits), format('{:,}', numerals), format('{:,}', observations),
       captions_found || '/' || captions_lost,
       relations_consistent || '/' || relations_inconsistent || '/' || relations_undecidable
from coverage
"""
_FINDINGS = """
select severity, kind, if((select count(*) from documents) > 1, document_id || ': ', '') || message
       || if(status = 'confirmed', ' (Confirmed by a curator.)', '')
from open_findings where kind <> 'left_out_document'
"""
_LEFT_OUT = "select message from open_findings where kind = 'left_out_document'"


def print_report(warehouse: Path, console: Console) -> None:
    """Print what the warehouse holds and what a reader of it must know."""
    with open_warehouse(warehouse) as connection:
        documents = connection.execute(_DOCUMENTS).fetchall()
        coverage = connection.execute(_COVERAGE).fetchall()
        findings = connection.execute(_FINDINGS).fetchall()
        left_out = connection.execute(_LEFT_OUT).fetchall()
    _print_rows(console, "Documents", "document title released characters", documents)
    _print_rows(console, "Coverage", "document digits numerals observations captions relations", coverage)
    console.print("captions: found/lost; relations: consistent/inconsistent/undecidable\n", style="dim")
    _print_findings(console, findings)
    if left_out:
        console.print(Text(f"Left out: {len(left_out)}", style="bold red"))
    for (message,) in left_out:
        console.print(Text(f"  {printable(message)}"))


def _print_rows(console: Console, title: str, columns: str, rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in columns.split():
        table.add_column(name, justify="left" if name in ("document", "title") else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console.print(table)
    console.print()


def _print_findings(console: Console, findings: Sequence[tuple[str, str, str]]) -> None:
    console.print(Text(f"Findings: {len(findings)}", style="bold"))
    for severity, kind, message in findings[:SHOWN_FINDINGS]:
        head = Text(f"  {severity} ", style=_COLOURS[severity])
        console.print(head.append(f"{kind.replace('_', ' ')}: {printable(message)}", style="default"))
    if len(findings) > SHOWN_FINDINGS:
        console.print(f"  and {len(findings) - SHOWN_FINDINGS} more: select * from open_findings")
    console.print()
