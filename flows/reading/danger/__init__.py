"""The danger reader: what to do about one text, and the labels of content 13 that it carries.

It casts a wide net and asks one soft question; the care path at once only where words are plain (content 10.4). What a
text means (`model`) decides. Plain words (`rules`, `signs`) are heard where meaning is in doubt, and help to tell whose
danger it is and whether it is now. No answer is a proof of safety.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.model import Act, Danger
from flows.reading.danger.rules import doers, plain_danger, tells_of_partner
from flows.reading.danger.signs import is_armed, is_theirs, is_urgent
from flows.reading.meaning.model import BROKEN, DANGERS, Chances, Meaning, loaded, meaning_of
from flows.reading.phrases import Spoken, spoken

DYING = "suicidal_or_self_harm"

ASK = 0.28
"""From this chance of danger on, a text is asked about."""
SURE = 0.5
"""From this chance on, plain words stop at once."""
DOUBT = 0.02
"""From this chance on, plain words are asked about; below it, meaning says clearly that it is none."""
LEAST_LABEL = 0.08
"""Danger of which no kind has at least this chance is none."""
STOP = 0.83
"""From this chance on, meaning says that a text is as plain as plain words."""
ALSO = 0.4
"""From this chance on, a label is named beside the first."""
NOW = 0.7
"""From this chance on, meaning says that it is happening."""
EVEN = 0.5
UNSURE, UNSURE_OF_QUOTED = range(10, 90), range(30, 70)
"""Per cent: where meaning is as unsure as this whose danger it is, plain words tell; less so of a life where words are
reported, for an "I" may be the partner's."""
_REPORTED = re.compile(r"[\"“”:]|\b(?:sa(?:id|ys)|t(?:old|ells)|wr(?:ote|ites)|text(?:ed|s)|messaged?|voice)\b")

ECHO_CHARACTERS = 48
"""The longest words that are said back to the user."""
ECHO_CLAUSES = 40
"""Of how many clauses the ones to say back are chosen."""
_CLAUSE = re.compile(r"[.,;:!?\n\"“”()]+|\s+(?:and|but|because|so)\s+")


def make_ready() -> None:
    """Load what the reader needs; a text that comes first waits for it. Raises what loading raises."""
    loaded()


def danger_of(words: Spoken, meaning: Meaning | None) -> Danger:
    """Return the reading of one text, cut into words, by what it means, with the words that a question goes by."""
    danger = weighed(words, meaning.danger) if meaning else _by_words_alone(words)
    return danger.model_copy(update={"words": _heard(words.plain)}) if danger.act is Act.ASK else danger


def labelled(text: str) -> Danger:
    """Return what to do about one text and its labels."""
    meaning = meaning_of(text)
    return weighed(spoken(text), meaning.danger) if meaning else _by_words_alone(spoken(text))


def _by_words_alone(words: Spoken) -> Danger:
    """Read plain words alone, where the model can't be loaded: who hears little is better than who is deaf."""
    plain = plain_danger(words)
    if plain.act is Act.NONE:
        return plain
    theirs = plain.labels[:1] == (DYING,) and is_theirs(words)
    by_user = doers(words) == {"user"} or (plain.labels[:1] == (DYING,) and not theirs)
    return plain.model_copy(update={"urgent": is_urgent(words), "who": "user" if by_user else "partner"})


def weighed(words: Spoken, chances: Chances) -> Danger:
    """Put meaning and plain words together."""
    plain = plain_danger(words)
    act = _act(chances, plain, armed=is_armed(words))
    if act is Act.NONE:
        return Danger()
    labels = _labels(chances, plain.labels)
    return Danger(
        act=act,
        labels=labels,
        urgent=is_urgent(words) or (act is Act.STOP and chances["now"] >= NOW),
        who="user" if _by_user(words, labels[0], chances["user"]) else "partner",
    )


def _act(chances: Chances, plain: Danger, *, armed: bool) -> Act:
    danger = chances["danger"]
    if plain.act is Act.NONE and max(chances[label] for label in DANGERS) < LEAST_LABEL:
        return Act.NONE
    if danger < DOUBT:
        return Act.NONE
    if danger >= SURE and (armed or plain.act is Act.STOP or chances["stop"] >= STOP):
        return Act.STOP
    return Act.ASK if danger >= ASK or plain.act is not Act.NONE else Act.NONE


def _labels(chances: Chances, plain: Sequence[str]) -> tuple[str, ...]:
    """Return the likeliest label first, and the others that are fair; what plain words name counts for more."""
    likely = {label: chances[label] + (ALSO if label in plain else 0.0) for label in DANGERS}
    first, *others = sorted(DANGERS, key=lambda label: -likely[label])
    return (first, *(label for label in others if likely[label] >= ALSO))


def _by_user(words: Spoken, label: str, chance: float) -> bool:
    """Tell whether it is the user's own life, or the user who brings the danger: by meaning, or by words in doubt.

    Who is hurt and hits back is read as hurt.
    """
    named = doers(words)
    if label != DYING and len(named) > 1:
        return False
    quoted = label == DYING and _REPORTED.search(words.plain)
    if round(100 * chance) not in (UNSURE_OF_QUOTED if quoted else UNSURE):
        return chance >= EVEN
    if len(named) == 1:
        return named == {"user"}
    if label == DYING and not tells_of_partner(words):
        return True
    return chance >= EVEN and not (label == DYING and is_theirs(words))


def _heard(plain: str) -> str:
    """Return the user's own few words that a soft question goes by, or "" where no short part carries it."""
    parts = (part.strip(" '-–—*_") for part in _CLAUSE.split(plain))
    short = list(dict.fromkeys(part for part in parts if " " in part and len(part) <= ECHO_CHARACTERS))[:ECHO_CLAUSES]
    if not short:
        return ""
    try:
        chances = [each.danger["danger"] for each in loaded().meanings(short)]
    except BROKEN:
        return ""
    best = max(range(len(short)), key=chances.__getitem__)
    return short[best] if chances[best] >= ASK else ""
