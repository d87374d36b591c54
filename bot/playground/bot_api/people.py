"""What people do: they write, press, send stickers, block the bot and take it into groups."""

from collections.abc import Callable
from datetime import datetime

from bot.playground.bot_api.callbacks import Callbacks
from bot.playground.bot_api.chat import Chat, ChatMessage, Chats
from bot.playground.bot_api.messages import MAX_TEXT
from bot.playground.bot_api.text import find_commands, split_utf16
from bot.playground.bot_api.updates import Updates
from bot.playground.bot_api.wire import Json, chat_json, inaccessible_json, message_json, timestamp, user_json

_BLOCKED = "bot was blocked by the user"


class People:
    """Everything here becomes an update, whose number is returned.

    A private chat has its user's id, a group a negative one. What people do needs no running server: updates wait until
    they are fetched or brought.
    """

    def __init__(
        self, chats: Chats, callbacks: Callbacks, updates: Updates, bot: Json, clock: Callable[[], datetime]
    ) -> None:
        self._chats = chats
        self._callbacks = callbacks
        self._updates = updates
        self._bot = bot
        self._clock = clock

    def say(self, chat: int, text: str) -> int:
        """Write to the bot; who had blocked it unblocks it by that.

        A text beyond 4,096 code units comes as several messages, as the apps send it; the number is the last one's.
        """
        if self._chats.open(chat).closed_because:
            self.unblock(chat)
        return self.say_in_group(chat, chat, text)

    def say_in_group(self, group: int, by: int, text: str) -> int:
        """Write in a group."""
        room, number = self._chats.open(group), 0
        for piece in split_utf16(text, MAX_TEXT):
            message = self._write(room, by, text=piece, entities=find_commands(piece))
            number = self._updates.happened("message", self._as_json(message, room))
        return number

    def send_other(self, chat: int, kind: str) -> int:
        """Send no text but a sticker, voice, photo, document, video, location, or a kind the bot has never heard of."""
        room = self._chats.open(chat)
        message = self._write(room, chat, other=kind)
        return self._updates.happened("message", self._as_json(message, room))

    def edit(self, chat: int, message_id: int, text: str) -> int:
        """Change a message of one's own.

        Raises:
            KeyError: there is none with this id.

        """
        room = self._chats.open(chat)
        message = room.find(message_id)
        if message is None or message.from_bot:
            raise KeyError(message_id)
        message = room.change(message, text=text, entities=find_commands(text), edited_at=self._clock())
        return self._updates.happened("edited_message", self._as_json(message, room))

    def press(self, chat: int, message_id: int, data: str, by: int | None = None) -> int:
        """Press a button, in a group as user `by`; the message may be gone, and need not have had this button."""
        room = self._chats.open(chat)
        message = room.find(message_id)
        query = {
            "id": self._callbacks.ask(),
            "from": user_json(by or chat),
            "message": self._as_json(message, room) if message else inaccessible_json(message_id, room),
            "chat_instance": str(-7_000_000_000 - abs(chat)),
            "data": data,
        }
        return self._updates.happened("callback_query", query)

    def block(self, chat: int) -> int:
        """Block the bot: it is answered 403 until it is unblocked."""
        self._chats.open(chat).closed_because = _BLOCKED
        return self._member(chat, chat, "member", "kicked")

    def unblock(self, chat: int) -> int:
        """Let the bot write again."""
        self._chats.open(chat).closed_because = ""
        return self._member(chat, chat, "kicked", "member")

    def add_to_group(self, group: int, by: int) -> int:
        """Take the bot into a group."""
        self._chats.open(group).closed_because = ""
        return self._member(group, by, "left", "member")

    def push(self, update: Json) -> int:
        """Let any update come, wanted or odd; it is numbered unless it brings an `update_id`.

        The chat it speaks of, if any, can be written to from then on.
        """
        for body in update.values():
            self._open_chat_of(body)
        return self._updates.put(update)

    def repeat(self, update_id: int, *, new_id: bool) -> int:
        """Let an earlier update come again, once, whatever was confirmed; under its own number or under a new one."""
        return self._updates.repeat(update_id, new_id=new_id)

    def _write(self, room: Chat, by: int, **what: object) -> ChatMessage:
        return room.add(sender=by, from_bot=False, date=self._clock(), **what)

    def _as_json(self, message: ChatMessage, room: Chat) -> Json:
        return message_json(message, room, self._bot)

    def _member(self, chat: int, by: int, old: str, new: str) -> int:
        """Note that the bot's place in a chat has changed."""
        return self._updates.happened(
            "my_chat_member",
            {
                "chat": chat_json(self._chats.open(chat)),
                "from": user_json(by),
                "date": timestamp(self._clock()),
                "old_chat_member": self._place(old),
                "new_chat_member": self._place(new),
            },
        )

    def _place(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._bot, "status": status} | until

    def _open_chat_of(self, body: object) -> None:
        """Begin the chat that an update's body names, directly or by its message."""
        if isinstance(body, dict):
            named = body.get("chat", body.get("message"))
            if isinstance(named, dict) and isinstance(named.get("id"), int):
                self._chats.open(named["id"])
            else:
                self._open_chat_of(named)
