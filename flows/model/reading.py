"""What the readers make of a text; it travels inside the event."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Literal

from flows.model.base import Frozen


class Act(StrEnum):
    """What a danger reading asks for (content 13): go on, one soft question, or the care path at once."""

    NONE = "none"
    ASK = "ask"
    STOP = "stop"


class Guess(Frozen):
    """One reason that a text may stand for, how sure the reader is (0 to 1), and the words it went by."""

    reason: str
    share: float
    words: tuple[str, ...] = ()


class Danger(Frozen):
    """What the danger reader made of one text: labels of content 13, best first, and what to do about it."""

    act: Act = Act.NONE
    labels: tuple[str, ...] = ()
    urgent: bool = False
    """It may be happening now or is of the most dangerous kind: hands on the throat, a weapon, pills taken (10.2)."""
    who: Literal["user", "partner"] = "user"
    """Whose life a wish to die is about, and of other danger who brings it: their branches differ (10.3, 10.4)."""
    words: str = ""
    """The user's own words that it went by, at most a few, or "" where none are short enough to be said back."""


class Draft(Frozen):
    """A message to the partner, as it was typed, and what in it will make them duck (labels of content 13).

    `labels` hold of the whole, the weightiest first; () where nothing is wrong with it. `clauses` are its pieces in
    order: where each begins and ends in the text, and its own labels.
    """

    text: str
    labels: tuple[str, ...] = ()
    clauses: tuple[tuple[int, int, tuple[str, ...]], ...] = ()


Asked = Literal["of_them", "of_this", "plea", "smaller", "plainer", "doubt", "right"]
"""What is asked of the bot: what the partner will do, anything else, to say it instead, something smaller, plainer
words, whether the fault is one's own, and whether the partner is right about it."""


Part = Literal["morning", "afternoon", "evening", "night"]
"""A part of the day."""


class When(Frozen):
    """A day that a text names, and the time of the day where it names one."""

    day: date
    at: time | None = None
    """The local wall time that was typed ("at 7pm") or counted to ("in 90 seconds"), without a zone."""
    part: Part | None = None
    named: bool = True
    """False where the text names an hour alone: then `day` is when it comes next."""
    sure: bool = True
    """False where the text doesn't quite say it ("after xmas"): a proposal to be asked about, never set unasked."""


class Reading(Frozen):
    """What the readers made of one free text. It travels inside the event, so that a step never calls a reader."""

    guesses: tuple[Guess, ...] = ()
    hints: tuple[Guess, ...] = ()
    """What the text points to, however faintly, if it is a no although it was read as something else."""
    danger: Danger = Danger()
    outcome: str | None = None
    """How it went, by the text: `yes`, `soft_yes`, `softer`, `same`, `harder`, `not_yet`, `asked` ..."""
    age: int | None = None
    """The age that the user says of themselves, in years, or None."""
    day: date | None = None
    """The calendar day the text names, or None when it names none."""
    when: When | None = None
    """The day and the time that the text names or comes near to, or None when it names none."""
    country: str | None = None
    """The ISO 3166 code of the country that the text names, or None."""
    zones: tuple[str, ...] = ()
    """The time zones that the text may name, by a place or an offset, likeliest first: IANA names."""
    clocks: tuple[time, ...] = ()
    """The wall times that the text may say it is now."""
    life: Literal["baby", "loss", "load", "moved", "leaving", "affair"] | None = None
    """The big thing in life that the text tells of, or None."""
    questions: tuple[str, ...] = ()
    """Which short answers the text may ask for, likeliest first."""
    asks: bool = False
    """Whether the text asks something of the bot itself."""
    asked: Asked | None = None
    """What the text asks of the bot where words for the plan are waited for; no question to the partner is one."""
    wish: Literal["alone", "again", "write"] | None = None
    """What the user says they want to do: go by themselves, ask the partner again, or send a message in anger."""
    draft: Draft | None = None
    """The text as a draft to the partner, where one was waited for."""
    tongue: str | None = None
    """The ISO 639 code of the language that the text is surely in; None for English and wherever in doubt."""
