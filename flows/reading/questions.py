"""Which short answer a question asks for, whether the bot is asked, and what is wished for: by `questions.toml`."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Literal

from flows.reading.phrases import Book, Hit, Spoken, shadow, table

Wish = Literal["alone", "again", "write"]
WISHES: tuple[Wish, ...] = ("alone", "again", "write")

BEFORE = 3
"""How many words before a wish may take it back, in the same clause."""


def questions_in(text: Spoken) -> tuple[str, ...]:
    """Return the keys of the short answers that a text may ask for; the one with the most cues comes first."""
    hits = Counter(hit.meaning for hit in _book().hits(text))
    order = list(table_keys())
    return tuple(sorted(hits, key=lambda key: (-hits[key], order.index(key))))


def asks_the_bot(text: Spoken) -> bool:
    """Tell whether the user asks something of the bot; what somebody else said or asked doesn't count."""
    said = {at for hit in _said().hits(text) for at in shadow(text, hit, len(text.words), frozenset())}
    return any(hit.first not in said for hit in _plainly().hits(text))


def wish_in(text: Spoken) -> Wish | None:
    """Return what the user wants to do: go `alone`, ask `again` or `write` in anger; None where it is reported."""
    said = {at for hit in _wishes("reported").hits(text) for at in shadow(text, hit, len(text.words), frozenset())}
    voided = said | {hit.first for hit in _wishes("voided").hits(text)}
    meant = (name for name in WISHES if any(voided.isdisjoint(_around(text, hit)) for hit in _wishes(name).hits(text)))
    return next(meant, None)


def _around(text: Spoken, hit: Hit[str]) -> range:
    """Return the words of a hit and the few before it in the same clause."""
    first = hit.first
    while first > max(hit.first - BEFORE, 0) and text.words[first - 1] not in (".", ","):
        first -= 1
    return range(first, hit.end)


@lru_cache
def _wishes(name: str) -> Book[str]:
    data = table("questions.toml")["wishes"]
    return Book(((phrase, phrase) for phrase in data[name]), {"me": data["me"]})


@lru_cache
def _plainly() -> Book[str]:
    return Book((phrase, phrase) for phrase in table("questions.toml")["plainly"]["begins"])


@lru_cache
def _said() -> Book[str]:
    return Book((phrase, phrase) for phrase in table("questions.toml")["plainly"]["said"])


@lru_cache
def table_keys() -> tuple[str, ...]:
    """Return the keys of all short answers, in the order of the file."""
    return tuple(table("questions.toml")["asked"])


@lru_cache
def _book() -> Book[str]:
    rows = table("questions.toml")["asked"].items()
    return Book((phrase, key) for key, phrases in rows for phrase in phrases)
