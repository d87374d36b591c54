"""The Bot API server of our own, seen by the real python-telegram-bot and by plain HTTP."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    MessageEntity,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.playground.bot_api.bell import Bell
from bot.playground.bot_api.entities import parse_html
from bot.playground.bot_api.faults import (
    ANY_METHOD,
    bad_gateway,
    drop,
    flood,
    forbidden,
    lost_answer,
    server_error,
    slow,
)
from bot.playground.bot_api.keyboard import Button
from bot.playground.bot_api.server import BotApi, serve
from bot.playground.bot_api.text import BadEntitiesError, Formatted, as_html, split_utf16, trimmed

TOKEN = "4242:test"
ANNA, BEN, GROUP = 7, 8, -100
PNG = b"\x89PNG\r\n\x1a\n"
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"

JSON = {"Content-Type": "application/json"}

Caller = Callable[..., Awaitable[dict[str, Any]]]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> BotApi:
    api = BotApi(TOKEN, clock)
    api.webhook.back_off = 0.001
    return api


@pytest.fixture
async def root(api: BotApi) -> AsyncIterator[str]:
    async with serve(api) as root:
        yield root


@pytest.fixture
async def bot(root: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{root}/bot") as bot:
        yield bot


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Caller]:
    """Call without a socket, where nothing hangs on one; Anna has written."""
    transport = httpx.ASGITransport(app=api.app)
    api.say(ANNA, "hello")
    async with httpx.AsyncClient(transport=transport, base_url=f"http://test/bot{TOKEN}/", headers=JSON) as client:

        async def call(method: str, **params: Any) -> dict[str, Any]:
            response = await client.post(method, content=json.dumps(params))
            body: dict[str, Any] = response.json()
            assert response.status_code == body.get("error_code", 200)
            return body

        yield call


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def say(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"chat_id": ANNA, "text": text, **more}


# --- what is refused


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": BEN, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@somebody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": ANNA}, "message text is empty"),
        ("sendMessage", say(" \n "), "text must be non-empty"),
        ("sendMessage", say("<b></b>", parse_mode="HTML"), "text must be non-empty"),
        ("sendMessage", say("x" * 4097), "message is too long"),
        ("sendMessage", say("😀" * 2048 + "x"), "message is too long"),
        ("sendMessage", say(parse_mode="MarkdownV2"), "unsupported parse_mode"),
        (
            "sendMessage",
            say("<b>x", parse_mode="HTML"),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            "sendMessage",
            say(entities=[{"type": "bold", "offset": 0, "length": 2}]),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 1",
        ),
        (
            "sendMessage",
            say("😀", entities=[{"type": "bold", "offset": 1, "length": 1}]),
            "entity beginning at UTF-16 offset 1 begins or ends in a middle of a symbol",
        ),
        (
            "sendMessage",
            say(entities=[{"type": "bold", "offset": -1, "length": 1}]),
            "receive an entity with incorrect offset -1 and length 1",
        ),
        ("sendMessage", say(entities=[{"type": "bold"}]), "can't parse MessageEntity"),
        ("sendMessage", say(entities="{"), "can't parse message entities JSON object"),
        ("sendMessage", say(entities="{}"), "can't parse message entities: expected an Array"),
        ("sendMessage", say("\ud83d"), "strings must be encoded in UTF-8"),
        ("sendMessage", say(reply_markup={"keyboard": [[{"text": "x"}]]}), "inline keyboard expected"),
        (
            "sendMessage",
            say(reply_markup={"inline_keyboard": [{"text": "x"}]}),
            "can't parse inline keyboard: expected an Array of Arrays",
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard({"text": "x"})),
            "can't parse InlineKeyboardButton: Text buttons are not allowed in the inline keyboard",
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard({"text": "x", "callback_data": ""})),
            "can't parse InlineKeyboardButton: Text buttons are not allowed in the inline keyboard",
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard({"callback_data": "x"})),
            'can\'t parse InlineKeyboardButton: Field "text" must be of type String',
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard({"text": " ", "callback_data": "x"})),
            "inline keyboard button text must be non-empty",
        ),
        ("sendMessage", say(reply_markup=keyboard({"text": "x", "callback_data": "é" * 33})), "BUTTON_DATA_INVALID"),
        (
            "sendMessage",
            say(reply_markup=keyboard({"text": "x", "copy_text": {"text": "x" * 257}})),
            "BUTTON_COPY_TEXT_INVALID",
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard({"text": "x", "copy_text": {"text": ""}})),
            "BUTTON_COPY_TEXT_INVALID",
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard({"text": "x", "url": "javascript:alert(1)"})),
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard(*[{"text": "x", "callback_data": "x"}] * 101)),
            "reply markup is too long",
        ),
        (
            "sendMessage",
            say(reply_markup=keyboard(*[{"text": "x" * 200, "callback_data": "x"}] * 50)),
            "reply markup is too long",
        ),
        ("editMessageText", say(), "message identifier is not specified"),
        ("editMessageText", say(message_id=99), "message to edit not found"),
        ("editMessageText", say(message_id=1), "message can't be edited"),
        ("editMessageText", say("x" * 4097, message_id=1), "MESSAGE_TOO_LONG"),
        ("editMessageReplyMarkup", {"chat_id": ANNA, "message_id": 99}, "message to edit not found"),
        ("deleteMessage", {"chat_id": ANNA, "message_id": 99}, "message to delete not found"),
        ("deleteMessages", {"chat_id": ANNA, "message_ids": []}, "message identifiers are not specified"),
        (
            "deleteMessages",
            {"chat_id": ANNA, "message_ids": list(range(101))},
            "too many message identifiers specified",
        ),
        ("sendDocument", {"chat_id": ANNA}, "there is no document in the request"),
        ("sendPhoto", {"chat_id": ANNA, "photo": "AgAC"}, "wrong file identifier/HTTP URL specified"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, OLD_QUERY),
        ("sendChatAction", {"chat_id": ANNA, "action": "dance"}, "wrong parameter action in request"),
        ("leaveChat", {"chat_id": ANNA}, "chat member status can't be changed in private chats"),
        ("getChat", {"chat_id": BEN}, "chat not found"),
        ("setMyCommands", {"commands": [{"command": "Été", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        (
            "setMyCommands",
            {"commands": ["a"]},
            "can't parse BotCommand: expected an Object with command and description",
        ),
        ("setMyShortDescription", {"short_description": "x" * 121}, "bot short description is too long"),
        ("setWebhook", {"url": "nowhere"}, "bad webhook: invalid webhook URL specified"),
        (
            "setWebhook",
            {"url": "http://x/", "secret_token": "two words"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_refuses(call: Caller, api: BotApi, method: str, params: dict[str, Any], why: str) -> None:
    before = api.chat(ANNA)
    assert await call(method, **params) == {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"}
    assert api.chat(ANNA) == before


async def test_looking_into_a_chat_does_not_begin_it(call: Caller, api: BotApi) -> None:
    assert api.chat(BEN) == []
    assert (await call("sendMessage", chat_id=BEN, text="x"))["description"] == "Bad Request: chat not found"


async def test_unknown_method_and_wrong_token(root: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        unknown = await client.get(f"{root}/bot{TOKEN}/sendLove")
        stranger = await client.get(f"{root}/bot1:other/getMe")
    assert (unknown.status_code, unknown.json()) == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found"},
    )
    assert (stranger.status_code, stranger.json()) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )


async def test_refuses_a_body_that_is_no_object(root: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{root}/bot{TOKEN}/getMe", json=[1])
    assert answer.status_code == 400


async def test_refuses_to_change_nothing(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(ANNA, "x", reply_markup=markup)
    with pytest.raises(BadRequest, match=r"(?i)is not modified"):
        await bot.edit_message_text("x", ANNA, sent.message_id, reply_markup=markup)
    with pytest.raises(BadRequest, match=r"(?i)is not modified"):
        await bot.edit_message_reply_markup(ANNA, sent.message_id, reply_markup=markup)


async def test_deletes_only_what_is_younger_than_48_hours(bot: Bot, api: BotApi, clock: Clock) -> None:
    api.say(ANNA, "from Anna")
    old = await bot.send_message(ANNA, "from the bot")
    clock.forward(hours=47)
    young = await bot.send_message(ANNA, "later")
    assert await bot.delete_message(ANNA, 1)
    clock.forward(hours=1)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
        await bot.delete_message(ANNA, old.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
        await bot.delete_messages(ANNA, [young.message_id, old.message_id])
    assert await bot.delete_messages(ANNA, [young.message_id, 77])
    assert [message.text for message in api.chat(ANNA)] == ["from the bot"]


async def test_deletes_only_its_own_in_a_group(call: Caller, api: BotApi) -> None:
    api.add_to_group(GROUP, ANNA)
    api.say_in_group(GROUP, ANNA, "hi")
    refusal = await call("deleteMessage", chat_id=GROUP, message_id=1)
    assert refusal["description"] == "Bad Request: message can't be deleted"


async def test_refuses_a_caption_too_long_an_empty_file_and_a_photo_that_is_none(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await bot.send_document(ANNA, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(ANNA, b"")
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(ANNA, b"not a picture")
    sent = await bot.send_document(ANNA, b"x", caption="c")
    with pytest.raises(BadRequest, match=r"(?i)no text in the message to edit"):
        await bot.edit_message_text("x", ANNA, sent.message_id)


async def test_a_callback_query_is_answered_within_150_seconds(bot: Bot, api: BotApi, clock: Clock) -> None:
    api.say(ANNA, "hello")
    first = api.updates.get(api.press(ANNA, 1, "a"))["callback_query"]["id"]
    clock.forward(seconds=1)
    second = api.updates.get(api.press(ANNA, 1, "b"))["callback_query"]["id"]
    clock.forward(seconds=150)
    assert await bot.answer_callback_query(second)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(first)
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(second, text="x" * 201)
    assert api.answered == {second}


async def test_who_blocks_the_bot_is_not_written_to(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    api.block(ANNA)
    with pytest.raises(Forbidden, match=r"(?i)bot was blocked by the user"):
        await bot.send_message(ANNA, "x")
    api.say(ANNA, "back again")
    assert await bot.send_message(ANNA, "x")
    statuses = [
        update.my_chat_member.new_chat_member.status for update in await bot.get_updates() if update.my_chat_member
    ]
    assert statuses == ["kicked", "member"]


# --- what is taken


async def test_sends_text_with_formatting_and_buttons(bot: Bot, api: BotApi, clock: Clock) -> None:
    api.say(ANNA, "hello")
    markup = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("Yes", callback_data="y" * 64), InlineKeyboardButton("No", callback_data="n")],
            [InlineKeyboardButton("Copy", copy_text=CopyTextButton("x" * 256))],
            [InlineKeyboardButton("Open", url="https://example.org")],
        ]
    )
    sent = await bot.send_message(
        ANNA,
        "  😀 <b>bold</b> &amp; <a href='https://example.org'>link</a>\n",
        parse_mode="HTML",
        reply_markup=markup,
        disable_notification=True,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert (sent.text, sent.date, sent.reply_markup) == ("😀 bold & link", clock.now, markup)
    assert sent.text_html == '😀 <b>bold</b> &amp; <a href="https://example.org">link</a>'
    assert sent.has_protected_content
    shown = api.chat(ANNA)[-1]
    assert (shown.id, shown.from_bot, shown.text, shown.silent, shown.protected) == (2, True, sent.text, True, True)
    assert shown.html == '😀 <b>bold</b> &amp; <a href="https://example.org" rel="noopener">link</a>'
    assert shown.keyboard[1:] == ((Button("Copy", copy_text="x" * 256),), (Button("Open", url="https://example.org"),))


async def test_sends_text_with_entities(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    sent = await bot.send_message(ANNA, " a bold b", entities=[MessageEntity("bold", 3, 4)])
    assert sent.parse_entities() == {MessageEntity("bold", 2, 4): "bold"}


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048, "<b>" + "x" * 4096 + "</b>"])
async def test_the_limit_counts_what_is_seen(call: Caller, text: str) -> None:
    assert (await call("sendMessage", **say(text, parse_mode="HTML")))["ok"]


async def test_edits(bot: Bot, api: BotApi, clock: Clock) -> None:
    api.say(ANNA, "hello")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(ANNA, "x", reply_markup=markup)
    clock.forward(minutes=1)
    edited = await bot.edit_message_text("<i>y</i>", ANNA, sent.message_id, parse_mode="HTML", reply_markup=markup)
    assert isinstance(edited, Message)
    assert (edited.text_html, edited.edit_date, edited.date) == ("<i>y</i>", clock.now, sent.date)
    assert await bot.edit_message_reply_markup(ANNA, sent.message_id)
    shown = api.chat(ANNA)[-1]
    assert (shown.text, shown.keyboard, shown.edited) == ("y", (), True)


async def test_takes_files(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    sent = await bot.send_document(ANNA, b"a,b\n", filename="path.csv", caption="<b>Yours</b>", parse_mode="HTML")
    photo = await bot.send_photo(ANNA, PNG)
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size, sent.caption_html) == ("path.csv", 4, "<b>Yours</b>")
    assert len(photo.photo) == 1
    document, picture = (message.document for message in api.chat(ANNA)[1:])
    assert document is not None
    assert (document.name, document.content, document.kind) == ("path.csv", b"a,b\n", "document")
    assert picture is not None
    assert (picture.content, picture.kind) == (PNG, "photo")


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_takes_parameters_in_every_form(root: str, api: BotApi, how: str) -> None:
    api.say(ANNA, "hello")
    params = {"chat_id": str(ANNA), "text": "x", "reply_markup": json.dumps(keyboard({"text": "y", "url": "tg://x"}))}
    url = f"{root}/bot{TOKEN}/SendMessage"
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await {
            "query": lambda: client.get(url, params=params),
            "form": lambda: client.post(url, data=params),
            "json": lambda: client.post(url, json=params | {"entities": None}),
            "multipart": lambda: client.post(url, data=params, files={"unused": b"x"}),
        }[how]()
    assert answer.json()["result"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "y"


async def test_introduces_itself(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    commands = [BotCommand("plan", "Your plan")]
    assert bot.id == 4242
    assert await bot.set_my_commands(commands, language_code="en")
    assert await bot.get_my_commands(language_code="en") == tuple(commands)
    assert await bot.get_my_commands() == ()
    assert await bot.set_my_description("long")
    assert await bot.set_my_short_description("short")
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert api.account.about["menu_button"] == {"type": "commands"}
    assert await bot.send_chat_action(ANNA, "typing")
    assert (await bot.get_chat(ANNA)).type == "private"


async def test_in_a_group(bot: Bot, api: BotApi) -> None:
    api.add_to_group(GROUP, by=ANNA)
    api.say_in_group(GROUP, ANNA, "/start@playground_bot")
    added, said = await bot.get_updates()
    assert added.my_chat_member is not None
    assert (added.my_chat_member.chat.type, added.my_chat_member.new_chat_member.status) == ("group", "member")
    assert said.message is not None
    assert said.message.from_user is not None
    assert (said.message.chat.id, said.message.from_user.id) == (GROUP, ANNA)
    assert await bot.send_message(GROUP, "Private chats only.")
    assert await bot.leave_chat(GROUP)
    with pytest.raises(Forbidden, match=r"(?i)not a member"):
        await bot.send_message(GROUP, "x")


# --- what people do


async def test_what_people_do_reaches_the_bot(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "/start now")
    api.edit(ANNA, 1, "/help")
    for kind in ("sticker", "voice", "photo", "document", "video", "video_note", "audio", "animation"):
        api.send_other(ANNA, kind)
    for kind in ("location", "contact", "dice", "hologram"):
        api.send_other(ANNA, kind)
    said, edited, *others = await bot.get_updates()
    assert said.message is not None
    assert said.message.parse_entities() == {MessageEntity("bot_command", 0, 6): "/start"}
    assert edited.edited_message is not None
    assert (edited.edited_message.text, edited.edited_message.message_id) == ("/help", 1)
    assert [kind for other in others for kind in ("sticker", "voice", "dice") if getattr(other.message, kind)] == [
        "sticker",
        "voice",
        "dice",
    ]
    assert others[2].message is not None
    assert others[2].message.photo[0].file_id == "photo-7-4"
    assert [message.other for message in api.chat(ANNA)][-1] == "hologram"
    with pytest.raises(KeyError):
        api.edit(ANNA, 99, "x")


async def test_a_press_brings_the_message_or_what_is_left_of_it(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(ANNA, "<b>Q</b>", parse_mode="HTML", reply_markup=markup)
    api.press(ANNA, sent.message_id, "y")
    await bot.delete_message(ANNA, sent.message_id)
    api.press(ANNA, sent.message_id, "y")
    _, pressed, too_late = (update.callback_query for update in await bot.get_updates())
    assert pressed is not None
    assert isinstance(pressed.message, Message)
    assert (pressed.data, pressed.message.text_html, pressed.message.reply_markup) == ("y", "<b>Q</b>", markup)
    assert too_late is not None
    assert too_late.message is not None
    assert (too_late.message.message_id, too_late.message.is_accessible) == (sent.message_id, False)


async def test_a_long_text_comes_in_pieces(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "x" + "😀" * 3000)
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["x" + "😀" * 2047, "😀" * 953]


# --- updates


async def test_offset_confirms_and_limit_cuts(bot: Bot, api: BotApi) -> None:
    first, second, third = (api.say(ANNA, text) for text in "abc")
    assert [update.update_id for update in await bot.get_updates(limit=2)] == [first, second]
    assert [update.update_id for update in await bot.get_updates(offset=second)] == [second, third]
    assert [update["update_id"] for update in api.updates.pending()] == [second, third]
    assert await bot.get_updates(offset=third + 1) == ()
    assert await bot.get_updates() == ()


async def test_a_negative_offset_keeps_the_last(bot: Bot, api: BotApi) -> None:
    *_, third = (api.say(ANNA, text) for text in "abc")
    assert [update.update_id for update in await bot.get_updates(offset=-1)] == [third]
    assert [update.update_id for update in await bot.get_updates()] == [third]


async def test_a_long_poll_wakes_at_once(bot: Bot, api: BotApi) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await until_someone_polls(api)
    number = api.say(ANNA, "hello")
    async with asyncio.timeout(1):
        assert [update.update_id for update in await poll] == [number]


async def test_a_short_poll_comes_back_empty(call: Caller, api: BotApi) -> None:
    api.updates.drop()
    assert (await call("getUpdates", timeout=0))["result"] == []


async def test_a_second_poll_ends_the_first(root: str, bot: Bot, api: BotApi) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await until_someone_polls(api)
    async with Bot(TOKEN, base_url=f"{root}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=50))
        with pytest.raises(Conflict, match=r"(?i)terminated by other getUpdates request"):
            await first
        await until_someone_polls(api)
        api.say(ANNA, "hello")
        assert len(await second) == 1


async def test_updates_wait_for_a_day(bot: Bot, api: BotApi, clock: Clock) -> None:
    api.say(ANNA, "lost")
    clock.forward(hours=1)
    number = api.say(ANNA, "kept")
    clock.forward(hours=23)
    assert [update.update_id for update in await bot.get_updates()] == [number]


async def test_updates_survive_the_bot(root: str, api: BotApi) -> None:
    number = api.say(ANNA, "hello")
    for _ in range(2):
        async with Bot(TOKEN, base_url=f"{root}/bot") as bot:
            assert [update.update_id for update in await bot.get_updates()] == [number]


async def test_only_kinds_that_are_wanted_come(bot: Bot, api: BotApi) -> None:
    await bot.get_updates(allowed_updates=[Update.CALLBACK_QUERY])
    api.say(ANNA, "hello")
    pressed = api.press(ANNA, 1, "y")
    assert [update.update_id for update in await bot.get_updates()] == [pressed]
    await bot.get_updates(offset=pressed + 1, allowed_updates=[])
    assert [api.say(ANNA, "hello")] == [update.update_id for update in await bot.get_updates()]


async def test_a_repeat_comes_once_whatever_was_confirmed(bot: Bot, api: BotApi) -> None:
    number = api.say(ANNA, "hello")
    await bot.get_updates(offset=number + 1)
    assert api.repeat(number, new_id=False) == number
    renewed = api.repeat(number, new_id=True)
    again = await bot.get_updates(offset=number + 1)
    assert [update.update_id for update in again] == [number, renewed]
    assert again[0].message == again[1].message
    assert [update.update_id for update in await bot.get_updates(offset=number + 1)] == [renewed]


async def test_any_update_may_be_pushed(call: Caller, api: BotApi) -> None:
    api.updates.drop()
    odd = {"update_id": 5, "telepathy": {"chat": {"id": BEN}, "strength": [1]}}
    assert api.push(odd) == 5
    next_number = api.push({"callback_query": {"message": {"chat": {"id": 9}}}})
    assert next_number > 5
    assert (await call("getUpdates", offset=next_number))["result"][0] == odd
    assert (await call("sendMessage", chat_id=BEN, text="x"))["ok"]
    assert (await call("sendMessage", chat_id=9, text="x"))["ok"]


async def test_numbering_may_begin_anew_lower(bot: Bot, api: BotApi) -> None:
    number = api.say(ANNA, "before")
    await bot.get_updates(offset=number + 1)
    api.updates.number_from(10)
    assert [api.say(ANNA, "a"), api.say(ANNA, "b")] == [10, 11]
    assert [update.update_id for update in await bot.get_updates(offset=10)] == [10, 11]


# --- webhook


class Receiver:
    """The bot's own web server; answers with each status in turn, then 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: list[tuple[int, str | None]] = []
        self.changed = Bell()

    async def receive(self, request: Request) -> Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append(((await request.json())["update_id"], secret))
        self.changed.ring()
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)


