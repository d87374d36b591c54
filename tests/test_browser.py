"""The page in a real browser: whole conversations, awkward cases, two themes and two widths."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.playground.bot_api.faults import Fault
from bot.playground.page.show import serve_page
from bot.playground.stage import ME, TOKEN, on_stage
from bot.playground.transcript import YOU, replay, script
from flows.reading import read
from tests.browser import SIZES, THEMES, Person, at_the_page, chromium

TRANSCRIPTS = Path(__file__).parent / "transcripts"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
HELLO = ("/start", "`[I'm 18 or over, start]`", "`[Nobody]`")
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


def as_shown(text: str) -> str:
    return "\n".join(line.removeprefix("> ") for line in text.strip().split("\n"))


async def begin(person: Person) -> None:
    for line in HELLO:
        await person.do(YOU + line)


async def recorded(person: Person) -> str:
    if person.narrow:
        await person.page.locator("#open-side").click()
    async with person.page.expect_download() as download:
        await person.page.get_by_text("Record this as a test").click()
    return (await (await download.value).path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["reason_blame", "danger_plain"])
async def test_a_transcript_is_played_in_the_page_word_for_word(
    browser: Browser, name: str, size: str, theme: str
) -> None:
    text = (TRANSCRIPTS / f"{name}.md").read_text(encoding="utf-8")
    async with at_the_page(browser, size, theme) as person:
        await person.check()
        for line in script(text)[1]:
            await person.do(line)
            if "gang up" in line or "That's my plan" in line or "safe tonight" in line:
                await person.check()
        said = [message.text.partition("\n\n› ")[0] for message in person.stage.chat if message.from_bot]
        assert said == [as_shown(reply.text) for reply in replay(text, read)[1].shown]
        wide = await person.page.locator("#log").evaluate("log => document.documentElement.scrollWidth")
        assert wide <= SIZES[size][0]
        assert (await recorded(person)).partition("\n_")[2] == text.partition("\n_")[2]


async def test_a_second_tap_is_answered_as_one_and_recorded_as_one(browser: Browser) -> None:
    async with at_the_page(browser, reduced_motion="no-preference") as person:
        await person.do(f"{YOU}/start")
        taps = person.key("I'm 18 or over, start")
        async with person.page.expect_response(lambda response: "press" in response.url):
            await taps.evaluate("key => { key.click(); key.click(); }")
        await expect(person.page.get_by_text("That was an earlier question.")).to_have_count(1)
        await person.settled()
        text = await recorded(person)
        assert "`[I'm 18 or over, start]` (again)" in text
        assert replay(text, read)[0] == text


async def test_an_old_button_leads_back_to_the_open_question(browser: Browser) -> None:
    async with at_the_page(browser) as person:
        await begin(person)
        await person.say("none of these")
        await person.do(f"{YOU}`[Some of it]` (earlier)")
        earlier, again = [message.text for message in person.stage.chat][-2:]
        assert earlier.startswith("That was an earlier question.")
        assert again.startswith("What did they say")


async def test_a_reload_shows_the_same_chat_and_reads_none_of_it_out(browser: Browser) -> None:
    async with at_the_page(browser) as person:
        await begin(person)
        log = person.page.get_by_role("log")
        before = await log.inner_text()
        await person.page.reload()
        await person.settled()
        assert await log.inner_text() == before
        await expect(log).to_have_attribute("aria-live", "polite")
        await person.do(f"{YOU}`[None of these]`")


async def test_two_tabs_show_the_same(browser: Browser) -> None:
    async with at_the_page(browser) as person:
        other = await person.page.context.new_page()
        await other.goto(person.address)
        await begin(person)
        await expect(other.locator(".message")).to_have_count(len(person.stage.chat))
        await other.locator(".key").filter(has_text="None of these").click()
        await expect(person.page.locator(".message").last).to_contain_text("What did they say")


async def test_a_stopped_program_is_told_and_comes_back(browser: Browser) -> None:
    async with on_stage(at=None, keep=None) as stage:
        page = await browser.new_page()
        async with serve_page(stage) as address:
            await page.goto(address)
            await page.locator("#text").fill("not sent yet")
            await expect(page.get_by_role("button", name="Send")).to_be_enabled()
        await expect(page.get_by_role("alert")).to_contain_text("The program has stopped.")
        await expect(page.get_by_role("button", name="Send")).to_be_disabled()
        async with serve_page(stage, int(address.strip("/").rpartition(":")[2])):
            await expect(page.get_by_role("alert")).to_be_hidden()
            await expect(page.locator("#text")).to_have_value("not sent yet")
            await page.get_by_role("button", name="Send").click()
            await expect(page.locator(".message.mine")).to_contain_text("not sent yet")
        await page.close()


async def test_dots_show_while_the_bot_is_at_work(browser: Browser) -> None:
    async with at_the_page(browser, reduced_motion="no-preference") as person:
        person.stage.api.fault("sendMessage", Fault(delay=0.6))
        await person.page.get_by_role("button", name="Start").click()
        await expect(person.page.locator("#typing")).to_be_visible()
        await expect(person.page.locator("#state")).to_have_text("typing …")
        await person.settled()
        await expect(person.page.locator("#typing")).to_be_hidden()


async def test_a_line_is_copied(browser: Browser) -> None:
    async with at_the_page(browser) as person:
        await begin(person)
        lines = ("`[None of these]`", "they'd gang up on me", "`[Being blamed]`", "`[That's close]`")
        for line in lines:
            await person.do(YOU + line)
        await person.key("Copy this line").click()
        await expect(person.page.get_by_text("Copied.")).to_be_visible()
        copied = await person.page.evaluate("() => navigator.clipboard.readText()")
        assert copied in await person.page.locator("blockquote").last.inner_text()


@pytest.mark.parametrize("size", SIZES)
async def test_time_passes_and_the_chat_shows_the_days(browser: Browser, size: str) -> None:
    async with at_the_page(browser, size) as person:
        await begin(person)
        await person.wait("3 weeks")
        await expect(person.page.get_by_role("status")).to_contain_text("23 March 2026")
        await person.say("hello")
        assert (await person.page.locator(".day").all_inner_texts())[-1] == "Monday, 23 March 2026"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_drawer_shows_what_is_stored_and_nothing_after_a_wipe(
    browser: Browser, size: str, theme: str
) -> None:
    async with at_the_page(browser, size, theme) as person:
        await begin(person)
        drawer = person.page.get_by_role("region", name="What is stored about me").first
        if person.narrow:
            await person.page.locator("#open-side").click()
            await person.check()
        await person.page.get_by_role("button", name="What is stored about me").click()
        await expect(drawer).to_contain_text("consent on\n2026-03-02", use_inner_text=True)
        await expect(drawer).to_contain_text("forget")
        await person.check()
        await person.page.keyboard.press("Escape")
        await expect(drawer).to_be_hidden()
        assert await person.page.evaluate("() => document.activeElement.id.startsWith('open-')")
        await person.say("/wipe")
        await person.act(person.page.locator(".key").first.click)
        if person.narrow:
            await person.page.locator("#open-side").click()
        await person.page.get_by_role("button", name="What is stored about me").click()
        await expect(drawer).to_contain_text("Nothing.")


async def test_the_keyboard_alone_is_enough(browser: Browser) -> None:
    async with at_the_page(browser, reduced_motion="no-preference") as person:
        page = person.page
        await page.get_by_role("button", name="Start").focus()
        await person.act(lambda: page.keyboard.press("Enter"))
        await person.key("I'm 18 or over, start").focus()
        await person.act(lambda: page.keyboard.press("Enter"))
        await expect(person.key("Nobody")).to_be_focused()
        assert await person.key("Nobody").evaluate("key => getComputedStyle(key).outlineStyle") == "solid"
        await page.keyboard.type("ok")
        await expect(page.locator("#text")).to_have_value("ok")
        await page.locator("#text").fill("/pr")
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Shift+Tab")
        await expect(page.locator("#commands button")).to_be_focused()
        await person.act(lambda: page.keyboard.press("Enter"))
        await expect(page.locator("#text")).to_be_focused()
        assert person.stage.script[-1] == f"{YOU}/privacy"


async def test_what_is_typed_is_text_whatever_it_looks_like(browser: Browser) -> None:
    async with at_the_page(browser) as person:
        await begin(person)
        typed = ["1", "<b>bold</b> <img src=x onerror=alert(1)>", "two\nlines", "`[Nobody]`"]
        for text in (*typed, "x" * 5_000):
            await person.say(text)
        mine = person.page.locator(".message.mine .words")
        shown = [await each.text_content() for each in await mine.all()]
        assert shown == ["/start", *typed, "x" * 4_096, "x" * 904]
        assert await mine.locator("b, img").count() == 0
        assert await person.page.locator("#scroll").evaluate("log => log.scrollWidth <= log.clientWidth")
        text = await recorded(person)
        assert f"{YOU}two\\\nlines\n" in text
        assert f"{YOU}\\`[Nobody]`\n" in text
        assert replay(text, read)[0] == text


async def test_pictures_documents_changes_and_deletions_are_shown(browser: Browser, tmp_path: Path) -> None:
    async with at_the_page(browser, theme="dark") as person:
        await begin(person)
        await person.do(f"{YOU}/export")
        async with person.page.expect_download() as download:
            await person.page.locator(".file").click()
        document = next(message.document for message in person.stage.chat if message.document)
        assert (await (await download.value).path()).read_bytes() == document.content
        sent = await by_bot(person, "sendPhoto", {"caption": "Two columns"}, {"photo": ("dot.png", DOT)})
        picture = person.page.get_by_role("img", name="Two columns")
        assert await picture.evaluate("img => img.decode().then(() => img.naturalWidth)") == 1
        html = 'See <a href="https://example.org">this</a>, <b>all <i>of</i> it</b>'
        await by_bot(person, "sendMessage", {"text": html, "parse_mode": "HTML"})
        await expect(person.page.locator(".words b i")).to_have_text("of")
        await expect(person.page.get_by_role("link", name="this", exact=True)).to_have_attribute(
            "rel", "noopener noreferrer"
        )
        await person.check()
        await by_bot(person, "deleteMessage", {"message_id": str(sent["message_id"])})
        await expect(picture).to_have_count(0)
        edited = person.page.locator(".message", has_text="› Nobody").locator(".when")
        await expect(edited).to_have_text("edited 19:00")


async def by_bot(person: Person, method: str, params: dict[str, str], files: Any = None) -> Any:
    transport = httpx.ASGITransport(app=person.stage.api.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://telegram") as client:
        answer = await client.post(f"/bot{TOKEN}/{method}", data={"chat_id": str(ME), **params}, files=files)
    return answer.json()["result"]


async def test_who_reads_further_up_is_left_there(browser: Browser) -> None:
    async with at_the_page(browser, "phone", reduced_motion="no-preference") as person:
        await begin(person)
        await expect(person.page.locator(".key").last).to_be_in_viewport(ratio=1)
        scroll = person.page.locator("#scroll")
        await scroll.evaluate("log => log.scrollTo({ top: 0, behavior: 'instant' })")
        newest = person.page.get_by_role("button", name="To the newest message")
        await expect(newest).to_be_visible()
        await by_bot(person, "sendMessage", {"text": "something new"})
        await expect(person.page.locator(".message", has_text="something new")).to_have_count(1)
        assert await scroll.evaluate("log => log.scrollTop") == 0
        await newest.click()
        await expect(person.page.get_by_text("something new")).to_be_in_viewport()


async def test_a_saved_sentence_is_said_and_a_broken_file_is_told_until_it_is_mended(
    browser: Browser, own_words: Path
) -> None:
    path = own_words / "en" / "path.toml"
    whole = path.read_text(encoding="utf-8")
    async with at_the_page(browser, "phone", edit=True) as person:
        trouble, asked = person.page.locator("#trouble"), person.page.locator(".message").last
        await begin(person)
        await person.do(f"{YOU}`[None of these]`")
        await expect(asked.locator(".place")).to_have_text("flows/content/en/path.toml [the_no]")
        path.write_text(whole.replace("What did they say", "So what did they say"), encoding="utf-8")
        await expect(asked).to_contain_text("So what did they say")
        await expect(trouble).to_be_hidden()
        path.write_text(whole.replace('"What did they say', "What did they say"), encoding="utf-8")
        await expect(trouble).to_contain_text("flows/content/en/path.toml:2 it can't be read")
        await person.check()
        await expect(asked).to_contain_text("So what did they say")
        await person.say("/help")
        path.write_text(whole.replace("Nothing but no", "No and no more"), encoding="utf-8")
        await expect(trouble).to_be_hidden()
        await expect(person.key("No and no more")).to_have_count(1)
        await expect(person.page.get_by_text("Record this as a test")).to_be_hidden()
        await asked.locator(".place").click()
        assert (
            await person.page.evaluate("() => navigator.clipboard.readText()") == "flows/content/en/path.toml [the_no]"
        )


async def test_a_kept_conversation_offers_no_recording(browser: Browser, tmp_path: Path) -> None:
    async with at_the_page(browser, keep=tmp_path / "me.db") as person:
        await expect(person.page.get_by_text("Record this as a test")).to_be_hidden()
        await begin(person)


async def test_the_tab_tells_nothing(browser: Browser) -> None:
    async with at_the_page(browser) as person:
        assert await person.page.title() == "Chat"


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
async def test_a_missing_browser_is_told_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(outcome, match="apt-get install chromium"):
        async with chromium():
            pass
