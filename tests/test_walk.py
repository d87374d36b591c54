"""Random walks: some of them keep every promise, a planted fault is caught, and the same seed walks the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.chance import START, Chance, begun
from bot.said import Texts, texts
from bot.walk import UNWALKED, BrokenPromiseError, Walk, Walked, fault_of, findings, report, unreached, walks
from flows import hearing
from flows.content import Text, words
from flows.engine import Turn, Values, move
from flows.model import Flag, Frame, Journey
from flows.moves import FLOWS

SEED, STEPS = 1, 40
SOME = range(1, 61)


@pytest.fixture(scope="module")
def said() -> Texts:
    return texts(START)


def test_three_hundred_walks_keep_every_promise_and_come_nearly_everywhere(said: Texts) -> None:
    walked = walks(SEED, range(1, 301), STEPS, said=said)
    assert not walked.broken, list(findings(walked))
    states = {f"{flow.name}.{state}" for flow in FLOWS.values() for state in flow.states}
    assert len(walked.states) > 0.9 * len(states), sorted(states - walked.states)


def test_the_same_seed_walks_the_same_however_it_is_split(said: Texts) -> None:
    assert walks(SEED, SOME, STEPS, jobs=1, said=said) == walks(SEED, SOME, STEPS, jobs=2, said=said)


def test_one_walk_can_be_walked_again_step_by_step(said: Texts) -> None:
    stories = []
    for _ in range(2):
        walk = Walk(SEED, 5, said)
        walk.go(STEPS)
        stories.append(walk.story())
    assert stories[0] == stories[1]
    other = Walk(SEED + 1, 5, said)
    other.go(STEPS)
    assert other.story() != stories[0]


def test_walks_begin_in_every_state_with_all_that_may_be_stored() -> None:
    drawn = [begun(Chance(f"{number}"), START) for number in range(4000)]
    starts = [journey for journey in drawn if journey]
    assert {(flow.name, state) for flow in FLOWS.values() for state in flow.states} == {
        (journey.stack[-1].talk, journey.stack[-1].state) for journey in starts
    }
    assert {journey.safety.flag for journey in starts} == set(Flag)
    assert {journey.card is None for journey in starts} == {True, False}
    assert len({journey.reason for journey in starts}) > 10
    assert {len(journey.asks) for journey in starts} == {0, 1, 2, 3}


def test_the_words_are_as_they_were_afterwards(said: Texts) -> None:
    before = words("en").notes
    walks(SEED, range(1, 2), STEPS, said=said)
    assert words("en").notes is before


# --- planted faults


def told(said: Texts) -> str:
    return "\n".join(findings(walks(SEED, SOME, STEPS, said=said)))


def test_a_state_that_raises_is_caught_and_told_with_its_walk(said: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(_: Turn) -> Values:
        raise LookupError("planted")

    monkeypatch.setitem(FLOWS, "menu", replace(FLOWS["menu"], values=raises))
    found = told(said)
    assert "LookupError('planted')" in found
    assert "is broken" in found
    assert f"again: otherdoors walk --seed {SEED} --steps {STEPS} --only " in found
    assert '"kind":"' in found


def test_a_dead_end_is_caught(said: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words("en").screens, "data.privacy", Text(text=("Nothing to do here.",)))
    assert "data.privacy is a dead end" in told(said)


def test_a_blank_that_nothing_fills_is_caught(said: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = words("en").screens["menu.home"]
    monkeypatch.setitem(words("en").screens, "menu.home", screen.model_copy(update={"text": ("Hello {{name}}.",)}))
    assert "{name} is not filled in" in told(said)


def test_a_talk_that_forgets_that_it_is_about_the_partner_is_caught(
    said: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "comes_first", lambda *_: None)
    monkeypatch.setattr("flows.moves.comes_first", lambda *_: None)
    found = told(said)
    assert "is shown while tips are paused" in found
    assert "is shown before consent" in found


def test_a_button_that_is_shown_and_not_taken_is_caught(said: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    once = {("home", "more"): lambda turn: turn.event.kind != "pressed"}
    monkeypatch.setitem(FLOWS, "menu", replace(FLOWS["menu"], shows=FLOWS["menu"].shows | once))
    assert "the button 'more' was just shown and isn't taken" in told(said)


def test_what_falls_due_again_at_once_is_caught(said: Texts) -> None:
    walk = Walk(SEED, 1, said)
    walk.due["log"] = walk.now
    walk._follow = lambda _: walk.due.update(log=walk.now)  # type: ignore[method-assign]
    walk.journey = Journey(consent_on=date(2026, 3, 1), stack=(Frame(talk="menu", state="home"),))
    with pytest.raises(BrokenPromiseError, match="log falls due again at once"):
        walk._wait(timedelta(days=1))


def test_what_cannot_be_stored_is_caught(said: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    def keeps_the_moment_for_the_day(turn: Turn) -> None:
        turn.keep(consent_on=turn.now)

    menu = FLOWS["menu"]
    table = [move("more", "home", "more", keeps_the_moment_for_the_day), *menu.table]
    monkeypatch.setitem(FLOWS, "menu", replace(menu, table=table))
    found = told(said)
    assert "consent_on" in found
    assert "_look_closer" in found


# --- the report


def everything() -> Walked:
    known = {*words("en").screens, *words("en").notes} - {"shared.group", "shared.trouble", "language.unread"}
    return Walked(steps=400, states=known)


def test_what_is_not_reached_needs_a_reason_and_the_list_holds_only_what_is_true(tmp_path: Path) -> None:
    listed = tmp_path / "unwalked.txt"
    hidden = "shared.group said elsewhere\nlanguage.unread in another\nmenu.home it is hidden\n"
    listed.write_text(f"{hidden}no.such text\nshared.trouble\n")
    assert list(findings(everything(), listed)) == [
        "reached: menu.home, so take it out of unwalked.txt",
        "unwalked.txt: no.such needs a known text and a reason",
        "unwalked.txt: shared.trouble needs a known text and a reason",
    ]
    assert "not reached: shared.group (said elsewhere)" in list(unreached(everything(), listed))
    listed.write_text("")
    assert len(list(findings(everything(), listed))) == 3
    assert not list(findings(everything(), UNWALKED))


def test_the_table_counts_what_there_is() -> None:
    lines = list(report(everything(), range(10), 2.0))
    assert lines[0].split() == ["walks", "10"]
    assert lines[1].split() == ["steps", "400,", "200", "a", "second"]


def test_a_few_walks_by_command_fail_because_they_come_to_little(
    said: Texts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.walk.texts", lambda _: said)
    assert main(["walk", "--runs", "2", "--jobs", "1", "--steps", "5"]) == 1
    assert "doesn't say why" in capsys.readouterr().out


def test_one_walk_by_command_tells_its_story(
    said: Texts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.walk.texts", lambda _: said)
    assert main(["walk", "--only", "3", "--steps", "5"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("begins with")
    assert lines[-1] == "all is well"


def test_what_breaks_tells_the_place_in_the_sources(said: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.router._new_day", None)
    assert "router.py:" in fault_of(Walk(SEED, 1, said), STEPS)
