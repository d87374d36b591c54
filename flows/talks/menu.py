"""The menu: what is open, the plan, how it went, safety, and the user's data."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn, Values, hand_over, move
from flows.model import Flag


def something_open(turn: Turn) -> bool:
    """Tell whether a talk waits below the menu and may go on."""
    return len(turn.journey.stack) > 1 and not turn.paused


def coached(turn: Turn) -> bool:
    """Tell whether tips about the partner are open to the user."""
    return not turn.paused


def paused(turn: Turn) -> bool:
    """Tell whether tips about the partner are paused."""
    return turn.paused


def reason_known(turn: Turn) -> bool:
    """Tell whether there is a reason to show more about."""
    return not turn.paused and turn.journey.reason is not None


FRESH = {"reason": None, "guesses": (), "line": 0, "when": None, "card": None, "asks": ()}
"""What starting over forgets; consent, safety, country and tidying stay."""


def start_fresh(turn: Turn) -> None:
    """Begin again from nothing: the old path, plan and reason go, and so does every talk that was open."""
    turn.keep(**FRESH, stack=turn.journey.stack[-1:])
    if turn.journey.safety.flag is Flag.SOFT:
        turn.keep_safety(ask_first=True)


def values(turn: Turn) -> Values:
    """Fill in how the menu begins: while tips are paused, it doesn't speak of change."""
    opening = "paused" if turn.paused else "resting" if turn.journey.rest_on else "opening"
    return {"opening": str(turn.words.tables["pieces"]["menu"][opening])}


FLOW = Flow(
    "menu",
    ("home", "more", "fresh"),
    [
        move("carry_on", "home", DONE),
        move("path", "home", DONE, hand_over("path")),
        move("plan", "home", DONE, hand_over("card")),
        move("after", "home", DONE, hand_over("after")),
        move("five", "home", DONE, hand_over("safe_check", "fear")),
        move("safety", ["home", "more"], DONE, hand_over("care", "home")),
        move("more", "home", "more"),
        move("why", "more", DONE, hand_over("why")),
        move("privacy", "more", DONE, hand_over("data")),
        move("fresh", "more", "fresh"),
        move("quiet", "more", "home", hand_over("quiet")),
        move("yes", "fresh", DONE, [start_fresh, hand_over("path")]),
        move("no", "fresh", "home"),
    ],
    values=values,
    shows={
        ("home", "carry_on"): something_open,
        ("home", "plan"): lambda turn: turn.journey.card is not None or not turn.paused,
        ("home", "path"): lambda turn: not turn.paused and turn.journey.card is None,
        ("home", "after"): lambda turn: not turn.paused and turn.journey.card is not None,
        ("home", "five"): paused,
        ("more", "why"): reason_known,
        ("more", "fresh"): coached,
    },
)
