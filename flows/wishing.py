"""What somebody wants to do, said where a tap is waited for: go by themselves, ask again, or send an angry message."""

from __future__ import annotations

from flows.asking import better_wait
from flows.engine import Turn, Visit
from flows.tidings import NEWS, THEIR_WORDS

NOT_HERE = frozenset({"welcome", "care", "safe_check", "quiet", "data", "language"})
"""Talks in which what somebody wants to do leads nowhere else."""

SAYING = "whattosay"
"""The talk in which a text asks for a line; a message in anger is one for the other tool."""

MOST_WORDS = 16
"""How many words a wish has at the most; what is longer is a story."""

OPEN_TO_NEWS = (None, "enough", "not_yet")
"""What may be read of an ask in a wish."""


def wished(turn: Turn, *, free: bool) -> Visit | None:
    """Return where a wish leads, or None; where words are waited for (`free`), only news may be a wish as well."""
    reading, frame = turn.event.reading, turn.frame
    if reading.wish is None or frame.talk in NOT_HERE or len(turn.event.text.split()) > MOST_WORDS:
        return None
    if reading.wish == "write" and frame.talk == SAYING:
        return Visit("rewrite")
    waits_for_words = free and (frame.talk not in NEWS or (frame.talk, frame.state) in THEIR_WORDS)
    if waits_for_words or reading.outcome not in OPEN_TO_NEWS:
        return None
    return _again(turn) if reading.wish == "again" else Visit({"alone": "alone", "write": "rewrite"}[reading.wish])


def _again(turn: Turn) -> Visit:
    """Return the way to another ask: by the limit on asking where it was reached, else by a look at the moment."""
    journey = turn.journey
    if journey.reason is None:
        return Visit("path")
    if journey.card is None or better_wait(journey, turn.today):
        return Visit("path", "smaller")
    return Visit("path", "check")
