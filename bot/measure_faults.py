"""`otherdoors measure drafts FILE ...`: which faults are found in drafts, and how good ones fare, as tables.

A file holds JSON lines as in `tests/sets`: `text` and `labels`, of which "good_soft_startup" stands alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.reading.drafts import GOOD, draft_of, labels_of
from flows.reading.meaning.model import FAULTS


@dataclass(frozen=True, slots=True)
class Read:
    """One draft, the labels that it has and those that were read."""

    text: str
    wanted: frozenset[str]
    found: frozenset[str]

    @property
    def good(self) -> bool:
        """Tell whether nothing is wrong with it."""
        return GOOD in self.wanted

    @property
    def passed(self) -> bool:
        """Tell whether nothing was found."""
        return GOOD in self.found


def read_file(path: Path) -> list[Read]:
    """Return what the reader makes of each draft in a file."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Read(row["text"], frozenset(row["labels"]), frozenset(labels_of(draft_of(row["text"])))) for row in rows]


def f1(reads: Sequence[Read], label: str) -> float:
    """Return the harmonic mean of how many of a label are found, and how many found are right."""
    right = sum(label in one.wanted and label in one.found for one in reads)
    either = sum((label in one.wanted) + (label in one.found) for one in reads)
    return 2 * right / either if either else 1.0


def macro_f1(reads: Sequence[Read]) -> float:
    """Return the mean over the labels, the good drafts' own among them."""
    labels = (*FAULTS, GOOD)
    return sum(f1(reads, label) for label in labels) / len(labels)


def flagged(reads: Iterable[Read]) -> float:
    """Return the share of the good drafts in which a fault was found."""
    good = [one for one in reads if one.good]
    return sum(not one.passed for one in good) / max(1, len(good))


def let_pass(reads: Iterable[Read]) -> float:
    """Return the share of the faulty drafts in which none was found."""
    faulty = [one for one in reads if not one.good]
    return sum(one.passed for one in faulty) / max(1, len(faulty))


def tables(reads: Sequence[Read]) -> Iterator[str]:
    """Yield the figures of all drafts, and of each label."""
    yield f"{len(reads)} drafts"
    yield f"macro F1               {macro_f1(reads):.3f}"
    yield f"good ones flagged      {flagged(reads):.3f}"
    yield f"faulty ones let pass   {let_pass(reads):.3f}"
    yield ""
    yield f"{'label':22}{'drafts':>8}{'found':>8}{'right':>8}{'F1':>8}"
    for label in (*FAULTS, GOOD):
        has, found = (sum(label in getattr(one, side) for one in reads) for side in ("wanted", "found"))
        both = sum(label in one.wanted & one.found for one in reads)
        yield f"{label:22}{has:8}{both / max(1, has):8.3f}{both / max(1, found):8.3f}{f1(reads, label):8.3f}"


def misses(reads: Iterable[Read]) -> Iterator[str]:
    """Yield the drafts in which something is missed or found too much, with - and +."""
    yield ""
    for one in reads:
        wrong = [f"-{label}" for label in sorted(one.wanted - one.found)]
        wrong += [f"+{label}" for label in sorted(one.found - one.wanted)]
        if wrong:
            yield f"{' '.join(wrong)}: {one.text}"
