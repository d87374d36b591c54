"""What in a draft will make the other duck: labels of content 13, of the whole and of each of its clauses.

The whole is read for how it sounds, each clause by itself for what stands in it, all in one batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.model import Draft
from flows.reading.clauses import clauses
from flows.reading.meaning.model import BROKEN, FAULTS, Chances, loaded

GOOD = "good_soft_startup"

LEAST: Mapping[str, float] = {
    "criticism": 0.24,
    "contempt": 0.14,
    "defensiveness": 0.22,
    "stonewalling": 0.34,
    "ultimatum": 0.28,
    "diagnosis": 0.2,
    "always_never": 0.3,
    "mind_reading": 0.22,
    "ambush": 0.38,
    "therapy_as_weapon": 0.3,
    "you_statement": 0.18,
}
"""How high a chance has to be for each fault to be named, chosen on the sets A and B: the model is seldom sure."""


def draft_of(text: str) -> Draft | None:
    """Return a draft with its faults, or None where it is blank or the model can't be loaded."""
    cut = clauses(text)
    if not cut:
        return None
    try:
        whole, *each = (meant.faults for meant in loaded().meanings([text, *(text[begin:end] for begin, end in cut)]))
    except BROKEN:
        return None
    chances = {name: max(whole[name], *(one[name] for one in each)) for name in FAULTS}
    labels = tuple(sorted((name for name in FAULTS if chances[name] >= LEAST[name]), key=lambda name: -chances[name]))
    return Draft(text=text, labels=labels, clauses=_marked(cut, each, labels))


def labels_of(draft: Draft | None) -> tuple[str, ...]:
    """Return the labels of content 13, "good_soft_startup" alone where nothing is wrong."""
    return (draft.labels if draft else ()) or (GOOD,)


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
