"""Somebody with reminders, in virtual time: what falls due comes back, whatever the shell was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import flows
from flows.model import (
    Card,
    Event,
    Experiment,
    Flag,
    Frame,
    Journey,
    Remind,
    Reminder,
    Reminders,
    Reply,
    Safety,
    TakeBack,
)
from flows.zones import local

EVENING = range(17, 21)
EVERY_EVENING = (tuple(EVENING),) * 7
BERLIN = "Europe/Berlin"
START = datetime(2026, 3, 2, 19, tzinfo=UTC)
"""A Monday."""


def reminded(
    *planned: Reminder, zone: str = BERLIN, hours: tuple[tuple[int, ...], ...] = EVERY_EVENING, since: datetime = START
) -> Journey:
    """Return the journey of somebody who has set it all up, and was last here two hours before `since`."""
    reminders = Reminders(
        zone=zone, hours=hours, safe_on=since.date(), line="Weekly note.", agreed=True, planned=planned
    )
    return Journey(
        consent_on=since.date(),
        safety=Safety(flag=Flag.DOWN, on=since.date()),
        reason="blame",
        card=Card(ask="one talk", return_on=date(2026, 4, 1)),
        experiment=Experiment(words="I end the talk at nine", since=since.date()),
        stack=(Frame(talk="menu", state="home"),),
        question=7,
        reminders=reminders,
        last_at=since - timedelta(hours=2),
    )


def weekly(on: date, at: time = time(18), kind: str = "log", every: int = 1) -> Reminder:
    """Return a reminder that comes every week."""
    return Reminder.model_validate({"kind": kind, "on": on, "at": at, "every": every})


@dataclass
class Sent:
    """A line that went out: when, by the user's clock, and what it was."""

    at: datetime
    reply: Reply


@dataclass
class World:
    """One journey with what falls due. `down_until` holds all back for a while, as a stopped process does."""

    journey: Journey | None
    now: datetime = START
    due: dict[str, datetime] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    taken_back: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Ask for what is planned already, as the step would have done that planned it."""
        if self.journey:
            self.due |= flows.reminding.rows(self.journey)

    def happen(self, event: Event) -> tuple[Reply, ...]:
        """Let something happen now; return what is said."""
        assert self.journey is not None
        step = flows.step(self.journey, event, self.now)
        self.journey = Journey.model_validate_json(step.journey.model_dump_json()) if step.journey else None
        for effect in step.effects:
            if isinstance(effect, Remind):
                self.due.pop(effect.name, None)
                if effect.at is not None:
                    self.due[effect.name] = effect.at
            elif isinstance(effect, TakeBack):
                self.taken_back.append(self.now)
        lines = [reply for reply in step.replies if reply.until is not None]
        zone = self.journey.reminders.zone if self.journey else ""
        self.sent += [Sent(local(self.now, zone), line) for line in lines]
        return step.replies

    def wait(self, by: timedelta) -> None:
        """Let time pass; what falls due meanwhile happens at its own time."""
        until = self.now + by
        while soon := sorted((at, name) for name, at in self.due.items() if at <= until):
            at, name = soon[0]
            self.now = max(self.now, at)
            del self.due[name]
            if self.journey is None:
                return
            self.happen(Event(kind="due", name=name))
            assert name not in self.due or self.due[name] > self.now, f"{name} falls due again at once"
        self.now = until

    def sleep(self, by: timedelta) -> None:
        """Let time pass while nothing runs; what fell due meanwhile happens at the end, in the order of its times."""
        self.now += by
        self.wait(timedelta())

    def press(self, trigger: str) -> tuple[Reply, ...]:
        """Press a button of the question that is open."""
        assert self.journey is not None
        return self.happen(Event(kind="pressed", name=trigger, question=self.journey.question))

    def write(self, text: str) -> tuple[Reply, ...]:
        """Write a text that the readers make nothing of."""
        return self.happen(Event(kind="said", text=text))

    @property
    def known(self) -> Journey:
        """The journey of somebody who is still known."""
        assert self.journey is not None
        return self.journey
