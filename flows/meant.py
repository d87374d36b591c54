"""What a button or a text of /remind means: which day and hour it names, and the rows by which that is set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta

from flows.engine import Callback, Condition, Move, Turn, move, says
from flows.planning import USUAL, Aim, aim_of, aims, hour_on, is_outside, is_past, lacks_hour, set_it, slots, typed
from flows.reminding import DAY_HOURS

HOURS = 8
"""How many hours of a day are shown."""

Meaning = Callable[[Turn], Aim]


def as_it_stands(turn: Turn) -> Aim:
    """Return what this visit sets, as it is known by now."""
    return aim_of(turn)


def in_weeks(weeks: int) -> Meaning:
    """Return the meaning of a button that names so many weeks."""
    return lambda turn: aim_of(turn)._replace(day=turn.today + timedelta(weeks=weeks), at=None)


def at_slot(weekday: int) -> Meaning:
    """Return the meaning of a day of the week, Monday 0: the next one, at its safe hour."""

    def meant(turn: Turn) -> Aim:
        day, at = next(((day, at) for day, at in slots(turn) if day.weekday() == weekday), (None, None))
        return aim_of(turn)._replace(day=day, at=at)

    return meant


def at_hour(place: int) -> Meaning:
    """Return the meaning of one of the hours of the day that is being set."""
    return lambda turn: aim_of(turn)._replace(at=hours_of(turn)[place])


def hours_of(turn: Turn) -> list[time]:
    """Return hours of the day that is being set: the safe ones, or some of the day where none is safe."""
    day, safe = aim_of(turn).day, turn.journey.reminders.hours
    held = safe[day.weekday()] if day and safe else ()
    return [time(hour) for hour in held or list(DAY_HOURS)[1::2]][-HOURS:]


def typed_hour(turn: Turn) -> Aim:
    """Return the hour that was typed, on the day that is being set, or on the one that was typed with it."""
    reading, aim = turn.event.reading, aim_of(turn)
    if reading.when is not None and reading.when.at is not None:
        return aim._replace(at=reading.when.at)
    safe = [clock for clock in reading.clocks if not is_outside(turn, aim._replace(at=clock))]
    return aim._replace(at=next(iter((*safe, *reading.clocks)), None))


def nearest(turn: Turn) -> Aim:
    """Return the safe hour that is nearest to the one that was named, on that day."""
    aim = aim_of(turn)
    return aim._replace(at=hour_on(turn, aim.day, aim.at or USUAL)) if aim.day else aim


def plans_day(turn: Turn) -> Aim:
    """Return the plan's day, as the day of a line."""
    return Aim("return", turn.journey.card.return_on if turn.journey.card else None)


# --- the rows


def sets(trigger: str, source: str, meaning: Meaning, *before: Callback) -> list[Move]:
    """Return the rows by which something that names a day sets it, or leads to the question that is still open."""

    def when(check: Callable[[Turn, Aim], bool]) -> Condition:
        def holds(turn: Turn) -> bool:
            return check(turn, meaning(turn))

        holds.__name__ = check.__name__
        return holds

    def take(turn: Turn) -> None:
        aims(turn, meaning(turn)._replace(chosen=""))

    def fix(turn: Turn) -> None:
        set_it(turn, meaning(turn)._replace(chosen=""))

    return [
        move(trigger, source, "pick", [*before, says("remind.past")], when(is_past)),
        move(trigger, source, "hour", [*before, take], when(lacks_hour)),
        move(trigger, source, "outside", [*before, take], when(is_outside)),
        move(trigger, source, "set", [*before, fix]),
    ]


def reads(*sources: str) -> list[Move]:
    """Return the rows of texts in which a day is looked for."""
    rows = []
    for source in sources:
        rows += [
            move("said", source, source, says("remind.unread"), names_nothing),
            move("said", source, "proposed", take_typed, is_a_guess),
            *sets("said", source, typed),
        ]
    return rows


def names_nothing(turn: Turn) -> bool:
    """Tell whether a text names no day."""
    return turn.event.reading.when is None


def is_a_guess(turn: Turn) -> bool:
    """Tell whether a text doesn't quite say which day it means."""
    when = turn.event.reading.when
    return when is not None and not when.sure


def names_no_hour(turn: Turn) -> bool:
    """Tell whether a text names no time of the day."""
    reading = turn.event.reading
    return (reading.when is None or reading.when.at is None) and not reading.clocks


def take_typed(turn: Turn) -> None:
    """Take over what was typed, to be asked about."""
    aims(turn, typed(turn))
