"""`otherdoors measure objections|news FILE ...`: how often the right one of several labels is read, as tables.

A file holds JSON lines as in `tests/sets`: `text` and `labels`, the deepest first; of news none may be told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from flows.reading.meaning.model import NO_NEWS, UNCLEAR
from flows.reading.news import news_of_text
from flows.reading.reasons import labels_of_text

Ranked = Sequence[tuple[str, float]]

READERS: Mapping[str, tuple[Callable[[str], Ranked], str]] = {
    "objections": (labels_of_text, UNCLEAR),
    "news": (news_of_text, NO_NEWS),
}
"""What ranks a text's labels, and the label of a text that has none of the others, by task."""

BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""The bands of the calibration table: of the guesses that were this sure, how many are right."""


@dataclass(frozen=True, slots=True)
class Read:
    """One labelled text, and its labels as they were ranked; `off` is the label of what has no other."""

    text: str
    wanted: tuple[str, ...]
    ranked: Ranked
    off: str

    @property
    def first(self) -> str:
        """The label that was read."""
        return self.ranked[0][0]

    @property
    def sure(self) -> float:
        """Its share."""
        return self.ranked[0][1]

    @property
    def right(self) -> bool:
        """Tell whether the first label is the one that was read."""
        return self.first == self.wanted[0]

    @property
    def fair(self) -> bool:
        """Tell whether the label that was read is one of the text's labels."""
        return self.first in self.wanted

    @property
    def within_two(self) -> bool:
        """Tell whether the first label is among the two likeliest."""
        return self.wanted[0] in [label for label, _ in self.ranked[:2]]


def read_file(task: str, path: Path) -> list[Read]:
    """Return what the reader of a task makes of each text in a file."""
    rank, off = READERS[task]
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Read(row["text"], tuple(row["labels"]) or (off,), rank(row["text"]), off) for row in rows]


def share(hits: Iterable[bool]) -> float:
    """Return the share of hits. ZeroDivisionError where there are none."""
    held = list(hits)
    return sum(held) / len(held)


def tables(reads: Sequence[Read]) -> Iterator[str]:
    """Yield the lines of three tables: how often it is right, how sure it is when it is, and what is taken for what."""
    off = [read for read in reads if read.wanted[0] == read.off]
    on = [read for read in reads if read.wanted[0] != read.off]
    yield f"{len(reads)} texts"
    yield f"{'best guess right':34}{share(read.right for read in reads):7.3f}"
    yield f"{'right within two':34}{share(read.within_two for read in reads):7.3f}"
    yield f"{'of those with a label, right':34}{share(read.right for read in on):7.3f}"
    yield f"{'of those with a label, none read':34}{share(read.first == read.off for read in on):7.3f}"
    yield f"{'of those without, a label read':34}{share(not read.right for read in off):7.3f}"
    yield ""
    yield from _calibration([read for read in reads if read.first != read.off])
    yield ""
    yield from _confusion(reads)


def _calibration(guesses: Sequence[Read]) -> Iterator[str]:
    yield f"{'share of the guess':20}{'guesses':>8}{'right':>8}{'fair':>8}"
    for low, high in pairwise(BANDS):
        held = [read for read in guesses if low <= read.sure < high]
        if held:
            right, fair = share(read.right for read in held), share(read.fair for read in held)
            yield f"{low:6.2f} to {min(high, 1.0):4.2f}{'':6}{len(held):8}{right:8.3f}{fair:8.3f}"


def _confusion(reads: Sequence[Read]) -> Iterator[str]:
    labels = sorted({read.wanted[0] for read in reads} | {read.first for read in reads})
    yield f"{'label / read as':34}" + "".join(f"{label[:7]:>8}" for label in labels)
    for label in labels:
        first = Counter(read.first for read in reads if read.wanted[0] == label)
        yield f"{label:34}" + "".join(f"{first[other]:8}" for other in labels)


def misses(reads: Iterable[Read]) -> Iterator[str]:
    """Yield the texts whose first label isn't the one that was read."""
    for read in reads:
        if not read.fair:
            yield f"{'+'.join(read.wanted)} read as {read.first} ({read.sure:.2f}): {read.text!r}"
