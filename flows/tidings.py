"""News in a text: how an ask went, what came of a door, what happened in a life; and where it is told.

The readers say what a text tells; here it is decided whether it is news in this place, or an answer to what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flows.asking import bent
from flows.confirming import stands_in
from flows.correcting import without_preface, without_shrug
from flows.engine import Turn, Visit
from flows.model import Frame, Journey
from flows.moves import open_talk
from flows.opening import waiting_for
from flows.reporting import BEHIND_A_YES, REPORTED
from flows.typed import OF_ONESELF, phrase_in, plain, says_one_of, sounds_like, starts_with

AWAY = timedelta(hours=12)

A_FEW_WORDS = 8
"""Up to how many words a text is told as what might be by one word in it."""

NEWS = frozenset({"after", "yes"})
"""Talks that hear how it went."""

LEFT_LYING = frozenset(
    {"card", "path", "why", "menu", "doors", "own_side", "alone", "check", "whattosay", "dont", "faq", "season"}
)
"""Talks that somebody who comes back after a while leaves aside to say how it went."""

BENDS = frozenset({"menu", "after", "yes", "life", "doors", "season"})
"""Talks in which somebody may tell of something big that happened."""

THEIR_WORDS = (("after", "now_said"), ("path", "the_no"))
"""Where it is asked what the partner said, a lost job is a reason."""

OWN_CHANGE = (("own_side", "pick"), ("own_side", "half"), ("alone", "one_move"))
"""Where a change on the user's own side is typed."""

STARTS = ("i ", "ill ", "id ", "i could ", "i would ", "i will ", "to ")
"""How a sentence about oneself begins, before what one would do."""

THEIR_NO = frozenset({"the_no", "picture", "reason", "reasons", "ended"})
"""Where the path is still about the no itself."""

HELD_UP = ("after", "held_up")
"""Where it is asked what held the ask up, which is no news; in plain words it may be."""

IN_PLAIN_WORDS = ("affair", "parted", "moved", "leaving")
"""What is heard in plain words alone while a counsellor is chosen: "found someone" is meant of that."""

OUTWEIGHS = ("loss",)
"""What is no reason that they gave, even where the same text has one."""

ANYWHERE = ("loss", "affair")
"""What is heard in every talk that may be left aside, where the text gives no reason of theirs."""

BIGGER = ("loss", "affair", "baby")
"""What is heard before a remark that would be an answer."""

LITTLE_NEWS = (None, "softer", "same", "asked", "better", "worse")
"""What came of an ask, by a text, beside which something big outweighs it."""

GREAT_NEWS = ("yes", "been", "soft_yes", "cancelled", "went_once", "took_back", "parted")
"""What came of an ask, by a text, that goes before a question in it."""


def comes_back_with_news(turn: Turn) -> bool:
    """Tell whether somebody comes back after a while and says how it went, whatever question is open."""
    journey, frame, outcome = turn.journey, turn.journey.frame, turn.event.reading.outcome
    away = journey.last_at is not None and turn.now - journey.last_at >= AWAY
    busy = frame is None or frame.talk in LEFT_LYING
    told = outcome in GREAT_NEWS or (awaits_news(journey) and outcome is not None) or tells_of_a_door(turn)
    return away and busy and told


def tells_of_a_door(turn: Turn) -> bool:
    """Tell whether a short text says in plain words what came of a door that was offered."""
    if turn.journey.card is not None or not waiting_for(turn.journey):
        return False
    ways = turn.words.tables["typed"]["answers"]["doors.news"]
    return phrase_in(turn.event.text, ways, tuple(ways)) is not None


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
    return fills(turn.frame) and told and not reading.guesses and _may_tell(turn)


def _may_tell(turn: Turn) -> bool:
    """Tell whether a text may say what happened: it has somebody who did it, and is no correction or fear."""
    table, reading = turn.words.tables["fills"], turn.event.reading
    said = plain(turn.event.text).split()
    if reading.asked == "of_them" and said[0] in turn.words.tables["typed"]["asking"]:
        return False
    if without_preface(turn.event.text, turn.words, asides=False) != turn.event.text.strip():
        return False
    if f"{plain(turn.event.text)} ".startswith(tuple(f"{way} " for way in table["supposes"])):
        return False
    has = {name: not set(table[name].split()).isdisjoint(said) for name in ("tells", "supposed", "reported")}
    has["reported"] &= not says_one_of(turn.event.text, "foretold", turn.words)
    might_be = has["supposed"] and not has["reported"] and len(said) <= A_FEW_WORDS
    return has["tells"] and not might_be


