"""Who answers: safety first, then commands, then the open talk; and what goes on when a talk ends.

`step` is the whole of the flows as the shell sees them: one event in, one journey, replies and effects out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.content import words
from flows.engine import DONE, Flow, Turn
from flows.model import Act, Chosen, Erase, Event, Flag, Frame, Journey, Remind, Reply, Step, Tidy
from flows.renamed import renamed
from flows.talks import after, card, care, data, menu, path, quiet, safe_check, welcome, why, yes
from flows.typed import choose

FLOWS: dict[str, Flow] = {
    talk.FLOW.name: talk.FLOW for talk in (welcome, safe_check, path, card, after, yes, why, care, menu, data, quiet)
}

COMMANDS = {
    "start": ("menu", ""),
    "menu": ("menu", ""),
    "plan": ("card", ""),
    "why": ("why", ""),
    "safety": ("care", "home"),
    "privacy": ("data", ""),
    "wipe": ("data", "wipe"),
    "bye": ("quiet", ""),
}
"""The talk (and the state in it) that each command opens. /help and /export answer and go back to what was open."""

BEFORE_CONSENT = frozenset({"welcome", "care", "data", "quiet"})
"""Talks that are open to someone who hasn't pressed "I'm 18 or over, start" yet."""

ASKS_ITSELF = frozenset({"care", "safe_check", "quiet"})
"""Talks in which a soft question about danger isn't put on top: they ask it themselves, or show nothing."""

MISSES = 2
"""How often an answer may be missed before the way out is offered (design 5)."""

TIDY_AFTER = timedelta(minutes=10)
FORGET_AFTER = timedelta(days=180)
ASK_FLAG_AGAIN = timedelta(days=90)


def step(journey: Journey | None, event: Event, now: datetime, operator: str = "") -> Step:
    """Return what one event leads to: the new journey, what is said, and what the shell is to do.

    `journey` is None for someone new, `now` an aware time, `operator` how to reach whoever runs the bot. The same
    arguments give the same step.
    """
    draft = journey or Journey(question=int(now.timestamp()))
    turn = Turn(renamed(draft, FLOWS), event, now, words(draft.lang))
    turn.operator = operator
    _answer(turn)
    if turn.erased:
        return Step(journey=None, replies=tuple(turn.replies), effects=tuple(turn.effects))
    _keep_time(turn)
    return Step(journey=turn.journey, replies=tuple(turn.replies), effects=tuple(turn.effects))


def _answer(turn: Turn) -> None:
    """Answer one event: danger before anything else, then commands, then the open talk."""
    if turn.event.kind == "due":
        _fall_due(turn)
    elif turn.event.kind == "commanded":
        _obey(turn)
    elif turn.event.kind == "pressed":
        _press(turn)
    elif turn.event.kind == "other":
        turn.note("shared.only_text")
        _go_on(turn)
    else:
        _hear(turn)


def _keep_time(turn: Turn) -> None:
    """Note the day, and set what is to happen after a while without a word."""
    if turn.event.kind == "due":
        return
    turn.keep(last_on=turn.today)
    turn.do(Remind(name="forget", at=turn.now + FORGET_AFTER))
    if turn.journey.tidy:
        turn.do(Remind(name="tidy", at=turn.now + TIDY_AFTER))


def _fall_due(turn: Turn) -> None:
    if turn.event.name == "forget":
        turn.do(Erase())
    elif turn.event.name == "tidy":
        turn.do(Tidy())


# --- commands


def _obey(turn: Turn) -> None:
    name = turn.event.name
    if name == "help":
        turn.note("shared.help" if turn.journey.consent_on else "shared.help_first")
        _go_on(turn)
    elif name == "export":
        data.export(turn)
        _go_on(turn)
    elif name in ("start", "menu") and turn.journey.consent_on is None:
        _open(turn, "welcome")
    elif name in COMMANDS:
        _open(turn, *COMMANDS[name])
    else:
        turn.note("shared.unknown_command")
        _go_on(turn)


# --- buttons and texts


def _press(turn: Turn) -> None:
    """Answer a press: an earlier question's button never acts, it shows the open question again."""
    frame, trigger = turn.journey.frame, turn.event.name
    if frame is None or turn.event.question != turn.journey.question or not _label(turn, trigger):
        if frame is not None:
            turn.note("shared.earlier")
        _go_on(turn)
        return
    turn.do(Chosen(label=_label(turn, trigger)))
    turn.keep(question=turn.journey.question + 1)
    _take(turn, trigger)


