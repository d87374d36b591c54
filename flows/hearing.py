"""Texts that hold no plain danger: news, a parting, a typed answer to the open question, a command in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flows.alarm import soft_question, young
from flows.commands import obey
from flows.engine import Flow, Turn
from flows.gates import ALWAYS, comes_first
from flows.model import Act, Frame
from flows.moves import FLOWS, fire, go_on, open_talk, take
from flows.typed import answered, choose, denied, plain

AWAY = timedelta(hours=12)

LEAST_SAID = 2
"""How many letters a free answer has at the least: a lone digit or an emoji is none."""

MISSES = 2
"""How often an answer may be missed before the way out is offered (design 5)."""

NEWS = frozenset({"after", "yes"})
"""Talks that hear how it went."""

LEFT_LYING = frozenset(
    {"card", "path", "why", "menu", "doors", "own_side", "alone", "check", "whattosay", "dont", "faq"}
)
"""Talks that somebody who comes back after a while leaves aside to say how it went."""

BENDS = frozenset({"menu", "after", "yes", "life"})
"""Talks in which somebody may tell of something big that happened."""

THEIR_WORDS = ("after", "now_said")
"""Where it is asked what the partner said, a lost job is a reason."""

LITTLE_NEWS = (None, "softer", "same", "asked")
"""What came of an ask, by a text, beside which something big outweighs it."""

GREAT_NEWS = ("yes", "soft_yes", "parted")
"""What came of an ask, by a text, that goes before a question in it."""

LEAVE = "no_back"
"""What a typed "back" means where nothing lies before; a talk that led aside is left by it."""

ANSWERED_UNASKED = ("ultimatum", "stay_or_leave")
"""Short answers that are given although the text has no question mark: much hangs on them."""

ASKS_COUNTRY = ("care", "country")
"""Where the name of a country is an answer in any language."""


def hear(turn: Turn) -> None:
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
        _listen_for_news(turn, turn.journey.stack)
    if turn.journey.frame is None and turn.journey.consent_on and _says_something(turn):
        open_talk(turn, "menu")
        turn.replies.clear()
    unseen = turn.put_away and not (turn.journey.frame and turn.frame.talk in NEWS)
    if turn.journey.frame is None or unseen or comes_first(turn, FLOWS[turn.frame.talk]):
        go_on(turn)
    elif _tells_of_life(turn):
        _bend(turn, "parted" if turn.event.reading.outcome == "parted" else turn.event.reading.life or "")
    else:
        _hear_answer(turn)


def _listen_for_news(turn: Turn, stack: Sequence[Frame]) -> None:
    """Open the talk that hears how an ask went, on top of these and once at most."""
    below = tuple(frame for frame in stack if frame.talk != "after")
    turn.keep(stack=(*below, Frame(talk="after", state="waiting")), question=turn.journey.question + 1)


def _says_something(turn: Turn) -> bool:
    """Tell whether a text that comes while nothing is open is news, a reason or a question."""
    reading = turn.event.reading
    return bool(reading.life or reading.outcome or reading.guesses or reading.questions)


def _tells_of_life(turn: Turn) -> bool:
    """Tell whether a text tells of a parting or of something else big, and not of what came of an ask.

    Where it is asked what the partner said, only a parting counts: a lost job is a reason there.
    """
    reading, frame = turn.event.reading, turn.frame
    if turn.paused or (frame.talk, frame.state) == THEIR_WORDS:
        return False
    if reading.outcome == "parted":
        return frame.talk in BENDS | LEFT_LYING
    told = reading.life is not None and reading.outcome in LITTLE_NEWS
    return told and frame.talk in BENDS


def _bend(turn: Turn, life: str) -> None:
    """Open what was told of: some of it asks by itself, the rest is asked about before anything bends."""
    if life == "moved":
        open_talk(turn, "life", "moved")
    elif life == "leaving":
        open_talk(turn, "life", "leaving")
    else:
        open_talk(turn, "life", "heard", life)


def _is_unreadable(turn: Turn) -> bool:
    """Tell whether a text is in another language, so that it is no answer and no miss; a country is one in any.

    The blank screen says nothing about it: somebody else may have typed there.
    """
    frame, reading = turn.journey.frame, turn.event.reading
    if reading.tongue is None or (frame is not None and frame.talk == "quiet"):
        return False
    asks_country = frame is not None and (frame.talk, frame.state) == ASKS_COUNTRY
    return not (asks_country and reading.country)


def ask_softly(turn: Turn) -> None:
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
        take(turn, trigger)
    elif command := _command(turn, flow):
        obey(turn, command)
    elif plainly in turn.words.tables["typed"]["greetings"]:
        go_on(turn)
    elif _is_question(turn, flow, free=free):
        open_talk(turn, "faq", aim=turn.event.reading.questions[0])
    elif free and (len(plainly) >= LEAST_SAID or _is_figure(turn, plainly)):
        turn.keep(question=turn.journey.question + 1)
        fire(turn, "said")
    elif turn.frame.talk == "menu" and not turn.paused:
        _hear_below(turn)
    else:
        _missed(turn)


def _is_question(turn: Turn, flow: Flow, *, free: bool) -> bool:
    """Tell whether a text asks the bot for a short answer: any question does, but where a free text is waited for.

    There the bot itself has to be asked, and a threat is taken up even where nothing is asked.
    """
    reading, asks = turn.event.reading, turn.event.text.rstrip().endswith("?")
    if not reading.questions or flow.name in ALWAYS or flow.name == "faq":
        return False
    if not free:
        return asks
    return reading.asks and reading.outcome not in GREAT_NEWS and (asks or reading.questions[0] in ANSWERED_UNASKED)


def _is_figure(turn: Turn, said: str) -> bool:
    """Tell whether a lone digit is an answer here: where a number stands for itself and not for a button."""
    return said.isdecimal() and not turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}").numbered


def _command(turn: Turn, flow: Flow) -> str | None:
    """Return the command that a text is in plain words, where plain words may be one."""
    commands: Mapping[str, str] = turn.words.tables["typed"]["commands"]
    return None if flow.name in ("care", "quiet") else commands.get(plain(turn.event.text))


def _typed(turn: Turn, flow: Flow, *, loosely: bool) -> str | None:
    *_, asked = flow.ask(turn)
    buttons = [button for row in asked.rows for button in row]
    screen = f"{flow.name}.{turn.frame.state}"
    numbered = turn.words.screen(screen).numbered
    typed = choose(turn.event.text, buttons, turn.words, loosely=loosely, numbered=numbered)
    typed = typed or answered(turn.event.text, screen, buttons, turn.words)
    if not typed and flow.aside and flow.takes("close", turn.frame.state) and _command(turn, flow) == LEAVE:
        return "close"
    calm = turn.event.reading.danger.act is Act.NONE
    return typed or (
        denied(turn.event.text, buttons, turn.words) if calm and flow.name in ("care", "safe_check") else None
    )


def _hear_below(turn: Turn) -> None:
    """Take a text that means nothing to the menu for news or for their no, where it is one; it fills no other field."""
    below, reading = turn.journey.stack[-2:-1], turn.event.reading
    waits = below[0] if below else None
    if waits is not None and waits.talk in NEWS and reading.outcome is not None:
        turn.keep(stack=turn.journey.stack[:-1], question=turn.journey.question + 1)
    elif reading.outcome is not None and turn.journey.card is not None:
        _listen_for_news(turn, turn.journey.stack[:-1])
    elif reading.outcome is None and not reading.guesses:
        _missed(turn)
        return
    elif waits is None or (waits.talk, waits.state) == ("path", "the_no"):
        turn.keep(stack=turn.journey.stack[:-1], question=turn.journey.question + 1)
        if waits is None:
            open_talk(turn, "path")
            turn.replies.clear()
    else:
        _missed(turn)
        return
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
