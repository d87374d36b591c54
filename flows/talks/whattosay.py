"""A line for this moment (content 09): one tap, one line, why it may work, and the line to copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.asking import limit
from flows.engine import DONE, Callback, Condition, Flow, Turn, Values, hand_over, move
from flows.model import Flag
from flows.paging import Pages, first_page

SHOWN = 6


def moments(turn: Turn) -> list[str]:
    """Return the moments by key, in the order in which they are offered: what fits the reason comes first."""
    table: Mapping[str, Mapping[str, Any]] = turn.words.tables["moments"]
    reason = turn.journey.reason
    return sorted(table, key=lambda key: key != reason)


PAGES = Pages(moments, SHOWN)


def picks(place: int) -> Callback:
    """Return a callback that opens one of the moments; before a limit is spoken aloud, question 1 comes (X-02)."""

    def pick(turn: Turn) -> None:
        key = PAGES.at(turn, place) or ""
        turn.keep_frame(aim=key)
        if key == "limit" and turn.journey.safety.flag is Flag.DOWN:
            turn.keep_safety(ask_first=True)

    pick.__name__ = f"moment_{place}"
    return pick


def asks_too_much(place: int) -> Condition:
    """Return a condition: the line of that moment asks for more than what was refused already (X-15)."""

    def too_much(turn: Turn) -> bool:
        key = PAGES.at(turn, place)
        return key is not None and int(turn.words.tables["moments"][key]["rung"]) > limit(turn.journey)

    too_much.__name__ = "asks_too_much"
    return too_much


def values(turn: Turn) -> Values:
    """Fill in the moments of the page, and the line of the one that is open."""
    table, pieces = turn.words.tables["moments"], turn.words.tables["pieces"]["moments"]
    moment = table.get(turn.frame.aim, table["first"])
    return {
        "opening": str(pieces["opening"]),
        "more": str(pieces["again" if PAGES.last(turn) else "more"]),
        "line": str(moment["line"]),
        "why": str(moment["why"]),
        **PAGES.labels(turn, "moment", lambda key: str(table[key]["label"])),
    }


FLOW = Flow(
    "whattosay",
    ("moments", "line", "lighter"),
    [
        *(move(f"moment_{place}", "moments", "lighter", picks(place), asks_too_much(place)) for place in range(SHOWN)),
        *(move(f"moment_{place}", "moments", "line", picks(place)) for place in range(SHOWN)),
        move("more", "moments", "moments", PAGES.next_page),
        move("anyway", "lighter", "line"),
        move("other", ["line", "lighter"], "moments", first_page),
        move("dont", "line", DONE, hand_over("dont")),
        move("close", ["moments", "line", "lighter"], DONE),
    ],
    values=values,
    aside=True,
    asks=("line",),
    for_two=True,
    about_partner=True,
)