def _label(turn: Turn, trigger: str) -> str:
    """Return the label of an open question's button, or "" when it has no such button."""
    *_, asked = FLOWS[turn.frame.talk].ask(turn)
    return next((button.label for row in asked.rows for button in row if button.trigger == trigger), "")


def _take(turn: Turn, trigger: str) -> None:
    if trigger == "back":
        _back(turn)
    elif trigger == "how":
        _how(turn)
    else:
        _fire(turn, trigger)


def _hear(turn: Turn) -> None:
    """Answer a text: danger first, then a typed answer to the open question, then a free one."""
    if turn.event.reading.danger.act is Act.STOP and not _already_cared_for(turn):
        _stop(turn)
        return
    if _comes_back_with_news(turn):
        turn.keep(stack=(*turn.journey.stack, Frame(talk="after", state="waiting")))
    if turn.journey.frame is None or _comes_first(turn):
        _go_on(turn)
    else:
        _hear_answer(turn)
    frame = turn.journey.frame
    if turn.event.reading.danger.act is Act.ASK and not turn.erased and not (frame and frame.talk in ASKS_ITSELF):
        turn.replies.clear()
        _open(turn, *_soft_question(turn))


def _comes_back_with_news(turn: Turn) -> bool:
    """Tell whether somebody with a plan comes back on another day and says how the ask went, whatever is open."""
    journey, frame = turn.journey, turn.journey.frame
    away = journey.last_on is not None and journey.last_on < turn.today
    busy = frame is not None and frame.talk in ("card", "path", "why", "menu")
    return away and busy and journey.card is not None and turn.event.reading.outcome is not None


def _hear_answer(turn: Turn) -> None:
    flow, state = FLOWS[turn.frame.talk], turn.frame.state
    free = flow.takes("said", state)
    *_, asked = flow.ask(turn)
    buttons = [button for row in asked.rows for button in row]
    trigger = choose(turn.event.text, buttons, turn.words, loosely=not free)
    if trigger:
        turn.keep(question=turn.journey.question + 1)
        _take(turn, trigger)
    elif _greeting(turn):
        _go_on(turn)
    elif free:
        _fire(turn, "said")
    elif turn.frame.talk == "menu" and not turn.paused:
        _hear_below(turn)
    else:
        _missed(turn)


def _hear_below(turn: Turn) -> None:
    """Take a text that means nothing to the menu as an answer to what lies below it, or to what would come next."""
    turn.keep(stack=turn.journey.stack[:-1])
    if turn.journey.frame is None:
        _open(turn, "after" if turn.journey.card else "path")
        turn.replies.clear()
    if _comes_first(turn):
        _go_on(turn)
    else:
        _hear_answer(turn)


def _greeting(turn: Turn) -> bool:
    """Tell whether the text is only a hello, which answers no question."""
    return turn.event.text.casefold().strip(" .!?") in turn.words.tables["typed"]["greetings"]


def _missed(turn: Turn) -> None:
    """Say that the answer wasn't understood, more plainly each time; the buttons stand below."""
    misses = turn.frame.misses + 1
    turn.keep_frame(misses=misses)
    turn.note("shared.missed" if misses <= MISSES else "shared.missed_again")
    _go_on(turn)


def _stop(turn: Turn) -> None:
    """Plain words of danger: the care path at once, and nothing of the text is used for anything else."""
    crisis = "suicidal_or_self_harm" in turn.event.reading.danger.labels[:1]
    if crisis:
        _open(turn, "care", "crisis")
        return
    turn.raise_flag(Flag.UP)
    _open(turn, "care", "listen")


def _already_cared_for(turn: Turn) -> bool:
    """Tell whether the care path is open already: the card isn't repeated unasked, the person is listened to."""
    frame, danger = turn.journey.frame, turn.event.reading.danger
    if frame is None or frame.talk != "care":
        return False
    return turn.paused if danger.labels[:1] != ("suicidal_or_self_harm",) else frame.state == "crisis"


