"""How big an ask may be, and when it is better not to propose one (content 08 and 14).

The ladder has seven sizes, from a ten-minute talk to a course of sessions. What was refused sets a limit: nothing
bigger is proposed than the smallest ask that met a no since the last yes, and nothing as big unless that no was a
softer one. The gaps between asks are a rule of thumb, not research.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flows.content import Words
from flows.engine import Turn
from flows.model import Ask, Journey

LADDER = range(1, 8)
"""The sizes of an ask, smallest first; `ladder.toml` says what they are."""

TOP = LADDER[-1]
OFFERED = 3
"""How many asks are offered at a time."""

SEASON = timedelta(weeks=6)
"""How long a no is left alone at the least before the bot proposes another ask."""

RESTS = timedelta(weeks=8)
"""When another ask is proposed after a calm no (content 08); a second one takes `LONGER_REST`."""
LONGER_REST = timedelta(weeks=12)

YEAR = timedelta(days=365)
AFTER_A_FIGHT = timedelta(weeks=2)
"""How long the asking rests after a no in a fight, which counts as no ask (content 08)."""

TO_THINK = timedelta(weeks=2)
"""How long somebody is left to think who named no day, and `AFTER_A_YES` who took a yes back (content 08)."""
AFTER_A_YES = timedelta(weeks=4)

MOST_NOES = 3
MOST_ASKS = 4
"""How many noes, and how many asks of any kind, within twelve months end the proposing."""


class Option(NamedTuple):
    """One ask to choose: the button's label, what is then said, and its size."""

    label: str
    ask: str
    rung: int


def limit(journey: Journey) -> int:
    """Return the biggest size that may still be proposed, 0 where even the smallest was refused.

    The first words tell of help that was refused, so they leave the smallest, a talk of ten minutes.
    """
    top = max(journey.refused - 1, LADDER[0]) if journey.refused else TOP
    for ask in journey.asks:
        if ask.door == "yes":
            top = TOP
        elif ask.door == "no" and ask.rung:
            top = min(top, ask.rung if ask.change == "softer" else ask.rung - 1)
    return top


def nothing_refused(turn: Turn) -> bool:
    """Tell whether an ask of any size may still be proposed."""
    return limit(turn.journey) == TOP


def options(turn: Turn) -> list[Option]:
    """Return up to three asks that may be proposed: those that fit the reason, then others, biggest first."""
    most, sizes = most_offered(turn), turn.words.tables["ladder"]
    fitting = [one for one in _for_reason(turn) if one.rung <= most]
    held = {one.rung for one in fitting}
    others = [_of_size(sizes[str(rung)], rung) for rung in reversed(LADDER) if rung <= most and rung not in held]
    return [*fitting, *others][:OFFERED]


def most_offered(turn: Turn) -> int:
    """Return the biggest size that this visit offers: less than may be proposed once smaller ones were wished for."""
    frame, most = turn.journey.frame, limit(turn.journey)
    return min(most, int(frame.aim)) if frame and frame.talk == "path" and frame.aim.isdecimal() else most


def smaller_than_these(turn: Turn) -> int:
    """Return the biggest size below all that is on the screen, or on the card; 0 where there is none."""
    if turn.frame.talk == "path":
        return min((one.rung for one in options(turn)), default=LADDER[0]) - 1
    rung = turn.journey.card.rung if turn.journey.card else 0
    return min(rung or TOP, limit(turn.journey) + 1) - 1


def size_label(rung: int, words: Words) -> str:
    """Return what the button of a size says."""
    return str(words.tables["ladder"][str(rung)]["label"])


def size_ask(rung: int, words: Words) -> str:
    """Return how something of this size is asked for."""
    return str(words.tables["ladder"][str(rung)]["ask"])


def _for_reason(turn: Turn) -> list[Option]:
    table = turn.words.tables["asks"][turn.journey.reason or "unclear"]
    return [Option(*one) for one in zip(table["labels"], table["asks"], table["rungs"], strict=True)]


def _of_size(size: Mapping[str, Any], rung: int) -> Option:
    return Option(size["label"], size["ask"], rung)


