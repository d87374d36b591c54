"""What a text tells of an ask, or of what happened since: by what it means, and by bare words as answers.

Of an ask: `yes`, `been` (to a session, and it goes on), `soft_yes` (content 14: agreed, and nothing follows),
`cancelled`, `went_once`, `took_back`, the noes `softer`, `same`, `harder` and `fight`, `not_yet`, `asked` (and not how
it went), `better` and `worse` (between the two, no ask told of), `parted`, and `enough` (the user can't go on asking).
Of life: `baby`, `loss`, `load`, `moved`, `leaving`, `affair`. Bare words stand in `news.toml`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, cast

from flows.reading.meaning.model import NEWS, NO_NEWS, Chances, Meaning, meaning_of
from flows.reading.phrases import Book, Spoken, shadow, spoken, table

Life = Literal["baby", "loss", "load", "moved", "leaving", "affair"]

OF_AN_ASK = {
    "yes": "yes",
    "been": "been",
    "maybe": "soft_yes",
    "cancelled": "cancelled",
    "went_once": "went_once",
    "took_back": "took_back",
    "no_softer": "softer",
    "no_same": "same",
    "no_harder": "harder",
    "no_fight": "fight",
    "not_yet": "not_yet",
    "asked": "asked",
    "better": "better",
    "worse": "worse",
    "parted": "parted",
    "enough": "enough",
}
"""The labels of the examples, and our keys."""

OF_LIFE = ("baby", "loss", "load", "moved", "leaving", "affair")

GOES_WITH_A_NO = (
    "no_softer",
    "no_same",
    "no_harder",
    "no_fight",
    "took_back",
    "enough",
    "parted",
    "not_yet",
)
"""What may be read of a text that says in plain words that it was a no."""

LEAVES_OPEN = (None, "asked", "maybe", "better", "took_back")
"""What may be read of a text that says in plain words that it was a yes, and counts less."""

LEAVES_AGAIN = (None, "yes", "asked", "maybe", "better", "been", "cancelled", "went_once", "took_back")
"""What may be read of a text that says in plain words that they would go again."""

LEAVES_LUKEWARM = (None, "no_same", "no_softer", "asked", "maybe", "yes")
"""What may be read of a text that tells of a yes which costs nothing: "whatever suits you"."""

VISITS = ("been", "went_once")
CALLED_OFF = (*VISITS, "cancelled")
"""What is read of a text that says in plain words that no visit took place."""

GIVEN_UP = 0.6
"""From this share on, a text that doesn't say so in plain words tells that the user can't go on."""

A_VISIT = 0.6
"""From this share on, a text that names a small door alone ("we walked for twenty minutes") is taken for a visit."""

ASKED_OF_A_HELPER = ("asked", "yes")
"""What is read of words to the user's own helper."""

OPENING = 4
"""How many spaces bare words have at the least that a longer text may begin with."""

REACH = 6
"""How many words a hope or a fear reaches over: what stands there isn't told."""

GLAD = 0.65
"""From this share on, things are taken to be better: "she's drinking again" must not be greeted as good news."""

NEARLY = 0.3
"""From this share on, what would be heard as better is taken for a visit that went well."""

TOLD = 0.2
"""From this share on, a text tells of it, if it's more than of nothing."""


def news_of_text(text: str) -> list[tuple[str, float]]:
    """Return the labels of a text with their shares, likeliest first; one that can't be read tells nothing."""
    meaning = meaning_of(text)
    shares = meaning.news if meaning else {name: float(name == NO_NEWS) for name in NEWS}
    return sorted(shares.items(), key=lambda one: -one[1])


def outcome_of(meaning: Meaning | None, words: Spoken) -> str | None:
    """Return what a text tells of an ask, or None; a bare "no" or "maybe" is read as the partner's answer."""
    said = " ".join(word for word in words.words if word not in (".", ","))
    bare = _bare().get(said) or next((_bare()[way] for way in _openings() if said.startswith(f"{way} ")), None)
    if bare or meaning is None or _is_of_others(words):
        return bare
    likeliest = _likeliest(meaning.news, tuple(OF_AN_ASK))
    if likeliest == "enough" and not _gives_up(meaning.news, words):
        return None
    if likeliest in VISITS and meaning.news[likeliest] < A_VISIT and _is_small(words):
        return "better"
    plain = _plain_days(likeliest, words) or _plain_outcome(likeliest, words)
    if plain or (likeliest in ASKED_OF_A_HELPER and is_own_help(words)):
        return plain
    if likeliest == "better" and meaning.news[likeliest] < GLAD:
        return "been" if meaning.news["been"] >= NEARLY else None
    return OF_AN_ASK[likeliest] if likeliest else None


