"""The quiet screen: a neutral line, the chat blanked as far as Telegram lets a bot (content 10.6)."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn, move
from flows.model import Tidy


def blank(turn: Turn) -> str:
    """Begin a visit: take away what is on the screen."""
    turn.do(Tidy())
    return "blank"


FLOW = Flow(
    "quiet",
    ("blank",),
    [
        move("open", "blank", DONE),
        move("said", "blank", "blank"),
    ],
    enter=blank,
)
