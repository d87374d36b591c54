"""The one file that knows Telegram's classes: an `Update` becomes an `Event`, an errand becomes a Bot API call.

Raw updates are had by posting getUpdates through a request object of python-telegram-bot's own, because
`Bot.get_updates` parses the batch as a whole: there, one odd update would stop everybody.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, cast

# Before the import, or every 429 warns about the type of its wait.
os.environ.setdefault("PTB_TIMEDELTA", "1")  # noqa: TID251

from markupsafe import escape
from telegram import (
    Bot,
    BotCommand,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    Update,
    User,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.outgoing import Errand, GoneError, LaterError, Leave, Mark, RefusedError, Say, Sweep
from flows.model import Button, Event, Reply

log = logging.getLogger(__name__)

ALLOWED = ["message", "callback_query", "my_chat_member"]
POLL_SECONDS = 30
READ_SECONDS = 25.0
"""How long an answer may take. python-telegram-bot's own 5 s would send many a message twice."""

AT_ONCE = 20
"""Calls that are made at the same time; the rest wait here, because waiting inside httpx costs more with each one."""

MOST_DELETED = 100
"""Messages per call of deleteMessages."""

COMMANDS_SHOWN = (
    ("menu", "Where we are"),
    ("help", "What I can do"),
    ("privacy", "What is kept"),
    ("bye", "Blank the screen"),
)
"""The commands in Telegram's menu; the rest are reached by buttons or typed."""


class WrongTokenError(Exception):
    """Telegram doesn't know this token. Ask @BotFather for it again: /mybots, then API Token."""

    def __str__(self) -> str:
        """Say the docstring: the library's own message would show the token."""
        return str(self.__doc__)


@dataclass(frozen=True, slots=True)
class Heard:
    """What one update says, in our words.

    `place` tells whose business it is: a private chat's, a group's (which the bot leaves), a user who blocked the bot,
    or nobody's. `message_id` is the user's own message or the one whose button was pressed; `shown` is that message's
    text as HTML, None when Telegram no longer gives it; `press_id` is to be answered at once.
    """

    place: Literal["private", "group", "blocked", "nowhere"]
    event: Event | None = None
    message_id: int | None = None
    shown: str | None = None
    press_id: str | None = None


NOBODY = Heard("nowhere")


def chat_of(raw: Mapping[str, Any]) -> int:
    """Return the chat that a raw update belongs to, or 0 when none can be told. Never raises: odd updates exist."""
    for value in raw.values():
        if isinstance(value, dict):
            inner = value.get("message") if isinstance(value.get("message"), dict) else value
            chat = inner.get("chat") if isinstance(inner, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0


def is_own(body: bytes) -> bool:
    """Tell whether an update is the house's own: a reminder that fell due, or word of what could not be sent."""
    return body.startswith((b'{"reminder"', b'{"unsent"'))


def hear(body: bytes) -> Heard:
    """Parse one raw update by itself. Raises whatever the library raises for one that can't be parsed."""
    raw = json.loads(body)
    if "reminder" in raw:
        return Heard("private", Event(kind="due", name=raw["reminder"]))
    if "unsent" in raw:
        return Heard("private", Event(kind="unsent", name=raw["unsent"], text=" ".join(raw["kinds"])))
    update = Update.de_json(raw, None)
    if update.callback_query:
        return _hear_press(update.callback_query)
    if update.my_chat_member:
        return _hear_membership(update)
    return _hear_message(update.message) if update.message else NOBODY


def _hear_press(query: CallbackQuery) -> Heard:
    if query.message is None or query.message.chat.type != ChatType.PRIVATE:
        return Heard("nowhere", press_id=query.id)
    number, _, trigger = (query.data or "").partition(".")
    question = int(number) if number.isdecimal() else 0
    message = query.message if isinstance(query.message, Message) else None
    return Heard(
        "private",
        Event(kind="pressed", name=trigger, question=question, lang=_language(query.from_user)),
        message_id=query.message.message_id,
        shown=message.text_html if message and message.text else None,
        press_id=query.id,
    )


def _hear_membership(update: Update) -> Heard:
    change = update.my_chat_member
    gone = change is None or change.new_chat_member.status in ("kicked", "left")
    if change is None or change.chat.type == ChatType.CHANNEL:
        return NOBODY
    if change.chat.type == ChatType.PRIVATE:
        return Heard("blocked", Event(kind="unsent", name="gone")) if gone else NOBODY
    return NOBODY if gone else Heard("group")


def _hear_message(message: Message) -> Heard:
    if message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        return NOBODY if message.left_chat_member else Heard("group")
    if message.chat.type != ChatType.PRIVATE or (message.from_user and message.from_user.is_bot):
        return NOBODY
    event = _event(message).model_copy(update={"lang": _language(message.from_user)})
    return Heard("private", event, message_id=message.message_id)


def _language(user: User | None) -> str:
    """Return the language of the user's app without its country, as in "pt" of "pt-br"; "" where it isn't told."""
    return ((user.language_code if user else None) or "").partition("-")[0].casefold()


def _event(message: Message) -> Event:
    text = (message.text or message.caption or "").strip()
    if not text:
        return Event(kind="other")
    if text.startswith("/"):
        name, _, rest = text[1:].partition(" ")
        return Event(kind="commanded", name=name.partition("@")[0].casefold(), text=rest.strip())
    return Event(kind="said", text=text)


# --- out


def as_html(text: str) -> str:
    """Write a reply's text as Telegram's HTML: lines to say, which begin with "> ", become quotations."""
    parts: list[str] = []
    quoted: list[str] = []
    for line in [*text.strip().split("\n"), None]:
        if line is not None and line.startswith("> "):
            quoted.append(str(escape(line[2:])))
            continue
        if quoted:
            parts.append(f"<blockquote>{chr(10).join(quoted)}</blockquote>")
            quoted = []
        if line is not None:
            parts.append(str(escape(line)))
    return "\n".join(parts)


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Return the buttons of a reply; each carries its question's number, so that an old one is known as one."""
    rows = [[_button(button, reply.question) for button in row] for row in reply.rows]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button, question: int) -> InlineKeyboardButton:
    if button.copies:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copies))
    return InlineKeyboardButton(button.label, callback_data=f"{question}.{button.trigger}")


