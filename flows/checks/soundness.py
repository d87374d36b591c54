"""Whether the tables are sound: what `transitions` would find out only in front of a user, found out here.

The library checks nothing while a table is built. `faults` looks at one talk, `faults_between` at how talks lead to
each other; both return plain sentences, and none when all is well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from flows.commands import COMMANDS
from flows.content import Text, languages, words
from flows.engine import DONE, NAVIGATION, Flow, Move
from flows.moves import FLOWS

SAID = "said"
"""The trigger of a typed answer, which has no button."""

OPENED: Mapping[str, tuple[str, ...]] = {
    "after": ("door", "enough", "guess"),
    "remind": ("home",),
    "care": (
        "again",
        "child",
        "child_ask",
        "crisis",
        "enough",
        "harm",
        "harm_ask",
        "harm_now",
        "hint",
        "home",
        "listen",
        "now",
        "now_ask",
        "only_say",
        "others",
        "others_ask",
        "paused",
        "since",
        "theirs",
        "theirs_ask",
        "tonight",
        "urgent",
        "young",
    ),
    "life": ("heard", "leaving", "moved", "parted_since", "since", "week"),
    "safe_check": ("afraid", "control_ask", "hurt_ask", "screen"),
    "welcome": ("age",),
}
"""States in which a talk is opened from outside the tables, commands apart; a test compares them with the sources."""

Target = tuple[str, str]


def faults(flow: Flow, flows: Mapping[str, Flow] = FLOWS) -> list[str]:
    """Return what is wrong with one talk's table; `flows` are the talks that may hand over to it."""
    found = list(chain(_unknown(flow), _nameless(flow), _guards(flow), _odd_words(flow)))
    reached = _follow(entries(flow, flows), _steps(flow))
    found += [f"{flow.name}.{state}: no way leads here" for state in flow.states if state not in reached]
    return found + list(_stuck(flow))


def faults_between(flows: Mapping[str, Flow], commands: Mapping[str, Target] = COMMANDS) -> list[str]:
    """Return what is wrong between talks: doubled names, and commands or moves that lead to what doesn't exist."""
    found = [f"{key}: the talk calls itself {flow.name}" for key, flow in flows.items() if key != flow.name]
    for flow in flows.values():
        found += [f"{flow.name}: {_leads_nowhere(target, flows)}" for target in _lost(targets(flow), flows)]
    for command, target in commands.items():
        found += [f"/{command}: {_leads_nowhere(lost, flows)}" for lost in _lost([target], flows)]
    return found


def entries(flow: Flow, flows: Mapping[str, Flow]) -> set[str]:
    """Return the states in which a visit can begin: by itself, by a hand-over, by a command or by the router."""
    aimed = chain(COMMANDS.values(), *map(targets, flows.values()))
    named = {state for talk, state in aimed if talk == flow.name and state}
    chosen = {const for const in _constants(flow.enter) if const in flow.states}
    return {flow.states[0], *named, *chosen, *OPENED.get(flow.name, ())}


def targets(flow: Flow) -> list[Target]:
    """Return the talks (and states in them, or "") that a talk hands over to, each once."""
    made = (getattr(callback, "target", None) for row in flow.table for callback in callbacks(row))
    return sorted({target for target in made if target})


def callbacks(row: Move) -> list[Callable[..., object]]:
    """Return what a row calls: its conditions and what it does before the move."""
    return [*row.get("conditions", ()), *row.get("unless", ()), *row.get("before", ())]


def sources(row: Move) -> list[str]:
    """Return the states that a row leaves."""
    return [row["source"]] if isinstance(row["source"], str) else list(row["source"])


def triggers(flow: Flow, state: str) -> list[str]:
    """Return the triggers that the table takes in a state, in the table's order and each once."""
    return list(dict.fromkeys(row["trigger"] for row in flow.table if state in sources(row)))


def odd_buttons(flow: Flow, state: str, text: Text) -> Iterator[str]:
    """Yield the buttons of a state's text that lead nowhere, and the triggers that have no button."""
    taken = triggers(flow, state)
    for trigger in text.buttons:
        if trigger not in taken and trigger not in NAVIGATION:
            yield f'the button "{trigger}" leads nowhere: add a row to the table or take the button out'
    for trigger in taken:
        if trigger not in text.buttons and trigger != SAID:
            yield f'the trigger "{trigger}" has no button: add one under buttons'


