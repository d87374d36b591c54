"""The line that comes by itself, and what it opens: all its meaning comes after the tap (content 08)."""

from __future__ import annotations

from datetime import timedelta

from flows.engine import DONE, Callback, Condition, Flow, Turn, Values, Visit, hand_over, move
from flows.planning import OPENS, TAPPED, hours_are_old
from flows.reminding import comes_again, snooze
from flows.schedule import ready_lines

LATER = {"soon": timedelta(hours=3), "tomorrow": timedelta(days=1), "week": timedelta(weeks=1)}
"""For how long a line can be put off; the series goes on as it was."""


PUT_OFF = frozenset({"later", "till", "not_now"})
"""What is asked and said when a line is put off; on another day it isn't shown again."""


def stands_for(kind: str) -> Condition:
    """Return a condition: the line stood for this."""

    def stands(turn: Turn) -> bool:
        return turn.frame.aim == kind

    stands.__name__ = f"stands_for_{kind}"
    return stands


def ask_again(turn: Turn) -> None:
    """Ask first whether the hours are still safe; what the line stood for comes after it."""
    turn.next = Visit("safe_hours", "still_safe", f"{turn.frame.aim} {TAPPED}")


ask_again.target = ("safe_hours", "still_safe")  # type: ignore[attr-defined]


def puts_off(wait: timedelta) -> Callback:
    """Return a callback that has the line come once more after a while."""

    def put_off(turn: Turn) -> None:
        snooze(turn, turn.frame.aim, turn.now + wait)  # type: ignore[arg-type]

    put_off.__name__ = f"puts_off_{int(wait.total_seconds())}"
    return put_off


def hours_are_safe(turn: Turn) -> bool:
    """Tell whether there are hours in which a line may come again."""
    return any(turn.journey.reminders.hours)


def values(turn: Turn) -> Values:
    """Fill in the line, or a ready one where it was taken away meanwhile, and when it comes again."""
    mine = [one for one in turn.journey.reminders.snoozed if one.kind == turn.frame.aim]
    again = comes_again(turn.journey, mine[0]) if mine else None
    return {
        "line": turn.journey.reminders.line or ready_lines(turn.words)[0],
        "again": turn.words.moment(turn.at_home(again), turn.today) if again else "",
    }


FLOW = Flow(
    "line",
    ("line", "later", "till", "not_now"),
    [
        move("open", "line", DONE, ask_again, hours_are_old),
        *(
            move("open", "line", DONE, hand_over(*visit), stands_for(kind))
            for kind, visit in OPENS.items()
            if kind != "season"
        ),
        move("open", "line", DONE, hand_over("season")),
        move("later", "line", "later", (), hours_are_safe),
        move("later", "line", "not_now"),
        *(move(wait, "later", "till", puts_off(by)) for wait, by in LATER.items()),
        move("no", "later", "not_now"),
        move("close", ["till", "not_now"], DONE),
    ],
    values=values,
)
