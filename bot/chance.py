"""What may happen to the bot, by chance that repeats: where a walk begins, and what somebody does next.

Talks, states, commands and short answers come from the tables of the flows, so what is added there is walked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, get_args

from bot.said import Texts
from flows.commands import ANSWERED, COMMANDS
from flows.content import languages, words
from flows.content.helplines import Kind, helplines
from flows.fields import FIELD, TEXT_FIELDS
from flows.gates import BEFORE_AN_ASK, BEFORE_CONSENT
from flows.model import REASONS, Ask, Bend, Door, Draft, Event, Flag, Journey, Reply
from flows.moves import FLOWS
from flows.reading.meaning.model import FAULTS
from flows.reminding import DAY_HOURS, KINDS
from flows.reporting import REPORTED
from flows.rewriting import KINDS as FACTS
from flows.talks.card import FILL


class Chance(Random):
    """Chance that repeats: the same seed draws the same."""

    def maybe(self, share: float) -> bool:
        """Return True in this share of cases."""
        return self.random() < share

    def ago(self, now: datetime) -> date:
        """Return a day up to some months back."""
        return now.date() - timedelta(days=self.randrange(120))


START = datetime(2026, 3, 2, 19, tzinfo=UTC)
EVERY_COMMAND = (*COMMANDS, *ANSWERED, "help", "export", "nonsense")

WAYS: Mapping[str, tuple[int, int, int]] = {
    "press": (90, 55, 45),
    "again": (0, 2, 3),
    "old": (0, 2, 3),
    "label": (2, 5, 4),
    "story": (4, 14, 9),
    "aside": (2, 9, 6),
    "draft": (3, 6, 4),
    "short": (0, 6, 5),
    "odd": (0, 4, 4),
    "long": (1, 2, 1),
    "danger": (0, 0, 9),
    "young": (0, 0, 1),
    "command": (2, 5, 8),
    "sticker": (0, 0, 2),
    "pause": (1, 5, 6),
}
"""How often each thing is done by one who taps, one who types, and one to whom anything may happen."""

AS_BEFORE = 0.3
"""How often the same answer is given as before, where it can be."""

BESIDE = 0.1
"""How often something is said where words are waited for that is none of them."""
OFTEN_SAID = 0.8
"""How often that is said on a screen which is often said there."""
FIRST = 0.7
"""How often that is what somebody does first."""

PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (3, 11, 40, 180, 420, 780, 1440, 4320, 10080, 44640, 138240, 273600)
)
"""From minutes to more than half a year, on both sides of all that the flows wait for."""

PLANNED = ("season - -", "season 2027-01-05 -", "log 2026-04-09 19:00:00 guessed", "return 2026-05-01 23:10:00")
"""What a visit of /remind may be about to set."""

AIMS: Mapping[str, Sequence[str]] = {
    "after": tuple(REPORTED),
    "card": ("", FILL),
    "care": get_args(Kind),
    "rewrite": ("", *FACTS),
    "line": KINDS,
    "remind": ("", *PLANNED, *KINDS),
    "safe_check": ("", BEFORE_AN_ASK),
    "safe_hours": ("", *PLANNED, "season tapped", "step - - 0134", "- - - Europe/Berlin,Africa/Lagos"),
    "whattosay": ("", "first line -", "cost softer no 6", "limit another -", "- line quiet", "after_no shorter - ?"),
}
"""What a visit may be for, where a talk has such words; the others' visits are for nothing."""

FLAGS = {Flag.UNASKED: 1, Flag.DOWN: 6, Flag.SOFT: 2, Flag.UP: 2}
"""How often each safety flag is set where a walk begins."""

FROM_NOTHING = 0.4
"""The share of walks that begin with somebody new; the others begin in the middle of a talk."""


# --- what is done


