"""The page's server: who may talk to it, what it hands out, and how long a real process takes to start and to end."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
import pytest

from bot.playground.page.app import SERVED
from bot.playground.page.show import serve_page
from bot.playground.page.stored import lines
from bot.playground.stage import on_stage
from bot.playground.transcript import YOU, replay
from bot.settings import has_display
from bot.store import Due
from flows.reading import read

PAGE = Path(__file__).parent.parent / "bot" / "playground" / "page"
PATIENCE = 3
"""How much longer things may take on a busy machine than they may at rest."""


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with (
        on_stage(at=None, keep=None) as stage,
        serve_page(stage) as address,
        httpx.AsyncClient(base_url=address, trust_env=False) as client,
    ):
        client.headers["Origin"] = address.rstrip("/")
        yield client


async def test_everything_the_page_names_is_served_under_a_strict_policy(client: httpx.AsyncClient) -> None:
    for path, kind in (("/", "html"), ("/page.css", "css"), ("/page.js", "javascript"), ("/icon.svg", "svg")):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert kind in answer.headers["content-type"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_nothing_the_page_is_made_of_points_outside() -> None:
    files = [file for file in PAGE.iterdir() if file.suffix in (".css", ".html", ".js", ".svg")]
    assert {file.name for file in files} == {"page.html", *SERVED}
    for file in files:
        found = re.findall(r"""https?://[^\s"'`]+""", file.read_text(encoding="utf-8"))
        assert set(found) <= {"http://www.w3.org/2000/svg", "https://${text}"}


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", ""])
async def test_a_name_that_was_pointed_here_is_refused(client: httpx.AsyncClient, host: str) -> None:
    for path in ("/", "/stored", "/events", "/transcript"):
        answer = await client.get(path, headers={"Host": host.format(port=client.base_url.port)})
        assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/say", "/press", "/later"])
async def test_another_website_cannot_post(client: httpx.AsyncClient, path: str, origin: str) -> None:
    answer = await client.post(path, json={"text": "hello"}, headers={"Origin": origin})
    assert answer.status_code == 403


async def test_localhost_is_this_machine_too(client: httpx.AsyncClient) -> None:
    host = f"localhost:{client.base_url.port}"
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert (await client.post("/say", json={"text": "hello"}, headers=headers)).status_code == 204


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/say", "no json"),
        ("/say", '{"text": " "}'),
        ("/say", '{"text": "\\ud800"}'),
        ("/say", '{"text": "x", "as": "bot"}'),
        ("/press", '{"message": "1", "data": "1.x"}'),
        ("/press", '{"message": 1, "data": "1.never_shown"}'),
        ("/later", '{"amount": 0, "unit": "day"}'),
        ("/later", '{"amount": 1, "unit": "year"}'),
    ],
)
async def test_what_cannot_be_done_is_refused(client: httpx.AsyncClient, path: str, body: str) -> None:
    assert (await client.post(path, content=body)).status_code == 400


async def test_a_file_that_is_not_there_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.get("/file/99")).status_code == 404


async def test_a_kept_conversation_is_not_recorded(tmp_path: Path) -> None:
    async with (
        on_stage(at=None, keep=tmp_path / "me.db") as stage,
        serve_page(stage) as address,
        httpx.AsyncClient(trust_env=False) as client,
    ):
        assert (await client.get(f"{address}transcript")).status_code == 400


async def test_a_busy_port_takes_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with on_stage(at=None, keep=None) as stage, serve_page(stage, port) as address:
            assert int(address.strip("/").rpartition(":")[2]) > port


async def test_time_passes_step_by_step_so_that_reminders_come_on_their_day() -> None:
    start = datetime(2026, 3, 2, 19, tzinfo=UTC)
    async with on_stage(at=start, keep=None) as stage:
        stage.say("/start")
        await stage.settled()
        _, [*due] = await stage.stored()
        stage.press(2, next(button.callback_data for button in stage.chat[-1].keyboard[0]) or "")
        await stage.settled()
        _, [*due] = await stage.stored()
        assert [each.name for each in due] == ["forget"]
        await stage.later(50, "week")
        assert await stage.stored() == (None, [])
        assert (stage.clock() - start).days == 350


def test_what_is_stored_is_told_in_lines() -> None:
    journey = {"lang": "en", "card": {"my_reason": "ours", "ask": ""}, "asks": [{"on": "2026-03-02", "rung": 0}]}
    rest = {"told": ["a", "b"], "tidy": True, "guesses": [{"reason": "blame", "share": 0.456}], "refused": 0}
    due = [Due(1, "tidy", datetime(2026, 3, 2, 19, tzinfo=UTC))]
    assert lines(json.dumps(journey | rest).encode(), due) == {
        "journey": [
            ("lang", "en"),
            ("card: my reason", "ours"),
            ("asks 1", "on 2026-03-02"),
            ("told", "a, b"),
            ("tidy", "yes"),
            ("guesses 1", "reason blame; share 0.46"),
        ],
        "reminders": [("tidy", "Mon 02 Mar 2026, 19:00")],
    }
    assert lines(None, []) == {"journey": [], "reminders": []}


def test_a_browser_is_opened_only_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_display()


@contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a real process; it, and the address that it says."""
    command = [sys.executable, "-m", "bot", "try", "--no-browser", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().split()[-1]
        finally:
            process.kill()


def events(client: httpx.Client, address: str) -> Iterator[Any]:
    with client.stream("GET", f"{address}events", timeout=30) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


def test_a_started_program_answers_soon_and_ends_at_once(tmp_path: Path) -> None:
    file, began = tmp_path / "said.md", perf_counter()
    with started("--record", str(file)) as (process, address), httpx.Client(trust_env=False) as client:
        told = events(client, address)
        next(told)
        said = client.post(f"{address}say", json={"text": "hello"}, headers={"Origin": address.rstrip("/")})
        assert said.status_code == 204
        next(news for news in told if any(not message["mine"] for message in news["put"]))
        answered = perf_counter() - began
        began = perf_counter()
        process.send_signal(signal.SIGINT)  # the stream is still open
        out, complaints = process.communicate(timeout=30)
        ended = perf_counter() - began
        told.close()
    print(f"answered after {answered:.2f} s, ended after {ended:.2f} s")
    assert (process.returncode, complaints) == (0, "")
    assert f"Written: {file}" in out
    assert answered < 3 * PATIENCE
    assert ended < 1 * PATIENCE
    text = file.read_text(encoding="utf-8")
    assert f"{YOU}hello" in text
    assert replay(text, read)[0] == text
