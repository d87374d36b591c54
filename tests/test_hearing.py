"""What is heard where a tap is waited for: wishes, buttons in other words, and what has no button."""

from __future__ import annotations

import pytest

from bot.playground.transcript import YOU, Playing
from flows.content import words
from flows.engine import DONE
from flows.model import Button
from flows.moves import FLOWS
from flows.reading import read
from flows.reading.phrases import spoken
from flows.reading.questions import wish_in
from flows.remarks import GUARDED_SCREENS, is_guarded, meant, opening, told
from flows.typed import asks, choose, is_heavy_for_them, plain, says_one_of, sounds_like
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
        ("its midnight and i want to text him something nasty", "write"),
        ("im about to send her a really long angry message", "write"),
        ("gonna send something i'll regret", "write"),
        ("i want to write him a letter about us", None),
        ("he wants to send me something nasty", None),
        ("she said she'd text me something mean", None),
        ("i need to send the form", None),
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
        ("most weeks", "yes"),
        ("some weeks", "some"),
        ("yes and no", "some"),
        ("every single time", "yes"),
        ("god no", "no"),
        ("none of that fits", "no"),
        ("the film one sounds nice", None),
        ("both", None),
    ],
)
def test_a_button_in_other_words(text: str, trigger: str | None) -> None:
    assert choose(text, CHECK, ENGLISH, loosely=True, taps=True) == trigger


@pytest.mark.parametrize("text", ["no one cares", "no but he did once", "yes no wait", "no idea"])
def test_what_begins_like_a_yes_or_a_no_may_be_none(text: str) -> None:
    assert choose(text, CHECK, ENGLISH, loosely=True, taps=True) is None


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


CHECKED = ("yes", "some", "no", "skip")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("every time. eyes roll and i'm the drama queen", "yes"),
        ("no, he just laughed", "no"),
        ("yes but he says it's my own doing", "yes"),
        ("sometimes, it depends on his day", "some"),
        ("kind of, on bad days", "some"),
        ("dont know, i stopped telling her stuff", "skip"),
        ("no he walked off and slept at his brother's", "no"),
        ("yes she turns it all round on me", "yes"),
        ("yes please park it, we're on three hours of sleep", "yes"),
        ("no one listens to me, ever", None),
        ("yes or no, who knows", None),
        ("no one listens to me here", None),
        ("no, only sometimes", None),
        ("no but he did once", None),
        ("no, well yes", None),
        ("yes, but not often", None),
        ("yes, no, wait", None),
        ("no worries, he is fine", None),
        ("no, is that bad?", None),
        ("no", None),
        ("he said no, again", None),
        ("before i would say no, but last weekend he shouted", None),
        ("...", None),
        ("", None),
    ],
)
def test_a_remark_may_begin_with_its_answer(text: str, trigger: str | None) -> None:
    assert opening(text, "check.c4", CHECKED, ENGLISH) == trigger


@pytest.mark.parametrize(
    ("text", "screen", "triggers", "trigger"),
    [
        ("had a huge bust up and she went to her mums", "life.moved", ("agreed", "row", "afraid", "parted"), "row"),
        ("she says its just for space but i dunno", "life.moved", ("agreed", "row", "afraid", "parted"), "agreed"),
        ("there was no fight, she just went", "life.moved", ("agreed", "row", "afraid", "parted"), None),
        ("we agreed on it after a big fight", "life.moved", ("agreed", "row", "afraid", "parted"), None),
        ("he went to his brother", "life.moved", ("agreed", "row", "afraid", "parted"), None),
        (
            "i've been too scared of another no",
            "after.held_up",
            ("moment", "words", "smaller", "not_ready"),
            "not_ready",
        ),
        ("the kids were up till ten every night", "after.held_up", ("moment", "words", "not_ready"), "moment"),
        ("ok looks good leave it like that", "card.view", ("fill", "edit", "keep"), "keep"),
        ("looks ok but i wouldnt say it like that", "card.view", ("fill", "edit", "keep"), "edit"),
        ("its way too much, make it shorter", "card.view", ("fill", "edit", "keep"), "edit"),
        ("not sure it looks good", "card.view", ("fill", "edit", "keep"), None),
        ("i'd like it to look good", "card.view", ("fill", "edit", "keep"), None),
        ("the kids are there by then", "path.check", ("five", "four", "not_then"), "not_then"),
        (f"{'and so on ' * 6} a row", "life.moved", ("agreed", "row"), None),
        (f"{'and so on ' * 6} a blazing row", "life.moved", ("agreed", "row"), "row"),
        ("about half of us would say one thing and the rest", "path.check", ("five", "four"), None),
        ("most of it, no kids around", "path.check", ("five", "four", "not_then"), "four"),
        ("most of it, but he will have had a few beers", "path.check", ("five", "four", "not_then"), None),
        ("half the nights, if i'm honest", "own_side.check_in", ("yes", "partly", "no"), "partly"),
        ("not once, i forgot", "own_side.check_in", ("yes", "partly", "no"), "no"),
        ("not once, i forgot", "own_side.check_in", ("yes", "partly"), None),
        ("once the kids are in bed", "safe_hours.hours", ("early", "late"), "late"),
        ("never when the kids are in bed", "safe_hours.hours", ("early", "late"), None),
    ],
)
def test_a_story_stands_for_the_one_button_that_it_tells_of(
    text: str, screen: str, triggers: tuple[str, ...], trigger: str | None
) -> None:
    assert told(text, screen, triggers, ENGLISH) == trigger


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("something other than therapy maybe", "doors"),
        ("could we look at the plan again", "plan"),
        ("something i could do about my temper", "own_side"),
        ("he says i should work on myself", None),
        ("i don't want other options", None),
        ("i looked at the plan of the house and thought that all of us could live there one day", None),
    ],
)
def test_a_few_words_name_a_button_by_its_sense(text: str, trigger: str | None) -> None:
    assert meant(text, ("doors", "plan", "own_side"), ENGLISH) == trigger


