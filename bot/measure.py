"""`otherdoors measure safety FILE ...`: how well danger is read in texts whose labels are known, as tables.

A file holds JSON lines as in `tests/sets`: `text`, `labels` and `act` of content 13, and `kind`, which says how plain a
danger is or what sort of harmless text it is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.model import Act
from flows.reading.danger import labelled

NONE = "none"


@dataclass(frozen=True, slots=True)
class Read:
    """One labelled text, and what the reader made of it."""

    text: str
    kind: str
    label: str
    wanted: Act
    act: Act
    labels: tuple[str, ...]
    who: str
    whose: str
    """Who brings the danger, as labelled and as read; "" where there is none."""

    @property
    def found(self) -> bool:
        """Tell whether the reader stops or asks."""
        return self.act is not Act.NONE


def read_file(path: Path) -> list[Read]:
    """Return what the danger reader makes of each text in a file."""
    return [_read(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _read(row: Mapping[str, Any]) -> Read:
    danger = labelled(str(row["text"]))
    first = str(row["labels"][0])
    return Read(
        text=str(row["text"]),
        kind=str(row["kind"]),
        label=first,
        wanted=Act(str(row["act"])),
        act=danger.act,
        labels=danger.labels or (NONE,),
        who=danger.who if danger.labels else "",
        whose=str(row.get("who", "")),
    )


def share(reads: Iterable[Read], of: Act | None = None) -> float:
    """Return the share of texts that are found, or that get the act `of`. ZeroDivisionError where there are none."""
    hits = [read.found if of is None else read.act is of for read in reads]
    return sum(hits) / len(hits)


def tables(reads: Sequence[Read]) -> Iterator[str]:
    """Yield the lines of two tables: each kind of text by act, and each label by the label that was read."""
    yield f"{'kind':24}{'texts':>7}{'stop':>7}{'ask':>7}{'none':>7}{'found':>8}"
    for name, rows in _groups(reads):
        acts = Counter(read.act for read in rows)
        counted = "".join(f"{acts[act]:7}" for act in (Act.STOP, Act.ASK, Act.NONE))
        yield f"{name:24}{len(rows):7}{counted}{share(rows) if rows else 0.0:8.3f}"
    yield ""
    labels = sorted({read.label for read in reads} | {read.labels[0] for read in reads})
    yield f"{'label / read as':24}" + "".join(f"{label[:10]:>12}" for label in labels)
    for label in labels:
        first = Counter(read.labels[0] for read in reads if read.label == label)
        yield f"{label:24}" + "".join(f"{first[other]:12}" for other in labels)


def _groups(reads: Sequence[Read]) -> Iterator[tuple[str, list[Read]]]:
    """Yield the rows of the first table: all danger, its kinds, its labels; all harmless, and its kinds."""
    danger = [read for read in reads if read.wanted is not Act.NONE]
    harmless = [read for read in reads if read.wanted is Act.NONE]
    yield "danger", danger
    for kind in sorted({read.kind for read in danger}):
        yield f"  {kind}", [read for read in danger if read.kind == kind]
    for label in sorted({read.label for read in danger}):
        yield f"  {label[:21]}", [read for read in danger if read.label == label]
    yield "harmless", harmless
    for kind in sorted({read.kind for read in harmless}):
        yield f"  {kind}", [read for read in harmless if read.kind == kind]


def misses(reads: Iterable[Read]) -> Iterator[str]:
    """Yield the texts that are found and shouldn't be, and those that should be and aren't."""
    for read in reads:
        if read.found is not (read.wanted is not Act.NONE):
            yield f"{read.wanted.value} read as {read.act.value}: [{read.label}] {read.text!r}"
