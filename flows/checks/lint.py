"""The check of the words: every rule that a text has to keep, over the folders of all languages.

It goes in three stages, and each waits for the one before: the files can be read, their tables have the right shape,
what they say keeps the rules. Only texts that can be filled in are judged for length and sound.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from flows.checks.covering import EXCUSED, REQUIREMENTS, excused, requirements, uncovered, unknown
from flows.checks.datafiles import Fault, Files, misshapen, odd_strings, odd_tables, placeholders, strings
from flows.checks.screens import Screens
from flows.checks.wording import Style
from flows.content import NOT_SAID, Text, Words
from flows.engine import Flow
from flows.model import Frozen
from flows.moves import FLOWS

REFERENCE = "en"
"""The language that the others are compared with."""


class Finding(Frozen):
    """One thing that is wrong with the words: where it stands, and what is wrong and what to do."""

    file: str
    key: str
    message: str
    line: int = 0
    """The line of the table (or of a key outside of tables), or 0 where it isn't known."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} [{self.key}] {self.message}" if self.key else f"{place} {self.message}"


def lint(folder: Path, flows: Mapping[str, Flow] = FLOWS, excuses: Path = EXCUSED) -> list[Finding]:
    """Return everything that is wrong with the words in a folder of languages, by file; none when all is well.

    `excuses` is the list of requirement ids that no text covers yet.
    """
    places = [path for path in sorted(folder.iterdir()) if path.is_dir() and any(path.glob("[!.]*.toml"))]
    found: list[Finding] = []
    read: dict[str, Files] = {}
    for place in places:
        files, broken = _parse(place)
        faults = broken or list(misshapen(files))
        if not faults:
            read[place.name] = files
            faults = list(_content_faults(files, flows))
        found += _findings(place, faults)
    return [*found, *_compared(folder, read), *_traced(folder, read, excused(excuses))]


def _parse(place: Path) -> tuple[dict[str, dict[str, Any]], list[Fault]]:
    files: dict[str, dict[str, Any]] = {}
    broken: list[Fault] = []
    for path in sorted(place.glob("[!.]*.toml")):
        try:
            files[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            hint = "look for a quotation mark or a bracket that is missing"
            broken.append((path.stem, f"it can't be read ({str(error).strip('.')}): {hint}"))
    return files, broken


def _content_faults(files: Files, flows: Mapping[str, Flow]) -> Iterator[Fault]:
    words = Words(files)
    style = Style.model_validate(words.tables["lint"])
    yield from odd_strings(files, style)
    yield from odd_tables(files, style)
    try:
        yield from Screens(words, flows, style).faults()
    except KeyError as missing:
        yield "", f"a talk reads {missing} from a data file, and it isn't there: put it back"


def _findings(place: Path, faults: Iterable[Fault]) -> list[Finding]:
    """Put file and line to what the rules found; what two rules say in the same words is said once."""
    found = []
    for where, message in dict.fromkeys(faults):
        name, _, key = where.partition(".")
        path = place / f"{name}.toml" if name else place
        line = (_line_of(path, key) if key else _line_told(message)) if path.is_file() else 0
        found.append(Finding(file=str(path.relative_to(place.parent)), key=key, message=message, line=line))
    return sorted(found, key=lambda one: (one.file, one.line, one.key))


def _line_of(path: Path, key: str) -> int:
    """Return the line of the innermost table that holds a key, or of the key itself before any table; else 0."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    tables = [number for number, line in enumerate(lines) if line.startswith("[")]
    parts = key.split(".")
    names = [".".join(parts[:depth]) for depth in range(len(parts), 0, -1)]
    begins = [f"[{name}]" for name in names]
    found = next((lines.index(begin) for begin in begins if begin in lines), None)
    if found is None:
        free = lines[: tables[0]] if tables else lines
        found = next((number for number, line in enumerate(free) if line.startswith(f"{parts[0]} =")), -1)
    return found + 1


def _line_told(message: str) -> int:
    """Return the line that a message about a whole file names, or 0."""
    told = re.search(r"\bat line (\d+)", message)
    return int(told[1]) if told else 0


def _traced(folder: Path, read: Mapping[str, Files], excuses: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with the tracing of requirements, which goes by the reference language."""
    if REFERENCE not in read:
        return
    words, known = Words(read[REFERENCE]), requirements(folder)
    yield from _findings(folder / REFERENCE, unknown(words, known))
    for message in uncovered(words, known, excuses):
        yield Finding(file=REQUIREMENTS, key="", message=message)


# --- languages side by side


def _compared(folder: Path, read: Mapping[str, Files]) -> Iterator[Finding]:
    """Yield where a language differs from the reference in anything but words."""
    if REFERENCE not in read:
        return
    model = _shape(read[REFERENCE])
    for lang, files in read.items():
        yield from _findings(folder / lang, _differences(model, _shape(files)))


def _differences(model: Mapping[str, object], other: Mapping[str, object]) -> Iterator[Fault]:
    for where in chain(model, (key for key in other if key not in model)):
        if where not in other:
            yield where, f"{REFERENCE} has this and here it is missing: add it"
        elif where not in model:
            yield where, f"{REFERENCE} doesn't have this: take it out, or add it there"
        elif model[where] != other[where]:
            yield where, f"in {REFERENCE} it has {model[where]}, and here {other[where]}: make them the same"


def _shape(files: Files) -> dict[str, object]:
    """Return what must be the same in every language: keys, the number of messages, placeholders, buttons, traces."""
    words = Words(files)
    texts = {**words.screens, **{key.replace(".", ".notes.", 1): text for key, text in words.notes.items()}}
    shape: dict[str, object] = {key: _text_shape(text) for key, text in texts.items()}
    for name, table in words.tables.items():
        shape[name] = "texts"
        if name not in NOT_SAID:
            shape |= {where: _blanks(text) for where, text in strings(name, table)}
    return shape


def _text_shape(text: Text) -> str:
    blanks = sorted({name for part in [*text.text, *text.buttons.values()] for name in _names(part)})
    counted = f"{len(text.text)} messages, blanks {blanks}, buttons {list(text.buttons)}, copies {list(text.copies)}"
    return f"{counted}, covers {list(text.covers)}, evidence {text.evidence}"


def _blanks(text: str) -> str:
    return f"blanks {sorted(_names(text))}"


def _names(text: str) -> frozenset[str]:
    """Return the placeholders of a text; braces that don't match are found elsewhere."""
    try:
        return placeholders(text)
    except ValueError:
        return frozenset()
