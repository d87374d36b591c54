"""A Bot API server of our own: Telegram as one bot sees it, on the loopback interface.

It stands in for Telegram in tests with faults and in the playground. It refuses what Telegram refuses, in Telegram's
words, and holds what people and the bot have said; the bot on the other side may be killed and started at will.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Route

from bot.playground.bot_api.account import Account
from bot.playground.bot_api.bell import Bell
from bot.playground.bot_api.callbacks import Callbacks
from bot.playground.bot_api.chat import ChatMessage, Chats
from bot.playground.bot_api.entities import parse_html
from bot.playground.bot_api.faults import Fault, Faults
from bot.playground.bot_api.http import Call, Door
from bot.playground.bot_api.keyboard import read_keyboard
from bot.playground.bot_api.loopback import listening
from bot.playground.bot_api.messages import Messages
from bot.playground.bot_api.methods import Methods
from bot.playground.bot_api.params import Params
from bot.playground.bot_api.people import People
from bot.playground.bot_api.text import trimmed
from bot.playground.bot_api.updates import Updates
from bot.playground.bot_api.webhook import Webhook
from bot.playground.bot_api.wire import bot_json


class BotApi(People):
    """Telegram for one bot: people act by its methods, the bot by calls to its `app`. For use in one event loop.

    `changed` rings at everything that happens, `updates` is what the bot has yet to fetch, `webhook` is where they are
    brought instead, `account` is how the bot introduces itself, `answered` holds the ids of callback queries.
    """

    def __init__(self, token: str, clock: Callable[[], datetime]) -> None:
        bot, chats, callbacks = bot_json(token), Chats(), Callbacks(clock)
        self.changed = Bell()
        self.updates = Updates(clock, self.changed)
        self.webhook = Webhook(self.updates, self.changed, clock)
        self.account = Account(bot, chats)
        self.answered = callbacks.answered
        super().__init__(chats, callbacks, self.updates, bot, clock)
        self._faults = Faults()
        methods = Methods(self.account, Messages(chats, bot, clock), callbacks, self.updates, self.webhook)
        self._door = Door(token, methods, self._faults, self.changed, clock)
        door = Route("/bot{token}/{method}", self._door.answer, methods=["GET", "POST"])
        self.app = Starlette(routes=[door], lifespan=self._bring_updates)

    def chat(self, chat: int) -> list[ChatMessage]:
        """Show what is to be seen in a chat now, in order."""
        return self._chats.messages_in(chat)

    def reword(self, chat: int, message_id: int, html: str, markup: Mapping[str, Any] | None) -> None:
        """Put other words into a message, as if the bot had sent it in these: it isn't marked as edited."""
        here = self._chats.open(chat)
        if message := here.find(message_id):
            text = trimmed(parse_html(html))
            keyboard = read_keyboard(Params({"reply_markup": markup}))
            here.change(message, text=text.text, entities=list(text.entities), keyboard=keyboard)
            self.changed.ring()

    def log(self) -> list[Call]:
        """Every call so far, in the order of the answers."""
        return list(self._door.log)

    def fault(self, method: str, fault: Fault, times: int = 1, chat: int | None = None) -> None:
        """Let the next `times` calls of a method (`*`: of any) go wrong, in one chat or in all."""
        self._faults.order(method, fault, times, chat)

    @asynccontextmanager
    async def _bring_updates(self, _: Starlette) -> AsyncIterator[None]:
        """Bring updates to the webhook while the app runs."""
        self.updates.open()
        task = asyncio.create_task(self.webhook.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def serve(api: BotApi, port: int = 0) -> AsyncIterator[str]:
    """Serve on the loopback interface, by default at a free port; the root of the Bot API is given.

    The same `api` may be served again afterwards, at the same port too: that is an outage as the bot sees it.
    """
    async with listening(api.app, port) as root:
        try:
            yield root
        finally:
            api.updates.close()
