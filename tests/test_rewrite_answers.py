"""What users answer to the three questions of /rewrite: what is taken as an answer, and how it stands in a version.

The lines of `rewrite_answers.jsonl` are by a writer who knew the questions and nothing of the code; "use" is what they
would have put into the version, and "is" says whether a line is an answer at all.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from flows.content import words
from flows.model import Draft
from flows.rewriting import Answers, asks_for_more, feeling_of, is_charged, is_dodged, table_of, version
from flows.rewriting.compose import MOST_CHARACTERS, MOST_WORDS

TABLE = table_of(words("en"))
SET = Path(__file__).parent / "sets" / "rewrite_answers.jsonl"
LINES = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
BARE = Draft(text="you never listen", labels=("always_never",), clauses=((0, 16, ("always_never",)),))
OF_THEM = re.compile(r"\b(?:he|she|him|hes|shes|he's|she's)\b", re.IGNORECASE)


def lines(at: str, *kinds: str) -> list[str]:
    return [line["text"] for line in LINES if line["at"] == at and line["is"] in kinds]


def shown(happened: str = "I waited on Friday", felt: str = "sad", wish: str = "hold my hand") -> str:
    return version(BARE, TABLE, "plain", Answers(happened, felt, wish))


def test_feelings_are_found_and_what_is_none_stays_out() -> None:
    answers = lines("felt", "answer")
    assert sum(bool(feeling_of(said, TABLE)) for said in answers) / len(answers) >= 0.9
    taken = [said for said in lines("felt", "none", "remark", "charge") if feeling_of(said, TABLE)]
    assert len(taken) <= 2, taken


@pytest.mark.parametrize("said", lines("felt", "answer", "charge"))
def test_a_feeling_says_nothing_of_the_other(said: str) -> None:
    felt = feeling_of(said, TABLE)
    assert not re.search(r"\b(?:he|she|him|you|liar|idiot|ignored|pathetic)\b", felt)
    assert len(felt) <= 60


@pytest.mark.parametrize("said", lines("happened", "answer") + lines("wish", "answer"))
def test_each_answer_makes_whole_sentences_within_the_limits(said: str) -> None:
    for text in (shown(happened=said), shown(wish=said)):
        assert len(text) <= MOST_CHARACTERS
        assert len(text.split()) <= MOST_WORDS
        assert not text[0].islower()
        assert text[-1] in ".?"
        assert "  " not in text
    assert "I felt sad." in shown(happened=said)


@pytest.mark.parametrize("said", lines("wish", "answer"))
def test_a_wish_is_one_question_or_named_as_one(said: str) -> None:
    asked = shown(wish=said).split("I felt sad. ")[1]
    assert asked.count("?") == 1 or asked.startswith("My one wish: ")


def test_nearly_all_wishes_can_be_put_as_a_question() -> None:
    asked = [shown(wish=said).endswith("?") for said in lines("wish", "answer")]
    assert sum(asked) / len(asked) >= 0.9


def test_most_shrugs_are_known_as_such_and_no_answer_is_taken_for_one() -> None:
    for at in ("happened", "wish"):
        assert not [said for said in lines(at, "answer") if is_dodged(said, TABLE)]
    none = [*lines("happened", "none"), *lines("wish", "none")]
    assert sum(is_dodged(said, TABLE) for said in none) / len(none) >= 0.7


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("sunday. he left me at the station", "On Sunday you left me at the station."),
        ("forgot to ring yday", "You forgot to ring yesterday."),
        (
            "asked him to bath the baby and he said in a minute",
            "I asked you to bath the baby and you said in a minute.",
        ),
        ("at his mum's on Friday. She laughed at me and he joined in", "At your mum's on Friday. She laughed at me"),
        ('he goes "you go" from the sofa on friday', 'You said "you go" from the sofa on Friday.'),
        ("my husband paid his brother with our money on friday", "You paid your brother with our money on Friday."),
        ("I saw her name on his phone last night", "I saw your name"),
        ("he was texting his ex last night, I saw her name", "You were texting your ex last night, I saw her name."),
        ("phone at dinner", "Phone at dinner: [what happened]."),
    ],
)
def test_an_example_is_said_to_them(said: str, told: str) -> None:
    assert shown(happened=said).startswith(told)


@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("idk just really tired i guess", "really tired"),
        ("sad, angry and a bit stupid tbh because he laughed", "sad, angry and a bit stupid"),
        ("not hurt just tired", "tired"),
        ("bit lonely bit cross", "a bit lonely and a bit cross"),
        ("like a guest in my own home", "like a guest in my own home"),
        ("that i dont matter to him", "as if I don't matter"),
        ("so embarassed", "so embarrassed"),
        ("its too soft", ""),
        ("ignored", ""),
        ("like he doesn't care", ""),
        ("ok i sent it", ""),
        ("he just replied and he's angry", ""),
    ],
)
def test_what_was_felt_is_taken_out_of_an_answer(said: str, felt: str) -> None:
    assert feeling_of(said, TABLE) == felt


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("a hug when he comes home", "Could I have a hug when you come home?"),
        ("just a thank you would be nice for once", "Could I have a thank you?"),
        ("a date. friday. no phones", "Could we have a date on Friday?"),
        ("i would like that we eat together on fridays", "Could we eat together on Fridays?"),
        ("She stop to correct me in front of the children", "Could you stop correcting me in front of the children?"),
        ("not look at the phone when i talk", "Could you please not look at the phone when I talk?"),
        ("sit down with me and look at the account on Wednesday", "Could you sit down with me and look at the account"),
        ("tell his mother that she has to call first", "Could you tell your mother that she has to call first?"),
        ("peace and quiet", "My one wish: peace and quiet."),
    ],
)
def test_a_wish_is_put_as_a_question(said: str, asked: str) -> None:
    assert shown(wish=said).split("I felt sad. ")[1].startswith(asked)


def test_more_than_one_wish_is_noticed() -> None:
    assert asks_for_more("put the phone away and come with me to one meeting", TABLE)
    assert not asks_for_more("sit down with me and look at the account", TABLE)


def test_a_charge_in_a_wish_is_known() -> None:
    assert is_charged("stop lying to my face", TABLE)


def test_nobody_but_the_partner_is_turned_into_you() -> None:
    told = [shown(happened=said) for said in lines("happened", "answer") if len(re.findall(OF_THEM, said)) == 1]
    assert told
    assert not [text for text in told if OF_THEM.search(text)]
