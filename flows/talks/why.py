"""More about this kind of no: what to avoid, what to try this week, how to tell if it moved, lines to say (02)."""

from __future__ import annotations

from flows.asking import nothing_refused
from flows.engine import DONE, Flow, Turn, Values, hand_over, move

PAGES = ("avoid", "week", "moved", "door", "frame", "short", "long", "message")


def begin(turn: Turn) -> str:
    """Begin a visit: at the reason, or at the offer to find it out."""
    return "home" if turn.journey.reason else "none_yet"


def values(turn: Turn) -> Values:
    """Fill in all that is said about the reason."""
    reason = turn.words.reason(turn.journey.reason or "unclear")
    return {key: str(reason[key]) for key in ("label", "means", *PAGES)}


FLOW = Flow(
    "why",
    ("none_yet", "home", "lines", *PAGES),
    [
        move("find", "none_yet", DONE, hand_over("path")),
        move("close", "none_yet", DONE),
        move("lines", "home", "lines"),
        *(move(page, "home", page) for page in PAGES[:5]),
        *(move(page, "lines", page) for page in PAGES[5:]),
        move("other", "home", DONE, hand_over("path", "reasons")),
        move("close", "home", DONE),
        *(move("home", page, "home") for page in PAGES),
    ],
    values=values,
    aside=True,
    enter=begin,
    shows={("home", "lines"): nothing_refused},
    asks=("lines", "short", "long", "message"),
    about_partner=True,
)