@asynccontextmanager
async def listening(receiver: Receiver) -> AsyncIterator[str]:
    """Serve the receiver by the same means, as a Bot API with another app."""
    other = BotApi("1:x", Clock())
    other.app = Starlette(routes=[Route("/hook", receiver.receive, methods=["POST"])])
    async with serve(other) as root:
        yield f"{root}/hook"


async def test_a_webhook_gets_updates_in_order_and_again_until_it_takes_them(bot: Bot, api: BotApi) -> None:
    receiver = Receiver()
    receiver.statuses = [500, 503]
    async with listening(receiver) as url:
        first = api.say(ANNA, "a")
        assert await bot.set_webhook(url, secret_token="s3cret", allowed_updates=[Update.MESSAGE])
        api.press(ANNA, 1, "not wanted")
        second = api.say(ANNA, "b")
        await api.changed.until(lambda: not api.updates.pending())
        assert receiver.got == [(number, "s3cret") for number in (first, first, first, second)]
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (url, 0)
        assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
        with pytest.raises(Conflict, match=r"(?i)while webhook is active"):
            await bot.get_updates()
        assert await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_webhook_that_is_down_gets_its_updates_later(bot: Bot, api: BotApi) -> None:
    receiver = Receiver()
    async with listening(receiver) as url:
        pass
    number = api.say(ANNA, "a")
    await bot.set_webhook(url)
    await api.changed.until(lambda: bool(api.webhook.last_error))
    port = httpx.URL(url).port
    assert port is not None
    other = BotApi("1:x", Clock())
    other.app = Starlette(routes=[Route("/hook", receiver.receive, methods=["POST"])])
    async with serve(other, port):
        await api.changed.until(lambda: not api.updates.pending())
    assert receiver.got == [(number, None)]


