"""The other way in: Telegram posts updates, and 200 is answered only once they are committed."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.house import House
from bot.outbox import FIRST_REST, LONGEST_REST
from bot.outgoing import LaterError
from bot.store import StoreError
from bot.telegram_app import Telegram

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name


def webhook_app(house: House, path: str, secret: str | None) -> Starlette:
    """Return the application that takes Telegram's posts at `path`."""

    async def take(request: Request) -> Response:
        if secret and not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret.encode()):
            return PlainTextResponse("who are you?", 403)
        try:
            update = json.loads(await request.body())
        except ValueError:
            return PlainTextResponse("that is no update", 400)
        try:
            await house.receive([update] if isinstance(update, dict) else [])
        except StoreError:
            return PlainTextResponse("not stored, please send it again", 503)
        return PlainTextResponse("")

    return Starlette(routes=[Route(path or "/", take, methods=["POST"])])


async def serve_webhook(house: House, telegram: Telegram, url: str, listen: str, secret: str | None) -> None:
    """Listen, tell Telegram where, and serve until cancelled. What Telegram refuses for good is raised."""
    host, _, port = listen.rpartition(":")
    app = webhook_app(house, urlsplit(url).path, secret)
    config = uvicorn.Config(app, host=host or "127.0.0.1", port=int(port), log_level="warning", lifespan="off")
    tasks = [asyncio.create_task(_Server(config).serve()), asyncio.create_task(_announce(telegram, url, secret))]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Server(uvicorn.Server):
    """uvicorn as a guest in a loop: it leaves signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them to whoever runs the loop."""
        yield


async def _announce(telegram: Telegram, url: str, secret: str | None) -> None:
    rest = FIRST_REST
    while True:
        try:
            await telegram.listen(url, secret)
        except LaterError:
            await asyncio.sleep(rest)
            rest = min(2 * rest, LONGEST_REST)
        else:
            log.info("the webhook is set")
            return
