"""Settings, their example file, the command line, and what the README promises: compared with each other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.__main__ import parser
from bot.settings import Settings
from bot.telegram_app import COMMANDS_SHOWN
from flows.commands import COMMANDS
from flows.content import words

ROOT = Path(__file__).parent.parent


def test_the_example_lists_every_setting_with_its_default_and_its_meaning() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else str(field.default)
        assert f"# {field.description}\n{name.upper()}={default}\n" in example
    assert len(re.findall(r"^[A-Z_]+=", example, re.MULTILINE)) == len(Settings.model_fields)


def test_the_example_as_it_stands_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    assert Settings().telegram_bot_token is None


def test_another_database_is_refused_with_what_to_write() -> None:
    with pytest.raises(ValidationError, match=r"sqlite:///otherdoors\.db"):
        Settings(database_url="mysql://somewhere")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("telegram_api_url", "localhost:8081"),
        ("telegram_bot_token", "12 34"),
        ("webhook_listen", "nonsense"),
        ("webhook_url", "https://example.org/hook"),
    ],
)
def test_a_mistaken_setting_is_refused(setting: str, value: str) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({setting: value})


def test_run_without_a_token_says_in_three_lines_how_to_get_one(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": ""},
    )
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 3
    assert "@BotFather" in run.stderr


def test_every_command_is_in_the_help_or_on_a_button() -> None:
    told = " ".join(text for note in ("shared.help", "shared.help_first") for text in words("en").note(note).text)
    told += words("en").screen("data.privacy").text[0]
    assert {name for name in (*COMMANDS, "export") if f"/{name}" not in told} == {"start"}


def test_the_commands_in_telegrams_menu_exist_and_tell_nothing() -> None:
    for name, about in COMMANDS_SHOWN:
        assert name in {*COMMANDS, "help"}
        assert not re.search("partner|therapy|couple|safe", about, re.IGNORECASE)


def test_the_readme_names_commands_and_options_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = next(action for action in parser()._actions if action.dest == "command").choices
    assert set(re.findall(r"otherdoors (\w+)", readme)) <= set(commands)
    options = set(re.findall(r"`(--[\w-]+)", readme)) - {"--rewrite"}
    assert options <= set(commands["try"]._option_string_actions)


def test_the_readme_has_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npython3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/otherdoors try\n" in readme
    assert "\npython3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest\n" in readme
