"""/remind: what comes by itself, on a day or every week. A day is typed or tapped, and said back (content 08)."""

from __future__ import annotations

from datetime import datetime

from flows.asking import rest_until
from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, hand_over, move, says
from flows.meant import (
    HOURS,
    as_it_stands,
    at_hour,
    at_slot,
    hours_of,
    in_weeks,
    names_no_hour,
    nearest,
    plans_day,
    reads,
    sets,
    typed_hour,
)
from flows.model import Flag, Reminder
from flows.planning import (
    FORTNIGHT,
    GUESSED,
    aim_of,
    comes_at,
    is_early,
    is_outside,
    is_past,
    lacks_hour,
    moment_meant,
    set_it,
    slots,
    switch,
    wake,
)
from flows.reminding import ABOUT_THE_TWO, anything_on, drop, has_subject, keep, planned, start_anew, switch_off
from flows.schedule import in_words, list_in_words
from flows.zones import local

WEEKS = (6, 8, 12)
"""After how many weeks to come back, as quick buttons (content 08)."""

SERIES = ("review", "step", "log")
WEEK_DAYS = 7

# --- where a visit begins


def begin(turn: Turn) -> str:
    """Begin a visit: with the list, or with what was typed behind the command."""
    if turn.journey.safety.flag is Flag.SOFT:
        return "shut"
    if turn.journey.reminders.stopped:
        keep(turn, asked_back=True)
        return "stopped"
    return land(turn) if turn.frame.aim else "home"


def land(turn: Turn) -> str:
    """Set what this visit is for, where it is told well enough, or return the screen that asks for the rest."""
    aim = aim_of(turn)
    if aim.day is None and turn.event.kind == "commanded":
        turn.note("remind.unread")
    if aim.day is None or is_past(turn, aim):
        return "pick"
    if aim.chosen == GUESSED:
        return "proposed"
    if lacks_hour(turn, aim):
        return "hour"
    if is_outside(turn, aim):
        return "outside"
    set_it(turn, aim)
    return "set"


# --- the list


def looked_at(turn: Turn) -> Reminder | None:
    """Return the reminder that is looked at, None where it is off."""
    return planned(turn.journey, aim_of(turn).kind)


def about(kind: str) -> Callback:
    """Return a callback that says which reminder is looked at."""

    def look_at(turn: Turn) -> None:
        turn.keep_frame(aim=kind)

    look_at.__name__ = f"about_{kind}"
    return look_at


def is_on(kind: str) -> Condition:
    """Return a condition: this reminder is on."""

    def on(turn: Turn) -> bool:
        return planned(turn.journey, kind) is not None

    on.__name__ = "is_on"
    return on


def together(turn: Turn) -> bool:
    """Tell whether the two haven't parted."""
    return turn.journey.bend is None or turn.journey.bend.kind != "parted"


def no_change(turn: Turn) -> bool:
    """Tell whether the user tries no change of their own that could be asked about."""
    return not has_subject(turn.journey, "step")


def no_plan(turn: Turn) -> bool:
    """Tell whether there is no plan whose day could be kept."""
    return turn.journey.card is None


def undated(turn: Turn) -> bool:
    """Tell whether the plan has no day ahead."""
    day = turn.journey.card.return_on if turn.journey.card else None
    return day is None or day <= turn.today


def comes_often(turn: Turn) -> bool:
    """Tell whether the reminder that is looked at comes again and again."""
    one = looked_at(turn)
    return one is not None and one.every > 0


def pauses(turn: Turn) -> None:
    """Pause the reminder that is looked at, or let it go on from its next day."""
    one = looked_at(turn)
    if one is not None and one.paused:
        wake(turn, one.kind)
    elif one is not None:
        switch(turn, one.kind, paused=True)


def changes_rhythm(turn: Turn) -> None:
    """Have it come every week or every two weeks."""
    one = looked_at(turn)
    if one is not None:
        switch(turn, one.kind, every=1 if one.every == FORTNIGHT else FORTNIGHT)


def takes_away(turn: Turn) -> None:
    """Switch off what is looked at."""
    drop(turn, aim_of(turn).kind)


def sets_nothing(turn: Turn) -> bool:
    """Tell whether this visit has no day to set."""
    return aim_of(turn).day is None


def all_back(turn: Turn) -> None:
    """Have all go on that had stopped; what the user has paused stays so."""
    start_anew(turn)
    wake(turn, *(one.kind for one in turn.journey.reminders.planned if not one.paused))