def _soft_question(turn: Turn) -> tuple[str, str]:
    heavy = "suicidal_or_self_harm" in turn.event.reading.danger.labels[:1]
    return ("care", "hint") if heavy else ("safe_check", "afraid")


# --- moving between talks


def _fire(turn: Turn, trigger: str) -> None:
    """Make one move of the open talk, and say what comes next."""
    flow, before = FLOWS[turn.frame.talk], turn.frame
    turn.state = before.state
    flow.fire(turn, trigger)
    if turn.erased:
        return
    if turn.state == DONE:
        _end(turn)
        return
    _arrive(turn, turn.state)
    if turn.next:
        _open(turn, *turn.next)
    else:
        _go_on(turn)


def _arrive(turn: Turn, state: str) -> None:
    """Stand in another state of the open talk; the way back leads to where the user came from."""
    frame = turn.frame
    trail = (*frame.trail, frame.state)
    trail = trail[: trail.index(state)] if state in trail else trail
    changed = state != frame.state
    turn.keep_frame(state=state, trail=trail, misses=0 if changed else frame.misses)
    if changed:
        turn.keep(question=turn.journey.question + 1)


def _back(turn: Turn) -> None:
    *trail, state = turn.frame.trail
    turn.keep_frame(state=state, trail=tuple(trail), misses=0)
    _go_on(turn)


def _how(turn: Turn) -> None:
    """Say what a suggestion rests on (X-16): the finding, its limit and its source, or that it is a careful guess."""
    screen = turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}")
    key = screen.evidence or ""
    if key == "reason":
        key = turn.words.reason(turn.journey.reason or "unclear")["evidence"]
    turn.replies.append(Reply(text=turn.words.tables["evidence"][key or "none"]["text"]))
    _go_on(turn)


def _end(turn: Turn) -> None:
    """End the open talk: go on with what it handed over to, or with what it had interrupted."""
    turn.keep(stack=turn.journey.stack[:-1], question=turn.journey.question + 1)
    if turn.next:
        _open(turn, *turn.next)
    elif turn.journey.stack:
        _go_on(turn)
    else:
        turn.note("shared.end")


def _open(turn: Turn, talk: str, state: str = "", aim: str = "") -> None:
    """Open a talk on top of what is open; a talk is open once at most."""
    flow = FLOWS[talk]
    kept = tuple(frame for frame in turn.journey.stack if frame.talk != talk)
    turn.keep(stack=(*kept, Frame(talk=talk, state=flow.states[0], aim=aim)), question=turn.journey.question + 1)
    root = flow.begin(turn) if flow.rooted or not state else ""
    trail = (root,) if state and root and state != root else ()
    turn.keep_frame(state=state or root, trail=trail)
    turn.next = None
    _go_on(turn)


def _go_on(turn: Turn) -> None:
    """Ask the open question, after whatever must come before it: consent, the safety screen, question 1, care.

    Where something was said already, only the question itself follows: two messages in a row are the most.
    """
    if turn.journey.frame is None:
        _open(turn, "menu" if turn.journey.consent_on else "welcome")
        return
    first = _comes_first(turn)
    if first:
        _open(turn, *first)
        return
    if turn.journey.safety.lifted and turn.frame.state in FLOWS[turn.frame.talk].asks:
        turn.keep_safety(lifted=False)
        turn.note("shared.lifted")
    asked = FLOWS[turn.frame.talk].ask(turn)
    turn.replies.extend(asked[-1:] if turn.replies else asked)


def _long_ago(turn: Turn) -> bool:
    answered = turn.journey.safety.on
    return answered is not None and turn.today - answered >= ASK_FLAG_AGAIN


def _comes_first(turn: Turn) -> tuple[str, str] | None:
    """Return the talk that must come before the open one, or None."""
    frame, safety = turn.frame, turn.journey.safety
    flow = FLOWS[frame.talk]
    if turn.journey.consent_on is None and frame.talk not in BEFORE_CONSENT:
        return ("welcome", "")
    if turn.paused and _long_ago(turn) and frame.talk not in ASKS_ITSELF:
        return ("care", "again")
    if not flow.open_to(frame.state, paused=turn.paused):
        return ("care", "paused")
    if flow.about_partner and safety.flag is Flag.UNASKED:
        return ("safe_check", "screen")
    if frame.state in flow.asks and safety.ask_first:
        return ("safe_check", "afraid")
    return None
