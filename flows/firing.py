"""What falls due of the lines that come by themselves, and what becomes of them (content 08).

One line stands for all that is due. It comes in safe hours or at an hour that was typed and kept, never in mid-talk,
and is taken back when nobody taps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from flows.engine import Turn
from flows.model import Button, Frame, Remind, Reminder, ReminderKind, Reminders, Reply
from flows.reminding import (
    A_DAY,
    KINDS,
    LINE,
    NAMES,
    ON_TIME,
    UNREAD,
    due_at,
    first_from,
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

MOST_IGNORED = 3
"""After how many lines in a row that weren't tapped nothing more comes (content 08)."""


# --- what falls due


def fall_due(turn: Turn) -> None:
    """Send one line for all that is due by now, or have it wait where it may not come now."""
    if turn.event.name == UNREAD:
        _not_tapped(turn)
        return
    if turn.event.name not in NAMES:
        return
    due = [one for one in _all(turn.journey.reminders) if _is_due(turn, one)]
    if not due:
        return
    if _may_come(turn, due):
        _advance(turn, due)
        _show_line(turn, [one.kind for one in due])
    else:
        _wait(turn, due)


def _all(reminders: Reminders) -> Iterator[Reminder]:
    yield from reminders.planned
    if reminders.snoozed:
        yield reminders.snoozed


def _is_due(turn: Turn, one: Reminder) -> bool:
    moment = due_at(turn.journey, one)
    return moment is not None and moment <= turn.now


def _may_come(turn: Turn, due: Iterable[Reminder]) -> bool:
    """Tell whether a line may come now: in safe hours or at an hour that was kept; in mid-talk only if it was named."""
    on_time = [one for one in due if turn.now - (due_at(turn.journey, one) or turn.now) <= ON_TIME]
    asked_for = any(one.named for one in on_time) and turn.journey.rest_on is None
    if _earliest(turn) > turn.now and not asked_for:
        return False
    return any(one.exact for one in on_time) or is_safe(turn.now, turn.journey.reminders)


def _earliest(turn: Turn) -> datetime:
    """Return from when on a line may come at all: a while after the last word, and a day after coaching stopped."""
    last = turn.journey.last_at or turn.now
    return last + (A_DAY if turn.journey.rest_on is not None else IN_MID_TALK)


def _wait(turn: Turn, due: Iterable[Reminder]) -> None:
    """Have what is due wait for the next moment at which it may come; an hour that was typed is past then."""
    until = max(turn.now, _earliest(turn))
    _replace(turn, [one.model_copy(update={"waits": until, "exact": False}) for one in due])


def _replace(turn: Turn, changed: Iterable[Reminder]) -> None:
    by_kind, snoozed = {one.kind: one for one in changed}, turn.journey.reminders.snoozed
    here = tuple(by_kind.get(one.kind, one) for one in turn.journey.reminders.planned)
    keep(turn, planned=here, snoozed=by_kind.get(snoozed.kind, snoozed) if snoozed else None)


def _advance(turn: Turn, due: list[Reminder]) -> None:
    """Set the next day of a series; what comes once has come."""
    snoozed = turn.journey.reminders.snoozed
    kept = [_next(turn, one) if one in due else one for one in turn.journey.reminders.planned]
    keep(turn, planned=tuple(one for one in kept if one), snoozed=None if snoozed in due else snoozed)


def _next(turn: Turn, one: Reminder) -> Reminder | None:
    if one.kind == "return":
        return one.model_copy(update={"spent": True, "waits": None})
    if not one.every:
        return None
    after = one.model_copy(update={"waits": None, "on": one.on + timedelta(weeks=one.every)})
    return after.model_copy(update={"on": first_from(after, turn.today + A_DAY)})


def _show_line(turn: Turn, kinds: list[ReminderKind]) -> None:
    """Send the line, silently where that is wanted; one that is still on the screen stands for these too."""
    reminders = turn.journey.reminders
    shown = tuple(kind for kind in KINDS if kind in {*kinds, *reminders.shown})
    keep(turn, shown=shown)
    if reminders.shown:
        stack = (_opens(frame, shown[0]) for frame in turn.journey.stack)
        turn.keep(stack=tuple(stack))
        return
    below = tuple(frame for frame in turn.journey.stack if frame.talk != LINE)
    frame = Frame(talk=LINE, state=LINE, aim=shown[0])
    turn.keep(stack=(*below, frame), question=turn.journey.question + 1)
    turn.do(Remind(name=UNREAD, at=turn.now + UNTAPPED))
    turn.replies.append(_line(turn))


def _opens(frame: Frame, kind: ReminderKind) -> Frame:
    return frame.model_copy(update={"aim": kind}) if frame.talk == LINE else frame


def _line(turn: Turn) -> Reply:
    """Return the line: neutral, with two words to tap, and all its meaning behind them (content 08)."""
    reminders, screen = turn.journey.reminders, turn.words.screen("line.line")
    buttons = tuple(Button(label=label, trigger=trigger) for trigger, label in screen.buttons.items())
    until = safe_until(turn.now, reminders)
    question = turn.journey.question
    return Reply(text=reminders.line, rows=(buttons,), question=question, until=until, silent=reminders.silent)


# --- what becomes of a line


def _not_tapped(turn: Turn) -> None:
    """Take a line back that nobody tapped, and count it; after three in a row nothing more comes."""
    if not turn.journey.reminders.shown:
        return
    take_line_away(turn)
    ignored = turn.journey.reminders.ignored + 1
    keep(turn, ignored=ignored, stopped=ignored >= MOST_IGNORED)


def not_sent(turn: Turn) -> None:
    """Hear that something could not be sent: whoever blocked the bot gets nothing more, what came too late waits."""
    shown = turn.journey.reminders.shown
    if shown:
        take_line_away(turn)
    if turn.event.name == "gone":
        keep(turn, stopped=bool(turn.journey.reminders.planned))
    elif shown:
        snooze(turn, shown[0], turn.now)


def _is_line(frame: Frame) -> bool:
    return (frame.talk, frame.state) == (LINE, LINE)


def meet(turn: Turn) -> None:
    """Note that the user is here: a line on the screen has done its work, and goes unless it is what they tapped."""
    lines = [frame for frame in turn.journey.stack if _is_line(frame)]
    if not (turn.journey.reminders.shown or lines):
        return
    tapped = turn.event.kind == "pressed" and turn.event.question == turn.journey.question
    if tapped and lines == [turn.journey.frame]:
        keep(turn, shown=())
        turn.do(Remind(name=UNREAD, at=None))
    else:
        take_line_away(turn)
        turn.put_away = turn.journey.last_at is None or turn.now - turn.journey.last_at >= IN_MID_TALK
    keep(turn, ignored=0)
