"""The word for the partner, in English: texts are written with "they", and said as the user chose.

For "she" and "he" the pronouns change, and the verbs with them; for a word of the user's own, "your partner" does.
Lines to say, what stands in 'single quotes', {placeholders} and what `pronouns.toml` lists stay as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

THEY = ("they", "them", "their", "theirs", "themselves", "themself")
CHOSEN: Mapping[str, Mapping[str, str]] = {
    "she": dict(zip(THEY, ("she", "her", "her", "hers", "herself", "herself"), strict=True)),
    "he": dict(zip(THEY, ("he", "him", "his", "his", "himself", "himself"), strict=True)),
}
"""The pronouns that can be chosen, and what each says in place of "they"."""

TURNED: Mapping[str, str] = {
    "are": "is",
    "aren't": "isn't",
    "'re": "'s",
    "do": "does",
    "don't": "doesn't",
    "have": "has",
    "haven't": "hasn't",
    "'ve": "'s",
    "were": "was",
    "weren't": "wasn't",
}
"""Verbs that don't take an -s but change, behind "they" and before it."""

LEADS_ON = ("are", "'re")
"""Those of them that another verb in the present may follow: "they're hurt and go"."""

_TOKEN = re.compile(r"[^\W\d_]+n['’]t\b|['’](?:re|ve|ll|d|s|m)\b|[^\W\d_]+|[^\w\s]|\n")
_UNSAID = r"^> .*$|\"[^\"\n]+\"|(?<![^\s:(\[])'.+?'(?=[\s.,;:!?)\]]|$)|[‘“].+?[’”](?!\w)|\{[^{}]*\}"
"""Lines to say, quotes and placeholders."""
_PARTNER = re.compile(r"\b([Yy])our partner\b")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_CONSONANT_Y = re.compile(r"(?<![aeiou])y$")

Tokens = Sequence["Token"]


class Token(NamedTuple):
    """A word or a mark of a text: as it is compared, where it stands, and whether it must stay."""

    low: str
    start: int
    end: int
    stays: bool


NOTHING = Token("", 0, 0, stays=True)


def as_chosen(text: str, word: str) -> str:
    """Return the text as it speaks of the partner to somebody who chose "she", "he" or a word of their own.

    "" is "they". A name has a capital; any other word goes behind "your".
    """
    if word in CHOSEN:
        return _with_pronoun(text, CHOSEN[word])
    return _with_own_word(text, word) if word else text


# --- a word of their own


def _with_own_word(text: str, word: str) -> str:
    """Put the word behind "your", and a name alone. Braces are left out: texts are filled in later."""
    typed = " ".join(re.sub(r"[{}]", " ", word).split())
    kin = typed.casefold() in _rules()["kin"]
    spans = [match.span() for match in _unsaid().finditer(text)]

    def put(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in spans):
            return match[0]
        return typed if typed[:1].isupper() and not kin else f"{match[1]}our {typed.lower() if kin else typed}"

    return _PARTNER.sub(put, text) if typed else text


# --- she and he


def _with_pronoun(text: str, forms: Mapping[str, str]) -> str:
    tokens = _tokens(text)
    said: dict[int, str] = {}
    for at, token in enumerate(tokens):
        if token.low in forms and not token.stays and not _others(tokens, at):
            said[at] = forms[token.low]
            if token.low == THEY[0]:
                said |= _verbs_of(tokens, at)
    return _put_in(text, tokens, said)


def _tokens(text: str) -> list[Token]:
    spans = [match.span() for match in _staying().finditer(text)]

    def stays(at: int) -> bool:
        return any(start <= at < end for start, end in spans)

    found = _TOKEN.finditer(text)
    return [Token(one[0].lower().replace("’", "'"), *one.span(), stays=stays(one.start())) for one in found]


def _put_in(text: str, tokens: Tokens, said: Mapping[int, str]) -> str:
    """Write the new words in place of the old ones, with a capital where there was one."""
    parts, after = [], 0
    for at in sorted(said):
        token = tokens[at]
        capital = text[token.start].isupper()
        parts += [text[after : token.start], said[at].capitalize() if capital else said[at]]
        after = token.end
    return "".join([*parts, text[after:]])


def _others(tokens: Tokens, at: int) -> bool:
    """Tell whether others are meant: "they both", "four of them", "people say no when they're tired"."""
    if tokens[at].low in THEY[:2] and _at(tokens, at + 1).low in _small("several"):
        return True
    if _at(tokens, at - 1).low == "of" and _at(tokens, at - 2).low in _small("some_of"):
        return True
    return any(token.low in _small("others") for token in tokens[_begin(tokens, at) : at])


def _begin(tokens: Tokens, at: int) -> int:
    """Return the place where the sentence begins."""
    return max((place for place in range(at) if _ends(tokens[place])), default=-1) + 1


