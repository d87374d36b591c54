"""The season talk: somebody comes back to it after weeks, and looks again before anything is asked (content 08).

It begins with where they are and whether they are afraid, and ends with when to come back. The plan's day and the
weekly note have a screen of their own here.
"""

from __future__ import annotations

from flows.asking import asked_enough, rest_until
from flows.engine import DONE, Callback, Flow, Turn, Values, hand_over, move, says
from flows.model import Flag, Week
from flows.planning import named, to_reminders, written
from flows.reminding import A_DAY, drop, snooze, switch_off

MOST_WEEKS = 60
"""How many notes of how it was are kept."""

FOUR = 4
WEEK_DAYS = 7
CHANGES = ("softer", "same", "harder")
WEEKS = (6, 8, 12)
"""After how many weeks to come back, as quick buttons (content 08)."""


def notes(change: str) -> Callback:
    """Return a callback that keeps how it is between them."""

    def keep(turn: Turn) -> None:
        week = Week.model_validate({"on": turn.today, "change": change})
        turn.keep(weeks=(*turn.journey.weeks, week)[-MOST_WEEKS:])

    keep.__name__ = f"notes_{change}"
    return keep


def not_afraid(turn: Turn) -> None:
    """Note that question 1 was answered: it needn't come again before an ask today."""
    if turn.journey.safety.flag is Flag.DOWN:
        turn.keep_safety(ask_first=False)


def afraid(turn: Turn) -> None:
    """Put the flag up: everything about the partner is paused, and all reminders are off."""
    turn.raise_flag(Flag.UP)


def unsure(turn: Turn) -> None:
    """Leave the asking for this season: the flag is soft, and all reminders are off."""
    turn.raise_flag(Flag.SOFT)


def enough(turn: Turn) -> bool:
    """Tell whether it was asked so often that no other ask is proposed (X-15)."""
    return asked_enough(turn.journey, turn.today)


def not_enough(turn: Turn) -> bool:
    """Tell whether another ask may be proposed."""
    return not enough(turn)


def no_reason(turn: Turn) -> bool:
    """Tell whether no reason has been picked yet."""
    return turn.journey.reason is None


def waits_for_answer(turn: Turn) -> bool:
    """Tell whether they wanted to think about it: then there is one nudge for the day that was named."""
    asks = turn.journey.asks
    return bool(asks) and asks[-1].door == "later"


def back_in(weeks: int) -> Callback:
    """Return a callback that has the reminders set a day so many weeks ahead."""

    def set_day(turn: Turn) -> None:
        turn.next = to_reminders(turn, f"season +{weeks} -")

    set_day.__name__ = f"back_in_{weeks}_weeks"
    set_day.target = ("remind", "set")  # type: ignore[attr-defined]
    return set_day


def pick(turn: Turn) -> None:
    """Let the user name a day."""
    turn.next = to_reminders(turn, "season - -")


pick.target = ("remind", "pick")  # type: ignore[attr-defined]


def typed_day(turn: Turn) -> None:
    """Have the reminders set the day that was typed."""
    turn.next = to_reminders(turn, written(named(turn)))


typed_day.target = ("remind", "set")  # type: ignore[attr-defined]


def names_no_day(turn: Turn) -> bool:
    """Tell whether a text names no day."""
    return turn.event.reading.when is None


def tomorrow(turn: Turn) -> None:
    """Have the line come once more on another day, where there are hours for it: it isn't private now."""
    snooze(turn, "season", turn.now + A_DAY)


def never(turn: Turn) -> None:
    """Set no other day."""
    drop(turn, "season")


