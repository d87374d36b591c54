"""Which short answer a question to the bot asks for, likeliest first: by cues in `questions.toml`."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from flows.reading.phrases import Book, Spoken, table


def questions_in(text: Spoken) -> tuple[str, ...]:
    """Return the keys of the short answers that a text may ask for; the one with the most cues comes first."""
    hits = Counter(hit.meaning for hit in _book().hits(text))
    order = list(table_keys())
    return tuple(sorted(hits, key=lambda key: (-hits[key], order.index(key))))


@lru_cache
def table_keys() -> tuple[str, ...]:
    """Return the keys of all short answers, in the order of the file."""
    return tuple(table("questions.toml")["asked"])


@lru_cache
def _book() -> Book[str]:
    rows = table("questions.toml")["asked"].items()
    return Book((phrase, key) for key, phrases in rows for phrase in phrases)
