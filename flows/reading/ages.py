"""The age that somebody says of themselves, so that someone under 18 can be asked about it (content 10.3)."""

from __future__ import annotations

import re

_AGE = re.compile(
    r"\b(?:i'?m|i am|im only|i'?m only|i am only|i just turned|i turned)\s+(\d{1,2})\b"
    r"(?=\s*(?:$|[.,!?;)]|(?:years?|yrs?|yo|y/o)\b|(?:and|but|so|with)\b(?!\s+a half)))",
    re.IGNORECASE,
)
LEAST, MOST = 8, 99


def age_of(text: str) -> int | None:
    """Return the age in years that the user gives as their own, or None; "I'm 15 minutes late" gives none."""
    found = _AGE.search(text.replace("’", "'"))
    age = int(found[1]) if found else 0
    return age if LEAST <= age <= MOST else None
