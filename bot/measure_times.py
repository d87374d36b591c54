"""`otherdoors measure times FILE ...`: how often the day and the time that a text names are set right, as a table.

A file holds JSON lines: `text`, `now` and `tz` as for `otherdoors understand times`, and `when`: the day, or the day
and the time, or null where a careful human would ask back; `part` where only a part of the day is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.understand import times

PARTS = {"morning": range(4, 12), "afternoon": range(12, 18), "evening": range(17, 23), "night": range(19, 24)}
"""The hours that count as a part of the day."""


@dataclass(frozen=True, slots=True)
class Read:
    """One labelled text, and what was set by it: local ISO dates and times, None where it is asked back."""

    text: str
    now: str
    wanted: str | None
    part: str
    found: str | None

    @property
    def right(self) -> bool:
        """Tell whether just what is wanted was set, or asked back where that is wanted."""
        if self.wanted is None or self.found is None:
            return self.wanted is self.found
        wanted, found = datetime.fromisoformat(self.wanted), datetime.fromisoformat(self.found)
        if "T" in self.wanted:
            return wanted.replace(second=0) == found.replace(second=0)
        return wanted.date() == found.date() and (not self.part or found.hour in PARTS[self.part])

    @property
    def wrong(self) -> bool:
        """Tell whether something else was set."""
        return self.found is not None and not self.right


def read_file(path: Path) -> list[Read]:
    """Return what is set by each text in a file."""
    return [_read(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _read(row: Mapping[str, Any]) -> Read:
    return Read(row["text"], row["now"], row["when"], row.get("part") or "", times(row)["when"])


def share(hits: Iterable[bool]) -> float:
    """Return the share of hits, 0 of none."""
    held = list(hits)
    return sum(held) / max(1, len(held))


def tables(reads: Sequence[Read]) -> Iterator[str]:
    """Yield the lines of the table."""
    clear = [read for read in reads if read.wanted is not None]
    unclear = [read for read in reads if read.wanted is None]
    yield f"{len(reads)} texts, {len(clear)} of them clear"
    yield f"{'clear ones right':34}{share(read.right for read in clear):7.3f}"
    yield f"{'clear ones asked back':34}{share(read.found is None for read in clear):7.3f}"
    yield f"{'wrong ones set, of all':34}{share(read.wrong for read in reads):7.3f}"
    yield f"{'asked back, of those to be asked':34}{share(read.right for read in unclear):7.3f}"


def misses(reads: Iterable[Read]) -> Iterator[str]:
    """Yield the texts by which something else is set than is wanted, or nothing."""
    for read in reads:
        if not read.right:
            wanted = f"{read.wanted or 'ask'}{' ' + read.part if read.part else ''}"
            yield f"{wanted} read as {read.found or 'ask'} at {read.now}: {read.text!r}"
