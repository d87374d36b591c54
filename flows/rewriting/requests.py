"""What a user wishes for, as the one question of a version: "he tells me first" is "Could you tell me first?"."""

from __future__ import annotations

import re

from flows.rewriting.spelled import spelled
from flows.rewriting.times import DAYS
from flows.rewriting.topic import Table, one_of
from flows.rewriting.turned import partner_in, to_them

_JOINT = re.compile(
    r"(?:[.;,!?]+\s+(?:(?:and|or|then)\s+)?|\s+(?:and|then|or)\s+)(?:(?:also|then|please|to|you|could you)\s+)*(\S+)"
)
"""What stands between two wishes, and the first word of the next one."""
_NOT = re.compile(r"(?:not|don't|do not)\s+(?:to\s+)?(?=\w+)", re.IGNORECASE)
_TWO_IN_ONE = re.compile(r"(?:sit|lie)\b[^,.;]*$", re.IGNORECASE)
"""What is one act with the next: "sit down and look at it"."""


def wish_of(answer: str, table: Table) -> str:
    """Return what is asked for as one question; what can't be put as one stands as the one wish that it is."""
    said = _as_wished(answer, table)
    if re.match(r"(?i)(?:can|could|would|will|shall|may|what|how|when|where|who)\b", said):
        return f"{said[:1].upper()}{said[1:]}?"
    asked = _of_you(said, table) or _of_a_thing(said, table)
    return f"{asked}?" if asked else str(table["lines"]["wished"]).format(wish=said)


def asks_for_more(answer: str, table: Table) -> bool:
    """Tell whether a wish holds another one: a version asks for the first."""
    said = _as_said(answer, table)
    return _first(said, table) != said


def _as_said(answer: str, table: Table) -> str:
    """Return a wish said to the partner, without what leads up to it or digs at them."""
    answers = table["answers"]
    plain = " ".join(spelled(answer, table).split()).rstrip(" .!?")
    said = to_them(plain, partner_in(plain))
    said = re.sub(rf"(?i)^(?:(?:{one_of(answers['wish_leads'])})[,\s]+)+", "", said)
    said = re.sub(rf"[.,;]\s+(?:on )?({DAYS.replace('|weekend', '')})\b", r" on \1", said, flags=re.IGNORECASE)
    return re.sub(rf"(?i)[,\s]+(?:{one_of(answers['wish_ends'])})$", "", said)


def _as_wished(answer: str, table: Table) -> str:
    return _first(_as_said(answer, table), table)


def _of_you(said: str, table: Table) -> str:
    """Return a wish for what is done, as a question without its mark, or ""."""
    subject = re.match(r"(?i)(you|we)\s+(?:(?:could|can|would|will)\s+)?(.+)$", said)
    act = subject[2] if subject else said
    first, _, rest = act.partition(" ")
    stop = re.match(r"(?i)(?:to )?(\w+)\s*(.*)$", rest)
    verb = first.casefold()
    if verb in ("stop", "quit") and stop and stop[1].casefold() in table["forms"].past:
        doing = next(doing for doing, base in table["forms"].doing.items() if base == stop[1].casefold())
        act = f"{first} {doing} {stop[2]}".strip()
    if subject is None and (no := _NOT.match(act)):
        return f"Could you please not {act[no.end() :]}"
    if subject is None and verb not in _verbs(table):
        return ""
    both = subject and subject[1].casefold() == "we"
    together = subject is None and re.search(r"\b(?:together|with each other)\b", act)
    return f"Could {'we' if both or together else 'you'} {act[:1].lower()}{act[1:]}"


def _of_a_thing(said: str, table: Table) -> str:
    """Return a wish for a thing, as a question without its mark, or ""."""
    answers = table["answers"]
    if not re.match(r"(?i)(?:an?|one|some|more|less|ten|five|half an|\d+)\b(?! day\b)", said):
        return ""
    own = re.match(rf"(?i)(?:an?|one|some|more)\s+(?:\w+\s+)?(?:{one_of(answers['for_me'])})\b", said)
    return f"Could {'I' if own else 'we'} have {said[:1].lower()}{said[1:]}"


def _verbs(table: Table) -> frozenset[str]:
    commands = table["commands"]
    return frozenset({*commands["verbs"], *commands["wished"], *table["answers"]["wished"], *table["forms"].past})


def _first(wish: str, table: Table) -> str:
    """Return the first of several wishes: what stands before the next one that begins with a verb."""
    both = re.match(r"(?:(?:could|can|shall) )?we\b|.*\btogether\b", wish, re.IGNORECASE)
    begins = _verbs(table) | {"be", "not", "don't", "stop"}
    for joint in _JOINT.finditer(wish):
        one_act = both or _TWO_IN_ONE.match(wish[: joint.start()])
        another = joint[1].casefold().strip(".,;") in begins and not (one_act and wish[joint.start()] == " ")
        if another or wish[joint.start()] in ".;!?":
            return wish[: joint.start()]
    return wish
