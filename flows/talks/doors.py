"""Other doors (content 04): three at a time, how to offer one without an insult, and what became of it.

While tips are paused only the doors that need nobody else are shown, and no line to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, hand_over, keeps, move, says
from flows.model import Flag
from flows.opening import OWN, Became, became, cards, fitting, waiting_for
from flows.paging import Pages, first_page
from flows.reporting import heard
from flows.typed import says_one_of

SHOWN = 3
PAGES = Pages(fitting, SHOWN)

REGIONS = (
    "america", "britain", "pacific", "german", "nordic", "french", "south", "east", "india", "latin", "africa", "asia",
)  # fmt: skip
"""Parts of the world whose low-cost ways are known in general."""


def begin(turn: Turn) -> str:
    """Begin a visit: at what became of the last door, at the list, or at what a door may cost."""
    if turn.paused:
        return "own_list"
    waiting = waiting_for(turn.journey)
    if waiting:
        turn.keep_frame(aim=waiting)
        return "news"
    return "list" if turn.journey.cost else "free_or_not"


def open_door(place: int) -> Callback:
    """Return a callback that opens one of the doors of the page."""

    def go_in(turn: Turn) -> None:
        turn.keep_frame(aim=PAGES.at(turn, place) or "")

    go_in.__name__ = f"open_door_{place}"
    return go_in


def open_own(place: int) -> Callback:
    """Return a callback that opens one of the doors that need nobody else."""

    def go_in(turn: Turn) -> None:
        turn.keep_frame(aim=OWN[place])

    go_in.__name__ = f"open_own_{place}"
    return go_in


def alone_door(turn: Turn) -> bool:
    """Tell whether the door that is open needs nobody else."""
    return turn.frame.aim in OWN


def notes(state: Became) -> Callback:
    """Return a callback that keeps what became of the door that is open."""

    def keep(turn: Turn) -> None:
        turn.keep(doors=became(turn.journey, turn.frame.aim, state, turn.today))

    keep.__name__ = f"door_{state}"
    return keep


def say_kept(turn: Turn) -> None:
    """Say that the door is kept, so that what came of it is asked next time."""
    turn.note("doors.kept")


def number_in(chances: range) -> Condition:
    """Return a condition: the one number in the text is among these, or the last one where it corrects the others."""

    def is_in(turn: Turn) -> bool:
        numbers = re.findall(r"\d+", turn.event.text)
        corrects = says_one_of(turn.event.text, "corrects", turn.words)
        return bool(numbers) and (len(numbers) == 1 or corrects) and int(numbers[-1]) in chances

    is_in.__name__ = f"number_in_{chances.start}_to_{chances.stop - 1}"
    return is_in


def forbidden(turn: Turn) -> None:
    """Forbidding help is control: nothing is noted of it, and care comes first (content 04)."""
    turn.raise_flag(Flag.UP)


def in_region(region: str) -> Callback:
    """Return a callback that remembers, for this visit, which part of the world it is."""

    def remember(turn: Turn) -> None:
        turn.keep_frame(aim=region)

    remember.__name__ = f"in_{region}"
    return remember


def _name(turn: Turn) -> str:
    label = str(cards(turn.words).get(turn.frame.aim, {}).get("label", ""))
    return label[:1].lower() + label[1:]


def values(turn: Turn) -> Values:
    """Fill in the doors of the page, and all that is said about the one that is open."""
    pieces, table = turn.words.tables["pieces"], cards(turn.words)
    count = len(PAGES.shown(turn))
    door = table.get(turn.frame.aim, table["D1"])
    whose = "mine" if turn.frame.aim in OWN else "ours"
    opening = "opening" if count == SHOWN else "few" if count else "none"
    return {
        "opening": str(pieces["doors"][opening]),
        "more": str(pieces["doors"]["again" if PAGES.last(turn) else "more"]) if len(fitting(turn)) > SHOWN else "",
        "name": _name(turn),
        "about": str(door["about"]),
        "line": str(door["line"]),
        **{name: str(pieces["doors"][f"{name}_{whose}"]) for name in ("offer", "used", "dropped")},
        "route": str(pieces["routes"].get(turn.frame.aim, "")),
        **PAGES.labels(turn, "door", lambda key: str(table[key]["label"])),
        **{f"own_{place}": str(table[key]["label"]) for place, key in enumerate(OWN)},
    }


def choosing() -> list[Move]:
    """Return the rows that lead to a door: what it may cost and take, three at a time, low-cost ways."""
    return [
        *(move(cost, "free_or_not", "how_long", keeps(cost=cost)) for cost in ("free", "low", "any")),
        move("back_to_menu", "free_or_not", DONE),
        *(move(time, "how_long", "list", [keeps(time=time), first_page]) for time in ("evening", "weeks", "any")),
        *(move(f"door_{place}", "list", "door", open_door(place)) for place in range(SHOWN)),
        move("more", "list", "list", PAGES.next_page),
        move("routes", "list", "routes", first_page),
        move("change", "list", "free_or_not"),
        move("close", "list", DONE),
        move("region", "routes", "region"),
        *(move(region, "region", "routes", in_region(region)) for region in REGIONS),
        move("to_list", "routes", "list", first_page),
    ]


TOLD: Sequence[tuple[tuple[str, ...], str, Sequence[Callback]]] = (
    (("yes", "soft_yes"), "opened", [notes("opened")]),
    (("been", "went_once", "softer"), "used", [notes("used")]),
    (("same", "harder", "fight", "took_back", "cancelled"), "dropped", [notes("dropped")]),
    (("not_yet",), "line", ()),
)
"""What a text may tell of a door, and where it leads."""


def news() -> list[Move]:
    """Return the rows for what became of a door."""
    return [
        *(move("said", "news", state, before, heard(*told)) for told, state, before in TOLD),
        move("said", "news", "news", says("doors.which")),
        move("not_yet", "news", "line"),
        move("opened", "news", "opened", notes("opened")),
        move("used", "news", "used", notes("used")),
        move("dropped", "news", "dropped", notes("dropped")),
        move("forbidden", "news", DONE, [forbidden, hand_over("care", "listen")]),
        move("other", ["news", "line", "opened", "unlikely", "dropped"], "list", first_page),
        move("close", ["opened", "unlikely", "dropped"], DONE),
        move("keep", "used", DONE, says("doors.goes_on")),
        move("drop", "used", "dropped", notes("dropped")),
        move("own_side", "dropped", DONE, hand_over("own_side")),
    ]


FLOW = Flow(
    "doors",
    (
        "free_or_not",
        "how_long",
        "list",
        "door",
        "likely",
        "unlikely",
        "line",
        "mine",
        "news",
        "opened",
        "used",
        "dropped",
        "routes",
        "region",
        "own_list",
        "own_door",
    ),
    [
        *choosing(),
        move("offer", "door", "mine", (), alone_door),
        move("offer", "door", "likely"),
        move("used", "door", "used", notes("used")),
        move("dropped", "door", "list", [notes("dropped"), says("doors.put_away"), first_page]),
        move("line", "mine", "line"),
        move("alone", "mine", DONE, hand_over("alone")),
        move("close", "mine", DONE),
        move("low", "likely", "unlikely"),
        move("said", "likely", "unlikely", (), number_in(range(4))),
        move("said", "likely", "line", (), number_in(range(4, 11))),
        move("said", "likely", "likely", says("doors.number")),
        move("middle", "likely", "line"),
        move("high", "likely", "line"),
        move("offer", "unlikely", "line"),
        move("offered", "line", DONE, [notes("offered"), say_kept]),
        *news(),
        *(move(f"door_{place}", "own_list", "own_door", open_own(place)) for place in range(SHOWN)),
        move("close", ["own_list", "own_door"], DONE),
        move("other", "own_door", "own_list"),
        move("alone", "own_door", DONE, hand_over("alone")),
    ],
    values=values,
    aside=True,
    enter=begin,
    asks=("line",),
    for_two=True,
    about_partner=True,
    open_while_up=("own_list", "own_door"),
)