def _verbs_of(tokens: Tokens, they: int) -> dict[int, str]:
    """Return the places of the verbs that go with a "they", and what each becomes."""
    before = _at(tokens, they - 1).low
    if before in TURNED:
        return {they - 1: TURNED[before]}
    if before in _verb_list("helping"):
        return {}
    first = they + 1
    while _between(_at(tokens, first).low):
        first += 1
    if not _takes_s(_at(tokens, first)):
        return {}
    return {at: _third_person(tokens[at].low) for at in (first, *_joined(tokens, first))}


def _between(low: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    return low in _small("between") or (low.endswith("ly") and low not in _verb_list("ends_in_ly"))


def _takes_s(token: Token) -> bool:
    """Tell whether a word behind "they" is a verb in the present."""
    low = token.low
    if token.stays or not (low.isalpha() or low in TURNED):
        return False
    if low.endswith("ed"):
        return low in _verb_list("ends_in_ed")
    return low not in _verb_list("helping") | _verb_list("past") | _small("no_verb")


def _third_person(verb: str) -> str:
    """Return the verb as it goes with "she"."""
    if verb in TURNED:
        return TURNED[verb]
    return verb + "es" if _SIBILANT.search(verb) else _CONSONANT_Y.sub("ie", verb) + "s"


# --- further verbs of the same subject


def _joined(tokens: Tokens, first: int) -> Iterator[int]:
    """Yield the places of the verbs that follow the first: "they freeze, joke or change"."""
    if tokens[first].low in TURNED and tokens[first].low not in LEADS_ON:
        return
    at, last = first + 1, first
    while not _closes(tokens, at):
        verb = _next_verb(tokens, at, right_after=last == at - 1)
        if verb:
            yield verb
            at = last = verb
        elif tokens[at].low == "," and _at(tokens, at + 1).low not in _small("joins"):
            return
        elif tokens[at].low == "," and last == at - 1:
            last = at
        at += 1


def _next_verb(tokens: Tokens, at: int, *, right_after: bool) -> int | None:
    """Return the place of the verb that an "and", "or" or a comma leads to, or None."""
    place = at + 1
    if tokens[at].low == "," and not (right_after and _in_a_row(tokens, at)):
        return None
    if tokens[at].low != "," and tokens[at].low not in _small("joins"):
        return None
    while _between(_at(tokens, place).low):
        place += 1
    return place if _is_verb(_at(tokens, place), right_after=right_after) else None


def _is_verb(token: Token, *, right_after: bool = True) -> bool:
    known = token.low in _verb_list("more") or (right_after and token.low in _verb_list("nouns_too"))
    return known and not token.stays


def _in_a_row(tokens: Tokens, comma: int) -> bool:
    """Tell whether a comma stands in a row of verbs, not before what to do: "if they freeze, wait or ask"."""
    follows = _at(tokens, comma + 2).low
    if not _is_verb(_at(tokens, comma + 1)) or not (follows == "," or follows in _small("joins")):
        return False
    after = takewhile(lambda token: not _ends(token), tokens[comma + 3 :])
    before = tokens[_begin(tokens, comma) : comma]
    clause = any(token.low in _small("before_what_to_do") for token in before)
    return not clause or any(token.low == "," for token in after)


def _closes(tokens: Tokens, at: int) -> bool:
    """Tell whether the part of the sentence that has this subject ends here."""
    token, before = _at(tokens, at), _at(tokens, at - 1)
    if _ends(token) or token.low in _small("clauses") | _verb_list("helping"):
        return True
    if token.low == "to":
        return _is_verb(_at(tokens, at + 1))
    return token.low in _small("subjects") and not (before.low in _small("before_object") or _is_verb(before))


def _ends(token: Token) -> bool:
    return not token.low or not (token.low[-1].isalpha() or token.low == ",")


def _at(tokens: Tokens, at: int) -> Token:
    return tokens[at] if 0 <= at < len(tokens) else NOTHING


# --- the lists


@lru_cache
def _rules() -> Mapping[str, Any]:
    path = Path(__file__).parent / "en" / "pronouns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache
def _verb_list(name: str) -> frozenset[str]:
    return frozenset(_rules()["verbs"][name].split())


@lru_cache
def _small(name: str) -> frozenset[str]:
    return frozenset(_rules()["small"][name].split())


@lru_cache
def _unsaid() -> re.Pattern[str]:
    return re.compile(_UNSAID, re.MULTILINE)


@lru_cache
def _staying() -> re.Pattern[str]:
    """Return what finds all that stays: the unsaid, and the words in which "they" is somebody else."""
    return re.compile("|".join([_UNSAID, *map(re.escape, _rules()["phrases"])]), re.MULTILINE)