def told_news(turn: Turn, *, free: bool) -> Visit | None:
    """Return the visit that hears what a text tells, where it was no answer: how it went, or that it is enough.

    Where buttons alone are waited for (not `free`), how it went is heard in every talk that may be left
    aside but the path, which is about the no itself. A bare yes, no or later is an answer, and no news.
    """
    reading, frame = turn.event.reading, turn.frame
    if frame.talk not in NEWS and sounds_like(turn.event.text, turn.words):
        return None
    asked = turn.journey.reason is not None and not turn.paused
    aside = not free and asked and frame.talk in (LEFT_LYING | NEWS) - {"menu", "after", "path"}
    if (frame.talk, frame.state) == HELD_UP and (reading.outcome == "asked" or _tells_their_answer(turn)):
        return Visit("after", "door" if reading.outcome == "asked" else "guess", reading.outcome or "")
    if is_news(turn) or (aside and reading.outcome in REPORTED and not reading.guesses):
        return Visit("after", "guess", reading.outcome or "")
    gives_up = reading.outcome == "enough" and not reading.guesses and not turn.paused and not _is_for_the_plan(turn)
    return Visit("after", "enough") if gives_up and frame.talk in LEFT_LYING - {"whattosay"} else None


def _is_for_the_plan(turn: Turn) -> bool:
    """Tell whether what sounds like giving up is a change of one's own, or nothing about oneself in a field."""
    said = set(plain(without_shrug(turn.event.text, turn.words)).split())
    return _is_a_change(turn) or (fills(turn.frame) and said.isdisjoint(OF_ONESELF))


def _is_a_change(turn: Turn) -> bool:
    """Tell whether one sentence says what somebody would stop, where a change on their own side is typed."""
    stops = [f"{way}{stop}" for stop in turn.words.tables["fills"]["stops"] for way in ("", *STARTS)]
    said = without_shrug(turn.event.text, turn.words).rstrip(".!")
    one = not any(mark in said for mark in ".!;")
    return (turn.frame.talk, turn.frame.state) in OWN_CHANGE and one and starts_with(said, stops, turn.words)


def _tells_their_answer(turn: Turn) -> bool:
    """Tell whether a text says in plain words what the partner answered: a fight by itself can hold an ask up."""
    reported = turn.words.tables["fills"]["reported"].split()
    return stands_in(turn, turn.event.reading.outcome) and not set(reported).isdisjoint(plain(turn.event.text).split())


def fills(frame: Frame) -> bool:
    """Tell whether words for the plan are waited for."""
    return frame.talk == "card" or (frame.talk == "path" and frame.state not in THEIR_NO)


def tells_of_life(turn: Turn) -> bool:
    """Tell whether a text tells of a parting or of something else big, and not of what came of an ask.

    Where it is asked what the partner said, it is no reason that they gave: a lost job can be one.
    """
    reading, frame = turn.event.reading, turn.frame
    if turn.paused or (reading.life == "leaving" and reading.asks and reading.questions):
        return False
    their_words = (frame.talk, frame.state) in THEIR_WORDS
    if reading.outcome == "parted" and not _means_a_counsellor(turn):
        about_the_no = frame.talk == "path" and frame.state in THEIR_NO and bool(reading.guesses)
        return frame.talk in BENDS | LEFT_LYING and not about_the_no
    if _means_a_counsellor(turn):
        return False
    told = reading.life is not None and reading.outcome in LITTLE_NEWS
    if told and reading.life in ANYWHERE and not reading.guesses and frame.talk in LEFT_LYING:
        return True
    theirs = their_words and bool(reading.guesses) and reading.life not in OUTWEIGHS
    return told and (frame.talk in BENDS or their_words or fills(frame)) and not theirs


def _means_a_counsellor(turn: Turn) -> bool:
    """Tell whether a counsellor is being chosen, and nothing in a text says plainly that it is of the two."""
    frame, reading = turn.frame, turn.event.reading
    chosen = frame.talk == "yes" or (frame.talk == "after" and frame.aim.partition(" ")[0] in BEHIND_A_YES)
    big = "parted" if reading.outcome == "parted" else reading.life
    return chosen and big in IN_PLAIN_WORDS and not says_one_of(turn.event.text, f"{big}_plainly", turn.words)


def is_big(turn: Turn) -> bool:
    """Tell whether a text tells of something that is heard before a remark that would be an answer."""
    reading = turn.event.reading
    return (reading.life in BIGGER or reading.outcome == "parted") and not _means_a_counsellor(turn)


def asks_for_the_week(turn: Turn, *, free: bool) -> bool:
    """Tell whether somebody asks what to do now while asking rests for something big: that calls for care, not tips."""
    waits_for_words = free and turn.frame.talk not in NEWS
    asks = "what_now" in turn.event.reading.questions and not waits_for_words
    return asks and not turn.paused and bent(turn.journey, turn.today)


def bend(turn: Turn, life: str) -> None:
    """Open what was told of: some of it asks by itself, the rest is asked about before anything bends.

    What was told of before, and the asking rests for it, isn't asked about again.
    """
    known = turn.journey.bend
    if life == "moved":
        open_talk(turn, "life", "moved")
    elif known is not None and known.kind == life and bent(turn.journey, turn.today):
        open_talk(turn, "life", "week")
    elif life == "leaving":
        open_talk(turn, "life", "leaving")
    else:
        open_talk(turn, "life", "heard", life)
