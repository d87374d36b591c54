"""What the writer felt: in one word, or in a sentence of their own that says nothing of the other."""

from __future__ import annotations

import re

from flows.model import Draft
from flows.rewriting.spelled import spelled
from flows.rewriting.topic import Table, is_charged, one_of

SHUT = frozenset({"stonewalling", "ultimatum", "contempt", "defensiveness", "ambush", "therapy_as_weapon"})
"""Labels of clauses whose "I can't" is a door that shuts."""
OF_A_SENTENCE = range(2, 15)
OF_WHAT_WEARIES = range(1, 9)
"""How many words they have."""
LEADS = re.compile(r"^(?:and|but|so|because|then|honestly)[,\s]+", re.IGNORECASE)


def feeling_in(said: str, table: Table) -> str:
    """Return a feeling word that the writer says of themselves, or ""; a verdict on the other is none."""
    plain = said.casefold().replace("’", "'")
    feelings = table["feelings"]
    starts, between = (one_of(feelings[name]) for name in ("starts", "between"))
    words = one_of(feelings["words"])
    of_the_other = r"(?!\s+(?:of|with|to|at (?:you|u|him|her))\b)"
    found = re.search(rf"\b(?:{starts})\s+(?:me\s+)?(?:(?:{between})\s+)*({words})\b{of_the_other}", plain)
    if found:
        return found[1]
    return next((word for sign, word in feelings["instead"].items() if re.search(rf"\b{re.escape(sign)}\b", plain)), "")


def sentence_of(draft: Draft, table: Table) -> str:
    """Return a sentence in which the writer tells how it is for them, or ""; what they are tired of comes first."""
    own = [
        re.sub(r"[.!…,;]+$", "", LEADS.sub("", spelled(draft.text[begin:end], table)))
        for begin, end, labels in draft.clauses
        if not set(labels) & SHUT and not draft.text[begin:end].endswith("?")
    ]
    told = [_weary(plain, table) for plain in own] + [_carried(plain, table) for plain in own]
    return next(filter(None, told), "")


def is_weary(said: str, table: Table) -> bool:
    """Tell whether a clause says what the writer is tired of: that is told by `sentence_of`."""
    return bool(_weary(re.sub(r"[.!…,;]+$", "", said), table))


def _weary(plain: str, table: Table) -> str:
    """Return "I'm tired of it", with what it is where that says nothing of the other."""
    ways = one_of(table["feelings"]["weary"])
    found = re.match(rf"^(I'm|I am)\s+((?:just |really |getting )*(?:{ways}))\s+(.+)$", plain, re.IGNORECASE)
    if not found:
        return ""
    what = found[3]
    own = re.match(
        r"(?:doing|eating|waiting|going|sleeping|cooking|cleaning|asking|the (?:fights|rows|silence))\b", what
    )
    clear = (
        own
        and len(what.split()) in OF_WHAT_WEARIES
        and not re.search(r"\b(?:you|your|you're)\b", what)
        and not is_charged(what, table)
    )
    return f"I'm {found[2]} {what if clear else 'it'}."


def _carried(plain: str, table: Table) -> str:
    """Return a sentence that begins as one about the writer and holds nothing of the other but "you" at its end."""
    begins = any(
        plain.casefold().startswith(f"{start} ") or plain.casefold() == start for start in table["feelings"]["carried"]
    )
    of_the_other = re.search(r"\b(?:you|your|you're|you've|you'd)\b(?!$)", plain, re.IGNORECASE)
    fits = begins and not of_the_other and len(plain.split()) in OF_A_SENTENCE
    return (
        f"{plain[:1].upper()}{plain[1:]}."
        if fits and not is_charged(plain, table) and not re.search(r"[,:;\"“”?]", plain)
        else ""
    )
