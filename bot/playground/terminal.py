"""`otherdoors try --terminal`: numbered buttons, and a command that moves the clock."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

from bot.playground.bot_api.chat import ChatMessage
from bot.playground.bot_api.keyboard import Button
from bot.playground.editing import Editing, check_editable, editing
from bot.playground.stage import Stage, on_stage

GREETING = """\
This is the whole bot, without Telegram. Type, or give the number of a button.
/later 3w moves the clock (m, h, d, w). /quit or Ctrl-D ends. Begin with /start.
"""
STAYS = "(The old words stay until this is mended.)"
READ = "(The words are read anew.)"
SPANS = {"m": "minute", "h": "hour", "d": "day", "w": "week"}
_LATER = re.compile(r"/later\s+(\d+)\s*([mhdw])")

Ask = Callable[[], str]


async def play(*, at: datetime | None, keep: Path | None, ask: Ask | None = None, edit: bool = False) -> Stage:
    """Play until the user quits; return the stage. `ask` gives the next line and raises `EOFError` at the end.

    With `edit`, words that are saved are said at once. Raises `NotEditableError`.
    """
    if edit:
        check_editable()
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(on_stage(at=at, keep=keep))
        desk = await stack.enter_async_context(editing(stage)) if edit else None
        await Terminal(stage, ask or _read_line, desk).run()
    return stage


def _read_line() -> str:
    return input("> ")


class Terminal:
    """One person at a terminal: what they type goes to the Bot API server, what the bot says is printed."""

    def __init__(self, stage: Stage, ask: Ask, desk: Editing | None = None) -> None:
        self._stage = stage
        self._ask = ask
        self._desk = desk
        self._seen = 0
        self._printed = ""
        if desk:
            desk.on_change = self._print_change

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
            if self._desk:
                await self._desk.look()
            if line:
                await self._take(line)
                await self._print_new()

    async def _take(self, line: str) -> None:
        """Do what a line says, and wait until the bot has nothing more to say to it."""
        buttons = self._buttons()
        if moved := _LATER.fullmatch(line):
            await self._stage.later(int(moved[1]), SPANS[moved[2]])
            print(f"(it is {self._stage.clock():%A %d %B %Y, %H:%M} now)")
        elif line.startswith("/later"):
            print("(write it like this: /later 3w)")
        elif line.isdecimal() and 0 < int(line) <= len(buttons):
            self._press(*buttons[int(line) - 1])
        else:
            self._stage.say(line)
        await self._stage.settled()

    def _press(self, message: ChatMessage, button: Button) -> None:
        if button.copy_text is not None:
            print(f"(copied: {button.copy_text})")
        elif button.callback_data is not None:
            self._stage.press(message.id, button.callback_data)

    def _buttons(self) -> list[tuple[ChatMessage, Button]]:
        """Return the buttons of the newest message that has some."""
        for message in reversed(self._stage.chat):
            if message.keyboard:
                return [(message, button) for row in message.keyboard for button in row]
        return []

    async def _print_new(self) -> None:
        new = [message for message in self._stage.chat if message.from_bot and message.id > self._seen]
        if self._desk:
            await self._desk.find_places()
        for message in new:
            print("\n" + as_terminal(message))
            for place in self._desk.places_of(message.id) if self._desk else ():
                print(f"({place})")
            self._seen = message.id
        print(*self._numbered(), sep="\n")
        self._printed = self._asked()

    def _numbered(self) -> list[str]:
        """Write the buttons with their numbers."""
        copies = ((button.text, "copy: " if button.copy_text is not None else "") for _, button in self._buttons())
        return [f"  {place}. {copy}{text}" for place, (text, copy) in enumerate(copies, 1)]

    def _asked(self) -> str:
        """Write the newest message that has buttons, with them."""
        buttons = self._buttons()
        return "\n".join([as_terminal(buttons[0][0]), *self._numbered()]) if buttons else ""

    def _print_change(self) -> None:
        """Say what became of words that were saved: what is wrong, or the open question where it has new words."""
        trouble = self._desk.trouble if self._desk else ()
        print("", *(trouble or [READ]), *([STAYS] if trouble else []), sep="\n")
        if not trouble and (asked := self._asked()) != self._printed:
            print("\n" + asked)
            self._printed = asked


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
