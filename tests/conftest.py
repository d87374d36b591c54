"""What all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import flows.content
from flows.content import FOLDER, languages, words

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write transcripts anew, then read the difference")


@pytest.fixture
def own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of all words, which may be changed and is what the bot says."""
    root = shutil.copytree(FOLDER, tmp_path / "flows" / "content")
    monkeypatch.setattr(flows.content, "FOLDER", root)
    for cached in (words, languages):
        cached.cache_clear()
    yield root
    for cached in (words, languages):
        cached.cache_clear()
