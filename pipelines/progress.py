"""A word about what is being done, from whoever does it to whoever shows it. Logs do not belong here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def announce(what: str) -> None:
    """Say what is being done now, in a few words. Nothing happens where nobody listens."""
    if listener := _listener.get():
        listener(what)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have the listener called with every announcement made inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
