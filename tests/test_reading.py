"""The plain readers of free text: what they find, what they must leave alone, and what holds for any text."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.model import Act, Reading
from flows.reading import read
from flows.reading.countries import country_of
from flows.reading.phrases import Book, spoken, table

WEDNESDAY = datetime(2026, 3, 11, 14, 20, tzinfo=UTC)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def rows(texts_by_key: dict) -> list[tuple]:
    return [(key, text) for key, texts in texts_by_key.items() for text in texts]


# ---- the sentences

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
KNOWN = [text for _, text in rows(COUNTRIES)] + OLD
PIECES = st.lists(st.sampled_from(KNOWN) | ENGLISH, max_size=4).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=600) | PIECES, st.datetimes(timezones=st.just(UTC)))
@example("\ud800 he hit me", WEDNESDAY)
@example("’" * 4096, WEDNESDAY)
@example("🤷‍♀️ \u202e \x00 ﷽ ①② ½ ²", WEDNESDAY)
@example("tomorrow in a year", datetime.max.replace(tzinfo=UTC))
def test_any_text_gives_the_same_reading_twice(text, now):
    assert read(text, now) == read(text, now)


@settings(deadline=None, max_examples=60)
@given(PIECES)
def test_case_and_curly_apostrophes_change_nothing(text):
    straight = text.casefold().replace("’", "'")
    plain = read(straight, WEDNESDAY)
    assert read(straight.replace("'", "’"), WEDNESDAY) == plain
    assert read(text.swapcase() if text.isascii() else text, WEDNESDAY) == plain


@pytest.mark.parametrize(
    "text", ["a " * 2048, "the 14th " * 450, "he not " * 580, "in " * 1365, "money, " * 580, "x" * 4096, "." * 4096]
)
def test_the_longest_message_is_read_in_no_time(text):
    read("", WEDNESDAY)
    began = time.perf_counter()
    read(text[:4096], WEDNESDAY)
    assert time.perf_counter() - began < 2
