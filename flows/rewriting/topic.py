"""What a draft is about: its theme, and a thing in it that can stand behind "It's about"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from flows.content import Words
from flows.model import Draft
from flows.rewriting.forms import forms_of

Table = Mapping[str, Any]

SCORN = frozenset({"contempt", "criticism", "diagnosis"})
"""Labels of clauses in which a thing is mostly named for scorn."""


_OUTRIGHT = re.compile(
    r"(?:(?:^|[.!?]\s+)(?:it's|its|this is)|(?:talk(?:ing)?|speak(?:ing)?|come at me)(?: to (?:you|me))?)"
    r" about (the|my|your|our) (\w+(?: \w+)?)(?=[.!?,]|$)",
    re.IGNORECASE,
)
"""How a draft says what it is about: "it's about the parcel"."""


class Known(NamedTuple):
    """The things that a draft can be about: how to find them, and of each its theme, its kind and another name."""

    pattern: re.Pattern[str]
    kinds: dict[str, list[tuple[str, str, str]]]
    things: frozenset[str]
    """Those that may stand right behind another one: "money" of "the holiday money"."""


def table_of(words: Words) -> Table:
    """Return by what a draft is taken apart and put together in one language: `drafts.toml` and `rewriting.toml`."""
    drafts = words.tables["drafts"]
    return {**drafts, **words.tables["rewriting"], "forms": forms_of(drafts["verbs"]["seen"]), "known": _known(drafts)}


def _known(drafts: Table) -> Known:
    kinds: dict[str, list[tuple[str, str, str]]] = {}
    for theme, rows in drafts["themes"].items():
        for kind in ("the", "bare", "people", "instead"):
            for noun in rows.get(kind, ()):
                kinds.setdefault(noun, []).append((theme, kind, rows[kind][noun] if kind == "instead" else ""))
    # The longest of the names that begin at one place is meant: "washing up" and not "washing".
    nouns = one_of(kinds)
    things = {noun for noun, rows in kinds.items() if rows[0][1] in ("the", "bare")} - set(drafts["doubtful"]["nouns"])
    return Known(re.compile(rf"(?<![a-z'-])(?:{nouns})(?![a-z'-])", re.IGNORECASE), kinds, frozenset(things))


def one_of(phrases: Iterable[str]) -> str:
    """Return a pattern for one of some phrases, the longest first."""
    return _one_of(tuple(phrases))


@lru_cache
def _one_of(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def is_charged(said: str, table: Table) -> bool:
    """Tell whether words of a draft have one in them that no version has: a verdict, a label, an "always"."""
    plain = f" {' '.join(re.findall(r'[a-z0-9-]+', re.sub('[’' + chr(39) + ']', '', said.casefold())))} "
    return any(f" {word.replace(chr(39), '')} " in plain for word in table["never"]["words"])


def about(draft: Draft, table: Table, told: str = "") -> tuple[str, str]:
    """Return the theme and the words that can stand behind "It's about".

    `told` is what a version tells of the draft: what it names counts first, so that the request fits it.
    """
    theme, topic = said_outright(draft, table) or _of_told(draft, table, told)
    if theme == "booked":
        theme = "therapy" if "therapy" in _shown(draft.text, table) else "none"
    return theme, topic


def _of_told(draft: Draft, table: Table, told: str) -> tuple[str, str]:
    here = sorted(named(told, table), key=lambda one: (one[1] == "things", one[0]))
    if here and here[0][1] != "things":
        return here[0][1], here[0][2]
    theme, topic = _of_draft(draft, table)
    if told:
        return _signed(told, table), here[0][2] if here else topic
    return theme, topic


def said_outright(draft: Draft, table: Table) -> tuple[str, str] | None:
    """Return what a draft itself says that it is about, in so many words."""
    found = _OUTRIGHT.search(draft.text)
    if not found:
        return None
    theme = next((theme for _, theme, _ in named(found[0], table)), "none")
    *first, last = found[2].casefold().split()
    ends_early = first and last in {*table["things"]["behind"], *table["things"]["none"]}
    return theme, " ".join([found[1].casefold(), *first, *(() if ends_early else (last,))])


def _of_draft(draft: Draft, table: Table) -> tuple[str, str]:
    """Return what a draft is about: what is named where it hurts counts before what is only named."""
    found = sorted(_ranked(draft, table))
    if found and not found[0][0]:
        return found[0][-2:]
    topic = _thing(draft, table) or (found[0][-1] if found else "")
    return ("none" if topic else _signed(_without_asides(draft, table), table)), topic


def _without_asides(draft: Draft, table: Table) -> str:
    """Return a draft without what it names beside the point, so that this shows no theme either."""
    known: Known = table["known"]

    def kept(hit: re.Match[str]) -> str:
        noun = hit[0].casefold()
        beside = _is_aside(hit.string, f"the {noun}", table) or _is_own_help(noun, hit.string[: hit.start()], table)
        return "" if beside else hit[0]

    return " ".join(known.pattern.sub(kept, draft.text[begin:end]) for begin, end, _ in draft.clauses)


def _ranked(draft: Draft, table: Table) -> Iterator[tuple[bool, bool, bool, int, str, str]]:
    """Yield each known thing by what makes it the topic, and its theme and name.

    Therapy comes first: what else is named beside it is mostly beside the point. A mere thing comes last, and what
    stands where nothing hurts after what stands where it does.
    """
    for begin, end, labels in draft.clauses:
        said = draft.text[begin:end]
        hurts = bool(set(labels) - SCORN) and re.search(r"\b(?:you|your|u|ur)\b", said, re.IGNORECASE) is not None
        for at, theme, name in named(said, table):
            placed = theme == "things" and (set(labels) & SCORN or _PLACE.search(said[:at]))
            if not placed and not _is_aside(said, name, table):
                yield theme == "things", theme != "therapy", not hurts, begin * 100 + at, theme, name


def _is_aside(said: str, name: str, table: Table) -> bool:
    """Tell whether something is named beside the point: "off the phone with", "my sister says", "like your father"."""
    plain = f" {' '.join(re.sub(r'[^a-z0-9 ]', '', said.casefold().replace('-', ' ')).split())} "
    names = (name, name.rpartition(" ")[2])
    return any(f" {aside.format(it=it)} " in plain for it in names for aside in table["asides"]["of"])


def _signed(said: str, table: Table) -> str:
    """Return the theme that words show although they name nothing, or "none"."""
    return next(iter(_shown(said, table)), "none")


def _shown(said: str, table: Table) -> list[str]:
    plain = said.casefold()
    return [
        theme for theme, signs in table["signs"].items() if re.search(rf"(?<![a-z])(?:{one_of(signs)})(?![a-z])", plain)
    ]


_THING = re.compile(r"(?:\b(\w+)\s+)?\b(my|your)\s+((?:[a-z]+'s\s+)?[a-z]{3,})", re.IGNORECASE)
_PLACES = ("at", "on", "in", "to", "of", "with", "from", "for", "by", "outside", "under", "like", "near", "off", "up")
"""What stands before a thing that only says where, or to whom."""
_PLACE = re.compile(rf"\b(?:{'|'.join(_PLACES)})\s+(?:the|my|your|ur|our|her|his|this|that|a|an)\s*$", re.IGNORECASE)


def _thing(draft: Draft, table: Table) -> str:
    """Return something of the writer's or the other's that a charge names: "you read my diary"; or ""."""
    joins, not_things = one_of(table["things"]["behind"]), set(table["things"]["none"])
    ends = re.compile(rf"\s*(?:[.,!?;:\n]|$)|\s+(?:{joins})\b", re.IGNORECASE)
    for begin, end, labels in sorted(draft.clauses, key=lambda clause: "you_statement" not in clause[2]):
        said = draft.text[begin:end]
        if set(labels) & SCORN or not re.search(r"\b(?:you|u|you're|you've)\b", said, re.IGNORECASE):
            continue
        for found in _THING.finditer(said):
            before, whose, noun = (found[1] or "").casefold(), found[2].casefold(), found[3].casefold()
            odd = noun.endswith(("ing", "ly", "est", "er")) or is_charged(noun, table) or before in _PLACES
            if ends.match(said, found.end()) and noun not in not_things and not odd:
                return f"{whose} {noun}"
    return ""


def named(said: str, table: Table) -> Iterator[tuple[int, str, str]]:
    """Yield where each known thing stands, its theme, and how it is called."""
    known: Known = table["known"]
    for hit in known.pattern.finditer(said):
        noun = hit[0].casefold()
        if _is_half(said[hit.end() :], table) or _is_own_help(noun, said[: hit.start()], table):
            continue
        for theme, kind, instead in known.kinds[noun]:
            if name := instead or _called(noun, kind, said[: hit.start()], table):
                yield hit.start(), theme, name


def _is_own_help(noun: str, before: str, table: Table) -> bool:
    """Tell whether somebody is the user's own helper ("my therapist"), who is quoted and not what it's about."""
    return noun in table["helpers"]["nouns"] and before.casefold().split()[-1:] == [table["helpers"]["own"]]


def _is_half(behind: str, table: Table) -> bool:
    """Tell whether another known thing follows at once: it's the holiday money and not the holiday."""
    found = re.match(r" ([a-z]+)\b", behind)
    return found is not None and found[1] in table["known"].things


def _called(noun: str, kind: str, before: str, table: Table) -> str:
    """Return a thing with what stands before it; somebody's mother needs to be somebody's, "" where she isn't."""
    last = before.casefold().split()[-1:] if before.endswith((" ", "\n")) else []
    if noun in table["doubtful"]["nouns"] and not set(last) & set(table["doubtful"]["before"]):
        return ""
    if kind == "people":
        whose = "your" if last == ["ur"] else "".join(last)
        return f"{whose} {noun}" if whose in ("my", "our", "your") else ""
    return noun if kind == "bare" else f"the {noun}"
