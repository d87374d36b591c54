"""What is heard where a tap is waited for: wishes, buttons in other words, and what has no button."""

from __future__ import annotations

import pytest

from flows.content import words
from flows.model import Button
from flows.reading import read
from flows.reading.phrases import spoken
from flows.reading.questions import wish_in
from flows.typed import asks, choose, is_heavy_for_them, sounds_like
from tests.walking import NOW

ENGLISH = words("en")
CHECK = [Button(label=label, trigger=key) for key, label in {"yes": "Yes", "some": "Sometimes", "no": "No"}.items()]
DOORS = [
    Button(label="A film and a talk", trigger="film"),
    Button(label="A book, each alone", trigger="book"),
    Button(label="I don't feel safe", trigger="unsafe"),
    Button(label="Not now", trigger="close"),
]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("can i just go by myself?", "alone"),
        ("I'll go on my own", "alone"),
        ("i think i'll just go without her", "alone"),
        ("i'd like to see a therapist on my own", "alone"),
        ("fine, just me then", "alone"),
        ("I want to ask him again tonight", "again"),
        ("should I try once more now?", "again"),
        ("i'm going to bring it up again tonight", "again"),
        ("ask him tonight?", "again"),
        ("i don't want to go alone", None),
        ("i'm scared to go alone", None),
        ("what if i go alone", None),
        ("he says i should go on my own", None),
        ("she wants me to go alone", None),
        ("i go to bed alone every night", None),
        ("i do everything by myself", None),
        ("i'll never ask again", None),
        ("when can i ask again", None),
        ("i asked again last night", None),
        ("he asked me again to drop it", None),
        ("ask him about dinner tonight", None),
        ("", None),
    ],
)
def test_what_somebody_wants_to_do(text: str, wish: str | None) -> None:
    assert wish_in(spoken(text)) == wish


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("yh", "yes"),
        ("hm ok then", "yes"),
        ("well we don't", "no"),
        ("now and then tbh", "some"),
        ("none of that fits", "no"),
        ("the film one sounds nice", None),
        ("both", None),
    ],
)
def test_a_button_in_other_words(text: str, trigger: str | None) -> None:
    assert choose(text, CHECK, ENGLISH, loosely=True, taps=True) == trigger


def test_more_ways_to_say_so_are_taken_where_nothing_but_a_tap_is_waited_for() -> None:
    assert choose("yh", CHECK, ENGLISH, loosely=True) is None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("the film one sounds nice", "film"),
        ("book please", "book"),
        ("maybe later", "close"),
        ("we are safe", None),
        ("not the film", None),
        ("what film", None),
        ("a film and a book", None),
    ],
)
def test_a_button_is_named_by_a_word_of_its_label(text: str, trigger: str | None) -> None:
    assert choose(text, DOORS, ENGLISH, loosely=True, taps=True) == trigger


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("idk", "not_sure"),
        ("hm not now please", "later"),
        ("ok so what does that mean", "why"),
        ("both of them lol", "both"),
        ("this isn't helping", "complaint"),
        ("ok what now", "next"),
        ("he never listens to me", None),
    ],
)
def test_what_a_text_sounds_like_whatever_the_buttons_are(text: str, meant: str | None) -> None:
    assert sounds_like(text, ENGLISH) == meant


@pytest.mark.parametrize(
    ("text", "is_one"), [("why does he hate me", True), ("is it me?", True), ("it is me", False), ("", False)]
)
def test_a_question_has_a_mark_or_begins_as_one(text: str, is_one: bool) -> None:
    assert asks(text, ENGLISH) == is_one


def test_a_heavy_text_is_the_users_own_or_the_partners() -> None:
    assert is_heavy_for_them("i can't stop crying", ENGLISH)
    assert not is_heavy_for_them("it costs too much, she says", ENGLISH)


@pytest.mark.parametrize("text", ["you're the mad one, you go", "he said you're crazy", "she says i'm the nutter"])
def test_mockery_says_that_you_are_the_problem(text: str) -> None:
    assert read(text, NOW).guesses[0].reason == "you"


def test_therapy_for_mad_people_is_no_mockery() -> None:
    assert read("he says therapy is for crazy people", NOW).guesses[0].reason == "stigma"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("he said maybe, if nobody finds out", "stigma"),
        ("she said maybe one day when pigs fly, it costs a fortune", "cost"),
        ("she said fine, whatever, it's all my fault anyway", "blame"),
    ],
)
def test_a_soft_yes_hints_at_a_reason_too(text: str, reason: str) -> None:
    reading = read(text, NOW)
    assert reading.guesses == ()
    assert reading.hints[0].reason == reason
