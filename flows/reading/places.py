"""The time zones of the places that a text names as its writer's own.

A place where somebody else is, or the writer is not, doesn't count; nor does a word that is a town only by chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.reading.gazetteer import (
    TYPO_LETTERS,
    Kind,
    Place,
    Words,
    care,
    joined,
    long_names,
    openers,
    places,
    words_of,
)
from flows.reading.phrases import one_typo, plain_of

LONGEST = 5
"""Words in the longest name that is looked for."""
FEW = 8
"""A text of more words names a place only where somebody is said to be there, as in "I'm in"."""
TYPO_FEW = 3
"""A typo is forgiven in a text of at most this many words, or right after a lead."""
TYPO_MOST = 20
"""In a text of more words, no typo is forgiven."""
DENIED_REACH = 4
"""Words before a place among which "not" denies it."""

_SENTENCE = re.compile(r"[!?;\n]+|\.(?=\s|$)")
_NUMBER = re.compile(r"[0-9]+")
_SHORT_DOT = re.compile(r"\b(st|ft|mt|[^\W\d_])\.")


@dataclass(frozen=True, slots=True)
class Spot:
    """The words of one sentence from `first` up to `end`, in a text of `size` words, right after a place or not."""

    words: Words
    first: int
    end: int
    size: int
    previous: Place | None = None

    @property
    def name(self) -> str:
        """Return the words as one name."""
        return joined(self.words[self.first : self.end])

    @property
    def whole(self) -> bool:
        """Say if nothing else is said."""
        return self.end - self.first == self.size

    @property
    def before(self) -> str:
        """Return the word right before."""
        return self.words[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        """Return the word right after."""
        return self.words[self.end] if self.end < len(self.words) else ""

    @property
    def led(self) -> bool:
        """Say if words like "in" or "close to" stand right before."""
        return _led(self.words, self.first)


Named = tuple[Spot, Place]


def zones_named(text: str) -> tuple[str, ...]:
    """Return the zones of the places that a text names as the writer's own, the likeliest first."""
    parts = [words_of(part) for part in _SENTENCE.split(_SHORT_DOT.sub(r"\1", plain_of(text)))]
    size = sum(map(len, parts)) + len(_NUMBER.findall(text))
    for find, may_open in ((_exact, _opens), (_mistyped, _opens_mistyped)):
        named = [one for words in parts for one in _together(list(_named(words, size, find, may_open)))]
        if named:
            return _in_order(named)
    return ()


def _in_order(named: list[Named]) -> tuple[str, ...]:
    """Return the zones: without those of "EST" beside a town, and last those where somebody comes from."""
    there = [one for one in named if one[1].kind is not Kind.TIME] or named
    there.sort(key=lambda one: one[0].before in care()["last"])
    return tuple(dict.fromkeys(zone for _, place in there for zone in place.zones))


Find = Callable[[Spot], Place | None]
Opens = Callable[[Words, int, int], bool]


def _named(words: Words, size: int, find: Find, may_open: Opens) -> Iterator[Named]:
    """Yield the places of one sentence from left to right, the longest name first at every word."""
    at, previous = 0, None
    while at < len(words):
        longest = min(at + LONGEST, len(words)) if may_open(words, at, size) else at
        spots = (Spot(words, at, end, size, previous) for end in range(longest, at, -1))
        found = next(((spot, place) for spot in spots if (place := find(spot))), None)
        if found and _own(words, at):
            yield found
        previous = found[1] if found else previous if words[at] in care()["links"] else None
        at = found[0].end if found else at + 1


def _led(words: Words, at: int) -> bool:
    return at > 0 and (words[at - 1] in care()["leads"] or joined(words[max(at - 2, 0) : at]) in care()["leads"])


def _opens(words: Words, at: int, _size: int) -> bool:
    return words[at] in openers()


def _opens_mistyped(words: Words, at: int, size: int) -> bool:
    return size <= TYPO_FEW or (size <= TYPO_MOST and _led(words, at))


def _exact(spot: Spot) -> Place | None:
    """Return the place of a name, where it is clear that the place is meant."""
    place = places().get(spot.name)
    return place if place and _MEANT[place.kind](spot, place) else None


def _mistyped(spot: Spot) -> Place | None:
    """Return the place of the one long name that is a typo away."""
    name = spot.name
    if len(name) < TYPO_LETTERS - 1 or name in care()["not_typos"] or name in places():
        return None
    lengths = range(len(name) - 1, len(name) + 2)
    near = [other for length in lengths for other in long_names().get((name[0], length), ()) if one_typo(name, other)]
    zones = tuple(dict.fromkeys(zone for other in near for zone in places()[other].zones))
    return Place(zones, Kind.PLAIN, places()[near[0]].within, places()[near[0]].elsewhere) if near else None