def rung_of(text: str, words: Words) -> int:
    """Return how big an ask in the user's own words is: its biggest sign counts, and without any it is small."""
    said = re.sub(r"[^\w\s]", " ", text.casefold())
    signs = {rung: words.tables["ladder"][str(rung)]["signs"] for rung in LADDER}
    found = [rung for rung, known in signs.items() if any(re.search(rf"\b{sign}\b", said) for sign in known)]
    return max(found, default=LADDER[0])


def refused_in(text: str, words: Words) -> int:
    """Return the size of the smallest help that a text says was refused ("not even one meeting"), 0 for none."""
    said = re.sub(r"[^\w\s.,;]", "", text.casefold())
    no = "|".join(words.tables["pieces"]["refusing"]["signs"])
    for rung in LADDER[1:]:
        signs = "|".join(words.tables["ladder"][str(rung)]["signs"])
        if re.search(rf"\b(?:{no})\s+(?:\w+\s+){{0,4}}?(?:{signs})\b", said):
            return rung
    return 0


def size_name(rung: int, words: Words) -> str:
    """Return what an ask of this size is called."""
    return str(words.tables["ladder"][str(rung)]["name"])


def noes(journey: Journey, today: date) -> int:
    """Return how many asks met a no within twelve months."""
    return len([ask for ask in _of_this_year(journey, today) if ask.door == "no"])


def stalls(journey: Journey, today: date) -> int:
    """Return how often within twelve months it was a yes and nothing followed."""
    return len([ask for ask in _of_this_year(journey, today) if ask.door == "later"])


def in_a_fight(ask: Ask) -> bool:
    """Tell whether it was a no in a fight."""
    return ask.door == "fight"


def rests_for(ask: Ask) -> timedelta:
    """Return how long an ask is left alone at the least."""
    return AFTER_A_FIGHT if in_a_fight(ask) else SEASON


def fought_lately(journey: Journey, today: date) -> bool:
    """Tell whether the last that was told was a no in a fight, a short while ago."""
    last = journey.asks[-1] if journey.asks else None
    return last is not None and in_a_fight(last) and today - last.on < AFTER_A_FIGHT


def rest_until(journey: Journey, since: date) -> date:
    """Return the day until which asking had better rest, counted from a day (content 08)."""
    if journey.asks and in_a_fight(journey.asks[-1]):
        return since + AFTER_A_FIGHT
    if taken_back(journey):
        return since + AFTER_A_YES
    if journey.asks and journey.asks[-1].door == "later" and stalls(journey, since) <= 1:
        return since + TO_THINK
    return since + (RESTS if noes(journey, since) <= 1 else LONGER_REST)


def taken_back(journey: Journey) -> bool:
    """Tell whether the last that was told is a yes that came to nothing after all."""
    return [ask.door for ask in journey.asks[-2:]] == ["yes", "later"]


def bent(journey: Journey, today: date) -> bool:
    """Tell whether asking rests because something big has happened."""
    return journey.bend is not None and journey.bend.until is not None and today < journey.bend.until


def bend_is_over(journey: Journey, today: date) -> bool:
    """Tell whether the weeks are over for which asking was to rest, and nobody has asked yet how it is now."""
    return journey.bend is not None and journey.bend.until is not None and journey.bend.until <= today


def asked_enough(journey: Journey, today: date) -> bool:
    """Tell whether it was asked so often within twelve months that no more is proposed (X-15)."""
    return noes(journey, today) >= MOST_NOES or len(_of_this_year(journey, today)) >= MOST_ASKS


def last_no(journey: Journey) -> date | None:
    """Return the day of the last no, or None where there was none since the last yes."""
    if not journey.asks or journey.asks[-1].door == "yes":
        return None
    return max((ask.on for ask in journey.asks if ask.door == "no"), default=None)


def better_wait(journey: Journey, today: date) -> bool:
    """Tell whether the bot had better propose no ask now; the user may always ask."""
    last = last_no(journey)
    fresh = last is not None and today - last < SEASON
    return (
        fresh
        or fought_lately(journey, today)
        or bent(journey, today)
        or asked_enough(journey, today)
        or limit(journey) == 0
    )


def _of_this_year(journey: Journey, today: date) -> list[Ask]:
    return [ask for ask in journey.asks if today - ask.on < YEAR and not in_a_fight(ask)]
