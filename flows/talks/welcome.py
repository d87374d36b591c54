"""Hello: what this is, 18 or over, and who can see the screen (content README, steps 0 and 1)."""

from __future__ import annotations

from flows.caring import turn_away
from flows.engine import DONE, Flow, Turn, hand_over, move


def consent(turn: Turn) -> None:
    """Keep the day of the consent to store the path; the button's words carry it (content 10.7)."""
    turn.keep(consent_on=turn.today)


def tidy_up(turn: Turn) -> None:
    """Switch the tidying of the chat on."""
    turn.keep(tidy=True)


def came_first(turn: Turn) -> bool:
    """Tell whether a command came before the hello: then that goes on, in place of the path."""
    return len(turn.journey.stack) > 1


def not_begun(turn: Turn) -> bool:
    """Tell whether an age was said at the hello: then that is asked again."""
    return turn.journey.consent_on is None and not came_first(turn)


FLOW = Flow(
    "welcome",
    ("hello", "private", "age"),
    [
        move("start", "hello", "private", consent),
        move("under_18", "hello", DONE, turn_away),
        move("yes", "age", DONE, turn_away),
        move("no", "age", "hello", (), not_begun),
        move("no", "age", DONE),
        move("nobody", "private", DONE, (), came_first),
        move("nobody", "private", DONE, hand_over("path")),
        move("tidy", "private", DONE, tidy_up, came_first),
        move("tidy", "private", DONE, [tidy_up, hand_over("path")]),
        move("somebody", "private", "private", hand_over("quiet")),
    ],
)
