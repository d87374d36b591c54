"""Transcripts: a conversation as Markdown that reads as prose, is the specification, and can be played again.

A file has a title, a word on what it shows, a time, and then turns. What "You" say is the script; all the rest is
written anew when it is replayed, so a transcript holds when replaying it gives the same file.

    **You:** a text, a /command, `[a button]`, `[a button]` (again), `[a button]` (earlier) or (a sticker)
    A line of a text that ends in a backslash goes on in the next, as everywhere in Markdown; one in front of a text
    says that it is a text, whatever it looks like.
    _3 weeks later_ moves the clock, and what falls due meanwhile happens; _The bot is blocked_ is what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import flows
from bot.reading import Reader, with_reading
from flows.model import Button, Effect, Event, Journey, Remind, Reply, Step

YOU = "**You:** "
BOT = "**Bot:** "
UNASKED = "**Bot, unasked:** "
BLOCKED = "_The bot is blocked_"
UNITS = {"minute": "minutes", "hour": "hours", "day": "days", "week": "weeks"}
_LATER = re.compile(r"_(\d+) (minute|hour|day|week)s? later_")
_TIME = re.compile(r"_(\d{4}-\d\d-\d\d \d\d:\d\d)_")
_BUTTON = re.compile(r"`\[(?P<label>.*)\]`(?P<which> \((?:again|earlier)\))?")
_LINE_END = re.compile(r"(?<!\\)\n")
_LINE_BREAK = "\\\n"
_STICKER = "(a sticker)"
OPERATOR = "ask@example.org"


class BrokenTranscriptError(Exception):
    """The transcript can't be played."""

    def __str__(self) -> str:
        """Say the docstring, then where it breaks."""
        return " ".join([str(self.__doc__), *map(str, self.args)])


def show(reply: Reply) -> str:
    """Write what the bot said, with its buttons, as one paragraph."""
    lines = [f"{UNASKED if reply.until else BOT}{_body(reply)}"]
    lines += [" ".join(f"`[{_label(button)}]`" for button in row) for row in reply.rows]
    return "\n".join(lines)


def _body(reply: Reply) -> str:
    file = f"\n(a file, {reply.document.filename})" if reply.document else ""
    return reply.text.strip() + file


def _label(button: Button) -> str:
    return f"copy: {button.label}" if button.copies else button.label


def script(text: str) -> tuple[str, list[str]]:
    """Return a transcript's head (all before the first time) and its script: times and what "You" say."""
    head, _, _ = text.partition("\n_")
    lines = [line for line in _LINE_END.split(text[len(head) :]) if line.startswith((YOU, "_"))]
    return head.strip(), lines


def said(text: str) -> str:
    """Write what a user said as a line of a script, even if it has several lines or looks like a button."""
    mark = "\\" if text.startswith(("\\", "`[", _STICKER)) else ""
    return YOU + mark + _LINE_BREAK.join(line.rstrip("\\ ") for line in text.split("\n"))


@dataclass
class Playing:
    """One transcript while it is played: the journey, sent through JSON at every turn, and all that was shown."""

    read: Reader
    now: datetime = datetime(2026, 3, 2, 19, tzinfo=UTC)
    stored: str | None = None
    shown: list[Reply] = field(default_factory=list)
    due: dict[str, datetime] = field(default_factory=dict)
    last_press: Event | None = None
    steps: list[tuple[Journey | None, Event, Step]] = field(default_factory=list)

    def turn(self, line: str) -> Iterator[str]:
        """Play one line of the script; yield paragraphs."""
        yield line
        if moved := _LATER.fullmatch(line):
            amount, unit = moved.groups()
            yield from self._later(timedelta(**{UNITS[unit]: int(amount)}))
        elif line == BLOCKED:
            yield from self._step(Event(kind="unsent", name="gone"))
        elif set_to := _TIME.fullmatch(line):
            self.now = datetime.fromisoformat(set_to[1]).replace(tzinfo=UTC)
        elif line.startswith(YOU):
            yield from self._step(self._event(line.removeprefix(YOU).replace(_LINE_BREAK, "\n")))
        else:
            raise BrokenTranscriptError(line)

    def _later(self, by: timedelta) -> Iterator[str]:
        until = self.now + by
        while soon := sorted((at, name) for name, at in self.due.items() if at <= until):
            self.now, name = max(self.now, soon[0][0]), soon[0][1]
            del self.due[name]
            yield from self._step(Event(kind="due", name=name))
        self.now = until

    def _step(self, event: Event) -> Iterator[str]:
        journey = Journey.model_validate_json(self.stored) if self.stored else None
        if journey is None and event.kind == "due":
            return
        step = flows.step(journey, Event.model_validate_json(event.model_dump_json()), self.now, OPERATOR)
        self.steps.append((journey, event, step))
        self.stored = step.journey.model_dump_json() if step.journey else None
        for effect in step.effects:
            yield from self._effect(effect)
        for reply in step.replies:
            self.shown.append(reply)
            yield show(reply)

    def _effect(self, effect: Effect) -> Iterator[str]:
        if isinstance(effect, Remind):
            self.due.pop(effect.name, None)
            if effect.at:
                self.due[effect.name] = effect.at
        elif effect.kind == "tidy":
            yield "(The chat is tidied up.)"
        elif effect.kind == "take_back":
            yield "(The line is taken back.)"
        elif effect.kind == "erase":
            self.due.clear()
            yield "(Everything is erased.)"

    def _event(self, said: str) -> Event:
        if said.startswith("\\"):
            return Event(kind="said", text=said[1:], reading=self.read(said[1:], self.now))
        if said == _STICKER:
            return Event(kind="other")
        if press := _BUTTON.fullmatch(said):
            self.last_press = self._press(press["label"], (press["which"] or "").strip(" ()"))
            return self.last_press
        if said.startswith("/"):
            name, _, rest = said[1:].partition(" ")
            name = name.partition("@")[0].casefold()  # as `bot.telegram_app` hears it
            return self._read(Event(kind="commanded", name=name, text=rest))
        return self._read(Event(kind="said", text=said))

    def _read(self, event: Event) -> Event:
        journey = Journey.model_validate_json(self.stored) if self.stored else None
        return with_reading(event, journey, self.read, self.now)

    def _press(self, label: str, which: str) -> Event:
        if which == "again" and self.last_press:
            return self.last_press
        replies = self.shown if which == "earlier" else self.shown[::-1]
        for reply in replies:
            for button in (button for row in reply.rows for button in row):
                if button.label == label and button.trigger:
                    return Event(kind="pressed", name=button.trigger, question=reply.question)
        raise BrokenTranscriptError(f"no button was shown that says {label!r}")


def replay(text: str, read: Reader) -> tuple[str, Playing]:
    """Play a transcript; return it as it reads now, and the playing with all its steps."""
    head, lines = script(text)
    playing = Playing(read)
    paragraphs = [head]
    for line in lines:
        paragraphs += playing.turn(line)
    return "\n\n".join(paragraphs) + "\n", playing


def write(head: str, paragraphs: Sequence[str]) -> str:
    """Return a recorded conversation as a transcript."""
    return "\n\n".join([head.strip(), *paragraphs]) + "\n"
