"""Which button of the open screen a typed text stands for, or which command it is in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows.alarm import names_safe_hours
from flows.correcting import is_a_shrug
from flows.engine import Flow, Turn
from flows.model import Act, Button
from flows.moves import FLOWS
from flows.remarks import is_guarded, meant, opening, told
from flows.tidings import NEWS, THEIR_WORDS, fills, is_big
from flows.typed import answered, bares, choose, phrase_in, plain, says_farewell, sounds_like, starts_with

LEAVE = "no_back"
"""What a typed "back" means where nothing lies before; a talk that led aside is left by it."""

SKIPS = ("skip", "not_sure")
"""Plain words with which a question about the plan is skipped, however they are said."""


def typed(turn: Turn, flow: Flow, *, loosely: bool, taps: bool) -> str | None:
    """Return the trigger of the open screen that a text stands for, or None; `taps`: nothing else is waited for.

    Where a number stands for itself, a text that has one isn't heard by its words: "maybe 5" isn't "maybe".
    """
    *_, asked = flow.ask(turn)
    buttons = [button for row in asked.rows for button in row]
    screen = f"{flow.name}.{turn.frame.state}"
    numbered = turn.words.screen(screen).numbered
    chosen = choose(turn.event.text, buttons, turn.words, loosely=loosely, taps=taps, numbered=numbered)
    counts = not numbered and flow.takes("said", turn.frame.state) and not is_guarded(flow.name, turn.frame.state)
    if not (counts and re.search(r"\d", turn.event.text)):
        chosen = chosen or _in_words(turn, flow, buttons, taps=taps)
    if not chosen and fills(turn.frame) and flow.takes("skip", turn.frame.state):
        shrugs = is_a_shrug(turn.event.text, turn.words) or sounds_like(turn.event.text, turn.words) in SKIPS
        chosen = "skip" if shrugs else None
    if not chosen and flow.aside and flow.takes("close", turn.frame.state) and command_in(turn, flow) == LEAVE:
        return "close"
    return chosen


def _in_words(turn: Turn, flow: Flow, buttons: Sequence[Button], *, taps: bool) -> str | None:
    """Return the trigger that the words for a screen stand for, or, where only a tap is waited for, a remark."""
    text, screen = turn.event.text, f"{flow.name}.{turn.frame.state}"
    if starts_with(text, turn.words.tables["typed"]["meanings"], turn.words):
        return None
    by_screen = answered(text, screen, buttons, turn.words)
    doubtful = turn.event.reading.danger.act is not Act.NONE and not names_safe_hours(turn)
    if doubtful or is_guarded(flow.name, turn.frame.state):
        return by_screen
    triggers = [button.trigger for button in buttons]
    chosen = told(text, screen, triggers, turn.words) or by_screen
    if not chosen and taps and command_in(turn, flow) is None:
        chosen = opening(text, screen, triggers, turn.words)
    if not chosen and (taps or flow.name in NEWS):
        chosen = meant(text, triggers, turn.words)
    return chosen


def has_an_answer(turn: Turn) -> bool:
    """Tell whether a text is an answer that is written down for the open screen."""
    *_, asked = FLOWS[turn.frame.talk].ask(turn)
    buttons = [button for row in asked.rows for button in row]
    screen = f"{turn.frame.talk}.{turn.frame.state}"
    if answered(turn.event.text, screen, buttons, turn.words):
        return True
    if is_big(turn) or turn.event.reading.danger.act is not Act.NONE or is_guarded(turn.frame.talk, turn.frame.state):
        return False
    return told(turn.event.text, screen, [button.trigger for button in buttons], turn.words) is not None


ABOUT_IT = ("privacy", "program")
"""Commands that answer what the bot is asked about itself."""

SAYS_NOTHING = ("care", "quiet")
"""Talks in which plain words are no command."""


def bare_command(turn: Turn) -> str:
    """Return the command that a text is in plain words, whatever stands around them, or ""."""
    commands: Mapping[str, str] = turn.words.tables["typed"]["commands"]
    return next((commands[said] for said in bares(plain(turn.event.text), turn.words) if said in commands), "")


def command_in(turn: Turn, flow: Flow) -> str | None:
    """Return the command that a text is in plain words, where plain words may be one."""
    if flow.name in SAYS_NOTHING:
        return None
    typed, said = turn.words.tables["typed"], plain(turn.event.text)
    commands: Mapping[str, str] = typed["commands"]
    if turn.event.reading.when and said.startswith(tuple(typed["reminds"])) and _tells_of_the_user(turn):
        return "remind"
    return commands.get(said) or _shown(turn, flow) or ("thanks" if says_farewell(said, turn.words) else None)


def _shown(turn: Turn, flow: Flow) -> str | None:
    """Return the command of what somebody asks to be shown, or asks of the bot, where no other words are waited for.

    Where thoughts of one's own are typed that nobody keeps, the bot may still be asked about itself.
    """
    ways: Mapping[str, Sequence[str]] = turn.words.tables["taps"]["asked"]
    if flow.name not in (*NEWS, "faq") and flow.takes("said", turn.frame.state):
        return phrase_in(turn.event.text, ways, ABOUT_IT) if flow.name == "alone" else None
    typed = turn.words.tables["typed"]
    asked = (
        said.removeprefix(f"{way} ")
        for said in bares(plain(turn.event.text), turn.words)
        for way in typed["shown"]
        if said.startswith(f"{way} ")
    )
    named = (typed["commands"].get(what.removesuffix(" again")) for what in asked)
    shown = next((command for command in named if command in typed["showable"]), None)
    return shown or phrase_in(turn.event.text, ways, tuple(ways))


def _tells_of_the_user(turn: Turn) -> bool:
    """Tell whether a text is the user's own wish: where the partner's words are asked for, "remind me" is theirs."""
    return (turn.frame.talk, turn.frame.state) not in THEIR_WORDS


def is_figure(turn: Turn, said: str) -> bool:
    """Tell whether a lone digit is an answer here: where a number stands for itself and not for a button."""
    return said.isdecimal() and not turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}").numbered
