"""`otherdoors understand TASK`: JSON lines in, JSON lines out, one for one, each as soon as it is read.

It says what the readers make of a text, and nothing of what the talks would conclude from it. Labels: content 13.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from flows.content import words
from flows.model import Act
from flows.reading.danger import labelled
from flows.reading.drafts import draft_of, labels_of
from flows.reading.reasons import labels_of_text
from flows.reading.times import time_set, when_of
from flows.rewriting import aims_at_harm, rewrites, table_of, to_you
from flows.zones.files import rules_of

Answer = dict[str, Any]


class UnreadableLineError(ValueError):
    """A line has to be a JSON object with a "text"."""

    def __str__(self) -> str:
        """Say the docstring."""
        return str(self.__doc__)


class UnreadableNowError(UnreadableLineError):
    """A line needs a "now" like "2026-03-02T19:00" and a "tz" like "Europe/Berlin"."""


def safety(asked: Mapping[str, Any]) -> Answer:
    """Return the labels of one text, best first, and the act that it asks for (content 13)."""
    danger = labelled(asked["text"])
    return {"labels": list(danger.labels) or ["none"], "act": danger.act.value}


def objections(asked: Mapping[str, Any]) -> Answer:
    """Return the two likeliest labels of one text, best first, and their shares of 1 (content 13)."""
    ranked = labels_of_text(asked["text"])[:2]
    return {"labels": [label for label, _ in ranked], "p": [round(share, 4) for _, share in ranked]}


def drafts(asked: Mapping[str, Any]) -> Answer:
    """Return the faults of one draft, the weightiest first, and two versions of it (content 06 and 13).

    There are none of a good draft, of one that tells of force, fear or control, and of one that is to harm.
    """
    draft, table = draft_of(to_you(asked["text"])), table_of(words("en"))
    unfit = draft is None or not draft.labels or aims_at_harm(draft.text, table)
    if draft is None or unfit or labelled(asked["text"]).act is not Act.NONE:
        threat = draft is not None and not draft.labels and aims_at_harm(draft.text, table)
        return {"labels": ["ultimatum"] if threat else list(labels_of(draft)), "rewrites": []}
    return {"labels": list(draft.labels), "rewrites": list(rewrites(draft, table))}


def times(asked: Mapping[str, Any]) -> Answer:
    """Return the local day and time that one text names, or null where the user would be asked back."""
    now = _now(asked)
    when = when_of(asked["text"], now)
    at = time_set(when, now) if when else None
    return {"when": at.isoformat(timespec="seconds" if at.second else "minutes") if at else None}


def _now(asked: Mapping[str, Any]) -> datetime:
    """Return the moment at which a text was typed, in the zone of its user."""
    try:
        zone, now = rules_of(asked["tz"]), datetime.fromisoformat(asked["now"])
        return now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
    except (KeyError, TypeError, ValueError, OSError, OverflowError):
        raise UnreadableNowError from None


TASKS: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
    "drafts": drafts,
    "objections": objections,
    "safety": safety,
    "times": times,
}


def understand(task: str, lines: Iterable[str]) -> Iterator[Answer]:
    """Yield one answer for each line that isn't blank; one that can't be read is told what is wrong with it."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = _parsed(line)
            answer = {"id": asked.get("id"), **TASKS[task](asked)}
        except UnreadableLineError as error:
            answer = {"id": None, "line": number, "error": str(error)}
        yield answer


def _parsed(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableLineError from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise UnreadableLineError
    return asked
