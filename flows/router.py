"""Who answers: safety first, then commands, then the open talk; and what goes on when a talk ends.

`step` is the whole of the flows as the shell sees them: one event in, one journey, replies and effects out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.alarm import alarm, soft_question, young
from flows.content import words
from flows.engine import Flow, Turn
from flows.gates import ALWAYS, comes_first
from flows.model import Act, Chosen, Erase, Event, Flag, Frame, Journey, Remind, Reply, Step, Tidy
from flows.moves import FLOWS, fire, go_back, go_on, open_talk, tell_how
from flows.renamed import renamed
from flows.talks.data import export
from flows.typed import choose, plain

COMMANDS = {
    "start": ("menu", ""),
    "menu": ("menu", ""),
    "plan": ("card", ""),
    "why": ("why", ""),
    "whattosay": ("whattosay", ""),
    "doors": ("doors", ""),
    "alone": ("alone", ""),
    "check": ("check", ""),
    "dont": ("dont", ""),
    "faq": ("faq", ""),
    "settings": ("settings", ""),
    "safety": ("care", "home"),
    "privacy": ("data", ""),
    "wipe": ("data", "wipe"),
    "bye": ("quiet", ""),
}
"""The talk (and the state in it) that each command opens. /help and /export answer and go back to what was open."""

AWAY = timedelta(hours=12)
A_NIGHT = timedelta(hours=6)
"""A pause as long as this, with a midnight in it, ends a visit."""

LEAST_SAID = 2
"""How many letters a free answer has at the least: a lone digit or an emoji is none."""

MISSES = 2
"""How often an answer may be missed before the way out is offered (design 5)."""

LEFT_LYING = frozenset(
    {"card", "path", "why", "menu", "doors", "own_side", "alone", "check", "whattosay", "dont", "faq"}
)
"""Talks that somebody who comes back after a while leaves aside to say how it went."""

ANSWERED = ("program", "why_asked", "no_back")
"""Questions to the bot in plain words (`typed.toml`), each with a note that answers it."""

ASKS_COUNTRY = ("care", "country")
"""Where the name of a country is an answer in any language."""

TIDY_AFTER = timedelta(minutes=10)
FORGET_AFTER = timedelta(days=180)


def step(journey: Journey | None, event: Event, now: datetime, operator: str = "") -> Step:
    """Return what one event leads to: the new journey, what is said, and what the shell is to do.

    `journey` is None for someone new, `now` an aware time, `operator` how to reach whoever runs the bot. The same
    arguments give the same step.
    """
    if journey is None and event.kind == "pressed":
        return _forgotten(now)
    draft = journey or _new(now)
    turn = Turn(renamed(draft, FLOWS), event, now, words(draft.lang))
    turn.operator = operator
    _new_day(turn)
    _answer(turn)
    if not turn.erased:
        _keep_time(turn)
    kept = None if turn.erased else turn.journey
    return Step(journey=kept, replies=_joined(turn.replies), effects=tuple(turn.effects))


def _new(now: datetime) -> Journey:
    """Return a journey for someone new; its numbers begin above those of any journey that was erased before."""
    return Journey(question=int(now.timestamp() * 1000))


def _forgotten(now: datetime) -> Step:
    """Answer an old button of someone who was erased: with the hello, and with nothing stored."""
    made = step(None, Event(kind="commanded", name="start"), now)
    return Step(journey=None, replies=made.replies)


def _new_day(turn: Turn) -> None:
    """Begin a visit on another day: care is put away, and on a soft flag question 1 comes before its first ask (10.2).

    Midnight ends no conversation: a rest that began before it goes on until there has been a pause.
    """
    journey = turn.journey
    if journey.last_at is not None and turn.now - journey.last_at < A_NIGHT:
        if journey.rest_on is not None and journey.last_at.date() == journey.rest_on:
            turn.keep(rest_on=turn.today)
        return
    if journey.last_at is not None and journey.last_at.date() == turn.today:
        return
    if journey.safety.flag is Flag.SOFT:
        turn.keep_safety(ask_first=True)
    turn.keep_safety(before_words=None)
    turn.keep(stack=tuple(frame for frame in journey.stack if frame.talk != "care"))


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
    elif stop := alarm(turn):
        open_talk(turn, *stop)
    elif turn.event.kind == "commanded":
        _obey(turn, turn.event.name)
        _ask_softly(turn)
    elif turn.event.kind == "pressed":
        _press(turn)
    elif turn.event.kind == "other":
        turn.note("shared.only_text")
        go_on(turn)
    else:
        _hear(turn)
        _ask_softly(turn)


def _keep_time(turn: Turn) -> None:
    """Note the day, and set what is to happen after a while without a word."""
    if turn.event.kind == "due":
        return
    turn.keep(last_at=turn.now)
    turn.do(Remind(name="forget", at=turn.now + FORGET_AFTER))
    if turn.journey.tidy:
        turn.do(Remind(name="tidy", at=turn.now + TIDY_AFTER))


def _fall_due(turn: Turn) -> None:
    if turn.event.name == "forget":
        turn.do(Erase())
    elif turn.event.name == "tidy":
        turn.do(Tidy())


# --- commands


def _obey(turn: Turn, name: str) -> None:
    if name == "help":
        turn.note(_help(turn))
        go_on(turn)
    elif name == "export":
        export(turn)
        go_on(turn)
    elif name in ("start", "menu") and turn.journey.consent_on is None:
        open_talk(turn, "welcome")
    elif name in COMMANDS:
        open_talk(turn, *COMMANDS[name])
    elif name in ANSWERED:
        turn.note(f"shared.{name}")
        go_on(turn)
    else:
        turn.note("shared.unknown_command")
        go_on(turn)


def _help(turn: Turn) -> str:
    if turn.journey.consent_on is None:
        return "shared.help_first"
    return "shared.help_paused" if turn.paused else "shared.help"


# --- buttons and texts


def _press(turn: Turn) -> None:
    """Answer a press: an earlier question's button never acts, it shows the open question again."""
    frame, trigger = turn.journey.frame, turn.event.name
    if frame is None or turn.event.question != turn.journey.question or not _label(turn, trigger):
        if frame is not None:
            turn.note("shared.earlier")
        go_on(turn)
        return
    turn.do(Chosen(label=_label(turn, trigger)))
    turn.keep(question=turn.journey.question + 1)
    _take(turn, trigger)


