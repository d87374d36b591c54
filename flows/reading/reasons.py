"""The reason behind a "no": a ranked, cautious guess among the keys of content 02, by plain cues.

Cues and weights stand in `cues.toml`. They serve until a trained reader takes over, and to explain a guess after that.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from flows.model import REASONS, Guess
from flows.reading.phrases import Book, Hit, Spoken, shadow, spoken, table

MOST_WORDS = 3
LONGEST_WORDS = 24
"""Characters of one quoted cue: it has to fit beside a guess in one short question."""

Cue = tuple[str, float]
"""A key of content 02 and how much the phrase weighs for it."""


def reasons_of(text: str) -> tuple[Guess, ...]:
    """Return the guesses for one refusal, likeliest first; none when no cue was found. Shares add up to at most 1."""
    return guesses_in(spoken(text))


def guesses_in(text: Spoken) -> tuple[Guess, ...]:
    """Do as `reasons_of`, for a text that is already cut into words."""
    hits = _standing(text)
    scores = _held_back({key: sum(hit.meaning[1] for hit in found) for key, found in hits.items()})
    total = sum(scores.values()) + _doubt()
    ranked = sorted(scores, key=lambda key: (-scores[key], REASONS.index(key)))
    return tuple(Guess(reason=key, share=scores[key] / total, words=_words(text, hits[key])) for key in ranked)


def _standing(text: Spoken) -> dict[str, list[Hit[Cue]]]:
    """Group the hits that nothing takes back by key, weightiest first; a repeat counts once."""
    voids = {index for hit in _voids().hits(text) for index in shadow(text, hit, _reach(), _enders())}
    found: dict[str, list[Hit[Cue]]] = {}
    for hit in sorted(_cues().hits(text), key=lambda one: (-one.meaning[1], one.first - one.end, one.first)):
        kept = found.get(hit.meaning[0], [])
        if hit.first not in voids and not any(_same(text, hit, one) for one in kept):
            found[hit.meaning[0]] = [*kept, hit]
    return found


def _same(text: Spoken, one: Hit[Cue], other: Hit[Cue]) -> bool:
    """Say if two hits of a key are one piece of evidence: they overlap, or repeat the same words."""
    overlap = one.first < other.end and other.first < one.end
    return overlap or text.words[one.first : one.end] == text.words[other.first : other.end]


def _held_back(scores: dict[str, float]) -> dict[str, float]:
    """Let "nochange" never lead while another reason is in sight: one answer can't show it (content 02)."""
    others = [score for key, score in scores.items() if key != "nochange"]
    if others and "nochange" in scores:
        return scores | {"nochange": min(scores["nochange"], max(others))}
    return scores


def _words(text: Spoken, hits: Iterable[Hit[Cue]]) -> tuple[str, ...]:
    quoted = dict.fromkeys(_clipped(text.quote(hit.first, hit.end)) for hit in hits)
    return tuple(quoted)[:MOST_WORDS]


def _clipped(words: str) -> str:
    """Cut at the last full word that fits, or within the word if it is one very long word."""
    if len(words) <= LONGEST_WORDS:
        return words
    return words[: LONGEST_WORDS + 1].rpartition(" ")[0] or words[:LONGEST_WORDS]


@lru_cache
def _cues() -> Book[Cue]:
    data = table("cues.toml")
    return Book(
        (
            (phrase, (key, weight))
            for key in REASONS
            for grade, weight in data["weights"].items()
            for phrase in data.get(key, {}).get(grade, ())
        ),
        data["classes"],
    )


@lru_cache
def _voids() -> Book[str]:
    data = table("cues.toml")
    return Book(((phrase, phrase) for phrase in data["taken_back"]["by"]), data["classes"])


@lru_cache
def _enders() -> frozenset[str]:
    return frozenset(table("cues.toml")["taken_back"]["until"])


@lru_cache
def _reach() -> int:
    return int(table("cues.toml")["taken_back"]["reach"])


@lru_cache
def _doubt() -> float:
    return float(table("cues.toml")["doubt"])
