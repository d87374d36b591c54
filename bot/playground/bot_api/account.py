"""The bot as it introduces itself, and what it may ask about a chat."""

import re
from typing import Any

from bot.playground.bot_api.chat import Chats
from bot.playground.bot_api.params import Params, refuse
from bot.playground.bot_api.wire import Json, chat_json

MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_ACTION = re.compile(
    "typing|choose_sticker|find_location|(upload|record)_(video|voice|video_note)|upload_(photo|document)"
)
_EVERY_CHAT_HAS = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": True,
        "limited_gifts": True,
        "unique_gifts": True,
        "premium_subscription": True,
        "gifts_from_channels": True,
    },
}


class Account:
    """The bot's own data; `about` keeps its descriptions and its menu button, by method, as they were last set."""

    def __init__(self, bot: Json, chats: Chats) -> None:
        self.about: dict[str, Json] = {}
        self._bot = bot
        self._chats = chats
        self._commands: dict[tuple[str, str], list[Json]] = {}

    def get_me(self, _: Params) -> Json:
        """Do getMe."""
        return self._bot | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def get_chat(self, params: Params) -> Json:
        """Do getChat."""
        return chat_json(self._chats.named_in(params)) | _EVERY_CHAT_HAS

    def leave_chat(self, params: Params) -> bool:
        """Do leaveChat: the bot may not write there until it is added again."""
        chat = self._chats.writable_in(params)
        if chat.is_private:
            refuse("chat member status can't be changed in private chats")
        chat.closed_because = "bot is not a member of the group chat"
        return True

    def send_action(self, params: Params) -> bool:
        """Do sendChatAction."""
        self._chats.writable_in(params)
        if not _ACTION.fullmatch(params.text("action")):
            refuse("wrong parameter action in request")
        return True

    def set_commands(self, params: Params) -> bool:
        """Do setMyCommands."""
        commands = params.items("commands", "list of bot commands")
        if len(commands) > MAX_COMMANDS:
            refuse("BOT_COMMANDS_TOO_MUCH")
        self._commands[_scope(params)] = [_read_command(command) for command in commands]
        return True

    def get_commands(self, params: Params) -> list[Json]:
        """Do getMyCommands: exactly those set for this scope and language."""
        return self._commands.get(_scope(params), [])

    def set_description(self, params: Params) -> bool:
        """Do setMyDescription."""
        return self._describe("description", params, MAX_DESCRIPTION)

    def set_short_description(self, params: Params) -> bool:
        """Do setMyShortDescription."""
        return self._describe("short_description", params, MAX_SHORT_DESCRIPTION)

    def set_menu_button(self, params: Params) -> bool:
        """Do setChatMenuButton."""
        self.about["menu_button"] = params.data("menu_button", "menu button") or {"type": "default"}
        return True

    def _describe(self, name: str, params: Params, limit: int) -> bool:
        if len(params.text(name)) > limit:
            refuse(f"bot {name.replace('_', ' ')} is too long")
        self.about.setdefault(name, {})[params.text("language_code")] = params.text(name)
        return True


def _scope(params: Params) -> tuple[str, str]:
    """For whom commands are: where, and in which language."""
    scope = params.data("scope", "BotCommandScope") or {"type": "default"}
    return str(sorted(scope.items())), params.text("language_code")


def _read_command(command: Any) -> Json:
    """Read a command and what it says in the menu."""
    if not isinstance(command, dict) or not {"command", "description"} <= command.keys():
        refuse("can't parse BotCommand: expected an Object with command and description")
    if not _COMMAND.fullmatch(str(command["command"])):
        refuse("BOT_COMMAND_INVALID")
    if not 0 < len(str(command["description"])) <= MAX_COMMAND_DESCRIPTION:
        refuse("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command["command"].removeprefix("/"), "description": command["description"]}
