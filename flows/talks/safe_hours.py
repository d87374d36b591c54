"""What must be asked before a line may come by itself: who else sees the chat, the zone, safe hours, and the line.

It is asked once, and the hours again every eight weeks (content 08). What is to be set behind it stands in the aim.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flows.engine import DONE, Callback, Flow, Move, Turn, Values, hand_over, move, says
from flows.planning import OPENS, TAPPED, aim_of, chooses, to_reminders, with_hours
from flows.reminding import keep, switch_off
from flows.schedule import hours_in_words, is_neutral, ready_lines
from flows.zones import city_name, local, times_now, zones_at

WEEKS = (6, 8, 12)
"""After how many weeks to come back unasked, as quick buttons (content 08)."""

DAYS = {"every": range(7), "week": range(5), "weekend": range(5, 7)}
SPANS = {
    "early": range(7, 9),
    "morning": range(9, 12),
    "midday": range(12, 14),
    "afternoon": range(14, 17),
    "evening": range(17, 20),
    "late": range(20, 22),
}
"""Hours that can be called safe, by the button: from the first one to the end of the last."""

TIMES, PLACES, LINES = 8, 6, 5
"""How many times of the day, places and ready lines are shown."""

NO_HOURS: tuple[tuple[int, ...], ...] = ((),) * 7


# --- the day they come back unasked


def notes_in(weeks: int) -> Callback:
    """Return a callback that notes the day so many weeks ahead on which the user comes back unasked."""

    def note(turn: Turn) -> None:
        keep(turn, note_on=turn.today + timedelta(weeks=weeks))

    note.__name__ = f"notes_in_{weeks}_weeks"
    return note


def notes_typed(turn: Turn) -> None:
    """Note the day that was typed."""
    keep(turn, note_on=turn.event.reading.day)


def no_day(turn: Turn) -> bool:
    """Tell whether a text names no day for sure."""
    return turn.event.reading.day is None


# --- the zone


def offered(turn: Turn) -> tuple[str, ...]:
    """Return the zones that a text may mean: by a place, or by the time that it says it is now."""
    reading = turn.event.reading
    by_clock = [zone for clock in reading.clocks for zone in zones_at(clock, turn.now, turn.journey.country)]
    return reading.zones or tuple(dict.fromkeys(by_clock))


def no_place(turn: Turn) -> bool:
    """Tell whether a text names no place and no time."""
    return not offered(turn)


def several_places(turn: Turn) -> bool:
    """Tell whether a text may name several zones."""
    return len(offered(turn)) > 1


def offer_places(turn: Turn) -> None:
    """Keep the zones that a text may mean, to be picked from."""
    chooses(turn, ",".join(offered(turn)[:PLACES]))


def keep_zone(turn: Turn, zone: str) -> None:
    """Keep the user's zone and say what time it is there; hours that are set stay as they are on the wall."""
    keep(turn, zone=zone)
    chooses(turn, "")
    shown = f"{local(turn.now, zone):%H:%M}"
    turn.note("safe_hours.zone_kept", now=shown)


def typed_place(turn: Turn) -> None:
    """Keep the one zone that was typed."""
    keep_zone(turn, offered(turn)[0])


def time_at(place: int) -> Callback:
    """Return a callback that offers the zones in which it is this time now, or keeps the only one."""

    def take(turn: Turn) -> None:
        chooses(turn, ",".join(times(turn)[place][1][:PLACES]))

    take.__name__ = f"time_{place}"
    return take


def times(turn: Turn) -> list[tuple[str, tuple[str, ...]]]:
    """Return the times that it may be at the user's now, each with the zones it stands for."""
    return [(f"{one.clock:%H:%M}", one.zones) for one in times_now(turn.now, turn.journey.country)]


def places(turn: Turn) -> list[str]:
    """Return the zones that are offered to be picked from."""
    return [zone for zone in aim_of(turn).chosen.split(",") if "/" in zone or zone == "UTC"]