def values(turn: Turn) -> Values:
    """Fill in what is set, and the days and hours to choose from."""
    pieces, words, aim = turn.words.tables["pieces"]["remind"], turn.words, aim_of(turn)
    one, meant, comes = looked_at(turn), moment_meant(turn, aim), comes_at(turn, aim.kind)
    asks, hours = turn.journey.asks, [f"{hour:%H:%M}" for hour in hours_of(turn)]
    until = rest_until(turn.journey, asks[-1].on if asks else turn.today)
    days = {day.weekday(): words.weekly(datetime.combine(day, at)) for day, at in slots(turn)}
    return {
        "list": list_in_words(turn),
        "one": in_words(turn, aim.kind),
        "advice": str(pieces["advice"]).format(weeks=-(-(until - turn.today).days // WEEK_DAYS)) if asks else "",
        "meant": words.moment(local(meant, turn.journey.reminders.zone), turn.today) if meant else "",
        "meant_day": words.day(aim.day) if aim.day else "",
        "name": str(pieces["names"][aim.kind]),
        "comes": words.moment(comes, turn.today) if comes else str(pieces["rests"]),
        "early": str(pieces["early"]).format(until=words.day(until)) if is_early(turn) else "",
        "rhythm": str(pieces["make_weekly" if one and one.every == FORTNIGHT else "make_fortnightly"]),
        "pausing": str(pieces["go_on" if one and one.paused else "pause"]),
        **{f"slot_{weekday}": days.get(weekday, "") for weekday in range(WEEK_DAYS)},
        **{f"hour_{place}": label for place, label in enumerate([*hours, *[""] * HOURS][:HOURS])},
    }


def list_rows() -> list[Move]:
    """Return the rows of the list, and of one reminder in it."""
    return [
        *(move(kind, "home", "one", about(kind), is_on(kind)) for kind in ("season", "return", *SERIES)),
        move("season", "home", "weeks", about("season")),
        move("return", "home", "no_plan", (), no_plan),
        move("return", "home", "pick", about("return"), undated),
        *sets("return", "home", plans_day),
        move("step", "home", "no_step", (), no_change),
        *(move(kind, "home", "slot", about(kind)) for kind in SERIES),
        move("setup", "home", DONE, hand_over("safe_hours", "setup")),
        move("off", "home", "home", [switch_off, says("remind.off")]),
        move("close", "home", DONE),
        move("own_side", "no_step", DONE, hand_over("own_side")),
        move("path", "no_plan", DONE, hand_over("path")),
        move("list", ["no_step", "no_plan", "one", "pick", "set"], "home"),
        move("move", "one", "slot", (), comes_often),
        move("move", "one", "pick"),
        move("rhythm", "one", "one", changes_rhythm),
        move("pause", "one", "one", pauses),
        move("delete", ["one", "set"], "home", [takes_away, says("remind.taken_away")]),
        move("yes", "stopped", "home", all_back, sets_nothing),
        *sets("yes", "stopped", as_it_stands, all_back),
        move("no", "stopped", DONE, [switch_off, says("remind.off")]),
        move("safety", "shut", DONE, hand_over("care", "home")),
        move("close", "shut", DONE),
    ]


def day_rows() -> list[Move]:
    """Return the rows by which a day and an hour are told."""
    rows = [
        *(row for weeks in WEEKS for row in sets(f"weeks_{weeks}", "weeks", in_weeks(weeks))),
        move("pick", "weeks", "pick"),
        move("never", "weeks", "home", [takes_away, says("remind.never")]),
        *sets("yes", "proposed", as_it_stands),
        *(move("no", state, "pick") for state in ("proposed", "outside")),
        move("yes", "outside", "set", keep_it),
        *sets("nearest", "outside", nearest),
        move("day", "set", "slot", (), comes_often),
        move("day", "set", "pick"),
        move("hour", "set", "hour"),
        move("close", "set", DONE),
        *reads("home", "weeks", "pick", "proposed", "outside", "slot", "set", "one"),
        move("said", "hour", "hour", says("remind.no_hour"), names_no_hour),
        *sets("said", "hour", typed_hour),
    ]
    for place in range(HOURS):
        rows += sets(f"hour_{place}", "hour", at_hour(place))
    for weekday in range(WEEK_DAYS):
        rows += sets(f"slot_{weekday}", "slot", at_slot(weekday))
    return rows


def keep_it(turn: Turn) -> None:
    """Keep an hour outside the safe ones, after the one warning."""
    set_it(turn, aim_of(turn))


FLOW = Flow(
    "remind",
    (
        "home",
        "weeks",
        "pick",
        "proposed",
        "outside",
        "hour",
        "slot",
        "set",
        "one",
        "no_step",
        "no_plan",
        "stopped",
        "shut",
    ),
    [*list_rows(), *day_rows()],
    values=values,
    enter=begin,
    shows={
        **{("home", kind): together for kind in ABOUT_THE_TWO},
        ("home", "off"): lambda turn: anything_on(turn.journey),
        ("one", "rhythm"): lambda turn: aim_of(turn).kind == "step",
        ("outside", "nearest"): lambda turn: any(turn.journey.reminders.hours),
    },
    aside=True,
    about_partner=True,
)
