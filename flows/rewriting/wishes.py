"""What a draft asks for, as one question: "why can't you just call" is "Could you call?".

A wish that is hidden in a charge or a command is asked for only where its verb is a known act; what follows the first
wish is left out: one request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.model import Draft
from flows.rewriting.spelled import spelled
from flows.rewriting.topic import Table, is_charged, named, one_of

CLOSED = frozenset({"contempt", "stonewalling", "ambush", "ultimatum", "diagnosis", "therapy_as_weapon"})
"""Labels of clauses in which no wish is looked for."""
OF_A_WISH = range(1, 17)
"""How many words may stand behind "Could you"."""

OF_A_COMMAND = range(3, 15)
OF_A_QUESTION = range(4, 21)

_NO_WISH = re.compile(r"^(?:so (?!please)|because|or|that|then you\b)", re.IGNORECASE)
"""What leads up to no wish: "so you could keep an eye on me"."""
_JOINED = re.compile(r"^(?:and|but|to)\b", re.IGNORECASE)
_US = re.compile(
    r"^(?:(?:can|could|would|will|may|shall|what about|how about) we|(?:can|could|may) I (?:tell|ask|talk|say|have))\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"^(?:stop|quit)\s+(\w+ing)\s*(.*)$", re.IGNORECASE)
_DO_NOT = re.compile(r"^(?:don't|do not)\s+(?:you\s+)?(?:ever\s+)?(\w+)\s+(.+)$", re.IGNORECASE)
_NOT = re.compile(r"^not\s+(\w+)\s+(.+)$", re.IGNORECASE)
_SO = re.compile(r"\b(?:like that|in front of|that way|in that tone)\b", re.IGNORECASE)
"""A way in which not to do it: no door that shuts."""
_NEAR = re.compile(r"\b(?:me|us|together|home|(?:with|to) (?:the|my|our|your))\b", re.IGNORECASE)
"""What a command has to hold to be a wish, or a thing that is known: "sit with that" is none."""


class Wish(NamedTuple):
    """One request: as a question, and as one that costs less."""

    plain: str
    softer: str


def wish_in(draft: Draft, table: Table) -> Wish | None:
    """Return the first wish of a draft: one that it asks for, before one that is hidden in a charge or a command."""
    found = list(_wishes(draft, table))
    return next((wish for is_open, wish in found if is_open), found[0][1] if found else None)


def _wishes(draft: Draft, table: Table) -> Iterator[tuple[bool, Wish]]:
    """Yield each wish, and whether it stands in a clause without a fault."""
    bitter = bool({"contempt", "stonewalling"} & set(draft.labels))
    leads = rf"^(?:(?:{one_of(table['commands']['leads'])})[,\s]+)+"
    for begin, end, labels in draft.clauses:
        whole = spelled(draft.text[begin:end], table)
        said = re.sub(leads, "", whole, flags=re.IGNORECASE).strip()
        shut = set(labels) & CLOSED and not (set(labels) <= {"stonewalling"} and _SO.search(said))
        if shut or _NO_WISH.match(whole):
            continue
        is_bitter = bitter or _JOINED.match(whole) is not None
        wish = (None if labels else _between_us(said, table)) or _of_the_other(said, table, is_bitter=is_bitter)
        if wish:
            yield not labels, wish


def _between_us(said: str, table: Table) -> Wish | None:
    """Return a question about both of them as it is."""
    if not _US.match(said) or len(said.split()) not in OF_A_QUESTION or is_charged(said, table):
        return None
    asked = re.sub(r"[!?.…]+$", "", said).rstrip(" ,;:-")
    question = f"{asked[:1].upper()}{asked[1:]}?"
    return Wish(question, question)


def _of_the_other(said: str, table: Table, *, is_bitter: bool) -> Wish | None:
    """Return what the other is asked to do, or not to do."""
    plain = re.sub(r",? for once,?(?= )", "", re.sub(r"[.!…,;?]+$", "", said).strip())
    small = rf"(?:\s+(?:{one_of(table['commands']['small'])}))*"
    begins = re.match(rf"^(?:{one_of(table['commands']['asks'])}){small}\s+", plain, re.IGNORECASE)
    inner = plain[begins.end() :] if begins else plain
    stop, no = _STOP.match(inner), _DO_NOT.match(inner) or (_NOT.match(inner) if begins else None)
    if stop or no:
        verb = table["forms"].doing.get(stop[1].casefold(), "") if stop else no[1].casefold() if no else ""
        rest = stop[2] if stop else no[2] if no else ""
        return None if is_bitter and not _SO.search(plain) else _not_to(verb, rest, table)
    is_asked = begins is not None or (not is_bitter and _is_command(said, inner, table))
    verb, _, rest = inner.partition(" ")
    own = re.match(r"(?:can|could|will|would) you\b", plain, re.IGNORECASE)
    return _to(verb.casefold(), rest, table, own[0].capitalize() if own else "Could you") if is_asked else None


def _is_command(said: str, inner: str, table: Table) -> bool:
    """Tell whether words that begin with a verb are a wish: they name us, or a thing that is known."""
    near = _NEAR.search(said) or any(True for _ in named(inner, table))
    return bool(near) and len(inner.split()) in OF_A_COMMAND and not said.endswith("?")


def _to(verb: str, rest: str, table: Table, begins: str) -> Wish | None:
    """Return a wish that something is done, or None where it can't be asked for; a draft's own beginning stays."""
    commands, act = table["commands"], one_wish(f"{verb} {rest}", table)
    known = verb in table["forms"].past or verb in commands["verbs"] or verb in commands["wished"]
    if verb == "be":
        known = act.casefold().startswith(tuple(commands["be"]))
    if not known or verb == "stop" or not _can_be_asked(act, table):
        return None
    return Wish(f"{begins} {act}?", f"Would you try to {act}?")


def _not_to(verb: str, rest: str, table: Table) -> Wish | None:
    """Return a wish that something isn't done, or None where it can't be asked for."""
    act = one_wish(f"{verb} {rest}", table)
    shut = any(f"{act.casefold()} ".startswith(f"{word} ") for word in table["commands"]["not_not"])
    if verb not in table["forms"].past or (shut and not _SO.search(act)) or not _can_be_asked(act, table):
        return None
    return Wish(f"Could you please not {act}?", f"Would you try not to {act}?")


def _can_be_asked(act: str, table: Table) -> bool:
    """Tell whether what is wished for is whole, and no charge."""
    commands = table["commands"]
    plain = f" {re.sub(r' like that', '', act.casefold())} "
    barred = any(f" {word} " in plain for word in commands["barred"]) or is_charged(act, table)
    whole = act.casefold() in commands["alone"] if " " not in act else act.casefold() not in commands["bare"]
    return whole and not barred and len(act.split()) in OF_A_WISH and not re.search(r"[\"“”?()]|'[^a-z]", act)


def one_wish(said: str, table: Table) -> str:
    """Return the first of several wishes, without what urges it."""
    more, loose = one_of(table["commands"]["more"]), one_of(table["commands"]["loose"])
    said = re.sub(r"\bevery (?:single )?time (?=I\b)", "when ", said)
    act = re.sub(rf"(?:[,;:]|\s+(?:{more})(?![\w'])(?! (?:me|us|I)\b)).*$", "", said.strip(), flags=re.IGNORECASE)
    while (shorter := re.sub(rf"\s+(?:{loose})$", "", act.rstrip(" ,-–—.!?"))) != act:
        act = shorter
    return act