def place_at(place: int) -> Callback:
    """Return a callback that keeps one of the zones that are offered."""

    def take(turn: Turn) -> None:
        keep_zone(turn, places(turn)[place])

    take.__name__ = f"place_{place}"
    return take


# --- the hours and the line


def on_days(days: Sequence[int]) -> Callback:
    """Return a callback that keeps on which days the next hours are safe."""

    def choose(turn: Turn) -> None:
        chooses(turn, "".join(map(str, days)))

    choose.__name__ = f"on_days_{''.join(map(str, days))}"
    return choose


def adds(hours: Sequence[int]) -> Callback:
    """Return a callback that calls these hours safe on the days that were chosen."""

    def add(turn: Turn) -> None:
        days = [int(day) for day in aim_of(turn).chosen if day.isdecimal()]
        keep(turn, hours=with_hours(turn.journey.reminders.hours, days, hours))

    add.__name__ = f"adds_from_{hours[0]}"
    return add


def no_hours(turn: Turn) -> None:
    """Call no hour safe: then a line comes only at hours that are named."""
    keep(turn, hours=NO_HOURS, safe_on=turn.today)
    chooses(turn, "")


def forget_hours(turn: Turn) -> None:
    """Begin the safe hours anew; none is safe till then."""
    keep(turn, hours=NO_HOURS, safe_on=None)


def call_safe(turn: Turn) -> None:
    """Note that these hours were called safe today."""
    keep(turn, safe_on=turn.today)


def agreed(turn: Turn) -> bool:
    """Tell whether all was agreed to before, so that this changes one thing."""
    return turn.journey.reminders.agreed


def agree(turn: Turn) -> None:
    """Note that the user wants lines, knowing what can't be hidden."""
    keep(turn, agreed=True)


def is_waited_for(turn: Turn) -> bool:
    """Tell whether something waits behind the hours: a line that was tapped, or a day to be set."""
    aim = aim_of(turn)
    return agreed(turn) and (aim.day is not None or f" {TAPPED}" in turn.frame.aim)


def takes_line(place: int) -> Callback:
    """Return a callback that keeps one of the ready lines."""

    def take(turn: Turn) -> None:
        keep(turn, line=ready_lines(turn.words)[place])

    take.__name__ = f"line_{place}"
    return take


def own_line(turn: Turn) -> None:
    """Keep a line of the user's own."""
    keep(turn, line=" ".join(turn.event.text.split()))


def telling(turn: Turn) -> bool:
    """Tell whether a line of one's own could give something away, or is too long."""
    return not is_neutral(turn.event.text, turn.words, turn.journey.partner)


def forget_line(turn: Turn) -> None:
    """Leave it all off: the questions begin again another time."""
    switch_off(turn)
    keep(turn, line="", agreed=False)


def turn_sound(turn: Turn) -> None:
    """Have the line come with a sound, or silently."""
    keep(turn, silent=not turn.journey.reminders.silent)


def goes_on(turn: Turn) -> None:
    """Go on with what was waited for: what a line stood for that was tapped, or what is to be set."""
    kind, _, rest = turn.frame.aim.partition(" ")
    tapped = kind in OPENS and rest.startswith(TAPPED)
    turn.next = OPENS[kind] if tapped else to_reminders(turn, turn.frame.aim if kind in OPENS else "")


goes_on.target = ("remind", "home")  # type: ignore[attr-defined]


def values(turn: Turn) -> Values:
    """Fill in the times, places, hours and lines to choose from, and how it is set now."""
    reminders, pieces = turn.journey.reminders, turn.words.tables["pieces"]["remind"]
    clocks = [clock for clock, _ in times(turn)] if turn.frame.state == "zone" else []
    return {
        **_numbered("time", clocks, TIMES),
        **_numbered("place", [city_name(zone) for zone in places(turn)], PLACES),
        **_numbered("line", ready_lines(turn.words), LINES),
        "hours": hours_in_words(reminders.hours, turn.words),
        "note_day": turn.words.day(reminders.note_on) if reminders.note_on else "",
        "line": reminders.line,
        "zone": city_name(reminders.zone),
        "now": f"{local(turn.now, reminders.zone):%H:%M}",
        "sound": str(pieces["sound_off" if reminders.silent else "sound_on"]),
        "other_sound": str(pieces["make_sound" if reminders.silent else "make_silent"]),
    }


