"""What falls due of the lines that come by themselves, and what becomes of them (content 08).

One line stands for all that is due. It comes in safe hours or at an hour that was typed and kept, never in mid-talk,
and is taken back when nobody taps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from flows.engine import Turn
from flows.gates import ALWAYS
from flows.model import Button, Frame, Journey, Remind, Reminder, ReminderKind, Reply, Snooze
from flows.reminding import (
    A_DAY,
    KINDS,
    LINE,
    NAMES,
    ON_TIME,
    UNREAD,
    comes_again,
    due_at,
    first_from,
    is_kept,
    is_safe,
    keep,
    safe_until,
    snooze,
    take_line_away,
)

UNTAPPED = timedelta(hours=12)
"""After how long a line that nobody tapped is taken back (content 08)."""

IN_MID_TALK = timedelta(hours=1)
"""How long after the last word no line comes."""

APART = timedelta(days=4)
"""How far apart two lines of a series are at the least, so that a late one isn't repeated that week (content 08)."""

MOST_IGNORED = 3
"""After how many lines in a row that weren't tapped nothing more comes (content 08)."""


# --- what falls due


def fall_due(turn: Turn) -> None:
    """Send one line for all that is due by now, or have it wait where it may not come now."""
    if turn.event.name == UNREAD:
        _not_tapped(turn)
    elif turn.event.name in NAMES:
        _fall_due(turn)


def _fall_due(turn: Turn) -> None:
    reminders, journey = turn.journey.reminders, turn.journey
    due = [one for one in reminders.planned if _is_over(turn, due_at(journey, one))]
    again = [one for one in reminders.snoozed if _is_over(turn, comes_again(journey, one))]
    if not (due or again):
        return
    if not _may_come(turn, due):
        _wait(turn, due, again)
        return
    until = _until(turn, due)
    planned = tuple(one for old in reminders.planned if (one := _next(turn, old) if old in due else old))
    keep(turn, planned=planned, snoozed=tuple(one for one in reminders.snoozed if one not in again))
    _show_line(turn, [*(one.kind for one in due), *(one.kind for one in again)], until)


def _is_over(turn: Turn, moment: datetime | None) -> bool:
    return moment is not None and moment <= turn.now


def _on_time(turn: Turn, due: Iterable[Reminder]) -> list[Reminder]:
    """Return what comes at the hour at which it was to come."""
    return [one for one in due if turn.now - (due_at(turn.journey, one) or turn.now) <= ON_TIME]


def _may_come(turn: Turn, due: Iterable[Reminder]) -> bool:
    """Tell whether a line may come now: in safe hours or at an hour that was kept; in mid-talk only if it was named."""
    on_time = _on_time(turn, due)
    asked_for = any(one.named for one in on_time) and not _is_in_care(turn.journey)
    if _earliest(turn) > turn.now and not asked_for:
        return False
    return any(map(is_kept, on_time)) or is_safe(turn.now, turn.journey.reminders)


def _until(turn: Turn, due: Iterable[Reminder]) -> datetime:
    """Return until when a line may be sent: the end of the safe hours, or soon after an hour that was kept."""
    if is_safe(turn.now, turn.journey.reminders):
        return safe_until(turn.now, turn.journey.reminders)
    return max((due_at(turn.journey, one) or turn.now) for one in _on_time(turn, due)) + ON_TIME


def _is_in_care(journey: Journey) -> bool:
    """Tell whether coaching rests for a day, or a question about safety is open: no line comes in between."""
    return journey.rest_on is not None or any(frame.talk in ALWAYS for frame in journey.stack)


def _earliest(turn: Turn) -> datetime:
    """Return from when on a line may come at all: a while after the last word, a day after one about safety."""
    last = min(turn.journey.last_at or turn.now, turn.now)
    return last + (A_DAY if _is_in_care(turn.journey) else IN_MID_TALK)


def _wait(turn: Turn, due: Sequence[Reminder], again: Sequence[Snooze]) -> None:
    """Have what is due wait for the next moment at which it may come; an hour that was typed is past then."""
    until, reminders = max(turn.now, _earliest(turn)).astimezone(UTC), turn.journey.reminders
    planned = tuple(one for old in reminders.planned if (one := _waiting(turn, old, until) if old in due else old))
    snoozed = tuple(one.model_copy(update={"since": until}) if one in again else one for one in reminders.snoozed)
    keep(turn, planned=planned, snoozed=snoozed)


def _waiting(turn: Turn, one: Reminder, until: datetime) -> Reminder | None:
    """Return a reminder that waits; where no hour is safe, it is the next day of a series that comes."""
    if any(turn.journey.reminders.hours):
        return one.model_copy(update={"waits": until})
    return _next(turn, one)