class Telegram:
    """The Bot API over HTTP: raw updates in, errands out. Its errors are `bot.outgoing`'s and `WrongTokenError`."""

    def __init__(self, token: str, api_url: str) -> None:
        self._polls = HTTPXRequest(read_timeout=READ_SECONDS)
        self._calls = HTTPXRequest(
            connection_pool_size=AT_ONCE,
            read_timeout=READ_SECONDS,
            write_timeout=READ_SECONDS,
            pool_timeout=READ_SECONDS,
        )
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._bot = Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )

    async def close(self) -> None:
        """Close the connections."""
        await asyncio.gather(self._polls.shutdown(), self._calls.shutdown())

    async def poll(self, offset: int | None, seconds: int = POLL_SECONDS) -> list[dict[str, Any]]:
        """Return raw updates, waiting up to `seconds` for one; `offset` confirms all below it.

        Raises `LaterError`, or `WrongTokenError`.
        """
        asked: dict[str, Any] = {"timeout": seconds, "allowed_updates": ALLOWED}
        if offset is not None:
            asked["offset"] = offset
        data = RequestData([RequestParameter.from_input(key, value) for key, value in asked.items()])
        try:
            answer = await self._polls.post(
                f"{self._bot.base_url}/getUpdates", data, read_timeout=seconds + READ_SECONDS
            )
        except Conflict:
            await self._leave_webhook()
            raise LaterError from None
        except TelegramError as error:
            raise _meaning(error) from None
        return [update for update in answer if isinstance(update, dict)] if isinstance(answer, list) else []

    async def _leave_webhook(self) -> None:
        """Take away a webhook: it excludes polling, and polling is what was asked for."""
        log.warning("somebody else gets this bot's updates: a webhook, which is taken away now, or a second process")
        with contextlib.suppress(TelegramError):
            await self._bot.delete_webhook()

    async def listen(self, url: str, secret: str | None) -> None:
        """Have Telegram post updates to an address. Raises `LaterError`, `RefusedError` or `WrongTokenError`."""
        try:
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED, max_connections=20)
        except TelegramError as error:
            raise _meaning(error) from None

    async def introduce(self) -> None:
        """Set the menu of commands: few and neutral, for anyone who opens the chat sees it (content README)."""
        with contextlib.suppress(TelegramError):
            await self._bot.set_my_commands([BotCommand(name, about) for name, about in COMMANDS_SHOWN])

    async def answer_press(self, press_id: str) -> None:
        """Stop the button's waiting sign. Too late is no harm, so no error is one."""
        with contextlib.suppress(TelegramError):
            async with self._turn:
                await self._bot.answer_callback_query(press_id)

    async def deliver(self, chat: int, errand: Errand, known: Sequence[int] = ()) -> tuple[int, ...]:
        """Run one errand; return the ids of the messages it made. `known` are the ids that a sweep may delete.

        Raises `LaterError`, `RefusedError`, `GoneError` or `WrongTokenError`.
        """
        try:
            async with self._turn:
                return await self._run(chat, errand, known)
        except TelegramError as error:
            raise _meaning(error) from None

    async def _run(self, chat: int, errand: Errand, known: Sequence[int]) -> tuple[int, ...]:
        match errand:
            case Say():
                return (await self._say(chat, errand.reply),)
            case Mark():
                await self._mark(chat, errand)
            case Sweep():
                await self._sweep(chat, errand.ids or known)
            case Leave():
                await self._bot.leave_chat(chat)
        return ()

    async def _say(self, chat: int, reply: Reply) -> int:
        if reply.document:
            file = InputFile(io.BytesIO(reply.document.body.encode()), filename=reply.document.filename)
            return (await self._bot.send_document(chat, file, caption=reply.text)).message_id
        sent = await self._bot.send_message(
            chat,
            as_html(reply.text),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            disable_notification=reply.silent,
        )
        return sent.message_id

    async def _mark(self, chat: int, mark: Mark) -> None:
        if mark.text is None:
            await self._bot.edit_message_reply_markup(chat, mark.message_id)
            return
        text = f"{mark.text}\n\n<i>› {escape(mark.label)}</i>"
        await self._bot.edit_message_text(
            text,
            chat,
            mark.message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _sweep(self, chat: int, known: Sequence[int]) -> None:
        for start in range(0, len(known), MOST_DELETED):
            with contextlib.suppress(BadRequest):
                await self._bot.delete_messages(chat, known[start : start + MOST_DELETED])


def _meaning(error: TelegramError) -> Exception:
    """Say in our words what an error of the library's means for the errand."""
    match error:
        case InvalidToken():
            return WrongTokenError()
        case RetryAfter():
            return LaterError(cast(timedelta, error.retry_after).total_seconds())
        case Forbidden():
            return GoneError()
        case BadRequest():
            return RefusedError(error.message)
        case ChatMigrated():
            return RefusedError(type(error).__name__)
        case _:
            return LaterError(why=type(error).__name__)
