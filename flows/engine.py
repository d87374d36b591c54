"""One step of one talk: a declarative table, one shared machine per table, and a throw-away `Turn` as its model.

`transitions` is used as its authors mean it, with callables in place of names, and measured: a machine per user costs
0.6 to 6 ms and up to 376 KiB, an event on the shared one 12 microseconds. The library checks nothing while a table is
built; `flows.checks.soundness` does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from transitions import Machine

from flows.content import Text, Words
from flows.content import words as words_of
from flows.model import Button, Card, Effect, Erase, Event, Flag, Frame, Journey, Reply, Safety
from flows.zones import local

DONE = "done"
"""The state in which every talk ends; the router then goes on with what was interrupted or handed over to."""

NAVIGATION = ("back", "how")
"""Triggers of buttons that the router answers in every talk: the way back and "how do we know?"."""

Values = Mapping[str, str]
Move = dict[str, Any]


class Visit(NamedTuple):
    """A talk to be opened: at one of its states ("": where visits begin), and what for, in the talk's own words."""

    talk: str
    state: str = ""
    aim: str = ""


class Turn:
    """What one step works on: a draft of the journey, and what is said and done on the way.

    It lives for one step. `state` is where the machine stands, `next` the talk that was handed over to. `put_away` says
    that what was on the screen last is gone, so that a text is no answer to what lies below before that was shown,
    `returns` that the user was away for weeks, `resumes` that a talk which led aside goes straight back to what it had
    interrupted.
    """

    def __init__(self, journey: Journey, event: Event, now: datetime, words: Words) -> None:
        self.journey = journey
        self.event = event
        self.now = now
        self._words = words
        self.operator = ""
        self.put_away = False
        self.returns = False
        self.resumes = False
        self.state = ""
        self.replies: list[Reply] = []
        self.effects: list[Effect] = []
        self.next: Visit | None = None

    @property
    def words(self) -> Words:
        """The words of the user's language; they speak of the partner as the user chose."""
        return self._words.about(self.journey.partner)

    @property
    def today(self) -> date:
        """The day of the step."""
        return self.now.date()

    @property
    def frame(self) -> Frame:
        """The open talk; a turn inside a talk always has one."""
        return self.journey.stack[-1]

    @property
    def paused(self) -> bool:
        """Tell whether everything about the partner is paused (content 10.1)."""
        return self.journey.safety.flag is Flag.UP

    def at_home(self, moment: datetime) -> datetime:
        """Return a moment as it reads in the user's own zone."""
        return local(moment, self.journey.reminders.zone)

    def speak(self, lang: str) -> None:
        """Go on in another language."""
        self.keep(lang=lang)
        self._words = words_of(lang)

    def keep(self, **changes: Any) -> None:
        """Change the journey's draft."""
        self.journey = self.journey.model_copy(update=changes)

    def keep_card(self, **changes: Any) -> None:
        """Change fields of the plan card, which begins to exist with its first field."""
        self.keep(card=(self.journey.card or Card()).model_copy(update=changes))

    def keep_safety(self, **changes: Any) -> None:
        """Change what is stored of the safety screen."""
        self.keep(safety=self.journey.safety.model_copy(update=changes))

    def raise_flag(self, flag: Flag) -> None:
        """Set the safety flag as of today, and note when it comes down again."""
        before = self.journey.safety
        lifted = flag is not Flag.UP and (before.flag is Flag.UP or before.lifted)
        self.keep(safety=Safety(flag=flag, on=self.today, ask_first=flag is Flag.SOFT, lifted=lifted))

    def keep_frame(self, **changes: Any) -> None:
        """Change the open talk's frame."""
        frame = self.frame.model_copy(update=changes)
        self.keep(stack=(*self.journey.stack[:-1], frame))

    def do(self, effect: Effect) -> None:
        """Ask the shell for something besides talking."""
        self.effects.append(effect)

    def note(self, key: str, **values: str) -> None:
        """Say a text that asks nothing, ahead of the next question."""
        self.replies.extend(Reply(text=text.format_map(values)) for text in self.words.note(key).text)

    def note_once(self, key: str, **values: str) -> None:
        """Say a text the first time only."""
        if key not in self.journey.told:
            self.keep(told=(*self.journey.told, key))
            self.note(key, **values)

    @property
    def erased(self) -> bool:
        """Tell whether the user is to be forgotten."""
        return any(isinstance(effect, Erase) for effect in self.effects)


Callback = Callable[[Turn], object]
Condition = Callable[[Turn], bool]


def move(
    trigger: str,
    source: str | Iterable[str],
    dest: str,
    before: Callback | Sequence[Callback] = (),
    when: Condition | Sequence[Condition] = (),
) -> Move:
    """Return one row of a table, in the words of `transitions`: `when` are its conditions, `before` what is kept."""
    return {
        "trigger": trigger,
        "source": source if isinstance(source, str) else list(source),
        "dest": dest,
        "conditions": [when] if callable(when) else list(when),
        "before": [before] if callable(before) else list(before),
    }


