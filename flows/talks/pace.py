"""The limit on asking (X-15): why another ask had better wait, and what there is to do meanwhile.

The user may always ask; it is the bot that stops proposing.
"""

from __future__ import annotations

from datetime import timedelta

from flows.asking import MOST_NOES, asked_enough, bent, fought_lately, last_no, limit, noes, rest_until
from flows.engine import DONE, Callback, Flow, Move, Turn, Values, Visit, hand_over, move
from flows.planning import Aim, to_reminders, written
from flows.reminding import planned

WEEKS = (6, 8, 12)
"""After how many weeks to look again, as quick buttons (content 08)."""


def begin(turn: Turn) -> str:
    """Begin a visit at what there is to wait for; the weightiest comes first."""
    journey, today = turn.journey, turn.today
    if bent(journey, today):
        return "bend"
    if asked_enough(journey, today):
        return "third"
    if limit(journey) == 0:
        return "floor"
    if fought_lately(journey, today):
        return "fight"
    return "today" if last_no(journey) == today else "season"


def leave_asking(turn: Turn) -> None:
    """Put the way to another ask away: it begins anew when it is opened again."""
    turn.keep(stack=tuple(frame for frame in turn.journey.stack if frame.talk != "path"))


def anyway(turn: Turn) -> None:
    """Go on to the ask all the same, as the user wants it."""
    turn.next = Visit("path", "smaller", "anyway")


anyway.target = ("path", "smaller")  # type: ignore[attr-defined]


def look_in(weeks: int) -> Callback:
    """Return a callback that puts the day to look again on the card, so many weeks from today."""

    def set_day(turn: Turn) -> None:
        if turn.journey.card is not None:
            turn.keep_card(return_on=turn.today + timedelta(weeks=weeks))

    set_day.__name__ = f"look_in_{weeks}_weeks"
    return set_day


def values(turn: Turn) -> Values:
    """Fill in until when it rests, and which limit was reached."""
    pieces, journey = turn.words.tables["pieces"]["pace"], turn.journey
    until = journey.bend.until if journey.bend and journey.bend.until else turn.today
    day = journey.card.return_on if journey.card else None
    return {
        "until": turn.words.day(until),
        "calm_on": turn.words.day(rest_until(journey, journey.asks[-1].on)) if journey.asks else "",
        "count": str(pieces["third_no" if noes(journey, turn.today) >= MOST_NOES else "fourth_ask"]),
        "dated": str(pieces["dated"]).format(day=turn.words.day(day)) if day else str(pieces["undated"]),
    }


def remind(turn: Turn) -> None:
    """Have a line come on that day, or set one."""
    day = turn.journey.card.return_on if turn.journey.card else None
    turn.next = to_reminders(turn, written(Aim("season", day)))


remind.target = ("remind", "home")  # type: ignore[attr-defined]


def ways(state: str, *talks: str) -> list[Move]:
    """Return the rows by which a state leads to talks in place of an ask."""
    return [move(talk, state, DONE, [leave_asking, hand_over(talk)]) for talk in talks]


FLOW = Flow(
    "pace",
    ("today", "season", "third", "floor", "fight", "bend", "rest"),
    [
        move("wait", ["today", "fight", "bend"], "rest", leave_asking),
        move("anyway", ["today", "season", "third", "fight", "bend"], DONE, anyway),
        *ways("today", "own_side"),
        *ways("fight", "own_side"),
        *ways("bend", "own_side"),
        *(move(f"weeks_{weeks}", "season", "rest", [leave_asking, look_in(weeks)]) for weeks in WEEKS),
        move("pick", "season", DONE, [leave_asking, hand_over("card", "return_on")]),
        *ways("season", "own_side"),
        *ways("third", "alone", "check", "doors"),
        *ways("floor", "own_side", "doors", "alone"),
        move("not_now", ["third", "floor"], "rest", leave_asking),
        *ways("rest", "own_side"),
        move("remind", "rest", DONE, [leave_asking, remind]),
        move("close", "rest", DONE),
    ],
    values=values,
    enter=begin,
    shows={("rest", "remind"): lambda turn: planned(turn.journey, "season") is None},
    for_two=True,
    about_partner=True,
)
