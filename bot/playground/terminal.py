"""`otherdoors try --terminal`: the real bot over the real road, with our own Bot API server and a clock that moves."""

from __future__ import annotations

import asyncio
import html
import re
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cipher import KEY_BYTES, Cipher, load_or_make_key
from bot.clock import MovableClock
from bot.house import House
from bot.playground.bot_api.chat import ChatMessage
from bot.playground.bot_api.keyboard import Button
from bot.playground.bot_api.server import BotApi, serve
from bot.playground.transcript import OPERATOR, UNITS, YOU, replay
from bot.store.sqlite import SqliteStore
from bot.telegram_app import Telegram
from flows.reading import read

TOKEN = "1:playground"  # noqa: S105  no secret: the server it opens is this process's own
ME = 1
GREETING = """\
This is the whole bot, without Telegram. Type, or give the number of a button.
/later 3w moves the clock (m, h, d, w). /quit or Ctrl-D ends. Begin with /start.
"""
HEAD = "# A recorded conversation\n\nRecorded in the playground."
SPANS = {"m": "minute", "h": "hour", "d": "day", "w": "week"}
_LATER = re.compile(r"/later\s+(\d+)\s*([mhdw])")

Ask = Callable[[], str]


async def play(*, at: datetime | None, keep: Path | None, ask: Ask | None = None) -> Terminal:
    """Play until the user quits; return the terminal. `ask` gives the next line and raises `EOFError` at the end."""
    start = at.astimezone(UTC) if at and at.tzinfo else at.replace(tzinfo=UTC) if at else None
    clock = MovableClock(start)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        api = BotApi(TOKEN, clock)
        api.updates.number_from(
            int(clock().timestamp() * 1000)
        )  # a kept database knows the numbers of the last session
        root = await stack.enter_async_context(serve(api))
        store = await SqliteStore.open(keep or folder / "playground.db", _cipher(keep))
        stack.push_async_callback(store.close)
        telegram = Telegram(TOKEN, root)
        stack.push_async_callback(telegram.close)
        house = await stack.enter_async_context(House(store, telegram, clock, read, operator=OPERATOR))
        polling = asyncio.create_task(house.poll())
        stack.callback(polling.cancel)
        terminal = Terminal(api, house, clock, ask or _read_line)
        await terminal.run()
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    return terminal


def _cipher(keep: Path | None) -> Cipher:
    """Return a cipher: for a database that is kept, with a key beside it, for it holds no secrets of a real user."""
    return Cipher(load_or_make_key(keep.with_suffix(".key")) if keep else bytes(KEY_BYTES))


def _read_line() -> str:
    return input("> ")


class Terminal:
    """One person at a terminal: what they type goes to the Bot API server, what the bot says is printed."""

    def __init__(self, api: BotApi, house: House, clock: MovableClock, ask: Ask) -> None:
        self._api = api
        self._house = house
        self._clock = clock
        self._ask = ask
        self._seen = 0
        self.script: list[str] = [f"_{clock():%Y-%m-%d %H:%M}_"]

    async def run(self) -> None:
        """Read and answer until the end of input."""
        print(GREETING)
        while True:
            try:
                line = (await asyncio.to_thread(self._ask)).strip()
            except EOFError:
                return
            if line in ("/quit", "/exit"):
                return
            if line:
                await self._take(line)
                self._print_new()

    async def _take(self, line: str) -> None:
        """Do what a line says, and wait until the bot has nothing more to say to it."""
        buttons = self._buttons()
        if moved := _LATER.fullmatch(line):
            await self._move_clock(int(moved[1]), SPANS[moved[2]])
        elif line.startswith("/later"):
            print("(write it like this: /later 3w)")
        elif line.isdecimal() and 0 < int(line) <= len(buttons):
            await self._press(*buttons[int(line) - 1])
        else:
            self.script.append(f"{YOU}{line}")
            self._api.say(ME, line)
        await self._settled()

    async def _move_clock(self, amount: int, unit: str) -> None:
        self.script.append(f"_{amount} {unit}{'s' if amount > 1 else ''} later_")
        self._clock.forward(timedelta(**{UNITS[unit]: amount}))
        await self._house.reminders.fire_due()
        print(f"(it is {self._clock():%A %d %B %Y, %H:%M} now)")

    async def _press(self, message: ChatMessage, button: Button) -> None:
        if button.copy_text is not None:
            print(f"(copied: {button.copy_text})")
        elif button.callback_data is not None:
            self.script.append(f"{YOU}`[{button.text}]`")
            self._api.press(ME, message.id, button.callback_data)

    async def _settled(self) -> None:
        """Wait until the bot has fetched, handled and answered everything."""
        await self._api.changed.until(lambda: not self._api.updates.pending())
        await self._house.settled()

    def _buttons(self) -> list[tuple[ChatMessage, Button]]:
        """Return the buttons of the newest message that has some."""
        for message in reversed(self._api.chat(ME)):
            if message.keyboard:
                return [(message, button) for row in message.keyboard for button in row]
        return []

    def _print_new(self) -> None:
        shown = [message for message in self._api.chat(ME) if message.from_bot and message.id > self._seen]
        for message in shown:
            print("\n" + as_terminal(message))
            self._seen = message.id
        for place, (_, button) in enumerate(self._buttons(), 1):
            print(f"  {place}. {'copy: ' if button.copy_text is not None else ''}{button.text}")

    def transcript(self) -> str:
        """Return the conversation as a transcript that the tests can replay."""
        played, _ = replay("\n\n".join([HEAD, *self.script]) + "\n", read)
        return played


def as_terminal(message: ChatMessage) -> str:
    """Write a message for a terminal: quotations behind a bar, no other formatting."""
    if message.document:
        return f"{message.text}\n[{message.document.name}]\n{message.document.content.decode()}"
    barred = re.sub(
        r"<blockquote>(.*?)</blockquote>",
        lambda quote: "\n".join(f"  | {line}" for line in quote[1].splitlines()),
        message.html,
        flags=re.DOTALL,
    )
    return html.unescape(re.sub(r"<[^>]+>", "", barred))
