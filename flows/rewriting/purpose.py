"""What a draft is for where it tells nothing that happened: it springs something, presses, shuts a door, wants help."""

from __future__ import annotations

import re

from flows.model import Draft
from flows.rewriting.spelled import as_sentence, bare, spelled
from flows.rewriting.topic import Table, is_charged

_BEGINS = r"^(?:so |ok |right |look |surprise[,:!]? |by the way )*"
_ARRANGED = re.compile(
    rf"{_BEGINS}(I(?:'ve| have)?(?: just| already)? (?:booked|arranged|invited|signed|organised|organized|paid for"
    r"|got us|made (?:us )?an? (?:appointment|booking))\b.+"
    r"|(?:we have (?!to\b)|we've got|we're seeing|it's booked)\b.+)$",
    re.IGNORECASE,
)
_COME = re.compile(
    rf"{_BEGINS}((?:(?:both |all )?(?:my|your|our)\b(?: (?!is\b|are\b|will\b)[\w']+){{1,5}})"
    r"(?:'s|'re| is| are| will be) (?:coming|there|here|at|on (?:the|her|his|their) (?:zoom|way|call|line))\b.*)$",
    re.IGNORECASE,
)
"""What the writer has arranged, and who is to be there."""
_ENDS = re.compile(
    r"[,:]| and (?:you|I|I'm|my|your|he|he'll|she|she'll|she's|they|they're|the|told)\b"
    r"| so\b| because\b| when you\b",
    re.IGNORECASE,
)
_SEEN_BY = re.compile(
    r"\bin front of (?:(?:all |both )?(?:my|your|our|the)(?: \w+){1,2}?|everyone|everybody)(?=[.,!?;]|$"
    r"| (?:last|on|yesterday|again|today|at|and|but|like|when|while|because|so)\b)"
)
CLOSING = frozenset({"pressed", "shut"})
TALKED_OF = frozenset({"therapy", "money", "drink", "us", "trust", "close", "chores"})
"""Themes that are talked of; what else is named where one presses or shuts a door is mostly a place or a witness."""

OF_WHAT_IS_ARRANGED = range(3, 17)
"""How many words the sentence has that tells what the writer has arranged."""


def purpose_of(draft: Draft, theme: str, topic: str, *, arranged: str) -> str:
    """Return what the draft is for where it tells nothing that happened; "" where it is something else."""
    if "ambush" in draft.labels:
        return "pressed" if not arranged else "witness" if _COME.match(arranged) else "sprung"
    if "stonewalling" in draft.labels:
        return "shut"
    return "therapy" if theme == "therapy" and topic and not topic.startswith(("the ", "my ", "your ")) else ""


def arranged_in(draft: Draft, topic: str, table: Table, *, therapy: bool) -> str:
    """Return what the writer has arranged, in their own words, or ""."""
    if "ambush" not in draft.labels:
        return ""
    for begin, end, _ in draft.clauses:
        said = bare(draft.text[begin:end], table)
        if found := _ARRANGED.match(said) or _COME.match(said):
            plain = _ENDS.split(found[1])[0]
            plain = re.sub(r"^it's booked\b", "I've booked it", plain, flags=re.IGNORECASE)
            plain = re.sub(r"(?<=ed) it\b", f" {topic}", plain) if therapy else plain
            whole = (_ARRANGED.match(plain) or _COME.match(plain)) and not re.search(r"ed it\b", plain)
            if whole and len(plain.split()) in OF_WHAT_IS_ARRANGED and not is_charged(plain, table):
                return as_sentence(plain)
    return ""


def seen_by(said: str, table: Table) -> str:
    """Return before whom it happened: "in front of my mother"; or ""."""
    found = _SEEN_BY.search(spelled(said, table))
    return found[0] if found else ""
