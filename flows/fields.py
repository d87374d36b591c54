"""Fields of the plan card, as the talks that fill them share them: own words, ready answers, and their limits."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.asking import rung_of
from flows.correcting import without_preface, without_shrug
from flows.engine import Callback, Condition, Move, Turn, Values, move
from flows.model import Card
from flows.rewriting import said_to

FIELD = 200
"""The most characters a field of the card holds."""

COPY = 256
"""The most characters a copy button holds (Telegram), and so the longest line to say."""

FRESH: Mapping[str, object] = {
    "reason": None, "guesses": (), "picture": None, "line": 0, "when": None, "card": None, "asks": (), "doors": (),
    "refused": 0, "cost": None, "time": None, "experiment": None, "checked_on": None, "bend": None, "partner": "",
    "moment": "", "draft": None, "weeks": (),
}  # fmt: skip
"""What starting over forgets; consent, safety, country and tidying stay."""

TEXT_FIELDS = ("their_view", "my_reason", "ask", "moment", "words", "easy", "ready", "plan_b")
TO_THEM = ("their_view", "my_reason", "ask", "words", "easy")
"""Fields that are said to the partner."""

THEIR_VOICE = ("their_view", "words")
"""Fields in which a "no," may be somebody's own word, and no correction."""

FIELDS = (*TEXT_FIELDS, "return_on")


def longer_than(most: int) -> Condition:
    """Return a condition that holds when the text that was typed has more characters than `most`."""

    def longer(turn: Turn) -> bool:
        return len(turn.event.text) > most

    longer.__name__ = f"longer_than_{most}"
    return longer


def shorter(most: int) -> Callback:
    """Return a callback that asks for fewer words; none are lost, they are still on the user's screen."""

    def ask_for_less(turn: Turn) -> None:
        turn.note("shared.shorter", most=str(most), count=str(len(turn.event.text)))

    ask_for_less.__name__ = f"at_most_{most}"
    return ask_for_less


def keep_field(turn: Turn, field: str, text: str) -> None:
    """Put a text on the card; words that were built from the fields follow, the user's own words stay as they are."""
    card = turn.journey.card or Card()
    built = bool(card.words) and card.words == built_words(turn)
    turn.keep_card(**{field: text})
    if built and field != "words":
        turn.keep_card(words=built_words(turn))


def meant_for(turn: Turn, field: str) -> str:
    """Return what was typed as it stands on the card: without a preface or a shrug, and said to the partner."""
    meant = without_preface(turn.event.text, turn.words, asides=field not in THEIR_VOICE)
    meant = meant if field == "words" else without_shrug(meant, turn.words)
    to_them = said_to(meant, turn.journey.partner) if field in TO_THEM else meant
    return to_them if len(to_them) <= COPY else meant


def own(field: str) -> Callback:
    """Return a callback that puts the user's own words on the card."""

    def put(turn: Turn) -> None:
        keep_field(turn, field, meant_for(turn, field))

    put.__name__ = f"{field}_own"
    return put


def own_ask(turn: Turn) -> None:
    """Keep an ask in the user's own words; words that were built follow on the card, and any others go."""
    ask, card = meant_for(turn, "ask"), turn.journey.card or Card()
    built = turn.frame.talk == "card" and bool(card.words) and card.words == built_words(turn)
    turn.keep_card(ask=ask, rung=rung_of(ask, turn.words), words="")
    if built:
        have_words(turn)


def starter(field: str, key: str) -> Callback:
    """Return a callback that puts a ready answer on the card."""

    def put(turn: Turn) -> None:
        keep_field(turn, field, turn.words.tables["pieces"]["starters"][field][key])

    put.__name__ = f"{field}_{key}"
    return put


def answers(state: str, field: str, there: str, after: Callback | None = None, most: int = FIELD) -> list[Move]:
    """Return the rows by which a question of the card is answered in the user's own words, or skipped."""
    extra = [after] if after else []
    return [
        move("said", state, state, shorter(most), longer_than(most)),
        move("said", state, there, [own(field), *extra]),
        move("skip", state, there, extra),
    ]


def gaps(card: Card) -> list[str]:
    """Return the names of the fields that are still empty, in the card's order."""
    return [field for field in FIELDS if not getattr(card, field)]


def built_words(turn: Turn) -> str:
    """Put the exact words together from the fields: their view, my reason, the ask; at most 256 characters.

    What is missing stands in [brackets]. What would not fit is left out from the front: the ask comes last and stays.
    """
    card, joins = turn.journey.card or Card(), turn.words.tables["pieces"]["card_words"]
    ask = _sentence(card.ask or joins["no_ask"])
    view, reason = _sentence(card.their_view), _sentence(_missed(card.my_reason, joins) or joins["no_reason"])
    easy = "" if _says_so_already(card, turn) else _sentence(card.easy)
    for parts in ((view, reason, ask, easy), (reason, ask, easy), (reason, ask), (ask,)):
        built = " ".join(filter(None, parts))
        if len(built) <= COPY:
            return built
    return ask[:COPY]


def _missed(reason: str, joins: Mapping[str, str]) -> str:
    """Return a reason as it is said; what isn't a sentence by itself ("you noticing me") is what is missed."""
    return joins["miss"].format(what=reason) if re.match(r"(?:you|us) \w+ing\b", reason, re.IGNORECASE) else reason


def have_words(turn: Turn) -> None:
    """See to it that the card has words to say as soon as it has an ask; they are a start, to be changed."""
    card = turn.journey.card or Card()
    if card.ask and not card.words:
        turn.keep_card(words=built_words(turn))


def _says_so_already(card: Card, turn: Turn) -> bool:
    """Tell whether the ask itself says what makes a yes easy, so that the words don't say it twice."""
    starters: Mapping[str, str] = turn.words.tables["pieces"]["starters"]["easy"]
    signs: Mapping[str, str] = turn.words.tables["pieces"]["easy_signs"]
    return any(card.easy == starters[key] and sign in card.ask for key, sign in signs.items())


def _sentence(text: str) -> str:
    """Write a field as a sentence that can be said: what was typed gets its capital and its end."""
    said = text[:1].upper() + text[1:]
    return said if not said or said.endswith((".", "?", "]", "!")) else f"{said}."


def card_values(turn: Turn) -> Values:
    """Return the card's fields as they are shown: the user's words, or a starter in [brackets]."""
    card, words = turn.journey.card or Card(), turn.words
    brackets = words.tables["pieces"]["card_gaps"]
    shown = {field: getattr(card, field) or brackets[field] for field in TEXT_FIELDS}
    return {**shown, "return_on": words.day(card.return_on) if card.return_on else brackets["return_on"]}
