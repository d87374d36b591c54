"""How one text is worded: plain words, one question, easy to read, and no number that could be dialled (content 09).

Each rule takes a text and yields what is wrong with it and what to do, one sentence each. The lists that a language
needs stand in its `lint.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from flows.checks.reading_grade import grade, words_of, words_per_sentence
from flows.model import Frozen

HARDEST = 7.0
"""The highest reading grade of a text."""

LONGEST_SENTENCE = 12.0
"""The most words that a text's sentences have on average."""

MOST_EMOJI = 1
DIALLED = 3
"""How many digits begin to look like a number to dial."""

MOST_IN_FIGURE = 4

_QUOTED = re.compile(r"(?<![^\s:(\[])'.+?'(?=[\s.,;:!?)\]]|$)|[‘“].+?[’”]")
_LINE_TO_SAY = re.compile(r"^> .*$", re.MULTILINE)
_NUMBERED = re.compile(r"^(?:\d+[.)]|-) .*$", re.MULTILINE)
_MARKUP = re.compile(r"</?[a-z][^<>]*>|\*\*|__|~~|`|(?<!\w)\*\w|&(?:amp|lt|gt|quot|#\d+);", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_EMOJI = re.compile(r"[\U0001F1E6-\U0001FAFF\u2600-\u27BF\u2B50\u2B55]")
_NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\s().\-–/]{0,2}\d)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Style(Frozen):
    """The lists of one language: what isn't said (and what is, in its place), and the words that figures stand by."""

    banned: Mapping[str, str] = {}
    capitals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    source: str = "Source:"
    graded: bool = False
    """The reading grade is made for English; a language in which it means nothing leaves it out."""


def unquoted(text: str) -> str:
    """Return what the bot says itself, without lines to say and without what stands in single quotes."""
    return _QUOTED.sub("", _LINE_TO_SAY.sub("", text))


def wrong_words(text: str, style: Style) -> Iterator[str]:
    """Yield banned words, shouting, markup and too many emoji in anything that is shown."""
    instead = {phrase.lower(): said for phrase, said in style.banned.items()}
    for phrase in dict.fromkeys(_any_of(tuple(instead)).findall(text.lower().replace("’", "'"))):
        yield f'it says "{phrase}": put {instead[phrase]}'
    if "!" in text:
        yield "it has an exclamation mark: end with a full stop"
    if found := _MARKUP.search(text):
        yield f'it has markup, "{found[0]}": texts are plain'
    for word in sorted(set(_CAPITALS.findall(text)) - set(style.capitals)):
        yield f'"{word}" is in capitals: use small letters'
    if len(_EMOJI.findall(text)) > MOST_EMOJI:
        yield f"it has more than {MOST_EMOJI} emoji: keep one at most"


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, the longest one first."""
    listed = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])" if phrases else r"(?!)")


def hard_to_read(text: str, style: Style) -> Iterator[str]:
    """Yield a reading grade or sentences above what content 09 allows."""
    if style.graded and (level := grade(text)) > HARDEST:
        longest = ", ".join(sorted(set(words_of(text)), key=lambda word: (-len(word), word))[:3])
        yield f"its reading grade is {level:.1f}, above {HARDEST:.0f}: shorten it, or swap {longest}"
    if (mean := words_per_sentence(text)) > LONGEST_SENTENCE:
        yield f"its sentences have {mean:.1f} words on average, above {LONGEST_SENTENCE:.0f}: split one"


def many_questions(text: str, *, numbered_apart: bool = False) -> Iterator[str]:
    """Yield a second question; with `numbered_apart`, a numbered list is one question (the safety screen)."""
    asked = unquoted(_NUMBERED.sub("", text) if numbered_apart else text).count("?")
    if asked > 1:
        yield f"it asks {asked} questions in one message: ask one"


def looks_dialled(text: str, style: Style, allowed: Collection[str] = (), *, figures: bool = False) -> Iterator[str]:
    """Yield numbers that look like a phone number; years and counts of days pass, with `figures` any plain number."""
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        harmless = found[0] in allowed or _YEAR.fullmatch(found[0]) or _counts(text[found.end() :], style.counted)
        plain = figures and found[0].isdecimal() and len(digits) <= MOST_IN_FIGURE
        if len(digits) >= DIALLED and not harmless and not plain:
            yield f'"{found[0]}" looks like a phone number: those stand in helplines.json only'


def _counts(rest: str, nouns: tuple[str, ...]) -> bool:
    """Tell whether one of the nouns follows, behind one other word at most ("180 quiet days")."""
    return any(word in nouns for word in re.findall(r"\w+", rest)[:2])


def speaks_of_people(text: str, style: Style) -> bool:
    """Tell whether a text holds a figure about people: a share, or so many couples."""
    nouns = "|".join(map(re.escape, style.people))
    return bool(re.search(rf"\d\s*%|\bper ?cent\b|\d+\s+(?:\w+\s+)?(?:{nouns})\b", text, re.IGNORECASE))