def _next(turn: Turn, one: Reminder) -> Reminder | None:
    """Return a series with its next day, some days away at the least; what comes once has come."""
    if one.kind == "return":
        return one.model_copy(update={"spent": True, "waits": None})
    if not one.every:
        return None
    after = one.model_copy(update={"waits": None, "on": one.on + timedelta(weeks=one.every)})
    return after.model_copy(update={"on": first_from(after, turn.today + APART)})


def _show_line(turn: Turn, kinds: list[ReminderKind], until: datetime) -> None:
    """Send the line, silently where that is wanted; one that is still on the screen stands for these too."""
    reminders = turn.journey.reminders
    shown = tuple(kind for kind in KINDS if kind in {*kinds, *reminders.shown})
    keep(turn, shown=shown)
    if reminders.shown:
        stack = (_opens(frame, shown[0]) for frame in turn.journey.stack)
        turn.keep(stack=tuple(stack))
        turn.do(Remind(name=UNREAD, at=turn.now + UNTAPPED))
        return
    below = tuple(frame for frame in turn.journey.stack if frame.talk != LINE)
    frame = Frame(talk=LINE, state=LINE, aim=shown[0])
    turn.keep(stack=(*below, frame), question=turn.journey.question + 1)
    turn.do(Remind(name=UNREAD, at=turn.now + UNTAPPED))
    turn.replies.append(_line(turn, until))


def _opens(frame: Frame, kind: ReminderKind) -> Frame:
    return frame.model_copy(update={"aim": kind}) if frame.talk == LINE else frame


def _line(turn: Turn, until: datetime) -> Reply:
    """Return the line: neutral, with two words to tap, and all its meaning behind them (content 08)."""
    reminders, screen = turn.journey.reminders, turn.words.screen("line.line")
    buttons = tuple(Button(label=label, trigger=trigger) for trigger, label in screen.buttons.items())
    about = {"until": until, "silent": reminders.silent, "kinds": reminders.shown}
    return Reply(text=reminders.line, rows=(buttons,), question=turn.journey.question, **about)


# --- what becomes of a line


def _not_tapped(turn: Turn) -> None:
    """Take a line back that nobody tapped, and count it; after three in a row nothing more comes."""
    shown = turn.journey.reminders.shown
    if not shown:
        return
    take_line_away(turn, *shown)
    ignored = turn.journey.reminders.ignored + 1
    keep(turn, ignored=ignored, stopped=ignored >= MOST_IGNORED)


def not_sent(turn: Turn) -> None:
    """Hear that something could not be sent: whoever blocked the bot gets nothing more, what came too late waits."""
    reminders = turn.journey.reminders
    if turn.event.name == "gone":
        keep(turn, stopped=bool(reminders.planned or reminders.snoozed))
    else:
        _come_later(turn)
    if reminders.shown:
        take_line_away(turn)


def _come_later(turn: Turn) -> None:
    """Have a line that nobody has seen come in the next safe hours; it wasn't left lying, whatever was counted."""
    reminders, missed = turn.journey.reminders, turn.event.text.split()
    for kind in KINDS:
        if kind in missed:
            snooze(turn, kind, turn.now)
    if not reminders.shown and reminders.ignored:
        keep(turn, ignored=reminders.ignored - 1, stopped=reminders.stopped and reminders.ignored > MOST_IGNORED)


def _is_line(frame: Frame) -> bool:
    return (frame.talk, frame.state) == (LINE, LINE)


def _is_an_answer(turn: Turn) -> bool:
    """Tell whether this is a tap on the line's buttons, or what they say."""
    labels = turn.words.screen("line.line").buttons.values()
    if turn.event.kind == "said":
        return turn.event.text.strip(" .!").casefold() in {label.casefold() for label in labels}
    return turn.event.kind == "pressed" and turn.event.question == turn.journey.question


def meet(turn: Turn) -> None:
    """Note that the user is here: a line on the screen has done its work, and goes unless it is what they tapped."""
    lines = [frame for frame in turn.journey.stack if _is_line(frame)]
    if not (turn.journey.reminders.shown or lines):
        return
    if lines == [turn.journey.frame] and _is_an_answer(turn):
        keep(turn, shown=())
        turn.do(Remind(name=UNREAD, at=None))
    else:
        take_line_away(turn)
        turn.put_away = turn.journey.last_at is None or turn.now - turn.journey.last_at >= IN_MID_TALK
    keep(turn, ignored=0)
