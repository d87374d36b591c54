"""What is stored of a person, as lines that can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bot.store import Due

Line = tuple[str, str]


def lines(journey: bytes | None, due: Sequence[Due]) -> dict[str, list[Line]]:
    """Return the document's fields that hold something, and the reminders with their times."""
    return {
        "journey": list(_fields(json.loads(journey), "")) if journey else [],
        "reminders": [(each.name, f"{each.due_at:%a %d %b %Y, %H:%M}") for each in due],
    }


def _fields(document: dict[str, Any], above: str) -> Iterator[Line]:
    """Yield the fields of a document and of those within it; of a list, each item is a line."""
    for key, value in document.items():
        name = f"{above}{key.replace('_', ' ')}"
        if isinstance(value, dict):
            yield from _fields(value, f"{name}: ")
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield from ((f"{name} {place}", _in_line(item)) for place, item in enumerate(value, 1))
        elif _says_something(value):
            yield name, _in_line(value)


def _in_line(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')} {_in_line(each)}" for key, each in value.items() if each)
    if isinstance(value, list):
        return ", ".join(map(_in_line, value))
    if isinstance(value, bool):
        return "yes"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _says_something(value: Any) -> bool:
    """Tell what was noted from what only has its place."""
    return bool(value)
