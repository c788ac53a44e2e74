"""Finding a quote again in a transcription, wherever it stands by now."""

from __future__ import annotations

from pipelines.intake.corrections import Quote


def places_of(quote: Quote, text: str, most: int = 2) -> list[int]:
    """The offsets at which the quote's exact characters stand between its prefix and suffix, at most so many."""
    whole = f"{quote.prefix}{quote.exact}{quote.suffix}"
    places: list[int] = []
    at = text.find(whole)
    while at >= 0 and len(places) < most:
        places.append(at + len(quote.prefix))
        at = text.find(whole, at + 1)
    return places


def shown(quote: Quote) -> str:
    """The quote on one line, its exact characters in brackets."""
    return " ".join(f"{quote.prefix}[{quote.exact}]{quote.suffix}".split())
