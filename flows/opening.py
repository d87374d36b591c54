"""Which doors are shown (content 04): three at a time, by reason, by what was refused, by cost and time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from flows.asking import limit
from flows.content import Words
from flows.engine import Turn
from flows.model import Door, Journey

OWN = ("D4", "D9", "D12")
"""Doors that need nobody else; the only ones while tips are paused (content 04, 10.1)."""

COSTS = ("free", "low", "middle")
TIMES = ("evening", "weeks", "months")
"""Bands, cheapest and shortest first; "any" sets no bound."""

Became = Literal["offered", "opened", "used", "dropped"]


def cards(words: Words) -> Mapping[str, Mapping[str, Any]]:
    """Return all that is said about the doors, by key."""
    table: Mapping[str, Mapping[str, Any]] = words.tables["door_cards"]
    return table


def fitting(turn: Turn) -> list[str]:
    """Return the doors that may be shown, best first: those for the reason, then others; none that was a no.

    A door for two isn't shown when it asks for more than was refused already.
    """
    journey, table = turn.journey, cards(turn.words)
    closed = {door.key for door in journey.doors if door.state == "dropped"}
    open_ones = [key for key, card in table.items() if key not in closed and _may_be(card, journey)]
    met = {door.key for door in journey.doors}
    return sorted(open_ones, key=lambda key: (key in met, _rank(table[key], journey)))


def _may_be(card: Mapping[str, Any], journey: Journey) -> bool:
    return (
        _within(card["cost"], journey.cost, COSTS)
        and _within(card["time"], journey.time, TIMES)
        and card["rung"] <= limit(journey)
        and _in_time(card["when"], journey)
    )


def _within(least: str, bound: str | None, bands: tuple[str, ...]) -> bool:
    return bound not in bands or bands.index(least) <= bands.index(bound)


def _in_time(when: str, journey: Journey) -> bool:
    """Tell whether a door fits the hour: therapy once there is a yes, parting only where it may come to that."""
    if when == "yes":
        return bool(journey.asks) and journey.asks[-1].door == "yes"
    if when == "leaving":
        return journey.reason == "nochange" or journey.checked_on is not None
    return True


def _rank(card: Mapping[str, Any], journey: Journey) -> int:
    """Return how far down a door stands: those for the reason first, as content 04 lists them."""
    return 0 if journey.reason in card["reasons"] else 1


def became(journey: Journey, key: str, state: Became, on: date) -> tuple[Door, ...]:
    """Return what is known of the doors with the latest word on one of them."""
    return (*(door for door in journey.doors if door.key != key), Door(key=key, state=state, on=on))


def waiting_for(journey: Journey) -> str:
    """Return the door that was going to be offered and isn't heard of yet, or ""."""
    offered = [door.key for door in journey.doors if door.state == "offered"]
    return offered[-1] if offered else ""
