"""The reader of time zones: what it hears in what people type, and what holds for any text and any moment."""

from __future__ import annotations

import json
import timeit
from datetime import UTC, datetime, time, timedelta
from importlib import resources
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading.clocks import clock_of
from flows.reading.zones import zones_of
from flows.zones import MOST_TIMES, MOST_ZONES, city_name, times_now, zones_at
from flows.zones.files import distinct, every_zone, known, offset_of, rules_of, zones_by_country, zones_within

WINTER = datetime(2026, 11, 18, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 18, 12, tzinfo=UTC)
SETS = Path(__file__).parent / "sets"
LEAST_RIGHT = 0.97
MOMENTS = st.integers(0, 10 * 366 * 24 * 60).map(lambda minutes: WINTER + timedelta(minutes=minutes))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
COUNTRIES = st.sampled_from([None, "XX", *sorted(zones_by_country())])


# ---- places

ONE: dict[str, list[str]] = {
    "Europe/Berlin": [
        "Berlin",
        "münchen",
        "muenchen",
        "Munich!",
        "CET",
        "europe/berlin",
        "a village in Bavaria",
        "Köln",
    ],
    "Europe/London": [
        "i'm in leeds",
        "near Manchester UK",
        "reading",
        "Reading, UK",
        "we live in Bath",
        "uk time",
        "gb",
    ],
    "America/New_York": ["new york", "nyc", "boston, MA", "DC", "athens georgia", "US/Eastern", "Eastern time"],
    "America/Chicago": ["Texas", "paris tx", "Kansas City", "birmingham alabama", "mobile", "st. louis"],
    "America/Los_Angeles": ["sf", "LA", "california", "Springfield, Oregon", "vancouver wa", "san fransisco"],
    "America/Toronto": ["London, Ontario", "montréal", "Ottawa"],
    "Australia/Perth": ["Perth", "WA, australia", "western australia"],
    "Asia/Kolkata": ["Mumbai", "India", "bangalore", "asia/calcutta", "+5:30", "+0530", "UTC+5:30", "IST, India"],
    "America/Sao_Paulo": ["são paulo", "sao paulo", "rio"],
    "Europe/Kyiv": ["Kyiv", "kiev", "Ukraine"],
    "Europe/Dublin": ["ireland", "Dublin", "cork, ireland", "Irelnad"],
    "Africa/Nairobi": ["Kenya", "nairobi"],
    "Europe/Paris": ["nice", "Nice, France", "I'm in Nice now", "France"],
    "Europe/Oslo": ["tromsø", "tromso", "not far from Oslo"],
    "Asia/Kathmandu": ["utc +5:45", "nepal"],
    "Pacific/Kiritimati": ["utc+14"],
    "Etc/GMT+12": ["UTC-12"],
    "Etc/GMT+5": ["Etc/GMT+5"],
    "Europe/Rome": ["I'm in Rome, he's in Boston", "he's in Boston, I'm in Rome"],
    "Europe/Istanbul": ["turkey", "istambul"],
    "Pacific/Auckland": ["new zealand", "NZ"],
}
SEVERAL: dict[str, tuple[str, ...]] = {
    "Birmingham": ("Europe/London", "America/Chicago"),
    "portland": ("America/Los_Angeles", "America/New_York"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "PST": ("America/Los_Angeles", "Asia/Manila"),
    "gmt": ("Europe/London", "Africa/Accra"),
    "spain": ("Europe/Madrid", "Atlantic/Canary"),
    "Georgia": ("America/New_York", "Asia/Tbilisi"),
    "abu dhabi, but from the uk": ("Asia/Dubai", "Europe/London"),
    "somewhere from Leeds to Calgary": ("America/Edmonton", "Europe/London"),
}
NONE = [
    *[
        "no idea",
        "my partner is in bed",
        "i'm reading",
        "nice try",
        "nice",
        "of",
        "same",
        "",
        "in the bath",
        "mobile phone",
    ],
    *["he's in Dallas", "my husband is from Spain", "I'm not in London any more", "Charlotte says no", "on the bus"],
    *[
        "it's 9pm",
        "20:15",
        "gmt 5",
        "and/or",
        "+44 7700 900123",
        "utc+15",
        "est 2019",
        "eastern europe",
        "hungry",
        "ok",
    ],
]
NONE.remove("nice")


@pytest.mark.parametrize(("zone", "text"), [(zone, text) for zone, texts in ONE.items() for text in texts])
def test_one_place_is_heard(zone: str, text: str) -> None:
    assert zones_of(text, WINTER) == (zone,)


@pytest.mark.parametrize(("text", "zones"), SEVERAL.items())
def test_where_in_doubt_several_are_named(text: str, zones: tuple[str, ...]) -> None:
    assert zones_of(text, WINTER) == zones


@pytest.mark.parametrize("text", NONE)
def test_what_names_no_place_of_the_writers_own_names_none(text: str) -> None:
    assert zones_of(text, WINTER) == ()


@pytest.mark.parametrize("name", ["zones_dev", "zones_dev_b"])
def test_other_voices_are_heard(name: str) -> None:
    rows = [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = [row["text"] for row in rows if not right(zones_of(row["text"], WINTER), row["zones"])]
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(rows), wrong


def right(heard: tuple[str, ...], wanted: list[str]) -> bool:
    return heard[0] in wanted if heard else not wanted


def test_next_to_no_talk_of_other_things_names_a_place() -> None:
    files = [path for path in SETS.glob("*.jsonl") if not path.name.startswith("zones")]
    texts = [json.loads(line)["text"] for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    heard = [text for text in texts if zones_of(text, WINTER)]
    assert len(heard) <= 0.005 * len(texts), heard


def test_an_offset_is_what_the_zones_keep_at_that_moment() -> None:
    assert zones_of("UTC+2", WINTER)[0] == "Africa/Johannesburg"
    assert zones_of("UTC+2", SUMMER)[0] == "Europe/Berlin"
    assert zones_of("utc", SUMMER)[0] == "Africa/Accra"
    assert zones_of("Berlin (UTC+1)", WINTER) == ("Europe/Berlin",)
    assert set(zones_of("Berlin (UTC+1)", SUMMER)) > {"Europe/Berlin", "Africa/Lagos"}


@settings(deadline=None)
@given(st.integers(-12, 14), st.sampled_from([0, 30]), MOMENTS, st.sampled_from(["utc{}", "GMT {}", "{}"]))
def test_every_zone_of_an_offset_keeps_it(hours: int, minutes: int, now: datetime, form: str) -> None:
    offset = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    found = zones_of(form.format(f"{hours:+d}:{minutes:02d}"), now)
    assert found or minutes
    assert all(offset_of(zone, now) == offset for zone in found)


# ---- countries

CLOSE_BY = {"AQ", "UM"}
"""Nobody says that they live in these."""
SOME = {
    "US": ("America/New_York", "America/Chicago", "America/Los_Angeles", "America/Denver", "America/Phoenix"),
    "CA": ("America/Toronto", "America/Vancouver", "America/Edmonton"),
    "AU": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth", "Australia/Darwin"),
    "RU": ("Europe/Moscow", "Asia/Yekaterinburg"),
    "BR": ("America/Sao_Paulo", "America/Manaus"),
    "MX": ("America/Mexico_City", "America/Tijuana"),
    "ID": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "PT": ("Europe/Lisbon", "Atlantic/Azores"),
    "DE": ("Europe/Berlin",),
    "MY": ("Asia/Kuala_Lumpur",),
    "CN": ("Asia/Shanghai",),
    "KI": ("Pacific/Tarawa", "Pacific/Kanton", "Pacific/Kiritimati"),
    "CL": ("America/Santiago", "America/Punta_Arenas"),
}
HARDLY_ANYBODY = {
    "Antarctica/Macquarie", "Australia/Eucla", "Australia/Lord_Howe", "America/Noronha", "America/Blanc-Sablon",
    "America/Cambridge_Bay", "America/Rankin_Inlet", "America/Resolute", "America/Atikokan", "America/Creston",
    "America/Fort_Nelson", "America/Dawson_Creek", "America/Whitehorse", "America/Dawson", "America/Goose_Bay",
    "Pacific/Easter", "Asia/Urumqi", "Pacific/Galapagos", "America/Danmarkshavn", "America/Scoresbysund",
    "America/Thule", "Pacific/Chatham", "Pacific/Gambier", "Pacific/Marquesas", "Europe/Simferopol", "America/Adak",
    "America/Ojinaga", "America/Matamoros", "America/Swift_Current",
}  # fmt: skip
"""Zones of less than one in twenty of their country, which is not asked about because of them."""


@pytest.mark.parametrize(("code", "zones"), SOME.items())
def test_a_countrys_zones_those_of_most_people_first(code: str, zones: tuple[str, ...]) -> None:
    assert distinct(zones_by_country()[code], WINTER)[: len(zones)] == zones


@pytest.mark.parametrize("code", sorted(zones_within()))
def test_each_country_has_zones_and_none_is_left_out_where_people_live(code: str) -> None:
    kept = zones_by_country()[code]
    assert set(kept) <= set(zones_within()[code])
    for zone in () if code in CLOSE_BY else zones_within()[code]:
        assert zone in HARDLY_ANYBODY or distinct([*kept, zone], WINTER) == distinct(kept, WINTER), zone


def test_a_country_of_one_zone_is_that_zone() -> None:
    names = dict(
        line.split("\t")
        for line in resources.files("tzdata")
        .joinpath("zoneinfo", "iso3166.tab")
        .read_text(encoding="utf-8")
        .splitlines()
        if not line.startswith("#")
    )
    several = {"Dominica", "Guinea", "Georgia", "Jersey", "Samoa (western)", "Samoa (American)", "Congo (Rep.)"}
    for code, zones in zones_within().items():
        name = names[code]
        if len(zones) == 1 and name not in several and "&" not in name and "(" not in name:
            assert zones_of(name, WINTER) == zones, name


# ---- times of day

TIMES: dict[str, list[str]] = {
    "20:15": ["20:15", "20.15", "8.15pm", "8:15 p.m.", "2015", "20h15", "it's 20:15 here", "20:15 (8:15pm)"],
    "08:15 20:15": ["quarter past eight", "8:15", "eight fifteen", "it's a quarter past eight", "8:15, I eat at 9:30"],
    "08:15": ["08:15", "quarter past 8 in the morning", "0815"],
    "21:00": [
        "it's 9 in the evening",
        "9pm",
        "9 at night",
        "nine o'clock at night",
        "9 tonight",
        "21",
        "it's just after 9pm",
    ],
    "07:30 19:30": ["half 7", "half past seven", "it's half seven"],
    "08:50 20:50": ["ten to nine", "it's ten to nine"],
    "20:45": ["quarter to 9 in the evening", "quarter of nine pm"],
    "09:00 21:00": ["9", "nine", "9ish", "about nine", "it's nearly 9", "nine o'clock", "about nine here", "it is 9"],
    "00:00": ["midnight", "12 am"],
    "12:00": ["noon", "midday", "12 noon", "12 pm"],
    "00:10": ["ten past midnight", "00:10"],
    "23:50": ["ten to midnight"],
    "01:00": ["1 at night", "1 in the morning", "1am"],
    "05:35 17:35": ["twenty-five to six"],
}
NO_TIME = [
    *["no idea", "i'm 42", "9 years", "2 to 3 times a week", "it's one of those", "one evening", "25:00", "24:00"],
    *["between 8 and 9", "at 8pm", "we argued until 2am", "thursday 6pm", "9pm here, 8pm there", "it costs 14.30"],
    *["8:5", "100", "two, a boy and a girl", "it's 8 hours", "i work 9 to 5", "it's late", "", "she is 16"],
]  # fmt: skip


@pytest.mark.parametrize(("clocks", "text"), [(clocks, text) for clocks, texts in TIMES.items() for text in texts])
def test_the_time_that_it_is_now(clocks: str, text: str) -> None:
    assert " ".join(clock.strftime("%H:%M") for clock in clock_of(text)) == clocks


@pytest.mark.parametrize("text", NO_TIME)
def test_other_numbers_are_no_time(text: str) -> None:
    assert clock_of(text) == ()


@settings(deadline=None)
@given(CLOCKS)
def test_a_clock_is_read_as_it_shows(clock: time) -> None:
    assert clock in clock_of(clock.strftime("%H:%M"))
    assert clock_of(clock.strftime("%I:%M %p").lstrip("0")) == (clock,)


def test_the_zones_where_it_is_that_time() -> None:
    assert zones_at(time(13, 2), WINTER, None) == ("Europe/Berlin", "Africa/Lagos")
    assert zones_at(time(12), WINTER, "IE")[0] == "Europe/Dublin"
    assert zones_at(time(7), WINTER, "US")[0] == "America/New_York"
    assert zones_at(time(5), WINTER, "US") == ("America/Denver", "America/Phoenix")
    assert zones_at(time(17, 30), WINTER, "GB") == ("Asia/Kolkata",)
    assert zones_at(time(20, 20), WINTER, None) == ()


@settings(deadline=None)
@given(CLOCKS, MOMENTS, COUNTRIES)
def test_each_zone_shows_about_that_time(clock: time, now: datetime, country: str | None) -> None:
    found = zones_at(clock, now, country)
    assert len(found) <= MOST_ZONES
    assert len(set(found)) == len(found)
    for zone in found:
        shown = now.astimezone(rules_of(zone)).replace(tzinfo=None)
        nearest = min(abs(shown - datetime.combine(shown + timedelta(days), clock)) for days in (-1, 0, 1))
        assert nearest <= timedelta(minutes=8)


@settings(deadline=None)
@given(MOMENTS, st.sampled_from(sorted(zones_by_country())))
def test_each_country_finds_one_of_its_zones_by_its_time(now: datetime, country: str) -> None:
    zone = zones_by_country()[country][0]
    assert zones_at(now.astimezone(rules_of(zone)).time(), now, country)[0] in zones_by_country()[country]


@settings(deadline=None)
@given(MOMENTS, COUNTRIES)
def test_times_to_tap(now: datetime, country: str | None) -> None:
    choices = times_now(now, country)
    assert 0 < len(choices) <= MOST_TIMES
    assert len({choice.clock for choice in choices}) == len(choices)
    for zone, clock in ((zone, choice.clock) for choice in choices for zone in choice.zones):
        assert now.astimezone(rules_of(zone)).strftime("%H:%M") == clock.strftime("%H:%M")


def test_times_to_tap_are_those_of_the_country_or_a_spread() -> None:
    assert [choice.zone for choice in times_now(WINTER, "US")][:3] == list(SOME["US"][:3])
    assert [choice.zones for choice in times_now(WINTER, "GB")] == [("Europe/London",)]
    assert [choice.zone for choice in times_now(WINTER, None)] == known()["spread"]


# ---- names

SAID = {
    "America/New_York": "New York",
    "Europe/London": "London",
    "Asia/Kolkata": "Kolkata",
    "America/Argentina/Buenos_Aires": "Buenos Aires",
    "America/St_Johns": "St. John's",
    "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
    "Etc/GMT-5": "UTC+5",
    "Etc/GMT+12": "UTC-12",
    "Etc/UTC": "UTC",
    "CET": "CET",
}


@pytest.mark.parametrize(("zone", "name"), SAID.items())
def test_how_a_zone_is_said(zone: str, name: str) -> None:
    assert city_name(zone) == name


def test_every_zone_can_be_loaded_and_said() -> None:
    for zone in every_zone() - {"Factory"}:
        assert offset_of(zone, WINTER) is not None
        assert city_name(zone).strip("_/ ")


def test_every_zone_of_the_table_is_one() -> None:
    data = known()
    lists = chain(
        data["doubles"].values(), data["elsewhere"].values(), data["regions"].values(), data["times"].values()
    )
    named = {*data["order"], *data["rare"], *data["spread"], *data["said"], *data["cities"], *data["short"]}
    assert {*named, *chain.from_iterable(lists)} <= every_zone()
    assert set(data["spread"]) <= set(data["order"])
    assert set(data["countries"]) <= set(zones_within())


def test_the_well_known_zones_cover_what_people_keep() -> None:
    rows = resources.files("tzdata").joinpath("zoneinfo", "zonenow.tab").read_text(encoding="utf-8").splitlines()
    kept = [line.split("\t")[2] for line in rows if line and not line.startswith("#")]
    well_known = distinct([*known()["order"], *known()["rare"]], WINTER)
    left_out = [zone for zone in kept if distinct([*well_known, zone], WINTER) != well_known]
    assert set(left_out) <= {"Antarctica/Troll", "Asia/Gaza", "Pacific/Niue", "Pacific/Galapagos"}


def test_no_zone_is_taken_from_anywhere_else() -> None:
    with pytest.raises(KeyError):
        rules_of("../../etc/passwd")
    with pytest.raises(KeyError):
        rules_of("Mars/Olympus")


# ---- any text

TALK = "I'm in near from the US UK Reading London St . Paul , + - 5 :30 UTC GMT EST it's at 9 pm half past to not he"
WORDS = st.lists(st.sampled_from(TALK.split()), max_size=30).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), WORDS), MOMENTS)
def test_any_text_gives_zones_that_can_be_loaded(text: str, now: datetime) -> None:
    found = zones_of(text, now)
    assert all(rules_of(zone) for zone in found)
    assert len(set(found)) == len(found)
    assert len(clock_of(text)) <= 2


def test_it_is_quick_and_small() -> None:
    texts = [*chain.from_iterable(ONE.values()), *NONE]
    for text in texts:
        zones_of(text, WINTER)
    took = min(timeit.repeat(lambda: [zones_of(text, WINTER) for text in texts], number=1, repeat=3))
    assert took / len(texts) < 0.003


def test_a_long_text_is_read_in_good_time() -> None:
    for text in ("in leedz " * 450, "a " * 2000, "+" * 4000, "1:" * 2000, "half " * 800, "utc/utc" * 500, "a/" * 2000):
        assert timeit.timeit(lambda text=text: (zones_of(text, WINTER), clock_of(text)), number=1) < 0.5
