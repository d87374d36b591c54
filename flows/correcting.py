"""What stands before the words that are meant: "no, change it to Sunday" is "Sunday"."""

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


@lru_cache
def _pattern(corrects: str, no: str, yes: str, *, asides: bool) -> re.Pattern[str]:
    behind = rf"(?:{_PAUSE}|\s+|$)"
    correction = rf"(?:(?:{no}|{yes}){behind})?(?:{corrects}){behind}"
    return re.compile(rf"{correction}|(?:{no}){_PAUSE}" if asides else correction, re.IGNORECASE)
