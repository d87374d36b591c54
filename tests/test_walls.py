"""The walls of the house: planted once in a copy, each violation is caught."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for room in ("flows", "bot"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(folder: Path, file: str, line: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLS / command[0], *command[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": str(TOOLS)},
    )


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("flows/fields.py", "import telegram", "flows is pure"),
        ("flows/content/__init__.py", "import sqlite3", "flows is pure"),
        ("flows/engine.py", "import bot.clock", "flows is pure"),
        ("flows/talks/card.py", "import flows.talks.path", "no talk imports another"),
        ("flows/engine.py", "import flows.router", "inside flows, downward only"),
        ("flows/router.py", "import flows.reading", "nobody inside flows calls a reader"),
        ("flows/reading/times/days.py", "import flows.content", "reading stands apart"),
        ("bot/outbox.py", "import telegram", "only one file knows Telegram's classes"),
        ("bot/house.py", "import aiosqlite", "each store file alone knows its database"),
    ],
)
def test_a_planted_import_breaks_its_contract(copy: Path, file: str, line: str, contract: str) -> None:
    plant(copy, file, line)
    checked = run(copy, "lint-imports", "--no-cache")
    assert checked.returncode == 1
    [broken] = [row for row in checked.stdout.splitlines() if row.endswith("BROKEN") and contract in row] or [""]
    assert broken or f"{contract}" in checked.stdout.partition("Broken contracts")[2]


def test_the_walls_stand(copy: Path) -> None:
    assert run(copy, "lint-imports", "--no-cache").returncode == 0


@pytest.mark.parametrize(
    "line", ["import datetime; datetime.datetime.now()", "import time; time.time()", "import os; os.environ"]
)
def test_a_planted_look_at_the_clock_or_the_environment_is_caught(copy: Path, line: str) -> None:
    plant(copy, "flows/fields.py", line)
    checked = run(copy, "ruff", "check", "--select", "TID251", "--no-cache", "flows")
    assert checked.returncode == 1
    assert "TID251" in checked.stdout
