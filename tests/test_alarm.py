"""Where a reading of danger leads: which branch, which question, what pauses, and how a misreading is taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows import step
from flows.content import words
from flows.model import Act, Card, Danger, Event, Flag, Frame, Journey, Reading, Safety, Step
from tests.walking import NOW

TODAY = date(2026, 3, 2)
DYING, VIOLENCE, CONTROL = "suicidal_or_self_harm", "partner_violence", "coercive_control"
FEAR, CHILD, HARMING = "fear_for_safety", "child_at_risk", "threat_to_others"


def coached(**more: object) -> Journey:
    """Somebody in the middle of the path, with a card."""
    about = {"stack": (Frame(talk="path", state="the_no"),), "safety": Safety(flag=Flag.DOWN, on=TODAY)}
    return Journey(question=1, consent_on=TODAY, last_at=NOW, card=Card(ask="c"), **(about | more))


def hears(journey: Journey, act: Act, *labels: str, age: int | None = None, **signs: object) -> Step:
    danger = Danger(act=act, labels=labels, **signs)
    return step(journey, Event(kind="said", text="some words", reading=Reading(danger=danger, age=age)), NOW)


def place(made: Step) -> tuple[str, str, str]:
    assert made.journey is not None
    frame = made.journey.stack[-1]
    return frame.talk, frame.state, frame.aim


def triggers(made: Step) -> set[str]:
    return {button.trigger for row in made.replies[-1].rows for button in row}


def presses(made: Step, trigger: str, later: timedelta = timedelta(0)) -> Step:
    assert made.journey is not None
    return step(made.journey, Event(kind="pressed", name=trigger, question=made.journey.question), NOW + later)


@pytest.mark.parametrize(
    ("labels", "signs", "leads_to"),
    [
        ((VIOLENCE,), {"who": "partner"}, ("care", "listen", "abuse")),
        ((VIOLENCE,), {"who": "partner", "urgent": True}, ("care", "urgent", "abuse")),
        ((VIOLENCE,), {"who": "user"}, ("care", "harm", "stop_harming")),
        ((FEAR,), {"who": "user", "urgent": True}, ("care", "harm_now", "stop_harming")),
        ((VIOLENCE, DYING), {"who": "user"}, ("care", "crisis", "crisis")),
        ((CONTROL,), {"who": "partner"}, ("care", "listen", "abuse")),
        ((CHILD,), {"who": "partner"}, ("care", "child", "abuse")),
        ((CHILD, HARMING), {"who": "user"}, ("care", "harm", "stop_harming")),
        ((HARMING,), {"who": "partner"}, ("care", "others", "abuse")),
        ((DYING,), {"who": "user"}, ("care", "crisis", "crisis")),
        ((DYING,), {"who": "user", "urgent": True}, ("care", "now", "crisis")),
        ((DYING,), {"who": "partner"}, ("care", "theirs", "crisis")),
        ((DYING, VIOLENCE), {"who": "user"}, ("care", "crisis", "crisis")),
    ],
)
def test_plain_words_lead_to_the_branch_that_fits(labels: tuple, signs: dict, leads_to: tuple) -> None:
    assert place(hears(coached(), Act.STOP, *labels, **signs)) == leads_to


@pytest.mark.parametrize(
    ("labels", "who", "asks"),
    [
        ((FEAR,), "partner", ("safe_check", "afraid")),
        ((VIOLENCE,), "partner", ("safe_check", "hurt_ask")),
        ((CONTROL,), "partner", ("safe_check", "control_ask")),
        ((CHILD,), "partner", ("care", "child_ask")),
        ((HARMING,), "partner", ("care", "others_ask")),
        ((HARMING,), "user", ("care", "harm_ask")),
        ((FEAR,), "user", ("care", "harm_ask")),
        ((DYING,), "user", ("care", "hint")),
        ((DYING,), "partner", ("care", "theirs_ask")),
        ((CONTROL, DYING), "user", ("care", "hint")),
    ],
)
def test_a_hint_brings_the_one_question_that_fits(labels: tuple, who: str, asks: tuple) -> None:
    made = hears(coached(), Act.ASK, *labels, who=who, words="he took my phone")
    assert place(made)[:2] == asks
    assert len(made.replies) == 1
    assert '"he took my phone"' in made.replies[0].text
    assert made.journey is not None
    assert made.journey.safety.flag is Flag.DOWN
    assert "he took my phone" not in made.journey.model_dump_json()


@pytest.mark.parametrize(
    ("label", "asks"), [(FEAR, "now_ask"), (VIOLENCE, "now_ask"), (CHILD, "child_ask"), (CONTROL, "control_ask")]
)
def test_an_urgent_hint_is_asked_about_as_it_may_be_now(label: str, asks: str) -> None:
    assert place(hears(coached(), Act.ASK, label, who="partner", urgent=True))[1] == asks


@pytest.mark.parametrize("label", [VIOLENCE, CHILD, HARMING, CONTROL, FEAR])
@pytest.mark.parametrize("who", ["user", "partner"])
def test_a_misreading_is_taken_back_to_soft_in_two_taps(label: str, who: str) -> None:
    stopped = hears(coached(), Act.STOP, label, who=who)
    assert stopped.journey is not None
    assert stopped.journey.safety.flag is Flag.UP
    again = presses(stopped, "not_meant")
    assert place(again)[:2] == ("care", "sure_home")
    back = presses(again, "no")
    assert place(back)[:2] == ("path", "the_no")
    assert back.journey is not None
    assert (back.journey.safety.flag, back.journey.safety.ask_first) == (Flag.SOFT, True)


def test_a_misreading_before_the_safety_screen_leaves_the_screen_to_come() -> None:
    new = coached(safety=Safety())
    back = presses(presses(hears(new, Act.STOP, VIOLENCE, who="partner"), "not_meant"), "no")
    assert place(back)[:2] == ("safe_check", "screen")


@pytest.mark.parametrize("answer", ["me", "by_me"])
def test_a_flag_that_an_answer_put_up_is_not_taken_back_by_words(answer: str) -> None:
    up = coached(safety=Safety(flag=Flag.UP, on=TODAY), stack=(Frame(talk="menu", state="home"),))
    assert "not_meant" not in triggers(hears(up, Act.STOP, VIOLENCE, who="partner"))
    answered = presses(presses(hears(coached(), Act.STOP, VIOLENCE, who="partner"), "not_meant"), answer)
    assert answered.journey is not None
    assert answered.journey.safety.flag is Flag.UP
    assert "not_meant" not in triggers(answered)


def test_a_yes_in_the_round_of_five_makes_the_flag_an_answer() -> None:
    stopped = hears(coached(), Act.STOP, VIOLENCE, who="partner")
    assert stopped.journey is not None
    fear = stopped.journey.model_copy(update={"stack": (Frame(talk="safe_check", state="fear"),)})
    told = step(fear, Event(kind="pressed", name="yes", question=fear.question), NOW)
    assert told.journey is not None
    assert told.journey.safety.before_words is None


def test_the_next_day_only_the_questions_take_the_flag_down() -> None:
    asked = presses(hears(coached(), Act.STOP, VIOLENCE, who="partner"), "not_meant")
    next_day = presses(asked, "no", timedelta(days=1))
    assert next_day.journey is not None
    assert next_day.journey.safety.flag is Flag.UP
    assert next_day.journey.safety.before_words is None


def test_the_number_stays_while_it_is_asked_once_more() -> None:
    made = presses(hears(coached(country="IE"), Act.STOP, DYING), "not_meant")
    assert place(made)[:2] == ("care", "sure")
    assert "\n112\n" in made.replies[-1].text
    assert place(presses(made, "yes"))[1] == "now"


def test_a_wish_to_die_ends_coaching_for_the_day_whoever_it_is_about() -> None:
    for who in ("user", "partner"):
        made = hears(coached(), Act.STOP, DYING, who=who)
        assert made.journey is not None
        assert made.journey.rest_on == TODAY


def test_the_same_card_is_not_shown_again_unasked() -> None:
    """A second plain word puts the number on top; after that what is said is heard, and the card is a tap away."""
    first = hears(coached(), Act.STOP, DYING)
    assert first.journey is not None
    second = hears(first.journey, Act.STOP, DYING)
    assert second.journey is not None
    assert place(second)[1] == "now"
    third = hears(second.journey, Act.STOP, DYING)
    assert place(third)[1] == "only_say"
    assert {"lines", "steps"} <= triggers(third)
    assert third.journey is not None
    assert place(hears(third.journey, Act.STOP, DYING, urgent=True))[1] == "now", "pills taken are never talked over"


def test_the_urgent_card_is_not_shown_again_and_again() -> None:
    made, shown = hears(coached(), Act.STOP, VIOLENCE, who="partner", urgent=True), []
    for _ in range(3):
        shown.append(place(made)[1])
        assert made.journey is not None
        made = hears(made.journey, Act.STOP, VIOLENCE, who="partner", urgent=True)
    assert [*shown, place(made)[1]] == ["urgent", "tonight", "only_say", "only_say"]


def test_another_kind_of_danger_in_care_leads_to_its_own_branch() -> None:
    listen = hears(coached(), Act.STOP, VIOLENCE, who="partner")
    assert listen.journey is not None
    assert place(hears(listen.journey, Act.STOP, CHILD, who="partner"))[1] == "child"
    assert place(hears(listen.journey, Act.STOP, HARMING, who="partner"))[1] == "others"
    assert place(hears(listen.journey, Act.STOP, VIOLENCE, who="user"))[1] == "harm"


def test_a_hint_after_a_no_is_asked_about_again() -> None:
    asked = hears(coached(), Act.ASK, DYING)
    answered = presses(asked, "no")
    assert place(answered)[0] == "path"
    assert answered.journey is not None
    assert place(hears(answered.journey, Act.ASK, DYING))[1] == "hint"


def test_in_the_middle_of_a_crisis_a_hint_is_heard_and_not_asked_about() -> None:
    crisis = hears(coached(), Act.STOP, DYING)
    assert crisis.journey is not None
    assert place(hears(crisis.journey, Act.ASK, DYING))[1] == "only_say"


def test_while_tips_are_paused_a_hint_is_heard_without_a_question() -> None:
    up = coached(safety=Safety(flag=Flag.UP, on=TODAY), stack=(Frame(talk="menu", state="home"),))
    assert place(hears(up, Act.ASK, CONTROL, who="partner")) == ("care", "only_say", "abuse")


def test_somebody_under_18_in_danger_gets_numbers_and_nothing_is_kept() -> None:
    made = hears(Journey(question=1), Act.STOP, VIOLENCE, who="partner", age=15)
    assert place(made) == ("care", "young", "abuse")
    assert "findahelpline.com" in made.replies[-1].text
    gone = presses(made, "yes")
    assert gone.journey is None
    assert place(presses(made, "no"))[:2] == ("care", "listen")
    assert place(presses(hears(Journey(question=1), Act.STOP, DYING, age=15), "no"))[1] == "crisis"
    hint = hears(coached(), Act.ASK, DYING, age=15)
    assert place(hint) == ("care", "young", "")
    assert place(presses(hint, "no"))[1] == "home"


def test_a_hint_before_consent_leads_to_help_and_stores_no_answer() -> None:
    made = hears(Journey(question=1), Act.ASK, CONTROL, who="partner")
    assert place(made)[:2] == ("care", "home")


def test_a_hint_behind_a_command_is_asked_about() -> None:
    reading = Reading(danger=Danger(act=Act.ASK, labels=(FEAR,), who="partner"))
    made = step(coached(), Event(kind="commanded", name="plan", text="...", reading=reading), NOW)
    assert place(made)[:2] == ("safe_check", "afraid")


def test_somebody_who_harms_is_led_to_no_line_for_those_who_are_hurt() -> None:
    harm = hears(coached(country="DE"), Act.STOP, VIOLENCE, who="user")
    back = presses(presses(harm, "not_meant"), "by_me")
    assert place(back) == ("care", "harm", "stop_harming")
    assert "five" not in triggers(presses(back, "yes"))


def test_somebody_who_hits_back_is_led_to_the_lines_for_those_who_are_hurt() -> None:
    harm = hears(coached(country="DE"), Act.STOP, VIOLENCE, who="user")
    assert place(presses(harm, "both")) == ("care", "listen", "abuse")
    assert place(presses(presses(harm, "not_meant"), "me")) == ("care", "listen", "abuse")


@pytest.mark.parametrize(
    ("typed", "state"), [("no", "harm_now"), ("they're not safe", "only_say"), ("yes", "with_you")]
)
def test_whether_the_other_one_is_safe_is_not_read_the_wrong_way_round(typed: str, state: str) -> None:
    harm = hears(coached(), Act.STOP, VIOLENCE, who="user")
    assert harm.journey is not None
    assert place(step(harm.journey, Event(kind="said", text=typed), NOW))[1] == state


@pytest.mark.parametrize("typed", ["no idea", "no clue", "maybe", "i don't know", "no more than usual"])
def test_whatever_is_no_plain_no_to_a_wish_to_die_today_brings_the_number(typed: str) -> None:
    sure = presses(hears(coached(), Act.STOP, DYING), "not_meant")
    assert sure.journey is not None
    assert place(step(sure.journey, Event(kind="said", text=typed), NOW))[1] == "now"


def test_midnight_does_not_end_a_crisis() -> None:
    late = NOW.replace(hour=23, minute=58)
    danger = Reading(danger=Danger(act=Act.STOP, labels=(DYING,)))
    crisis = step(coached(), Event(kind="said", text="some words", reading=danger), late)
    assert crisis.journey is not None
    five_past = late + timedelta(minutes=7)
    made = step(crisis.journey, Event(kind="pressed", name="steps", question=crisis.journey.question), five_past)
    assert place(made)[1] == "steps"
    assert made.journey is not None
    assert made.journey.rest_on == five_past.date()
    morning = step(made.journey, Event(kind="commanded", name="plan"), five_past + timedelta(hours=9))
    assert place(morning)[:2] == ("care", "enough"), "still the day on which they went to sleep"
    day_after = step(made.journey, Event(kind="commanded", name="plan"), five_past + timedelta(hours=30))
    assert place(day_after)[:2] == ("care", "since")


def test_on_the_next_visit_and_behind_the_quiet_screen_no_card_of_care_is_left() -> None:
    urgent = hears(coached(), Act.STOP, VIOLENCE, who="partner", urgent=True)
    assert urgent.journey is not None
    later = step(urgent.journey, Event(kind="said", text="hi there you"), NOW + timedelta(days=3))
    assert later.journey is not None
    assert "care" not in {frame.talk for frame in later.journey.stack[:-1]}
    assert "dangerous" not in later.replies[-1].text
    quiet = step(urgent.journey, Event(kind="commanded", name="bye"), NOW)
    opened = presses(quiet, "open")
    assert "dangerous" not in opened.replies[-1].text


def test_the_country_is_asked_once() -> None:
    listen = hears(coached(), Act.STOP, VIOLENCE, who="partner")
    asked = presses(listen, "lines")
    assert place(asked)[1] == "country"
    skipped = presses(asked, "skip")
    stayed = presses(skipped, "stay")
    assert place(presses(stayed, "lines"))[1] == "lines"


def test_each_thing_said_in_care_is_answered_with_other_words() -> None:
    listen = hears(coached(), Act.STOP, VIOLENCE, who="partner")
    said = []
    for _ in range(3):
        assert listen.journey is not None
        listen = step(listen.journey, Event(kind="said", text="it was my fault too"), NOW)
        said.append(listen.replies[-1].text)
    assert len(set(said)) == len(said)


def test_help_is_one_tap_from_every_menu() -> None:
    screens = words("en").screens
    menus = [screens[f"menu.{state}"] for state in ("home", "more")]
    assert all("safety" in menu.buttons for menu in menus)
