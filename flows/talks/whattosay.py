"""A line for this moment (content 09): by one tap or in free text, in another tone, and what to say to their answer."""

from __future__ import annotations

from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, hand_over, move
from flows.paging import Pages
from flows.saying import (
    VERSIONS,
    WITHOUT_AN_ASK,
    Line,
    answers,
    hold_back,
    is_unheard,
    keep_last,
    last_shown,
    meant,
    moments,
    offered,
    show,
    show_nothing_for_it,
    shown,
    too_big,
)

SHOWN = 6
ANSWERS = 8
PAGES = Pages(offered, SHOWN)

TONES = {"first": VERSIONS[0], **{version: version for version in VERSIONS[1:]}}
"""Buttons that show the same moment's line in another version, and which."""


def begin(turn: Turn) -> str:
    """Begin a visit: at the line that the text behind the command asks for, at the last one, or at the moments."""
    told = turn.event.text if turn.event.kind == "commanded" else ""
    line = meant(turn) if told else last_shown(turn)
    if told and not line:
        show_nothing_for_it(turn)
    if line is None:
        return "moments"
    big = too_big(turn, line)
    (hold_back if big else show)(turn, line)
    keep_last(turn)
    if big:
        return "lighter"
    return "answer" if line.answer else "line"


def picks(place: int) -> Callback:
    """Return a callback that opens one of the moments."""

    def pick(turn: Turn) -> None:
        show(turn, Line(PAGES.at(turn, place) or "first"))

    pick.__name__ = f"moment_{place}"
    return pick


def wants(place: int) -> Callback:
    """Return a callback that keeps which moment was picked although it asks for too much."""

    def want(turn: Turn) -> None:
        hold_back(turn, Line(PAGES.at(turn, place) or "first"))

    want.__name__ = f"moment_{place}_later"
    return want


def asks_too_much(place: int) -> Condition:
    """Return a condition: the line of that moment asks for more than what was refused already (X-15)."""

    def too_much(turn: Turn) -> bool:
        return too_big(turn, Line(PAGES.at(turn, place) or "first"))

    too_much.__name__ = "asks_too_much"
    return too_much


def speaks(version: str) -> Callback:
    """Return a callback that shows the moment's line in another version."""

    def speak(turn: Turn) -> None:
        show(turn, Line(shown(turn).moment or "first", version))

    speak.__name__ = f"version_{version}"
    return speak


def says_it_otherwise(version: str) -> Condition:
    """Return a condition: the line that is shown isn't this version of it."""

    def is_other(turn: Turn) -> bool:
        return shown(turn).version != version

    is_other.__name__ = f"is_not_{version}"
    return is_other


def hears(place: int) -> Callback:
    """Return a callback that opens the line to one of their answers."""

    def hear(turn: Turn) -> None:
        show(turn, shown(turn)._replace(answer=list(answers(turn))[place]))

    hear.__name__ = f"answer_{place}"
    return hear


def is_answer(turn: Turn) -> bool:
    """Tell whether a text is what they answered."""
    line = meant(turn)
    return line is not None and bool(line.answer)


def is_too_big(turn: Turn) -> bool:
    """Tell whether a text asks for a line that is bigger than what was refused."""
    return too_big(turn, meant(turn))


def is_known(turn: Turn) -> bool:
    """Tell whether there is a line for what was typed."""
    return meant(turn) is not None


def open_meant(turn: Turn) -> None:
    """Open the line that a text asks for."""
    show(turn, meant(turn) or Line("first"))


def want_meant(turn: Turn) -> None:
    """Keep which line a text asks for although it asks for too much."""
    hold_back(turn, meant(turn) or Line("first"))


def insist(turn: Turn) -> None:
    """Show the line that asks for more than what was refused."""
    show(turn, Line(shown(turn).wanted or "first"))


def has_a_line_behind(turn: Turn) -> bool:
    """Tell whether a line was shown to which the way back doesn't lead, and which asks for no more than it may."""
    line = Line(shown(turn).moment)
    return bool(line.moment) and "line" not in turn.frame.trail and not too_big(turn, line)


def let_see_the_moments(turn: Turn) -> None:
    """Show the moments, and keep the line for the way back."""
    show(turn, shown(turn))


def values(turn: Turn) -> Values:
    """Fill in the moments of the page, the line that is open, and what they may answer."""
    cards, said, pieces = moments(turn), answers(turn), turn.words.tables["pieces"]["moments"]
    line = shown(turn)
    moment, answer = cards[line.moment or "first"], said[line.answer or "no"]
    wanted = cards[line.wanted or "first"]
    return {
        "opening": str(pieces["unheard" if is_unheard(turn) else "opening"]),
        "more": str(pieces["again" if PAGES.last(turn) else "more"]),
        "line": str(moment[line.version]),
        "why": str(moment["why"]),
        "dont": str(moment["dont"]),
        "lighter": str(wanted[WITHOUT_AN_ASK]),
        "heard": str(answer["heard"]),
        "answer": str(answer["line"]),
        "answer_why": str(answer["why"]),
        **{f"reply_{place}": str(card["label"]) for place, card in enumerate(said.values())},
        **PAGES.labels(turn, "moment", lambda key: str(cards[key]["label"])),
    }


STATES = ("moments", "line", "lighter", "not_to_say", "replies", "answer")


def picked() -> list[Move]:
    """Return the rows by which one of the moments is picked."""
    places = range(SHOWN)
    too_much = [move(f"moment_{at}", "moments", "lighter", [wants(at), keep_last], asks_too_much(at)) for at in places]
    return too_much + [move(f"moment_{at}", "moments", "line", [picks(at), keep_last]) for at in places]


def typed() -> list[Move]:
    """Return the rows by which a text is answered, on whatever screen it comes: what fits is shown at once."""
    return [
        move("said", STATES, "answer", [open_meant, keep_last], is_answer),
        move("said", STATES, "lighter", [want_meant, keep_last], is_too_big),
        move("said", STATES, "line", [open_meant, keep_last], is_known),
        move("said", STATES, "moments", show_nothing_for_it),
    ]


FLOW = Flow(
    "whattosay",
    STATES,
    [
        *picked(),
        *typed(),
        move("more", "moments", "moments", PAGES.next_page),
        move("line_before", "moments", "line", keep_last),
        move("anyway", "lighter", "line", [insist, keep_last]),
        move("other", "lighter", "moments", let_see_the_moments),
        *(move(tone, "line", "line", [speaks(version), keep_last]) for tone, version in TONES.items()),
        move("not_to_say", "line", "not_to_say"),
        move("dont", "not_to_say", DONE, hand_over("dont")),
        move("replies", ["line", "answer"], "replies"),
        *(move(f"reply_{place}", "replies", "answer", [hears(place), keep_last]) for place in range(ANSWERS)),
        move("moments", ["line", "answer"], "moments", let_see_the_moments),
        move("close", STATES, DONE),
    ],
    values=values,
    shows={
        ("moments", "line_before"): has_a_line_behind,
        **{("line", tone): says_it_otherwise(version) for tone, version in TONES.items()},
    },
    aside=True,
    enter=begin,
    asks=("line", "lighter", "answer"),
    for_two=True,
    about_partner=True,
)
