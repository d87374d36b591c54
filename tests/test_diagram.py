"""The pictures: drawn from the tables, the same each time, and as they stand in docs/talks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.checks.diagram import OVERVIEW, pictures, write
from flows.engine import DONE, Flow, hand_over, move
from flows.moves import FLOWS

TALKS = Path(__file__).parent.parent / "docs" / "talks"


@pytest.mark.parametrize("name", [*FLOWS, OVERVIEW])
def test_a_saved_picture_is_fresh(name: str) -> None:
    assert (TALKS / f"{name}.md").read_text(encoding="utf-8") == pictures()[name], "run `otherdoors draw`"


def test_no_picture_is_left_of_a_talk_that_is_gone() -> None:
    assert {path.stem for path in TALKS.iterdir()} == {*FLOWS, OVERVIEW}


def test_a_picture_shows_every_state_move_and_condition() -> None:
    page = pictures()["path"]
    for state in FLOWS["path"].states:
        assert f'state "{state}" as {state}' in page
    assert "title: path" in page
    assert "curious --> limit: next [never_asked & answer_is_hard]" in page
    assert "[*] --> the_no" in page
    assert "`the_no`, willing: [yes](yes.md)" in page


def test_a_talk_without_hand_overs_lists_none() -> None:
    assert "other talks" not in pictures()["quiet"]


def test_a_hand_over_to_a_state_says_which() -> None:
    flow = Flow("one", ("here",), [move("go", "here", DONE, hand_over("two", "there"))])
    pages = pictures({"one": flow})
    assert "`here`, go: [two](two.md), at `there`" in pages["one"]
    assert "  one --> two\n" in pages[OVERVIEW]


def test_the_overview_names_every_talk_and_its_commands() -> None:
    overview = pictures()[OVERVIEW]
    assert all(f"[{name}]({name}.md)" in overview for name in FLOWS)
    assert "  card --> after\n" in overview
    assert "/start, /menu |" in overview


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "talks"
    assert {path.stem for path in write(folder)} == {*FLOWS, OVERVIEW}
    assert write(folder) == []
    (folder / "quiet.md").write_text("old", encoding="utf-8")
    (folder / "menu.md").unlink()
    assert {path.stem for path in write(folder)} == {"quiet", "menu"}


def test_pictures_do_not_depend_on_the_hash_seed() -> None:
    script = "import hashlib, flows.checks.diagram as d; print(hashlib.sha256(repr(d.pictures()).encode()).hexdigest())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
