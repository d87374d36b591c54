"""All methods of this Bot API by name."""

from collections.abc import Callable
from http import HTTPStatus
from inspect import isawaitable
from typing import Any

from bot.playground.bot_api.account import Account
from bot.playground.bot_api.callbacks import Callbacks
from bot.playground.bot_api.messages import Messages
from bot.playground.bot_api.params import Params, RefusedError, conflict
from bot.playground.bot_api.updates import MAX_BATCH, Updates
from bot.playground.bot_api.webhook import Webhook
from bot.playground.bot_api.wire import Json

_WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Methods:
    """Finds the method by its name, in any case, as Telegram does, and does it."""

    def __init__(
        self, account: Account, messages: Messages, callbacks: Callbacks, updates: Updates, webhook: Webhook
    ) -> None:
        self._updates = updates
        self._webhook = webhook
        self._methods: dict[str, Callable[[Params], Any]] = {
            "answercallbackquery": callbacks.answer,
            "deletemessage": messages.delete,
            "deletemessages": messages.delete_many,
            "deletewebhook": webhook.delete,
            "editmessagereplymarkup": messages.edit_keyboard,
            "editmessagetext": messages.edit_text,
            "getchat": account.get_chat,
            "getme": account.get_me,
            "getmycommands": account.get_commands,
            "getupdates": self._get_updates,
            "getwebhookinfo": webhook.info,
            "leavechat": account.leave_chat,
            "sendchataction": account.send_action,
            "senddocument": messages.send_document,
            "sendmessage": messages.send_text,
            "sendphoto": messages.send_photo,
            "setchatmenubutton": account.set_menu_button,
            "setmycommands": account.set_commands,
            "setmydescription": account.set_description,
            "setmyshortdescription": account.set_short_description,
            "setwebhook": webhook.set,
        }

    async def call(self, name: str, params: Params) -> Any:
        """Do what is called for.

        Raises:
            RefusedError: there is no such method, or it refuses.

        """
        method = self._methods.get(name.lower())
        if method is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "Not Found")
        result = method(params)
        return await result if isawaitable(result) else result

    async def _get_updates(self, params: Params) -> list[Json]:
        if self._webhook.url:
            raise conflict(_WEBHOOK_IS_SET)
        if "allowed_updates" in params.values:
            self._updates.allow(params.items("allowed_updates", "allowed updates"))
        limit = params.number("limit", MAX_BATCH)
        return await self._updates.poll(params.number("offset"), limit, params.number("timeout"))
