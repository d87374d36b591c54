"""Which button of the open screen a typed text stands for, or which command it is in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine import Flow, Turn
from flows.moves import FLOWS
from flows.tidings import THEIR_WORDS, fills
from flows.typed import answered, bares, choose, plain, says_farewell, sounds_like

LEAVE = "no_back"
"""What a typed "back" means where nothing lies before; a talk that led aside is left by it."""

SKIPS = ("skip", "not_sure")
"""Plain words with which a question about the plan is skipped, however they are said."""


def typed(turn: Turn, flow: Flow, *, loosely: bool, taps: bool) -> str | None:
    """Return the trigger of the open screen that a text stands for, or None; `taps`: nothing else is waited for."""
    *_, asked = flow.ask(turn)
    buttons = [button for row in asked.rows for button in row]
    screen = f"{flow.name}.{turn.frame.state}"
    numbered = turn.words.screen(screen).numbered
    meant = choose(turn.event.text, buttons, turn.words, loosely=loosely, taps=taps, numbered=numbered)
    meant = meant or answered(turn.event.text, screen, buttons, turn.words)
    if not meant and fills(turn.frame) and flow.takes("skip", turn.frame.state):
        meant = "skip" if sounds_like(turn.event.text, turn.words) in SKIPS else None
    if not meant and flow.aside and flow.takes("close", turn.frame.state) and command_in(turn, flow) == LEAVE:
        return "close"
    return meant


def has_an_answer(turn: Turn) -> bool:
    """Tell whether a text is an answer that is written down for the open screen."""
    *_, asked = FLOWS[turn.frame.talk].ask(turn)
    buttons = [button for row in asked.rows for button in row]
    return answered(turn.event.text, f"{turn.frame.talk}.{turn.frame.state}", buttons, turn.words) is not None


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
    return commands.get(said) or ("thanks" if says_farewell(said, turn.words) else None)


def _tells_of_the_user(turn: Turn) -> bool:
    """Tell whether a text is the user's own wish: where the partner's words are asked for, "remind me" is theirs."""
    return (turn.frame.talk, turn.frame.state) not in THEIR_WORDS


def is_figure(turn: Turn, said: str) -> bool:
    """Tell whether a lone digit is an answer here: where a number stands for itself and not for a button."""
    return said.isdecimal() and not turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}").numbered