def test_nothing_is_erased_or_reported_by_a_remark() -> None:
    assert told("please take it out, delete it", "card.view", ("copy",), ENGLISH) == "copy"
    assert meant("switch it off", ("off",), ENGLISH) is None


@pytest.mark.parametrize("talk", ["care", "safe_check", "welcome", "quiet", "data"])
def test_screens_of_safety_and_consent_take_no_remark(talk: str) -> None:
    assert is_guarded(talk, "any")
    assert not any(screen.startswith(f"{talk}.") for screen in ENGLISH.tables["taps"]["stories"])


def test_guarded_screens_and_those_of_stories_exist_with_their_buttons() -> None:
    stories = ENGLISH.tables["taps"]["stories"]
    screens = {f"{flow.name}.{state}": flow for flow in FLOWS.values() for state in (*flow.states, DONE)}
    assert GUARDED_SCREENS | set(stories) <= set(screens)
    assert GUARDED_SCREENS.isdisjoint(stories)
    unknown = [(name, one) for name in stories for one in stories[name] if one not in ENGLISH.screen(name).buttons]
    assert unknown == []


def test_phrases_are_written_as_they_are_compared() -> None:
    taps = ENGLISH.tables["taps"]
    ways = [way for table in (taps["meant"], *taps["stories"].values()) for ways in table.values() for way in ways]
    assert [way for way in ways if way != plain(way)] == []


def test_a_doubt_is_no_ask_and_no_day() -> None:
    typed = ENGLISH.tables["typed"]
    assert says_one_of("what if i chicken out", "doubts", ENGLISH)
    assert says_one_of("she would never do that", "doubts_of_them", ENGLISH)
    assert not says_one_of("could we meet someone once?", "doubts", ENGLISH)
    assert not "could we meet someone once".startswith(tuple(typed["no_ask"]))


def _said(text: str, *before: str) -> Playing:
    playing = Playing(read)
    for line in ("/start", *before, text):
        list(playing.turn(YOU + line))
    return playing


IN_MENU = ("`[I'm 18 or over, start]`", "`[Nobody]`", "`[None of these]`", "/menu")


def _place(playing: Playing) -> tuple[str, str]:
    journey = playing.steps[-1][2].journey
    assert journey is not None
    return journey.stack[-1].talk, journey.stack[-1].state


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("show me my plan please", "card"),
        ("can i see the other doors", "doors"),
        ("take me to the short answers", "faq"),
        ("where are the help lines", "care"),
        ("i want to change my settings", "settings"),
        ("who else reads what i type here?", "data"),
        ("he never reads what i type", "menu"),
        ("do you save all of this", "data"),
        ("he wants me to look at the plan", "menu"),
        ("show me that he cares", "menu"),
        ("delete everything he said", "menu"),
    ],
)
def test_a_command_may_be_asked_for_in_words(text: str, talk: str) -> None:
    assert _place(_said(text, *IN_MENU))[0] == talk


