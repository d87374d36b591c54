"""What makes a danger urgent, and whose life a wish to die is about: by plain words in `signs.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flows.reading.phrases import Book, Spoken, table


def is_armed(text: Spoken) -> bool:
    """Tell whether somebody holds a weapon at someone."""
    return any(True for _ in _book("armed").hits(text))


def is_urgent(text: Spoken) -> bool:
    """Tell whether the words say that it is happening now, or of the deadliest kind (content 10.2)."""
    return any(True for _ in _book("urgent").hits(text))


def is_theirs(text: Spoken) -> bool:
    """Tell whether a wish to die that the words speak of is the partner's."""
    return any(True for _ in _book("theirs").hits(text))


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("danger/signs.toml")


@lru_cache
def _book(name: str) -> Book[str]:
    return Book(((phrase, phrase) for phrase in _data()[name]), _data()["classes"])
