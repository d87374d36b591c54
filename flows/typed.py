"""Typed answers where buttons stand: the label itself, its number, a yes or a no, a typo."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from flows.content import Words
from flows.model import Button

MEANS = {
    "yes": ("yes", "fits", "start", "begin", "next", "make", "find", "some"),
    "next": ("next", "begin", "skip"),
    "no": ("no", "none", "other", "three", "skip", "not_now"),
    "not_sure": ("not_sure", "unsure", "unclear", "skip"),
    "later": ("not_now", "skip", "rather_not", "close", "wait", "let_rest"),
    "kind_of": ("fits", "some", "partly", "later", "middle", "not_sure"),
    "skip": ("skip", "rather_not", "not_now"),
}
"""Triggers which a plain "yes", "no" ... stands for, the first that is on the screen; others stand for themselves."""

GOES_ON = ("yes", "next")
"""Plain words which, where there is one button only, stand for it."""

WAYS = frozenset({"back", "how"})
"""Triggers of the ways that every screen may have beside its own buttons."""

TAKEN_BACK = frozenset({"but", "except", "only", "sometimes", "unless", "sure", "yet", "anymore", "until", "today"})
"""What takes a denial back that a sentence begins with."""

DENIES = frozenset({"not", "wasnt", "isnt", "arent", "werent", "aint", "didnt", "doesnt", "dont", "never", "hardly"})
VERY = frozenset({"really", "so", "that", "very", "even", "too", "exactly", "all", "get", "seem", "sound", "look"})
"""What takes the words behind it back, and what may stand between."""

OF_ONESELF = frozenset({"i", "im", "ive", "my", "me"})
OF_OTHERS = frozenset({"he", "she", "they", "hes", "shes", "theyre", "says", "said"})
TO_THE_USER = frozenset({"you", "youre", "your", "ur"})
"""Words by which a heavy text is the user's own, or may be what the partner said."""

SHORT = 60
"""How many characters an answer to one screen has at the most; what is longer is a story."""

MOST_DIGITS = 2
LEAST_LETTERS = 3
"""How much of a label must be typed before it is taken for that label."""
LEAST_NAME, A_FEW = 4, 5
"""How many letters a word has at the least that names a button, and how many words such a text has at the most."""

A_YES_OR_NO = frozenset({"yes", "yeah", "yep", "yup", "no", "nope", "nah"})
NO_ANSWER = frozenset(
    {
        "one",
        "body",
        "idea",
        "clue",
        "matter",
        "doubt",
        "wonder",
        "worries",
        "problem",
        "problems",
        "time",
        "money",
        "longer",
    }
)
"""Words after a no that make something else of it: "no one", "no idea"."""

ASIDE = 24
"""How many characters may follow a yes or a no, as in "yes I'm 34", before it is a story of its own."""


def plain(text: str) -> str:
    """Return a text without case, punctuation and doubled spaces, so that "That's close." equals "thats close"."""
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold().replace("-", " ")).split())


def choose(
    text: str, buttons: Sequence[Button], words: Words, *, loosely: bool, taps: bool = False, numbered: bool = True
) -> str | None:
    """Return the trigger of the button that a typed text stands for, or None.

    A label, its number, and a plain yes, no, skip or back are taken everywhere. `loosely` also takes beginnings
    of labels and typos; it is off where a free text is asked for, because there such words may be the answer itself.
    Where nothing but a tap is waited for (`taps`), there are more ways to say so.
    """
    said = plain(text)
    labels = {plain(button.label): button.trigger for button in buttons if button.trigger}
    if said in labels:
        return labels[said]
    triggers = list(labels.values())
    meant = _spoken(said, triggers, words, taps=taps)
    if numbered:
        meant = meant or _by_place(said, [button.trigger for button in buttons], words)
    meant = meant or (_by_beginning(said, labels, words) if loosely else None)
    return meant or (_by_a_word(said, labels, words) if taps else None)


def answered(text: str, screen: str, buttons: Sequence[Button], words: Words) -> str | None:
    """Return the trigger that a short text stands for on one screen, by the words that are written down for it."""
    ways: Mapping[str, Sequence[str]] = words.tables["typed"]["answers"].get(screen, {})
    return phrase_in(text, ways, [button.trigger for button in buttons])


def phrase_in(text: str, ways: Mapping[str, Sequence[str]], names: Sequence[str]) -> str | None:
    """Return the first of the names for which one of its phrases stands in a short text and isn't denied, or None."""
    said = f" {plain(text)} "
    if len(said) > SHORT:
        return None
    return next((name for name in ways if name in names and any(_stands(one, said) for one in ways[name])), None)


def _stands(phrase: str, said: str) -> bool:
    """Tell whether a phrase stands in a plain text, and no "not" before it: "wasn't really angry" isn't "angry"."""
    before = [part.split() for part in said.split(f" {phrase} ")[:-1]]
    return any(not DENIES & set(words[-1:] + (words[-2:-1] if set(words[-1:]) & VERY else [])) for words in before)


def says_farewell(said: str, words: Words) -> bool:
    """Tell whether a plain text is thanks or a goodbye and nothing else."""
    known, spoken = words.tables["typed"]["farewells"], set(said.split())
    return spoken <= set(known["words"]) and not spoken.isdisjoint(known["any"])


def sounds_heavy(text: str, words: Words) -> bool:
    """Tell whether a text says in plain words how heavy it is; no more than the tone of the answer hangs on it."""
    return says_one_of(text, "heavy", words)


def says_one_of(text: str, name: str, words: Words) -> bool:
    """Tell whether a text has a phrase of a list of `typed.toml`; no more than the tone of the answer hangs on it."""
    said = f" {plain(text)} "
    return any(f" {one} " in said for one in words.tables["typed"][name])


