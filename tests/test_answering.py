"""How typed answers to questions about danger are heard: what passes, what is a yes, what is asked once more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from flows import step
from flows.content import words
from flows.model import Flag, Frame, Journey, Safety, Step
from flows.moves import FLOWS
from tests.walking import NOW, said

TODAY = date(2026, 3, 2)


def hears(where: str, text: str, flag: Flag = Flag.DOWN, aim: str = "", **more: object) -> Step:
    """One text, typed on a screen of somebody who has consented."""
    talk, state = where.split(".")
    about = {
        "consent_on": TODAY,
        "safety": Safety(flag=flag, on=TODAY),
        "stack": (Frame(talk=talk, state=state, aim=aim),),
    }
    return step(Journey(question=1, last_at=NOW, **(about | more)), said(text), NOW)


def place(made: Step) -> str:
    frame = made.journey.frame if made.journey else None
    return f"{frame.talk}.{frame.state}" if frame else ""


def flag(made: Step) -> Flag:
    assert made.journey is not None
    return made.journey.safety.flag


ENGLISH = words("en")


@pytest.mark.parametrize("row", ENGLISH.tables["answering"]["row"], ids=lambda row: row["has"][0][:24])
def test_a_row_leads_to_what_exists(row: Mapping[str, Any]) -> None:
    assert ("on" in row) != ("anywhere" in row)
    assert set(row) <= {"on", "anywhere", "has", "unless", "aim", "about", "calm", "note", "takes", "opens", "afraid"}
    for screen in row.get("on", ()):
        talk, state = screen.split(".")
        assert state in FLOWS[talk].states
        assert "takes" not in row or FLOWS[talk].takes(row["takes"], state)
    assert row.get("opens", "hint") in FLOWS["care"].states
    assert row.get("note", "care.seen") in ENGLISH.notes


# ---- the five lines


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "no, none of these",
        "none of that. he is not a bad man o",
        "no none. she's lovely actually",
        "none of it thank god",
        "nothing like that",
        "none. he would never",
        "nope none of those",
        "nothing like that at all, we're just stuck",
    ],
)
def test_a_clear_no_in_words_passes_the_five_lines(text: str) -> None:
    assert flag(hears("safe_check.screen", text, Flag.UNASKED)) is Flag.DOWN


@pytest.mark.parametrize(
    "text",
    [
        "none of these, he just gets jealous",
        "none of these. he's not very nice to me",
        "nothing like that. he has my bank card tho",
        "none, except the phone",
        "no, he only shouts",
        "no but he gets loud",
        "none of it, not anymore",
        "no none of these. i just have to be careful",
        "nothing like that, he is no angel",
        "not really",
        "1",
        "the first one",
        "i shout at him sometimes",
        "does shouting count?",
        "why do you ask this",
    ],
)
def test_a_no_with_something_beside_it_does_not_pass_the_five_lines(text: str) -> None:
    made = hears("safe_check.screen", text, Flag.UNASKED)
    assert flag(made) in (Flag.UNASKED, Flag.UP)
    assert place(made) in ("safe_check.screen", "safe_check.unsure", "safe_check.which")


@pytest.mark.parametrize(
    "text",
    [
        "well he does go through my phone",
        "the third one",
        "1 and 3",
        "only the money one",
        "the sex thing",
        "sometimes he shouts",
        "he once pushed me",
        "is it normal that he wants my passwords?",
    ],
)
def test_a_hint_at_the_five_lines_is_some_of_it(text: str) -> None:
    made = hears("safe_check.screen", text, Flag.UNASKED)
    assert (flag(made), place(made)) == (Flag.UP, "safe_check.which")


def test_who_rather_does_not_say_is_asked_before_the_first_ask() -> None:
    made = hears("safe_check.screen", "no thanks", Flag.UNASKED)
    assert made.journey is not None
    assert made.journey.safety.ask_first


@pytest.mark.parametrize(
    "text",
    [
        "he reads my messages and decides who i can talk to",
        "he not hit me. only he read my messages and he say with who i can talk",
        "he took my phone last week",
        "no he reads my messages",
        "maybe it's not so bad. " * 4 + "but he reads all my messages and decides who i see",
        "i dont know",
        "pause please",
    ],
)
def test_what_is_told_after_not_sure_pauses_the_tips(text: str) -> None:
    made = hears("safe_check.unsure", text, Flag.UNASKED)
    assert (flag(made), place(made)) == (Flag.UP, "care.listen")


def test_going_on_after_not_sure_is_soft() -> None:
    assert flag(hears("safe_check.unsure", "go on please", Flag.UNASKED)) is Flag.SOFT
    assert flag(hears("safe_check.unsure", "i can't go on like this", Flag.UNASKED)) is not Flag.SOFT


# ---- the single questions


@pytest.mark.parametrize(
    "text", ["yes but is only when he angry", "yes a little", "sometimes", "a bit", "only when he drinks", "he does"]
)
@pytest.mark.parametrize("state", ["control_ask", "control", "afraid", "hurt_ask", "raising"])
def test_a_part_of_a_yes_is_a_yes(state: str, text: str) -> None:
    assert flag(hears(f"safe_check.{state}", text)) is Flag.UP


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("afraid", "i do when he shouts"),
        ("fear", "i get nervous"),
        ("control", "just my phone"),
        ("control_ask", "only the money"),
        ("pushed", "he sulks if i say no"),
        ("raising", "he would be angry"),
    ],
)
def test_what_is_named_is_a_yes(state: str, text: str) -> None:
    assert flag(hears(f"safe_check.{state}", text)) is Flag.UP


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("control", "no, we share the money"),
        ("control_ask", "no he doesn't touch my phone"),
        ("fear", "no im not scared of him"),
        ("raising", "no he wouldnt be angry"),
    ],
)
def test_what_is_named_and_denied_is_none(state: str, text: str) -> None:
    assert flag(hears(f"safe_check.{state}", text)) is not Flag.UP


@pytest.mark.parametrize(
    "text",
    [
        "no but he wants to know where i am",
        "is normal? all husband do this",
        "no he just checks where i am",
        "no just when im out late",
        "not really",
    ],
)
def test_a_no_with_a_but_is_not_sure(text: str) -> None:
    assert place(hears("safe_check.control_ask", text)) == "safe_check.unsure"


@pytest.mark.parametrize("text", ["no he doesnt", "no never", "never", "he would never", "no he has never hurt me"])
def test_a_no_to_a_single_question_is_a_no(text: str) -> None:
    made = hears("safe_check.hurt_ask", text)
    assert (flag(made), place(made)) == (Flag.DOWN, "")


@pytest.mark.parametrize("text", ["he does not", "no, just the dog", "not yet", "he is a good man"])
def test_what_is_no_plain_no_is_asked_once_more(text: str) -> None:
    assert place(hears("safe_check.hurt_ask", text)) == "safe_check.hurt_ask"


@pytest.mark.parametrize("text", ["im pregnant", "it got worse since may", "the last one", "a weapon", "only once"])
def test_one_of_the_deadliest_leads_to_the_urgent_card(text: str) -> None:
    assert place(hears("safe_check.lately", text)) == "care.urgent"


@pytest.mark.parametrize("text", ["no. what? no", "no i didnt hurt anyone", "never", "nope", "god no"])
def test_a_denial_of_harm_is_a_no(text: str) -> None:
    assert place(hears("care.harm_ask", text, aim="stop_harming")) == ""


@pytest.mark.parametrize(
    "text", ["no i just pushed him a bit", "no but i slapped her once", "not really", "no only the wall"]
)
def test_a_denial_that_tells_of_force_is_none(text: str) -> None:
    assert place(hears("care.harm_ask", text, aim="stop_harming")).startswith("care.")


# ---- the question of dying, its lock, and the next day


@pytest.mark.parametrize("text", ["no its all fine i was talking about my change", "no", "no god no, i'm fine"])
def test_a_no_to_a_wish_to_die_today_ends_the_lock(text: str) -> None:
    made = hears("care.sure", text, aim="crisis", rest_on=TODAY)
    assert made.journey is not None
    assert made.journey.rest_on is None


@pytest.mark.parametrize(
    "text",
    [
        "not really",
        "no not today",
        "no. but i cant promise",
        "no idea",
        "no i dont know",
        "no i dont see a point",
        "no im not sure",
    ],
)
def test_what_leaves_a_wish_to_die_open_brings_the_number(text: str) -> None:
    assert place(hears("care.sure", text, aim="crisis", rest_on=TODAY)) == "care.now"


@pytest.mark.parametrize("state", ["crisis", "now", "only_say", "steps", "enough", "hour"])
def test_a_denial_leaves_the_lock_with_one_check(state: str) -> None:
    text = "no i dont want to die, i was telling you how my change went"
    made = hears(f"care.{state}", text, aim="crisis", rest_on=TODAY)
    assert place(made) == "care.sure"
    assert made.journey is not None
    assert made.journey.rest_on == TODAY


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "i dont want to die but i cant stop it",
        "it was a mistake to be born",
        "everyone would be better without me",
    ],
)
def test_what_denies_nothing_stays_in_the_lock(text: str) -> None:
    made = hears("care.crisis", text, aim="crisis", rest_on=TODAY)
    assert place(made) != "care.sure"
    assert made.journey is not None
    assert made.journey.rest_on == TODAY


@pytest.mark.parametrize("text", ["im fine", "im good, it was a mixup", "better thanks", "ok"])
def test_who_is_better_the_next_day_is_taken_at_their_word(text: str) -> None:
    made = hears("care.since", text, aim="crisis", rest_on=TODAY)
    assert made.journey is not None
    assert made.journey.rest_on is None


@pytest.mark.parametrize(
    "text", ["not good", "fine but i still think about it", "not better", "good for nothing", "no"]
)
def test_who_is_not_better_the_next_day_is_not_let_go(text: str) -> None:
    made = hears("care.since", text, aim="crisis", rest_on=TODAY)
    assert made.journey is not None
    assert made.journey.rest_on == TODAY


def test_whose_life_it_is_can_be_put_right_in_words() -> None:
    assert place(hears("care.theirs_ask", "i mean ME i am tired", aim="crisis")) == "care.hint"
    assert place(hears("care.theirs_ask", "no he is just tired o. nobody is dying", aim="crisis")) == ""


@pytest.mark.parametrize("text", ["i cry most days", "so i cry every night since the baby", "i'm tired of being me"])
def test_weeks_of_tears_bring_the_gentle_question(text: str) -> None:
    assert place(hears("menu.home", text)) == "care.hint"


@pytest.mark.parametrize(
    "text", ["the baby cries every night", "we cry laughing most days", "he's tired of being my driver"]
)
def test_other_tears_do_not(text: str) -> None:
    assert place(hears("menu.home", text)) != "care.hint"


# ---- being seen with this


@pytest.mark.parametrize("text", ["i afraid he see this chat. how i delete?", "he will be angry if he find this"])
def test_a_fear_of_being_seen_is_heard_first(text: str) -> None:
    made = hears("path.the_no", text)
    assert place(made) == "care.phone"
    assert made.replies[0].text.startswith("I'm glad you said that.")
    assert made.journey is not None
    assert made.journey.safety.ask_first


@pytest.mark.parametrize("where", ["path.the_no", "care.listen", "welcome.private", "menu.home"])
@pytest.mark.parametrize("text", ["how do i delete this chat", "can he see this chat"])
def test_how_to_clear_the_chat_is_answered(where: str, text: str) -> None:
    assert place(hears(where, text, aim="abuse")) == "care.phone"


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("path.the_no", "if he sees this as a failure he will be angry"),
        ("path.the_no", "he said delete this chat with your sister"),
        ("rewrite.draft", "please delete this chat with her"),
        ("care.hint", "can he see this chat"),
    ],
)
def test_other_words_of_a_chat_lead_nowhere_else(where: str, text: str) -> None:
    assert place(hears(where, text, aim="crisis" if where == "care.hint" else "")) != "care.phone"


# ---- what would help


@pytest.mark.parametrize("text", ["somebody to talk, but no telephone", "no number, he see calls list"])
def test_who_cannot_call_is_shown_the_lines_with_other_ways(text: str) -> None:
    made = hears("care.listen", text, Flag.UP, country="IE")
    assert place(made) == "care.lines"
    assert made.replies[0].text.startswith("Then without a call.")


@pytest.mark.parametrize(
    ("text", "state", "begins"),
    [
        ("maybe my fault, i make him jealous", "only_say", "It isn't your fault."),
        ("is he bad man?", "only_say", "I can't say what a person is."),
        ("nothing. i want go back to the therapy question", "with_you", "I'm still here."),
        ("nothing works any more", "only_say", ""),
    ],
)
def test_what_is_said_in_care_gets_its_own_answer(text: str, state: str, begins: str) -> None:
    made = hears("care.listen", text, Flag.UP, aim="abuse")
    assert place(made) == f"care.{state}"
    assert made.replies[0].text.startswith(begins)
    assert flag(made) is Flag.UP


def test_a_story_under_the_pause_is_not_met_with_free_words() -> None:
    made = hears("alone.home", "no i cannot he have the money", Flag.UP)
    assert made.replies[0].text.startswith("Thank you for telling me. I take it as you say it")


def test_a_wish_for_better_days_is_not_called_heavy() -> None:
    assert (
        not hears("path.when", "i miss us being silly again", reason="blame")
        .replies[0]
        .text.startswith("That sounds heavy")
    )


# ---- hello


@pytest.mark.parametrize("text", ["24", "im 24", "34 f", "18+", "yes im above 18. pls who will see this?"])
def test_a_grown_up_age_is_an_answer_to_the_hello(text: str) -> None:
    made = hears("welcome.hello", text, Flag.UNASKED, consent_on=None)
    assert place(made) == "welcome.private"
    assert made.journey is not None
    assert made.journey.consent_on == TODAY


@pytest.mark.parametrize("text", ["16", "17 almost 18", "not 18 yet", "im under 18", "f 15"])
def test_an_age_that_may_be_young_is_asked_about(text: str) -> None:
    made = hears("welcome.hello", text, Flag.UNASKED, consent_on=None)
    assert place(made) == "welcome.age"
    assert made.journey is not None
    assert made.journey.consent_on is None


def test_a_story_with_a_figure_is_no_consent() -> None:
    made = hears("welcome.hello", "we are married 24 years and he says no", Flag.UNASKED, consent_on=None)
    assert made.journey is not None
    assert made.journey.consent_on is None


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("i think nobody but he looks at my phone sometimes", True),
        ("nobody, tidy up please", True),
        ("tidy", True),
        ("nobody", False),
        ("just me", False),
    ],
)
def test_who_may_be_looked_over_has_the_chat_tidied(text: str, tidy: bool) -> None:
    made = hears("welcome.private", text, Flag.UNASKED)
    assert made.journey is not None
    assert (made.journey.tidy, place(made)) == (tidy, "safe_check.screen")


@pytest.mark.parametrize("text", ["what do you mean tidy up", "what is tidy up?"])
def test_tidying_up_is_told_and_not_switched_on(text: str) -> None:
    made = hears("welcome.private", text, Flag.UNASKED)
    assert made.journey is not None
    assert (made.journey.tidy, place(made)) == (False, "welcome.private")
    assert made.replies[0].text.startswith("Tidying up deletes")
