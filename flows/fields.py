"""Fields of the plan card, as the talks that fill them share them: own words, ready answers, and their limits."""

from __future__ import annotations

from flows.engine import Callback, Condition, Move, Turn, Values, move
from flows.model import Card

FIELD = 200
"""The most characters a field of the card holds."""

COPY = 256
"""The most characters a copy button holds (Telegram), and so the longest line to say."""

TEXT_FIELDS = ("their_view", "my_reason", "ask", "moment", "words", "easy", "ready", "plan_b")
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


def own(field: str) -> Callback:
    """Return a callback that puts the user's own words on the card."""

    def put(turn: Turn) -> None:
        turn.keep_card(**{field: turn.event.text})

    put.__name__ = f"{field}_own"
    return put


def starter(field: str, key: str) -> Callback:
    """Return a callback that puts a ready answer on the card."""

    def put(turn: Turn) -> None:
        turn.keep_card(**{field: turn.words.tables["pieces"]["starters"][field][key]})

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
    asked = card.ask or joins["no_ask"]
    as_it_is = asked.endswith((".", "?"))
    ask = asked if as_it_is else joins["ask"].format(ask=asked[:1].lower() + asked[1:])
    parts = [_sentence(card.their_view), _sentence(card.my_reason or joins["no_reason"]), ask, _sentence(card.easy)]
    for keep in ((0, 1, 2, 3), (1, 2, 3), (1, 2), (2,)):
        built = " ".join(parts[place] for place in keep if parts[place])
        if len(built) <= COPY:
            return built
    return ask[:COPY]


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "]")) else f"{text}."


def card_values(turn: Turn) -> Values:
    """Return the card's fields as they are shown: the user's words, or a starter in [brackets]."""
    card, words = turn.journey.card or Card(), turn.words
    brackets = words.tables["pieces"]["card_gaps"]
    shown = {field: getattr(card, field) or brackets[field] for field in TEXT_FIELDS}
    return {**shown, "return_on": words.day(card.return_on) if card.return_on else brackets["return_on"]}
