"""The reader of news, measured on sets that nobody trains on.

Floors lie a little under what was measured when the model was made; `otherdoors measure news FILE ...` prints the
tables. Set O is the oldest, by the author of the phrases that were read by before.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.measure_labels import Read, read_file, share
from flows.reading import read
from flows.reading.meaning.model import NO_NEWS
from flows.reading.news import OF_AN_ASK, OF_LIFE

SETS = Path(__file__).parent / "sets"
NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)


@cache
def reads(letter: str) -> tuple[Read, ...]:
    return tuple(read_file("news", SETS / f"news_dev_{letter}.jsonl"))


@pytest.mark.parametrize(("letter", "best"), [("a", 0.78), ("b", 0.78)])
def test_news_is_read(letter: str, best: float) -> None:
    assert share(one.right for one in reads(letter)) >= best


@pytest.mark.parametrize("letter", ["a", "b"])
def test_what_tells_nothing_is_seldom_taken_for_news(letter: str) -> None:
    assert share(not one.right for one in reads(letter) if one.wanted == (NO_NEWS,)) <= 0.12


@pytest.mark.parametrize(
    "text", ["I asked him. he said whatever suits you", "he shrugged and said fine", "she said fine, whatever you want"]
)
def test_a_yes_that_costs_nothing_is_a_soft_one(text: str) -> None:
    assert read(text, NOW).outcome == "soft_yes"


@pytest.mark.parametrize(
    "text", ["he said whatever, leave me alone", "he said fine in a nasty tone and slammed the door"]
)
def test_what_sounds_like_one_and_refuses_is_none(text: str) -> None:
    assert read(text, NOW).outcome in ("same", "harder")


def test_a_small_door_is_no_visit_and_a_visit_is_one() -> None:
    assert read("we walked for 20 minutes and talked", NOW).outcome not in ("been", "went_once")
    assert read("he went once and walked out", NOW).outcome == "went_once"
    assert read("we went to the first session and it was fine", NOW).outcome == "been"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("she said maybe", "soft_yes"),
        ("he said fine and then nothing", "soft_yes"),
        ("they laughed", "harder"),
        ("they want to, what now?", "yes"),
        ("I can't any more", "enough"),
        ("she said no", "same"),
        ("not yet", "not_yet"),
        ("the appointment was cancelled again", "cancelled"),
        ("he went once and won't go back", "went_once"),
        ("she took it back", "took_back"),
        ("he said maybe when work calms down", "soft_yes"),
        ("if she says maybe I will wait", None),
        ("we've split up", "parted"),
        ("things are calmer between us this week", "better"),
        ("she's drinking again", "worse"),
        ("we're fighting again", None),
        ("he said he'd go again", "been"),
        ("she says she'll come again", "been"),
        ("we went once and he said he'd go again", "been"),
        ("he said he'd never go again", "went_once"),
        ("he said he'd go again but he never did", "went_once"),
        ("he cut her off he says", None),
        ("she hasn't spoken to her mother since", None),
        ("he quit talking to his brother, he says", None),
        ("i told my shrink about him", None),
        ("seeing my counsellor on tuesday", None),
        ("we fight, she left her clothes on the floor", None),
        ("he says it's for mad people", None),
        ("what's the weather", None),
        ("", None),
    ],
)
def test_the_outcome_of_an_ask(text: str, outcome: str | None) -> None:
    assert read(text, NOW).outcome == outcome


@pytest.mark.parametrize(
    ("text", "life"),
    [
        ("the baby was born on friday", "baby"),
        ("his mum died", "loss"),
        ("he lost his job and is in hospital now", "load"),
        ("she moved out last month", "moved"),
        ("she wants a divorce", "leaving"),
        ("he cheated on me", "affair"),
        ("he is sleeping with his shrink", "affair"),
        ("i've been seeing my shrink for a year", None),
        ("i saw my shrink today", None),
        ("his mother, he cut her off he says", None),
        ("he left his stuff all over the house", None),
        ("she took her clothes and moved out", "moved"),
        ("nothing new", None),
        ("in the car on the way to his mums", None),
        ("he packed a bag and is on the way to his mums", "moved"),
    ],
)
def test_what_happens_in_a_life(text: str, life: str | None) -> None:
    assert read(text, NOW).life == life


def test_each_label_has_its_place() -> None:
    labels = {one.wanted[0] for letter in "ab" for one in reads(letter)}
    assert labels == {*OF_AN_ASK, *OF_LIFE, NO_NEWS}
