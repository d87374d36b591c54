"""Users, chats and messages in Telegram's JSON."""

from datetime import datetime
from typing import Any

from bot.playground.bot_api.chat import Chat, ChatMessage, Document
from bot.playground.bot_api.keyboard import keyboard_json

Json = dict[str, Any]

_OTHER: dict[str, Json] = {
    "animation": {"width": 320, "height": 240, "duration": 2, "mime_type": "video/mp4"},
    "audio": {"duration": 30, "mime_type": "audio/mpeg", "title": "A song"},
    "document": {"file_name": "notes.pdf", "mime_type": "application/pdf"},
    "photo": {"width": 640, "height": 480},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "\N{SMILING FACE WITH OPEN MOUTH}",
    },
    "video": {"width": 640, "height": 480, "duration": 5, "mime_type": "video/mp4"},
    "video_note": {"length": 240, "duration": 5},
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
}
_WITHOUT_FILE: dict[str, Json] = {
    "contact": {"phone_number": "+000", "first_name": "Somebody"},
    "dice": {"emoji": "\N{GAME DIE}", "value": 4},
    "location": {"latitude": 0.0, "longitude": 0.0},
}
_SIDE = 100


def timestamp(moment: datetime) -> int:
    """Count whole seconds since 1970."""
    return int(moment.timestamp())


def bot_json(token: str) -> Json:
    """Write the bot itself; its id is the number in front of its token."""
    number = token.partition(":")[0]
    return {
        "id": int(number) if number.isdecimal() else 1,
        "is_bot": True,
        "first_name": "Bot",
        "username": "playground_bot",
    }


def user_json(user: int) -> Json:
    """Write a person: English app, no name to speak of."""
    return {"id": user, "is_bot": False, "first_name": f"User {user}", "language_code": "en"}


def chat_json(chat: Chat) -> Json:
    """Write a chat; a private one bears its user's name."""
    if chat.is_private:
        return {"id": chat.id, "type": "private", "first_name": f"User {chat.id}"}
    return {"id": chat.id, "type": "group", "title": f"Group {-chat.id}"}


def message_json(message: ChatMessage, chat: Chat, bot: Json) -> Json:
    """Write a message in full, as it comes in an update and as the answer to a call that sent it."""
    sender = bot if message.from_bot else user_json(message.sender)
    head = {"message_id": message.id, "from": sender, "chat": chat_json(chat), "date": timestamp(message.date)}
    return head | _marks(message) | _content(message)


def inaccessible_json(message_id: int, chat: Chat) -> Json:
    """Write what is left of a deleted message when one of its buttons is pressed."""
    return {"chat": chat_json(chat), "message_id": message_id, "date": 0}


def _marks(message: ChatMessage) -> Json:
    """Tell what there is to a message apart from its content."""
    marks: Json = {}
    if message.edited_at:
        marks["edit_date"] = timestamp(message.edited_at)
    if message.protected:
        marks["has_protected_content"] = True
    if message.keyboard:
        marks["reply_markup"] = keyboard_json(message.keyboard)
    return marks


def _content(message: ChatMessage) -> Json:
    """Tell its text with entities; or a file, with those of its caption."""
    if message.other:
        return {message.other: _other(message.other, f"{message.other}-{message.chat}-{message.id}")}
    text = {"text": message.text, "entities": list(message.entities)}
    if message.document is None:
        return {key: value for key, value in text.items() if value}
    caption = {"caption": message.text, "caption_entities": list(message.entities)}
    return _document(message.document, message) | {key: value for key, value in caption.items() if value}


def _document(document: Document, message: ChatMessage) -> Json:
    file = _file(f"{document.kind}-{message.chat}-{message.id}") | {"file_size": len(document.content)}
    if document.kind == "photo":
        return {"photo": [file | {"width": _SIDE, "height": _SIDE}]}
    return {"document": file | {"file_name": document.name}}


def _other(kind: str, name: str) -> Any:
    """Invent a sticker and the like; a kind unknown here is an empty object, as a new one would be to an old bot."""
    if kind in _WITHOUT_FILE or kind not in _OTHER:
        return _WITHOUT_FILE.get(kind, {})
    made = _file(name) | _OTHER[kind]
    return [made] if kind == "photo" else made


def _file(name: str) -> Json:
    return {"file_id": name, "file_unique_id": f"unique-{name}"}
