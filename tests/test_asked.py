"""What the bot is asked where words are waited for: it is answered, and never kept as words for the plan."""

from __future__ import annotations

from datetime import date

import pytest

from flows import step
from flows.content import words
from flows.correcting import is_a_shrug, without_preface, without_shrug
from flows.fields import COPY
from flows.model import Card, Event, Experiment, Flag, Frame, Guess, Journey, Safety, Step
from flows.reading.asked import asked_in
from flows.reading.phrases import spoken
from flows.rewriting import said_to
from tests.readings import read
from tests.walking import NOW

TODAY = date(2026, 3, 2)
SAFE = Safety(flag=Flag.DOWN, on=TODAY)


def at(talk: str, state: str, **changes: object) -> Journey:
    """Somebody whose partner is "he", in one place of a talk."""
    known = {"consent_on": TODAY, "last_at": NOW, "safety": SAFE, "partner": "he", "reason": "blame", "question": 5}
    return Journey.model_validate({**known, **changes, "stack": (Frame(talk=talk, state=state),)})


def guessing(reason: str) -> Journey:
    return at("path", "reason", reason=None, guesses=(Guess(reason=reason, share=0.6),))


def hears(journey: Journey, text: str) -> Step:
    return step(journey, Event(kind="said", text=text, reading=read(text, NOW)), NOW)


def place(made: Step) -> str:
    assert made.journey and made.journey.frame
    return f"{made.journey.frame.talk}.{made.journey.frame.state}"


def said(made: Step) -> str:
    return "\n".join(reply.text for reply in made.replies)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what if he says no to that too", "of_them"),
        ("what happens if he walks out again", "of_them"),
        ("one meeting. what if he says no?", "of_them"),
        ("would he even read it", "of_them"),
        ("is this normal after a baby? we just snipe at each other", "of_this"),
        ("so what do I do now. he wont even hear the word", "of_this"),
        ("what comes next", "of_this"),
        ("should i just write it", "of_this"),
        ("i dont know, you tell me", "plea"),
        ("any ideas?", "plea"),
        ("is there something even smaller", "smaller"),
        ("hmm that's too big", "smaller"),
        ("could you say it in a way that doesnt sound like a book", "plainer"),
        ("maybe i am the problem", "doubt"),
        ("what if its true though", "right"),
        ("could we try one meeting?", None),
        ("would you come with me once", None),
        ("what if we just go once", None),
        ("I'd like us to go once. What do you think?", None),
        ("can i ask you for one evening", None),
        ("I'd like you to come once. Would that be ok?", None),
        ("what if she sides with you", None),
        ("would it be easier if you choose", None),
        ("when he is back from work", None),
        ("what he picks", None),
        ("do the dishes together", None),
        ("how about ten minutes", None),
        ("you tell me when to stop", None),
        ("something smaller than therapy, just a call", None),
        ("he said what if she takes your side", None),
        ("why should i pay for that, he says", None),
        ("maybe its just ten minutes", None),
        ("", None),
        ("so", None),
    ],
)
def test_what_is_asked_of_the_bot(text: str, asked: str | None) -> None:
    assert asked_in(spoken(text)) == asked


@pytest.mark.parametrize(
    ("talk", "state", "text", "there"),
    [
        ("path", "smaller", "what if he says no to that too", "faq.answer"),
        ("path", "smaller", "what happens if he walks out again", "path.smaller"),
        ("path", "smaller", "i dont know, you tell me", "path.smaller"),
        ("path", "easy", "what if he walks out", "path.easy"),
        ("path", "moment", "is this normal after a baby? we just snipe at each other", "path.moment"),
        ("path", "limit", "what if he laughs at me", "path.limit"),
        ("card", "ask", "is there something even smaller", "card.ask"),
        ("card", "words", "what if he says no", "faq.answer"),
        ("card", "their_view", "would he even say that", "card.their_view"),
        ("card", "their_view", "i dont know what to say", "card.their_view"),
        ("card", "plan_b", "any ideas", "card.plan_b"),
        ("own_side", "pick", "what if it doesnt work", "own_side.pick"),
    ],
)
def test_a_question_is_never_kept(talk: str, state: str, text: str, there: str) -> None:
    made = hears(at(talk, state, card=Card(rung=4)), text)
    assert place(made) == there
    assert made.journey and made.journey.card == Card(rung=4)
    assert made.journey.experiment is None
    again = hears(at(talk, state), text)
    assert text not in said(again)


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("words", "would you come with me once?"),
        ("words", "what scares you about it?"),
        ("their_view", "why should i pay a stranger"),
        ("ask", "could we take ten minutes on sunday?"),
        ("ask", "what if we just go once"),
        ("moment", "when the kids are at her mum's"),
    ],
)
def test_a_question_to_the_partner_is_words_for_the_plan(state: str, text: str) -> None:
    made = hears(at("card", state), text)
    assert made.journey and made.journey.card
    assert getattr(made.journey.card, state).casefold() == text.casefold()


