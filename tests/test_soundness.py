"""The tables: the real ones are sound, and a fault planted in a small one is caught and named."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows import alarm, commands, gates, hearing, moves, router, talks, tidings
from flows.checks.soundness import OPENED, entries, faults, faults_between, odd_buttons, targets, triggers
from flows.commands import COMMANDS
from flows.content import Text
from flows.engine import DONE, Flow, Turn, hand_over, move
from flows.moves import FLOWS


@pytest.mark.parametrize("name", FLOWS)
def test_every_talk_is_sound(name: str) -> None:
    assert faults(FLOWS[name]) == []


def test_talks_lead_to_talks_that_exist() -> None:
    assert faults_between(FLOWS) == []


def test_every_talk_is_registered() -> None:
    modules = {path.stem for path in Path(talks.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules == set(FLOWS)


def test_what_is_opened_from_outside_the_tables_is_what_it_is_said_to_be() -> None:
    """`OPENED` is written by hand, so it is compared with the visits in the sources of the router, gates and alarm."""
    pairs = {
        pair
        for module in (router, hearing, tidings, commands, moves, gates, alarm)
        for pair in _visits(ast.parse(inspect.getsource(module)))
    }
    opened = {talk: tuple(sorted(state for name, state in pairs if name == talk)) for talk, _ in pairs}
    assert opened == dict(OPENED)


def _visits(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the talk and each state that a `Visit(...)` or `open_talk(turn, ...)` names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Visit", "open_talk"):
            named = [part.value for arg in node.args for part in ast.walk(arg) if isinstance(part, ast.Constant)]
            for talk in [name for name in named if name in FLOWS][:1]:
                yield from ((talk, state) for state in named if state in FLOWS[talk].states)


# --- planted faults


def always(_: Turn) -> bool:
    return True


def never(_: Turn) -> bool:
    return False


CARD, QUIET, DATA = FLOWS["card"], FLOWS["quiet"], FLOWS["data"]


def planted(flow: Flow, *rows: dict[str, object]) -> list[str]:
    return faults(replace(flow, table=[*flow.table, *rows]))


def test_a_misspelt_state_is_caught() -> None:
    assert any('"blanc", which doesn\'t exist' in fault for fault in planted(QUIET, move("said", "blank", "blanc")))
    assert any('"blanc", which doesn\'t exist' in fault for fault in planted(QUIET, move("said", "blanc", "blank")))
    assert any('"done", which doesn\'t exist' in fault for fault in planted(QUIET, move("open", DONE, "blank")))


def test_a_misspelt_state_beside_the_table_is_caught() -> None:
    assert any('"viw"' in fault for fault in faults(replace(CARD, asks=("viw",))))
    assert any('"viw"' in fault for fault in faults(replace(CARD, open_while_up=("viw",))))
    assert any('"fil"' in fault for fault in faults(replace(CARD, shows={("view", "fil"): always})))


def test_an_unreachable_state_is_caught() -> None:
    lonely = replace(QUIET, states=("blank", "lonely"), table=[*QUIET.table, move("open", "lonely", DONE)])
    assert "quiet.lonely: no way leads here" in faults(lonely)


def test_a_state_is_reached_by_a_hand_over_from_another_talk() -> None:
    lonely = replace(QUIET, states=("blank", "lonely"), table=[*QUIET.table, move("open", "lonely", DONE)])
    other = Flow("other", ("here",), [move("go", "here", DONE, hand_over("quiet", "lonely"))])
    assert entries(lonely, {"other": other}) == {"blank", "lonely"}
    assert not any("no way leads" in fault for fault in faults(lonely, {"quiet": lonely, "other": other}))


def test_a_state_is_reached_by_the_function_that_begins_a_visit() -> None:
    assert {"none_yet", "view", "shut"} <= entries(CARD, {})


def test_a_state_without_a_way_out_is_caught() -> None:
    deaf = replace(QUIET, table=[move("said", "blank", "blank")])
    assert "quiet.blank: nothing leads out of here" in faults(deaf)


def test_states_that_go_round_for_ever_are_caught() -> None:
    rows = [move("open", "blank", "other"), move("said", "other", "blank")]
    assert "quiet.blank: the talk can't come to its end from here" in faults(
        replace(QUIET, states=("blank", "other"), table=rows)
    )


def test_a_guarded_end_is_caught() -> None:
    guarded = replace(QUIET, table=[move("open", "blank", DONE, (), always), move("said", "blank", "blank")])
    assert any('"open" ends in a row with a condition' in fault for fault in faults(guarded))
    unless = [{**move("open", "blank", DONE), "unless": [never]}, move("said", "blank", "blank")]
    assert any('"open" ends in a row with a condition' in fault for fault in faults(replace(QUIET, table=unless)))


def test_a_row_that_is_never_reached_is_caught() -> None:
    found = planted(QUIET, move("open", "blank", DONE, (), always), move("open", "blank", DONE))
    assert 'quiet.blank: "open" has a row behind one without a condition' in found


def test_a_callback_without_a_name_is_caught() -> None:
    found = planted(QUIET, move("open", "blank", DONE, lambda turn: turn.today))
    assert any('"open" from blank calls something without a name' in fault for fault in found)
    found = planted(QUIET, {**move("open", "blank", DONE), "conditions": ["is_fine"]})
    assert any('"open" from blank calls something without a name' in fault for fault in found)


def test_a_dead_button_and_a_trigger_without_a_button_are_caught() -> None:
    assert any('the button "export" leads nowhere' in fault for fault in faults(replace(DATA, table=DATA.table[1:])))
    assert any('the trigger "ask" has no button' in fault for fault in planted(DATA, move("ask", "wipe", DONE)))
    assert list(odd_buttons(QUIET, "blank", Text(text=("So.",), buttons={"open": "Open", "back": "Back"}))) == []


def test_a_state_without_a_text_is_caught() -> None:
    wordless = replace(QUIET, states=("blank", "wordless"), table=[*QUIET.table, move("open", "wordless", DONE)])
    assert "quiet.wordless: there is no text for it (en)" in faults(wordless)


def test_hand_overs_and_commands_that_lead_nowhere_are_caught() -> None:
    lost = Flow("lost", ("here",), [move("go", "here", DONE, [hand_over("nobody"), hand_over("quiet", "blanc")])])
    found = faults_between({**FLOWS, "lost": lost})
    assert 'lost: leads to the talk "nobody", which doesn\'t exist' in found
    assert 'lost: leads to the state "blanc" of quiet, which doesn\'t exist' in found
    assert faults_between(FLOWS, {**COMMANDS, "bye": ("quit", "")}) == [
        '/bye: leads to the talk "quit", which doesn\'t exist'
    ]


def test_a_talk_under_anothers_name_is_caught() -> None:
    assert faults_between({**FLOWS, "quiet": DATA}, {}) == ["quiet: the talk calls itself data"]


def test_targets_and_triggers_keep_their_order() -> None:
    assert targets(FLOWS["yes"]) == [("after", ""), ("care", "listen"), ("doors", ""), ("own_side", ""), ("remind", "")]
    assert triggers(QUIET, "blank") == ["open", "said"]
