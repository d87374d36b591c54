"""What in a draft will make the other duck: labels of content 13, of the whole and of each of its clauses.

The whole is read for how it sounds, each clause by itself for what stands in it, all in one batch. Of short drafts the
model is unsure: plain words settle some of them, and thanks with an "always" is no charge (`drafts.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from flows.model import Draft
from flows.reading.clauses import clauses
from flows.reading.meaning.model import BROKEN, DRAFTS_FILE, FAULTS, Chances, loaded
from flows.reading.phrases import Book, spoken, table

GOOD = "good_soft_startup"

LEAST: Mapping[str, float] = {
    "criticism": 0.4,
    "contempt": 0.32,
    "defensiveness": 0.5,
    "stonewalling": 0.6,
    "ultimatum": 0.5,
    "diagnosis": 0.3,
    "always_never": 0.5,
    "mind_reading": 0.32,
    "ambush": 0.34,
    "therapy_as_weapon": 0.36,
    "you_statement": 0.32,
}
"""How high a chance has to be for each fault to be named, chosen on the sets A, B, D and E."""


SURE = 0.5
"""The least chance of a fault that plain words settle."""


def draft_of(text: str) -> Draft | None:
    """Return a draft with its faults, or None where it is blank or the model can't be loaded."""
    cut = clauses(text)
    if not cut:
        return None
    try:
        meant = loaded(DRAFTS_FILE).meanings([text, *(text[begin:end] for begin, end in cut)])
    except BROKEN:
        return None
    whole, *each = (one.faults for one in meant)
    each = [_settled(text[begin:end], one) for (begin, end), one in zip(cut, each, strict=True)]
    whole = {**whole, **dict.fromkeys(_taken(text), 0.0)}
    chances = {name: max(whole[name], *(one[name] for one in each)) for name in FAULTS}
    labels = tuple(sorted((name for name in FAULTS if chances[name] >= LEAST[name]), key=lambda name: -chances[name]))
    return Draft(text=text, labels=labels, clauses=_marked(cut, each, labels))


def labels_of(draft: Draft | None) -> tuple[str, ...]:
    """Return the labels of content 13, "good_soft_startup" alone where nothing is wrong."""
    return (draft.labels if draft else ()) or (GOOD,)


def _settled(clause: str, chances: Chances) -> Chances:
    """Return the chances of a clause where plain words settle them."""
    full = re.sub(r"\bu\b", "you", clause, flags=re.IGNORECASE)
    sure = {hit.meaning for hit in _sure().hits(spoken(full))}
    return {**chances, **dict.fromkeys(_taken(clause), 0.0), **{name: max(SURE, chances[name]) for name in sure}}


def _taken(said: str) -> tuple[str, ...]:
    """Return the labels that thanks in these words take away."""
    return tuple(table("drafts.toml")["thanks"]["takes"]) if any(_thanks().hits(spoken(said))) else ()


@lru_cache
def _sure() -> Book[str]:
    return Book((phrase, label) for label, phrases in table("drafts.toml")["sure"].items() for phrase in phrases)


@lru_cache
def _thanks() -> Book[str]:
    return Book((phrase, phrase) for phrase in table("drafts.toml")["thanks"]["said"])


def _marked(
    cut: Sequence[tuple[int, int]], each: Sequence[Chances], labels: Sequence[str]
) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Return the clauses with their labels; what holds of the whole is put where it is likeliest."""
    found = [{name for name in labels if chances[name] >= LEAST[name]} for chances in each]
    for name in labels:
        if not any(name in one for one in found):
            found[max(range(len(each)), key=lambda at: each[at][name])].add(name)
    return tuple(
        (begin, end, tuple(name for name in labels if name in one))
        for (begin, end), one in zip(cut, found, strict=True)
    )
