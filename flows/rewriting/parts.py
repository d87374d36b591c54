"""What a draft holds: what it is about, when, what happened, what the writer felt, and what they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.model import Draft
from flows.rewriting.acts import Act, act_in, is_bare, more_of, setting_in
from flows.rewriting.feelings import feeling_in, is_weary, sentence_of
from flows.rewriting.purpose import CLOSING, TALKED_OF, arranged_in, purpose_of, seen_by
from flows.rewriting.spelled import as_sentence, bare, spelled
from flows.rewriting.times import DAYS, PAST, WAS, times_in
from flows.rewriting.topic import SCORN, Table, about, is_charged, named, said_outright
from flows.rewriting.wishes import Wish, wish_in

LEAST_WORDS, MOST_WORDS = 3, 22
"""How many words a clause has that may stay as it is."""
MOST_KEPT = 2
LEAST_TOLD = 5
"""What the writer does is told in more words than these, where it names nothing that is known."""

STARTS = re.compile(
    rf"^(?:i|i'm|i've|i'd|we|we're|we've|it|it's|my|our|the|last|yesterday|this|today|on|{DAYS}|when i)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"^(?:she|he|they|nobody) (?!said|says|think|told)", re.IGNORECASE)
"""How a clause begins that may stay right behind another one."""
OF_YOU = re.compile(r"\b(?:you|your|you're|you've|you'd|you'll)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\b(?:\d+|an hour|hours|minutes|twice|since|until|till|days|weeks|months|years|all (?:day|night|week))\b"
)
"""What makes a clause one that can be checked."""
HAVE = re.compile(r"\b(?:haven't|hasn't|have not|has not)\s+\w+", re.IGNORECASE)

BITTER = frozenset({"contempt", "stonewalling", "ambush", "therapy_as_weapon"})
"""Beside these, what sounds plain is part of it: only a feeling stays."""
BARRED = BITTER | {"diagnosis", "ultimatum", "defensiveness"}
"""Labels of clauses of which nothing is told again."""
UNSURE = frozenset({"criticism", "mind_reading", "always_never"})
"""Labels of clauses of which only a known act is told again."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a draft holds; "" and () where it holds nothing of a kind.

    `topic` can stand behind "It's about", `past` and `coming` are times in the draft's own words, `feeling` one word of
    the writer's own and `sentence` a whole one, `kept` clauses without a fault, `wish` a whole question in two ways,
    `theme` a key of the table.
    """

    theme: str = "none"
    topic: str = ""
    past: str = ""
    coming: str = ""
    feeling: str = ""
    sentence: str = ""
    kept: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    """The kept clauses that stand behind the act."""
    did: Act | None = None
    opens: str = ""
    """What the draft is for where nothing that happened is told, a key of the table: "sprung"."""
    arranged: str = ""
    """What the writer has arranged, as a sentence."""
    seen_by: str = ""
    """Before whom it happened: "in front of my mother"."""
    setting: str = ""
    """What the writer does when it happens: "I open my mouth"."""
    wish: Wish | None = None
    serious: bool = False
    concrete: bool = False
    """Whether what was kept names a thing or a time."""

    @property
    def act(self) -> str:
        """What the other did or does, "" where the draft doesn't tell it: "you left me at the clinic"."""
        return self.did.said if self.did else ""


def parts_of(draft: Draft, table: Table) -> Parts:
    """Return what a draft holds; `table` comes from `table_of`."""
    places, did = _act(draft, table)
    kept = list(_kept(draft, places, table))[:MOST_KEPT]
    told = [text for _, text in kept if _is_concrete(text, table)]
    theme, topic = about(draft, table, did.said if did else " ".join(told))
    past, coming = times_in(draft.text, topic)
    arranged = arranged_in(draft, topic, table, therapy=theme == "therapy")
    opens = "" if did else purpose_of(draft, theme, topic, arranged=arranged)
    talked_of = opens not in CLOSING or theme in TALKED_OF or said_outright(draft, table)
    return Parts(
        theme=theme,
        topic=topic if talked_of else "",
        past=past,
        coming="" if opens == "shut" else coming,
        feeling=feeling_in(draft.text, table),
        sentence=sentence_of(draft, table),
        kept=tuple(text for at, text in kept if did is None or at < places[0]),
        later=tuple(text for at, text in kept if did is not None and at > places[0]),
        did=did,
        opens=opens,
        arranged=arranged if opens else "",
        seen_by=seen_by(draft.text, table),
        setting=setting_in(draft.text, table),
        wish=wish_in(draft, table),
        serious="ultimatum" in draft.labels,
        concrete=bool(told),
    )


# --- what stays


