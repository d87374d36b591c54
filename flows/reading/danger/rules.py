"""Plain words of danger: what they ask for, the labels of content 13 that they carry, and who brings it.

Rules, casts and idioms stand in `rules.toml`. They find what their author thought of, and know
negation, quotation and who does it; what a text means is `model`'s to say. A quiet answer is no proof of safety.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flows.model import Act, Danger
from flows.reading.phrases import Book, Hit, Spoken, shadow, spoken, table


@dataclass(frozen=True, slots=True)
class Rule:
    """What a group of phrases stands for, and who has to be the one that does it."""

    act: Act
    labels: tuple[str, ...]
    doer: str
    named: bool


def plain_danger(text: Spoken) -> Danger:
    """Return the strongest act that the text's plain words ask for, with the labels, most pressing first."""
    covered = _covered(text)
    hits = (hit for hit in _rules().hits(text) if covered.isdisjoint(range(hit.first, hit.end)))
    rules = {hit.meaning for hit in hits if _meant(text, hit)}
    stop, ask = (_labels(rule for rule in rules if rule.act is act) for act in (Act.STOP, Act.ASK))
    act = Act.STOP if stop else Act.ASK if ask else Act.NONE
    return Danger(act=act, labels=tuple(dict.fromkeys(stop + ask)))


def doers(text: Spoken) -> set[str]:
    """Return who does what plain words tell of, "user" or "partner", by the rules that ask for one of them."""
    covered = _covered(text)
    hits = (hit for hit in _rules().hits(text) if covered.isdisjoint(range(hit.first, hit.end)))
    found = {_brings(hit.meaning, text.words[hit.first]) for hit in hits if _meant(text, hit)}
    return found - {"any", "other"}


def tells_of_partner(text: Spoken) -> bool:
    """Tell whether a text names the partner as one who does or is something."""
    return any(_cast().get(word) == "partner" for word in text.words)


def _brings(rule: Rule, first: str) -> str:
    """Return who brings the danger of a rule: whoever fears something isn't the one to be feared.

    Where anybody may be the doer, the phrase's `first` word may tell whose life it is ("I'm suicidal").
    """
    label = rule.labels[0]
    if label == "fear_for_safety" and rule.doer == "user":
        return "partner"
    if rule.doer == "any":
        return {"threat_to_others": "user", "suicidal_or_self_harm": _cast().get(first, "any")}.get(label, "any")
    return rule.doer


def _labels(rules: Iterable[Rule]) -> list[str]:
    carried = {label for rule in rules for label in rule.labels}
    return [label for label in _data()["labels"] if label in carried]


def _covered(text: Spoken) -> set[int]:
    """Return the words that are part of an idiom or come after a doubt."""
    idioms = {index for hit in _idioms().hits(text) for index in range(hit.first, hit.end)}
    return idioms | {
        index
        for hit in _doubts().hits(text)
        for index in shadow(text, hit, _data()["doubt_reach"], _set("doubt_until"))
    }


def _meant(text: Spoken, hit: Hit[Rule]) -> bool:
    """Say if the right person does it, and nothing between the two takes it back."""
    doer, at = _doer(text.words, hit.first)
    if hit.meaning.doer != "any" and text.words[max(at - 1, 0)] in _set("asides"):
        return False
    fits = hit.meaning.doer in ("any", doer) or (not doer and not hit.meaning.named)
    return fits and not _taken_back(text.words[at : hit.first])


def _doer(words: tuple[str, ...], first: int) -> tuple[str, int]:
    """Return who stands nearest before a phrase ("" for nobody in its sentence), and at which word."""
    at = first
    while at > max(first - int(_data()["reach"]), 0) and words[at - 1] != ".":
        at -= 1
        if who := _cast().get(words[at]):
            return ("other" if at and words[at - 1] in _set("former") else who), at
    return "", at


def _taken_back(words: tuple[str, ...]) -> bool:
    """Say if a "no" among these words reaches their end: "never" passes a comma, and no "no" passes an "and"."""
    paused = False
    for word in reversed(words):
        if word in _set("turns"):
            return False
        paused = paused or word == ","
        if word in _set("never") or (not paused and word in _set("taken_back")):
            return True
    return False


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("danger/rules.toml")


@lru_cache
def _set(name: str) -> frozenset[str]:
    return frozenset(spoken(" ".join(_data()[name])).words[:-1])


@lru_cache
def _cast() -> dict[str, str]:
    return {word: who for who, names in _data()["cast"].items() for word in spoken(" ".join(names)).words[:-1]}


@lru_cache
def _rules() -> Book[Rule]:
    rows = [(_rule(row), row["phrases"]) for row in _data()["rule"]]
    return Book(((phrase, rule) for rule, phrases in rows for phrase in phrases), _data()["classes"])


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(Act(row["act"]), tuple(row["labels"]), row["doer"].rstrip("!"), row["doer"].endswith("!"))


@lru_cache
def _idioms() -> Book[str]:
    return Book(((phrase, phrase) for phrase in _data()["idioms"]), _data()["classes"])


@lru_cache
def _doubts() -> Book[str]:
    return Book(((phrase, phrase) for phrase in _data()["doubts"]), _data()["classes"])
