"""What the folder of a release holds, as far as the home page shows it: files, citation, versions.

Belongs here: reading those files. Everything is optional: a site that is built without a release says so. Does not
belong here: making a release.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markupsafe import Markup

_SUMS = "SHA256SUMS"
_QUALITY = "quality/report.html"  # of a release that is not sealed yet it comes after the pages
_LARGEST_TEXT = 1_000_000  # bytes of a file that is shown
_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(["heading", "list", "emphasis", "backticks", "paragraph"])


@dataclass(frozen=True)
class Download:
    """A file of the release: its path there, bytes, and SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str

    @property
    def is_main(self) -> bool:
        """Whether most people who download anything want this one."""
        whole = "/" not in self.path and self.path.endswith((".duckdb", ".zip", ".tar.gz"))
        return whole or self.path.startswith("data/figure_values.")


@dataclass(frozen=True)
class Citation:
    """How to cite the dataset, from CITATION.cff; what the file does not say is empty."""

    title: str
    authors: str
    version: str
    released: str
    doi: str

    @property
    def text(self) -> str:
        """The citation in one line."""
        year = f" ({self.released[:4]})" if self.released else ""
        version = f", version {self.version}" if self.version else ""
        doi = f" DOI {self.doi}." if self.doi else ""
        return f"{self.authors or 'Hakusho'}{year}: {self.title}{version}. Data set.{doi}"

    @property
    def bibtex(self) -> str:
        """The citation for BibTeX."""
        fields = {
            "author": f"{{{self.authors or 'Hakusho'}}}", "title": self.title, "year": self.released[:4],
            "version": self.version, "doi": self.doi,
        }  # fmt: skip
        lines = "".join(f"  {name} = {{{_in_braces(value)}}},\n" for name, value in fields.items() if value)
        return f"@misc{{hakusho{self.released[:4]},\n{lines}}}"


@dataclass(frozen=True)
class Publication:
    """A release as the pages show it. `path` leads from the site to the folder of the release."""

    path: str
    version: str
    downloads: tuple[Download, ...] = ()
    citation: Citation | None = None
    changes: Markup | None = None
    change_files: tuple[str, ...] = ()
    quality_report: str | None = None
    checks: tuple[tuple[str, bool, str], ...] = field(default=())


def publication_of(release: Path | None, destination: Path) -> Publication | None:
    """The publication in a folder; None without one. The site itself is none of its downloads."""
    if release is None:
        return None
    files = _files(release, destination)
    citation = _citation(release / "CITATION.cff")
    names = [path.relative_to(release).as_posix() for path in files]
    return Publication(
        path=Path(os.path.relpath(release.resolve(), destination.resolve())).as_posix(),
        version=(citation.version if citation else "") or release.name,
        downloads=tuple(
            Download(name, path.stat().st_size, _hash(path)) for name, path in zip(names, files, strict=True)
        ),
        citation=citation,
        changes=_changes(release),
        change_files=tuple(name for name in names if name.startswith("changes/")),
        quality_report=_QUALITY if _QUALITY in names or not (release / _SUMS).exists() else None,
        checks=_checks(release / "quality" / "report.json"),
    )


def _files(release: Path, destination: Path) -> list[Path]:
    """The files of the release, but for the site, what lies beside it in the making, and the list of checksums."""
    own = destination.resolve()
    found = []
    for path in sorted(release.rglob("*"), key=lambda path: path.relative_to(release).as_posix()):
        resolved = path.resolve()
        making = any(part.startswith(".") and "." in part[1:] for part in path.relative_to(release).parts[:-1])
        if path.is_file() and not making and own != resolved and own not in resolved.parents:
            found.append(path)
    return [path for path in found if not path.name.startswith(_SUMS)]


def _citation(path: Path) -> Citation | None:
    content = _yaml(path)
    if content is None:
        return None
    authors = content.get("authors")
    return Citation(
        title=str(content.get("title") or "Hakusho"),
        authors=" and ".join(_author(one) for one in authors if isinstance(one, dict))
        if isinstance(authors, list)
        else "",
        version=str(content.get("version") or ""),
        released=str(content.get("date-released") or ""),
        doi=str(content.get("doi") or ""),
    )


def _author(author: dict[str, Any]) -> str:
    name = author.get("name") or " ".join(
        str(author[key]) for key in ("given-names", "family-names") if author.get(key)
    )
    return str(name)


def _changes(release: Path) -> Markup | None:
    """The versions with their changes, from CHANGELOG.md; else the summary of changes. Links in it become plain text."""
    candidates = [release / "CHANGELOG.md", *sorted((release / "changes").glob("*.md"))]
    text = next((read for path in candidates if (read := _text(path)) is not None), None)
    if text is None:
        return None
    tokens = _MARKDOWN.parse(text)
    if [token.tag for token in tokens[:1]] == ["h1"]:
        del tokens[:3]  # the title: the page has its own
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(3, int(token.tag[1]) + 1))}"
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _checks(path: Path) -> tuple[tuple[str, bool, str], ...]:
    """Name, outcome and observation of each check that the quality report lists."""
    text = _text(path)
    try:
        content = json.loads(text) if text else {}
    except ValueError:
        return ()
    listed = content.get("checks") if isinstance(content, dict) else None
    found = []
    for check in listed if isinstance(listed, list) else ():
        if isinstance(check, dict):
            name = check.get("statement") or check.get("name") or ""
            passed = next((check[key] for key in ("passed", "holds", "success") if key in check), None)
            if name and isinstance(passed, bool):
                found.append((str(name), passed, str(check.get("observed") or "")))
    return tuple(found)


def _yaml(path: Path) -> dict[str, Any] | None:
    text = _text(path)
    try:
        content = yaml.safe_load(text) if text else None
    except yaml.YAMLError:
        return None
    return content if isinstance(content, dict) else None


def _text(path: Path) -> str | None:
    try:
        if path.is_file() and path.stat().st_size <= _LARGEST_TEXT:
            return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _in_braces(text: str) -> str:
    return text.replace("\\", "").replace("{", "").replace("}", "")
