"""A Bot API server of our own: Telegram as one bot sees it, on the loopback interface.

It stands in for Telegram in tests with faults and in the playground. It refuses what Telegram refuses, in Telegram's
words, and holds what people and the bot have said; the bot on the other side may be killed and started at will.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.playground.bot_api.account import Account
from bot.playground.bot_api.bell import Bell
from bot.playground.bot_api.callbacks import Callbacks
from bot.playground.bot_api.chat import ChatMessage, Chats
from bot.playground.bot_api.faults import Fault, Faults
from bot.playground.bot_api.http import HANG_UP, Call, Door
from bot.playground.bot_api.messages import Messages
from bot.playground.bot_api.methods import Methods
from bot.playground.bot_api.people import People
from bot.playground.bot_api.updates import Updates
from bot.playground.bot_api.webhook import Webhook
from bot.playground.bot_api.wire import bot_json

LOOPBACK = "127.0.0.1"
GRACE_SECONDS = 1


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
    listener = socket.create_server((LOOPBACK, port))
    server = _Server(
        uvicorn.Config(
            api.app,
            http=_Protocol,
            ws="none",
            log_config=None,
            log_level="critical",
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    task = asyncio.create_task(server.serve([listener]))
    await server.ready.wait()
    try:
        yield f"http://{LOOPBACK}:{listener.getsockname()[1]}"
    finally:
        api.updates.close()
        server.stopping.set()
        await task


class _Server(uvicorn.Server):
    """uvicorn as a guest in a loop: it leaves signals alone and doesn't tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.stopping = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        self.ready.set()
        await self.stopping.wait()


class _Protocol(H11Protocol):
    """A connection that the app can break: it finds out how in the request's scope."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio leaves this out for sockets accepted from a listener of ours, and each answer would wait 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        app = self.app

        async def with_hang_up(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, HANG_UP: transport.abort}, receive, send)

        self.app = with_hang_up