@pytest.mark.parametrize(
    ("text", "state"), [("18", "private"), ("34", "private"), ("i'm 34", "private"), ("16", "age"), ("i'm 16", "age")]
)
def test_an_age_at_the_hello_answers_what_is_asked_there(text: str, state: str) -> None:
    playing = _said(text)
    journey = playing.steps[-1][2].journey
    assert _place(playing) == ("welcome", state)
    assert journey is not None
    assert (journey.consent_on is None) == (state == "age")


def test_a_grown_ups_age_answers_whether_they_are_under_age_and_a_childs_is_asked_again() -> None:
    assert _place(_said("34", "16")) == ("welcome", "hello")
    assert _place(_said("15", "16")) == ("welcome", "age")


def test_no_sentence_is_said_twice_in_a_row() -> None:
    playing = _said("my sister lives in a small house by the sea", *IN_MENU)
    said = [playing.shown[-2].text]
    for text in ("and her cat has a garden of its own", "so that is how it goes"):
        list(playing.turn(YOU + text))
        said.append(playing.shown[-2].text)
    assert len(set(said)) == len(said)


def test_a_hint_of_danger_is_no_remark() -> None:
    playing = _said("after a row, he grabbed me", *IN_MENU)
    assert _place(playing)[0] in ("safe_check", "care")


AFTER_A_NO = (
    *IN_MENU[:3],
    "he says it costs too much",
    "`[Paying for nothing]`",
    "`[That's close]`",
    "/check",
    "`[Begin]`",
)


def test_something_big_in_life_is_heard_before_an_answer() -> None:
    playing = _said("round and round, and last week my mother died", *AFTER_A_NO)
    assert _place(playing)[0] == "life"
    assert _place(_said("round and round, and then he sulks", *AFTER_A_NO)) == ("check", "a2")


def test_news_is_heard_in_the_short_answers_and_a_question_is_still_answered_there() -> None:
    reasoned = (
        *IN_MENU[:3],
        "he says he'd only be blamed for everything",
        "`[Being blamed]`",
        "`[That's close]`",
        "/faq",
    )
    assert _place(_said("i asked him. he said whatever suits you", *reasoned)) == ("after", "guess")
    assert _place(_said("is it a red flag?", *reasoned)) == ("faq", "answer")
    assert _place(_said("the weather in march", *reasoned)) == ("faq", "home")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("could be both", ("own_side", "pick")),
        ("not sure about that one", ("own_side", "pick")),
        ("sounds like something he would hate", ("own_side", "pick")),
        ("not sure, maybe i stop nagging him", ("own_side", "agreed")),
        ("i stop asking about it every night and instead sit with him", ("own_side", "agreed")),
        ("i stop asking. i give up", ("after", "enough")),
    ],
)
def test_a_doubt_is_no_change_of_ones_own(text: str, place: tuple[str, str]) -> None:
    on_the_way = ("/start", *IN_MENU[:3], "/menu", "what else there is", "my own side", "none of these")
    assert _place(_said(text, *on_the_way[1:])) == place


@pytest.mark.parametrize(
    ("text", "screen", "triggers", "trigger"),
    [
        ("about a year ago", "path.when", ("today", "week", "longer"), "longer"),
        ("we are together for years, it was yesterday", "path.when", ("today", "week", "longer"), None),
        ("he was making fun of me", "path.ended", ("cold", "mocking"), "mocking"),
        ("ok ill ask him that tonight", "path.curious", ("another", "next"), "next"),
        ("i dont think ill ask him that", "path.curious", ("another", "next"), None),
        ("4 of them", "path.check", ("five", "four", "three", "not_then"), "four"),
        ("all good except phones lol", "path.check", ("five", "four", "three", "not_then"), "four"),
        ("4 of them but the kids are there", "path.check", ("five", "four", "three", "not_then"), None),
        ("how i react, i nag and then he goes in the garage", "alone.home", ("mine", "want", "heard"), "mine"),
        ("if i want to stay or not honestly", "alone.home", ("mine", "want", "heard"), "want"),
        ("can you write that message for me", "alone.look_again", ("questions", "contact"), "contact"),
        ("when he writes a message to my mum again", "alone.look_again", ("questions", "contact"), None),
        ("ok how do i say it to her", "doors.door", ("offer", "used", "dropped"), "offer"),
        ("can i see the line anyway", "doors.unlikely", ("other", "offer", "close"), "offer"),
        ("she laughed and said why not, but not this month", "doors.news", ("opened", "dropped"), "opened"),
        ("she said no, and not this month", "doors.news", ("opened", "dropped"), "dropped"),
        ("she picked jan 10, so its on", "doors.opened", ("close", "other"), "close"),
        ("she not they", "settings.word", ("they", "she", "he"), "she"),
        ("its my wife actually", "settings.home", ("word", "tidy", "language"), "word"),
        ("yeah lets do one, but quick", "card.none_yet", ("make", "close"), "make"),
    ],
)
def test_plain_words_stand_for_the_button_they_match(
    text: str, screen: str, triggers: tuple[str, ...], trigger: str | None
) -> None:
    assert told(text, screen, triggers, ENGLISH) == trigger


