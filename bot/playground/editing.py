"""Words that are changed while somebody tries them: their files are watched, checked and read anew.

Nothing is written, and nothing about the journey changes: only the open question is said in its new words.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import flows
from bot.playground.bot_api.chat import ChatMessage
from bot.playground.bot_api.entities import parse_html
from bot.playground.bot_api.text import trimmed
from bot.playground.places import forget, place_of, places
from bot.playground.stage import Stage
from bot.playground.transcript import OPERATOR
from bot.telegram_app import as_html
from flows import content
from flows.checks.lint import lint
from flows.model import Event, Journey, Reply

POLL_SECONDS = 0.3
MOST = 3
"""How many findings are told at a time."""

Stamps = dict[Path, tuple[int, int]]
Asked = tuple[Reply, ...]


class NotEditableError(Exception):
    """The words can't be changed here."""

    def __str__(self) -> str:
        """Say what is in the way, and what to do."""
        return "\n".join(map(str, self.args))


def check_editable() -> None:
    """Make sure that there are words to be changed, and that they can be read.

    Raises:
        NotEditableError: they are an installed copy, belong to somebody else, or can't be read.

    """
    folder = content.FOLDER
    if "site-packages" in folder.parts:
        raise NotEditableError(f"{folder} is an installed copy: change the words in a clone, after pip install -e .")
    locked = [path for path in _stamps(folder) if not os.access(path, os.W_OK)]
    if locked:
        raise NotEditableError(f"You may not change {locked[0]}: make it yours first, or work in a clone of your own.")
    try:
        content.read_anew()
    except Exception as error:
        told = _told(_findings(folder) or [f"{type(error).__name__}: {error}"])
        raise NotEditableError("The words can't be read, and there are no older ones to go on with.", *told) from None


@asynccontextmanager
async def editing(stage: Stage) -> AsyncIterator[Editing]:
    """Watch the words while somebody is on stage."""
    desk = Editing(stage)
    watching = asyncio.create_task(desk.watch())
    try:
        yield desk
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


class Editing:
    """The words on the desk: `trouble` is what is wrong with them, in lines, and nothing when they are what is said.

    `on_change` is called when the words were read anew or something was found to be wrong.
    """

    def __init__(self, stage: Stage) -> None:
        self.trouble: tuple[str, ...] = ()
        self.on_change: Callable[[], None] = lambda: None
        self._stage = stage
        self._folder = content.FOLDER
        self._seen = Stamps()
        self._looking = asyncio.Lock()
        self._places: dict[int, tuple[str, ...]] = {}

    async def watch(self) -> None:
        """Look for ever."""
        while True:
            await self.look()
            await asyncio.sleep(POLL_SECONDS)

    async def look(self) -> None:
        """Look whether a file was saved: say it in its new words, or say what is wrong and leave the old ones."""
        async with self._looking:
            stamps = _stamps(self._folder)
            if stamps == self._seen:
                return
            found = await asyncio.to_thread(_findings, self._folder)
            if stamps != _stamps(self._folder):
                return  # it is being saved; the next look sees it whole
            first, self._seen = not self._seen, stamps
            if not found and not first:
                found = await self._turn_over()
            if not first or found:
                self.trouble = _told(found)
                self._stage.api.changed.ring()
                self.on_change()

    async def _turn_over(self) -> Sequence[str]:
        """Read the words anew, and say the open question in them; return what went wrong."""
        journey = await self._settled()
        event, before = self._as_asked(journey)
        try:
            content.read_anew()
            forget()
            self._reword(before, self._asked(journey, event))
        except Exception as error:
            return [f"{type(error).__name__}: {error}: take back what you changed last"]
        return []

    async def _settled(self) -> Journey | None:
        """Wait until the bot has said all, and return the journey as it stands then."""
        while True:
            await self._stage.settled()
            journey = await self._stage.journey()
            if not self._stage.api.updates.pending():
                return journey

    def _asked(self, journey: Journey | None, event: Event) -> Asked:
        return flows.open_question(journey, event, self._stage.clock(), OPERATOR) if journey else ()

    def _as_asked(self, journey: Journey | None) -> tuple[Event, Asked]:
        """Return the open question as it was asked, and the event before it: a text says more than a press."""
        shown = _newest(self._stage.chat, journey)
        for event in (self._stage.ear.last, Event(kind="other")):
            asked = self._asked(journey, event)
            if asked and shown and _shown(asked[-1]) == shown.text:
                return event, asked
        return Event(kind="other"), self._asked(journey, Event(kind="other"))

    def _reword(self, before: Asked, after: Asked) -> None:
        """Say the open question in its new words where it stands, and what was said right before as part of it."""
        numbers = {reply.question for reply in after}
        message = next((each for each in reversed(self._stage.chat) if _question(each) in numbers - {0}), None)
        if message is None:
            return
        self._stage.reword(message, after[-1])
        above = next((each for each in reversed(self._stage.chat) if each.id < message.id), None)
        if len(before) == len(after) > 1 and above and above.from_bot and above.text == _shown(before[0]):
            self._stage.reword(above, after[0])

    # --- where the words stand

    async def find_places(self) -> None:
        """Find out where the words of new messages stand; those of older ones stand where they stood."""
        new = [each for each in self._stage.chat if each.from_bot and each.id not in self._places]
        if not new:
            return
        journey = await self._stage.journey()
        lang = journey.lang if journey and journey.lang in content.languages() else "en"
        words = content.words(lang).about(journey.partner if journey else "")
        asked = _newest(new, journey)
        for message in new:
            own = [_place(journey)] if message is asked else []
            found = dict.fromkeys([*own, *places(message.text, words)])
            self._places[message.id] = tuple(f"{self._name}/{lang}/{place}" for place in found)

    def places_of(self, message: int) -> tuple[str, ...]:
        """Return the places of a message that was looked at."""
        return self._places.get(message, ())

    @property
    def _name(self) -> str:
        return str(self._folder.relative_to(self._folder.parents[1]).as_posix())


def _place(journey: Journey | None) -> str:
    frame = journey.frame if journey else None
    return place_of(frame.talk, frame.state) if frame else ""


def _question(message: ChatMessage) -> int:
    """Return the number of the question that a message's buttons belong to, or 0."""
    data = next((str(each.callback_data) for row in message.keyboard for each in row if each.callback_data), "")
    number = data.partition(".")[0]
    return int(number) if number.isdecimal() else 0


def _newest(chat: Sequence[ChatMessage], journey: Journey | None) -> ChatMessage | None:
    """Return the newest message that shows the open question."""
    number = journey.question if journey else 0
    return next((each for each in reversed(chat) if number and _question(each) == number), None)


def _shown(reply: Reply) -> str:
    """Return a reply's text as the chat shows it."""
    return trimmed(parse_html(as_html(reply.text))).text


def _stamps(folder: Path) -> Stamps:
    """Return what tells that a file was saved; for a moment there may be none."""
    stamps = Stamps()
    for path in sorted(folder.glob("*/[!.]*.toml")):
        with contextlib.suppress(FileNotFoundError):
            stat = path.stat()
            stamps[path] = (stat.st_mtime_ns, stat.st_size)
    return stamps


def _findings(folder: Path) -> Sequence[str]:
    """Return what the lint finds, with the files' names from the top of the project."""
    try:
        return [f"{folder.relative_to(folder.parents[1]).as_posix()}/{finding}" for finding in lint(folder)]
    except Exception as error:
        return [f"The check can't read this ({type(error).__name__}: {error}): take back what you changed last"]


def _told(found: Sequence[str]) -> tuple[str, ...]:
    more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
    return (*found[:MOST], *more)
