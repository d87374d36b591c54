"""What came with a call, and how a call is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, NoReturn

_TRUE = {"true", "yes", "1"}


class RefusedError(Exception):
    """The call is answered with an error: its HTTP status, Telegram's description and its `parameters`, if any."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def refuse(why: str) -> NoReturn:
    """Answer 400 in Telegram's words."""
    raise RefusedError(HTTPStatus.BAD_REQUEST, f"Bad Request: {why}")


def forbid(why: str) -> NoReturn:
    """Answer 403: the bot may not write here."""
    raise RefusedError(HTTPStatus.FORBIDDEN, f"Forbidden: {why}")


def conflict(why: str) -> RefusedError:
    """Make a 409: updates can be had one way at a time."""
    return RefusedError(HTTPStatus.CONFLICT, f"Conflict: {why}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """A call's parameters by name, from the query, a form or JSON alike: a form's objects are JSON in text."""

    values: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Read a text; empty when missing. Half a surrogate pair is refused."""
        value = self.values.get(name, "")
        text = value if isinstance(value, str) else json.dumps(value)
        if not text.isprintable() and any("\ud800" <= char <= "\udfff" for char in text):
            refuse("strings must be encoded in UTF-8")
        return text

    def number(self, name: str, default: int = 0) -> int:
        """Read a whole number; `default` when it is missing or none."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Read a yes or no; no when missing."""
        return self.text(name).lower() in _TRUE

    def data(self, name: str, what: str) -> Any:
        """Read an object or a list, called `what` when it can't be read; None when missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            refuse(f"can't parse {what} JSON object")

    def items(self, name: str, what: str) -> list[Any]:
        """Read a list; empty when missing."""
        value = self.data(name, what)
        if value is None or isinstance(value, list):
            return value or []
        refuse(f"can't parse {what}: expected an Array")

    def upload(self, name: str) -> Upload | None:
        """Find the file sent as `name`, or the one that `name` points at with `attach://`."""
        return self.files.get(name) or self.files.get(self.text(name).removeprefix("attach://"))
