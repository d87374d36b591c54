"""What a text says of how an ask went: `yes`, `soft_yes`, `softer`, `same`, `harder`, `not_yet`, or nothing sure.

`soft_yes` is content 14's: agreed, and nothing follows. `parted` and `enough` (they can't go on asking) end the asking;
`asked` says that it was asked and not how it went.
A bare "yes" or "no" is read as the partner's answer. Phrases stand in `outcomes.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flows.reading.phrases import Book, Spoken, shadow, spoken, table


def outcome_of(text: str) -> str | None:
    """Return the one outcome that the text reports, or None when it reports none or two that don't go together."""
    return outcome_in(spoken(text))


def outcome_in(text: Spoken) -> str | None:
    """Do as `outcome_of`, for a text that is already cut into words."""
    if whole := _whole().get(" ".join(word for word in text.words if word not in (".", ","))):
        return whole
    return _heaviest(_said(text))


def _said(text: Spoken) -> set[str]:
    """Return the outcomes that the text states; what follows a denial, a wish or a worry doesn't count."""
    back = _data()["taken_back"]
    until = frozenset(back["until"])
    voids = {index for hit in _voids().hits(text) for index in shadow(text, hit, back["reach"], until)}
    return {hit.meaning for hit in _phrases().hits(text) if hit.first not in voids}


def _heaviest(said: set[str]) -> str | None:
    """Return the outcome that outweighs all the others, if one does."""
    outweighs = _data()["outweighs"]
    winners = [one for one in said if said - {one} <= set(outweighs[one])]
    return winners[0] if len(winners) == 1 else None


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("outcomes.toml")


@lru_cache
def _whole() -> dict[str, str]:
    rows = _data()["whole"].items()
    return {" ".join(spoken(text).words[:-1]): outcome for outcome, texts in rows for text in texts}


@lru_cache
def _voids() -> Book[str]:
    return Book(((phrase, phrase) for phrase in _data()["taken_back"]["by"]), _data()["classes"])


@lru_cache
def _phrases() -> Book[str]:
    rows = _data()["said"].items()
    return Book(((phrase, outcome) for outcome, phrases in rows for phrase in phrases), _data()["classes"])
