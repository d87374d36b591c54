"""A remark in place of a tap: a story that holds one answer, a clear answer at its beginning, or a button by its sense.

Nothing is taken where it would be a guess: not on screens of safety, consent or erasing, not where two answers are
named, and not where what follows takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from flows.content import Words
from flows.typed import A_YES_OR_NO, ASIDE, NO_ANSWER, OF_ONESELF, OF_OTHERS, TAKEN_BACK, plain, sounds_like

Ways = Mapping[str, Sequence[str]]

GUARDED = frozenset({"care", "safe_check", "quiet", "data", "welcome", "language"})
"""Talks in which only a plain answer is taken."""

GUARDED_SCREENS = frozenset(
    {
        "card.delete", "card.shut", "card.copy", "life.someone_new", "menu.fresh", "remind.shut", "season.private",
        "season.afraid", "season.named", "check.c2_afraid", "safe_hours.seen", "safe_hours.seen_by", "safe_hours.plain",
        "safe_hours.still_safe", "safe_hours.spans", "safe_hours.setup",
    }
)  # fmt: skip
"""Screens on which only a plain answer is taken, in talks where else a remark may be one."""

NEVER_BY_A_REMARK = frozenset({"delete", "wipe", "fresh", "unsafe", "off", "forbidden", "quiet"})
"""Buttons on which too much hangs."""

MOST_WORDS = 12
"""How many words a text has at the most that names a button by its sense; what is longer is a story."""

A_STORY, LEAST_LETTERS = 16, 8
"""From how many words on a text is a story, and how many letters a phrase has at the least by which it is heard."""

LATELY = 4
"""How many words before a phrase may deny it."""

PARTS = re.compile(
    r"[.,;:!?…\n–—]+|\s-+\s|\b(?=(?:but|because|cause|cos|cuz|coz|bc|although|though|since|whenever)\b)", re.IGNORECASE
)
"""Where the first part of a remark ends."""

SOMEBODY = OF_ONESELF | OF_OTHERS | {"we", "it", "its", "that", "thats", "id", "hed", "shed", "theyd", "my", "not"}
"""Words that begin a sentence of its own behind a bare yes or no."""

OPENS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "fits"),
    "no": ("no",),
    "some": ("some", "partly"),
    "kind_of": ("some", "partly"),
    "not_sure": ("not_sure", "unsure", "skip"),
    "skip": ("skip",),
}
"""Buttons that a plain answer at the beginning of a remark stands for."""


def is_guarded(talk: str, state: str) -> bool:
    """Tell whether only a plain answer is taken on a screen."""
    return talk in GUARDED or f"{talk}.{state}" in GUARDED_SCREENS


def told(text: str, screen: str, triggers: Collection[str], words: Words) -> str | None:
    """Return the one button of a screen of which a text of any length tells in words that are written down for it."""
    yields = words.tables["taps"]["yields"].get(screen, ())
    return _only_one(plain(text), words.tables["taps"]["stories"].get(screen, {}), triggers, words, yields=yields)


def meant(text: str, triggers: Collection[str], words: Words) -> str | None:
    """Return the one button that a few words name by its sense, whatever the screen is."""
    said = plain(text)
    if len(said.split()) > MOST_WORDS:
        return None
    return _only_one(said, words.tables["taps"]["meant"], triggers, words, "denying", "reported")


def opening(text: str, screen: str, triggers: Collection[str], words: Words) -> str | None:
    """Return the button that the first part of a longer remark stands for, where the rest doesn't take it back."""
    first = _first_part(text)
    rest = plain(text[len(first) :]).split()
    if not rest or not first.strip() or text.rstrip().endswith("?"):
        return None
    kind = sounds_like(first, words) or _with_an_aside(first)
    if kind is not None and kind in OPENS and words_take_back(kind, rest, words):
        return None
    by_word = next((name for name in OPENS.get(kind or "", ()) if name in triggers), None)
    return by_word or _first_of(first, text, screen, triggers, words)


def _with_an_aside(first: str) -> str | None:
    """Return yes or no where the first part begins with it and has little more: "yes please park it, we're tired"."""
    answer, _, aside = plain(first).partition(" ")
    if answer not in A_YES_OR_NO or len(aside) > ASIDE or aside.partition(" ")[0] in NO_ANSWER:
        return None
    back = not TAKEN_BACK.isdisjoint(aside.split()) or not A_YES_OR_NO.isdisjoint(aside.split())
    return None if back else "no" if answer.startswith("n") else "yes"


def _first_part(text: str) -> str:
    """Return what stands before the first pause: a bare yes or no needs none where somebody is spoken of next."""
    answer, _, rest = text.strip().partition(" ")
    if answer.casefold() in A_YES_OR_NO and plain(rest).partition(" ")[0] in SOMEBODY:
        return text[: text.index(answer) + len(answer)]
    return PARTS.split(text, maxsplit=1)[0]


def words_take_back(kind: str, rest: Collection[str], words: Words) -> bool:
    """Tell whether what follows a plain answer takes it back: "no, only sometimes"."""
    taken_back: Ways = words.tables["taps"]["taken_back"]
    return not set(taken_back.get(kind, taken_back["other"])).isdisjoint(rest)


def _first_of(first: str, text: str, screen: str, triggers: Collection[str], words: Words) -> str | None:
    """Return the button that the first part names in the words for this screen, where the rest names no other one."""
    ways: Ways = words.tables["typed"]["answers"].get(screen, {})
    named = _only_one(plain(text), ways, triggers, words)
    return named if named in {name for name, _ in named_in(plain(first), ways, words)} else None


def _only_one(
    said: str, ways: Ways, triggers: Collection[str], words: Words, *voids: str, yields: Collection[str] = ()
) -> str | None:
    """Return the one button that a text names; in a story a short phrase alone is too little.

    One that `yields` counts only where no other is named.
    """
    named = named_in(said, ways, words, *voids)
    named = {one for one in named if one[0] not in yields} or named
    if len({name for name, _ in named}) != 1:
        return None
    trigger = next(iter(named))[0]
    longest = max(len(phrase) for _, phrase in named)
    enough = longest >= LEAST_LETTERS or len(said.split()) < A_STORY
    return trigger if enough and trigger in triggers and trigger not in NEVER_BY_A_REMARK else None


def named_in(said: str, ways: Ways, words: Words, *voids: str) -> set[tuple[str, str]]:
    """Return the buttons that a text names, and by what; of two phrases at one place the longer counts, undenied."""
    voiding = frozenset(word for name in voids or ("denying",) for word in words.tables["taps"][name])
    longest = sorted(((phrase, name) for name in ways for phrase in ways[name]), key=lambda one: -len(one[0]))
    left, named = f" {said} ", set()
    for phrase, name in longest:
        before, found, after = left.partition(f" {phrase} ")
        if found:
            left = f"{before} # {after}"
            if voiding.isdisjoint(before.split()[-LATELY:]):
                named.add((name, phrase))
    return named
