"""The texts of the states and the notes, as they reach the user: filled in, with buttons, within every limit.

Every rule yields `(where, message)`: a dotted key that begins with the file's name, and what is wrong and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from flows.checks.datafiles import LABEL, Fault, placeholders
from flows.checks.samples import Filled, abroad, filled_in, full, messages, note_values, usual
from flows.checks.soundness import odd_buttons
from flows.checks.wording import Style, hard_to_read, many_questions
from flows.content import Text, Words
from flows.engine import Flow
from flows.fields import COPY
from flows.moves import CARDS

TELEGRAM_TEXT = 4096
"""The most UTF-16 units of a message (Telegram)."""

TELEGRAM_DATA = 64
"""The most bytes behind a button (Telegram): the question's number, a dot, the trigger."""

QUESTION_DIGITS = 12
MOST_MESSAGES = 2

USUAL_LENGTH = 400
LENGTHS = {
    "care": 900,
    "safe_check": 900,
    "data": 900,
    "card.view": 900,
    "card.shut": 900,
    "card.words": 600,
    "shared.help": 600,
    "yes.session": 600,
    "faq.answer": 600,
    "alone.questions_want": 600,
}
"""The most characters of a message, by key or by talk, where it isn't the usual (content 09)."""

LONG_LABELS = {("welcome.hello", "start"): 40}
"""The one button that may be longer: it carries the consent."""

NUMBERED = frozenset({"safe_check.screen"})
"""The safety screen, whose five lines are one question."""


class Screens:
    """The screens and notes of one language, with made-up journeys to fill them."""

    def __init__(self, words: Words, flows: Mapping[str, Flow], style: Style) -> None:
        self.words = words
        self.style = style
        self.flows = flows
        self.usual = usual(words)
        self.abroad = abroad(words)
        self.full = full(words)
        self.notes = note_values(words)

    def faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong with the screens and notes of this language."""
        yield from self._missing()
        for key, text in self.words.screens.items():
            talk, _, state = key.partition(".")
            if talk in self.flows and state in self.flows[talk].states:
                yield from ((key, message) for message in self._screen(self.flows[talk], state, text))
        for key, text in self.words.notes.items():
            talk, _, note = key.partition(".")
            yield from ((f"{talk}.notes.{note}", message) for message in self._note(key, text))

    def _missing(self) -> Iterator[Fault]:
        states = {f"{flow.name}.{state}" for flow in self.flows.values() for state in flow.states}
        for key in sorted(states - set(self.words.screens)):
            yield key, "this state has no text: add a table for it"
        for key in sorted(set(self.words.screens) - states):
            yield key, "no talk has this state: rename the table or take it out"

    def _screen(self, flow: Flow, state: str, text: Text) -> Iterator[str]:
        usual, abroad, full = (filled_in(flow, state, turns) for turns in (self.usual, self.abroad, self.full))
        yield from odd_buttons(flow, state, text)
        yield from _odd_evidence(text, self.words)
        unfilled = list(_unfilled(text, usual))
        yield from unfilled
        if unfilled:
            return
        yield from _too_long(f"{flow.name}.{state}", text, usual + abroad)
        yield from _odd_messages(f"{flow.name}.{state}", text, usual, self.style)
        yield from _odd_labels(f"{flow.name}.{state}", text, usual)
        yield from _refused(text, usual + abroad + full)

    def _note(self, key: str, text: Text) -> Iterator[str]:
        unfilled = list(_unfilled(text, self.notes))
        yield from unfilled
        if not unfilled:
            yield from _too_long(key, text, self.notes)
            yield from _odd_messages(key, text, self.notes, self.style)
        if text.buttons or text.copies:
            yield "a note asks nothing, so it has no buttons: make it a state, or take them out"


def _unfilled(text: Text, sets: list[Filled]) -> Iterator[str]:
    """Yield placeholders that nothing fills; the label of a copy button isn't filled at all."""
    known = set(sets[0])
    try:
        used = set().union(*map(placeholders, [*text.text, *text.buttons.values()]), text.copies)
    except ValueError:
        yield "its braces don't match"
        return
    yield from (f"nothing fills {{{name}}} here: correct the name" for name in sorted(used - known))
    yield from (f'the label "{label}" can\'t be filled' for label in text.copies.values() if placeholders(label))


def _odd_evidence(text: Text, words: Words) -> Iterator[str]:
    if text.evidence not in {None, "", "reason", *CARDS, *words.tables["evidence"]}:
        yield f'evidence.toml has no "{text.evidence}"'


def _too_long(key: str, text: Text, sets: list[Filled]) -> Iterator[str]:
    """Yield messages above our own limits, and more of them than two."""
    if len(text.text) > MOST_MESSAGES:
        yield f"it has {len(text.text)} messages: {MOST_MESSAGES} at most"
    most = LENGTHS.get(key) or LENGTHS.get(key.partition(".")[0]) or USUAL_LENGTH
    longest = max(map(len, messages(text.text, sets)))
    if longest > most:
        yield f"it has up to {longest} characters, above {most}: say it shorter"


def _odd_messages(key: str, text: Text, sets: list[Filled], style: Style) -> Iterator[str]:
    """Yield second questions and hard sentences in what a text becomes, for the first way in which it does."""
    for part in text.text:
        filled = messages([part], sets)
        yield from _first(list(many_questions(message, numbered_apart=key in NUMBERED)) for message in filled)
        if _has_own_words(part):
            yield from _first(list(hard_to_read(message, style)) for message in filled)


def _first(found: Iterator[list[str]]) -> list[str]:
    return next(filter(None, found), [])


def _has_own_words(template: str) -> bool:
    """Tell whether a text is more than what is filled in, which is judged where it stands."""
    return bool(re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", template)))


def _refused(text: Text, sets: list[Filled]) -> Iterator[str]:
    """Yield what Telegram would refuse, however full the journey is."""
    units = max(len(message.encode("utf-16-le")) // 2 for message in messages(text.text, sets))
    if units > TELEGRAM_TEXT:
        yield f"it can have {units} UTF-16 units, above Telegram's {TELEGRAM_TEXT}: split it"
    for name in text.copies:
        longest = max(len(values[name]) for values in sets)
        if longest > COPY:
            yield f"the copy button {name} can hold {longest} characters, above Telegram's {COPY}"
    for trigger in text.buttons:
        size = QUESTION_DIGITS + len(f".{trigger}".encode())
        if size > TELEGRAM_DATA:
            yield f'the trigger "{trigger}" makes {size} bytes behind its button, above Telegram\'s {TELEGRAM_DATA}'


def _odd_labels(key: str, text: Text, sets: list[Filled]) -> Iterator[str]:
    filled = {name: max((label.format_map(values) for values in sets), key=len) for name, label in text.buttons.items()}
    for name, label in [*filled.items(), *text.copies.items()]:
        most = LONG_LABELS.get((key, name), LABEL)
        if len(label) > most:
            yield f'the label "{label}" has {len(label)} characters, above {most}: say it shorter'
