"""The care path (content 10.3, 10.4): listen, ask what would help, numbers, safety, and staying.

It is open whatever the flag, and it is all there is while the flag is up.
"""

from __future__ import annotations

from typing import get_args

from flows.content.helplines import Kind, emergency_numbers, lines_card
from flows.engine import DONE, Callback, Flow, Move, Turn, Values, hand_over, move
from flows.model import Flag

STATES = (
    "home",
    "listen",
    "country",
    "lines",
    "urgent",
    "options",
    "tonight",
    "only_say",
    "with_you",
    "phone",
    "hint",
    "crisis",
    "now",
    "sure",
    "theirs",
    "harm_ask",
    "harm",
    "harm_now",
    "child",
    "paused",
    "again",
    "enough",
    "since",
)


def wants(kind: Kind) -> Callback:
    """Return a callback that remembers, for this visit, which kind of line is wanted."""

    def remember(turn: Turn) -> None:
        turn.keep_frame(aim=kind)

    remember.__name__ = f"want_{kind}"
    return remember


def country_known(turn: Turn) -> bool:
    """Tell whether the country was given before: it is asked once."""
    return turn.journey.country is not None


def country_read(turn: Turn) -> bool:
    """Tell whether the text names a country that is on file."""
    return turn.event.reading.country is not None


def keep_country(turn: Turn) -> None:
    """Keep the country that was typed."""
    turn.keep(country=turn.event.reading.country)


def unknown_country(turn: Turn) -> None:
    """Say that this country isn't on file; what follows works anywhere."""
    turn.note("care.unknown_country")


def ask_later(turn: Turn) -> None:
    """Offer the five questions again after as long a while as before (content 10.1)."""
    turn.keep_safety(on=turn.today)


def rest_today(turn: Turn) -> None:
    """Leave coaching for the rest of the day (content 10.4)."""
    turn.keep(rest_on=turn.today)


def rested(turn: Turn) -> None:
    """Take coaching up again: it was no crisis, or it has passed."""
    turn.keep(rest_on=None)


def pause(turn: Turn) -> None:
    """Pause the tips about the partner."""
    turn.raise_flag(Flag.UP)


def no_country(turn: Turn) -> bool:
    """Tell whether the country is still unknown."""
    return turn.journey.country is None


def to_lines(*sources: str) -> list[Move]:
    """Return the rows that lead to the numbers, by way of the country while it isn't known."""
    return [
        row
        for source in sources
        for row in (move("lines", source, "lines", (), country_known), move("lines", source, "country"))
    ]


def stays(*sources: str) -> list[Move]:
    """Return the rows that end a card by staying with the person."""
    return [move("stay", source, "with_you") for source in sources]


def values(turn: Turn) -> Values:
    """Fill in the numbers of the user's country, for the kind of need that this visit is about."""
    words, country = turn.words, turn.journey.country
    kind: Kind = turn.frame.aim if turn.frame.aim in get_args(Kind) else "abuse"  # type: ignore[assignment]
    return {
        "lines": lines_card(country, kind, words),
        "emergency": emergency_numbers(country, words),
        "still_paused": words.tables["lines"]["still_paused"] if turn.paused else "",
    }


FLOW = Flow(
    "care",
    STATES,
    [
        # /safety
        move("afraid", "home", "lines", wants("abuse"), country_known),
        move("afraid", "home", "country", wants("abuse")),
        move("low", "home", "lines", wants("crisis"), country_known),
        move("low", "home", "country", wants("crisis")),
        move("phone", "home", "phone"),
        move("five", "home", DONE, hand_over("safe_check", "fear")),
        move("done", "home", DONE),
        # the five tasks
        *to_lines("listen"),
        move("options", "listen", "options"),
        move("tonight", "listen", "tonight"),
        move("only_say", "listen", "only_say"),
        move("nothing", "listen", "with_you"),
        move("said", "listen", "only_say"),
        # numbers
        move("said", "country", "lines", keep_country, country_read),
        move("said", "country", "lines", unknown_country),
        move("skip", "country", "lines"),
        move("said", "lines", "lines", keep_country, country_read),
        move("said", "lines", "only_say"),
        move("change", "lines", "country"),
        *to_lines(
            "urgent", "options", "tonight", "only_say", "with_you", "paused", "theirs", "harm", "harm_now", "child"
        ),
        *stays(
            "lines", "options", "tonight", "only_say", "phone", "crisis", "now", "theirs", "harm", "harm_now", "child"
        ),
        move("safe_now", "urgent", "with_you"),
        move("quiet", "urgent", "with_you", hand_over("quiet")),
        move("phone", "options", "phone"),
        move("said", "only_say", "only_say"),
        # staying
        move("five", "with_you", DONE, hand_over("safe_check", "fear")),
        move("quiet", "with_you", "with_you", hand_over("quiet")),
        move("menu", "with_you", DONE, hand_over("menu")),
        move("said", "with_you", "only_say"),
        # a wish to die
        move("yes", "hint", "crisis", rest_today),
        move("no", "hint", DONE),
        move("said", "hint", "crisis", rest_today),
        move("change", "crisis", "country"),
        move("not_meant", "crisis", "sure"),
        move("said", "crisis", "only_say"),
        move("change", "now", "country"),
        move("said", "now", "only_say"),
        move("yes", "sure", "now", rest_today),
        move("no", "sure", DONE, rested),
        # the partner's threat, the user who harms, a child
        move("held", "theirs", "listen", [pause, wants("abuse")]),
        move("yes", "harm_ask", "harm", pause),
        move("no", "harm_ask", DONE),
        move("not_safe", "harm", "harm_now"),
        move("said", ["theirs", "harm", "harm_now", "child"], "only_say"),
        # what was asked for is paused
        move("five", "paused", DONE, hand_over("safe_check", "fear")),
        move("listen", "paused", "listen", wants("abuse")),
        move("menu", "paused", DONE, hand_over("menu")),
        move("five", "again", DONE, hand_over("safe_check", "fear")),
        move("not_now", "again", "paused", ask_later),
        # the rest of a hard day, and the next visit
        *to_lines("enough"),
        move("menu", "enough", DONE, hand_over("menu")),
        move("better", "since", DONE, rested),
        move("heavy", "since", "crisis", rest_today),
        move("said", "since", "only_say", rested),
    ],
    values=values,
    shows={("crisis", "change"): no_country, ("now", "change"): no_country},
)
