"""What the writer felt: in one word, or in a sentence of their own that says nothing of the other."""

from __future__ import annotations

import re
from difflib import get_close_matches

from flows.model import Draft
from flows.rewriting.spelled import spelled
from flows.rewriting.topic import Table, is_charged, one_of

SHUT = frozenset({"stonewalling", "ultimatum", "contempt", "defensiveness", "ambush", "therapy_as_weapon"})
"""Labels of clauses whose "I can't" is a door that shuts."""
OF_A_SENTENCE = range(2, 15)
OF_WHAT_WEARIES = range(1, 9)
"""How many words they have."""
MOST_FELT = 3
"""How many feelings of one answer are taken."""
OF_A_LIKENESS = range(1, 9)
"""How many words stand behind "like" or "as if"."""
NEARLY, LEAST_LETTERS = 0.8, 5
"""How like a known feeling a word has to be that is spelt in another way, and how long."""

LEADS = re.compile(r"^(?:and|but|so|because|then|honestly)[,\s]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,/&+]|\b(?:and|but|just)\b)\s*(?:(?:also|then|just)\b\s*)?", re.IGNORECASE)
_WHY = re.compile(
    r"\s*\b(?:because|cos|cause|coz|when|that|since|as|of|about|by|at|for|in front|infront|compared|next to)\b.*$",
    re.IGNORECASE,
)
"""Why it was felt, or about what: no part of the feeling."""
_OTHER = re.compile(
    r"\b(?:you|u|your|he|she|him|her|his|hes|shes|he's|she's|they|them|their|it|its|it's)\b", re.IGNORECASE
)
_ONE_LIKE = re.compile(r"(?:an?|the|your|nothing|nobody|shit|crap|rubbish|garbage|dirt|hell|i|i'm|my|crying)\b")
_I = re.compile(r"\bi\b")


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


# --- the answer to what was felt


def feeling_of(answer: str, table: Table) -> str:
    """Return what was felt, as it stands behind "I felt": "sad and alone", "like a guest"; "" where it isn't named."""
    said = re.split(r"[.!?;:\n()]", spelled(answer, table).strip(" .!,"))[0].casefold()
    felt = _without_leads(said, table)
    *named, last = _named(felt, table) or [""]
    return _likeness(felt) or " and ".join(filter(None, (", ".join(named), last))) or feeling_in(answer, table)


def _without_leads(said: str, table: Table) -> str:
    leads = one_of(table["answers"]["leads"])
    while (shorter := re.sub(rf"^(?:{leads})(?:[,\s]+|$)", "", said)) != said:
        said = shorter
    return said.strip()


def _likeness(felt: str) -> str:
    """Return what it felt like, where that says nothing of the other: "like a guest", "as if I wasn't there"."""
    found = re.match(r"(like|as(?= an?\b)|as if|as though|that(?= i (?:don't|didn't|wasn't|am|'m)\b)) (.+)$", felt)
    if not found or len(found[2].split()) not in OF_A_LIKENESS:
        return ""
    what = re.sub(
        r" to (?:him|her)$", "", re.sub(r"^(?:his|her)(?= (?:mum|mom|mother|maid|flatmate|boss)\b)", "your", found[2])
    )
    if not _ONE_LIKE.match(what) or _OTHER.search(re.sub(r"^your (?:mum|mom|mother|maid|flatmate|boss)\b", "", what)):
        return ""
    how = {"that": "as if", "as": "like"}.get(found[1], found[1])
    return _I.sub("I", f"{how} {what}")


def _named(felt: str, table: Table) -> list[str]:
    """Return the feelings with which an answer begins, each with how much it was."""
    answers, feelings = table["answers"], table["feelings"]
    known = [*feelings["words"], *answers["felt"]]
    how = rf"(?:(?:{one_of([*feelings['between'], *answers['how']])})\s+)*"
    behind = rf"(?:\s+(?:{one_of(answers['behind'])}))*"
    unknown = rf"(?!(?:{one_of(answers['none'])})\b)[a-z-]+(?:{'|'.join(answers['ends'])})"
    word = re.compile(rf"({how}(?:{one_of(known)}|{unknown})){behind}")
    named = list[str]()
    for part in filter(None, _BETWEEN.split(re.sub(r"(?<!a )\bbit\b", ", a bit", felt))):
        said = re.sub(r"^(?:i have felt(?: me)?|i felt(?: me)?|i was|i)\s+", "", part)
        found = word.fullmatch(said) or word.fullmatch(_WHY.sub("", said)) or word.fullmatch(_as_spelt(said, known))
        if found:
            named.append(found[1])
        elif not said.startswith("not "):
            break
    return named[:MOST_FELT]


def _as_spelt(said: str, known: list[str]) -> str:
    """Return words with the last one as it is spelt, where that is nearly one that is known."""
    before, space, last = said.rpartition(" ")
    return (
        before
        + space
        + next(iter(get_close_matches(last, known, 1, NEARLY) if len(last) >= LEAST_LETTERS else ()), last)
    )
