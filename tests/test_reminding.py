"""Lines that come by themselves: when they come, what makes them wait, merge, stop and go (content 08)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from flows.content import words
from flows.firing import MOST_IGNORED
from flows.model import Bend, Event, Flag, Frame, Reminder
from flows.reminding import DAY_HOURS, next_safe, rows, safe_until
from flows.schedule import is_neutral
from flows.zones import local, moment_of, zone_of
from flows.zones.files import every_zone
from tests.reminded import BERLIN, EVERY_EVENING, START, World, reminded, weekly

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
TUESDAY = date(2026, 3, 3)


def test_a_weekly_line_comes_each_week_at_the_same_wall_time_over_the_change_of_clocks() -> None:
    world = World(reminded(weekly(TUESDAY, time(18, 30))))
    world.wait(timedelta(hours=23))
    for _ in range(8):
        world.press("open")  # so that none counts as left lying
        world.wait(WEEK)
    assert [f"{sent.at:%a %d %b %H:%M}" for sent in world.sent][:6] == [
        "Tue 03 Mar 18:30", "Tue 10 Mar 18:30", "Tue 17 Mar 18:30", "Tue 24 Mar 18:30", "Tue 31 Mar 18:30",
        "Tue 07 Apr 18:30",
    ]  # fmt: skip
    assert {sent.at.utcoffset() for sent in world.sent} == {timedelta(hours=1), timedelta(hours=2)}


def test_a_line_is_neutral_silent_and_holds_two_plain_words() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(2 * DAY)
    (sent,) = world.sent
    assert sent.reply.text == "Weekly note."
    assert [button.label for row in sent.reply.rows for button in row] == ["Open", "Later"]
    assert sent.reply.silent


def test_what_comes_once_comes_once() -> None:
    world = World(reminded(Reminder(kind="season", on=TUESDAY, at=time(18))))
    world.wait(60 * DAY)
    assert len(world.sent) == 1
    assert world.known.reminders.planned == ()


def test_an_untapped_line_is_taken_back_after_twelve_hours_and_not_repeated_that_week() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(6 * DAY)
    (sent,), (taken,) = world.sent, world.taken_back
    assert taken - sent.at == timedelta(hours=12)
    assert world.known.reminders.shown == ()


def test_three_untapped_lines_in_a_row_stop_all_and_the_menu_asks() -> None:
    world = World(reminded(weekly(TUESDAY), weekly(date(2026, 3, 5), kind="step")))
    world.wait(52 * WEEK)
    assert len(world.sent) == MOST_IGNORED
    said = world.happen(Event(kind="commanded", name="menu"))
    assert "I had stopped the reminders" in said[-1].text
    world.press("yes")
    assert {one.kind for one in world.known.reminders.planned} == {"log", "step"}
    world.wait(WEEK)
    assert len(world.sent) == MOST_IGNORED + 2


def test_a_tap_begins_the_count_anew() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=23))
    for place in range(9):
        if place % 3 == 2:
            world.press("open")
        world.wait(WEEK)
    assert len(world.sent) == 10


def test_whoever_does_not_want_them_back_gets_none() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(5 * WEEK)
    world.happen(Event(kind="commanded", name="menu"))
    world.press("no")
    world.wait(52 * WEEK)
    assert len(world.sent) == MOST_IGNORED


def test_forty_days_of_downtime_bring_one_line_for_all_and_in_safe_hours() -> None:
    world = World(
        reminded(
            weekly(TUESDAY),
            weekly(date(2026, 3, 4), kind="step", every=2),
            Reminder(kind="season", on=date(2026, 3, 20), at=time(19)),
            Reminder(kind="return", on=date(2026, 4, 1), at=time(18)),
        )
    )
    world.sleep(40 * DAY + timedelta(hours=7))  # 02:00 UTC, in the night
    assert world.sent == []
    world.wait(DAY)
    (sent,) = world.sent
    assert sent.at.hour == 17
    assert world.known.reminders.shown == ("season", "return", "step", "log")
    assert world.known.frame == Frame(talk="line", state="line", aim="season")
    world.wait(10 * DAY)
    assert len(world.sent) < 5


def test_a_clock_that_jumps_back_loses_nothing_and_repeats_nothing() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(2 * DAY)
    assert len(world.sent) == 1
    world.now -= 5 * DAY
    world.happen(Event(kind="due", name="log"))  # a row that was on its way
    assert len(world.sent) == 1
    assert world.due["log"] == moment_of(date(2026, 3, 10), time(18), BERLIN)


def test_no_line_comes_in_mid_talk() -> None:
    world = World(reminded(weekly(TUESDAY, time(19))))
    world.wait(timedelta(hours=22, minutes=50))
    world.write("hello")  # at 18:50 in Berlin
    world.wait(DAY)
    (sent,) = world.sent
    assert f"{sent.at:%H:%M}" == "19:50"


def test_an_hour_that_was_typed_and_kept_is_kept_to_outside_the_safe_hours() -> None:
    world = World(reminded(Reminder(kind="season", on=TUESDAY, at=time(23, 15), exact=True)))
    world.wait(2 * DAY)
    assert f"{world.sent[0].at:%H:%M}" == "23:15"


def test_an_hour_that_was_typed_waits_for_safe_ones_when_it_is_missed() -> None:
    world = World(reminded(Reminder(kind="season", on=TUESDAY, at=time(23, 15), exact=True)))
    world.sleep(timedelta(hours=30))
    assert world.sent == []
    world.wait(DAY)
    assert f"{world.sent[0].at:%H:%M}" == "17:00"


def test_without_a_safe_hour_nothing_comes() -> None:
    world = World(reminded(weekly(TUESDAY), hours=((),) * 7))
    world.wait(10 * WEEK)
    assert world.sent == []


@pytest.mark.parametrize("flag", [Flag.UP, Flag.SOFT])
def test_a_flag_switches_all_off_and_says_nothing_of_it(flag: Flag) -> None:
    world = World(reminded(weekly(TUESDAY), Reminder(kind="season", on=TUESDAY, at=time(18))))
    safety = world.known.safety.model_copy(update={"flag": flag})
    world.journey = world.known.model_copy(update={"safety": safety})
    said = world.happen(Event(kind="commanded", name="help"))
    assert world.known.reminders.planned == ()
    assert all("remind" not in reply.text.replace("/remind", "") for reply in said)
    world.wait(10 * WEEK)
    assert world.sent == []


@pytest.mark.parametrize("line", ["Weekly note.", ""])
def test_what_is_held_back_while_safety_is_open_does_not_fall_due_over_and_over(line: str) -> None:
    world = World(reminded(weekly(TUESDAY)))
    held = world.known.reminders.model_copy(update={"line": line})
    unasked = world.known.safety.model_copy(update={"flag": Flag.UNASKED if line else Flag.DOWN})
    world.journey = world.known.model_copy(update={"reminders": held, "safety": unasked})
    assert rows(world.journey) == {}
    world.wait(10 * WEEK)
    assert world.sent == []


def test_after_a_parting_only_the_own_change_is_asked_about() -> None:
    world = World(reminded(weekly(TUESDAY), weekly(TUESDAY, kind="step"), weekly(TUESDAY, kind="review")))
    world.journey = world.known.model_copy(update={"bend": Bend(kind="parted")})
    world.happen(Event(kind="commanded", name="menu"))
    assert [one.kind for one in world.known.reminders.planned] == ["step"]


def test_something_big_pauses_all_for_six_weeks() -> None:
    until = date(2026, 4, 13)
    world = World(reminded(weekly(TUESDAY), Reminder(kind="season", on=date(2026, 3, 20), at=time(18))))
    world.journey = world.known.model_copy(update={"bend": Bend(kind="baby", until=until)})
    world.happen(Event(kind="commanded", name="menu"))
    world.wait(60 * DAY)
    assert world.sent[0].at.date() == until
    assert all(sent.at.date() >= until for sent in world.sent)


def test_who_has_blocked_the_bot_gets_nothing_until_they_write_again() -> None:
    world = World(reminded(weekly(TUESDAY)))
    assert world.happen(Event(kind="unsent", name="gone")) == ()
    world.wait(10 * WEEK)
    assert world.sent == []
    assert "Shall I go on" in world.happen(Event(kind="commanded", name="start"))[-1].text


def test_a_line_that_came_too_late_waits_for_the_next_safe_hour() -> None:
    world = World(reminded(weekly(TUESDAY, time(20, 30))))
    world.wait(timedelta(hours=25))
    (sent,) = world.sent
    assert sent.reply.until == moment_of(TUESDAY, time(20, 59, 59), BERLIN)
    world.now = sent.at.astimezone(UTC) + timedelta(hours=5)
    world.happen(Event(kind="unsent", name="late", text="log"))
    world.wait(DAY)
    assert [f"{one.at:%a %H:%M}" for one in world.sent] == ["Tue 20:30", "Wed 17:00"]
    assert world.known.reminders.ignored == 0


@pytest.mark.parametrize("command", ["bye", "wipe"])
def test_bye_and_wipe_are_for_good(command: str) -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.happen(Event(kind="commanded", name=command))
    if command == "wipe":
        world.press("yes")
    world.wait(10 * WEEK)
    assert world.sent == []


def test_put_off_the_line_comes_once_more_and_the_series_stays() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=23))
    world.press("later")
    world.press("tomorrow")
    world.wait(WEEK)
    assert [f"{sent.at:%a %d}" for sent in world.sent] == ["Tue 03", "Wed 04", "Tue 10"]


def test_moved_to_another_zone_the_wall_time_stays() -> None:
    world = World(reminded(weekly(TUESDAY)))
    moved = world.known.reminders.model_copy(update={"zone": "Asia/Tokyo"})
    world.journey = world.known.model_copy(update={"reminders": moved})
    world.due = rows(world.known)
    world.wait(2 * DAY)
    assert f"{world.sent[0].at:%H:%M %Z}" == "18:00 JST"


def test_whoever_writes_while_a_line_is_shown_is_answered_and_the_line_goes() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=23))
    said = world.happen(Event(kind="commanded", name="plan"))
    assert "Their view" in said[-1].text
    assert len(world.taken_back) == 1
    assert world.known.reminders.shown == ()
    world.wait(DAY)
    assert world.known.reminders.ignored == 0


def test_a_line_that_was_put_off_and_has_to_wait_leaves_the_series_alone() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=23))
    world.press("later")
    world.press("tomorrow")
    world.wait(timedelta(hours=23, minutes=50))
    world.write("hello")  # ten minutes before it would come again
    world.wait(2 * WEEK)
    assert [f"{sent.at:%a %d}" for sent in world.sent] == ["Tue 03", "Wed 04", "Tue 10", "Tue 17"]


def test_several_kinds_can_be_put_off() -> None:
    world = World(reminded(Reminder(kind="season", on=TUESDAY, at=time(18)), weekly(date(2026, 3, 5))))
    world.wait(timedelta(hours=23))
    world.press("later")
    world.press("week")
    world.wait(2 * DAY)
    world.press("later")
    world.press("tomorrow")
    assert {one.kind for one in world.known.reminders.snoozed} == {"season", "log"}
    world.wait(10 * DAY)
    assert world.known.reminders.snoozed == ()


def test_what_waits_or_was_put_off_waits_for_the_weeks_of_rest_too() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=23))
    world.press("later")
    world.press("tomorrow")
    world.journey = world.known.model_copy(update={"bend": Bend(kind="loss", until=date(2026, 4, 14))})
    world.happen(Event(kind="commanded", name="menu"))
    world.wait(5 * WEEK)
    assert len(world.sent) == 1


def test_after_a_block_nothing_comes_that_was_put_off() -> None:
    world = World(reminded(Reminder(kind="season", on=TUESDAY, at=time(18))))
    world.wait(timedelta(hours=23))
    world.press("later")
    world.press("tomorrow")
    world.happen(Event(kind="unsent", name="gone"))
    world.wait(WEEK)
    assert len(world.sent) == 1


def test_a_weekly_hour_that_was_kept_is_kept_again_after_it_was_missed_once() -> None:
    late = Reminder(kind="log", on=TUESDAY, at=time(23, 15), every=1, exact=True)
    world = World(reminded(late))
    world.sleep(timedelta(hours=30))
    world.wait(2 * WEEK)
    assert [f"{sent.at:%a %H:%M}" for sent in world.sent] == ["Wed 17:00", "Tue 23:15", "Tue 23:15"]


def test_what_merges_into_a_line_gives_it_twelve_hours_more() -> None:
    hours = ((8, 17, 18, 19, 20),) * 7
    season = Reminder(kind="season", on=TUESDAY, at=time(19, 55))
    world = World(reminded(weekly(TUESDAY, time(8)), season, hours=hours))
    world.wait(timedelta(hours=24, minutes=30))
    assert world.taken_back == []
    assert world.known.reminders.shown == ("season", "log")


def test_a_late_line_is_not_repeated_that_week() -> None:
    sundays = ((), (18,), (), (), (), (), (20,))
    world = World(reminded(weekly(TUESDAY), hours=sundays))
    world.sleep(4 * DAY)
    world.wait(2 * WEEK)
    days = [sent.at.date() for sent in world.sent]
    assert all(later - earlier >= timedelta(days=4) for earlier, later in pairwise(days))


@pytest.mark.parametrize("text", ["stop", "Stop.", "please stop", "don't write to me", "turn off reminders, please"])
@pytest.mark.parametrize("while_shown", [True, False])
def test_stop_is_heard_whenever_it_is_said(text: str, while_shown: bool) -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=23 if while_shown else 40))
    said = world.write(text)
    assert world.known.reminders.planned == ()
    assert "All of it is off" in said[0].text


def test_on_the_blank_screen_stop_is_obeyed_without_a_word() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.journey = world.known.model_copy(update={"stack": (Frame(talk="quiet", state="blank"),)})
    said = world.write("stop writing to me")
    assert world.known.reminders.planned == ()
    assert [reply.text for reply in said] == ["Nothing new today."]


def test_open_can_be_typed() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=23))
    assert "how was it between you" in world.write("open")[-1].text


def test_a_new_day_on_the_plan_brings_nothing_back_that_had_stopped() -> None:
    world = World(reminded(weekly(TUESDAY), Reminder(kind="return", on=date(2026, 4, 1), at=time(18))))
    world.wait(5 * WEEK)
    assert world.known.reminders.stopped
    card = world.known.card
    assert card is not None
    moved = card.model_copy(update={"return_on": date(2026, 5, 1)})
    world.journey = world.known.model_copy(update={"card": moved})
    world.happen(Event(kind="commanded", name="plan"))
    assert world.known.reminders.stopped


def test_no_line_breaks_into_a_question_about_safety() -> None:
    named = Reminder(kind="season", on=START.date(), at=time(20, 5), named=True)
    world = World(reminded(named))
    care = (Frame(talk="menu", state="home"), Frame(talk="care", state="hint", aim="crisis"))
    world.journey = world.known.model_copy(update={"stack": care, "last_at": START})
    world.wait(timedelta(hours=3))
    assert world.sent == []


def test_whoever_has_written_since_is_not_forgotten() -> None:
    world = World(reminded())
    world.happen(Event(kind="due", name="forget"))
    assert world.journey is not None


def test_a_line_that_was_never_seen_counts_as_no_line() -> None:
    world = World(reminded(weekly(TUESDAY)))
    world.wait(timedelta(hours=36))
    assert world.known.reminders.ignored == 1
    world.happen(Event(kind="unsent", name="late", text="log"))  # the store found it unsent
    assert world.known.reminders.ignored == 0
    world.wait(DAY)
    assert [f"{sent.at:%a %H}" for sent in world.sent] == ["Tue 18", "Wed 17"]


def test_nothing_comes_that_was_not_agreed_to() -> None:
    world = World(reminded(weekly(TUESDAY)))
    unasked = world.known.reminders.model_copy(update={"agreed": False})
    world.journey = world.known.model_copy(update={"reminders": unasked})
    world.due = {}
    world.happen(Event(kind="commanded", name="menu"))
    world.wait(3 * WEEK)
    assert world.sent == []
    assert "Can anyone else see" in world.happen(Event(kind="commanded", name="remind"))[-1].text


@pytest.mark.parametrize("line", ["Tuesday list", "Ready when you are.", "Water the plants"])
def test_a_plain_line_of_ones_own_is_taken(line: str) -> None:
    assert is_neutral(line, words("en"))


@pytest.mark.parametrize(
    "line",
    ["yes", "the second one", "none of these", "hmm let me think", "call my therapist", "custody papers", "talk to Sam",
     "he is away", "a 🙂 note", "is it time?", "a line that is far too long to be shown on any small screen"],
)  # fmt: skip
def test_an_answer_or_a_telling_line_is_not_taken(line: str) -> None:
    assert not is_neutral(line, words("en"), "Sam")


ZONES = sorted(every_zone())


@given(
    zone=some.sampled_from(ZONES),
    day=some.dates(date(2020, 1, 1), date(2040, 1, 1)),
    wall=some.times(),
)
def test_a_moment_shows_the_wall_time_or_one_after_the_gap(zone: str, day: date, wall: time) -> None:
    there = local(moment_of(day, wall, zone), zone)
    if (there.date(), there.time()) != (day, wall):
        skipped = datetime.combine(day, wall)
        assert timedelta(0) < there.replace(tzinfo=None) - skipped <= DAY
        assert zone_of(zone).utcoffset(skipped) != zone_of(zone).utcoffset(skipped.replace(fold=1))


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:40"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00"),
    ],
)
def test_hours_that_are_skipped_or_come_twice(zone: str, wall: str, moment: str) -> None:
    there = datetime.fromisoformat(wall)
    assert moment_of(there.date(), there.time(), zone) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


hours_of_a_week = some.lists(some.sets(some.sampled_from(DAY_HOURS)).map(sorted).map(tuple), min_size=7, max_size=7)


@given(zone=some.sampled_from(ZONES), hours=hours_of_a_week, minutes=some.integers(0, 20_000_000))
def test_the_next_safe_moment_is_safe_not_before_and_the_first(
    zone: str, hours: list[tuple[int, ...]], minutes: int
) -> None:
    reminders = reminded(zone=zone, hours=tuple(hours)).reminders
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = next_safe(moment, reminders)
    if not any(hours):
        assert found is None
        return
    assert found is not None
    assert moment <= found <= moment + 8 * DAY
    there = local(found, zone)
    assert there.hour in hours[there.weekday()]
    assert safe_until(found, reminders) >= found
    between = (moment + timedelta(minutes=15 * step) for step in range(int((found - moment) / timedelta(minutes=15))))
    assert not any(local(one, zone).hour in hours[local(one, zone).weekday()] for one in between)


@settings(max_examples=60)
@given(
    zone=some.sampled_from(ZONES),
    hours=hours_of_a_week,
    wall=some.times(),
    on=some.dates(date(2026, 3, 3), date(2026, 12, 1)),
    every=some.sampled_from([0, 1, 2, 4]),
    naps=some.lists(some.tuples(some.booleans(), some.integers(1, 1000)), max_size=12),
)
def test_whatever_happens_lines_come_in_safe_hours_alone_and_never_at_night(
    zone: str, hours: list[tuple[int, ...]], wall: time, on: date, every: int, naps: list[tuple[bool, int]]
) -> None:
    world = World(reminded(weekly(on, wall, every=every), weekly(TUESDAY, kind="step"), zone=zone, hours=tuple(hours)))
    for down, long in naps:
        (world.sleep if down else world.wait)(timedelta(hours=long))
        if long % 3 == 0 and world.journey:
            world.write("hello")
    for sent in world.sent:
        assert sent.at.hour in hours[sent.at.weekday()]
        assert sent.at.hour in DAY_HOURS
        assert sent.reply.until is not None
        assert sent.reply.until >= sent.at
    assert all(later.at - earlier.at >= timedelta(hours=1) for earlier, later in pairwise(world.sent))
    days = [sent.at.date() for sent in world.sent]
    assert all(days.count(day) == 1 for day in days)


def test_hours_are_called_safe_for_no_time_at_night() -> None:
    assert min(DAY_HOURS) == 7
    assert max(DAY_HOURS) == 21
    assert all(hour in DAY_HOURS for hour in EVERY_EVENING[0])
    assert START.weekday() == 0
