"""What is told about the partner, said to them: "he spent the rent" becomes "you spent the rent"."""

from __future__ import annotations

import re

IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
             "hasn't": "haven't", "doesn't": "don't"}  # fmt: skip
SHORT = {"he's": "you're", "she's": "you're", "he'd": "you'd", "she'd": "you'd", "he'll": "you'll", "she'll": "you'll"}
WORDS = {"he": "you", "she": "you", "him": "you", "his": "your", "himself": "yourself", "herself": "yourself"}
BETWEEN = "never|always|just|only|still|really|even|ever"
_ADDRESSED = re.compile(r"\b(?:you|your|u|ur|you're|youre)\b", re.IGNORECASE)
_ACTS = re.compile(rf"\b(he|she)((?:\s+(?:{BETWEEN}))*)\s+([a-z']+)", re.IGNORECASE)
_HER = re.compile(r"\bher\b(?=\s+[a-z]+)", re.IGNORECASE)


def to_you(said: str) -> str:
    """Return a text about the partner as one to them; one that says "you" already, or is about nobody, as it is."""
    plain = said.replace("\u2019", "'")
    if _ADDRESSED.search(plain) or not re.search(r"\b(?:he|she|him)\b|\b(?:he|she)'", plain, re.IGNORECASE):
        return said
    turned = _ACTS.sub(lambda found: f"{_like('you', found[1])}{found[2]} {_with_you(found[3])}", plain)
    turned = re.sub(r"\b[a-z]+'[a-z]+\b", lambda word: _swapped(word[0], SHORT), turned, flags=re.IGNORECASE)
    turned = _HER.sub(lambda word: _like("your", word[0]), turned)
    turned = re.sub(r"\bher\b", "you", turned, flags=re.IGNORECASE)
    return re.sub(r"\b[a-z]+\b", lambda word: _swapped(word[0], WORDS), turned, flags=re.IGNORECASE)


def _with_you(verb: str) -> str:
    """Return a verb as it stands behind "you": "comes" is "come", "spent" stays."""
    said = verb.casefold()
    if said in IRREGULAR:
        return IRREGULAR[said]
    if said.endswith("ies"):
        return f"{said[:-3]}y"
    if re.search(r"(?:ss|sh|ch|x|o)es$", said):
        return said[:-2]
    return verb[:-1] if re.search(r"[a-z]{2}[^s]s$", said) else verb


def _swapped(word: str, words: dict[str, str]) -> str:
    new = words.get(word.casefold())
    return _like(new, word) if new else word


def _like(new: str, old: str) -> str:
    return f"{new[:1].upper()}{new[1:]}" if old[:1].isupper() else new