def _label(turn: Turn, trigger: str) -> str:
    """Return the label of an open question's button, or "" when it has no such button."""
    *_, asked = FLOWS[turn.frame.talk].ask(turn)
    return next((button.label for row in asked.rows for button in row if trigger and button.trigger == trigger), "")


def _take(turn: Turn, trigger: str) -> None:
    if trigger == "back":
        go_back(turn)
    elif trigger == "how":
        tell_how(turn)
    else:
        fire(turn, trigger)


def _hear(turn: Turn) -> None:
    """Answer a text that holds no plain danger: a typed answer to the open question, or a free one."""
    calm = turn.event.reading.danger.act is Act.NONE
    if young(turn) and calm and not (turn.journey.frame and turn.frame.talk in ALWAYS):
        open_talk(turn, "welcome", "age")
        return
    if _is_unreadable(turn):
        turn.note("shared.other_tongue")
        go_on(turn)
        return
    if _comes_back_with_news(turn):
        below = tuple(frame for frame in turn.journey.stack if frame.talk != "after")
        turn.keep(stack=(*below, Frame(talk="after", state="waiting")))
    if turn.journey.frame is None or comes_first(turn, FLOWS[turn.frame.talk]):
        go_on(turn)
    else:
        _hear_answer(turn)


def _is_unreadable(turn: Turn) -> bool:
    """Tell whether a text is in another language, so that it is no answer and no miss; a country is one in any.

    The blank screen says nothing about it: somebody else may have typed there.
    """
    frame, reading = turn.journey.frame, turn.event.reading
    if reading.tongue is None or (frame is not None and frame.talk == "quiet"):
        return False
    asks_country = frame is not None and (frame.talk, frame.state) == ASKS_COUNTRY
    return not (asks_country and reading.country)


def _ask_softly(turn: Turn) -> None:
    """Put a gentle question in front of what would be said, where the text holds a hint; the answer is kept below."""
    soft = None if turn.erased else soft_question(turn)
    if soft:
        turn.replies.clear()
        open_talk(turn, *soft)


def _comes_back_with_news(turn: Turn) -> bool:
    """Tell whether somebody comes back after a while and says how it went, whatever question is open."""
    journey, frame, outcome = turn.journey, turn.journey.frame, turn.event.reading.outcome
    away = journey.last_at is not None and turn.now - journey.last_at >= AWAY
    busy = frame is None or frame.talk in LEFT_LYING
    return (
        away
        and busy
        and (outcome in ("yes", "soft_yes", "parted") or (journey.card is not None and outcome is not None))
    )


def _hear_answer(turn: Turn) -> None:
    """Answer a text that is no danger: a button's words, a command in plain words, a hello, or a free text."""
    flow, state = FLOWS[turn.frame.talk], turn.frame.state
    free = flow.takes("said", state)
    trigger = _typed(turn, flow, loosely=not free and flow.name not in ("care", "safe_check"))
    plainly = plain(turn.event.text)
    if trigger:
        turn.keep(question=turn.journey.question + 1)
        _take(turn, trigger)
    elif (command := turn.words.tables["typed"]["commands"].get(plainly)) and flow.name not in ("care", "quiet"):
        _obey(turn, command)
    elif plainly in turn.words.tables["typed"]["greetings"]:
        go_on(turn)
    elif free and len(plainly) >= LEAST_SAID:
        turn.keep(question=turn.journey.question + 1)
        fire(turn, "said")
    elif turn.event.reading.questions and turn.event.text.rstrip().endswith("?") and flow.name not in ALWAYS:
        open_talk(turn, "faq", aim=turn.event.reading.questions[0])
    elif turn.frame.talk == "menu" and not turn.paused:
        _hear_below(turn)
    else:
        _missed(turn)


def _typed(turn: Turn, flow: Flow, *, loosely: bool) -> str | None:
    *_, asked = flow.ask(turn)
    buttons = [button for row in asked.rows for button in row]
    numbered = turn.words.screen(f"{flow.name}.{turn.frame.state}").numbered
    return choose(turn.event.text, buttons, turn.words, loosely=loosely, numbered=numbered)


def _hear_below(turn: Turn) -> None:
    """Take a text that means nothing to the menu as an answer to what lies below it, or to what would come next."""
    turn.keep(stack=turn.journey.stack[:-1])
    if turn.journey.frame is None:
        open_talk(turn, "after" if turn.journey.card else "path")
        turn.replies.clear()
    if comes_first(turn, FLOWS[turn.frame.talk]):
        go_on(turn)
    else:
        _hear_answer(turn)


def _missed(turn: Turn) -> None:
    """Say that the answer wasn't understood, more plainly each time; the buttons stand below."""
    misses = turn.frame.misses + 1
    turn.keep_frame(misses=misses)
    own = turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}").missed
    usual = "shared.missed" if misses <= MISSES else "shared.missed_again"
    turn.note(own or ("care.missed" if turn.frame.talk == "care" else usual))
    go_on(turn)
