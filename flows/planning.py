"""Setting lines that come by themselves (content 08): what was typed or tapped becomes a day and an hour.

What is being set stands in the frame's aim: the kind, the day and the hour, "-" where one isn't known yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from flows.asking import rest_until
from flows.engine import Turn, Visit
from flows.model import Flag, Reminder, ReminderKind
from flows.reminding import A_DAY, DAY_HOURS, KINDS, due_at, first_from, keep, plan, planned, start_anew
from flows.zones import local, moment_of

OPENS: Mapping[str, Visit] = {
    "season": Visit("season"),
    "return": Visit("season", "named"),
    "review": Visit("season"),
    "step": Visit("own_side"),
    "log": Visit("season", "week"),
}
"""What each kind of line opens."""

ASK_AGAIN = timedelta(weeks=8)
"""After how long it is asked again whether the hours are still safe (content 08)."""

USUAL = time(18)
PARTS = {"morning": time(9), "afternoon": time(15), "evening": time(19), "night": time(21)}
"""Around which hour a part of the day is meant, and a day of which no time is told."""

HALF_A_PART = 2
"""How many hours a part of the day reaches to both sides."""

EVERY = {"season": 0, "return": 0, "review": 4, "step": 1, "log": 1}
"""How many weeks lie between two lines of a kind; 0 for one that comes once."""

FORTNIGHT = 2
NONE_YET = "-"
GUESSED = "guessed"
"""Stands behind a day that a text didn't quite say."""

TAPPED = "tapped"
"""Stands behind the kind of a line that was tapped, while something is asked before it opens."""


class Aim(NamedTuple):
    """What is being set: its kind, its day and its hour as far as they are known, and what is chosen on the way."""

    kind: ReminderKind = "season"
    day: date | None = None
    at: time | None = None
    chosen: str = ""


A_SEASON = Aim()
"""A season of which nothing else is known yet."""


def aim_of(turn: Turn) -> Aim:
    """Read what this visit sets; the season where nothing else is said."""
    aim = turn.journey.frame.aim if turn.journey.frame else ""
    kind, day, at, chosen = (*aim.split(), "", "", "", "")[:4]
    known: ReminderKind = next((one for one in KINDS if one == kind), "season")
    return Aim(known, _day(turn, day), time.fromisoformat(at) if at not in ("", NONE_YET) else None, chosen)


def _day(turn: Turn, said: str) -> date | None:
    """Read a day of an aim, which may be so many weeks ahead."""
    if said in ("", NONE_YET, TAPPED):
        return None
    return turn.today + timedelta(weeks=int(said)) if said.startswith("+") else date.fromisoformat(said)


def written(aim: Aim) -> str:
    """Write what a visit sets as it stands in a frame."""
    day, at = aim.day.isoformat() if aim.day else NONE_YET, aim.at.isoformat() if aim.at else NONE_YET
    return f"{aim.kind} {day} {at} {aim.chosen}".rstrip()


def aims(turn: Turn, aim: Aim) -> None:
    """Keep what this visit sets."""
    turn.keep_frame(aim=written(aim))


def chooses(turn: Turn, chosen: str) -> None:
    """Keep what is chosen on the way, in one word; what is to be set behind it stays as it was."""
    kind, day, at = (*turn.frame.aim.split()[:3], NONE_YET, NONE_YET, NONE_YET)[:3]
    turn.keep_frame(aim=f"{kind} {day} {at} {chosen}".rstrip())


def is_ready(turn: Turn) -> bool:
    """Tell whether all was asked that must be asked before a line may come."""
    reminders = turn.journey.reminders
    return bool(reminders.agreed and reminders.zone and reminders.hours and reminders.line and reminders.safe_on)


def hours_are_old(turn: Turn) -> bool:
    """Tell whether it is weeks since the hours were called safe."""
    safe_on = turn.journey.reminders.safe_on
    return safe_on is not None and turn.today - safe_on >= ASK_AGAIN


def to_reminders(turn: Turn, aim: str = "") -> Visit:
    """Return the visit that sets something: behind what must be asked first, and the hours every eight weeks."""
    may = turn.journey.safety.flag is not Flag.SOFT and not turn.journey.reminders.stopped
    if may and not is_ready(turn):
        return Visit("safe_hours", "seen", aim)
    return Visit("safe_hours", "still_safe", aim) if may and hours_are_old(turn) else Visit("remind", "", aim)


# --- a day and an hour


def hour_on(turn: Turn, day: date, near: time) -> time:
    """Return the safe hour of a day that is nearest to one, or that one where the day has none that is safe."""
    hours = turn.journey.reminders.hours[day.weekday()] if turn.journey.reminders.hours else ()
    return time(min(hours, key=lambda hour: (abs(hour - near.hour), hour))) if hours else near


def typed(turn: Turn) -> Aim:
    """Return what was typed, as what this visit sets; the day stays open where the text names none."""
    return named(turn, aim_of(turn))


