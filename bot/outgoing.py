"""What waits in the outbox: our own words for it, without any of Telegram's classes, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from flows.model import Reply


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Say(_Frozen):
    """Send a message."""

    do: Literal["say"] = "say"
    reply: Reply


class Mark(_Frozen):
    """Show on a question's message which button was pressed, and take its keyboard away.

    `text` is the message as HTML, or None when Telegram no longer shows it: then only the keyboard goes.
    """

    do: Literal["mark"] = "mark"
    message_id: int
    text: str | None
    label: str


class Sweep(_Frozen):
    """Delete the messages of both sides that are still known and young enough.

    `ids` names them where the user is being erased, and with them what is known of their messages; `unasked` means
    those alone that the bot sent unasked.
    """

    do: Literal["sweep"] = "sweep"
    ids: tuple[int, ...] = ()
    unasked: bool = False


class Leave(_Frozen):
    """Leave a group."""

    do: Literal["leave"] = "leave"


Errand = Annotated[Say | Mark | Sweep | Leave, Field(discriminator="do")]
_ADAPTER: TypeAdapter[Errand] = TypeAdapter(Errand)


def pack(errand: Errand) -> bytes:
    """Write an errand as the outbox keeps it."""
    return _ADAPTER.dump_json(errand)


def unpack(body: bytes) -> Errand:
    """Read an errand from the outbox."""
    return _ADAPTER.validate_json(body)


def unsent(why: str, kinds: Sequence[str] = ()) -> bytes:
    """Write an update of the house's own, by which the flows hear what could not be sent, and what it stood for."""
    return json.dumps({"unsent": why, "kinds": list(kinds)}).encode()


class UndeliveredError(Exception):
    """The errand could not be run."""


class LaterError(UndeliveredError):
    """Telegram can't take this now; it may in so many seconds."""

    def __init__(self, seconds: float | None = None, why: str = "") -> None:
        super().__init__(seconds, why)
        self.seconds = seconds
        self.why = why


class RefusedError(UndeliveredError):
    """Telegram won't ever take this errand."""


class GoneError(UndeliveredError):
    """The user has blocked the bot or closed the account."""
