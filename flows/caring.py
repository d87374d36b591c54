"""What the care path does besides moving: country, lines, the flag and the rest of a hard day (content 10.3, 10.4)."""

from __future__ import annotations

from typing import get_args

from flows.alarm import because_of
from flows.content.helplines import Kind, call_today, emergency_numbers, lines_card
from flows.engine import Callback, Move, Turn, Values, move
from flows.model import Act, Erase, Flag, Tidy

SKIPPED_COUNTRY = "care.country"
"""Noted among what was told once: the country was asked, and rather not said."""


def wants(kind: Kind) -> Callback:
    """Return a callback that remembers, for this visit, which kind of line is wanted."""

    def remember(turn: Turn) -> None:
        turn.keep_frame(aim=kind)

    remember.__name__ = f"want_{kind}"
    return remember


def country_known(turn: Turn) -> bool:
    """Tell whether the country was asked before, given or not: it is asked once."""
    return turn.journey.country is not None or SKIPPED_COUNTRY in turn.journey.told


def country_read(turn: Turn) -> bool:
    """Tell whether the text names a country that is on file."""
    return turn.event.reading.country is not None


def keep_country(turn: Turn) -> None:
    """Keep the country that was typed."""
    turn.keep(country=turn.event.reading.country)


def skip_country(turn: Turn) -> None:
    """Keep that the country is rather not said."""
    turn.keep(told=tuple(dict.fromkeys((*turn.journey.told, SKIPPED_COUNTRY))))


def unknown_country(turn: Turn) -> None:
    """Say that this country isn't on file; what follows works anywhere."""
    turn.note("care.unknown_country")


def ask_later(turn: Turn) -> None:
    """Offer the five questions again after as long a while as before (content 10.1)."""
    turn.keep_safety(on=turn.today)


def rest_today(turn: Turn) -> None:
    """Leave coaching for the rest of the day (content 10.4)."""
    turn.keep(rest_on=turn.today)


def unclear_once(turn: Turn) -> bool:
    """Tell whether a text says neither yes nor no to the question of dying, holds no danger, and is the first such."""
    return turn.event.reading.danger.act is Act.NONE and turn.frame.misses == 0


def ask_plainly(turn: Turn) -> None:
    """Ask the question of dying once more, plainly: a text that says neither is neither."""
    turn.note("care.unclear")
    turn.keep_frame(misses=1)


def rested(turn: Turn) -> None:
    """Take coaching up again: it was no crisis, or it has passed."""
    turn.keep(rest_on=None)


def pause(turn: Turn) -> None:
    """Pause the tips about the partner."""
    turn.raise_flag(Flag.UP)


def soften(turn: Turn) -> None:
    """Take back a flag that only words had put up: to soft, or to where the safety screen is still to come."""
    if not by_words(turn):
        return
    turn.note("care.softened")
    unasked = turn.journey.safety.before_words is Flag.UNASKED
    turn.raise_flag(Flag.UNASKED if unasked else Flag.SOFT)


def by_words(turn: Turn) -> bool:
    """Tell whether the flag is up by what was read, and not by an answer of the user's."""
    return turn.paused and turn.journey.safety.before_words is not None


def about_me(turn: Turn) -> bool:
    """Tell whether this visit is about what the user does: then no line for those who are hurt is shown."""
    return turn.frame.aim == "stop_harming"


def in_crisis(turn: Turn) -> bool:
    """Tell whether this visit is about a wish to die."""
    return turn.frame.aim == "crisis"


def about_home(turn: Turn) -> bool:
    """Tell whether this visit is about being afraid or hurt at home."""
    return turn.frame.aim == "abuse"


def not_about_me(turn: Turn) -> bool:
    """Tell whether the five questions fit: they ask what the partner does."""
    return not about_me(turn)


def no_country(turn: Turn) -> bool:
    """Tell whether the country is still unknown."""
    return turn.journey.country is None


def turn_away(turn: Turn) -> None:
    """Under 18: kind words, the directory, and nothing kept (content 10.3)."""
    turn.note("welcome.under_18", emergency=emergency_numbers(turn.journey.country, turn.words))
    if turn.journey.tidy:
        turn.do(Tidy())
    turn.do(Erase())


def to_lines(*sources: str) -> list[Move]:
    """Return the rows that lead to the numbers, by way of the country while it isn't known."""
    return [
        row
        for source in sources
        for row in (move("lines", source, "lines", (), country_known), move("lines", source, "country"))
    ]


def values(turn: Turn) -> Values:
    """Fill in the numbers of the user's country, for the kind of need that this visit is about."""
    words, country = turn.words, turn.journey.country
    kind: Kind = turn.frame.aim if turn.frame.aim in get_args(Kind) else "abuse"  # type: ignore[assignment]
    texts = words.tables["lines"]
    listening = texts["listening_low" if in_crisis(turn) else "listening"]
    return {
        "lines": lines_card(country, kind, words),
        "emergency": emergency_numbers(country, words),
        "call_today": call_today(country, words),
        "because": because_of(turn),
        "still_paused": texts["still_paused"] if turn.paused else "",
        "listening": listening[turn.journey.question % len(listening)],
        "message": texts["ask_someone"],
        "plan": texts["four_lines"],
        "plan_lines": texts["four_lines"].replace("\n", "\n> "),
    }
