"""What makes a danger urgent, and whose life a wish to die is about: by plain words in `danger_signs.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flows.model import Act, Danger
from flows.reading.phrases import Book, Spoken, table

DYING = "suicidal_or_self_harm"
FEAR = "fear_for_safety"


def with_signs(danger: Danger, text: Spoken) -> Danger:
    """Return a reading of danger with its urgency, and with the partner's wish to die told from the user's own."""
    if any(True for _ in _book("armed").hits(text)):
        labels = danger.labels or (FEAR,)
        danger = Danger(act=Act.STOP, labels=labels)
    if danger.act is Act.NONE:
        return danger
    theirs = DYING in danger.labels and any(True for _ in _book("theirs").hits(text))
    return danger.model_copy(
        update={
            "urgent": any(True for _ in _book("urgent").hits(text)),
            "whose": "partner" if theirs else "user",
        }
    )


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("danger_signs.toml")


@lru_cache
def _book(name: str) -> Book[str]:
    return Book(((phrase, phrase) for phrase in _data()[name]), _data()["classes"])
