"""What is told about the partner, said to them: "he spent the rent" becomes "you spent the rent"."""

from __future__ import annotations

import re
from collections.abc import Callable

IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
             "hasn't": "haven't", "doesn't": "don't"}  # fmt: skip
SHORT = {"he's": "you're", "she's": "you're", "he'd": "you'd", "she'd": "you'd", "he'll": "you'll", "she'll": "you'll"}
WORDS = {"he": "you", "she": "you", "him": "you", "his": "your", "himself": "yourself", "herself": "yourself",
         "hers": "yours", "hes": "you're", "shes": "you're"}  # fmt: skip
BETWEEN = "never|always|just|only|still|really|even|ever"
_ADDRESSED = re.compile(r"\b(?:you|your|u|ur|you're|youre)\b", re.IGNORECASE)
OTHERS = (
    "therapist|counsellor|counselor|psychologist|helper|person|man|woman|guy|lady|friend|doctor|pastor|priest|imam|rabbi|"
    "father|mother|mum|mom|dad|brother|sister|son|daughter|boss|someone|somebody|coach|mediator|elder"
)
"""People of whom a "he" or "she" behind them may speak."""

_SOMEBODY = re.compile(rf"\b(?:{OTHERS})\b(?! (?:(?:who|that) )?$)", re.IGNORECASE)
_OF = {
    "he": re.compile(r"\b(?:(?:he|him)(?:'\w+)?|his|himself|hes)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she(?:'\w+)?|her|hers|herself|shes)\b", re.IGNORECASE),
}
_SPOUSE = re.compile(
    r"\bmy (?:(husband|boyfriend|hubby|man|partner|fiance|other half)|(?:wife|girlfriend|missus))\b", re.IGNORECASE
)
_WHOSE = re.compile(r"\b(?:(he|him|his|he's|he'd|he'll|hes)|she|her|hers|she's|she'd|she'll|shes)\b", re.IGNORECASE)
_ANYBODY = re.compile("|".join(one.pattern for one in _OF.values()), re.IGNORECASE)
_ASKED = re.compile(r"\b(is|was|has|does)\s+(he|she)\b", re.IGNORECASE)
_ACTS = re.compile(rf"\b(he|she)((?:\s+(?:{BETWEEN}))*)\s+([a-z']+)", re.IGNORECASE)
BEHIND_YOU = (
    "once|again|today|tonight|tomorrow|now|first|to|and|or|that|if|when|what|how|why|on|in|at|by|for|with|about|the|a"
)
"""Words in front of which "her" is "you", and not "your"."""
_HER = re.compile(rf"\bher\b(?=\s+(?!(?:{BEHIND_YOU})\b)[a-z]+)", re.IGNORECASE)


def to_you(said: str) -> str:
    """Return a text about the partner as one to them; one that says "you" already, or is about nobody, as it is."""
    plain = said.replace("\u2019", "'")
    if _ADDRESSED.search(plain) or not re.search(r"\b(?:he|she|him|hes|shes)\b", plain, re.IGNORECASE):
        return said
    return _turned(plain, _ANYBODY)


def said_to(said: str, partner: str) -> str:
    """Return words for the plan as they are said to the partner, who is "he", "she", or whom the text names first.

    Where somebody else is spoken of before, "he" and "she" stay.
    """
    plain = said.replace("\u2019", "'")
    first = _OF.get(partner, _ANYBODY).search(plain)
    if first is None or _ADDRESSED.search(plain) or _SOMEBODY.search(plain, 0, first.start()):
        return said
    word = partner if partner in _OF else "she" if _OF["she"].fullmatch(first[0]) else "he"
    return _turned(plain, _OF[word])


def _turned(plain: str, of_them: re.Pattern[str]) -> str:
    """Return a text with these words for the partner turned; of "he" and "she" the other one may be somebody else."""

    def only(new: Callable[[re.Match[str]], str], at: int = 0) -> Callable[[re.Match[str]], str]:
        return lambda found: new(found) if of_them.fullmatch(found[at]) else found[0]

    turned = _ASKED.sub(only(lambda found: f"{_like(IRREGULAR[found[1].casefold()], found[1])} {found[2]}", 2), plain)
    turned = _ACTS.sub(only(lambda found: f"{_like('you', found[1])}{found[2]} {_with_you(found[3])}", 1), turned)
    turned = re.sub(r"\b[a-z]+'[a-z]+\b", only(lambda found: _swapped(found[0], SHORT)), turned, flags=re.IGNORECASE)
    turned = _HER.sub(only(lambda found: _like("your", found[0])), turned)
    turned = re.sub(r"\bher\b", only(lambda found: _like("you", found[0])), turned, flags=re.IGNORECASE)
    return re.sub(r"\b[a-z]+\b", only(lambda found: _swapped(found[0], WORDS)), turned, flags=re.IGNORECASE)


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


def partner_in(said: str) -> str:
    """Return "he" or "she", whichever a text speaks of first: it is the partner."""
    found = _WHOSE.search(_SPOUSE.sub(lambda whom: "he" if whom[1] else "she", said))
    return "" if found is None else "he" if found[1] else "she"


def to_them(said: str, partner: str) -> str:
    """Return words about the partner as words to them; of anybody else they stay as they are."""
    plain = _SPOUSE.sub(lambda whom: "he" if whom[1] else "she", said)
    return said_to(plain, partner) if partner else plain
