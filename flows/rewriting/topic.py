"""What a draft is about: its theme, and a thing in it that can stand behind "It's about"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flows.content import Words
from flows.model import Draft

Table = Mapping[str, Any]

SCORN = frozenset({"contempt", "criticism", "diagnosis"})
"""Labels of clauses in which a thing is mostly named for scorn."""


def table_of(words: Words) -> Table:
    """Return by what a draft is taken apart and put together in one language: `drafts.toml` and `rewriting.toml`."""
    return {**words.tables["drafts"], **words.tables["rewriting"]}


def is_charged(said: str, table: Table) -> bool:
    """Tell whether words of a draft have one in them that no version has: a verdict, a label, an "always"."""
    plain = f" {' '.join(re.findall(r'[a-z0-9-]+', re.sub('[’' + chr(39) + ']', '', said.casefold())))} "
    return any(f" {word.replace(chr(39), '')} " in plain for word in table["never"]["words"])


def about(draft: Draft, table: Table) -> tuple[str, str]:
    """Return the theme and the words that can stand behind "It's about"; the first thing named counts."""
    said = draft.text
    found = sorted(named(said, table), key=lambda one: (one[1] == "things", one[0]))
    if found and found[0][1] != "things":
        _, theme, topic = found[0]
        return theme, topic
    topic = _thing(draft, table) or (found[0][2] if found else "")
    return ("none" if topic else _signed(said, table)), topic


def _signed(said: str, table: Table) -> str:
    """Return the theme that a draft shows although it names nothing, or "none"."""
    plain = said.casefold()
    shown = (
        theme
        for theme, signs in table["signs"].items()
        if any(re.search(rf"(?<![a-z]){re.escape(sign)}(?![a-z])", plain) for sign in signs)
    )
    return next(shown, "none")


def _thing(draft: Draft, table: Table) -> str:
    """Return something that the draft names behind "my", "your", "our" or "the", outside of what scorns, or ""."""
    joins, not_things = "|".join(table["things"]["behind"]), set(table["things"]["none"])
    for begin, end, labels in draft.clauses:
        if set(labels) & SCORN:
            continue
        ends = rf"(?=\s*(?:[.,!?;:\n]|$)|\s+(?:{joins})\b)"
        pattern = rf"\b(my|your|our|the|this|that)\s+((?:(?<!the )[a-z]+'s\s+)?[a-z]{{3,}}){ends}"
        for found in re.finditer(pattern, draft.text[begin:end], re.IGNORECASE):
            whose, noun = found[1].casefold(), found[2].casefold()
            odd = noun.endswith(("ing", "ly", "est", "er")) or is_charged(noun, table)
            if noun not in not_things and not odd:
                return f"{whose if whose in ('my', 'your', 'our') else 'the'} {noun}"
    return ""


def named(said: str, table: Table) -> Iterator[tuple[int, str, str]]:
    """Yield where each known thing stands, its theme, and how it is called."""
    for theme, kinds in table["themes"].items():
        for kind in ("the", "bare", "people", "instead"):
            for noun in kinds.get(kind, ()):
                hit = re.search(rf"(?<![a-z'-]){re.escape(noun)}(?![a-z'-])", said, re.IGNORECASE)
                name = _called(noun, kind, said[: hit.start()], table) if hit else ""
                if hit and name:
                    # The longest of the names that begin here is meant: "washing up" and not "washing".
                    yield hit.start() * 100 - len(noun), theme, kinds["instead"][noun] if kind == "instead" else name


def _called(noun: str, kind: str, before: str, table: Table) -> str:
    """Return a thing with what stands before it; somebody's mother needs to be somebody's, "" where she isn't."""
    last = before.casefold().split()[-1:] if before.endswith((" ", "\n")) else []
    if noun in table["doubtful"]["nouns"] and not set(last) & set(table["doubtful"]["before"]):
        return ""
    if kind == "people":
        whose = "your" if last == ["ur"] else "".join(last)
        return f"{whose} {noun}" if whose in ("my", "our", "your") else ""
    return noun if kind == "bare" else f"the {noun}"
