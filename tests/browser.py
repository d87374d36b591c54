"""A real browser, a person in it, and the stage behind the page that it shows."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Request, Response, async_playwright, expect

from bot.playground.editing import editing
from bot.playground.page.show import serve_page
from bot.playground.stage import Stage, on_stage
from bot.playground.transcript import YOU

AT = datetime(2026, 3, 2, 19)  # noqa: DTZ001  as it is typed
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
THEMES = ("light", "dark")
STILL = "Promise.all(document.getAnimations().map((each) => each.finished))"
"""What comes in faintly has its colours only once it is there."""

expect.set_options(timeout=20_000)
MISSING = "there is no Chromium here; on Debian and Ubuntu: apt-get install chromium"


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start this machine's Chromium. Where there is none the tests are left out, but never in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to be sandboxed by root
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*root, "--disable-dev-shm-usage"])
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Person:
    """Somebody at the page. `faults` gathers what the browser complains about, and requests to anywhere else."""

    page: Page
    stage: Stage
    address: str
    narrow: bool
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.faults.append(request.url)

    def key(self, label: str) -> Locator:
        """Find the buttons that say this, the oldest first."""
        return self.page.locator(".key").filter(has_text=re.compile(f"^{re.escape(label)}$"))

    async def do(self, line: str) -> None:
        """Do what a line of a transcript says."""
        said = line.removeprefix(YOU)
        if pressed := re.fullmatch(r"`\[(.*)\]`( \(earlier\))?", said):
            keys = self.key(pressed[1])
            await self.act((keys.first if pressed[2] else keys.last).click)
        elif later := re.fullmatch(r"_(\d+ \w+) later_", line):
            await self.wait(later[1])
        elif line.startswith(YOU):
            await self.say(said)

    async def say(self, text: str) -> None:
        await self.page.get_by_label("Message", exact=True).fill(text)
        await self.act(lambda: self.page.keyboard.press("Enter"))

    async def wait(self, span: str) -> None:
        if self.narrow:
            await self.page.locator("#open-side").click()
        await self.act(self.page.get_by_role("button", name=span, exact=True).click)

    async def act(self, action: Any) -> None:
        """Act, and wait until the page shows all that comes of it."""
        async with self.page.expect_response(_is_post):
            await action()
        await self.settled()

    async def settled(self) -> None:
        await self.stage.settled()
        await expect(self.page.locator("#state")).to_have_text("online")
        await expect(self.page.locator(".message")).to_have_count(len(self.stage.chat))
        if self.stage.chat:
            await expect(self.page.locator(f"#m{self.stage.chat[-1].id}")).to_be_visible()

    async def check(self) -> None:
        """Have axe look at the page as it stands; whatever it calls serious or critical is a fault."""
        devtools = await self.page.context.new_cdp_session(self.page)
        told = await devtools.send(  # not by `evaluate`: the page's own policy forbids it
            "Runtime.evaluate",
            {"expression": f"{AXE};{STILL}.then(() => axe.run())", "awaitPromise": True, "returnByValue": True},
        )
        await devtools.detach()
        found = [rule for rule in told["result"]["value"]["violations"] if rule["impact"] in ("serious", "critical")]
        assert not found, [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@asynccontextmanager
async def at_the_page(
    browser: Browser,
    size: str = "desktop",
    theme: str = "light",
    *,
    keep: Path | None = None,
    edit: bool = False,
    **options: Any,
) -> AsyncIterator[Person]:
    """Open the page as somebody new, on the evening on which transcripts begin; with `edit`, words are watched."""
    width, height = SIZES[size]
    options = {"reduced_motion": "reduce"} | options
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(on_stage(at=AT, keep=keep))
        desk = await stack.enter_async_context(editing(stage)) if edit else None
        address = await stack.enter_async_context(serve_page(stage, desk=desk))
        context = await browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, has_touch=size == "phone", **options
        )
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        person = Person(await context.new_page(), stage, address, size == "phone")
        person.watch()
        await person.page.goto(address)
        await expect(person.page.locator("#state")).to_have_text("online")
        yield person
        await context.close()
    assert not person.faults


def _is_post(response: Response) -> bool:
    return response.request.method == "POST"
