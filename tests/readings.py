"""Readings for conversations that are played again and again: each text is read once a run."""

from __future__ import annotations

from functools import cache

import flows.reading

read = cache(flows.reading.read)