def hand_over(talk: str, state: str = "", aim: str = "") -> Callback:
    """Return a callback that names the talk (and the state in it) that comes next, and what for."""

    def go(turn: Turn) -> None:
        turn.next = Visit(talk, state, aim)

    go.__name__ = f"to_{talk}_{state}".rstrip("_")
    go.target = (talk, state)  # type: ignore[attr-defined]
    return go


def keeps(**changes: Any) -> Callback:
    """Return a callback that keeps the same change of the journey each time."""

    def keep(turn: Turn) -> None:
        turn.keep(**changes)

    keep.__name__ = "keep_" + "_".join(f"{key}_{value}" for key, value in changes.items())
    return keep


def says(key: str) -> Callback:
    """Return a callback that says a note."""

    def say(turn: Turn) -> None:
        turn.note(key)

    say.__name__ = f"say_{key}"
    return say


def no_values(_: Turn) -> Values:
    """Fill in nothing: the talk's texts have no placeholders."""
    return {}


@dataclass(frozen=True, eq=False)
class Flow:
    """One talk: its states, its table, and what the router must know of it.

    `values` fills the texts' placeholders. `enter` picks the state in which a visit begins. `shows` names buttons
    (state, trigger) that are shown only when their condition holds. `asks` are states that lead up to an ask, before
    which question 1 may have to come, and `proposes` those that propose one, which the limit on asking may forbid.
    `for_two` says that the talk is about bringing the partner along, which ends when the two have parted,
    `aside` that it leads away from what was open: behind it the menu comes, with the way back.
    `about_partner` says that the safety screen comes first and that the talk is
    closed while the flag is up, but for the states in `open_while_up`. In a `rooted` talk, a visit that begins further
    inside can go back to where visits begin.
    """

    name: str
    states: tuple[str, ...]
    table: Sequence[Move]
    values: Callable[[Turn], Values] = no_values
    enter: Callable[[Turn], str] | None = None
    shows: Mapping[tuple[str, str], Condition] = field(default_factory=dict)
    asks: Collection[str] = ()
    proposes: Collection[str] = ()
    for_two: bool = False
    aside: bool = False
    about_partner: bool = False
    open_while_up: Collection[str] = ()
    rooted: bool = False
    machine: Machine = field(init=False)

    def __post_init__(self) -> None:
        machine = Machine(
            model=None,
            states=[*self.states, DONE],
            transitions=list(self.table),
            initial=self.states[0],
            auto_transitions=False,
        )
        object.__setattr__(self, "machine", machine)

    def begin(self, turn: Turn) -> str:
        """Return the state in which a visit begins."""
        return self.enter(turn) if self.enter else self.states[0]

    def open_to(self, state: str, *, paused: bool) -> bool:
        """Tell whether a state may be shown: all may, but what is about the partner while tips are paused."""
        return not (paused and self.about_partner) or state in self.open_while_up

    def takes(self, trigger: str, state: str) -> bool:
        """Tell whether the table has a row for this trigger in this state."""
        event = self.machine.events.get(trigger)
        return event is not None and state in event.transitions

    def fire(self, turn: Turn, trigger: str) -> None:
        """Make one move; `turn.state` stands where it led."""
        self.machine.events[trigger].trigger(turn, turn)

    def ask(self, turn: Turn) -> tuple[Reply, ...]:
        """Return the messages of the state in which the talk stands, the last one with its buttons."""
        screen = turn.words.screen(f"{self.name}.{turn.frame.state}")
        values = self.values(turn)
        *first, last = (text.format_map(values) for text in screen.text)
        question = turn.journey.question
        asked = Reply(text=last, rows=_rows(self.buttons(turn, screen, values), screen.columns), question=question)
        return (*(Reply(text=text) for text in first), asked)

    def buttons(self, turn: Turn, screen: Text, values: Values) -> list[Button]:
        """Return the buttons of a screen in their order: copy, the table's triggers, how do we know, the way back."""
        copies = [Button(label=label, copies=values[key]) for key, label in screen.copies.items() if values[key]]
        state = turn.frame.state
        shown = [trigger for trigger in screen.buttons if self.shows.get((state, trigger), _always)(turn)]
        buttons = [Button(label=screen.buttons[key].format_map(values), trigger=key) for key in shown]
        return [*copies, *(button for button in buttons if button.label), *_ways(turn, screen)]


def _always(_: Turn) -> bool:
    return True


def _ways(turn: Turn, screen: Text) -> list[Button]:
    ways = [] if screen.evidence is None else ["how"]
    if turn.frame.trail and turn.words.common("back") not in screen.buttons.values():
        ways.append("back")
    return [Button(label=turn.words.common(way), trigger=way) for way in ways]


def _rows(buttons: Sequence[Button], columns: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns))