class Somebody:
    """A user who does what chance says, with what is and was on the screen."""

    def __init__(self, chance: Chance, said: Texts) -> None:
        self.chance = chance
        self.said = said
        self.fresh: list[Event] = []
        self.labels: list[str] = []
        self.earlier: list[Event] = []
        self.pressed: Event | None = None
        self.begins = True
        self.ways: Mapping[str, Callable[[], Event | timedelta]] = {
            "press": self._press,
            "again": lambda: self.pressed or self._press(),
            "old": lambda: chance.choice(self.earlier) if self.earlier else self._press(),
            "label": self._label,
            "command": self._command,
            "sticker": lambda: Event(kind="other"),
            "pause": lambda: chance.choice(PAUSES) * chance.uniform(0.5, 1.5),
        }
        sort = chance.randrange(3)
        self.often = [shares[sort] for shares in WAYS.values()]

    def sees(self, reply: Reply) -> None:
        """Look at a message: its buttons are the fresh ones now."""
        buttons = [button for row in reply.rows for button in row if button.trigger]
        self.earlier += self.fresh
        self.fresh = [Event(kind="pressed", name=button.trigger, question=reply.question) for button in buttons]
        self.labels = [button.label for button in buttons]

    def does(self, screen: str, *, may_write: bool) -> Event | timedelta:
        """Return what is done next, or for how long nothing is; `may_write`: the screen waits for words."""
        kind = self._beside(screen, may_write=may_write) or self._kind()
        self.begins = False
        return self.chance.choice(self.said[kind]) if kind in self.said else self.ways[kind]()

    def _beside(self, screen: str, *, may_write: bool) -> str:
        """Return the kind of texts that are said on a screen beside what it asks, if one is said now."""
        if screen in self.said:
            return screen if self.chance.maybe(OFTEN_SAID) else ""
        often = FIRST if self.begins else BESIDE
        return "field" if may_write and self.chance.maybe(often) else ""

    def _kind(self) -> str:
        [kind] = self.chance.choices(list(WAYS), self.often)
        return kind

    def _press(self) -> Event:
        """Return a press of a fresh button; people often answer as they did before."""
        as_before = [event for event in self.fresh if self.pressed and event.name == self.pressed.name]
        buttons = as_before if as_before and self.chance.maybe(AS_BEFORE) else self.fresh
        self.pressed = self.chance.choice(buttons) if buttons else None
        return self.pressed or self._command()

    def _label(self) -> Event:
        return Event(kind="said", text=self.chance.choice(self.labels)) if self.labels else self._command()

    def _command(self) -> Event:
        """Return a command, with a text behind it where a text would have been said."""
        behind = self.chance.choice(self.said.get(self._kind(), [Event(kind="said")]))
        return behind.model_copy(update={"kind": "commanded", "name": self.chance.choice(EVERY_COMMAND)})


# --- where a walk begins


def begun(chance: Chance, now: datetime) -> Journey | None:
    """Return what is stored of somebody in the middle of any state of any talk, or None for somebody new."""
    if chance.maybe(FROM_NOTHING):
        return None
    talk, state = chance.choice([(flow.name, state) for flow in FLOWS.values() for state in flow.states])
    below = [_frame(chance, other, chance.choice(FLOWS[other].states)) for other in FLOWS if other != talk]
    agreed = talk not in BEFORE_CONSENT or chance.maybe(0.8)
    return Journey.model_validate(
        {
            "lang": chance.choice(languages()),
            "question": chance.randrange(1, 1000),
            "stack": [*chance.sample(below, chance.randrange(3) if agreed else 0), _frame(chance, talk, state)],
            "consent_on": chance.ago(now) if agreed else None,
            "tidy": chance.maybe(0.5),
            "safety": _safety(chance, now),
            "country": chance.choice([None, *(country.country for country in helplines().countries)]),
            "reason": chance.choice([None, *REASONS]),
            "guesses": [{"reason": reason, "share": 0.4} for reason in chance.sample(REASONS, chance.randrange(3))],
            "picture": chance.choice([None, *REASONS]),
            "line": chance.randrange(3),
            "when": chance.choice([None, "never", "today", "week", "longer"]),
            "card": _card(chance, now),
            "asks": [_ask(chance, now) for _ in range(chance.randrange(4))],
            "rest_on": chance.choice([*[None] * 8, now.date(), chance.ago(now)]),
            "doors": [_door(chance, now) for _ in range(chance.randrange(3))],
            "draft": _draft(chance, now, sure=talk == "rewrite"),
            "experiment": _experiment(chance, now),
            "bend": _bend(chance, now),
            "reminders": _reminders(chance, now),
            "weeks": [{"on": chance.ago(now), "change": "same"} for _ in range(chance.randrange(6))],
            "told": chance.sample(sorted(words("en").notes), chance.randrange(9)),
            "last_at": now - chance.choice(PAUSES[:-1]),
        }
    )


def _frame(chance: Chance, talk: str, state: str) -> dict[str, Any]:
    others = [other for other in FLOWS[talk].states if other != state]
    trail = chance.sample(others, min(len(others), chance.randrange(3)))
    aim = chance.choice(AIMS.get(talk, ("",)))
    return {"talk": talk, "state": state, "trail": trail, "misses": chance.randrange(4), "aim": aim}


