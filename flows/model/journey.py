"""All that is stored of one user's conversation."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from flows.model.base import Stored
from flows.model.reading import Draft, Guess


class Flag(StrEnum):
    """The safety flag (content 10.1): not asked yet, down, soft (question 1 before every ask) or up (tips paused)."""

    UNASKED = "unasked"
    DOWN = "down"
    SOFT = "soft"
    UP = "up"


class Safety(Stored):
    """What is stored of the safety screen: the flag and its date, and never which line it was (content 10.1)."""

    flag: Flag = Flag.UNASKED
    on: date | None = None
    ask_first: bool = False
    """Question 1 comes before the next ask: after "rather not say", a scornful no, or while the flag is soft."""
    before_words: Flag | None = None
    """What the flag was before it went up by what was read, on this visit; None where an answer put it up."""
    lifted: bool = False
    """The flag was up once, and the sentence that goes before the first ask after it has not been said yet."""
    yes: int = 0
    unsure: int = 0
    skipped: int = 0
    """How the single questions went so far in the round that is open; all back to 0 when it ends."""


class Frame(Stored):
    """One open talk: where it stands, the way back, and how often the last answers weren't understood."""

    talk: str
    state: str
    trail: tuple[str, ...] = ()
    misses: int = 0
    aim: str = ""
    """What this visit is for, in the talk's own words, e.g. `fill` while the card's gaps are being filled."""


class Card(Stored):
    """The plan card (X-11), in the user's words; an empty field is a gap and shows as its starter in [brackets]."""

    their_view: str = ""
    my_reason: str = ""
    ask: str = ""
    rung: int = 0
    """Where the ask stands on the ladder (`flows/content/en/ladder.toml`), 0 while there is none."""
    moment: str = ""
    words: str = ""
    easy: str = ""
    ready: str = ""
    plan_b: str = ""
    return_on: date | None = None


class Ask(Stored):
    """One ask that happened: the day it was reported, and the two answers that are kept apart (S1-04)."""

    on: date
    door: Literal["yes", "later", "no", "fight"]
    """`fight` is a no in a fight: it counts as no ask (content 08)."""
    change: Literal["softer", "same", "harder"]
    rung: int = 0
    """How big the ask was, on the ladder; 0 where that isn't known."""


class Door(Stored):
    """What became of one of the doors of content 04: the day it was told, and how far it went."""

    key: str
    state: Literal["offered", "opened", "used", "dropped"]
    on: date


class Experiment(Stored):
    """One change on the user's own side (S2-28), in ready words or their own; one at a time."""

    words: str
    since: date
    noes: int = 0
    """How often in a row it wasn't done: three are too big a step (content 08)."""


class Bend(Stored):
    """Something happened in life, and the path bends: asking rests until a day, or, without one, for good."""

    kind: Literal["parted", "baby", "loss", "load", "moved", "affair"]
    until: date | None = None


class OpenDraft(Stored):
    """A draft that is being put in other words: kept until the tool is left, a day at the most (content 10.7).

    What the user answered to what was missing goes into the versions; `held` says that it waits for a calmer day.
    """

    draft: Draft
    happened: str = ""
    felt: str = ""
    wish: str = ""
    skipped: tuple[str, ...] = ()
    held: bool = False
    since: datetime


ReminderKind = Literal["season", "return", "review", "step", "log"]
"""The five kinds of content 08, the weightiest first: come back to it, the plan's day, four weeks, own change, log."""


class Reminder(Stored):
    """A line that comes by itself: its next day and hour in the user's own zone, and how many weeks lie between two.

    `every` is 0 for one that comes once. `exact` says that the hour was typed and kept although it isn't a safe one.
    `named` says that its hour was named, so that it comes then even in mid-talk. `waits` is until when one that is due
    has to wait, `spent` that the plan's day has had its line.
    """

    kind: ReminderKind
    on: date
    at: time
    every: int = 0
    exact: bool = False
    named: bool = False
    paused: bool = False
    spent: bool = False
    waits: datetime | None = None


