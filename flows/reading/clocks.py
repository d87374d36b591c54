"""The time of day that a text says it is now: "20:15", "8.15pm", "quarter past eight", "9 in the evening".

Where nothing tells the morning from the evening, both are meant. A time that something happens at is no time now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import time
from functools import lru_cache
from typing import Any

from flows.reading.phrases import plain_of
from flows.zones.files import known

QUARTER, HALF, HOUR, DAY = 15, 30, 60, 24 * 60
"""In minutes."""
NOON = 12
FEW = 8
"""A text of more words says the time only after words like "it's"."""

_HOUR, _MINUTE = r"(?P<hour>[0-9]{1,2})", r"(?P<minute>[0-5][0-9])"
_PART = (
    r"(?:\s*(?P<half>[ap])\.?m\b\.?|(?P<short>[ap])\b|"
    r"(?: o ?clock)? (?:(?:in the |at |this )(?P<part>morning|afternoon|evening|night)|(?P<late>tonight))\b)"
)
_FREE = r"(?<![0-9:.,/+\-£$€])"
_MINUTES = r"(?P<minutes>[0-9]{1,2}|quarter|half)(?: minutes?| mins?)?"
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "written": re.compile(rf"{_FREE}{_HOUR}[:.h]{_MINUTE}(?::[0-5][0-9])?(?![0-9:/%])(?:{_PART})?"),
    "spoken": re.compile(rf"\b{_MINUTES} (?P<way>past|after|gone|to|till|before|of) {_HOUR}(?![0-9:])(?:{_PART})?"),
    "half": re.compile(rf"\b(?P<minutes>half) {_HOUR}(?![0-9:])(?:{_PART})?"),
    "parted": re.compile(rf"{_FREE}{_HOUR}(?: {_MINUTE})?{_PART}"),
    "oclock": re.compile(rf"{_FREE}{_HOUR} ?o ?clock\b"),
    "four digits": re.compile(rf"^{_HOUR}(?<=[0-9]{{2}}){_MINUTE}(?: ?(?:h|hrs|hours))?$"),
    "bare": re.compile(rf"{_FREE}{_HOUR}(?: {_MINUTE})?(?: ?(?:h|uhr)\b)?(?![0-9:./%])"),
}
"""In this order, so that "quarter past 8 pm" is no "8 pm"."""
_CLOSED = {"spoken", "half", "bare"}
"""What is a time only where nothing follows that is counted ("2 to 3 times")."""
_WORD = re.compile(r"[a-z]+")

Minutes = frozenset[int]
Words = tuple[str, ...]


def clock_of(text: str) -> tuple[time, ...]:
    """Return the times of day that it may be now by the text, earliest first; () when it says none, or several."""
    said = list(_said(_in_digits(" ".join(plain_of(text).replace("'", "").replace("just after", "just").split()))))
    meant = frozenset.intersection(*said) if said else ()
    return tuple(time(*divmod(minute, HOUR)) for minute in sorted(meant))


def _said(plain: str) -> Iterator[Minutes]:
    """Yield what each time in the text may mean, in minutes of the day."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(plain):
            if _now(plain, match, kind) and (minutes := _minutes(match)):
                yield minutes
        plain = pattern.sub(lambda match: "#" * len(match[0]), plain)


def _now(plain: str, match: re.Match[str], kind: str) -> bool:
    """Say if the words around a time make it the time that it is now."""
    before, ends = _lead(plain[: match.start()]), _ends(plain[match.end() :])
    led = bool({before[-1:], before[-2:]} & _leads())
    if not ends and kind in _CLOSED:
        return False
    if led or not before:
        return led or not _doubtful(kind, match) or _ends(plain[match.end() :].replace(",", " and"))
    short = len(plain.split()) <= FEW and before[-1] not in _set("others")
    return short and not _doubtful(kind, match)


def _lead(before: str) -> Words:
    """Return the words before a time, without the last ones if they say "about"."""
    words = tuple(_WORD.findall(before))
    while words and words[-1] in _set("softeners"):
        words = words[:-1]
    return words


def _doubtful(kind: str, match: re.Match[str]) -> bool:
    """Say if a time may be any number: "9", "14.30", "9 to 5"."""
    dotted = kind == "written" and "." in match[0] and not _part(match.groupdict())
    return kind == "bare" or dotted or (kind == "spoken" and match["minutes"].isdigit())


def _ends(rest: str) -> bool:
    """Say if a time may end before these words."""
    words = rest.strip(" .,!?)#")
    return (
        not words
        or bool(re.match("[.!?]|, (?![0-9])", rest))
        or any(words.startswith(after) for after in _set("after"))
    )


def _minutes(match: re.Match[str]) -> Minutes:
    """Return the minutes of the day that a time may mean; none for a time that there isn't."""
    found = match.groupdict()
    if found.get("way") == "of" and found["minutes"] != "quarter":
        return frozenset()
    hours = _hours(found["hour"] or "", _part(found))
    ahead = _ahead(found)
    return frozenset((hour * HOUR + ahead) % DAY for hour in hours)


def _ahead(found: Mapping[str, str | None]) -> int:
    """Return the minutes that a time is after its hour; below nothing for "ten to"."""
    said = found.get("minutes") or found.get("minute") or "0"
    minutes = {"quarter": QUARTER, "half": HALF}.get(said) or int(said)
    return -minutes if found.get("way") in {"to", "till", "before", "of"} else minutes


def _part(found: Mapping[str, str | None]) -> str:
    said = found.get("half") or found.get("short") or found.get("part") or found.get("late")
    return _data()["halves"][said] if said else ""


def _hours(written: str, part: str) -> tuple[int, ...]:
    """Return the hours of the day that are meant, in the part of the day that is said."""
    hour = int(written)
    if hour > NOON or written.startswith("0"):
        return (hour,) if hour < DAY // HOUR and not (part == "am" and hour > NOON) else ()
    early, late = hour % NOON, hour % NOON + NOON
    evening = early >= _data()["first"].get(part, 0)
    return {"": (early, late), "am": (early,), "pm": (late,)}.get(part, (late,) if evening else (early,))


def _in_digits(plain: str) -> str:
    """Write the numbers of the text as digits, and noon and midnight as hours."""
    plain = _number_words().sub(lambda word: str(_data()["numbers"][word[0].replace("-", " ")]), plain)
    plain = re.sub(r"\b(?:12 )?(?:noon|midday)\b", "12 pm", plain)
    return re.sub(r"\b(?:12 )?midnight\b", "12 am", plain)


@lru_cache
def _number_words() -> re.Pattern[str]:
    words = sorted(_data()["numbers"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(words).replace(" ", "[ -]") + r")\b")


@lru_cache
def _leads() -> frozenset[Words]:
    return frozenset(tuple(lead.split()) for lead in _data()["leads"])


@lru_cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_data()[name])


@lru_cache
def _data() -> Mapping[str, Any]:
    return {**known()["clock"], "numbers": known()["numbers"]}
