"""Where each page lies: names of files and folders that are safe everywhere, and links to them.

Belongs here: how an id of a document or a number of a figure becomes a name. Does not belong here: what a page says.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

_SAFE = re.compile(r"[^\W_][\w .,()+-]{0,99}(?<![ .])")
_UNSAFE = re.compile(r"[^\w.,()+-]+")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
_TAKEN = frozenset(("assets", "figures", "index", "index.html", "dictionary.html", "quality.html"))


def file_names(names: Iterable[str]) -> dict[str, str]:
    """For each name one that can be a file everywhere: itself where possible, else what is left of it with a hash.

    No two names share one, also where a file system takes capitals and small letters as the same.
    """
    given: dict[str, str] = {}
    used: set[str] = set()
    for name in sorted(set(names)):
        candidate = name if _is_safe(name) else _hashed(name)
        if _folded(candidate) in used:
            candidate = _hashed(name)
        used.add(_folded(candidate))
        given[name] = candidate
    return given


def link(*parts: str, fragment: str = "") -> str:
    """A relative link to a file; `fragment` is the id of an element in it."""
    path = "/".join(quote(part, safe="") for part in parts)
    return f"{path}#{quote(fragment, safe='')}" if fragment else path


def _is_safe(name: str) -> bool:
    folded = _folded(name)
    return (
        _SAFE.fullmatch(name) is not None
        and ".." not in name
        and folded not in _TAKEN
        and folded.partition(".")[0] not in _DEVICES
        and unicodedata.normalize("NFC", name) == name
    )


def _hashed(name: str) -> str:
    left = _UNSAFE.sub("-", name)[:40].strip("-. ").replace("..", "-")
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{left}-{mark}" if left else mark


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
