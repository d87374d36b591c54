"""The buttons under a message."""

import json
from dataclasses import dataclass
from typing import Any

from bot.playground.bot_api.params import Params, refuse

MAX_BUTTONS = 100
MAX_BYTES = 10_240
MAX_DATA = 64
MAX_COPY_TEXT = 256

_NO_ACTION = "Text buttons are not allowed in the inline keyboard"


@dataclass(frozen=True, slots=True)
class Button:
    """A button does one thing: it calls back with data of 1 to 64 bytes, copies a text, or opens a link."""

    text: str
    callback_data: str | None = None
    copy_text: str | None = None
    url: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Write it as Telegram does."""
        action = {"callback_data": self.callback_data, "copy_text": {"text": self.copy_text}, "url": self.url}
        return {"text": self.text} | {name: value for name, value in action.items() if getattr(self, name) is not None}


Keyboard = tuple[tuple[Button, ...], ...]


def read_keyboard(params: Params) -> Keyboard:
    """Read `reply_markup`, which must be an inline keyboard if there is one; empty when missing.

    Raises:
        RefusedError: one of the buttons, or all of them together, is more than Telegram takes.

    """
    markup = params.data("reply_markup", "reply keyboard markup")
    if not markup:
        return ()
    if not isinstance(markup, dict) or not isinstance(markup.get("inline_keyboard"), list):
        refuse("inline keyboard expected")
    rows = [tuple(_read_button(button) for button in _row(row)) for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > MAX_BUTTONS or len(json.dumps(markup, ensure_ascii=False).encode()) > MAX_BYTES:
        refuse("reply markup is too long")
    return tuple(row for row in rows if row)


def keyboard_json(keyboard: Keyboard) -> dict[str, Any]:
    """Write a keyboard as Telegram does."""
    return {"inline_keyboard": [[button.as_json() for button in row] for row in keyboard]}


def _row(row: Any) -> list[Any]:
    """Take a row, which is a list."""
    if not isinstance(row, list):
        refuse("can't parse inline keyboard: expected an Array of Arrays")
    return row


def _read_button(button: Any) -> Button:
    """Read one button; a url comes before data, data before a text to copy."""
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        refuse('can\'t parse InlineKeyboardButton: Field "text" must be of type String')
    text = button["text"].strip()
    if not text:
        refuse("inline keyboard button text must be non-empty")
    if button.get("url"):
        return Button(text, url=_url(button["url"]))
    if button.get("callback_data"):
        return Button(text, callback_data=_data(button["callback_data"]))
    if "copy_text" not in button:
        refuse(f"can't parse InlineKeyboardButton: {_NO_ACTION}")
    return Button(text, copy_text=_copy_text(button["copy_text"]))


def _url(url: Any) -> str:
    if not isinstance(url, str) or not url.startswith(("http://", "https://", "tg://")):
        refuse(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _data(data: Any) -> str:
    if not isinstance(data, str) or len(data.encode()) > MAX_DATA:
        refuse("BUTTON_DATA_INVALID")
    return data


def _copy_text(copy_text: Any) -> str:
    text = copy_text.get("text") if isinstance(copy_text, dict) else None
    if not isinstance(text, str) or not 0 < len(text) <= MAX_COPY_TEXT:
        refuse("BUTTON_COPY_TEXT_INVALID")
    return text