def test_smaller_asks_are_offered_where_there_are_some() -> None:
    journey = at("path", "smaller")
    first = hears(journey, "is there something even smaller")
    assert first.journey and "One meeting" not in "".join(b.label for row in first.replies[-1].rows for b in row)
    last = first
    for _ in range(3):
        assert last.journey
        last = hears(last.journey, "is there anything smaller?")
    assert "The smallest I have is" in said(last)


def test_few_words_without_anybody_in_them_are_no_news() -> None:
    made = hears(at("path", "smaller"), "him choosing who. a man maybe. online")
    assert place(made) == "path.easy"


@pytest.mark.parametrize("text", ["he said yes to one meeting", "she said no", "he agreed"])
def test_news_is_heard_all_the_same(text: str) -> None:
    assert place(hears(at("path", "smaller"), text)) == "after.guess"


@pytest.mark.parametrize("state", ["curious", "when", "ended"])
@pytest.mark.parametrize("text", ["so what do I do now. he wont even hear the word", "he would never answer that"])
def test_what_one_asks_or_fears_overturns_no_reason(state: str, text: str) -> None:
    made = hears(at("path", state, reason="stigma"), text)
    assert made.journey and made.journey.reason == "stigma"
    assert place(made) not in ("path.reason", "after.guess")


def test_what_they_said_still_overturns_one() -> None:
    made = hears(at("path", "curious", reason="stigma"), "he says it costs too much and we can't afford it")
    assert place(made) == "path.reason"


@pytest.mark.parametrize(
    ("text", "there", "says"),
    [
        ("what comes next", "path.reason", "This one first"),
        ("so what do i do now", "faq.answer", "First find out"),
        ("could you say it in a way that doesnt sound like a book", "path.reason", "In fewer words"),
        ("is it more about the money?", "path.reason", "the money"),
        ("what if he never comes", "path.reason", "I can't know that ahead"),
    ],
)
def test_a_question_at_the_guess_is_answered(text: str, there: str, says: str) -> None:
    made = hears(guessing("stigma"), text)
    assert place(made) == there
    assert says in said(made)


@pytest.mark.parametrize("text", ["what if its true though", "maybe i am the problem"])
def test_whether_the_fault_is_ones_own_is_answered(text: str) -> None:
    for journey in (guessing("you"), at("path", "curious", reason="you"), at("path", "miss", reason="you")):
        made = hears(journey, text)
        assert place(made) == "faq.answer"
        assert "rarely one person" in said(made)


def test_that_they_are_right_about_money_is_no_doubt_about_oneself() -> None:
    assert place(hears(at("path", "curious", reason="cost"), "maybe he's right")) == "path.curious"


# --- what is typed becomes words for the plan


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the when is wrong it should be bus home", "bus home"),
        ("change it to sunday", "sunday"),
        ("No. Change it to Sunday", "Sunday"),
        ("no, sunday morning", "sunday morning"),
        ("it’s wrong. should be one call", "one call"),
        ("make it one evening", "one evening"),
        ("yes i'll do that one, leave the room when it starts", "leave the room when it starts"),
        ("yes i'll do that one", ""),
        ("no phones, one evening", "no phones, one evening"),
        ("make it easy for you to stop", "make it easy for you to stop"),
        ("it was wrong of me to shout", "it was wrong of me to shout"),
        ("let's write a letter", "let's write a letter"),
        ("they should say stop any time", "they should say stop any time"),
        ("wait till the kids sleep", "wait till the kids sleep"),
        ("no", "no"),
        ("", ""),
    ],
)
def test_a_corrections_preface_is_cut(text: str, meant: str) -> None:
    assert without_preface(text, words("en")) == meant


@pytest.mark.parametrize("text", ["no, change it to sunday morning", "no it should be sunday morning"])
def test_a_correction_is_no_news(text: str) -> None:
    made = hears(at("path", "moment", card=Card(ask="One meeting?")), text)
    assert made.journey and made.journey.card
    assert made.journey.card.moment == "sunday morning"


def test_a_lone_no_stays_where_it_may_be_theirs() -> None:
    assert without_preface("no, i won't go", words("en"), asides=False) == "no, i won't go"