def named(turn: Turn, aim: Aim = A_SEASON) -> Aim:
    """Return an aim with the day and the hour that the text of this event names."""
    when = turn.event.reading.when
    if when is None:
        return aim._replace(day=None)
    day = when.day if when.named or aim.day is None else aim.day
    at = when.at or (_in_part(turn, day, PARTS[when.part]) if when.part else None)
    return aim._replace(day=day, at=at, chosen="" if when.sure else GUESSED)


def _in_part(turn: Turn, day: date, near: time) -> time:
    """Return a safe hour in a part of the day, or its own hour where none in it is safe: then that is asked about."""
    safe = hour_on(turn, day, near)
    return safe if abs(safe.hour - near.hour) <= HALF_A_PART else near


def moment_meant(turn: Turn, aim: Aim) -> datetime | None:
    """Return the moment that is being set, as far as it was named, or None without a day."""
    if aim.day is None:
        return None
    return moment_of(aim.day, aim.at or hour_on(turn, aim.day, USUAL), turn.journey.reminders.zone)


def is_past(turn: Turn, aim: Aim) -> bool:
    """Tell whether what is being set is no moment ahead."""
    moment = moment_meant(turn, aim)
    return moment is not None and moment < turn.now


def is_outside(turn: Turn, aim: Aim) -> bool:
    """Tell whether an hour was named that isn't one of the user's safe hours."""
    if aim.day is None or aim.at is None:
        return False
    hours = turn.journey.reminders.hours
    return not hours or aim.at.hour not in hours[aim.day.weekday()]


def lacks_hour(turn: Turn, aim: Aim) -> bool:
    """Tell whether no hour was named and none of the week is safe: then it has to be named."""
    return aim.at is None and not any(turn.journey.reminders.hours)


# --- setting it


def set_it(turn: Turn, aim: Aim) -> None:
    """Switch on what this visit sets; a series begins on that day, and the plan's day is the plan's."""
    if aim.day is None:
        return
    aims(turn, aim)
    before = planned(turn.journey, aim.kind)
    every = before.every if before else EVERY[aim.kind]
    at = aim.at or hour_on(turn, aim.day, USUAL)
    if aim.kind == "return":
        turn.keep_card(return_on=aim.day)
    hour = {"at": at, "exact": is_outside(turn, aim), "named": aim.at is not None and not every}
    plan(turn, Reminder(kind=aim.kind, on=aim.day, every=every, **hour))
    start_anew(turn)


def comes_at(turn: Turn, kind: str) -> datetime | None:
    """Return when a line of this kind comes next, as it reads at the user's, None while it rests."""
    one = planned(turn.journey, kind)
    moment = due_at(turn.journey, one) if one else None
    return local(moment, turn.journey.reminders.zone) if moment else None


def is_early(turn: Turn) -> bool:
    """Tell whether a season's day comes before the asking has rested as long as it had better rest."""
    aim, asks = aim_of(turn), turn.journey.asks
    if aim.kind != "season" or not asks or aim.day is None:
        return False
    return aim.day < rest_until(turn.journey, asks[-1].on)


def switch(turn: Turn, kind: str, **changes: object) -> None:
    """Change a reminder that is on."""
    one = planned(turn.journey, kind)
    if one is not None:
        plan(turn, one.model_copy(update=changes))


def wake(turn: Turn, *kinds: str) -> None:
    """Have reminders go on, each from its next day on; what was to come once and is past goes."""
    woken = [_ahead(turn, one) if one.kind in kinds else one for one in turn.journey.reminders.planned]
    keep(turn, planned=tuple(one for one in woken if one))


def _ahead(turn: Turn, one: Reminder) -> Reminder | None:
    """Return a reminder awake, on its next day; a day of the plan that is past has had its line."""
    awake = one.model_copy(update={"paused": False, "waits": None})
    if moment_of(one.on, one.at, turn.journey.reminders.zone) > turn.now:
        return awake
    if one.kind == "return":
        return awake.model_copy(update={"spent": True})
    return awake.model_copy(update={"on": first_from(one, turn.today + A_DAY)}) if one.every else None


# --- safe hours


def slots(turn: Turn) -> list[tuple[date, time]]:
    """Return the days of the coming week that have a safe hour, each with the one that is nearest to the evening."""
    days = (turn.today + timedelta(days=ahead) for ahead in range(1, 8))
    safe = turn.journey.reminders.hours
    return [(day, hour_on(turn, day, USUAL)) for day in days if safe and safe[day.weekday()]]


def with_hours(held: Sequence[Sequence[int]], days: Sequence[int], hours: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return safe hours with these hours added on these days of the week, Monday 0."""
    table = [set(held[day]) if held else set() for day in range(7)]
    for day in days:
        table[day] |= set(hours) & set(DAY_HOURS)
    return tuple(tuple(sorted(hours)) for hours in table)