def _gives_up(news: Chances, words: Spoken) -> bool:
    """Tell whether a text that sounds like enough is so, and neither denies it nor only stops a habit."""
    return not _says(words, "goes_on") and (news["enough"] >= GIVEN_UP or _says(words, "gives_up"))


def _is_small(words: Spoken) -> bool:
    """Tell whether a text names a small door that was taken up, and no session."""
    return _says(words, "small") and not _says(words, "sessions")


def _plain_days(likeliest: str | None, words: Spoken) -> str | None:
    """Return what a text says in plain words of a day on which nobody went, or of good ones between the two."""
    if likeliest in CALLED_OFF and _says(words, "unmet") and not _says(words, "met"):
        return "cancelled"
    if likeliest in (None, "better") and _is_plain(words, "good_days") and not _says(words, "spoilt"):
        return "better"
    return None


def _plain_outcome(likeliest: str | None, words: Spoken) -> str | None:
    """Return what a text says in plain words, where what it is read as leaves room for that."""
    if likeliest in LEAVES_AGAIN and _is_plain(words, "again") and not _says(words, "unsaid"):
        return "been"
    if likeliest not in GOES_WITH_A_NO and _is_plain(words, "no"):
        return "same"
    if likeliest in LEAVES_LUKEWARM and _is_plain(words, "lukewarm") and not _says(words, "refuses"):
        return "soft_yes"
    if likeliest in LEAVES_OPEN and _is_plain(words, "yes") and not _says(words, "turns"):
        return "yes"
    return "soft_yes" if likeliest is None and _is_plain(words, "maybe") else None


def life_of(meaning: Meaning | None, words: Spoken) -> Life | None:
    """Return the big thing in life that a text tells of, or None.

    Who sees a helper has no affair, and who was on the way somewhere hasn't moved out.
    """
    if meaning is None or _is_of_others(words):
        return None
    likeliest = _likeliest(meaning.news, OF_LIFE)
    if likeliest == "affair" and _says(words, "own_help") and not _says(words, "love"):
        return None
    if likeliest == "moved" and _says(words, "on_the_way") and not _says(words, "leaves"):
        return None
    return cast("Life | None", likeliest)


def is_own_help(words: Spoken) -> bool:
    """Tell whether a text is about the user's own helper, and says nothing of the two."""
    return _says(words, "told_own") and not _says(words, "ours")


def _likeliest(news: Chances, names: tuple[str, ...]) -> str | None:
    best = max(names, key=lambda name: news[name])
    return best if news[best] >= max(TOLD, news[NO_NEWS]) else None


@lru_cache
def _openings() -> tuple[str, ...]:
    """Return the bare words that are sentences long enough to open a longer text, longest first."""
    return tuple(sorted((way for way in _bare() if way.count(" ") >= OPENING), key=len, reverse=True))


def _is_of_others(words: Spoken) -> bool:
    """Tell whether a text is about contact broken off with somebody else, or things lying about, and about no visit."""
    return _says(words, "others") and not _says(words, "visits")


def _says(words: Spoken, name: str) -> bool:
    return any(True for _ in _plainly(name).hits(words))


def _is_plain(words: Spoken, answer: str) -> bool:
    """Tell whether a text says in plain words that it was this, and neither hopes nor fears it."""
    voids = {at for hit in _plainly("voided").hits(words) for at in shadow(words, hit, REACH, frozenset())}
    return any(hit.first not in voids for hit in _plainly(answer).hits(words))


@lru_cache
def _plainly(name: str) -> Book[str]:
    data = table("news.toml")
    return Book(((phrase, phrase) for phrase in data["plainly"][name]), data["people"])


@lru_cache
def _bare() -> dict[str, str]:
    data = table("news.toml")
    return {
        " ".join(spoken(text.format(they=they)).words[:-1]): outcome
        for outcome, texts in data["bare"].items()
        for text in texts
        for they in data["people"]["they"]
    }
