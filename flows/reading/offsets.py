"""The distance from UTC that a text gives: "UTC+2", "gmt -5", "+5:30", "five hours behind GMT"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from flows.reading.phrases import plain_of
from flows.zones.files import known

LEAST, MOST = timedelta(hours=-12), timedelta(hours=14)

_AMOUNT = r"\s*(?P<sign>[+\-−–])\s*(?P<hours>[0-9]{1,2})(?:[:.]?(?P<minutes>[0-5][0-9]))?"
_AFTER_UTC = re.compile(rf"\b(?:utc|gmt)(?:\s*/\s*(?:utc|gmt))?{_AMOUNT}(?![0-9:])(?:\s*(?:h|hrs?|hours?)\b)?")
_ZERO = re.compile(r"(?:(?:its|it's|it is|on|in) )?utc(?: time)?[.!]?")
_ALONE = re.compile(rf"{_AMOUNT}\s*")


def offset_in(text: str) -> tuple[timedelta | None, str]:
    """Return the offset that the text gives, or None, and the text without it."""
    plain = plain_of(text).strip()
    if _ZERO.fullmatch(plain):
        return timedelta(), ""
    for pattern in (_AFTER_UTC, _ALONE, _in_words()):
        match = pattern.search(plain) if pattern is not _ALONE else pattern.fullmatch(plain)
        if match and (offset := _offset(match.groupdict())) is not None:
            return offset, plain[: match.start()] + " " + plain[match.end() :]
    return None, plain


def _offset(found: Mapping[str, str | None]) -> timedelta | None:
    """Return the offset, if there is such a one on earth."""
    hours = found["hours"] or ""
    minutes = int(found["minutes"] or 0) + 30 * bool(found.get("half"))
    amount = timedelta(hours=_data()["numbers"].get(hours) or int(hours), minutes=minutes)
    signed = amount if found["sign"] in {"+", *_data()["ahead"]} else -amount
    return signed if LEAST <= signed <= MOST else None


@lru_cache
def _in_words() -> re.Pattern[str]:
    numbers = "|".join(_data()["numbers"])
    signs = "|".join([*_data()["ahead"], *_data()["behind"]])
    hours = rf"\b(?P<hours>[0-9]{{1,2}}|{numbers})(?P<minutes>)(?P<half> and a half)?\s*(?:h|hrs?|hours?)"
    return re.compile(rf"{hours}\s+(?P<sign>{signs})\s+(?:utc|gmt)\b")


@lru_cache
def _data() -> Mapping[str, Any]:
    return {**known()["offsets"], "numbers": known()["numbers"]}
