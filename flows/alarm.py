"""Where a reading of danger leads: plain words to the care path at once, a hint to one soft question (content 10.4)."""

from __future__ import annotations

from flows.engine import Turn, Visit
from flows.model import Act, Danger, Flag, Frame

DYING = "suicidal_or_self_harm"
HARMING = "threat_to_others"
VIOLENCE = "partner_violence"
CONTROL = "coercive_control"
CHILD = "child_at_risk"
FEAR = "fear_for_safety"

GROWN = 18

ASKS_ITSELF = frozenset({"care", "safe_check", "quiet"})
"""Talks in which a soft question isn't put on top: they ask it themselves, or show nothing."""

SAFE_HOURS = (("safe_hours", "days"), ("safe_hours", "day"), ("safe_hours", "hours"), ("safe_hours", "spans"))
FEW_WORDS = 8
"""Up to how many words only name hours, where these are asked for."""

SOFTLY = {
    VIOLENCE: Visit("safe_check", "hurt_ask"),
    CONTROL: Visit("safe_check", "control_ask"),
    FEAR: Visit("safe_check", "afraid"),
}
"""The single question of the safety screen that fits what was hinted at."""


def alarm(turn: Turn) -> Visit | None:
    """Return where plain words of danger lead, and pause what must pause; None where nothing has to stop.

    In the care path, what was said already isn't answered with the same card again, but something more urgent is.
    """
    danger, frame = turn.event.reading.danger, turn.journey.frame
    caring = frame if frame is not None and frame.talk == "care" else None
    if danger.act is not Act.STOP and not (danger.act is Act.ASK and danger.urgent and caring):
        return None
    dying = DYING in danger.labels
    if young(turn):
        return Visit("care", "young", "crisis" if dying else "abuse")
    return _dying(turn, danger, caring) if dying else _hurt(turn, danger, caring)


def young(turn: Turn) -> bool:
    """Tell whether somebody says an age under 18; it is asked about, and never concluded."""
    age = turn.event.reading.age
    return age is not None and age < GROWN


def _hurt(turn: Turn, danger: Danger, caring: Frame | None) -> Visit | None:
    """Lead to the branch that fits who brings the danger and to whom. The flag goes up, by words."""
    pressing = danger.urgent or (caring is not None and FEAR in danger.labels[:1])
    visit = _branch(danger, pressing=pressing)
    if caring and turn.paused and (visit.state == "listen" or _has_shown(caring, visit.state)):
        again = Visit("care", "tonight", "abuse")
        return again if visit.state == "urgent" and not _has_shown(caring, again.state) else None
    if not turn.paused:
        before = turn.journey.safety.flag
        turn.raise_flag(Flag.UP)
        turn.keep_safety(before_words=before)
    return visit


def _branch(danger: Danger, *, pressing: bool) -> Visit:
    if danger.who == "user":
        return Visit("care", "harm_now", "stop_harming") if danger.urgent else Visit("care", "harm", "stop_harming")
    if HARMING in danger.labels[:1]:
        return Visit("care", "others", "abuse")
    if pressing:
        return Visit("care", "urgent", "abuse")
    return Visit("care", "child" if CHILD in danger.labels[:1] else "listen", "abuse")


def _dying(turn: Turn, danger: Danger, caring: Frame | None) -> Visit | None:
    """To their branch or the user's own. A second plain word puts the number on top, once; means at hand always."""
    known = caring is not None and turn.journey.rest_on == turn.today
    turn.keep(rest_on=turn.today)
    if danger.who != "user":
        return None if caring and _has_shown(caring, "theirs") else Visit("care", "theirs", "crisis")
    if caring and _has_shown(caring, "now") and not danger.urgent:
        return None
    return Visit("care", "now" if danger.urgent or known else "crisis", "crisis")


def _has_shown(frame: Frame, state: str) -> bool:
    return state in (frame.state, *frame.trail)


def soft_question(turn: Turn) -> Visit | None:
    """Return the question that a hint of danger brings, or None."""
    danger = turn.event.reading.danger
    if danger.act is not Act.ASK or _asked_already(turn, danger) or names_safe_hours(turn):
        return None
    if young(turn):
        return Visit("care", "young")
    if DYING in danger.labels:
        return Visit("care", "hint" if danger.who == "user" else "theirs_ask", "crisis")
    if turn.paused:
        return Visit("care", "only_say", "stop_harming" if danger.who == "user" else "abuse")
    if not turn.journey.consent_on:
        return Visit("care", "home")
    return _ask_who(danger)


def _asked_already(turn: Turn, danger: Danger) -> bool:
    """Tell whether what is open asks about a hint itself. One of dying goes further: it asks even in talks of care."""
    frame = turn.journey.frame
    if frame is None or frame.talk not in ASKS_ITSELF:
        return False
    if DYING not in danger.labels or frame.talk == "quiet":
        return True
    return frame.state in ("hint", "theirs_ask", "young") or (
        frame.talk == "care" and turn.journey.rest_on == turn.today
    )


def names_safe_hours(turn: Turn) -> bool:
    """Tell whether a few words only say when the chat is safe to be seen, where that is asked: "when he's at work"."""
    frame, danger = turn.journey.frame, turn.event.reading.danger
    asked = frame is not None and (frame.talk, frame.state) in SAFE_HOURS
    return (
        asked
        and danger.act is Act.ASK
        and danger.labels[0] in (CONTROL, FEAR)
        and len(turn.event.text.split()) <= FEW_WORDS
    )


def because_of(turn: Turn) -> str:
    """Return a sentence with the user's own words that a soft question goes by, or "" where it goes by none."""
    heard = turn.event.reading.danger.words
    return turn.words.common("because_of").format(heard=heard) if heard else ""


def _ask_who(danger: Danger) -> Visit:
    if danger.who == "user":
        return Visit("care", "harm_ask", "stop_harming")
    if HARMING in danger.labels[:1]:
        return Visit("care", "others_ask", "abuse")
    if CHILD in danger.labels[:1]:
        return Visit("care", "child_ask", "abuse")
    if danger.urgent and danger.labels[0] != CONTROL:
        return Visit("care", "now_ask", "abuse")
    return SOFTLY[danger.labels[0]]
