"""What must come before a talk's question: consent, care, the safety screen, question 1, the limit on asking.

One function for all talks: a new talk only says that it is `about_partner` or `for_two` and which of its states are
`asks` or `proposes`; it comes under these rules by itself, and a test walks all paths to prove them.
"""

from __future__ import annotations

from datetime import timedelta

from flows.asking import bend_is_over, better_wait
from flows.engine import Flow, Turn, Visit
from flows.model import Flag

BEFORE_CONSENT = frozenset({"welcome", "care", "data", "quiet", "language"})
"""Talks that are open to someone who hasn't pressed "I'm 18 or over, start" yet."""

ALWAYS = frozenset({"care", "safe_check", "quiet", "data"})
"""Talks that are open whatever happened, and which nothing is put in front of."""

UNANSWERED = ("care", "hint")
"""The question about dying: a command doesn't make it go, a tap on its own buttons does (content 10.4)."""

BEFORE_AN_ASK = "ask"
"""What question 1 is for when it stands before an ask."""

ANYWAY = "anyway"
"""What a visit is for in which the user wants to ask although the limit on asking is reached."""

ASK_FLAG_AGAIN = timedelta(days=90)


def comes_first(turn: Turn, flow: Flow) -> Visit | None:
    """Return the visit that must come before the question that is open in `flow`, or None."""
    if turn.journey.consent_on is None and flow.name not in BEFORE_CONSENT:
        return Visit("welcome")
    if flow.name in ALWAYS:
        return None
    return _care_first(turn, flow) or _safety_first(turn, flow) or _life_first(turn, flow) or _stopped_first(turn, flow)


def _care_first(turn: Turn, flow: Flow) -> Visit | None:
    """Put care first: an open question about dying, the day after a crisis and the next visit, and while tips rest."""
    rest_on = turn.journey.rest_on
    if UNANSWERED in {(frame.talk, frame.state) for frame in turn.journey.stack[:-1]}:
        return Visit(*UNANSWERED, "crisis")
    if rest_on is not None and rest_on < turn.today:
        return Visit("care", "since", "crisis")
    if rest_on is not None and flow.about_partner:
        return Visit("care", "enough", "crisis")
    if turn.paused and _long_ago(turn):
        return Visit("care", "again")
    return None if flow.open_to(turn.frame.state, paused=turn.paused) else Visit("care", "paused")


def _safety_first(turn: Turn, flow: Flow) -> Visit | None:
    """Put the safety screen before anything about the partner, and question 1 before an ask that calls for it."""
    if flow.about_partner and turn.journey.safety.flag is Flag.UNASKED:
        return Visit("safe_check", "screen")
    if turn.frame.state in flow.asks and turn.journey.safety.ask_first:
        return Visit("safe_check", "afraid", BEFORE_AN_ASK)
    return None


def _life_first(turn: Turn, flow: Flow) -> Visit | None:
    """End the asking once the two have parted; before one is proposed, look back, or wait where that is better."""
    bend = turn.journey.bend
    if flow.for_two and bend is not None and bend.kind == "parted":
        return Visit("life", "parted_since")
    if turn.frame.state not in flow.proposes or turn.frame.aim == ANYWAY:
        return None
    if bend_is_over(turn.journey, turn.today):
        return Visit("life", "since")
    return Visit("pace") if better_wait(turn.journey, turn.today) else None


def _stopped_first(turn: Turn, flow: Flow) -> Visit | None:
    """Ask at the menu whether the lines are wanted back that had stopped by themselves (content 08)."""
    reminders = turn.journey.reminders
    asks = reminders.stopped and not reminders.asked_back and turn.journey.safety.flag is Flag.DOWN
    return Visit("remind") if flow.name == "menu" and asks else None


def _long_ago(turn: Turn) -> bool:
    answered = turn.journey.safety.on
    return answered is not None and turn.today - answered >= ASK_FLAG_AGAIN
