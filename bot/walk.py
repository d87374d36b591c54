"""`otherdoors walk`: random walks over all talks in virtual time, every step checked, and what they came to.

A walk is drawn by its seed and its number alone, so it can be walked again, whatever is walked beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import flows
from bot.chance import START, Chance, Somebody, begun
from bot.logs import where
from bot.said import Texts, texts
from flows.checks.covering import excused
from flows.checks.promises import broken, triggers
from flows.content import Text, languages, words
from flows.model import Effect, Event, Journey, Remind, Step
from flows.moves import FLOWS

UNWALKED = Path(__file__).parents[1] / "docs" / "unwalked.txt"
"""Texts that no walk comes to, and why: one "talk.key reason" a line. Only what is true may stand there."""

OPERATOR = "ask@example.org"
LAST, WIDTH = 12, 160
"""How many events of a broken walk are shown, and how many broken walks; and how many characters of each event."""
NOW_AND_THEN = 5
"""How many steps lie between those that are checked more closely."""


class BrokenPromiseError(Exception):
    """A step did what no step may do."""


# --- one walk


class Walk:
    """One walk: a journey, the time, what falls due, and somebody who does this and that."""

    def __init__(self, seed: int, number: int, said: Texts) -> None:
        self.chance = Chance(f"{seed}.{number}")
        self.now = START + timedelta(minutes=self.chance.randrange(24 * 60))
        self.somebody = Somebody(self.chance, said)
        self.start = self.journey = begun(self.chance, self.now)
        self.due: dict[str, datetime] = {}
        self.events: list[str] = []
        self.shown: set[str] = set()
        self.waited = True

    def story(self) -> list[str]:
        """Return where the walk began and its events, a line each."""
        begins = self.start.model_dump_json(exclude_defaults=True) if self.start else "somebody new"
        return [f"begins with {begins}", *self.events]

    def go(self, most: int) -> None:
        """Go on for so many events; raises at the first step that breaks a promise, or whatever the step raises."""
        if self.journey:
            self._happen(Event(kind="other"))
        while len(self.events) < most:
            self.now += timedelta(seconds=self.chance.randrange(3, 90))
            done = self.somebody.does(_place(self.journey), may_write=_waits_for_words(self.journey))
            if isinstance(done, timedelta):
                self._wait(done)
            else:
                self._happen(done)

    def _wait(self, pause: timedelta) -> None:
        self.waited = True
        until = self.now + pause
        while soon := sorted((at, name) for name, at in self.due.items() if at <= until):
            self.now, name = max(self.now, soon[0][0]), soon[0][1]
            del self.due[name]
            self._fall_due(name)
        self.now = until

    def _fall_due(self, name: str) -> None:
        """Let something fall due; what falls due again at the same moment would never end."""
        if self.journey:
            self._happen(Event(kind="due", name=name))
        if name in self.due and self.due[name] <= self.now:
            raise BrokenPromiseError(f"{name} falls due again at once")

    def _happen(self, event: Event) -> None:
        self.events.append(f"{self.now:%Y-%m-%d %H:%M:%S} at {_place(self.journey)}: {_brief(event)}")
        made = flows.step(self.journey, event, self.now, OPERATOR)
        for fault in chain(broken(event, made), self._fresh_but_dead(event, made)):
            raise BrokenPromiseError(fault)
        self.journey = made.journey
        if len(self.events) % NOW_AND_THEN == 0:
            self._look_closer()
        self._follow(made)
        self.waited = self.waited and event.kind == "due"

    def _fresh_but_dead(self, event: Event, made: Step) -> Iterator[str]:
        """Yield when a button that was just shown to somebody we know wasn't taken, though no time went by."""
        fresh = self.journey and not self.waited and event in self.somebody.fresh
        if fresh and not any(effect.kind == "chosen" for effect in made.effects):
            yield f"the button {event.name!r} was just shown and isn't taken"

    def _look_closer(self) -> None:
        """Send the journey through JSON and go on with what comes back; see that /menu leads on from here."""
        if self.journey is None:
            return
        kept = Journey.model_validate_json(self.journey.model_dump_json())
        if kept != self.journey:
            raise BrokenPromiseError("the journey isn't the same once it was stored")
        self.journey = kept
        menu = flows.step(kept, Event(kind="commanded", name="menu"), self.now, OPERATOR)
        if not triggers(menu.replies[-1]):
            raise BrokenPromiseError("/menu has no buttons")

    def _follow(self, made: Step) -> None:
        """Note what is shown and what falls due."""
        for effect in made.effects:
            self._remember(effect)
        for reply in made.replies:
            self.somebody.sees(reply)
        if made.journey and made.journey.frame and made.replies and made.replies[-1].question == made.journey.question:
            self.shown.add(_place(made.journey))

    def _remember(self, effect: Effect) -> None:
        if isinstance(effect, Remind):
            self.due.pop(effect.name, None)
            if effect.at:
                self.due[effect.name] = effect.at
        elif effect.kind == "erase":
            self.due.clear()


def _waits_for_words(journey: Journey | None) -> bool:
    frame = journey.frame if journey else None
    return frame is not None and FLOWS[frame.talk].takes("said", frame.state)


def _place(journey: Journey | None) -> str:
    frame = journey.frame if journey else None
    return f"{frame.talk}.{frame.state}" if frame else "no talk"