class Snooze(Stored):
    """A line that was put off, or could not be sent in its hours: from when on it may come once more."""

    kind: ReminderKind
    since: datetime


class Reminders(Stored):
    """What is set about lines that come by themselves (content 08); everything is off until the user turns it on."""

    zone: str = ""
    """The IANA name of the user's time zone, "" until it was told."""
    hours: tuple[tuple[int, ...], ...] = ()
    """The hours, 7 to 21, in which a line may come, for each weekday from Monday on; () until they were told."""
    safe_on: date | None = None
    """The day on which these hours were last called safe."""
    line: str = ""
    agreed: bool = False
    """Whether the user said "switch it on" after all that can't be hidden was said."""
    silent: bool = True
    planned: tuple[Reminder, ...] = ()
    snoozed: tuple[Snooze, ...] = ()
    """At most one of each kind; the series of that kind goes on as it was."""
    shown: tuple[ReminderKind, ...] = ()
    """What the line stands for that is on the screen untapped, the weightiest first."""
    ignored: int = 0
    """How many lines in a row weren't tapped."""
    stopped: bool = False
    """They stopped by themselves: three weren't tapped, or the bot was blocked. None comes till it is wanted back."""
    asked_back: bool = False
    """Whether the menu has asked already if they are wanted back."""
    note_on: date | None = None
    """A day on which the user wants to come back unasked."""


class Week(Stored):
    """How a week or a season was between the two, by the user's word."""

    on: date
    change: Literal["softer", "same", "harder"]


class Journey(Stored):
    """All that is stored of one user's conversation: one document, encrypted by the shell."""

    version: int = 1
    lang: str = "en"
    question: int = 0
    """The number of the question that is open. Its buttons carry it, so that an older button is known as one."""
    stack: tuple[Frame, ...] = ()
    consent_on: date | None = None
    tidy: bool = False
    safety: Safety = Safety()
    country: str | None = None
    reason: str | None = None
    guesses: tuple[Guess, ...] = ()
    """What was understood so far of the no, without the user's words; empty again once the reason is picked."""
    picture: str | None = None
    """The reason that the picture points to, until the reason is picked."""
    line: int = 0
    """Which of the lines for this reason is shown."""
    when: Literal["never", "today", "week", "longer"] | None = None
    """How long ago the no was; `never` before the first ask."""
    card: Card | None = None
    asks: tuple[Ask, ...] = ()
    refused: int = 0
    """The size of what the partner refused by the user's first words, on the ladder; 0 where they name none."""
    doors: tuple[Door, ...] = ()
    """What became of the doors, the latest word on each, in the order of those days."""
    cost: Literal["free", "low", "any"] | None = None
    """What a door may cost, as the user said."""
    time: Literal["evening", "weeks", "any"] | None = None
    """How much time a door may take, as the user said."""
    experiment: Experiment | None = None
    checked_on: date | None = None
    """The day of the last longer check (S2-09); its answers aren't kept."""
    bend: Bend | None = None
    reminders: Reminders = Reminders()
    weeks: tuple[Week, ...] = ()
    """How it was between them, told now and then, the latest last."""
    draft: OpenDraft | None = None
    partner: str = ""
    """The user's word for their partner: "she", "he", a word of their own ("wife", "Sam"), or "" for "they"."""
    moment: str = ""
    """The line for a moment that was shown last (`flows/saying.py`), to be on top when one is asked for again."""
    rest_on: date | None = None
    """The day on which coaching stopped for the day; the next visit begins with "how are you since?" (10.4)."""
    told: tuple[str, ...] = ()
    """Notes that are shown once only, by key."""
    last_at: datetime | None = None
    seen_on: date | None = None
    """The last day of the visit before this one, None on the first."""

    @property
    def frame(self) -> Frame | None:
        """The talk on top, or None when nothing is open."""
        return self.stack[-1] if self.stack else None
