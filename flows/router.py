"""Who answers: safety first, then commands, then the open talk; and what goes on when a talk ends.

`step` is the whole of the flows as the shell sees them: one event in, one journey, replies and effects out;
`open_question` only looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flows.alarm import alarm
from flows.commands import obey
from flows.content import languages, words
from flows.drafting import A_DAY, forget
from flows.engine import Turn
from flows.firing import fall_due, meet, not_sent
from flows.hearing import ask_softly, hear
from flows.model import Chosen, Erase, Event, Flag, Frame, Journey, Remind, Reply, Step, Tidy
from flows.moves import FLOWS, go_on, open_talk, take
from flows.reminding import ask_for_rows, rows, settle
from flows.renamed import renamed
from flows.talks.life import SHOWN_ONCE
from flows.talks.line import PUT_OFF
from flows.zones import local

OF_ITSELF = frozenset({"due", "unsent"})
"""Events that nobody typed or tapped."""

LONG_AWAY = timedelta(days=14)
"""After how long away a hello leads to the menu, and what led aside isn't shown again."""

A_NIGHT = timedelta(hours=6)
"""A pause as long as this, with a midnight in it, ends a visit."""

CONSENT = "start"
"""The trigger of the one button that carries the consent; no other button has it."""

TIDY_AFTER = timedelta(minutes=10)
FORGET_AFTER = timedelta(days=180)
A_MONTH = timedelta(days=30)
"""How long after the last line that was asked for somebody is forgotten, where that is later."""


def step(journey: Journey | None, event: Event, now: datetime, operator: str = "") -> Step:
    """Return what one event leads to: the new journey, what is said, and what the shell is to do.

    `journey` is None for someone new, `now` an aware time, `operator` how to reach whoever runs the bot. The same
    arguments give the same step.
    """
    if journey is None and event.kind == "pressed":
        return _forgotten(event, now)
    draft = journey or _new(now, event.lang)
    turn = Turn(renamed(draft, FLOWS), event, local(now, draft.reminders.zone), words(draft.lang))
    turn.operator = operator
    before = rows(turn.journey)
    if event.kind not in OF_ITSELF:
        _new_day(turn)
        meet(turn)
    _let_go_of_draft(turn)
    _answer(turn)
    _let_go_of_draft(turn)
    if not turn.erased:
        settle(turn)
        ask_for_rows(turn, before)
        _keep_time(turn)
    kept = None if turn.erased else turn.journey
    return Step(journey=kept, replies=_joined(turn.replies), effects=tuple(turn.effects))


def open_question(journey: Journey, event: Event, now: datetime, operator: str = "") -> tuple[Reply, ...]:
    """Return the open question as it reads now, the message with its buttons last; nothing when none is open.

    The journey stays as it is. `event` is what came last: a guess says by which of its words it went.
    """
    if journey.frame is None:
        return ()
    turn = Turn(renamed(journey, FLOWS), event, local(now, journey.reminders.zone), words(journey.lang))
    turn.operator = operator
    return _joined(FLOWS[turn.frame.talk].ask(turn))


def _new(now: datetime, lang: str) -> Journey:
    """Return a journey for someone new, in the language of their app where there are words in it.

    Its numbers begin above those of any journey that was erased before.
    """
    number = int(now.timestamp() * 1000)
    return Journey(question=number, lang=lang) if lang in languages() else Journey(question=number)


def _forgotten(event: Event, now: datetime) -> Step:
    """Answer an old button of someone who was erased: with the hello, and with nothing stored.

    The hello's own button begins, as it says.
    """
    made = step(None, Event(kind="commanded", name="start", lang=event.lang), now)
    if event.name == CONSENT and made.journey is not None:
        return step(made.journey, event.model_copy(update={"question": made.journey.question}), now)
    return Step(journey=None, replies=made.replies)


def _new_day(turn: Turn) -> None:
    """Begin a visit on another day: what was for that day is put away; on a soft flag question 1 comes first (10.2).

    Midnight ends no conversation: a rest that began before it goes on until there has been a pause.
    """
    journey = turn.journey
    last_on = local(journey.last_at, journey.reminders.zone).date() if journey.last_at else None
    if journey.last_at is not None and turn.now - journey.last_at < A_NIGHT:
        if journey.rest_on is not None and last_on == journey.rest_on:
            turn.keep(rest_on=turn.today)
        return
    if last_on == turn.today:
        return
    turn.keep(seen_on=last_on)
    if journey.safety.flag is Flag.SOFT:
        turn.keep_safety(ask_first=True)
    turn.keep_safety(before_words=None)
    turn.returns = journey.last_at is not None and turn.now - journey.last_at >= LONG_AWAY
    below = tuple(
        frame for frame in journey.stack if not (_is_of_that_day(frame) or (turn.returns and _led_aside(frame)))
    )
    turn.keep(stack=below)
    if below[-1:] != journey.stack[-1:]:
        turn.keep(question=journey.question + 1)
        turn.put_away = True


