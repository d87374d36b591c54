"""Plain words of danger: what their rules find, what they must leave alone, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model import Act, Danger
from flows.reading.danger.rules import plain_danger
from flows.reading.phrases import spoken, table

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "sets" / "danger_plain.jsonl").read_text(encoding="utf-8").splitlines()
]
"""The lines that the rules were written on."""

ENGLISH = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=300)
PIECES = st.lists(st.sampled_from([row["text"] for row in ROWS]) | ENGLISH, max_size=4).map(" ".join)


def read(text: str) -> Danger:
    return plain_danger(spoken(text))


@pytest.mark.parametrize(("act", "text"), [(row["act"], row["text"]) for row in ROWS])
def test_danger_in_plain_words(act, text):
    assert read(text).act == act


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("he hit me last night", ("partner_violence",)),
        ("I slapped my wife", ("partner_violence", "threat_to_others")),
        ("i want to die", ("suicidal_or_self_harm",)),
        ("she says she'll kill herself if I go", ("suicidal_or_self_harm",)),
        ("he beats our son", ("child_at_risk",)),
        ("my husband threatened to kill me", ("fear_for_safety",)),
        ("he took my passport", ("coercive_control",)),
        ("he's drunk rn and shouting", ("fear_for_safety",)),
        ("she is yelling at me, she's drunk and screaming right now", ("fear_for_safety",)),
        ("i am scared of her", ("fear_for_safety",)),
        ("I don't feel safe", ("fear_for_safety",)),
        ("I'm not safe here", ("fear_for_safety",)),
        ("my wife is afraid of me", ("threat_to_others",)),
        ("He hit me and he tracks my phone", ("partner_violence", "coercive_control")),
        ("I'm scared of him and I want to die", ("suicidal_or_self_harm", "fear_for_safety")),
    ],
)
def test_labels_of_danger(text, labels):
    assert read(text).labels == labels


@pytest.mark.parametrize(
    "text",
    [
        "I'm not well, he hit me.",
        "He does not care and hits me",
        "I have no idea what to do, he choked me",
        "If I argue he hits me",
        "He never listens. He hit me",
    ],
)
def test_a_no_elsewhere_in_the_sentence_hides_nothing(text):
    assert read(text).act == Act.STOP


def test_danger_is_found_inside_a_long_text():
    assert (
        read("We talked about the garden and the bills. " * 40 + "Then he choked me. " + "I made tea. " * 40).act
        == Act.STOP
    )


@given(PIECES)
def test_an_act_has_labels_and_no_act_has_none(text):
    danger = read(text)
    assert (danger.act == Act.NONE) == (danger.labels == ())
    assert set(danger.labels) <= set(table("danger/rules.toml")["labels"])


@given(st.sampled_from([row["text"] for row in ROWS if row["act"] == "stop"]), ENGLISH)
def test_what_is_said_afterwards_takes_no_plain_word_back(said, more):
    assert read(f"{said}\n{more}").act == Act.STOP
