"""uvicorn as a guest in a loop, on the loopback interface."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.playground.bot_api.http import HANG_UP

LOOPBACK = "127.0.0.1"
GRACE_SECONDS = 1


@asynccontextmanager
async def listening(app: ASGIApp, port: int = 0, spare: int = 0) -> AsyncIterator[str]:
    """Serve an app, by default at a free port; its address is given. Of `spare` ports above, the first free one serves.

    Raises:
        OSError: none of them is free.

    """
    listener = _listener(port, spare)
    server = _Server(
        uvicorn.Config(
            app,
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
        server.stopping.set()
        await task


def _listener(port: int, spare: int) -> socket.socket:
    """Take the port, or the next one if somebody has it."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE or not spare:
            raise
    return _listener(port + 1, spare - 1)


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
