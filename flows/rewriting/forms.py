"""The forms of the verbs that a version may say again: "came" is of "come"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Forms(NamedTuple):
    """What each known verb is called: `past` by its plain form; `base` and `doing` give the plain form."""

    past: dict[str, str]
    base: dict[str, str]
    doing: dict[str, str]


def forms_of(rows: Sequence[str]) -> Forms:
    """Return the forms from rows like "come came coming"."""
    cut = [row.split() for row in rows]
    return Forms(
        {base: past for base, past, _ in cut},
        {past: base for base, past, _ in cut},
        {doing: base for base, _, doing in cut},
    )
