"""What stands before the words that are meant: "no, change it to Sunday" is "Sunday", and so is "idk, Sunday"."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.content import Words

MOST_CUT = 3
"""How often a beginning is cut: "no, it's wrong. Change it to ..."."""

_PAUSE = r"\s*[,.:;!\u2013\u2014-]+\s*"


def without_preface(text: str, words: Words, *, asides: bool = True) -> str:
    """Return a text without what only says that it corrects something; "" where it says no more than that.

    A lone "no," at its beginning is cut as one of the `asides`.
    """
    table, said = words.tables["fills"]["corrections"], text.strip()
    corrects = "|".join((*table["prefaces"], *table["takes"])).replace("{lines}", table["lines"])
    begins = _pattern(corrects, "|".join(table["asides"]), "|".join(table["agrees"]), asides=asides)
    for _ in range(MOST_CUT):
        found = begins.match(said.replace("\u2019", "'"))
        said = said[found.end() :] if found else said
    return said


def without_shrug(text: str, words: Words) -> str:
    """Return a text without the "I don't know" that it begins with; "" where it says no more than that.

    A question is left as it is, and so is what says what isn't known: "no idea what he likes".
    """
    said = text.strip()
    if said.endswith("?"):
        return said
    table = words.tables["fills"]["shrugs"]
    found = _shrug(*(table[name] for name in ("around", "long", "short", "asides", "then", "about"))).match(
        said.replace("\u2019", "'")
    )
    return _answer_in(said[found.end() :], table["maybe"], table["denies"]) if found else said


def is_a_shrug(text: str, words: Words) -> bool:
    """Tell whether a text says that one doesn't know, and no more."""
    return bool(text.strip()) and not without_shrug(text, words)


def _answer_in(rest: str, maybe: str, denies: str) -> str:
    """Return the answer in what comes behind a shrug: "there's never a calm one. Maybe at night" is "at night"."""
    later = re.match(rf"[^.;!]*\b(?:{denies})\b[^.;!]*[.;!]+\s*(?:{maybe})\b[\s,]*(?=\S)", rest, re.IGNORECASE)
    first = later or re.match(rf"(?:{maybe})\b[\s,]*", rest, re.IGNORECASE)
    return rest[first.end() :] if first else rest


@lru_cache
def _shrug(around: str, long: str, short: str, asides: str, then: str, about: str) -> re.Pattern[str]:
    aside = rf"(?:,?\s+(?:{asides})\b)*"
    end = rf"(?:{_PAUSE}|\s*$)"
    return re.compile(
        rf"(?:{around})*(?:(?:{long}|{short})\b{aside}(?:{end}|\s+(?=(?:{then})\b))"
        rf"|(?:{short})\b\s+(?!(?:{about})\b))",
        re.IGNORECASE,
    )


@lru_cache
def _pattern(corrects: str, no: str, yes: str, *, asides: bool) -> re.Pattern[str]:
    behind = rf"(?:{_PAUSE}|\s+|$)"
    correction = rf"(?:(?:{no}|{yes}){behind})?(?:{corrects}){behind}"
    return re.compile(rf"{correction}|(?:{no}){_PAUSE}" if asides else correction, re.IGNORECASE)