def _numbered(name: str, labels: Sequence[str], most: int) -> dict[str, str]:
    padded = [*labels[:most], *[""] * most]
    return {f"{name}_{place}": padded[place] for place in range(most)}


# --- the table


def once_or_again(trigger: str, source: str, first: str, kept: Callback) -> list[Move]:
    """Return the rows by which an answer leads on to what is asked next, or back where one thing is changed."""
    return [move(trigger, source, "setup", kept, agreed), move(trigger, source, first, kept)]


def zone_rows() -> list[Move]:
    """Return the rows by which the zone is told."""
    rows = [move(f"time_{place}", "zone", "zone_pick", time_at(place)) for place in range(TIMES)]
    for source in ("zone", "zone_pick"):
        rows += [
            move("said", source, source, says("safe_hours.zone_unread"), no_place),
            move("said", source, "zone_pick", offer_places, several_places),
            *once_or_again("said", source, "days", typed_place),
        ]
    for place in range(PLACES):
        rows += once_or_again(f"place_{place}", "zone_pick", "days", place_at(place))
    return rows


def hour_rows() -> list[Move]:
    """Return the rows of the safe hours and of the line."""
    rows = [
        *(move(name, "days", "hours", on_days(days)) for name, days in DAYS.items()),
        move("single", "days", "day"),
        *(move(f"day_{day}", "day", "hours", on_days([day])) for day in range(7)),
        move("none", "days", DONE, [no_hours, goes_on], is_waited_for),
        *once_or_again("none", "days", "line", no_hours),
        *(move(name, "hours", "spans", adds(hours)) for name, hours in SPANS.items()),
        move("more", "spans", "days"),
        move("afresh", "spans", "days", forget_hours),
        move("done", "spans", DONE, [call_safe, goes_on], is_waited_for),
        *once_or_again("done", "spans", "line", call_safe),
        move("said", "line", "line", says("safe_hours.telling"), telling),
        *once_or_again("said", "line", "plain", own_line),
    ]
    for place in range(LINES):
        rows += once_or_again(f"line_{place}", "line", "plain", takes_line(place))
    return rows


FLOW = Flow(
    "safe_hours",
    (
        "seen",
        "seen_by",
        "note_day",
        "noted",
        "zone",
        "zone_pick",
        "days",
        "day",
        "hours",
        "spans",
        "line",
        "plain",
        "setup",
        "still_safe",
    ),
    [
        move("no", "seen", "zone"),
        *(move(answer, "seen", "seen_by") for answer in ("maybe", "yes")),
        move("note", "seen_by", "note_day"),
        move("all_the_same", "seen_by", "zone"),
        move("close", "seen_by", DONE),
        *(move(f"weeks_{weeks}", "note_day", "noted", notes_in(weeks)) for weeks in WEEKS),
        move("said", "note_day", "note_day", says("remind.unread"), no_day),
        move("said", "note_day", "noted", notes_typed),
        move("other", "noted", "note_day"),
        move("close", "noted", DONE),
        *zone_rows(),
        *hour_rows(),
        move("yes", "plain", DONE, [agree, goes_on]),
        move("no", "plain", DONE, [forget_line, says("safe_hours.kept_off")]),
        move("hours", "setup", "days", forget_hours),
        move("line", "setup", "line"),
        move("zone", "setup", "zone"),
        move("sound", "setup", "setup", turn_sound),
        move("list", "setup", DONE, hand_over("remind", "home")),
        move("yes", "still_safe", DONE, [call_safe, goes_on]),
        move("no", "still_safe", "days", [forget_hours, says("safe_hours.hours_gone")]),
    ],
    values=values,
    aside=True,
    about_partner=True,
)
