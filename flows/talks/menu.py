"""The menu: what is open, the plan, how it went, safety, and the user's data."""

from __future__ import annotations

from datetime import timedelta

from flows.asking import bent
from flows.engine import DONE, Flow, Turn, Values, hand_over, move
from flows.fields import FRESH
from flows.model import Flag
from flows.planning import to_reminders
from flows.reminding import KINDS, drop, keep

FORTNIGHT = timedelta(weeks=2)
"""How long a change on one's own side is tried before it is asked about."""

WAYS = ("whattosay", "rewrite", "doors", "own_side", "alone", "check", "life")
"""Talks that need no yes first."""


def something_open(turn: Turn) -> bool:
    """Tell whether a talk waits below the menu and may go on."""
    return len(turn.journey.stack) > 1 and not turn.paused


def coached(turn: Turn) -> bool:
    """Tell whether tips about the partner are open to the user."""
    return not turn.paused


def together(turn: Turn) -> bool:
    """Tell whether the talks for two are open: tips aren't paused, and the two haven't parted."""
    return not turn.paused and not parted(turn)


def parted(turn: Turn) -> bool:
    """Tell whether the two have parted."""
    return turn.journey.bend is not None and turn.journey.bend.kind == "parted"


def paused(turn: Turn) -> bool:
    """Tell whether tips about the partner are paused."""
    return turn.paused


def reason_known(turn: Turn) -> bool:
    """Tell whether there is a reason to show more about."""
    return not turn.paused and turn.journey.reason is not None


def start_fresh(turn: Turn) -> None:
    """Begin again from nothing: the old path, plan and reason go, and so does every talk that was open."""
    turn.keep(**FRESH, stack=turn.journey.stack[-1:])
    drop(turn, *KINDS)
    if turn.journey.safety.flag is Flag.SOFT:
        turn.keep_safety(ask_first=True)


def short_place(turn: Turn) -> int:
    """Return which of the lines in short is shown, from 0; they go round."""
    return int(turn.frame.aim) if turn.frame.aim.isdecimal() else 0


def next_short(turn: Turn) -> None:
    """Show the next line in short."""
    turn.keep_frame(aim=str((short_place(turn) + 1) % len(turn.words.tables["backfires"]["short"])))


def values(turn: Turn) -> Values:
    """Fill in how the menu begins: while tips are paused, it doesn't speak of change."""
    short = turn.words.tables["backfires"]["short"]
    bend = turn.journey.bend
    until = turn.words.day(bend.until) if bend and bend.until else ""
    opening = str(turn.words.tables["pieces"]["menu"][_opening(turn)]).format(until=until)
    return {"opening": opening, "short": str(short[short_place(turn)])}


def _opening(turn: Turn) -> str:
    """Return how the menu begins: with what the user wanted to look at about now, where there is something."""
    if turn.paused:
        return "paused"
    if turn.journey.rest_on or parted(turn):
        return "resting"
    if bent(turn.journey, turn.today):
        return "rests"
    if plan_due(turn):
        return "plan_due"
    if note_due(turn):
        return "note_due"
    return "step_due" if step_due(turn) else "opening"


def begins_path(turn: Turn) -> bool:
    """Tell whether the path is offered: it isn't walked yet, and isn't what "carry on" goes on with."""
    open_talks = {frame.talk for frame in turn.journey.stack}
    return together(turn) and turn.journey.card is None and "path" not in open_talks


def plan_due(turn: Turn) -> bool:
    """Tell whether the day to come back, which stands on the plan, is here or past."""
    day = turn.journey.card.return_on if turn.journey.card else None
    return day is not None and day <= turn.today


def note_due(turn: Turn) -> bool:
    """Tell whether these are the days on which the user wanted to come back unasked."""
    day = turn.journey.reminders.note_on
    return day is not None and day <= turn.today < day + FORTNIGHT


def note_done(turn: Turn) -> None:
    """Forget the day that was noted: they have come."""
    keep(turn, note_on=None)


def remind(turn: Turn) -> None:
    """Go to what comes by itself, or to what must be asked before anything may."""
    turn.next = to_reminders(turn)


remind.target = ("remind", "home")  # type: ignore[attr-defined]


def step_due(turn: Turn) -> bool:
    """Tell whether the user's own change has had its two weeks."""
    step = turn.journey.experiment
    return together(turn) and step is not None and turn.today - step.since >= FORTNIGHT


FLOW = Flow(
    "menu",
    ("home", "ways", "more", "short", "fresh"),
    [
        move("carry_on", "home", DONE),
        move("path", "home", DONE, hand_over("path")),
        move("plan", "home", DONE, hand_over("card")),
        move("after", "home", DONE, hand_over("after")),
        move("five", "home", DONE, hand_over("safe_check", "fear")),
        move("safety", ["home", "ways", "more"], DONE, hand_over("care", "home")),
        move("own_side", "home", DONE, hand_over("own_side")),
        move("season", "home", DONE, [note_done, hand_over("season")]),
        move("ways", "home", "ways"),
        move("more", ["home", "short"], "more"),
        move("alone", "home", DONE, hand_over("alone")),
        move("life", "home", DONE, hand_over("life", "parted_since")),
        *(move(talk, "ways", DONE, hand_over(talk)) for talk in WAYS),
        *(move(talk, "more", DONE, hand_over(talk)) for talk in ("dont", "faq", "settings")),
        move("remind", "more", DONE, remind),
        move("short", "more", "short"),
        move("next", "short", "short", next_short),
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
        ("home", "path"): begins_path,
        ("home", "after"): lambda turn: together(turn) and turn.journey.card is not None,
        ("home", "own_side"): step_due,
        ("home", "season"): lambda turn: note_due(turn) and together(turn),
        ("home", "ways"): together,
        ("home", "alone"): lambda turn: not together(turn),
        ("home", "life"): lambda turn: not turn.paused and parted(turn),
        ("home", "five"): paused,
        ("more", "dont"): coached,
        ("more", "remind"): coached,
        ("more", "short"): coached,
        ("more", "why"): reason_known,
        ("more", "fresh"): coached,
    },
)
