"""Where a reading of danger leads: plain words to the care path at once, a hint to one soft question (content 10.4)."""

from __future__ import annotations

from flows.engine import Turn, Visit
from flows.model import Act, Flag

DYING = "suicidal_or_self_harm"
HARMING = "threat_to_others"
CHILD = "child_at_risk"
FEAR = "fear_for_safety"

ASKS_ITSELF = frozenset({"care", "safe_check", "quiet"})
"""Talks in which a soft question about fear isn't put on top: they ask it themselves, or show nothing."""

DYING_ASKED = frozenset({("care", "hint"), ("care", "crisis"), ("care", "now"), ("care", "sure"), ("quiet", "blank")})
"""Where a hint of dying has its answer already; everywhere else it is asked about."""


def alarm(turn: Turn) -> Visit | None:
    """Return where plain words of danger lead, and pause what must pause; None where nothing has to stop.

    In the care path, what was said already isn't answered with the same card again, but something more urgent is.
    """
    danger, frame = turn.event.reading.danger, turn.journey.frame
    caring = frame is not None and frame.talk == "care"
    if danger.act is not Act.STOP and not (danger.urgent and caring):
        return None
    if DYING in danger.labels[:1]:
        return _dying(turn)
    pressing = danger.urgent or (caring and FEAR in danger.labels[:1])
    if caring and turn.paused and not pressing:
        return None
    turn.raise_flag(Flag.UP)
    if HARMING in danger.labels:
        return Visit("care", "harm", "stop_harming")
    if pressing:
        return Visit("care", "urgent", "abuse")
    return Visit("care", "child" if CHILD in danger.labels[:1] else "listen", "abuse")


def _dying(turn: Turn) -> Visit | None:
    """Lead to the partner's branch or the user's own; a second plain word, or means at hand, puts the number on top."""
    danger, frame = turn.event.reading.danger, turn.journey.frame
    if danger.whose == "partner":
        return Visit("care", "theirs", "crisis")
    known = turn.journey.rest_on == turn.today and frame is not None and frame.talk == "care"
    turn.keep(rest_on=turn.today)
    return Visit("care", "now" if danger.urgent or known else "crisis", "crisis")


def soft_question(turn: Turn) -> Visit | None:
    """Return the question that a hint of danger brings, or None."""
    danger, frame = turn.event.reading.danger, turn.journey.frame
    if danger.act is not Act.ASK or (frame is not None and (frame.talk, frame.state) in DYING_ASKED):
        return None
    if DYING in danger.labels[:1]:
        return Visit("care", "theirs" if danger.whose == "partner" else "hint", "crisis")
    if frame is not None and frame.talk in ASKS_ITSELF:
        return None
    if HARMING in danger.labels:
        return Visit("care", "harm_ask", "stop_harming")
    return Visit("safe_check", "afraid") if turn.journey.consent_on else Visit("care", "home")
