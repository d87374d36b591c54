"""The methods that write to a chat: send, edit, delete."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.playground.bot_api.chat import Chat, ChatMessage, Chats, Document
from bot.playground.bot_api.entities import parse_html
from bot.playground.bot_api.keyboard import read_keyboard
from bot.playground.bot_api.params import Params, Upload, refuse
from bot.playground.bot_api.text import BadEntitiesError, Formatted, checked, trimmed, utf16_len
from bot.playground.bot_api.wire import Json, message_json

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_DELETED_AT_ONCE = 100
DELETABLE = timedelta(hours=48)

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


class Messages:
    """What the bot does to chats."""

    def __init__(self, chats: Chats, bot: Json, clock: Callable[[], datetime]) -> None:
        self._chats = chats
        self._bot = bot
        self._clock = clock

    def send_text(self, params: Params) -> Json:
        """Do sendMessage."""
        chat = self._chats.writable_in(params)
        text = _read_text(params, too_long="message is too long")
        params.data("link_preview_options", "link preview options")
        return self._send(chat, params, text)

    def send_document(self, params: Params) -> Json:
        """Do sendDocument."""
        return self._send_file(params, "document")

    def send_photo(self, params: Params) -> Json:
        """Do sendPhoto."""
        return self._send_file(params, "photo")

    def edit_text(self, params: Params) -> Json:
        """Do editMessageText; without a keyboard, the old one goes."""
        chat = self._chats.writable_in(params)
        text = _read_text(params, too_long="MESSAGE_TOO_LONG")
        message = self._editable(chat, params)
        if message.document:
            refuse("there is no text in the message to edit")
        keyboard = read_keyboard(params)
        entities = list(text.entities)
        if (message.text, list(message.entities), message.keyboard) == (text.text, entities, keyboard):
            refuse(_NOT_MODIFIED)
        edited = chat.change(message, text=text.text, entities=entities, keyboard=keyboard, edited_at=self._clock())
        return message_json(edited, chat, self._bot)

    def edit_keyboard(self, params: Params) -> Json:
        """Do editMessageReplyMarkup; without a keyboard, the old one goes."""
        chat = self._chats.writable_in(params)
        message = self._editable(chat, params)
        keyboard = read_keyboard(params)
        if message.keyboard == keyboard:
            refuse(_NOT_MODIFIED)
        return message_json(chat.change(message, keyboard=keyboard), chat, self._bot)

    def delete(self, params: Params) -> bool:
        """Do deleteMessage."""
        chat = self._chats.named_in(params)
        message = chat.find(params.number("message_id")) or refuse("message to delete not found")
        self._check_deletable(chat, message)
        chat.delete(message)
        return True

    def delete_many(self, params: Params) -> bool:
        """Do deleteMessages: all that are found go, or none."""
        chat = self._chats.named_in(params)
        numbers = params.items("message_ids", "message identifiers")
        if not numbers:
            refuse("message identifiers are not specified")
        if len(numbers) > MAX_DELETED_AT_ONCE:
            refuse("too many message identifiers specified")
        found = [message for number in numbers if (message := chat.find(number))]
        for message in found:
            self._check_deletable(chat, message)
        for message in found:
            chat.delete(message)
        return True

    def _send(self, chat: Chat, params: Params, text: Formatted, document: Document | None = None) -> Json:
        """Put a message of the bot's into the chat."""
        message = chat.add(
            sender=self._bot["id"],
            from_bot=True,
            date=self._clock(),
            text=text.text,
            entities=list(text.entities),
            keyboard=read_keyboard(params),
            document=document,
            silent=params.flag("disable_notification"),
            protected=params.flag("protect_content"),
        )
        return message_json(message, chat, self._bot)

    def _send_file(self, params: Params, kind: str) -> Json:
        chat = self._chats.writable_in(params)
        upload = params.upload(kind) or _refuse_file(params, kind)
        if not upload.content:
            refuse("file must be non-empty")
        if kind == "photo" and not upload.content.startswith(_IMAGES):
            refuse("IMAGE_PROCESS_FAILED")
        caption = _formatted(params, "caption", "caption_entities")
        if utf16_len(caption.text) > MAX_CAPTION:
            refuse("message caption is too long")
        return self._send(chat, params, caption, Document(upload.name, upload.content, kind))

    def _editable(self, chat: Chat, params: Params) -> ChatMessage:
        """Find the message to edit, which must be the bot's."""
        if not params.text("message_id"):
            refuse("message identifier is not specified")
        message = chat.find(params.number("message_id")) or refuse("message to edit not found")
        if not message.from_bot:
            refuse("message can't be edited")
        return message

    def _check_deletable(self, chat: Chat, message: ChatMessage) -> None:
        """Refuse what is two days old, and others' messages in a group."""
        if not message.from_bot and not chat.is_private:
            refuse("message can't be deleted")
        if self._clock() - message.date >= DELETABLE:
            refuse("message can't be deleted for everyone")


def _read_text(params: Params, too_long: str) -> Formatted:
    """Read the text to send, of 1 to 4,096 code units once its formatting is read."""
    if not params.text("text"):
        refuse("message text is empty")
    formatted = _formatted(params, "text", "entities")
    if not formatted.text:
        refuse("text must be non-empty")
    if utf16_len(formatted.text) > MAX_TEXT:
        refuse(too_long)
    return formatted


def _formatted(params: Params, name: str, entities: str) -> Formatted:
    """Read a text and its formatting, from HTML or from entities beside it."""
    text, mode = params.text(name), params.text("parse_mode").lower()
    if mode not in {"", "html"}:
        refuse("unsupported parse_mode")
    try:
        if mode:
            return trimmed(parse_html(text))
        return trimmed(checked(text, params.items(entities, "message entities")))
    except BadEntitiesError as error:
        refuse(str(error))
    except (KeyError, TypeError):
        refuse("can't parse MessageEntity")


def _refuse_file(params: Params, kind: str) -> Upload:
    """Refuse a call without a file; files sent before can't be sent again here."""
    if params.text(kind):
        refuse("wrong file identifier/HTTP URL specified")
    refuse(f"there is no {kind} in the request")
