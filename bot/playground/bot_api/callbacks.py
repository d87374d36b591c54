"""Presses on buttons that wait for an answer."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.playground.bot_api.params import Params, refuse

ANSWERABLE = timedelta(seconds=150)
MAX_TEXT = 200

_TOO_LATE = "query is too old and response timeout expired or query ID is invalid"


class Callbacks:
    """Each press has an id and can be answered for 150 seconds; `answered` holds the ids of those that were."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.answered: set[str] = set()
        self._clock = clock
        self._asked: dict[str, datetime] = {}

    def ask(self) -> str:
        """Note a press; its id."""
        query = str(4_400_000_000_000_000_001 + len(self._asked))
        self._asked[query] = self._clock()
        return query

    def answer(self, params: Params) -> bool:
        """Do answerCallbackQuery."""
        query = params.text("callback_query_id")
        asked = self._asked.get(query)
        if asked is None or self._clock() - asked > ANSWERABLE:
            refuse(_TOO_LATE)
        if len(params.text("text")) > MAX_TEXT:
            refuse("MESSAGE_TOO_LONG")
        self.answered.add(query)
        return True
