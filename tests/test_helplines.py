"""The help lines (content 10.8): one country on a card, the emergency number first, each number as it is dialled."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from flows.content import FOLDER, words
from flows.content.helplines import Country, call_today, emergency_numbers, helplines, is_old, lines_card

KINDS = ("crisis", "abuse", "stop_harming")
COUNTRIES = helplines().countries
NOTES = [
    line["note"]
    for country in json.loads((FOLDER / "helplines.json").read_text(encoding="utf-8"))["countries"]
    for line in country["lines"]
    if line.get("note")
]


def numbers_of(country: Country) -> set[str]:
    return {*country.emergency, *(line.number for line in country.lines)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.country)
def test_a_card_holds_the_lines_of_one_country_and_kind(country: Country, kind: str) -> None:
    card = lines_card(country.country, kind, words("en")).splitlines()
    assert card[1 : 1 + len(country.emergency)] == list(country.emergency)
    shown = [line for line in country.lines if line.kind == kind and line.confidence != "C"]
    for line in shown:
        assert line.number in card, "a number to dial stands on a line of its own, as it is dialled there"
    dialled = {line for line in card if re.fullmatch(r"[\d +()*#-]{3,}", line)}
    assert dialled <= {*country.emergency, *(line.number for line in shown)}
    if not shown:
        assert any("findahelpline.com" in line for line in card)


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.country)
def test_somebody_who_harms_is_never_shown_a_victims_line(country: Country) -> None:
    card = lines_card(country.country, "stop_harming", words("en"))
    only_for_victims = {line.number for line in country.lines if line.kind == "abuse"} - {
        line.number for line in country.lines if line.kind == "stop_harming"
    }
    assert not set(card.splitlines()) & (only_for_victims - set(country.emergency))


def test_lines_that_nobody_is_sure_of_and_notes_are_hidden() -> None:
    cards = "\n".join(lines_card(country.country, kind, words("en")) for country in COUNTRIES for kind in KINDS)
    unsure = [line.name for country in COUNTRIES for line in country.lines if line.confidence == "C"]
    assert unsure
    for country in COUNTRIES:
        own = "\n".join(lines_card(country.country, kind, words("en")) for kind in KINDS).splitlines()
        sure = {line.name for line in country.lines if line.confidence != "C"}
        assert not {line.name for line in country.lines if line.confidence == "C"} & set(own) - sure
    assert NOTES
    assert not [note for note in NOTES if len(note) > 20 and note in cards]


def test_a_card_shows_the_date_of_its_numbers() -> None:
    assert helplines().compiled_on in lines_card("IE", "abuse", words("en"))


def test_without_a_country_there_is_the_directory_and_no_other_countrys_number() -> None:
    for code in (None, "XX"):
        card = lines_card(code, "abuse", words("en"))
        assert "findahelpline.com" in card
        assert set(re.findall(r"\d{3,}", card)) == {"112"}
        assert set(re.findall(r"\d{3,}", emergency_numbers(code, words("en")))) == {"112"}
        assert not re.findall(r"\d{3,}", call_today(code, words("en")))


def test_the_urgent_card_names_the_first_abuse_line() -> None:
    name, number, about = call_today("GB", words("en")).splitlines()
    [first, *_] = [line for line in helplines().country("GB").lines if line.kind == "abuse" and line.confidence != "C"]
    assert (name, number, about) == (first.name, first.number, f"{first.serves}, {first.hours}")


def test_canadians_are_not_sent_abroad() -> None:
    others = {number for country in COUNTRIES if country.country != "CA" for number in numbers_of(country)}
    own = numbers_of(helplines().country("CA"))
    card = lines_card("CA", "crisis", words("en")).splitlines()
    assert not set(card) & (others - own)


@pytest.mark.parametrize(("today", "old"), [("2026-11-25", False), ("2027-05-20", False), ("2027-05-21", True)])
def test_numbers_are_old_after_180_days(today: str, old: bool) -> None:
    assert is_old(date.fromisoformat(today)) is old
