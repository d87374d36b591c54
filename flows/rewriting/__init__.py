"""A draft that blames, put so that it can be heard (content 06): taken apart, and put together from what it holds.

Nothing is invented: what the draft and the answers don't give stands in [brackets]. The same draft gives the same.
"""

from __future__ import annotations

from flows.rewriting.compose import KINDS, Answers, Kind, missing, rewrites, version
from flows.rewriting.examples import is_dodged
from flows.rewriting.feelings import feeling_of
from flows.rewriting.parts import Parts, parts_of
from flows.rewriting.refused import aims_at_harm, in_heat
from flows.rewriting.requests import asks_for_more
from flows.rewriting.topic import Table, is_charged, table_of
from flows.rewriting.turned import said_to, to_you

__all__ = [
    "KINDS",
    "Answers",
    "Kind",
    "Parts",
    "Table",
    "aims_at_harm",
    "asks_for_more",
    "feeling_of",
    "in_heat",
    "is_charged",
    "is_dodged",
    "missing",
    "parts_of",
    "rewrites",
    "said_to",
    "table_of",
    "to_you",
    "version",
]
