"""What the page is told as it happens: messages new, changed or deleted, the clock, whether the bot is at work."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from bot.playground.bot_api.chat import ChatMessage, Document
from bot.playground.bot_api.keyboard import Button
from bot.playground.bot_api.params import Params
from bot.playground.stage import Stage

Json = dict[str, Any]


class Live:
    """Streams for any number of tabs, each of which begins with all there is to be seen."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._at_work = False
        self._closed = False

    async def watch(self) -> None:
        """Notice for ever when the bot is at work."""
        updates, changed = self._stage.api.updates, self._stage.api.changed
        async for _ in changed.rings():
            if updates.pending():
                self._at_work = True
                changed.ring()
                await self._stage.settled()
                self._at_work = False
                changed.ring()

    def close(self) -> None:
        """End all streams: the server stops, and would wait for them."""
        self._closed = True
        self._stage.api.changed.ring()

    async def stream(self) -> AsyncIterator[str]:
        """Tell what has changed, as server-sent events, until the streams are closed."""
        changed, told, shown = self._stage.api.changed, Json(), dict[int, ChatMessage]()
        fresh = True
        while not self._closed:
            seen, now = changed.rung, {message.id: message for message in self._stage.chat}
            around = self._around()
            if fresh or now != shown or around != told:
                yield _event(_difference(shown, now) | around | {"fresh": fresh, "now": _iso(self._stage)})
            fresh, told, shown = False, around, now
            await changed.after(seen)

    def _around(self) -> Json:
        """Tell what stands around the messages."""
        return {
            "typing": self._at_work,
            "moved": self._stage.moved,
            "kept": self._stage.kept,
            "commands": self._stage.api.account.get_commands(Params()),
        }


def _event(data: Json) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _iso(stage: Stage) -> str:
    return stage.clock().isoformat(timespec="seconds")


def _difference(before: dict[int, ChatMessage], now: dict[int, ChatMessage]) -> Json:
    changed = [message for number, message in now.items() if before.get(number) != message]
    return {"put": [message_json(message) for message in changed], "gone": [each for each in before if each not in now]}


def message_json(message: ChatMessage) -> Json:
    """Write a message for the page: text and entities, from which it builds its nodes; nothing is HTML."""
    return {
        "id": message.id,
        "mine": not message.from_bot,
        "text": message.text,
        "entities": message.entities,
        "at": message.date.isoformat(timespec="seconds"),
        "edited": message.edited,
        "rows": [[_button(button) for button in row] for row in message.keyboard],
        "file": _file(message.document),
    }


def _button(button: Button) -> Json:
    return {"text": button.text, "data": button.callback_data, "copy": button.copy_text, "url": button.url}


def _file(document: Document | None) -> Json | None:
    if document is None:
        return None
    return {"name": document.name, "size": len(document.content), "kind": document.kind}
