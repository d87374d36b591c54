"""Moving between talks: one move of the open talk, the way back, and what goes on when a talk ends."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn
from flows.gates import comes_first
from flows.model import Frame, Reply
from flows.reminding import settle
from flows.talks import (
    after,
    alone,
    card,
    care,
    check,
    data,
    dont,
    doors,
    faq,
    language,
    life,
    line,
    menu,
    own_side,
    pace,
    path,
    quiet,
    remind,
    rewrite,
    safe_check,
    safe_hours,
    season,
    settings,
    welcome,
    whattosay,
    why,
    yes,
)  # fmt: skip

TALKS = (
    welcome, safe_check, path, card, after, pace, yes, doors, own_side, alone, check, whattosay, rewrite, why, dont,
    faq, life, line, remind, safe_hours, season, settings, language, care, menu, data, quiet,
)  # fmt: skip

FLOWS: dict[str, Flow] = {talk.FLOW.name: talk.FLOW for talk in TALKS}

RESUMED = frozenset({"path"})
"""Talks that go on where they were left when they are opened again; the others begin anew."""


REMEMBERED = frozenset({"care"})
"""Talks that are opened anew from within and still know what they have shown, so that no card is pressed on anybody."""


def fire(turn: Turn, trigger: str) -> None:
    """Make one move of the open talk, and say what comes next."""
    flow, before = FLOWS[turn.frame.talk], turn.frame
    turn.state = before.state
    flow.fire(turn, trigger)
    if turn.erased:
        return
    if turn.state == DONE:
        _end(turn)
        return
    turn_to(turn, turn.state)
    if turn.next:
        open_talk(turn, *turn.next)
    else:
        go_on(turn)


def take(turn: Turn, trigger: str) -> None:
    """Answer a button that was pressed or typed: a way that every talk has, or a move of the open one."""
    if trigger == "back":
        go_back(turn)
    elif trigger == "how":
        tell_how(turn)
    else:
        fire(turn, trigger)


def turn_to(turn: Turn, state: str) -> None:
    """Stand in another state of the open talk; the way back leads to where the user came from."""
    frame = turn.frame
    trail = (*frame.trail, frame.state)
    trail = trail[: trail.index(state)] if state in trail else trail
    changed = state != frame.state
    turn.keep_frame(state=state, trail=trail, misses=0 if changed else frame.misses)
    if changed:
        turn.keep(question=turn.journey.question + 1)


def go_back(turn: Turn) -> None:
    """Stand where the user came from, and ask that question again."""
    *trail, state = turn.frame.trail
    turn.keep_frame(state=state, trail=tuple(trail), misses=0)
    go_on(turn)


def tell_how(turn: Turn) -> None:
    """Say what a suggestion rests on (X-16): the finding, its limit and its source, or that it is a careful guess."""
    screen = turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}")
    key = _evidence(turn, screen.evidence or "")
    turn.replies.append(Reply(text=turn.words.tables["evidence"][key or "none"]["text"]))
    go_on(turn)


CARDS = {"door": "door_cards", "moment": "moments", "faq": "faqs"}
"""Screens that show one card of a file of cards say by this where the card's evidence is to be found."""


def _evidence(turn: Turn, key: str) -> str:
    """Return the key of the evidence: the screen's own, or that of the reason or the card which it shows."""
    if key == "reason":
        key = turn.words.reason(turn.journey.reason or "unclear")["evidence"]
    elif key in CARDS:
        key = turn.words.tables[CARDS[key]].get(turn.frame.aim.partition(" ")[0], {}).get("evidence", "")
    return key


def _end(turn: Turn) -> None:
    """End the open talk: go on with what it handed over to, or with what it had interrupted.

    Behind a talk that led away from it, the menu offers to carry on, so that no old question comes out of nowhere.
    """
    aside = FLOWS[turn.frame.talk].aside
    turn.keep(stack=turn.journey.stack[:-1], question=turn.journey.question + 1)
    if turn.next:
        open_talk(turn, *turn.next)
    elif turn.journey.stack and aside and not turn.resumes and turn.frame.talk != "menu":
        open_talk(turn, "menu")
    elif turn.journey.stack:
        go_on(turn)
    else:
        turn.note("shared.end")


def open_talk(turn: Turn, talk: str, state: str = "", aim: str = "") -> None:
    """Open a talk on top of what is open; a talk is open once at most."""
    flow = FLOWS[talk]
    if not state and talk in RESUMED and (open_already := [f for f in turn.journey.stack if f.talk == talk]):
        state = open_already[0].state
    shown = _shown(turn) if talk in REMEMBERED and turn.journey.frame and turn.frame.talk == talk else ()
    kept = tuple(frame for frame in turn.journey.stack if frame.talk != talk)
    turn.keep(stack=(*kept, Frame(talk=talk, state=flow.states[0], aim=aim)), question=turn.journey.question + 1)
    root = flow.begin(turn) if flow.rooted or not state else ""
    trail = (root,) if state and root and state != root else tuple(one for one in shown if one != (state or root))
    turn.keep_frame(state=state or root, trail=trail)
    turn.next = None
    go_on(turn)


def _shown(turn: Turn) -> tuple[str, ...]:
    return (*turn.frame.trail, turn.frame.state)


def go_on(turn: Turn) -> None:
    """Ask the open question, after whatever must come before it: consent, the safety screen, question 1, care.

    Where something was said already, only the question itself follows: two messages in a row are the most.
    """
    settle(turn)
    if turn.journey.frame is None:
        open_talk(turn, "menu" if turn.journey.consent_on else "welcome")
        return
    first = comes_first(turn, FLOWS[turn.frame.talk])
    if first:
        open_talk(turn, *first)
        return
    if turn.journey.safety.lifted and turn.frame.state in FLOWS[turn.frame.talk].asks:
        turn.keep_safety(lifted=False)
        turn.note("shared.lifted")
    asked = FLOWS[turn.frame.talk].ask(turn)
    turn.replies.extend(asked[-1:] if turn.replies else asked)
