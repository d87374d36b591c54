"""What somebody asks of the bot itself where words for the plan are waited for: by the phrases of `asked.toml`."""

from __future__ import annotations

from functools import lru_cache

from flows.model.reading import Asked
from flows.reading.phrases import Book, Hit, Spoken, table

AT_THE_START: tuple[Asked, ...] = ("smaller", "doubt", "right", "plainer", "plea")
"""What is asked by the first words of a text only, those first that say more."""

PHRASES = {"plea": "pleas"}
"""Under which name the phrases stand, where it isn't their own."""


def asked_in(text: Spoken) -> Asked | None:
    """Return what a text asks of the bot, or None: what is asked of the partner, or reported, is for the plan."""
    if next(_book("anywhere").hits(text), None):
        return "plea"
    start = _behind_leads(text, 0)
    for kind in AT_THE_START:
        if any(
            hit.first == start and _of_the_bot(text, hit, kind) for hit in _book(PHRASES.get(kind, kind)).hits(text)
        ):
            return kind
    theirs = (hit for hit in _book("of_them").hits(text) if _begins(text, hit) and _turns_to(text, hit, "you") is None)
    if next(theirs, None):
        return "of_them"
    reported = next(_book("reported").hits(text), None)
    asks = (hit for hit in _book("of_this").hits(text) if _begins(text, hit) and _stays_with_us(text, hit))
    return "of_this" if not reported and next(asks, None) else None


def _of_the_bot(text: Spoken, hit: Hit[str], kind: Asked) -> bool:
    return kind != "plea" or _stays_with_us(text, hit)


def _stays_with_us(text: Spoken, hit: Hit[str]) -> bool:
    """Tell whether neither what stands before nor the rest of the sentence turns to the partner."""
    return _listed("to_partner").isdisjoint(text.words[: hit.first]) and _turns_to(text, hit, "to_partner") is None


def _turns_to(text: Spoken, hit: Hit[str], name: str) -> str | None:
    """Return a word of the rest of the sentence by which somebody is spoken to."""
    stop = text.words.index(".", hit.end - 1)
    return next((word for word in text.words[hit.end : stop] if word in _listed(name)), None)


def _begins(text: Spoken, hit: Hit[str]) -> bool:
    """Tell whether a phrase stands at the beginning of a text, or of a part of it."""
    first = hit.first
    while first and text.words[first - 1] in _listed("lead"):
        first -= 1
    return not first or text.words[first - 1] in (".", ",")


def _behind_leads(text: Spoken, at: int) -> int:
    while text.words[at] in _listed("lead") | {","} and at < len(text.words) - 1:
        at += 1
    return at


@lru_cache
def _book(name: str) -> Book[str]:
    return Book((phrase, phrase) for phrase in table("asked.toml")[name])


@lru_cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("asked.toml")[name].split())
