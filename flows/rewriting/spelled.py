"""A clause of a draft as it is spelt in a version: "u" is "you", what was shouted is said, and nothing leads up."""

from __future__ import annotations

import re
from typing import Any

from flows.rewriting.times import DAYS
from flows.rewriting.topic import Table, one_of

LEADS = re.compile(
    r"^(?:and|but|so|because|cause|cos|cuz|then|or|well|ok|okay|look|listen|honestly|btw|also|bro|babe|mate)[,\s]+",
    re.IGNORECASE,
)
_SHORT_DAYS = {day[:3]: day.capitalize() for day in DAYS.removesuffix("|weekend").split("|")}
_SHORT_DAY = re.compile(rf"\b({'|'.join(_SHORT_DAYS)})(?=\s+(?:morning|afternoon|evening|night)\b)", re.IGNORECASE)
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")


def spelled(said: str, table: Table) -> str:
    """Return words of a draft as they are spelt in full, in one line, without emoji and without shouting."""
    rules = table["spelled"]
    plain = " ".join(_EMOJI.sub(" ", said.replace("’", "'")).split())
    plain = re.sub(r"\bi(?=\b|')", "I", plain)
    plain = re.sub(r"\b(?!AM\b|PM\b|TV\b)[A-Z]{2,}\b", lambda shouted: shouted[0].lower(), plain)
    plain = re.sub(r"\blike (?=\d)", "", plain)
    plain = re.sub(r"\bb4\b", "before", re.sub(r"\bw/o\b", "without", plain, flags=re.IGNORECASE), flags=re.IGNORECASE)
    plain = _SHORT_DAY.sub(lambda day: _SHORT_DAYS[day[1].casefold()], plain)
    plain = re.sub(rf"\b(?:{DAYS.removesuffix('|weekend')})s?\b", lambda day: day[0].capitalize(), plain)
    are = "|".join(rules["are"])
    plain = re.sub(rf"\bur(?=\s+(?:{are}|\w+in[g']?)\b)", "you're", plain, flags=re.IGNORECASE)
    return re.sub(r"(?<![\w'])[a-z]+(?![\w'])", lambda word: _as_spelt(word[0], rules), plain, flags=re.IGNORECASE)


def _as_spelt(word: str, rules: dict[str, Any]) -> str:
    full = str(rules["instead"].get(word.casefold(), word))
    return f"{full[:1].upper()}{full[1:]}" if word[:1].isupper() and full != word else full


def bare(said: str, table: Table) -> str:
    """Return a clause without what leads up to it, as it is spelt in a version."""
    plain = LEADS.sub("", LEADS.sub("", spelled(said, table).strip())).strip()
    return re.sub(rf"^(?:{one_of(table['acts']['formal'])})\s+", "", plain, flags=re.IGNORECASE)


def as_sentence(said: str) -> str:
    """Write a clause as a sentence: a capital, one mark at its end, no shouting."""
    said = " ".join(said.split()).rstrip(" ,;:-")
    said = re.sub(r"[!?.…]+$", "", said).rstrip()
    said = re.sub(r"\bi\b", "I", said)
    return f"{said[:1].upper()}{said[1:]}."