def _kept(draft: Draft, places: Sequence[int], table: Table) -> Iterator[tuple[int, str]]:
    """Yield the clauses that may stay as they are, each with its place: they tell a feeling, or what happened."""
    bitter = bool(BITTER & set(draft.labels))
    before = max(places, default=-1)
    for at, (begin, end, labels) in enumerate(draft.clauses):
        said = bare(draft.text[begin:end], table)
        if at in places or is_weary(said, table):
            continue
        word = act_in(said, table, is_mild=False) if places and not set(labels) & BARRED else None
        if word and word.is_word_given:
            yield at, as_sentence(word.said)
            continue
        begins = STARTS.match(said) or (GOES_ON.match(said) and at == before + 1 and before >= 0)
        stays = begins and not said.endswith("?") and not is_charged(said, table) and _may_stay(said, labels)
        if stays and _tells(said, table, is_bitter=bitter):
            before = at
            yield at, as_sentence(said)


def _may_stay(said: str, labels: Sequence[str]) -> bool:
    """Tell whether a clause can be heard: it has no fault, or none but what stands beside it."""
    heard = LEAST_WORDS <= len(said.split()) <= MOST_WORDS and not re.search(r"[\"“”:]|\byours\b", said)
    blames = re.search(r"\bfault\b", said, re.IGNORECASE) is not None
    clean = not labels or (set(labels) <= {"you_statement", "criticism"} and not OF_YOU.search(said))
    does = re.match(rf"^(?:last|this|today|yesterday|on|{DAYS}|when i)\b.*\byou(?:'re|'ve)?\b", said, re.IGNORECASE)
    return heard and clean and not (does or blames)


def _tells(said: str, table: Table, *, is_bitter: bool) -> bool:
    """Tell whether a clause says what the writer felt, or, where nothing is bitter, what happened."""
    if feeling_in(said, table):
        return True
    happened = (WAS.search(said) or HAVE.search(said)) and _is_concrete(said, table)
    does = re.match(r"^(?:I|we) (\w+)", said)
    tells = _is_concrete(said, table) or (len(said.split()) > LEAST_TOLD and "," not in said)
    doing = does is not None and does[1] in table["forms"].past and not OF_YOU.search(said) and tells
    return not is_bitter and bool(happened or doing)


def _act(draft: Draft, table: Table) -> tuple[tuple[int, ...], Act | None]:
    """Return the clauses in which what the other did stands, and what it is: the one that can be checked best."""
    best, found, places = -9, None, tuple[int, ...]()
    for at, (begin, end, labels) in enumerate(draft.clauses):
        said = bare(draft.text[begin:end], table)
        mild, told = not set(labels) & UNSURE, "" if set(labels) & _barred(said) else said
        act = act_in(told, table, is_mild=mild) or act_in(_inner(said, labels), table, is_mild=False)
        if act is None or _mocks(act.said, draft, table):
            continue
        longer = _with_next(act, draft, at, table)
        worth = 2 * (act.tense == "past") + bool(labels) + 2 * _is_concrete(act.said, table) - 6 * act.is_word_given
        if worth > best and not is_bare(longer):
            best, found, places = worth, longer, (at,) if longer == act else (at, at + 1)
    return places, found


def _inner(said: str, labels: Sequence[str]) -> str:
    """Return the act inside a clause that is barred for its scorn alone: "a word for when you laughed at my dad"."""
    found = re.search(r"\S \bwhen (you .+)$", said)
    return found[1] if found and set(labels) & BARRED <= SCORN else ""


def _barred(said: str) -> frozenset[str]:
    """Return the labels that bar a clause: of "you go through my payslips like the tax office" only the scorn goes."""
    compared = re.search(r"\S+ \S+ \S+ like (?:an?|the|some)\b", said) is not None
    return BARRED - {"contempt"} if compared else BARRED


def _with_next(act: Act, draft: Draft, at: int, table: Table) -> Act:
    if at + 1 >= len(draft.clauses):
        return act
    begin, end, labels = draft.clauses[at + 1]
    return (
        act if set(labels) & (BARRED - {"stonewalling"}) else more_of(act, spelled(draft.text[begin:end], table), table)
    )


def _mocks(said: str, draft: Draft, table: Table) -> bool:
    """Tell whether what is told as done is scorn: "you loaded the dishwasher once"."""
    words = f" {said.casefold()} "
    return "contempt" in draft.labels and any(f" {word} " in words for word in table["acts"]["mocking"])


def _is_concrete(said: str, table: Table) -> bool:
    """Tell whether a clause names a thing that is known, a number or a time."""
    return any(True for _ in named(said, table)) or bool(PAST.search(said) or COUNTED.search(said))