def _plain_meant(spot: Spot, _place: Place) -> bool:
    return spot.size <= FEW or spot.previous is not None or _said_to_be(spot, "leads")


def _first_name_meant(spot: Spot, place: Place) -> bool:
    led = spot.led if spot.size <= FEW else _said_to_be(spot, "leads")
    return spot.whole or led or _after_narrower(spot, place) or _before_wider(spot, place)


def _word_meant(spot: Spot, place: Place) -> bool:
    """Say if a word like "reading" is a town here: alone, in "Reading, UK", or at the end of "I'm in Reading"."""
    if spot.whole or _before_wider(spot, place):
        return True
    return _said_to_be(spot, "word_leads") and (not spot.after or spot.after in care()["may_follow"])


def _said_to_be(spot: Spot, leads: str) -> bool:
    """Say if somebody is said to be there: after "I'm in", or where the text begins with "in"."""
    sayer = spot.words[max(spot.first - 2, 0) : spot.first - 1]
    return spot.before in care()[leads] and (not sayer or sayer[0] in care()["said_to_be"])


def _short_meant(spot: Spot, place: Place) -> bool:
    """Say if a short form like "MA" stands alone or closes "Boston, MA"."""
    if spot.whole:
        return spot.name not in care()["unsaid"]
    return _after_narrower(spot, place) and (not spot.after or _before_wider(spot, place))


def _time_meant(spot: Spot, place: Place) -> bool:
    """Say if "EST" is the name of a time: alone, in "it's 8 pm EST" or in "EST time"."""
    led = spot.before in care()["the_time"] and spot.name not in care()["words"]
    return spot.whole or led or spot.after in care()["time"] or _before_wider(spot, place)


_MEANT: dict[Kind, Callable[[Spot, Place], bool]] = {
    Kind.PLAIN: _plain_meant,
    Kind.FIRST_NAME: _first_name_meant,
    Kind.WORD: _word_meant,
    Kind.SHORT: _short_meant,
    Kind.TIME: _time_meant,
}


def _after_narrower(spot: Spot, place: Place) -> bool:
    """Say if a town in that state or country stands right before."""
    return spot.previous is not None and bool(place.within & {*spot.previous.zones, *spot.previous.elsewhere})


def _before_wider(spot: Spot, place: Place) -> bool:
    """Say if the state or country that a town is in stands right after it."""
    start = spot.end
    while start < len(spot.words) and spot.words[start] in care()["links"]:
        start += 1
    names = (joined(spot.words[start:end]) for end in range(start + 1, min(start + LONGEST, len(spot.words)) + 1))
    return any((wider := places().get(name)) and wider.within & {*place.zones, *place.elsewhere} for name in names)


def _together(named: list[Named]) -> list[Named]:
    """Make one of a town and the state or country that it is in."""
    joint: list[Named] = []
    for one in named:
        both = _one_of(joint[-1], one) if joint else None
        joint[-1:] = [both] if both else [*joint[-1:], one]
    return joint


def _one_of(first: Named, second: Named) -> Named | None:
    """Return the place that two names stand for; None if they are two places."""
    (spot, one), (later, two) = first, second
    between = set(spot.words[spot.end : later.first])
    if not (one.within or two.within):
        return None
    zones = _shared(one, two)
    if not zones and two.within and between <= care()["links"]:
        zones = two.zones
    span = Spot(spot.words, spot.first, later.end, spot.size)
    return (span, Place(zones, Kind.PLAIN, one.within & two.within)) if zones else None


def _shared(one: Place, two: Place) -> tuple[str, ...]:
    """Return the zones of the narrower place that lie within the wider one."""
    wide, narrow = (two, one) if len(two.within) >= len(one.within) else (one, two)
    return tuple(zone for zone in (*narrow.zones, *narrow.elsewhere) if zone in wide.within)


def _own(words: Words, at: int) -> bool:
    """Say if a place at this word is where the writer is: not denied, and no one else's."""
    close = set(words[max(at - DENIED_REACH, 0) : at])
    if close & care()["denied"] and not close & care()["undenied"]:
        return False
    subject = next((word for back, word in _back(words, at) if _subject(words, back)), None)
    return subject is None or subject in care()["own"]


def _back(words: Words, at: int) -> Iterator[tuple[int, str]]:
    return ((back, words[back]) for back in range(at - 1, -1, -1))


def _subject(words: Words, at: int) -> bool:
    """Say if a word says who is meant; somebody only "with" the writer isn't."""
    beside = care()["beside"] & set(words[max(at - 2, 0) : at])
    return words[at] in care()["own"] or (words[at] in care()["others"] and not beside)
