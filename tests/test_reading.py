"""The plain readers of free text: what they find, what they must leave alone, and what holds for any text."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.model import Act, Reading
from flows.reading import read
from flows.reading.countries import country_of
from flows.reading.days import FARTHEST_DAYS, day_of
from flows.reading.phrases import Book, spoken, table

WEDNESDAY = date(2026, 3, 11)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def rows(texts_by_key: dict) -> list[tuple]:
    return [(key, text) for key, texts in texts_by_key.items() for text in texts]


# ---- the sentences

DAYS: dict[str, date | None] = {
    "tomorrow": date(2026, 3, 12),
    "TOMORROW then": date(2026, 3, 12),
    "i'd say tmrw": date(2026, 3, 12),
    "tonight, after the film": WEDNESDAY,
    "the day after tomorrow": date(2026, 3, 13),
    "sunday": date(2026, 3, 15),
    "on sat": date(2026, 3, 14),
    "sat morning": date(2026, 3, 14),
    "thurs": date(2026, 3, 12),
    "wednesday": date(2026, 3, 18),
    "this coming friday": date(2026, 3, 13),
    "next tuesday": date(2026, 3, 17),
    "Next Sunday evening please": date(2026, 3, 22),
    "tuesday next week": date(2026, 3, 17),
    "next week on friday": date(2026, 3, 20),
    "in 3 days": date(2026, 3, 14),
    "maybe in two weeks' time": date(2026, 3, 25),
    "in a fortnight": date(2026, 3, 25),
    "a week from today": date(2026, 3, 18),
    "two weeks": date(2026, 3, 25),
    "in a month": date(2026, 4, 11),
    "in a year": date(2027, 3, 11),
    "14 march": date(2026, 3, 14),
    "let's say March 14th": date(2026, 3, 14),
    "14. März? no, 14. March": date(2026, 3, 14),
    "the 2nd of may": date(2026, 5, 2),
    "10 march": date(2027, 3, 10),
    "march 10, 2027": date(2027, 3, 10),
    "14.3.": date(2026, 3, 14),
    "on 14.3": date(2026, 3, 14),
    "14/3": date(2026, 3, 14),
    "3/14": date(2026, 3, 14),
    "14/3/26": date(2026, 3, 14),
    "2026-03-14": date(2026, 3, 14),
    "by the 20th": date(2026, 3, 20),
    "the 5th": date(2026, 4, 5),
    "the 31st works": date(2026, 3, 31),
    "Sunday, the 15th": date(2026, 3, 15),
    "sunday at 5.30": date(2026, 3, 15),
    "sunday 14 march": None,
    "sunday or monday": None,
    "not sunday": None,
    "last sunday": None,
    "every sunday": None,
    "a week on sunday": None,
    "sunday week": None,
    "before the 20th": None,
    "3/4": None,
    "10/10": None,
    "10 march 2026": None,
    "29 feb": None,
    "32 march": None,
    "2026-02-30": None,
    "in 500 days": None,
    "in 9999999999999999 days": None,
    "in a week or two": None,
    "in a few days": None,
    "two days ago": None,
    "it took two weeks": None,
    "next month": None,
    "we argue 24/7": None,
    "at 18.30": None,
    "it costs 14.3": None,
    "the 14th time": None,
    "I may 3 times": None,
    "we sat down in the sun": None,
    "march": None,
    "some day": None,
    "no idea": None,
    "": None,
}

COUNTRIES: dict[str | None, list[str]] = {
    "US": ["USA", "us", "U.S.", "the u.s.a.", "America", "the states", "I live in the US", "Untied States"],
    "GB": [
        "uk",
        "U.K.",
        "I'm in England",
        "Scotlnd",
        "wales",
        "N. Ireland",
        "we're in northern ireland",
        "Great Britain",
    ],
    "IE": ["Ireland", "éire", "republic of ireland", "Irelnad"],
    "AU": ["australia", "we moved to Australia", "Austraila"],
    "NZ": ["nz", "Aotearoa", "new zeland"],
    "DE": ["i live in germany", "Germny", "DEUTSCHLAND", "de"],
    "AT": ["Austria", "Österreich", "oesterreich", "Austira"],
    "CH": ["Schweiz", "swizerland", "in Switzerland, near Bern"],
    "NL": ["holland", "I am from the Netherlands", "netherland"],
    "ES": ["España", "my friend Chad lives in Spain", "spian"],
    "CZ": ["Česko", "czech republik"],
    "TR": ["Türkiye", "Turkey", "we live in Turkey"],
    "KR": ["Korea", "South Korea"],
    "ZA": ["south afrika", "RSA"],
    "NG": ["Nigeria", "i live in nigeria"],
    "BR": ["brasil"],
    "MX": ["México", "Méxcio"],
    "CN": ["in China"],
    "JP": ["日本"],
    "HK": ["Hong kong", "honkong"],
    None: [
        "he told us no",
        "both of us",
        "no",
        "it is what it is",
        "Slovakia",
        "slovenia",
        "Niger",
        "nigera",
        "North Korea",
        "New Mexico",
        "Georgia",
        "Austrlia",
        "from Poland but I live in Ireland",
        "we had turkey for dinner",
        "she broke the good china",
        "I'm in pain",
        "we have a child",
        "whales",
        "on an island",
        "I'd rather not say",
        "🇩🇪",
        "",
    ],
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_the_day_that_a_text_names(text, day):
    assert day_of(text, WEDNESDAY) == day


@pytest.mark.parametrize("ahead", range(7))
def test_a_weekday_is_one_to_seven_days_ahead(ahead):
    today = WEDNESDAY + timedelta(days=ahead)
    assert day_of("friday", today).weekday() == day_of("next friday", today).weekday() == 4
    assert 1 <= (day_of("friday", today) - today).days <= 7
    assert day_of("next friday", today).isocalendar().week == (today + timedelta(days=7)).isocalendar().week


def test_a_month_ends_where_it_ends():
    assert day_of("in a month", date(2026, 1, 31)) == date(2026, 2, 28)
    assert day_of("the 31st", date(2026, 4, 2)) == date(2026, 5, 31)
    assert day_of("29 feb", date(2027, 12, 1)) == date(2028, 2, 29)
    assert day_of("tomorrow", date.max) is None


@pytest.mark.parametrize(("code", "text"), rows(COUNTRIES))
def test_the_country_that_a_text_names(code, text):
    assert country_of(text) == code


def test_every_name_in_the_list_is_read():
    data = table("countries.toml")
    assert len(data["names"]) == 51
    for code, names in (data["names"] | data["whole"]).items():
        assert {name: country_of(name) for name in names} == dict.fromkeys(names, code)
    assert {name for name in data["others"]["names"] if country_of(name)} == set()


def test_one_letter_less_never_leads_to_another_country():
    """A name with one letter dropped is read as that country or as none; what is a name itself is that name."""
    names = {name: code for code, names in table("countries.toml")["names"].items() for name in names if name.isalpha()}
    for name, code in names.items():
        typos = {name[:at] + name[at + 1 :] for at in range(1, len(name))} - set(names) if len(name) > 5 else set()
        assert {country_of(typo) for typo in typos} <= {code, None}


def test_a_reading_is_all_of_it():
    text = "He said no, therapy is a scam. On sunday I'll try once more. I'm scared of him. We live in Germany"
    reading = read(text, WEDNESDAY)
    assert (reading.danger.act, reading.danger.labels[:1]) != (Act.NONE, ())
    assert "fear_for_safety" in reading.danger.labels
    assert (reading.outcome, reading.day, reading.country) == ("same", date(2026, 3, 15), "DE")
    assert read("He says therapists are frauds", WEDNESDAY).guesses[0].reason == "useless"
    assert read("", WEDNESDAY) == Reading()


# ---- the phrase language


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        ("judg*", "They JUDGE me", True),
        ("judg*", "prejudged", False),
        ("take|takes my side", "she takes my side", True),
        ("go_there|dig in", "we don't go there in time", True),
        ("can't go", "you can’t go", True),
        ("tell ... stranger", "tell it to a stranger", True),
        ("tell ... stranger", "tell me. A stranger came", False),
        ("hit me !up|out", "hit me up", False),
        ("hit me !up|out", "hit me", True),
        ("not very? bad", "not bad", True),
        ("the {kin} knows", "the in laws knows", True),
        ("so .", "I think so", True),
        ("so .", "so what", False),
    ],
)
def test_a_phrase(phrase, text, stands):
    book = Book([(phrase, 1)], {"kin": ["mother", "in laws"]})
    assert bool(list(book.hits(spoken(text)))) is stands


@pytest.mark.parametrize("phrase", ["... me", "very? bad", "!up me", "ab*"])
def test_a_phrase_has_to_open_with_a_word(phrase):
    with pytest.raises(ValueError, match=r".+"):
        Book([(phrase, 1)])


def test_a_phrase_of_an_unknown_class_is_refused():
    with pytest.raises(KeyError):
        Book([("{nobody} knows", 1)])


# ---- what holds for any text

ENGLISH = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=300)
SETS = Path(__file__).parent / "sets"
OLD = [json.loads(line)["text"] for name in ("refusals", "news") for line in lines(SETS / f"{name}_dev_o.jsonl")]
KNOWN = [text for _, text in rows(COUNTRIES)] + list(DAYS) + OLD
PIECES = st.lists(st.sampled_from(KNOWN) | ENGLISH, max_size=4).map(" ".join)
DAY_WORDS = [
    *("in", "on", "next", "the", "of", "a", "3", "two", "14", "14th", "31.", "29", "99", "2026", "2027", ",", "."),
    *("feb", "march", "may", "days", "weeks", "month", "year", "sunday", "sat", "week", "today", "tomorrow"),
    *("14.3.", "3/4", "24.12.26"),
]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=600) | PIECES, st.dates())
@example("\ud800 he hit me", WEDNESDAY)
@example("’" * 4096, WEDNESDAY)
@example("🤷‍♀️ \u202e \x00 ﷽ ①② ½ ²", WEDNESDAY)
@example("tomorrow in a year", date.max)
def test_any_text_gives_the_same_reading_twice(text, today):
    assert read(text, today) == read(text, today)


@settings(deadline=None, max_examples=60)
@given(PIECES)
def test_case_and_curly_apostrophes_change_nothing(text):
    straight = text.casefold().replace("’", "'")
    plain = read(straight, WEDNESDAY)
    assert read(straight.replace("'", "’"), WEDNESDAY) == plain
    assert read(text.swapcase() if text.isascii() else text, WEDNESDAY) == plain


@given(st.lists(st.sampled_from(DAY_WORDS), max_size=6).map(" ".join) | st.text(max_size=40), st.dates())
def test_a_day_is_never_past_nor_too_far(text, today):
    day = day_of(text, today)
    assert day is None or 0 <= (day - today).days <= FARTHEST_DAYS


@pytest.mark.parametrize(
    "text", ["a " * 2048, "the 14th " * 450, "he not " * 580, "in " * 1365, "money, " * 580, "x" * 4096, "." * 4096]
)
def test_the_longest_message_is_read_in_no_time(text):
    read("", WEDNESDAY)
    began = time.perf_counter()
    read(text[:4096], WEDNESDAY)
    assert time.perf_counter() - began < 2
