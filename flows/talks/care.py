"""The care path (content 10.3): listen, ask what would help, numbers, safety, and staying.

It is open whatever the flag, and it is all there is while the flag is up.
"""

from __future__ import annotations

from flows.content.helplines import Kind, emergency_numbers, lines_card
from flows.engine import DONE, Callback, Flow, Turn, Values, hand_over, move

CRISIS = ("crisis", "hint")


def to_lines(kind: Kind) -> Callback:
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


def values(turn: Turn) -> Values:
    """Fill in the numbers of the user's country."""
    words, country = turn.words, turn.journey.country
    kind: Kind = "crisis" if turn.frame.aim == "crisis" or turn.frame.state in CRISIS else "abuse"
    return {
        "lines": lines_card(country, kind, words),
        "emergency": emergency_numbers(country, words),
        "still_paused": words.tables["lines"]["still_paused"] if turn.paused else "",
    }


FLOW = Flow(
    "care",
    (
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
        "sure",
        "paused",
        "again",
    ),
    [
        # /safety
        move("lines", "home", "lines", to_lines("abuse"), country_known),
        move("lines", "home", "country", to_lines("abuse")),
        move("low", "home", "lines", to_lines("crisis"), country_known),
        move("low", "home", "country", to_lines("crisis")),
        move("phone", "home", "phone"),
        move("five", "home", DONE, hand_over("safe_check", "fear")),
        move("done", "home", DONE),
        # the five tasks
        move("someone", "listen", "lines", to_lines("abuse"), country_known),
        move("someone", "listen", "country", to_lines("abuse")),
        move("options", "listen", "options"),
        move("tonight", "listen", "tonight"),
        move("only_say", "listen", "only_say"),
        move("nothing", "listen", "with_you"),
        move("said", "listen", "only_say"),
        # numbers
        move("said", "country", "lines", keep_country, country_read),
        move("said", "country", "lines", unknown_country),
        move("skip", "country", "lines"),
        move("change", "lines", "country"),
        move("stay", "lines", "with_you"),
        move("lines", "urgent", "lines", to_lines("abuse"), country_known),
        move("lines", "urgent", "country", to_lines("abuse")),
        move("safe_now", "urgent", "with_you"),
        move("quiet", "urgent", "with_you", hand_over("quiet")),
        # what can be done
        move("lines", "options", "lines", to_lines("abuse"), country_known),
        move("lines", "options", "country", to_lines("abuse")),
        move("phone", "options", "phone"),
        move("stay", "options", "with_you"),
        move("lines", "tonight", "lines", to_lines("abuse"), country_known),
        move("lines", "tonight", "country", to_lines("abuse")),
        move("stay", "tonight", "with_you"),
        move("said", "only_say", "only_say"),
        move("lines", "only_say", "lines", to_lines("abuse"), country_known),
        move("lines", "only_say", "country", to_lines("abuse")),
        move("stay", "only_say", "with_you"),
        move("stay", "phone", "with_you"),
        # staying
        move("lines", "with_you", "lines", (), country_known),
        move("lines", "with_you", "country"),
        move("five", "with_you", DONE, hand_over("safe_check", "fear")),
        move("quiet", "with_you", "with_you", hand_over("quiet")),
        move("menu", "with_you", DONE, hand_over("menu")),
        move("said", "with_you", "only_say"),
        # a wish to die
        move("yes", "hint", "crisis", to_lines("crisis")),
        move("no", "hint", DONE),
        move("said", "hint", "crisis", to_lines("crisis")),
        move("change", "crisis", "country", to_lines("crisis")),
        move("not_meant", "crisis", "sure"),
        move("stay", "crisis", "with_you"),
        move("said", "crisis", "with_you"),
        move("yes", "sure", "crisis", to_lines("crisis")),
        move("no", "sure", DONE),
        # what was asked for is paused
        move("five", "paused", DONE, hand_over("safe_check", "fear")),
        move("lines", "paused", "lines", to_lines("abuse"), country_known),
        move("lines", "paused", "country", to_lines("abuse")),
        move("listen", "paused", "listen"),
        move("menu", "paused", DONE, hand_over("menu")),
        move("five", "again", DONE, hand_over("safe_check", "fear")),
        move("not_now", "again", "paused", ask_later),
    ],
    values=values,
)
