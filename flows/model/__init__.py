"""The vocabulary that every room shares: frozen, typed, and free of Telegram and of storage.

`Journey` is all that is stored of one user's conversation, `Event` is what happened, `Reply` is what is said back and
`Effect` what the shell should do besides talking.
"""

from flows.model.base import REASONS, Frozen, Stored
from flows.model.event import Button, Chosen, Document, Effect, Erase, Event, Remind, Reply, Step, TakeBack, Tidy
from flows.model.journey import (
    Ask,
    Bend,
    Card,
    Door,
    Experiment,
    Flag,
    Frame,
    Journey,
    OpenDraft,
    Reminder,
    ReminderKind,
    Reminders,
    Safety,
    Snooze,
    Week,
)
from flows.model.reading import Act, Danger, Draft, Guess, Part, Reading, When

__all__ = [
    "REASONS",
    "Act",
    "Ask",
    "Bend",
    "Button",
    "Card",
    "Chosen",
    "Danger",
    "Document",
    "Door",
    "Draft",
    "Effect",
    "Erase",
    "Event",
    "Experiment",
    "Flag",
    "Frame",
    "Frozen",
    "Guess",
    "Journey",
    "OpenDraft",
    "Part",
    "Reading",
    "Remind",
    "Reminder",
    "ReminderKind",
    "Reminders",
    "Reply",
    "Safety",
    "Snooze",
    "Step",
    "Stored",
    "TakeBack",
    "Tidy",
    "Week",
    "When",
]