def _safety(chance: Chance, now: datetime) -> dict[str, Any]:
    [flag] = chance.choices(list(FLAGS), list(FLAGS.values()))
    return {
        "flag": flag,
        "on": chance.ago(now) if flag is not Flag.UNASKED else None,
        "ask_first": chance.maybe(0.3),
        "before_words": chance.choice([None, Flag.UNASKED, Flag.DOWN, Flag.SOFT]) if flag is Flag.UP else None,
        "lifted": flag in (Flag.DOWN, Flag.SOFT) and chance.maybe(0.3),
        **{answer: chance.randrange(3) for answer in ("yes", "unsure", "skipped")},
    }


def _card(chance: Chance, now: datetime) -> dict[str, Any] | None:
    if chance.maybe(0.3):
        return None
    fields = {field: chance.choice(["", "a few words", "w" * FIELD]) for field in TEXT_FIELDS}
    return {**fields, "return_on": chance.choice([None, chance.ago(now), now.date() + timedelta(days=7)])}


def _door(chance: Chance, now: datetime) -> dict[str, Any]:
    state = chance.choice(get_args(Door.model_fields["state"].annotation))
    return {"key": chance.choice(sorted(words("en").tables["door_cards"])), "state": state, "on": chance.ago(now)}


def _draft(chance: Chance, now: datetime, *, sure: bool) -> dict[str, Any] | None:
    if not sure and chance.maybe(0.3):
        return None
    text = chance.choice(["a few words, you never listen", "I felt sad at dinner on Friday", "w" * FIELD])
    labels = chance.choice([(), ("you_statement",), tuple(FAULTS)])
    draft = Draft(text=text, labels=labels, clauses=((0, len(text), labels),)).model_dump()
    answers = {name: chance.choice(["", "a few words"]) for name in ("happened", "felt", "wish")}
    since = now - chance.choice(PAUSES[:8])
    return {"draft": draft, **answers, "held": chance.maybe(0.3), "since": since}


def _experiment(chance: Chance, now: datetime) -> dict[str, Any] | None:
    return (
        {"words": "a few words", "since": chance.ago(now), "noes": chance.randrange(4)} if chance.maybe(0.5) else None
    )


def _bend(chance: Chance, now: datetime) -> dict[str, Any] | None:
    if chance.maybe(0.8):
        return None
    kind = chance.choice(get_args(Bend.model_fields["kind"].annotation))
    return {"kind": kind, "until": None if kind == "parted" else chance.ago(now) + timedelta(days=60)}


def _reminders(chance: Chance, now: datetime) -> dict[str, Any]:
    """Return what somebody has set about lines that come by themselves: nothing, something, or all of it."""
    if chance.maybe(0.3):
        return {}
    kinds = chance.sample(KINDS, chance.randrange(len(KINDS) + 1))
    hours = [sorted(chance.sample(DAY_HOURS, chance.randrange(6))) for _ in range(7)]
    return {
        "zone": chance.choice(["", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "No/Longer"]),
        "hours": chance.choice([[], [[]] * 7, hours, hours]),
        "safe_on": chance.choice([None, chance.ago(now)]),
        "line": chance.choice(["", "Weekly note."]),
        "agreed": chance.maybe(0.8),
        "silent": chance.maybe(0.8),
        "planned": [_reminder(chance, now, kind) for kind in sorted(kinds, key=KINDS.index)],
        "snoozed": [{"kind": kind, "since": now} for kind in kinds if chance.maybe(0.2)],
        "ignored": chance.randrange(3),
        "stopped": bool(kinds) and chance.maybe(0.3),
        "asked_back": chance.maybe(0.2),
        "note_on": chance.choice([None, chance.ago(now)]),
    }


def _reminder(chance: Chance, now: datetime, kind: str) -> dict[str, Any]:
    on = chance.ago(now) + timedelta(days=chance.randrange(130))
    every = chance.choice([1, 2, 4]) if kind in ("review", "step", "log") else 0
    return {
        "kind": kind,
        "on": on,
        "at": time(chance.randrange(24), chance.randrange(60)),
        "every": every,
        **{name: chance.maybe(0.2) for name in ("exact", "paused", "spent")},
        "waits": chance.choice([None, None, now]),
    }


def _ask(chance: Chance, now: datetime) -> dict[str, Any]:
    answers = {name: chance.choice(get_args(Ask.model_fields[name].annotation)) for name in ("door", "change")}
    return {"on": chance.ago(now), **answers}
