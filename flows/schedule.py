"""What is set about lines that come by themselves, in words; and which line of the user's own gives nothing away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from flows.content import Words
from flows.engine import Turn
from flows.planning import comes_at
from flows.reminding import planned

LINE_LENGTH = 40
"""The most characters of a line that comes by itself (content 08)."""

LEAST_WORDS = 2
"""A word alone is rather an answer than a line."""

_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[\w .,'!-]+")


def hours_in_words(hours: Sequence[Sequence[int]], words: Words) -> str:
    """Write safe hours a line per run of days that share them: "Monday to Friday: 9 to 12, 17 to 20"."""
    pieces, names = words.tables["pieces"]["remind"], words.tables["common"]["weekdays"]
    if not any(hours):
        return str(pieces["no_hours"])
    lines = []
    for spans, days in groupby(range(len(hours)), key=lambda day: tuple(hours[day])):
        run = list(days)
        if spans:
            held = (
                names[run[0]] if len(run) == 1 else str(pieces["span"]).format(first=names[run[0]], last=names[run[-1]])
            )
            lines.append(str(pieces["from_to"]).format(days=held, spans=", ".join(_spans(spans, str(pieces["span"])))))
    return "\n".join(lines)


def _spans(hours: Iterable[int], span: str) -> Iterator[str]:
    """Yield runs of hours, each from its first hour to the end of its last."""
    for _, run in groupby(enumerate(hours), key=lambda pair: pair[1] - pair[0]):
        held = [hour for _, hour in run]
        yield span.format(first=held[0], last=held[-1] + 1)


def ready_lines(words: Words) -> list[str]:
    """Return the neutral lines to choose from."""
    return list(words.tables["pieces"]["remind"]["lines"]["ready"])


def is_neutral(line: str, words: Words, partner: str = "") -> bool:
    """Tell whether a line is short, asks nothing, shows no sign but letters, and has no word that could tell."""
    held = " ".join(line.split())
    if not held or len(held) > LINE_LENGTH or not _PLAIN.fullmatch(held):
        return False
    said = {word.casefold() for word in _LETTERS.findall(held)}
    typed, telling = words.tables["typed"], words.tables["typed"]["telling"]
    if len(said) < LEAST_WORDS or said <= {
        word for ways in typed["words"].values() for way in ways for word in way.split()
    }:
        return False
    begins = any(word.startswith(tuple(telling["begins"])) for word in said)
    return not (begins or said & {*telling["words"], *partner.casefold().split()})


def in_words(turn: Turn, kind: str) -> str:
    """Say how one reminder is set: what it is, when it comes next, and how often."""
    words, one = turn.words, planned(turn.journey, kind)
    pieces = words.tables["pieces"]["remind"]
    moment = comes_at(turn, kind)
    when = words.moment(moment, turn.today) if moment else str(pieces["paused" if one and one.paused else "rests"])
    often = str(pieces["every"][str(one.every)]) if one and one.every else ""
    return str(pieces["one"]).format(name=pieces["names"][kind], when=", ".join(filter(None, (when, often))))


def list_in_words(turn: Turn) -> str:
    """Say all that is switched on, a line each; and the day the user comes back unasked."""
    pieces, reminders = turn.words.tables["pieces"]["remind"], turn.journey.reminders
    lines = [in_words(turn, one.kind) for one in reminders.planned]
    noted = [str(pieces["noted"]).format(day=turn.words.day(reminders.note_on))] if reminders.note_on else []
    return "\n".join([*([str(pieces["these"]), *lines] if lines else [str(pieces["nothing"])]), *noted])
