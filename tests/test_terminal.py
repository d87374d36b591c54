"""The playground in the terminal: the same house, numbered buttons, a clock that moves, a transcript that replays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.playground.terminal import play
from bot.playground.transcript import replay
from flows.reading import read

AT = datetime(2026, 3, 2, 19)  # noqa: DTZ001  as it is typed


def typing(*lines: str) -> Callable[[], str]:
    left: Iterator[str] = iter(lines)

    def ask() -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return ask


async def test_numbers_press_texts_are_said_and_the_clock_moves(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("/start", "1", "1", "1", "they'd gang up on me", "/later 3w", "/later soon", "hello", "99", "/quit")
    terminal = await play(at=AT, keep=None, ask=typing(*lines))
    printed = capsys.readouterr().out
    assert "it is Monday 23 March 2026" in printed
    assert "1. Being blamed" in printed
    assert "write it like this: /later 3w" in printed
    transcript = terminal.transcript()
    assert "_3 weeks later_" in transcript
    assert replay(transcript, read)[0] == transcript


async def test_a_kept_conversation_goes_on_in_the_next_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "me.db"
    await play(at=None, keep=kept, ask=typing("/start", "1"))
    capsys.readouterr()
    await play(at=None, keep=kept, ask=typing("hello", "1"))
    assert "Five lines." in capsys.readouterr().out
