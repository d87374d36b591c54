"""What happened, what is said back, and what the shell should do besides talking."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from flows.model.base import Frozen
from flows.model.journey import Journey, ReminderKind
from flows.model.reading import Reading


class Event(Frozen):
    """What happened, as the shell saw it.

    `said` carries a text and its reading, `pressed` a button's question and trigger, `commanded` the command's name
    without its slash (and what stood behind it in `text`), `due` the name of a reminder, `unsent` why something could
    not be sent (`gone`: the user has blocked the bot; `late`: the hours in which it might come are over, and `text` has
    the kinds that it stood for), `other`
    anything that isn't text. `lang` is the language of the user's app, "" where it isn't known.
    """

    kind: Literal["said", "pressed", "commanded", "due", "unsent", "other"]
    lang: str = ""
    text: str = ""
    name: str = ""
    question: int = 0
    reading: Reading = Reading()


class Button(Frozen):
    """A button: it either fires `trigger` of the open question or copies `copies` to the user's clipboard."""

    label: str
    trigger: str = ""
    copies: str = ""


class Document(Frozen):
    """A small text file to hand to the user."""

    filename: str
    body: str


class Reply(Frozen):
    """One message: plain text in which lines that begin with "> " are lines to say, and buttons in rows.

    `until` is set of one that nobody asked for: after that moment it isn't sent any more, and what has been sent can be
    taken back (`TakeBack`). `kinds` says what such a one stands for, `silent` that it makes no sound.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    question: int = 0
    document: Document | None = None
    until: datetime | None = None
    silent: bool = False
    kinds: tuple[ReminderKind, ...] = ()


class Chosen(Frozen):
    """Show which button was pressed on its message and take the message's keyboard away."""

    kind: Literal["chosen"] = "chosen"
    label: str


class Tidy(Frozen):
    """Delete what is on the screen, both sides, as far back as Telegram lets a bot (48 hours)."""

    kind: Literal["tidy"] = "tidy"


class TakeBack(Frozen):
    """Delete what was sent unasked and is still on the screen, and what of it still waits to be sent.

    Where something still waits, the flows hear of it: it stood for these `kinds`, and nobody has seen it.
    """

    kind: Literal["take_back"] = "take_back"
    kinds: tuple[ReminderKind, ...] = ()


class Erase(Frozen):
    """Forget the user: everything that is stored, at once."""

    kind: Literal["erase"] = "erase"


class Remind(Frozen):
    """Bring `name` back as a `due` event at `at`, or cancel it when `at` is None. One of each name at a time."""

    kind: Literal["remind"] = "remind"
    name: str
    at: datetime | None


Effect = Annotated[Chosen | Tidy | TakeBack | Erase | Remind, Field(discriminator="kind")]


class Step(Frozen):
    """What one event led to. `journey` is None once the user has been erased."""

    journey: Journey | None
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
