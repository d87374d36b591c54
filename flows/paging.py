"""A list that is shown a few at a time. Where the page begins is the last word of what the visit is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from flows.engine import Turn

Item = TypeVar("Item")


class Pages(Generic[Item]):
    """The pages of one talk's list: `items` says what is in it now, `size` how many are shown at a time."""

    def __init__(self, items: Callable[[Turn], Sequence[Item]], size: int) -> None:
        self.items = items
        self.size = size

    def begins(self, turn: Turn) -> int:
        """Return the place of the first item that is shown, from 0."""
        last = turn.frame.aim.rpartition(" ")[2]
        return int(last) if last.isdecimal() else 0

    def shown(self, turn: Turn) -> list[Item]:
        """Return the items of the page that is open."""
        begins = self.begins(turn)
        return list(self.items(turn))[begins : begins + self.size]

    def at(self, turn: Turn, place: int) -> Item | None:
        """Return the item at one place of the page, or None where the page ends before it."""
        held = self.shown(turn)
        return held[place] if place < len(held) else None

    def labels(self, turn: Turn, name: str, label: Callable[[Item], str]) -> dict[str, str]:
        """Return the labels of the page's buttons, by `name` and place; "" for a place without an item."""
        said = [label(item) for item in self.shown(turn)] + [""] * self.size
        return {f"{name}_{place}": one for place, one in enumerate(said[: self.size])}

    def last(self, turn: Turn) -> bool:
        """Tell whether nothing stands behind the page that is open."""
        return self.begins(turn) + self.size >= len(self.items(turn))

    def next_page(self, turn: Turn) -> None:
        """Show what stands behind this page, or the first page again; what else the visit is for stays."""
        begins = 0 if self.last(turn) else self.begins(turn) + self.size
        purpose = turn.frame.aim.rpartition(" ")[0]
        turn.keep_frame(aim=f"{purpose} {begins}" if purpose else str(begins))


def first_page(turn: Turn) -> None:
    """Show the page with what fits best."""
    turn.keep_frame(aim="")
