"""Which short answer a question asks for, likeliest first, and whether the bot itself is asked: by `questions.toml`."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from flows.reading.phrases import Book, Spoken, shadow, table


def questions_in(text: Spoken) -> tuple[str, ...]:
    """Return the keys of the short answers that a text may ask for; the one with the most cues comes first."""
    hits = Counter(hit.meaning for hit in _book().hits(text))
    order = list(table_keys())
    return tuple(sorted(hits, key=lambda key: (-hits[key], order.index(key))))


def asks_the_bot(text: Spoken) -> bool:
    """Tell whether the user asks something of the bot; what somebody else said or asked doesn't count."""
    said = {at for hit in _said().hits(text) for at in shadow(text, hit, len(text.words), frozenset())}
    return any(hit.first not in said for hit in _plainly().hits(text))


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
