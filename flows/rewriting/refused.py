"""When a draft isn't put in other words: in the middle of a fight, and for an aim that harms (content 06, 10, 14)."""

from __future__ import annotations

import re

from flows.rewriting.topic import Table


def in_heat(said: str, table: Table) -> bool:
    """Tell whether a draft says that it just happened, or still does."""
    return _has(said, table["heat"]["phrases"])


def aims_at_harm(said: str, table: Table) -> bool:
    """Tell whether a draft, or what is said with it, is to trap, test, shame, spy or threaten."""
    return _has(said, table["aims"]["phrases"])


def _has(said: str, phrases: tuple[str, ...]) -> bool:
    plain = " ".join(re.sub(r"[^\w' ]", " ", said.casefold().replace("\u2019", "'")).split())
    return any(f" {phrase} " in f" {plain} " for phrase in phrases)
