"""The times that a draft names, in its own words: one that is past, and one to come."""

from __future__ import annotations

import re

DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend"
PART = "(?: (?:morning|evening|night|afternoon))?"
HOUR = r"(?: at (?:\d{1,2}(?::\d\d)?(?: ?[ap]m)?|six|seven|eight|nine|ten))?"
PAST = re.compile(
    rf"\b(last (?:night|week|month|year|summer|winter|spring|autumn|{DAYS})|yesterday{PART}|this morning"
    r"|(?:a few|two|three|\d+) (?:days|weeks|months|years) ago|the other (?:day|night|evening)"
    rf"|(?:on )?(?:{DAYS}){PART}|at (?:dinner|breakfast|lunch|christmas|the party|the wedding))\b",
    re.IGNORECASE,
)
COMING = re.compile(
    rf"\b(tonight|tomorrow{PART}|(?:this|next) (?:{DAYS}|week|evening|afternoon)|(?:on )?(?:{DAYS}){PART}){HOUR}\b",
    re.IGNORECASE,
)
WAS = re.compile(
    r"\b(?:was|were|did|didn'?t|had|wasn'?t|weren'?t|left|said|told|forgot|went|came|made|took|got|gave|sat|kept|spent"
    r"|let|put|ran|stood|slept|ate|broke|lost|bought|paid|cried|lied|promised|felt|fell|heard|saw|knew|lay|rang|drove"
    r"|wrote|read|met|won|woke|sold|threw|hid|found|saw|spoke|rang|drank|\w{2,}ed)\b",
    re.IGNORECASE,
)


def times_in(said: str, topic: str) -> tuple[str, str]:
    """Return a time that is past and one to come, in the draft's own words; a bare weekday goes by the verb near it.

    A past time belongs to what is named in the same sentence.
    """
    noun = topic.rpartition(" ")[2]
    past = coming = ""
    for found in re.finditer(f"{PAST.pattern}|{COMING.pattern}", said, re.IGNORECASE):
        words, clause = found[0], _around(said, found.start())
        if COMING.fullmatch(words) and not (PAST.fullmatch(words) and WAS.search(clause)):
            coming = coming or _as_time(words)
        elif noun in clause.casefold():
            past = past or _as_time(words)
    return past, coming


def _around(said: str, at: int) -> str:
    begin = max(said.rfind(mark, 0, at) for mark in ".!?\n;") + 1
    ends = [end for mark in ".!?\n;" if (end := said.find(mark, at)) >= 0]
    return said[begin : min(ends, default=len(said))]


def _as_time(words: str) -> str:
    """Return a time as it stands behind something: "on Friday", "last night"."""
    said = re.sub(rf"\b(?:{DAYS.replace('|weekend', '')})\b", lambda day: day[0].capitalize(), words.casefold())
    said = re.sub(r"\b(?:last |this |next )weekend\b", lambda day: day[0], said)
    if re.match(rf"(?:{DAYS})\b", said, re.IGNORECASE):
        return f"on the {said}" if said.startswith("weekend") else f"on {said}"
    return said
