"""Whether every idea of the sources is still there: requirement ids (content 01), and the texts that cover them.

What nothing covers yet stands in a list with a reason for each; that list may only get shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.checks.datafiles import Fault
from flows.content import Words

REQUIREMENTS = "requirements.txt"
EXCUSED = Path(__file__).parents[2] / "docs" / "uncovered.txt"


def requirements(folder: Path) -> list[str]:
    """Return the ids of all requirements, one a line in the file beside the languages; none without the file."""
    path = folder / REQUIREMENTS
    return path.read_text(encoding="utf-8").split() if path.exists() else []


def excused(path: Path = EXCUSED) -> dict[str, str]:
    """Return the ids that no text covers yet, and why: one "ID reason" a line, `#` begins a comment."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    split = (line.partition(" ") for line in lines if line.strip() and not line.startswith("#"))
    return {id_: reason.strip() for id_, _, reason in split}


def covered(words: Words) -> dict[str, str]:
    """Return the ids that texts of a language cover, each with the first text that does."""
    texts = {**words.screens, **{f"{key.replace('.', '.notes.', 1)}": note for key, note in words.notes.items()}}
    found: dict[str, str] = {}
    for key, text in texts.items():
        found |= {id_: key for id_ in text.covers if id_ not in found}
    for key, about in words.tables["reasons"].items():
        found |= {id_: f"reasons.{key}" for id_ in about["covers"] if id_ not in found}
    return found


def unknown(words: Words, known: list[str]) -> Iterator[Fault]:
    """Yield ids that a text claims to cover and that don't exist."""
    yield from ((key, f"there is no requirement {id_}") for id_, key in covered(words).items() if id_ not in known)


def uncovered(words: Words, known: list[str], excuses: Mapping[str, str]) -> Iterator[str]:
    """Yield ids that nothing covers, and excuses that are no longer needed or never were any."""
    by_text = covered(words)
    for id_ in known:
        if id_ not in by_text and id_ not in excuses:
            yield f"no text covers {id_}: name it under covers of the text that does"
        if id_ in by_text and id_ in excuses:
            yield f"{by_text[id_]} covers {id_}: take it out of {EXCUSED.name}"
    for id_, reason in excuses.items():
        if id_ not in known or not reason:
            yield f"{EXCUSED.name}: {id_} needs a known id and a reason"