async def test_setting_a_webhook_ends_the_poll_and_may_drop_updates(bot: Bot, api: BotApi) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await until_someone_polls(api)
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match=r"(?i)terminated by setWebhook request"):
        await poll
    api.say(ANNA, "a")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


# --- faults


async def test_flood(bot: Bot, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    api.say(ANNA, "hello")
    api.say(BEN, "hello")
    api.fault("sendMessage", flood(5), chat=ANNA)
    assert await bot.send_message(BEN, "x")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(ANNA, "x")
    assert caught.value.retry_after == timedelta(seconds=5)
    assert await bot.send_message(ANNA, "x")


@pytest.mark.parametrize("fault", [server_error(), server_error(502), bad_gateway(), drop()])
async def test_an_error_has_no_effect(bot: Bot, api: BotApi, fault: Any) -> None:
    api.say(ANNA, "hello")
    api.fault("sendMessage", fault, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ANNA, "x")
    assert len(api.chat(ANNA)) == 1
    assert await bot.send_message(ANNA, "x")


async def test_forbidden(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    api.fault(ANY_METHOD, forbidden("user is deactivated"))
    with pytest.raises(Forbidden, match=r"(?i)user is deactivated"):
        await bot.send_message(ANNA, "x")


async def test_a_lost_answer_takes_effect(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    api.fault("sendMessage", lost_answer())
    with pytest.raises(NetworkError):
        await bot.send_message(ANNA, "x")
    assert [message.text for message in api.chat(ANNA)] == ["hello", "x"]
    assert [(call.method, call.status, call.chat) for call in api.log()[1:]] == [("sendMessage", None, ANNA)]


async def test_a_slow_call_takes_effect_after_the_caller_gave_up(bot: Bot, api: BotApi) -> None:
    api.say(ANNA, "hello")
    api.fault("sendMessage", slow(0.02))
    with pytest.raises(TimedOut):
        await bot.send_message(ANNA, "x", read_timeout=0.002)
    assert len(api.chat(ANNA)) == 1
    await api.changed.until(lambda: len(api.chat(ANNA)) == 2)


async def test_a_connection_can_only_be_broken_where_there_is_one(api: BotApi, call: Caller) -> None:
    api.fault("getMe", drop())
    with pytest.raises(ConnectionAbortedError):
        await call("getMe")


# --- the server


async def test_an_outage(api: BotApi) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serve(api) as root:
            poll = asyncio.create_task(client.get(f"{root}/bot{TOKEN}/getUpdates?timeout=50"))
            await until_someone_polls(api)
        assert (await poll).json()["result"] == []
        api.say(ANNA, "Are you there?")
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{root}/bot{TOKEN}/getMe")
        async with serve(api, httpx.URL(root).port or 0) as again:
            assert again == root
            back = await client.get(f"{root}/bot{TOKEN}/getUpdates?timeout=50")
            assert len(back.json()["result"]) == 1


async def test_the_server_stops_though_a_call_hangs(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.playground.bot_api.loopback.GRACE_SECONDS", 0)
    api.fault("getMe", slow(3600))
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serve(api) as root:
            hanging = asyncio.create_task(client.get(f"{root}/bot{TOKEN}/getMe"))
            await api.changed.after(0)
        assert (await hanging).status_code == 500


async def test_keeps_a_log_and_rings_at_changes(bot: Bot, api: BotApi) -> None:
    rings = api.changed.rings()
    seen = asyncio.ensure_future(anext(rings))
    await asyncio.sleep(0)
    api.say(ANNA, "hello")
    assert await seen == api.changed.rung
    await bot.send_message(ANNA, "x")
    assert await anext(rings) == api.changed.rung
    assert [(call.method, call.status) for call in api.log()] == [("getMe", 200), ("sendMessage", 200)]
    assert api.log()[-1].params["text"] == "x"


async def test_leaves_signals_alone(api: BotApi) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with serve(api):
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def until_someone_polls(api: BotApi) -> None:
    await api.changed.until(lambda: api.updates.is_polled)


# --- HTML


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("&lt;&gt;&amp;&quot;&#33;&#x1F600;", '<>&"!😀', []),
        ("&nbsp;&copy &", "&nbsp;&copy &", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", at, 1) for at in range(3)]),
        ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<code>a</code><pre>b</pre>", "ab", [("code", 0, 1), ("pre", 1, 1)]),
        ('<code class="language-python">a</code>', "a", [("code", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<B>😀<i>x</i></B>", "😀x", [("bold", 0, 3), ("italic", 2, 1)]),
        ("<b><i>x</i></b>", "x", [("bold", 0, 1), ("italic", 0, 1)]),
        ("<b></b>", "", []),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<a href='mailto:x'>a</a>", "a", []),
    ],
)
def test_reads_html(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read = parse_html(html)
    assert read.text == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in read.entities] == entities


def test_reads_links_and_languages() -> None:
    assert parse_html('<a href="https://x.org/?a=1&amp;b=2">x</a>').entities[0]["url"] == "https://x.org/?a=1&b=2"
    assert parse_html("<a>x.org</a>").entities[0]["url"] == "http://x.org"
    block = parse_html('<pre><code class="language-python">x</code></pre>').entities
    assert block == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("é<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=http://x>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<b />x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("&#xD83D;", "Text contains invalid Unicode characters after decoding HTML entities"),
    ],
)
def test_refuses_html(html: str, why: str) -> None:
    with pytest.raises(BadEntitiesError) as caught:
        parse_html(html)
    assert str(caught.value) == f"can't parse entities: {why}"


def test_blank_space_around_goes() -> None:
    assert trimmed(parse_html(" <b> x </b>\n")) == Formatted(" x", [{"type": "bold", "offset": 0, "length": 2}])
    assert trimmed(parse_html("x<b> </b>")) == Formatted("x", [])


def test_writes_html_that_is_safe() -> None:
    text = Formatted(
        "<😀>ab",
        [
            {"type": "text_link", "offset": 0, "length": 5, "url": 'http://x/"'},
            {"type": "bold", "offset": 4, "length": 1},
            {"type": "hashtag", "offset": 5, "length": 1},
        ],
    )
    assert as_html(text) == '<a href="http://x/&quot;" rel="noopener">&lt;😀&gt;<b>a</b></a>b'


def test_splits_no_character() -> None:
    assert split_utf16("a😀😀", 3) == ["a😀", "😀"]
    assert split_utf16("", 3) == [""]