@pytest.mark.parametrize(
    ("about", "partner", "to"),
    [
        ("he should be the one to choose her", "", "you should be the one to choose her"),
        ("she picks, he can be a man", "", "you pick, he can be a man"),
        ("I miss his laugh", "he", "I miss your laugh"),
        ("him choosing who. a man maybe. online", "he", "you choosing who. a man maybe. online"),
        ("hes allowed to stop", "he", "you're allowed to stop"),
        ("tell her once", "she", "tell you once"),
        ("a man he likes", "he", "a man you like"),
        ("She picks the man, and tells him", "she", "You pick the man, and tells him"),
        ("a man. he should be calm", "he", "a man. he should be calm"),
        ("one talk with father tom, he is calm", "she", "one talk with father tom, he is calm"),
        ("one talk with the pastor, he is calm", "", "one talk with the pastor, he is calm"),
        ("could you come, he could too", "he", "could you come, he could too"),
        ("they pick", "", "they pick"),
        ("", "he", ""),
    ],
)
def test_words_about_the_partner_are_said_to_them(about: str, partner: str, to: str) -> None:
    assert said_to(about, partner) == to


def test_the_card_says_it_to_them() -> None:
    made = hears(at("path", "smaller"), "he should be the one to choose her")
    assert made.journey and made.journey.card
    assert made.journey.card.ask == "you should be the one to choose her"


def test_what_is_missed_is_said_as_a_sentence() -> None:
    made = hears(
        at("card", "my_reason", card=Card(ask="One meeting?", words="I miss [what]. One meeting?")), "him noticing"
    )
    assert made.journey and made.journey.card
    assert made.journey.card.words == "I miss you noticing. One meeting?"


def test_a_moment_is_the_users_own() -> None:
    made = hears(at("card", "moment"), "sunday when he is back from his run")
    assert made.journey and made.journey.card
    assert made.journey.card.moment == "sunday when he is back from his run"


def test_words_that_would_get_too_long_to_copy_stay() -> None:
    text = ("he can stop " * 21).strip()
    made = hears(at("card", "words"), text)
    assert made.journey and made.journey.card
    assert len(made.journey.card.words) <= COPY


def test_only_a_correction_asks_for_the_words() -> None:
    made = hears(at("card", "moment"), "the when is wrong")
    assert place(made) == "card.moment"
    assert "as it should be" in said(made)


# --- a yes in words


@pytest.mark.parametrize(
    ("text", "there", "reason"),
    [
        ("yes but also he is proud", "path.curious", "stigma"),
        ("yes kinda. more scared than ashamed tho", "path.curious", "stigma"),
        ("yes, and the money too", "path.curious", "stigma"),
        ("maybe", "path.curious", "stigma"),
        ("hmm partly", "path.curious", "stigma"),
        ("yh", "path.curious", "stigma"),
        ("yeah but its more about the money", "path.reason", None),
        ("kind of, but more about money", "path.reason", None),
        ("maybe its the money", "path.reason", None),
        ("no, money", "path.reason", None),
        ("i don't know", "path.reasons", None),
    ],
)
def test_a_yes_to_the_guess_may_have_more_in_it(text: str, there: str, reason: str | None) -> None:
    made = hears(guessing("stigma"), text)
    assert made.journey
    assert (place(made), made.journey.reason) == (there, reason)


def test_what_is_added_to_a_yes_is_said_back() -> None:
    assert "Money or time" in said(hears(guessing("stigma"), "yes, and the money too"))


@pytest.mark.parametrize(
    ("outcome", "text", "there"),
    [
        ("yes", "yh", "after.change yes"),
        ("yes", "yeah thats right", "after.change yes"),
        ("yes", "kinda", "after.guess soft_yes"),
        ("yes", "well he didnt say when", "after.guess soft_yes"),
        ("soft_yes", "well he didnt say when", "after.change soft_yes"),
        ("same", "yh", "after.same same"),
        ("same", "kinda", "after.same same"),
        ("same", "he said maybe", "after.guess soft_yes"),
        ("yes", "no", "after.door yes"),
        ("yes", "not really", "after.door yes"),
    ],
)
def test_what_was_understood_is_confirmed_in_words(outcome: str, text: str, there: str) -> None:
    journey = at("after", "guess", card=Card(ask="One meeting?"))
    made = hears(journey.model_copy(update={"stack": (Frame(talk="after", state="guess", aim=outcome),)}), text)
    assert made.journey and made.journey.frame
    assert f"{place(made)} {made.journey.frame.aim}" == there


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("he wasnt angry", "You don't have to read his mind"),
        ("he wasnt really angry, more scared", "Scared is worth noticing"),
        ("he was so angry", "Annoyed can mean"),
    ],
)
def test_a_mood_that_is_denied_is_none(text: str, note: str) -> None:
    assert note in said(hears(at("path", "ended"), text))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("no", "path.moment"),
        ("theyre never all true at once", "path.moment"),
        ("not all", "path.moment"),
        ("yes", "card.view"),
        ("all of them", "card.view"),
        ("skip", "card.view"),
    ],
)
def test_a_no_to_the_five_asks_for_a_calmer_moment(text: str, there: str) -> None:
    assert place(hears(at("path", "check", card=Card(ask="One meeting?")), text)) == there


