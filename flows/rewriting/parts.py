"""What a draft holds: what it is about, when, what the writer felt, what they ask for, and what may stay as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.model import Draft
from flows.rewriting.times import DAYS, PAST, WAS, times_in
from flows.rewriting.topic import Table, about, is_charged, named

LEAST_WORDS, MOST_WORDS = 3, 22
"""How many words a clause has that may stay as it is."""
MOST_KEPT = 2
OF_AN_ACT = range(3, 17)
DID = re.compile(rf"^(?:you|u)\s+(?:(?:just|really|even|still|also|then)\s+)?{WAS.pattern}", re.IGNORECASE)
"""How what the other did begins: "you left", "u forgot"."""
OF_A_QUESTION, OF_A_COMMAND = range(4, 21), range(3, 13)
"""How many words a question has that may stay, and a command that can be asked as one."""

STARTS = re.compile(
    rf"^(?:i|i'm|i've|i'd|im|ive|we|we're|we've|it|it's|its|my|our|the|last|yesterday|this|today|on|{DAYS}|when i)\b",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"^(?:and|but|so|because|cause|cos|cuz|then|or|well|ok|okay|look|listen|honestly|btw|also)[,\s]+", re.IGNORECASE
)
ASKS = re.compile(r"^(?:can|could|would|will|may|shall|what about|how about)\b.*\b(?:we|you|u|i)\b", re.IGNORECASE)

BETWEEN_US = re.compile(r"\b(?:me|us|together|with (?:the|my|our|your)|to (?:the|my|our|your)|home)\b", re.IGNORECASE)
"""What a command has to hold to be a wish: "sit with that" is none."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a draft holds; "" and () where it holds nothing of a kind.

    `topic` can stand behind "It's about", `past` and `coming` are times in the draft's own words, `feeling` one word of
    the writer's own, `kept` clauses without a fault, `request` a whole question, `theme` a key of the table.
    """

    theme: str = "none"
    topic: str = ""
    past: str = ""
    coming: str = ""
    feeling: str = ""
    kept: tuple[str, ...] = ()
    act: str = ""
    """What the other did, as the draft tells it: "you left me at the clinic"."""
    request: str = ""
    serious: bool = False
    concrete: bool = False
    """Whether what was kept names a thing or a time."""


def parts_of(draft: Draft, table: Table) -> Parts:
    """Return what a draft holds; `table` comes from `table_of`."""
    said = draft.text
    clean = [said[begin:end] for begin, end, labels in draft.clauses if not labels]
    theme, topic = about(draft, table)
    past, coming = times_in(said, topic)
    request = _request(clean, table) or _command(draft, table)
    kept = tuple(_kept(draft, clean, request, table))
    return Parts(
        theme=theme,
        topic=topic,
        past=past,
        coming=coming,
        feeling=_feeling(said, table),
        kept=kept,
        act="" if kept else _act(draft, table),
        request=request,
        serious="ultimatum" in draft.labels,
        concrete=any(_is_concrete(sentence, table) for sentence in kept),
    )


# --- what the writer felt


def _feeling(said: str, table: Table) -> str:
    """Return a feeling word that the writer says of themselves, or ""; a verdict on the other is none."""
    plain = said.casefold().replace("’", "'")
    starts = "|".join(map(re.escape, table["feelings"]["starts"]))
    between = "|".join(map(re.escape, table["feelings"]["between"]))
    words = "|".join(map(re.escape, sorted(table["feelings"]["words"], key=len, reverse=True)))
    of_the_other = r"(?!\s+(?:of|with|to|at (?:you|u|him|her))\b)"
    found = re.search(rf"\b(?:{starts})\s+(?:me\s+)?(?:(?:{between})\s+)*({words})\b{of_the_other}", plain)
    return found[1] if found else ""


# --- what stays


def _kept(draft: Draft, clean: Sequence[str], request: str, table: Table) -> Iterator[str]:
    """Yield the clauses that may stay as they are, as sentences: at most two.

    They tell what the writer felt or what happened. Beside scorn or a door that shuts, what sounds plain is part of it,
    so there only a feeling stays.
    """
    bitter = {"contempt", "stonewalling", "ambush", "therapy_as_weapon"} & set(draft.labels)
    count = 0
    for clause in clean:
        said = LEADS.sub("", clause.strip()).strip()
        fits = LEAST_WORDS <= len(said.split()) <= MOST_WORDS and STARTS.match(said) and not said.endswith("?")
        tells = _feeling(said, table) or (not bitter and WAS.search(said) and _is_concrete(said, table))
        if fits and tells and not is_charged(said, table) and said.rstrip(".!") not in request and count < MOST_KEPT:
            count += 1
            yield as_sentence(said)


def _act(draft: Draft, table: Table) -> str:
    """Return what the other did, from a clause that tells it and nothing else, or ""."""
    for begin, end, labels in draft.clauses:
        said = re.sub(r"[.!…,;]+$", "", LEADS.sub("", draft.text[begin:end].strip())).strip()
        plain = f" {said.casefold()} "
        tells = set(labels) <= {"you_statement"} and DID.match(said) and len(said.split()) in OF_AN_ACT
        verdict = any(f" {word} " in plain for word in table["acts"]["verdicts"]) or is_charged(said, table)
        if tells and not verdict and not re.search(r"[?\"“”:]", said):
            calm = re.sub(r"\b[A-Z]{3,}\b", lambda shouted: shouted[0].lower(), re.sub(r"\bi\b", "I", said))
            return re.sub(r"^(?:you|u)\b", "you", calm, flags=re.IGNORECASE)
    return ""


def _is_concrete(said: str, table: Table) -> bool:
    """Tell whether a clause names a thing that is known, or a time."""
    return any(True for _ in named(said, table)) or PAST.search(said) is not None


def as_sentence(said: str) -> str:
    """Write a clause as a sentence: a capital, one mark at its end, no shouting."""
    said = " ".join(said.split()).rstrip(" ,;:-")
    said = re.sub(r"[!?.…]+$", "", said).rstrip()
    said = re.sub(r"\bi\b", "I", said)
    return f"{said[:1].upper()}{said[1:]}."


# --- what is asked for


def _request(clean: Sequence[str], table: Table) -> str:
    """Return a question without a fault in which the writer asks for something, or ""."""
    for clause in clean:
        said = LEADS.sub("", clause.strip())
        asks = ASKS.match(said) and len(said.split()) in OF_A_QUESTION
        if asks and not is_charged(said, table):
            return f"{as_sentence(said)[:-1]}?"
    return ""


def _command(draft: Draft, table: Table) -> str:
    """Return a command that can be asked for as a question, or "": only one that has no other fault."""
    if {"contempt", "stonewalling"} & set(draft.labels):
        return ""
    verbs = table["commands"]["verbs"]
    for begin, end, labels in draft.clauses:
        said = re.sub(r"^please\s+", "", LEADS.sub("", draft.text[begin:end].strip()), flags=re.IGNORECASE)
        words = said.split()
        mild = set(labels) <= {"you_statement"} and len(words) in OF_A_COMMAND and not said.endswith("?")
        asks = words[0].casefold() in verbs and BETWEEN_US.search(said) if mild else None
        if asks and not is_charged(said, table) and not re.search(r"[,:;]", said):
            bare = re.sub(r"[.!…]+$", "", said)
            bare = re.sub(r"\s+(?:now|please|pls|already|for once)$", "", bare, flags=re.IGNORECASE)
            return f"Would you {bare[:1].lower()}{bare[1:]}?" if len(bare.split()) in OF_A_COMMAND else ""
    return ""