def _brief(event: Event) -> str:
    return event.model_dump_json(exclude_defaults=True)[:WIDTH]


# --- many walks


@dataclass
class Walked:
    """What walks came to: states and notes by "talk.key", of all walks and of those of somebody new."""

    steps: int = 0
    states: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    from_nothing: set[str] = field(default_factory=set)
    broken: dict[int, list[str]] = field(default_factory=dict)
    """What was wrong, how to walk it again, and the story up to there, by the walk's number."""

    @property
    def reached(self) -> set[str]:
        """All texts that were said."""
        return self.states | self.notes

    def add(self, walk: Walk, notes: set[str]) -> None:
        """Add what one walk came to."""
        self.steps += len(walk.events)
        self.states |= walk.shown
        self.notes |= notes
        if walk.start is None:
            self.from_nothing |= walk.shown | notes

    def join(self, other: Walked) -> None:
        """Add what other walks came to."""
        self.steps += other.steps
        self.states |= other.states
        self.notes |= other.notes
        self.from_nothing |= other.from_nothing
        self.broken |= other.broken


class _Noted(dict[str, Text]):
    """The notes of a language, which keep the keys of those that are said."""

    def __init__(self, notes: Mapping[str, Text], keys: set[str]) -> None:
        super().__init__(notes)
        self.keys_said = keys

    def __getitem__(self, key: str) -> Text:
        self.keys_said.add(key)
        return super().__getitem__(key)


@contextmanager
def noted() -> Iterator[set[str]]:
    """Give the set of keys of all notes that are said meanwhile, in any language."""
    before = {lang: words(lang).notes for lang in languages()}
    keys: set[str] = set()
    try:
        for lang, notes in before.items():
            words(lang).notes = _Noted(notes, keys)
        yield keys
    finally:
        for lang, notes in before.items():
            words(lang).notes = notes


def walks(seed: int, numbers: range, steps: int, jobs: int = 1, said: Texts | None = None) -> Walked:
    """Walk all these walks, split over so many processes; `said` are the texts, if they were read already."""
    some = partial(_some, seed, steps, said or texts(START))
    if jobs == 1:
        return some(numbers)
    walked = Walked()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for part in pool.map(some, [numbers[first::jobs] for first in range(jobs)]):
            walked.join(part)
    return walked


def _some(seed: int, steps: int, said: Texts, numbers: range) -> Walked:
    walked = Walked()
    with noted() as notes:
        for number in numbers:
            notes.clear()
            walk = Walk(seed, number, said)
            wrong = fault_of(walk, steps)
            if wrong:
                again = f"again: otherdoors walk --seed {seed} --steps {steps} --only {number}"
                walked.broken[number] = [wrong, again, *walk.story()]
            walked.add(walk, notes)
    return walked


def fault_of(walk: Walk, steps: int) -> str:
    """Walk so many steps; return what went wrong and where in the sources, or "" where all went well."""
    try:
        walk.go(steps)
    except BrokenPromiseError as broke:
        return str(broke)
    except Exception as error:
        return f"{error!r}, {where(error)}"
    return ""


def retold(seed: int, number: int, steps: int) -> list[str]:
    """Return the whole story of one walk, and how it ended."""
    walk = Walk(seed, number, texts(START))
    wrong = fault_of(walk, steps)
    return [*walk.story(), f"broken: {wrong}" if wrong else "all is well"]


# --- the report


def report(walked: Walked, numbers: range, seconds: float) -> Iterator[str]:
    """Yield the lines of the table: how much was walked, and how much of what there is was reached."""
    states = {f"{flow.name}.{state}" for flow in FLOWS.values() for state in flow.states}
    yield f"{'walks':10}{len(numbers):8}"
    yield f"{'steps':10}{walked.steps:8}, {walked.steps / max(seconds, 0.001):.0f} a second"
    yield f"{'seconds':10}{seconds:8.1f}"
    for name, known in (("states", states), ("texts", _known())):
        new = len(known & walked.from_nothing)
        yield f"{name:10}{len(known & walked.reached):8} of {len(known)}, {new} by somebody new"


def unreached(walked: Walked, listed: Path = UNWALKED) -> Iterator[str]:
    """Yield the texts that weren't reached, and why, as the list says it."""
    excuses = excused(listed)
    yield from (f"not reached: {key} ({excuses[key]})" for key in sorted(excuses) if key not in walked.reached)


def findings(walked: Walked, listed: Path = UNWALKED) -> Iterator[str]:
    """Yield what makes the walks fail: broken steps, texts not reached for no known reason, reasons that don't hold."""
    excuses = excused(listed)
    for number, (wrong, again, begins, *events) in sorted(walked.broken.items())[:LAST]:
        yield "\n  ".join([f"walk {number} is broken: {wrong}", again, begins, *events[-LAST:]])
    for key in sorted(_known() - walked.reached - set(excuses)):
        yield f"not reached: {key}, and {UNWALKED.name} doesn't say why"
    for key, reason in excuses.items():
        if key in walked.reached:
            yield f"reached: {key}, so take it out of {UNWALKED.name}"
        if key not in _known() or not reason:
            yield f"{UNWALKED.name}: {key} needs a known text and a reason"


def _known() -> set[str]:
    return {key for lang in languages() for key in (*words(lang).screens, *words(lang).notes)}
