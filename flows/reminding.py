"""Lines that come by themselves (content 08): when they may come, what makes them stop, and what falls due.

Days and hours are wall time in the user's zone, so that seven in the evening stays seven when the clocks change.
What the shell is asked for follows from the journey alone: `rows` says when each falls due, and after every step the
router asks for whatever has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from flows.engine import Turn
from flows.model import Flag, Journey, Remind, Reminder, ReminderKind, Reminders, Snooze, TakeBack
from flows.zones import local, moment_of
from flows.zones.files import every_zone

KINDS: tuple[ReminderKind, ...] = ("season", "return", "review", "step", "log")
"""The weightiest first: where several are due, the line stands for all and opens this one."""

ABOUT_THE_TWO: frozenset[ReminderKind] = frozenset({"season", "return", "review", "log"})
"""Kinds that end once the two have parted."""

DAY_HOURS = range(7, 22)
"""Hours that may be called safe: nothing comes between 22:00 and 07:00 (content 08)."""

SNOOZE, UNREAD = "snooze", "unread"
NAMES = (*KINDS, SNOOZE)

ON_TIME = timedelta(minutes=30)
"""How late an hour that was typed may be kept to; after that the safe hours hold."""

A_DAY = timedelta(days=1)
DAYS_AHEAD = range(9)

LINE = "line"
"""The talk that a line opens."""


# --- when


def is_safe(moment: datetime, reminders: Reminders) -> bool:
    """Tell whether a moment lies in the user's safe hours."""
    there = local(moment, reminders.zone)
    return bool(reminders.hours) and there.hour in reminders.hours[there.weekday()]


def next_safe(moment: datetime, reminders: Reminders) -> datetime | None:
    """Return the moment, or the beginning of the next safe hour after it; None where no hour is safe."""
    if is_safe(moment, reminders):
        return moment
    today = local(moment, reminders.zone).date()
    days = (today + timedelta(days=ahead) for ahead in DAYS_AHEAD) if reminders.hours else ()
    return next((begin for day in days if (begin := _first_safe(day, moment, reminders))), None)


def _first_safe(day: date, after: datetime, reminders: Reminders) -> datetime | None:
    """Return when the first safe hour of a day begins after a moment."""
    begins = (moment_of(day, time(hour), reminders.zone) for hour in reminders.hours[day.weekday()])
    return next((begin for begin in begins if begin > after and is_safe(begin, reminders)), None)


def safe_until(moment: datetime, reminders: Reminders) -> datetime:
    """Return when the safe hours end in which a moment lies; soon after it where it lies in none."""
    if not is_safe(moment, reminders):
        return moment + ON_TIME
    there = local(moment, reminders.zone)
    hour = there.hour
    while hour + 1 in reminders.hours[there.weekday()]:
        hour += 1
    return moment_of(there.date(), time(hour, 59, 59), reminders.zone)


def has_subject(journey: Journey, kind: ReminderKind) -> bool:
    """Tell whether there is something to come back to: a day on the plan, a change of one's own."""
    if kind == "return":
        return journey.card is not None and journey.card.return_on is not None
    return kind != "step" or journey.experiment is not None


def due_at(journey: Journey, one: Reminder) -> datetime | None:
    """Return when a reminder falls due, None while it rests."""
    reminders = journey.reminders
    if one.paused or one.spent or not (_may_write(journey) and has_subject(journey, one.kind)):
        return None
    if one.waits is not None:
        return _after_bend(journey, one.waits)
    until = journey.bend.until if journey.bend else None
    day = one.on if until is None else first_from(one, until)
    moment = moment_of(day, one.at, reminders.zone)
    return moment if is_kept(one) and (day == one.on or one.every) else next_safe(moment, reminders)


def is_kept(one: Reminder) -> bool:
    """Tell whether its hour holds although it isn't a safe one: it was typed and kept, and hasn't been missed."""
    return one.exact and one.waits is None


def _may_write(journey: Journey) -> bool:
    """Tell whether anything may come at all.

    It was agreed to with what it looks like, hasn't stopped, the user's time is known, and nothing about safety is
    open. Whatever forbids a line belongs here: what would fall due and is then held back falls due again at once.
    """
    reminders = journey.reminders
    agreed = journey.consent_on is not None and reminders.agreed and bool(reminders.line) and not reminders.stopped
    return agreed and journey.safety.flag is Flag.DOWN and reminders.zone in every_zone()


def _after_bend(journey: Journey, moment: datetime) -> datetime | None:
    """Return the first safe moment from one on, after the weeks for which something big pauses all (content 08)."""
    reminders, until = journey.reminders, journey.bend.until if journey.bend else None
    if until is not None and local(moment, reminders.zone).date() < until:
        moment = moment_of(until, time(), reminders.zone)
    return next_safe(moment, reminders)


def comes_again(journey: Journey, snooze: Snooze) -> datetime | None:
    """Return when a line that was put off comes once more, None while nothing comes."""
    return _after_bend(journey, snooze.since) if _may_write(journey) else None


