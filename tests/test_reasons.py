"""The reader of refusals, measured on sets that nobody trains on, and what must hold of it for any text.

Floors lie a little under what was measured when the model was made; `otherdoors measure objections FILE ...` prints the
tables. Set O is the oldest, by the author of the cues that were read by before; A and B were looked at while the reader
was made, C when it was done.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.measure_labels import Read, read_file, share
from flows.model import REASONS
from flows.reading import read
from flows.reading.meaning.model import REASONS as LABELS
from flows.reading.meaning.model import UNCLEAR
from flows.reading.phrases import spoken
from flows.reading.reasons import KEYS, MOST_CHARACTERS, labels_of_text
from tests.readings import read as read_once

SETS = Path(__file__).parent / "sets"
ALL = ("a", "b", "c")
NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)


@cache
def reads(*letters: str) -> tuple[Read, ...]:
    return tuple(one for letter in letters for one in read_file("objections", SETS / f"refusals_dev_{letter}.jsonl"))


def wanted(some: Sequence[Read], label: str) -> list[Read]:
    return [one for one in some if one.wanted[0] == label]


def sure(some: Sequence[Read], least: float) -> list[Read]:
    return [one for one in some if one.sure >= least and one.first != UNCLEAR]


# ---- floors


@pytest.mark.parametrize(("letter", "best", "two"), [("a", 0.81, 0.92), ("b", 0.85, 0.95), ("c", 0.78, 0.92)])
def test_refusals_are_read(letter: str, best: float, two: float) -> None:
    assert share(one.right for one in reads(letter)) >= best
    assert share(one.within_two for one in reads(letter)) >= two


def test_the_oldest_sentences_are_read_as_well() -> None:
    assert share(one.right for one in reads("o")) >= 0.8


@pytest.mark.parametrize("label", LABELS)
def test_each_reason_is_read(label: str) -> None:
    assert share(one.within_two for one in wanted(reads(*ALL), label)) >= 0.85


def test_what_gives_no_reason_is_seldom_given_one() -> None:
    assert share(not one.right for one in wanted(reads(*ALL), UNCLEAR)) <= 0.08


def test_a_reason_is_seldom_missed_altogether() -> None:
    assert share(one.first == UNCLEAR for one in reads(*ALL) if one.wanted[0] != UNCLEAR) <= 0.1


@pytest.mark.parametrize(("least", "right"), [(0.7, 0.93), (0.85, 0.96)])
def test_what_is_said_to_be_sure_is_right(least: float, right: float) -> None:
    assert share(one.fair for one in sure(reads(*ALL), least)) >= right
    assert len(sure(reads(*ALL), least)) >= 300


def everyday(kind: str) -> list[dict]:
    """Harmless texts of the danger sets that tell of no refusal: what users type about anything else."""
    rows = [
        json.loads(line)
        for path in sorted(SETS.glob("danger_dev_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [row for row in rows if row["act"] == "none" and row["kind"] == kind]


@pytest.mark.parametrize(("kind", "most"), [("idiom", 0.1), ("past_other", 0.15), ("complaint", 0.25)])
def test_what_is_about_other_things_is_seldom_given_a_reason(kind: str, most: float) -> None:
    """Complaints are the hard ones: some do tell how a partner deals with talks."""
    assert share(labels_of_text(row["text"])[0][0] != UNCLEAR for row in everyday(kind)) <= most


# ---- what the talks get


@pytest.mark.parametrize(
    "text",
    [
        "Dunno.",
        "I just don't want to.",
        "She said she'd let me know",
        "we have two dogs",
        "🤷",
        "",
        "no",
        "what's next?",
    ],
)
def test_where_no_reason_is_given_there_is_no_guess(text: str) -> None:
    assert read(text, NOW).guesses == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("she just laughs and says shrinks are for rich ppl with no real problems", "useless"),
        ("he says they'd only blame him and take my side", "blame"),
        ("It's not about the money, he just doesn't believe in it", "useless"),
        ("we already tried one, she just sat there and nodded at my wife", "badpast"),
    ],
)
def test_the_likeliest_is_among_the_first_two(text: str, key: str) -> None:
    assert key in [guess.reason for guess in read(text, NOW).guesses[:2]]


TEXTS = st.text(max_size=300) | st.sampled_from([one.text for one in reads("o")])


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_guesses_are_keys_with_shares_of_one(text: str) -> None:
    guesses = read(text, NOW).guesses
    assert {guess.reason for guess in guesses} <= set(REASONS) - {"unclear"}
    assert len({guess.reason for guess in guesses}) == len(guesses)
    assert all(0 < guess.share <= 1 for guess in guesses)
    assert sum(guess.share for guess in guesses) <= 1.001
    assert list(guesses) == sorted(guesses, key=lambda guess: -guess.share)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_labels_are_all_there_with_shares_of_one(text: str) -> None:
    ranked = labels_of_text(text)
    assert {label for label, _ in ranked} == {*KEYS, UNCLEAR}
    assert abs(sum(part for _, part in ranked) - 1) < 0.001
    assert [part for _, part in ranked] == sorted((part for _, part in ranked), reverse=True)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_the_words_are_the_users_own(text: str) -> None:
    said = [words for guess in read_once(text, NOW).guesses for words in guess.words]
    assert all(words in " ".join(spoken(text).plain.split()) for words in said)
    assert all(0 < len(words) <= MOST_CHARACTERS for words in said)


def test_most_guesses_have_words_to_go_by() -> None:
    guesses = [read(one.text, NOW).guesses for one in reads("a")[:120]]
    first = [held[0] for held in guesses if held]
    assert share(bool(guess.words) for guess in first) >= 0.8