def _unknown(flow: Flow) -> Iterator[str]:
    """Yield names that no state or row has."""
    for row in flow.table:
        for state in [*sources(row), row["dest"]]:
            if state not in flow.states and not (state == DONE and state == row["dest"]):
                yield f'{flow.name}: "{row["trigger"]}" names the state "{state}", which doesn\'t exist'
    for state in sorted({*flow.asks, *flow.open_while_up} - set(flow.states)):
        yield f'{flow.name}: asks or open_while_up name the state "{state}", which doesn\'t exist'
    for state, trigger in flow.shows:
        if trigger not in triggers(flow, state):
            yield f'{flow.name}.{state}: shows names "{trigger}", which the table doesn\'t take there'


def _nameless(flow: Flow) -> Iterator[str]:
    """Yield rows that call what can't be called, or what has no name to show in the picture."""
    for row in flow.table:
        for callback in callbacks(row):
            name = getattr(callback, "__name__", "")
            if not callable(callback) or not name or name == "<lambda>":
                yield f'{flow.name}: "{row["trigger"]}" from {row["source"]} calls something without a name'


def _guards(flow: Flow) -> Iterator[str]:
    """Yield (trigger, source) pairs that can fail for want of a row, and rows that are never reached."""
    guards: dict[tuple[str, str], list[bool]] = {}
    for row in flow.table:
        for state in sources(row):
            guarded = bool(row.get("conditions") or row.get("unless"))
            guards.setdefault((state, row["trigger"]), []).append(guarded)
    for (state, trigger), (*earlier, last) in guards.items():
        if last:
            yield f'{flow.name}.{state}: "{trigger}" ends in a row with a condition; add one without'
        if not all(earlier):
            yield f'{flow.name}.{state}: "{trigger}" has a row behind one without a condition'


def _stuck(flow: Flow) -> Iterator[str]:
    """Yield states that no row leaves, and states from which the talk can't come to its end."""
    backwards: dict[str, set[str]] = {}
    for state, nexts in _steps(flow).items():
        for there in nexts - {state}:
            backwards.setdefault(there, set()).add(state)
    ending = _follow({DONE}, backwards)
    for state in flow.states:
        if not _steps(flow).get(state, set()) - {state}:
            yield f"{flow.name}.{state}: nothing leads out of here"
        elif state not in ending:
            yield f"{flow.name}.{state}: the talk can't come to its end from here"


def _odd_words(flow: Flow) -> Iterator[str]:
    """Yield states without a text, and buttons that don't fit the table, in each language."""
    for lang in languages():
        screens = words(lang).screens
        for state in flow.states:
            text = screens.get(f"{flow.name}.{state}")
            if text is None:
                yield f"{flow.name}.{state}: there is no text for it ({lang})"
            else:
                yield from (f"{flow.name}.{state}: {fault} ({lang})" for fault in odd_buttons(flow, state, text))


def _steps(flow: Flow) -> dict[str, set[str]]:
    steps: dict[str, set[str]] = {}
    for row in flow.table:
        for state in sources(row):
            steps.setdefault(state, set()).add(row["dest"])
    return steps


def _follow(starts: Iterable[str], steps: Mapping[str, set[str]]) -> set[str]:
    """Return all that can be reached from `starts`, themselves included."""
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += steps.get(state, ())
    return reached


def _constants(function: Callable[..., object] | None) -> tuple[object, ...]:
    """Return the constants that a function's code holds, the states it may return among them."""
    code = getattr(function, "__code__", None)
    return code.co_consts if code else ()


def _lost(aims: Iterable[Target], flows: Mapping[str, Flow]) -> list[Target]:
    return [(talk, state) for talk, state in aims if talk not in flows or (state and state not in flows[talk].states)]


def _leads_nowhere(target: Target, flows: Mapping[str, Flow]) -> str:
    talk, state = target
    if talk not in flows:
        return f'leads to the talk "{talk}", which doesn\'t exist'
    return f'leads to the state "{state}" of {talk}, which doesn\'t exist'
