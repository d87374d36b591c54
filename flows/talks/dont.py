"""What backfires, one a screen (content 09)."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn, Values, move


def page(turn: Turn) -> int:
    """Return the number of the page that is open, from 0."""
    return int(turn.frame.aim) if turn.frame.aim.isdecimal() else 0


def next_page(turn: Turn) -> None:
    """Turn to the next page."""
    turn.keep_frame(aim=str(page(turn) + 1))


def values(turn: Turn) -> Values:
    """Fill in the page and its number."""
    pages = turn.words.tables["backfires"]["pages"]
    return {"page": pages[page(turn)], "number": str(page(turn) + 1), "count": str(len(pages))}


FLOW = Flow(
    "dont",
    ("page",),
    [
        move("next", "page", "page", next_page),
        move("close", "page", DONE),
    ],
    values=values,
    shows={("page", "next"): lambda turn: page(turn) + 1 < len(turn.words.tables["backfires"]["pages"])},
    aside=True,
    about_partner=True,
)
