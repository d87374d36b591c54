"""What every value of the vocabulary is built on, and the ten reasons."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

REASONS = ("blame", "avoid", "stigma", "cost", "useless", "badpast", "map", "you", "nochange", "unclear")
"""The ten keys of content 02, likeliest first (S1-09): a tie between guesses goes to the earlier one."""


class Frozen(BaseModel):
    """A value: immutable, compared by content, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stored(Frozen):
    """A value that is stored: what a newer version has added to it is left out, not refused."""

    model_config = ConfigDict(frozen=True, extra="ignore")