YES = (*IN_MENU[:3], "`[They said yes]`")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("no we didnt go. he cancelled", "cancelled"),
        ("nobody went!! he cancelled", "cancelled"),
        ("he cancelled again, that's the second time", "twice"),
        ("we went once and then he cancelled", "tried"),
        ("we didn't go back after the first one", "tried"),
        ("find someone", "choose"),
        ("we're better actually", "home"),
    ],
)
def test_after_a_yes_it_is_heard_what_became_of_it(text: str, state: str) -> None:
    assert _place(_said(text, *YES)) == ("yes", state)


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("found another one. tuesday 6pm", "yes"),
        ("called, they have thursday or monday", "yes"),
        ("i found out he cheated on me", "life"),
        ("we split up on sunday", "life"),
        ("he moved out last week", "life"),
        ("my mother died last week", "life"),
    ],
)
def test_while_a_counsellor_is_chosen_what_is_big_is_said_plainly(text: str, talk: str) -> None:
    assert _place(_said(text, *YES, "`[Choose someone]`", "`[A first call]`"))[0] == talk


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("yeah calmer, but still a no", ("after", "softer")),
        ("yes he was nicer about it this time", ("after", "softer")),
        ("no he laughed but in a nice way", ("after", "door")),
        ("well she gave a time. after christmas", ("after", "door")),
        ("he went once and then stopped going", ("after", "guess")),
        ("yes but no", ("after", "door")),
        ("no it was a yes", ("after", "guess")),
    ],
)
def test_what_was_understood_is_confirmed_or_put_right(text: str, place: tuple[str, str]) -> None:
    asked = (*AFTER_A_NO[:-2], "/faq", "he said no again, but calmer than last time")
    assert _place(_said(text, *asked)) == place


AT_THE_ASK = (
    *IN_MENU[:3],
    "`[Nothing but no]`",
    "`[Being blamed]`",
    "yh",
    "`[What comes next]`",
    "`[This week]`",
    "`[Shy]`",
)
IN_THE_PLAN = (*AT_THE_ASK, "`[A short call, both of us]`", "no pressure to go back", "`[Us laughing]`")
PLANNED = (*IN_THE_PLAN, "`[In the car]`", "`[All five]`", "`[That's my plan]`")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("one session and he can veto the person", ("path", "easy")),
        ("if he says no we stop", ("path", "easy")),
        ("i asked him last night and he refused", ("after", "guess")),
        ("he said no again", ("after", "guess")),
        ("i can't do this any more", ("after", "enough")),
    ],
)
def test_words_for_the_plan_are_no_news(text: str, place: tuple[str, str]) -> None:
    assert _place(_said(text, *AT_THE_ASK)) == place


def test_being_on_the_way_is_a_moment_and_moving_out_is_none() -> None:
    assert _place(_said("driving back from his mums", *IN_THE_PLAN)) == ("path", "check")
    assert _place(_said("he packed his bags and moved to his mums", *IN_THE_PLAN)) == ("life", "moved")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("hi, so i did it but it went different than i planned", "door"),
        ("he said maybe after new year, but he was nice about it", "guess"),
        ("we had a big fight on saturday", "held_up"),
        ("there was never the right moment", "moment"),
    ],
)
def test_what_held_it_up_may_be_news(text: str, state: str) -> None:
    assert _place(_said(text, *PLANNED, "`[Not yet]`"))[1] == state


@pytest.mark.parametrize("text", ["we're better actually", "we had a lovely weekend and he said sorry for shouting"])
def test_better_days_are_heard_where_asking_is_enough(text: str) -> None:
    playing = _said(text, *PLANNED, "i give up")
    assert _place(playing) == ("after", "enough")
    assert any("calmer between you" in reply.text for reply in playing.shown)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("i stop asking about it every night after work and instead just sit with him", None),
        ("i didnt give up, i just ask less", None),
        ("no pressure to go back", None),
        ("i won't give up", None),
        ("i'm giving up", "enough"),
        ("i stopped asking because i gave up", "enough"),
        ("i can't keep being the only one trying", "enough"),
    ],
)
def test_asking_less_is_no_giving_up(text: str, outcome: str | None) -> None:
    assert read(text, NOW).outcome == outcome
