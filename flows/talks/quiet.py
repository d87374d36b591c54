"""The quiet screen: a neutral line, the chat blanked as far as Telegram lets a bot (content 10.6)."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn, move
from flows.model import Tidy


def blank(turn: Turn) -> str:
    """Begin a visit: take away what is on the screen, and what of care lies below: whoever opens it again sees none."""
    turn.do(Tidy())
    turn.keep(stack=tuple(frame for frame in turn.journey.stack if frame.talk not in ("care", "safe_check")))
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
