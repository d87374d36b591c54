"""A chat as both sides see it: its messages, and whether the bot may write."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.playground.bot_api.keyboard import Keyboard
from bot.playground.bot_api.params import Params, forbid, refuse
from bot.playground.bot_api.text import Entity, Formatted, as_html


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a chat; `kind` is document or photo."""

    name: str
    content: bytes
    kind: str = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """A message as it stands now: `text` is plain, and the caption of a document; `other` names a sticker and the like.

    `sender` is the user's id, or the bot's.
    """

    id: int
    chat: int
    sender: int
    from_bot: bool
    date: datetime
    text: str = ""
    entities: Sequence[Entity] = ()
    keyboard: Keyboard = ()
    edited_at: datetime | None = None
    document: Document | None = None
    other: str | None = None
    silent: bool = False
    protected: bool = False

    @property
    def edited(self) -> bool:
        """Whether its text has been changed."""
        return self.edited_at is not None

    @property
    def html(self) -> str:
        """The text with its formatting, safe to put into a page."""
        return as_html(Formatted(self.text, self.entities))


class Chat:
    """One chat: a private one has its user's id, a group a negative one. Its messages are counted from 1."""

    def __init__(self, chat_id: int) -> None:
        self.id = chat_id
        self.closed_because = ""
        self._messages: dict[int, ChatMessage] = {}
        self._last = 0

    @property
    def is_private(self) -> bool:
        """Whether the bot talks to one person here."""
        return self.id > 0

    @property
    def messages(self) -> list[ChatMessage]:
        """What is to be seen, in order."""
        return list(self._messages.values())

    def add(self, **what: Any) -> ChatMessage:
        """Put a message at the end."""
        self._last += 1
        message = ChatMessage(id=self._last, chat=self.id, **what)
        self._messages[message.id] = message
        return message

    def find(self, message_id: int) -> ChatMessage | None:
        """Find a message that has not been deleted."""
        return self._messages.get(message_id)

    def change(self, message: ChatMessage, **what: Any) -> ChatMessage:
        """Put a changed message in the place of the old one."""
        self._messages[message.id] = replace(message, **what)
        return self._messages[message.id]

    def delete(self, message: ChatMessage) -> None:
        """Take a message away, for both sides."""
        self._messages.pop(message.id, None)


class Chats:
    """All chats in which somebody has written, or to which the bot was added."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}

    def open(self, chat_id: int) -> Chat:
        """Find the chat, or begin it: only people begin one."""
        return self._chats.setdefault(chat_id, Chat(chat_id))

    def messages_in(self, chat_id: int) -> list[ChatMessage]:
        """Look into a chat without beginning it."""
        chat = self._chats.get(chat_id)
        return chat.messages if chat else []

    def named_in(self, params: Params) -> Chat:
        """Find the chat a call is about.

        Raises:
            RefusedError: it names none, or one in which nobody has written.

        """
        if not params.text("chat_id"):
            refuse("chat_id is empty")
        chat = self._chats.get(params.number("chat_id"))
        return chat or refuse("chat not found")

    def writable_in(self, params: Params) -> Chat:
        """Find the chat a call wants to write to.

        Raises:
            RefusedError: there is none, or it is closed to the bot.

        """
        chat = self.named_in(params)
        if chat.closed_because:
            forbid(chat.closed_because)
        return chat