def _led_aside(frame: Frame) -> bool:
    """Tell whether a screen is one of a talk that led aside: after weeks it would come out of nowhere."""
    return FLOWS[frame.talk].aside and frame.talk != "life"


def _is_of_that_day(frame: Frame) -> bool:
    """Tell whether a screen isn't shown again on another day: care, what was said of life, a line that was put off."""
    once = {"life": SHOWN_ONCE, "line": PUT_OFF}
    return frame.talk == "care" or frame.state in once.get(frame.talk, ())


def _let_go_of_draft(turn: Turn) -> None:
    """Erase an open draft after a day, and wherever tips about the partner are paused; what was open for it closes."""
    draft = turn.journey.draft
    if draft is not None and (turn.paused or turn.now - draft.since >= A_DAY):
        forget(turn)
    if turn.journey.draft is not None:
        return
    below = tuple(frame for frame in turn.journey.stack if frame.talk != "rewrite" or _waits_for_draft(frame))
    if below[-1:] != turn.journey.stack[-1:]:
        turn.keep(question=turn.journey.question + 1)  # what is open now has no buttons on the screen yet
    if len(below) < len(turn.journey.stack):
        turn.keep(stack=below)


def _waits_for_draft(frame: Frame) -> bool:
    return frame.state == "draft" and not frame.trail


def _joined(replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """Return at most two messages: what is said on the way becomes one, and the question follows."""
    *said, asked = [reply for reply in replies if reply.text or reply.document] or [Reply(text="")]
    if any(reply.document or reply.rows for reply in said):
        return (*said, asked)
    before = (Reply(text="\n\n".join(reply.text.strip() for reply in said)),) if said else ()
    return tuple(reply for reply in (*before, asked) if reply.text or reply.document)


def _answer(turn: Turn) -> None:
    """Answer one event: danger before anything else, then commands, then the open talk."""
    if turn.event.kind == "due":
        _fall_due(turn)
    elif turn.event.kind == "unsent":
        not_sent(turn)
    elif stop := alarm(turn):
        open_talk(turn, *stop)
    elif turn.event.kind == "commanded":
        obey(turn, turn.event.name)
        ask_softly(turn)
    elif turn.event.kind == "pressed":
        _press(turn)
    elif turn.event.kind == "other":
        turn.note("shared.only_text")
        go_on(turn)
    else:
        hear(turn)
        ask_softly(turn)


def _keep_time(turn: Turn) -> None:
    """Note the day, and set what is to happen after a while without a word."""
    if turn.event.kind in OF_ITSELF:
        return
    turn.keep(last_at=turn.now.astimezone(UTC))
    last_row = max(rows(turn.journey).values(), default=turn.now)
    turn.do(Remind(name="forget", at=max(turn.now + FORGET_AFTER, last_row + A_MONTH)))
    if turn.journey.tidy:
        turn.do(Remind(name="tidy", at=turn.now + TIDY_AFTER))


def _fall_due(turn: Turn) -> None:
    if turn.event.name == "forget":
        _forget(turn)
    elif turn.event.name == "tidy":
        turn.do(Tidy())
    else:
        fall_due(turn)


def _forget(turn: Turn) -> None:
    """Forget the user after so long without a word; who has written meanwhile is asked for again."""
    last = turn.journey.last_at
    if last is None or turn.now - last >= FORGET_AFTER:
        turn.do(Erase())
    else:
        turn.do(Remind(name="forget", at=last + FORGET_AFTER))


def _press(turn: Turn) -> None:
    """Answer a press: an earlier question's button never acts, it shows the open question again."""
    label = _label(turn)
    if not label:
        if turn.journey.frame is not None:
            turn.note("shared.earlier")
        go_on(turn)
        return
    turn.do(Chosen(label=label))
    turn.keep(question=turn.journey.question + 1)
    take(turn, turn.event.name)


def _label(turn: Turn) -> str:
    """Return the label of the button that was pressed, or "" when the open question has no such button."""
    frame, trigger = turn.journey.frame, turn.event.name
    if frame is None or not trigger or turn.event.question != turn.journey.question:
        return ""
    *_, asked = FLOWS[frame.talk].ask(turn)
    return next((button.label for row in asked.rows for button in row if button.trigger == trigger), "")
