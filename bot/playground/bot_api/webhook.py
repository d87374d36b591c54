"""Updates brought to the bot's own address, one at a time and in order."""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx

from bot.playground.bot_api.bell import Bell
from bot.playground.bot_api.params import Params, refuse
from bot.playground.bot_api.updates import Updates
from bot.playground.bot_api.wire import Json, timestamp

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

_SET_MEANWHILE = "terminated by setWebhook request"
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


class Webhook:
    """Where updates go when the bot doesn't fetch them. Plain http is let pass, as a Bot API server of one's own does.

    `back_off` is how many seconds pass before an update that wasn't taken is brought again, `last_error` why it wasn't.
    """

    def __init__(self, updates: Updates, bell: Bell, clock: Callable[[], datetime]) -> None:
        self.back_off = 0.05
        self.url = ""
        self.last_error = ""
        self._secret = ""
        self._failed_at = 0
        self._updates = updates
        self._bell = bell
        self._clock = clock

    def set(self, params: Params) -> bool:
        """Bring updates to `url` from now on; an empty one takes the webhook away."""
        url, secret = params.text("url"), params.text("secret_token")
        if url and not urlsplit(url).hostname:
            refuse("bad webhook: invalid webhook URL specified")
        if not _SECRET.fullmatch(secret):
            refuse("secret token contains unallowed characters")
        if "allowed_updates" in params.values:
            self._updates.allow(params.items("allowed_updates", "allowed updates"))
        self._turn(url, secret, drop=params.flag("drop_pending_updates"))
        return True

    def delete(self, params: Params) -> bool:
        """Bring no more updates."""
        self._turn("", "", drop=params.flag("drop_pending_updates"))
        return True

    def info(self, _: Params) -> Json:
        """Tell how it goes."""
        waiting = len(self._updates.pending())
        state = {"url": self.url, "has_custom_certificate": False, "pending_update_count": waiting}
        error = {"last_error_date": self._failed_at, "last_error_message": self.last_error}
        return state | (error if self.last_error else {})

    async def run(self) -> None:
        """Bring updates for as long as the server runs."""
        await self._bell.until(lambda: bool(self.url))
        async with httpx.AsyncClient(trust_env=False) as client:
            while True:
                seen = self._bell.rung
                waiting = self._updates.pending()
                if self.url and waiting:
                    await self._bring(client, waiting[0])
                else:
                    await self._bell.after(seen)

    def _turn(self, url: str, secret: str, *, drop: bool) -> None:
        """Go to another address; who polls is told."""
        if drop:
            self._updates.drop()
        if url:
            self._updates.end_poll(_SET_MEANWHILE)
        self.url, self._secret, self.last_error = url, secret, ""
        self._bell.ring()

    async def _bring(self, client: httpx.AsyncClient, update: Json) -> None:
        """Bring one update; it stays the next one until it is taken."""
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            answer = await client.post(self.url, json=update, headers=headers)
            answer.raise_for_status()
        except httpx.HTTPStatusError as error:
            phrase = HTTPStatus(error.response.status_code).phrase
            await self._failed(f"Wrong response from the webhook: {error.response.status_code} {phrase}")
        except httpx.HTTPError as error:
            await self._failed(str(error) or "Connection failed")
        else:
            self._updates.delivered(update)

    async def _failed(self, why: str) -> None:
        self.last_error, self._failed_at = why, timestamp(self._clock())
        self._bell.ring()
        await asyncio.sleep(self.back_off)