# --- a change on one's own side


@pytest.mark.parametrize("where", [("own_side", "pick"), ("own_side", "half"), ("alone", "one_move")])
@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("i could walk out to the garage before i shout", "i could walk out to the garage before i shout"),
        ("stop shouting", "stop shouting"),
        ("yes i'll do that one, leave the room when it starts", "leave the room when it starts"),
        ("yes i'll do that one", None),
        ("he should listen more to me", None),
        ("what if it doesnt help", None),
        ("not sure", None),
        ("stop it", None),
    ],
)
def test_a_change_of_ones_own_is_agreed_on(where: tuple[str, str], text: str, change: str | None) -> None:
    made = hears(at(*where), text)
    assert made.journey
    assert (made.journey.experiment.words if made.journey.experiment else None) == change
    assert change is None or place(made) == "own_side.agreed"


def test_a_change_that_runs_is_asked_about_before_another() -> None:
    running = at("alone", "one_move", experiment=Experiment(words="I listen", since=TODAY))
    assert place(hears(running, "i put my phone away at dinner")) == "own_side.check_in"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("no idea theres never a calm moment, we have 3 kids. maybe when they sleep", "when they sleep"),
        ("i dont know, maybe that he can quit whenever", "that he can quit whenever"),
        ("dunno, maybe ask my sister, and i could look up a price", "ask my sister, and i could look up a price"),
        ("im not sure, probably on sunday", "on sunday"),
        ("idk saturday morning", "saturday morning"),
        ("idk. we could go for a walk. maybe sunday", "we could go for a walk. maybe sunday"),
        ("not sure about that one", ""),
        ("honestly no idea", ""),
        ("no idea what he likes", "no idea what he likes"),
        ("i don't know him like that", "i don't know him like that"),
        ("i don't know what to say", "i don't know what to say"),
        ("not sure if he would", "not sure if he would"),
        ("no idea, maybe in the car?", "no idea, maybe in the car?"),
        ("maybe on sunday", "maybe on sunday"),
        ("", ""),
    ],
)
def test_what_is_left_of_an_answer_without_the_shrug_before_it(text: str, left: str) -> None:
    assert without_shrug(text, words("en")) == left
    assert is_a_shrug(text, words("en")) == (bool(text) and not left)


@pytest.mark.parametrize(
    ("journey", "text", "led"),
    [
        (at("path", "curious"), "actually its not about blame i think its the money", "path.reason"),
        (at("path", "curious"), "wait i said it wrong before, its more about the money really", "path.reason"),
        (at("why", "home"), "that sounds right but its also the money", "path.reason"),
        (at("why", "home"), "he says we cant afford 120 an hour", "path.reason"),
        (at("path", "curious", reason="cost"), "actually its the money", "path.curious"),
        (at("path", "curious"), "it's not about the money", "path.curious"),
        (at("path", "when"), "actually the last time was when we moved", "path.when"),
        (at("path", "ended"), "what do you mean by whats in it", "path.ended"),
        (at("path", "ended"), "exhausted. he looked so tired i felt bad for asking", "path.ended"),
        (at("doors", "likely"), "maybe 5, no 3 actually", "doors.unlikely"),
        (at("doors", "likely"), "between 3 and 7", "doors.likely"),
        (at("doors", "likely"), "maybe", "doors.line"),
        (at("alone", "live_with"), "do you save this", "data.privacy"),
        (at("alone", "live_with"), "is that normal?", "alone.live_with"),
        (at("alone", "live_with"), "not with the lying", "alone.own_feet"),
        (at("yes", "session"), "is it confidential? he works at the hospital", "yes.session"),
        (at("yes", "session"), "is this confidential?", "data.privacy"),
        (at("card", "ready"), "not sure about that one", "card.view"),
        (at("path", "miss"), "i dont understand. what means this?", "path.miss"),
    ],
)
def test_where_a_question_a_doubt_or_a_correction_leads(journey: Journey, text: str, led: str) -> None:
    assert place(hears(journey, text)) == led


def test_what_is_asked_about_a_helper_isnt_taken_for_the_bot() -> None:
    made = hears(at("yes", "session"), "is it confidential?")
    assert made.replies[0].text.startswith("Somebody who does this for a living")


def test_a_tired_partner_is_no_heavy_word_of_the_user() -> None:
    tired = words("en").note("path.tone_tired").text[0]
    assert hears(at("path", "ended"), "exhausted. he looked so tired").replies[0].text == tired
    assert hears(at("path", "ended"), "im so tired of this").replies[0].text != tired
