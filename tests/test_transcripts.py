"""Every transcript, replayed through JSON at each turn, reads as it is written. `--rewrite` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.transcript import replay
from flows.reading import read

FOLDER = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_it_reads_as_written(path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    played, _ = replay(written, read)
    if request.config.getoption("--rewrite"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == written
