"""Commands: what each opens or answers, typed with a slash or in plain words."""

from __future__ import annotations

from flows.drafting import keep_draft
from flows.engine import Turn, Visit
from flows.moves import go_on, open_talk
from flows.planning import named, to_reminders, written
from flows.reminding import switch_off
from flows.talks.data import export

COMMANDS = {
    "start": ("menu", ""),
    "menu": ("menu", ""),
    "plan": ("card", ""),
    "why": ("why", ""),
    "whattosay": ("whattosay", ""),
    "doors": ("doors", ""),
    "alone": ("alone", ""),
    "check": ("check", ""),
    "dont": ("dont", ""),
    "faq": ("faq", ""),
    "rewrite": ("rewrite", ""),
    "remind": ("remind", ""),
    "settings": ("settings", ""),
    "language": ("language", ""),
    "safety": ("care", "home"),
    "privacy": ("data", ""),
    "wipe": ("data", "wipe"),
    "bye": ("quiet", ""),
}
"""The talk (and the state in it) that each command opens. /help and /export answer and go back to what was open."""

ANSWERED = ("program", "why_asked", "no_back")
"""Questions to the bot in plain words (`typed.toml`), each with a note that answers it."""

GOODBYE = "thanks"
"""What asks for no answer: the open question isn't asked again, its buttons still stand above."""


DONT_WRITE = ("dont_write", "stop")
"""What switches off all that comes by itself, in plain words; /bye does too (content 08). "stop" leads to the menu."""


def obey(turn: Turn, name: str) -> None:
    """Do what a command says: answer and go on, or open its talk; one that doesn't exist leads to what there is."""
    if name in ("start", "menu") and turn.journey.consent_on is None:
        open_talk(turn, "welcome")
    elif name in COMMANDS:
        _take_draft(turn)
        if name == "bye":
            switch_off(turn)
        open_talk(turn, *_opened(turn, name))
    elif name == GOODBYE:
        turn.note("shared.thanks")
    elif name in DONT_WRITE:
        _stop_writing(turn, name)
    else:
        _answer(turn, name)


def _answer(turn: Turn, name: str) -> None:
    """Answer what opens no talk, and ask again what was open."""
    if name == "help":
        turn.note(_help(turn))
    elif name == "export":
        export(turn)
    else:
        turn.note(f"shared.{name}" if name in ANSWERED else "shared.unknown_command")
    go_on(turn)


def _stop_writing(turn: Turn, name: str) -> None:
    """Switch off what comes by itself, and say so where something was on or just that was asked for."""
    if turn.journey.reminders.planned or name != "stop":
        turn.note("remind.off")
    switch_off(turn)
    if name == "stop" and turn.journey.consent_on is not None:
        open_talk(turn, "menu")
    elif turn.journey.frame is not None and turn.frame.talk == "remind":
        open_talk(turn, "remind", "home")
    else:
        go_on(turn)


def _take_draft(turn: Turn) -> None:
    """Keep a draft that stood behind a command; a command in plain words is none."""
    if turn.event.reading.draft is not None:
        keep_draft(turn)


def _help(turn: Turn) -> str:
    if turn.journey.consent_on is None:
        return "shared.help_first"
    return "shared.help_paused" if turn.paused else "shared.help"


def _opened(turn: Turn, name: str) -> Visit:
    """Return what a command opens: whoever asks for a line and tells of a parting is asked about that.

    Whoever is about to send an angry message, and asks for a line, is led to where it is put in other words.
    """
    if name == "remind":
        return to_reminders(turn, written(named(turn)) if turn.event.text else "")
    if name == "faq" and turn.event.text:
        return _asked(turn)
    if name == "whattosay" and turn.event.reading.wish == "write":
        return Visit(*COMMANDS["rewrite"])
    outcome = turn.event.reading.outcome
    parted = name == "whattosay" and outcome == "parted" and not turn.paused
    return Visit("life", "heard", outcome or "") if parted else Visit(*COMMANDS[name])


def _asked(turn: Turn) -> Visit:
    """Return the short answer to a question behind /faq, or all questions where there is none."""
    answer = next((key for key in turn.event.reading.questions if key in turn.words.tables["faqs"]), "")
    if not answer:
        turn.note("faq.no_answer")
    return Visit("faq", aim=answer)
