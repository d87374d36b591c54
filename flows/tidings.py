"""News in a text: how an ask went, what came of a door, what happened in a life; and where it is told.

The readers say what a text tells; here it is decided whether it is news in this place, or an answer to what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flows.engine import Turn
from flows.model import Frame, Journey
from flows.moves import open_talk
from flows.opening import waiting_for
from flows.reporting import REPORTED

AWAY = timedelta(hours=12)

NEWS = frozenset({"after", "yes"})
"""Talks that hear how it went."""

LEFT_LYING = frozenset(
    {"card", "path", "why", "menu", "doors", "own_side", "alone", "check", "whattosay", "dont", "faq"}
)
"""Talks that somebody who comes back after a while leaves aside to say how it went."""

BENDS = frozenset({"menu", "after", "yes", "life", "doors"})
"""Talks in which somebody may tell of something big that happened."""

THEIR_WORDS = (("after", "now_said"), ("path", "the_no"))
"""Where it is asked what the partner said, a lost job is a reason."""

THEIR_NO = frozenset({"the_no", "picture", "reason", "reasons"})
"""Where the path is still about the no itself."""

LITTLE_NEWS = (None, "softer", "same", "asked", "better", "worse")
"""What came of an ask, by a text, beside which something big outweighs it."""

GREAT_NEWS = ("yes", "been", "soft_yes", "cancelled", "went_once", "took_back", "parted")
"""What came of an ask, by a text, that goes before a question in it."""


def comes_back_with_news(turn: Turn) -> bool:
    """Tell whether somebody comes back after a while and says how it went, whatever question is open."""
    journey, frame, outcome = turn.journey, turn.journey.frame, turn.event.reading.outcome
    away = journey.last_at is not None and turn.now - journey.last_at >= AWAY
    busy = frame is None or frame.talk in LEFT_LYING
    return away and busy and (outcome in GREAT_NEWS or (awaits_news(journey) and outcome is not None))


def awaits_news(journey: Journey) -> bool:
    """Tell whether there is an ask, or an offered door, of which news may come."""
    return journey.card is not None or bool(waiting_for(journey))


def listen_for_news(turn: Turn, stack: Sequence[Frame]) -> None:
    """Open the talk that hears how an ask went, or an offered door, on top of these and once at most."""
    door = waiting_for(turn.journey) if turn.journey.card is None else ""
    heard_by = Frame(talk="doors", state="news", aim=door) if door else Frame(talk="after", state="waiting")
    below = tuple(frame for frame in stack if frame.talk != heard_by.talk)
    turn.keep(stack=(*below, heard_by), question=turn.journey.question + 1)


def is_news(turn: Turn) -> bool:
    """Tell whether a text says how an ask went, where words for the plan are waited for."""
    reading = turn.event.reading
    told = reading.outcome in REPORTED and reading.outcome != "been"
    return fills(turn.frame) and told and not reading.guesses


def fills(frame: Frame) -> bool:
    """Tell whether words for the plan are waited for."""
    return frame.talk == "card" or (frame.talk == "path" and frame.state not in THEIR_NO)


def tells_of_life(turn: Turn) -> bool:
    """Tell whether a text tells of a parting or of something else big, and not of what came of an ask.

    Where it is asked what the partner said, it is no reason that they gave: a lost job can be one.
    """
    reading, frame = turn.event.reading, turn.frame
    if turn.paused:
        return False
    their_words = (frame.talk, frame.state) in THEIR_WORDS
    if reading.outcome == "parted":
        about_the_no = frame.talk == "path" and frame.state in THEIR_NO and bool(reading.guesses)
        return frame.talk in BENDS | LEFT_LYING and not about_the_no
    told = reading.life is not None and reading.outcome in LITTLE_NEWS
    return told and (frame.talk in BENDS or their_words or fills(frame)) and not (their_words and reading.guesses)


def bend(turn: Turn, life: str) -> None:
    """Open what was told of: some of it asks by itself, the rest is asked about before anything bends."""
    if life == "moved":
        open_talk(turn, "life", "moved")
    elif life == "leaving":
        open_talk(turn, "life", "leaving")
    else:
        open_talk(turn, "life", "heard", life)
