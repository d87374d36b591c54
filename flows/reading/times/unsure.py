"""What isn't quite said: "after xmas", "in spring", "in a few weeks". A day may be proposed for it."""

from __future__ import annotations

import re

from flows.reading.times.rows import Piece, Reader, Seen
from flows.reading.times.words import data


def _unsure(seen: Seen) -> Piece | None:
    text = str(data()["unsure"].get(seen.row, ""))
    return Piece("open", text=text.format(**{name: part or "" for name, part in seen.match.groupdict().items()}))


def _named(seen: Seen) -> Piece | None:
    """Read a day that goes by a name and is told by other words."""
    said = next(text for name, text in data()["named"].items() if re.fullmatch(name, seen.words))
    return Piece("named", text=said)


READERS: dict[str, Reader] = {"unsure": _unsure, "named": _named}