def is_heavy_for_them(text: str, words: Words) -> bool:
    """Tell whether a text says how heavy it is for the user, and nothing of what somebody else does or says."""
    said = set(plain(text).split())
    return sounds_heavy(text, words) and not said.isdisjoint(OF_ONESELF) and said.isdisjoint(OF_OTHERS)


def speaks_of_them(text: str) -> bool:
    """Tell whether a text says what somebody else does or says, or gives their words to the user."""
    return not set(plain(text).split()).isdisjoint(OF_OTHERS | TO_THE_USER)


def sounds_like(text: str, words: Words) -> str | None:
    """Return which plain word a text stands for, whatever the buttons are: yes, no, later, why ...; or None."""
    forms, spoken = bares(plain(text), words), words.tables["typed"]
    for known in ({"later": spoken["loose"]["later"]}, spoken["words"], spoken["loose"], spoken["unclear"]):
        if meant := next((name for name, ways in known.items() if not set(ways).isdisjoint(forms)), None):
            return str(meant)
    return None


def starts_with(text: str, ways: Sequence[str], words: Words) -> bool:
    """Tell whether a text begins in one of these ways, whatever says nothing stands before it."""
    begins = tuple(f"{way} " for way in ways)
    return any(f"{form} ".startswith(begins) for form in bares(plain(text), words))


def _spoken(said: str, triggers: Sequence[str], words: Words, *, taps: bool = False) -> str | None:
    spoken, more = words.tables["typed"]["words"], words.tables["typed"]["loose"]
    forms = bares(said, words) if taps else [said]
    tables = (spoken, more) if taps else (spoken,)
    return next((meant for known in tables for form in forms if (meant := _meant(form, triggers, known))), None)


def bares(said: str, words: Words) -> list[str]:
    """Return a plain text, and what it is without what says nothing at its ends: "hm not now please" is "not now"."""
    forms = [said]
    for filler in words.tables["typed"]["fillers"] * 2:
        bare = f" {forms[-1]} ".removeprefix(f" {filler} ").removesuffix(f" {filler} ").strip()
        if bare and bare != forms[-1]:
            forms.append(bare)
    return forms


def _meant(said: str, triggers: Sequence[str], spoken: Mapping[str, Sequence[str]]) -> str | None:
    for trigger, ways in spoken.items():
        if said in ways:
            meant = next((name for name in MEANS.get(trigger, (trigger,)) if name in triggers), None)
            if meant:
                return meant
    own = [name for name in triggers if name not in WAYS]
    goes_on = len(own) == 1 and any(said in spoken[trigger] for trigger in GOES_ON)
    return own[0] if goes_on else None


def _by_place(said: str, triggers: Sequence[str], words: Words) -> str | None:
    """Count all the buttons that are to be seen; one that copies stands for nothing that could be answered."""
    places: Mapping[str, int] = words.tables["typed"]["places"]
    around = words.tables["typed"]["around_a_place"]
    bare = said if said in places else " ".join(word for word in said.split() if word not in around)
    named = bare.removesuffix(" one")
    place = int(named) if named.isdecimal() and len(named) <= MOST_DIGITS else places.get(named, 0)
    return triggers[place - 1] if 0 < place <= len(triggers) else None


def _by_a_word(said: str, labels: Mapping[str, str], words: Words) -> str | None:
    """Return the one button whose label has the words that a few words name it by: "the film one"."""
    typed = words.tables["typed"]
    spoken = said.split()
    names = {word.rstrip("s") for word in spoken if len(word) >= LEAST_NAME and word not in typed["beside_a_name"]}
    if not names or len(spoken) > A_FEW or spoken[0] in typed["asking"] or not set(typed["no_name"]).isdisjoint(spoken):
        return None
    parts = {trigger: {word.rstrip("s") for word in label.split()} for label, trigger in labels.items()}
    named = [trigger for trigger, of in parts.items() if names <= of and of.isdisjoint(typed["no_name"])]
    return named[0] if len(named) == 1 else None


def asks(text: str, words: Words) -> bool:
    """Tell whether a text is a question, by its mark or by its first word."""
    firsts = {form.partition(" ")[0] for form in bares(plain(text), words)}
    return text.rstrip().endswith("?") or not firsts.isdisjoint(words.tables["typed"]["asking"])


def _begins_with(said: str, label: str) -> bool:
    """Tell whether a text begins with a label; a bare yes or no may be taken back by what follows (`remarks`)."""
    return label not in A_YES_OR_NO and said.startswith(f"{label} ")


def _by_beginning(said: str, labels: Mapping[str, str], words: Words) -> str | None:
    if len(said) < LEAST_LETTERS:
        return None
    first, _, rest = said.partition(" ")
    aside = first in A_YES_OR_NO and len(rest) <= ASIDE and TAKEN_BACK.isdisjoint(rest.split())
    aside = aside and rest.partition(" ")[0] not in NO_ANSWER and (A_YES_OR_NO - {first}).isdisjoint(rest.split())
    if aside and (meant := _spoken(first, list(labels.values()), words)):
        return meant
    begun = [trigger for label, trigger in labels.items() if label.startswith(said) or _begins_with(said, label)]
    if len(begun) == 1:
        return begun[0]
    within = [trigger for label, trigger in labels.items() if " " in label and f" {label} " in f" {said} "]
    if len(within) == 1 and len(said) <= SHORT and first not in ("not", "no", "never"):
        return within[0]
    close = get_close_matches(said, labels, n=1, cutoff=0.84)
    return labels[close[0]] if close else None
