"""Which big thing in life a text tells of: a baby, a loss, an affair, too much at once, moving out, leaving."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from flows.reading.phrases import Book, Spoken, table

Life = Literal["baby", "loss", "load", "moved", "leaving", "affair"]
ORDER: tuple[Life, ...] = ("loss", "baby", "affair", "leaving", "moved", "load")
"""What comes first where a text tells of several: a baby that was lost is a loss."""


def life_in(text: Spoken) -> Life | None:
    """Return the weightiest that is told of, or None."""
    told = {hit.meaning for hit in _book().hits(text)}
    return next((kind for kind in ORDER if kind in told), None)


@lru_cache
def _book() -> Book[str]:
    data = table("life.toml")
    return Book(((phrase, kind) for kind, phrases in data["said"].items() for phrase in phrases), data["classes"])
