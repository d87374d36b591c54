"""Made-up journeys that fill the texts as real ones would: one per reason and line, a full card, most help lines.

They show what a text becomes, so that its length and its sound can be judged before anybody gets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from itertools import cycle, product

from flows.content import Words
from flows.content.helplines import Kind, helplines, lines_card
from flows.engine import Flow, Turn, no_values
from flows.fields import COPY, FIELD, TEXT_FIELDS, built_words
from flows.model import (
    REASONS,
    Act,
    Card,
    Danger,
    Event,
    Frame,
    Guess,
    Journey,
    Reading,
    Reminder,
    Reminders,
    Snooze,
    Week,
)
from flows.planning import EVERY
from flows.reminding import KINDS
from flows.schedule import ready_lines

Filled = Mapping[str, str]

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
LONGEST_DAY = date(2026, 9, 30)
"""A Wednesday in September: the longest day to write."""

OPERATOR = "@whoever_runs_this_bot"
HEARD = ("on trial again", "their fault")
LONGEST_ECHO = "she flinches when i come into the room of a sudd"
SAFE = ((7, 8, 12, 13, 20, 21), (17, 18, 19), (7, 8, 12, 13, 20, 21), (17, 18, 19), (7, 8), (9, 10, 11), (20, 21))
NOTED = tuple(Week.model_validate({"on": LONGEST_DAY, "change": how}) for how in ("softer", "same", "harder", "same"))
LINES = 2
"""How many curious lines a reason has."""


def usual(words: Words) -> list[Turn]:
    """Return one turn per reason and line to take home, with a card made of ready answers and no country."""
    aims = cycle([*words.tables["pieces"]["outcomes"], "crisis", "abuse", "stop_harming"])
    return [_turn(words, reason, line, next(aims)) for reason, line in product(REASONS, range(LINES))]


def full(words: Words) -> list[Turn]:
    """Return a turn whose card is full to its limits, in texts and in copies."""
    turn = _turn(words, REASONS[0])
    turn.keep_card(**{field: "w" * (COPY if field == "words" else FIELD) for field in TEXT_FIELDS})
    return [turn]


def abroad(words: Words) -> list[Turn]:
    """Return a turn for each kind of help line, in the country that has most to show of it."""
    kinds: tuple[Kind, ...] = ("crisis", "abuse", "stop_harming")
    turns = []
    for kind in kinds:
        codes = [country.country for country in helplines().countries]
        longest = max(codes, key=lambda code, kind=kind: len(lines_card(code, kind, words)))  # type: ignore[misc]
        turn = _turn(words, REASONS[0], aim=kind)
        turn.keep(country=longest)
        turns.append(turn)
    return turns


def _turn(words: Words, reason: str, line: int = 0, aim: str = "") -> Turn:
    danger = Danger(act=Act.ASK, labels=("coercive_control",), words=LONGEST_ECHO)
    reading = Reading(guesses=(Guess(reason=reason, share=0.5, words=HEARD),), danger=danger)
    journey = Journey(reason=reason, guesses=reading.guesses, line=line, stack=(Frame(talk="", state="", aim=aim),))
    turn = Turn(journey, Event(kind="said", text="It was a no.", reading=reading), NOW, words)
    turn.operator = OPERATOR
    turn.keep_card(**_ready_card(words, reason).model_dump())
    turn.keep_card(words=built_words(turn))
    turn.keep(reminders=_all_on(words), seen_on=LONGEST_DAY.replace(month=7), weeks=NOTED)
    return turn


def _all_on(words: Words) -> Reminders:
    """Return reminders of all kinds, in as many runs of safe hours as a week may have."""
    planned = tuple(Reminder(kind=kind, on=LONGEST_DAY, at=time(19, 30), every=EVERY[kind]) for kind in KINDS)
    line = max(ready_lines(words), key=len)
    shown = {
        "planned": planned,
        "snoozed": tuple(Snooze(kind=kind, since=NOW) for kind in KINDS),
        "note_on": LONGEST_DAY,
    }
    return Reminders(
        zone="America/Argentina/Buenos_Aires", hours=SAFE, safe_on=NOW.date(), line=line, agreed=True, **shown
    )


def _ready_card(words: Words, reason: str) -> Card:
    """Return the card as ready answers make it, the longest of each; what has none stays a gap."""
    pieces = words.tables["pieces"]
    taken = {field: max(ready.values(), key=len) for field, ready in pieces["starters"].items()}
    view = pieces["card_words"]["view"].format(because=words.reason(reason)["because"])
    asked = max(words.tables["asks"][reason]["asks"], key=len)
    return Card(**taken, their_view=view, ask=asked, return_on=LONGEST_DAY)


def filled_in(flow: Flow, state: str, turns: list[Turn]) -> list[Filled]:
    """Return what the talk's `values` give for a state, each set once."""
    sets: list[Filled] = []
    for turn in turns if flow.values is not no_values else turns[:1]:
        turn.keep_frame(talk=flow.name, state=state)
        values = flow.values(turn)
        if values not in sets:
            sets.append(values)
    return sets


def note_values(words: Words) -> list[Filled]:
    """Return all that the talks fill into notes, one set per reason; `flows` calls `note` with no other names."""
    heard = ", ".join(f"'{cue}'" for cue in HEARD)
    given = {"count": "1024", "most": str(COPY), "heard": heard, "emergency": "999\n112", "now": "19:30"}
    given["ask"] = max((str(size["ask"]) for size in words.tables["ladder"].values()), key=len)
    return [
        {
            **given,
            "label": about["label"],
            "line": about["curious"][0],
            "means": " ".join(filter(None, (about["means"], about.get("care", "")))),
        }
        for about in map(words.reason, REASONS)
    ]


def messages(templates: Iterable[str], sets: list[Filled]) -> list[str]:
    """Return every message that these texts can become, each once."""
    return list(dict.fromkeys(template.format_map(values) for template in templates for values in sets))