def values(turn: Turn) -> Values:
    """Fill in since when, what was noted, and how long the cadence would wait."""
    journey, pieces = turn.journey, turn.words.tables["pieces"]["season"]
    weeks = -(-(rest_until(journey, turn.today) - turn.today).days // WEEK_DAYS)
    return {
        "since": since(turn),
        "weeks": _noted(turn),
        "view": str(pieces["enough" if enough(turn) else "view"]),
        "label": turn.words.reason(journey.reason or "unclear")["label"],
        "advice": str(pieces["own_plan" if enough(turn) else "advice"]).format(weeks=weeks),
        "opening": str(pieces["named" if waits_for_answer(turn) else "plan_day"]).format(nudge=pieces["nudge"]),
        "nudge": str(pieces["nudge"]) if waits_for_answer(turn) else "",
    }


def since(turn: Turn) -> str:
    """Return since when it is asked: the month of the last visit, or just last time where that is this month."""
    seen, common = turn.journey.seen_on, turn.words.tables["common"]
    if seen is None or seen.month == turn.today.month:
        return str(turn.words.tables["pieces"]["season"]["last_time"])
    return str(common["months"][seen.month - 1])


def _noted(turn: Turn) -> str:
    """Return the last weekly notes in words, where there are several."""
    last = [week.change for week in turn.journey.weeks[-FOUR:]]
    if len(last) < FOUR:
        return ""
    pieces = turn.words.tables["pieces"]["season"]
    counted = [pieces[f"was_{change}"].format(count=last.count(change)) for change in CHANGES if change in last]
    return str(pieces["weeks"]).format(counted=", ".join(counted))


FLOW = Flow(
    "season",
    ("private", "afraid", "no_ask", "changed", "theirs", "mine", "choose", "reason", "when", "named", "week", "noted"),
    [
        move("yes", "private", "afraid"),
        move("no", "private", DONE, [tomorrow, says("season.later"), hand_over("quiet")]),
        move("no", "afraid", "changed", not_afraid),
        move("unsure", "afraid", "no_ask", unsure),
        move("yes", "afraid", DONE, [afraid, hand_over("care", "listen")]),
        move("safety", "no_ask", DONE, hand_over("care", "home")),
        move("own_side", "no_ask", DONE, hand_over("own_side")),
        move("close", "no_ask", DONE),
        *(move(change, "changed", "theirs", notes(change)) for change in ("softer", "same")),
        move("harder", "changed", "theirs", [notes("harder"), says("season.harder")]),
        move("happened", "changed", DONE, hand_over("life", "home")),
        move("yes", "theirs", "mine", says("season.theirs")),
        move("no", "theirs", "mine"),
        move("said", "mine", "choose", says("season.tried")),
        move("skip", "mine", "choose", says("season.nothing_tried")),
        move("ask", "choose", DONE, hand_over("path"), no_reason),
        move("ask", "choose", "reason"),
        move("same", "reason", DONE, hand_over("path", "smaller")),
        move("other", "reason", DONE, hand_over("path", "the_no")),
        move("leave", "choose", "when"),
        *(move(talk, "choose", DONE, hand_over(talk)) for talk in ("doors", "alone", "check")),
        move("stop", "choose", DONE, [switch_off, says("season.stopped")]),
        *(move(f"weeks_{weeks}", "when", DONE, back_in(weeks)) for weeks in WEEKS),
        move("pick", "when", DONE, pick),
        move("said", "when", "when", says("remind.unread"), names_no_day),
        move("said", "when", DONE, typed_day),
        move("never", "when", DONE, [never, says("season.never")]),
        move("asked", "named", DONE, hand_over("after", "door")),
        move("not_yet", "named", DONE, hand_over("after", "held_up")),
        move("plan", "named", DONE, hand_over("card")),
        move("quiet", "named", DONE, hand_over("quiet")),
        *(move(change, "week", "noted", notes(change)) for change in CHANGES),
        move("unsafe", "week", DONE, [afraid, hand_over("care", "listen")]),
        move("life", "noted", DONE, hand_over("life", "home")),
        move("close", "noted", DONE),
    ],
    values=values,
    shows={("choose", "ask"): not_enough, ("choose", "check"): enough},
    for_two=True,
    about_partner=True,
)
