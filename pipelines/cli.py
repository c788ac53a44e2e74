"""The command `hakusho`: what can be typed, and which exit code and line on standard error come of it.

Exit codes: 0 done (findings in a report are data); 1 the pipeline or a check that protects the data failed;
2 wrong usage or unreadable input. What a command does stands elsewhere and is imported when it is needed, so
that `extract` starts fast.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipelines.intake.faults import UnreadableInput
from pipelines.project import RAW, RELEASES, SITE, WAREHOUSE

if TYPE_CHECKING:
    from rich.console import Console

DONE, FAILED, UNUSABLE = 0, 1, 2
_INTERRUPTED = 130

STATED_TABLES = frozenset(("numerals", "observations", "figures", "sources"))
"""What `extract` prints without recomputing anything."""

EXTRACTED_TABLES = (
    "numerals", "observations", "relations", "findings", "figures", "sources", "relation_operands", "repairs",
    "corrections",
)  # fmt: skip


class _WrongUsage(Exception):  # noqa: N818
    pass


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _WrongUsage(f"{message}; see {self.prog} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, by default those of the process. Returns the exit code."""
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except (_WrongUsage, UnreadableInput) as error:
        _complain(str(error))
        return UNUSABLE
    except BrokenPipeError:
        # Whoever read our output has enough. The interpreter must not try to flush what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="hakusho",
        description="Statistical reports as open data: numbers with their quotes, relations recomputed.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="read raw/ and publish the warehouse")
    build.add_argument("--raw", type=Path, default=RAW, metavar="DIR", help="folder of transcriptions")
    build.add_argument("--warehouse", type=Path, default=WAREHOUSE, metavar="FILE", help="file to publish")
    build.set_defaults(run=_build)

    extract = commands.add_parser("extract", help="read one file, print JSON Lines")
    extract.add_argument("file", metavar="FILE", help="a transcription; - reads standard input")
    extract.add_argument("--table", choices=EXTRACTED_TABLES, default="observations", help="what to print")
    extract.add_argument(
        "--no-corrections", action="store_false", dest="corrected", help="leave out the corrections file beside FILE"
    )
    extract.set_defaults(run=_extract)

    _add_release_commands(commands)
    _add_site_command(commands)

    ui = commands.add_parser("ui", help="start the Dagster interface and daemon")
    ui.add_argument("--host", default="127.0.0.1", help="address to serve at")
    ui.add_argument("--port", type=int, help="port to serve at; by default the first free one from 3000 on")
    ui.set_defaults(run=_ui)
    return parser


def _add_site_command(commands: argparse._SubParsersAction[_Parser]) -> None:
    site = commands.add_parser("site", help="make pages to look at from the warehouse")
    site.add_argument("--open", action="store_true", help="show them in the browser")
    site.add_argument("--output", type=Path, default=SITE, metavar="DIR", help="folder of the pages")
    site.add_argument("--raw", type=Path, default=RAW, metavar="DIR", help="folder of transcriptions")
    site.add_argument("--warehouse", type=Path, default=WAREHOUSE, metavar="FILE", help="warehouse to show")
    site.add_argument("--release", type=Path, metavar="DIR", help="release whose files the pages offer")
    site.set_defaults(run=_site)


def _add_release_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    release = commands.add_parser("release", help="make a new version of the dataset, if its content changed")
    release.add_argument("--raw", type=Path, default=RAW, metavar="DIR", help="folder of transcriptions")
    release.add_argument("--warehouse", type=Path, default=WAREHOUSE, metavar="FILE", help="what to release")
    release.add_argument("--releases", type=Path, default=RELEASES, metavar="DIR", help="where versions stand")
    release.add_argument(
        "--sign", type=Path, default=os.environ.get("HAKUSHO_SIGNING_KEY") or None, metavar="KEY",
        help="sign with this SSH key (default: $HAKUSHO_SIGNING_KEY, if set)",
    )  # fmt: skip
    release.set_defaults(run=_release)

    verify = commands.add_parser("verify", help="check a release, its archive or a warehouse")
    verify.add_argument("path", type=Path, metavar="PATH", help="folder, archive or database file")
    verify.add_argument(
        "--raw", type=Path, default=RAW, metavar="DIR", help="transcriptions of a database file that stands alone"
    )
    verify.add_argument("--signers", type=Path, metavar="FILE", help="who may sign, as ssh-keygen's allowed signers")
    verify.set_defaults(run=_verify)

    diff = commands.add_parser("diff", help="what changed between two releases, row by row")
    diff.add_argument("old", type=Path, metavar="OLD", help="folder, archive or database file")
    diff.add_argument("new", type=Path, metavar="NEW", help="the later one")
    diff.add_argument("--format", choices=("json", "md"), help="JSON with every row, or Markdown; default: a table")
    diff.set_defaults(run=_diff)