def first_from(one: Reminder, day: date) -> date:
    """Return a reminder's first day that isn't before this one; one that comes once is moved there."""
    if one.on >= day:
        return one.on
    step = timedelta(weeks=one.every)
    return one.on + step * -((one.on - day) // step) if one.every else day


def rows(journey: Journey) -> dict[str, datetime]:
    """Return when which reminder falls due, by the name under which it comes back."""
    due = {str(one.kind): due_at(journey, one) for one in journey.reminders.planned}
    again = [moment for one in journey.reminders.snoozed if (moment := comes_again(journey, one))]
    due[SNOOZE] = min(again, default=None)
    return {name: moment for name, moment in due.items() if moment is not None}


def ask_for_rows(turn: Turn, before: Mapping[str, datetime]) -> None:
    """Ask the shell for all that is to come, and to forget what isn't any more.

    What hasn't changed is asked for as well: a row that was lost with an event that failed is there again.
    """
    after = rows(turn.journey)
    for name in NAMES:
        if name in after or name in before:
            turn.do(Remind(name=name, at=after.get(name)))


# --- what is planned


def planned(journey: Journey, kind: str) -> Reminder | None:
    """Return the reminder of this kind, or None where it is off."""
    return next((one for one in journey.reminders.planned if one.kind == kind), None)


def keep(turn: Turn, **changes: object) -> None:
    """Change what is set about reminders."""
    turn.keep(reminders=turn.journey.reminders.model_copy(update=changes))


def plan(turn: Turn, one: Reminder) -> None:
    """Switch a reminder on, or put another in its place; a line of this kind that was put off goes."""
    reminders = turn.journey.reminders
    others = tuple(other for other in reminders.planned if other.kind != one.kind)
    snoozed = tuple(other for other in reminders.snoozed if other.kind != one.kind)
    keep(turn, planned=_sorted((*others, one)), snoozed=snoozed)


def start_anew(turn: Turn) -> None:
    """Have lines come again, by the user's word, where they had stopped by themselves."""
    keep(turn, stopped=False, asked_back=False, ignored=0)


def drop(turn: Turn, *kinds: ReminderKind) -> None:
    """Switch reminders of these kinds off; with the last one nothing is stopped any more."""
    reminders = turn.journey.reminders
    planned = tuple(one for one in reminders.planned if one.kind not in kinds)
    snoozed = tuple(one for one in reminders.snoozed if one.kind not in kinds)
    keep(turn, planned=planned, snoozed=snoozed)
    if not (planned or snoozed):
        start_anew(turn)


def anything_on(journey: Journey) -> bool:
    """Tell whether a line may come at all, or is on the screen."""
    reminders = journey.reminders
    return bool(reminders.planned or reminders.snoozed or reminders.shown)


def switch_off(turn: Turn) -> None:
    """Switch all of them off, for good until they are turned on again; a line on the screen goes."""
    if turn.journey.reminders.shown:
        take_line_away(turn)
    drop(turn, *KINDS)
    keep(turn, note_on=None)


def _sorted(reminders: Iterable[Reminder]) -> tuple[Reminder, ...]:
    return tuple(sorted(reminders, key=lambda one: KINDS.index(one.kind)))


def settle(turn: Turn) -> None:
    """Keep the stop rules: none while safety is in doubt, none about an ask once the two have parted (content 08)."""
    bend = turn.journey.bend
    if anything_on(turn.journey) and turn.journey.safety.flag in (Flag.UP, Flag.SOFT):
        switch_off(turn)
    elif bend is not None and bend.kind == "parted":
        drop(turn, *ABOUT_THE_TWO)
    _follow_the_plan(turn)


def _follow_the_plan(turn: Turn) -> None:
    """Move the line for the plan's day where that day was changed."""
    one, card = planned(turn.journey, "return"), turn.journey.card
    if one is not None and card is not None and card.return_on is not None and card.return_on != one.on:
        plan(turn, one.model_copy(update={"on": card.return_on, "spent": False, "waits": None, "exact": False}))


def take_line_away(turn: Turn, *unseen: ReminderKind) -> None:
    """Take a line off the screen, and what it would open; what of it was never sent, and so is `unseen`, waits."""
    keep(turn, shown=())
    below = tuple(frame for frame in turn.journey.stack if frame.talk != LINE)
    turn.keep(stack=below, question=turn.journey.question + 1)
    turn.do(TakeBack(kinds=unseen))
    turn.do(Remind(name=UNREAD, at=None))


def snooze(turn: Turn, kind: ReminderKind, moment: datetime) -> None:
    """Have a line come once more at the first safe hour from a moment on; the series goes on as it was."""
    others = tuple(one for one in turn.journey.reminders.snoozed if one.kind != kind)
    keep(turn, snoozed=(*others, Snooze(kind=kind, since=moment.astimezone(UTC))))
