"""What the page is told as it happens: messages new, changed or deleted, the clock, whether the bot is at work."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from bot.playground.bot_api.chat import ChatMessage, Document
from bot.playground.bot_api.keyboard import Button
from bot.playground.bot_api.params import Params
from bot.playground.editing import Editing
from bot.playground.stage import Stage

Json = dict[str, Any]
Shown = dict[int, tuple[ChatMessage, tuple[str, ...]]]
"""Messages by number, each with the places where its words stand."""


class Live:
    """Streams for any number of tabs, each of which begins with all there is to be seen.

    With `editing`, they tell where words stand, too, and what is wrong with them.
    """

    def __init__(self, stage: Stage, editing: Editing | None = None) -> None:
        self._stage = stage
        self._editing = editing
        self._at_work = False
        self._closed = False

    @property
    def recordable(self) -> bool:
        """Tell whether the conversation is here from its beginning, in the same words."""
        return not self._stage.kept and self._editing is None

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
        changed, told, shown = self._stage.api.changed, Json(), Shown()
        fresh = True
        while not self._closed:
            seen, now = changed.rung, await self._shown()
            around = self._around()
            if fresh or now != shown or around != told:
                yield _event(_difference(shown, now) | around | {"fresh": fresh, "now": _iso(self._stage)})
            fresh, told, shown = False, around, now
            await changed.after(seen)

    async def _shown(self) -> Shown:
        """Tell what is to be seen in the chat."""
        if self._editing is None:
            return {message.id: (message, ()) for message in self._stage.chat}
        await self._editing.find_places()
        return {message.id: (message, self._editing.places_of(message.id)) for message in self._stage.chat}

    def _around(self) -> Json:
        """Tell what stands around the messages."""
        return {
            "editing": self._editing is not None,
            "trouble": self._editing.trouble if self._editing else (),
            "typing": self._at_work,
            "moved": self._stage.moved,
            "recordable": self.recordable,
            "commands": self._stage.api.account.get_commands(Params()),
        }


def _event(data: Json) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _iso(stage: Stage) -> str:
    return stage.clock().isoformat(timespec="seconds")


def _difference(before: Shown, now: Shown) -> Json:
    changed = [shown for number, shown in now.items() if before.get(number) != shown]
    return {"put": [message_json(*shown) for shown in changed], "gone": [each for each in before if each not in now]}


def message_json(message: ChatMessage, places: tuple[str, ...] = ()) -> Json:
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
        "places": places,
    }


def _button(button: Button) -> Json:
    return {"text": button.text, "data": button.callback_data, "copy": button.copy_text, "url": button.url}


def _file(document: Document | None) -> Json | None:
    if document is None:
        return None
    return {"name": document.name, "size": len(document.content), "kind": document.kind}