def _extract(arguments: argparse.Namespace) -> int:
    from pipelines.corrections.reading import read_corrected
    from pipelines.intake.faults import engine_fault
    from pipelines.intake.folder import Document, ListedDocument, read_document
    from pipelines.intake.transcription import read_stream
    from pipelines.jsonlines import json_lines
    from pipelines.limits import held_to, limits

    if arguments.file == "-":
        transcription = read_stream(sys.stdin.buffer, "standard input")
        document = Document("stdin", transcription.text, transcription.sha256, None)
    else:
        path = Path(arguments.file)
        document = read_document(ListedDocument(path.stem, path), corrected=arguments.corrected)
    try:
        with held_to(limits(), arguments.file):
            tables = read_corrected(document, recompute=arguments.table not in STATED_TABLES).tables
    except UnreadableInput:
        raise
    except Exception as error:  # a fault of the program, whatever it is, is exit code 1
        _complain(engine_fault(arguments.file, error))
        return FAILED
    for line in json_lines(tables, arguments.table):
        sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
    return DONE


def _build(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    started = time.monotonic()
    if arguments.warehouse.is_dir():
        raise UnreadableInput("is a directory", arguments.warehouse, "name a file for the warehouse")
    with _progress(Console(stderr=True)):
        from pipelines.main_job import run_build
        from pipelines.warehouse.storage import StorageFault

        try:
            outcome = run_build(arguments.raw, arguments.warehouse)
        except StorageFault as fault:
            _complain(str(fault))
            return FAILED
    if not outcome.published:
        for failure in outcome.failures:
            _complain(failure)
        _complain(f"the build failed (run {outcome.run_id}); {arguments.warehouse} is as it was before")
        return FAILED
    from pipelines.report import print_report

    print_report(arguments.warehouse, Console())
    print(f"{outcome.read} read, {outcome.unchanged} unchanged")
    print(f"{arguments.warehouse} published in {time.monotonic() - started:.1f} s")
    return DONE


def _site(arguments: argparse.Namespace) -> int:
    from pipelines.site import build_site

    try:
        home = build_site(arguments.warehouse, arguments.raw, arguments.output, release=arguments.release)
    except OSError as error:
        raise UnreadableInput(
            f"cannot be written ({error.strerror})", arguments.output, "name another folder"
        ) from error
    print(f"{home} written")
    if arguments.open and not webbrowser.open(home.resolve().as_uri()):
        _complain(f"no browser was found; open {home} yourself")
    return DONE


@contextmanager
def _progress(console: Console) -> Iterator[None]:
    """Show what is being done: on a terminal in one line that changes, elsewhere a line for each."""
    from pipelines.progress import listening

    if not console.is_terminal:
        said: list[str] = []

        def say(what: str) -> None:
            if [what] != said[-1:]:
                print(what, file=sys.stderr, flush=True)
            said.append(what)

        with listening(say):
            yield
        return
    with console.status("starting") as status, listening(status.update):
        yield


def _release(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from pipelines.release.making import GateClosed, make_release
    from pipelines.release.terminal import tell_release
    from pipelines.site import add_site
    from pipelines.warehouse.storage import RELEASE, StorageFault, WritingFailed, storage_faults_told

    try:
        with _progress(Console(stderr=True)), storage_faults_told(arguments.releases, RELEASE):
            outcome = make_release(
                arguments.warehouse, arguments.raw, arguments.releases, signing_key=arguments.sign, add_site=add_site
            )
    except (GateClosed, StorageFault, WritingFailed) as error:
        for line in str(error).splitlines():
            _complain(line)
        _complain(f"no release was made; {arguments.releases} is as it was before")
        return FAILED
    tell_release(outcome, Console())
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from pipelines.release.terminal import tell_verification
    from pipelines.release.verifying import verify

    with _progress(Console(stderr=True)):
        found = verify(arguments.path, arguments.raw, arguments.signers)
    tell_verification(found, Console())
    if not found.passed:
        _complain(f"{found.subject} failed: {len(found.faults)} fault{'s' if len(found.faults) > 1 else ''}")
    return DONE if found.passed else FAILED


def _diff(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from pipelines.release.terminal import tell_differences

    tell_differences(arguments.old, arguments.new, arguments.format, Console())
    return DONE


def _ui(arguments: argparse.Namespace) -> int:
    from pipelines.interface import InterfaceEnded, serve

    try:
        serve(arguments.host, arguments.port)
    except InterfaceEnded as ended:
        _complain(str(ended))
        return FAILED
    return DONE


def _complain(line: str) -> None:
    print(f"hakusho: {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
