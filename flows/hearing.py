"""Texts that hold no plain danger: news, a typed answer to the open question, a command in plain words, a question."""

from __future__ import annotations

from flows.alarm import GROWN, soft_question, young
from flows.answering import heard_strictly
from flows.asked import QUESTIONS, answers_asked, asked_for_words, asks_about_the_helper
from flows.choosing import SAYS_NOTHING, bare_command, command_in, has_an_answer, is_figure, typed
from flows.commands import DONT_WRITE, obey
from flows.engine import Flow, Turn, Visit
from flows.gates import ALWAYS, comes_first
from flows.mending import mends
from flows.model import Act
from flows.moves import FLOWS, fire, go_on, open_talk, take
from flows.reminding import anything_on, switch_off
from flows.reporting import REPORTED
from flows.tidings import (
    GREAT_NEWS,
    NEWS,
    OWN_CHANGE,
    asks_for_the_week,
    awaits_news,
    bend,
    comes_back_with_news,
    fills,
    is_news,
    listen_for_news,
    tells_of_life,
    told_news,
)
from flows.typed import asks, is_heavy_for_them, plain, sounds_heavy, sounds_like
from flows.unheard import THE_WEEK, age_said, hold, is_but_a_tone, missed
from flows.wishing import SAYING, wished

LEAST_SAID = 2
"""How many letters a free answer has at the least: a lone digit or an emoji is none."""

ANSWERED_UNASKED = ("ultimatum", "stay_or_leave")
"""Short answers that are given although the text has no question mark: much hangs on them."""

ANSWERED_BY_A_LINE = ("no_fight", "first_time")
"""Questions to which a line is the better answer, where lines are shown."""

ANSWERS_NOTHING = ("faq", "rewrite", "welcome")
"""Talks in which nothing is asked of the bot: it answers there, or what is asked is for the partner, or not begun."""

ASKS_BACK = ("why", "both")
"""Plain words that are no answer where words for the plan are waited for."""

ASKS_COUNTRY = ("care", "country")
"""Where the name of a country is an answer in any language."""


def hear(turn: Turn) -> None:
    """Answer a text that holds no plain danger: a typed answer to the open question, or a free one."""
    if _is_too_young(turn):
        open_talk(turn, "welcome", "age")
        return
    if _answers_tongue(turn) or _wants_no_lines(turn):
        return
    _open_for_it(turn)
    unseen = turn.put_away and not (turn.journey.frame and turn.frame.talk in NEWS)
    if turn.journey.frame is None or comes_first(turn, FLOWS[turn.frame.talk]):
        go_on(turn)
    elif unseen:
        _greet_back(turn)
    elif tells_of_life(turn) and not (_wished(turn) or has_an_answer(turn)):
        bend(turn, "parted" if turn.event.reading.outcome == "parted" else turn.event.reading.life or "")
    else:
        _hear_answer(turn)


def _wants_no_lines(turn: Turn) -> bool:
    """Switch off all that comes by itself where that is wanted, whatever is open. Tell whether it was said, too.

    On a blank screen and in care nothing is said of it.
    """
    if not anything_on(turn.journey) or bare_command(turn) not in DONT_WRITE:
        return False
    if turn.journey.frame is not None and turn.frame.talk in SAYS_NOTHING:
        switch_off(turn)
        return False
    obey(turn, bare_command(turn))
    return True


def _open_for_it(turn: Turn) -> None:
    """Open what hears a text that comes after a while, or while nothing is open."""
    if comes_back_with_news(turn):
        listen_for_news(turn, turn.journey.stack)
    if turn.journey.frame is None and turn.journey.consent_on and _says_something(turn):
        open_talk(turn, "menu")
        turn.replies.clear()


def _is_too_young(turn: Turn) -> bool:
    """Tell whether somebody says an age under 18, where no care is open."""
    calm = turn.event.reading.danger.act is Act.NONE
    return young(turn) and calm and not (turn.journey.frame and turn.frame.talk in ALWAYS)


def _of_age(turn: Turn) -> str | None:
    """Return the no with which a grown-up's age answers whether they are under 18; a younger one is asked again."""
    asked = (turn.frame.talk, turn.frame.state) == ("welcome", "age")
    return "no" if asked and age_said(turn) >= GROWN else None


def _says_something(turn: Turn) -> bool:
    """Tell whether a text that comes while nothing is open is news, a reason, a wish, a question or heavy."""
    reading = turn.event.reading
    heavy = sounds_heavy(turn.event.text, turn.words)
    return bool(reading.life or reading.outcome or reading.guesses or reading.wish or reading.questions or heavy)


def _answers_tongue(turn: Turn) -> bool:
    """Say what can't be read, where a text isn't in English. Tell whether nothing can be made of it."""
    unreadable = _is_unreadable(turn)
    if unreadable:
        turn.note("shared.other_tongue")
        go_on(turn)
    elif turn.event.reading.tongue == turn.journey.lang:
        turn.note_once("language.unread")
    return unreadable


def _is_unreadable(turn: Turn) -> bool:
    """Tell whether a text is in another language, so that it is no answer and no miss; a country is one in any.

    The blank screen says nothing about it: somebody else may have typed there.
    """
    frame, reading = turn.journey.frame, turn.event.reading
    if reading.tongue in (None, turn.journey.lang) or (frame is not None and frame.talk == "quiet"):
        return False
    asks_country = frame is not None and (frame.talk, frame.state) == ASKS_COUNTRY
    return not (asks_country and reading.country)


def ask_softly(turn: Turn) -> None:
    """Put a gentle question in front of what would be said, where the text holds a hint; the answer is kept below."""
    soft = None if turn.erased else soft_question(turn)
    if soft:
        turn.replies.clear()
        open_talk(turn, *soft)


def _hear_answer(turn: Turn) -> None:
    """Answer a text that is no danger, first by what questions about danger are answered with."""
    if not (heard_strictly(turn) or mends(turn) or asks_about_the_helper(turn) or asked_for_words(turn)):
        _hear_text(turn)


def _hear_text(turn: Turn) -> None:
    """Answer a text that is no danger: a button's words, a command in plain words, a hello, or a free text."""
    flow, state = FLOWS[turn.frame.talk], turn.frame.state
    free = flow.takes("said", state)
    loosely = (not free or flow.name in (*NEWS, SAYING)) and flow.name not in ("care", "safe_check")
    trigger = typed(turn, flow, loosely=loosely, taps=loosely and not free) or _of_age(turn)
    if trigger:
        turn.keep(question=turn.journey.question + 1)
        take(turn, trigger)
    elif wish := _wished(turn):
        open_talk(turn, *wish)
    elif _obeys(turn, flow) or _answers_question(turn, flow, free=free):
        return
    elif news := told_news(turn, free=free and not _finds_nothing(turn)):
        open_talk(turn, *news)
    elif free and _fits(turn, flow):
        turn.keep(question=turn.journey.question + 1)
        fire(turn, "said")
    elif turn.frame.talk == "menu" and not turn.paused:
        _hear_below(turn)
    else:
        missed(turn)


def _finds_nothing(turn: Turn) -> bool:
    """Tell whether a text is no question to which /faq has an answer, where such are waited for."""
    return turn.frame.talk == "faq" and not turn.event.reading.questions


def _fits(turn: Turn, flow: Flow) -> bool:
    """Tell whether a text may be what is waited for, where words are."""
    said = plain(turn.event.text)
    enough = len(said) >= LEAST_SAID or is_figure(turn, said)
    return enough and not (_asks_back(turn) or is_but_a_tone(turn, flow))


def _wished(turn: Turn) -> Visit | None:
    """Return where it leads what somebody wants to do, or asks to be told what to do in a week that calls for care."""
    free = FLOWS[turn.frame.talk].takes("said", turn.frame.state)
    return wished(turn, free=free) or (Visit(*THE_WEEK) if asks_for_the_week(turn, free=free) else None)


def _obeys(turn: Turn, flow: Flow) -> bool:
    """Do what a text asks for in plain words, or greet: the open question is asked again. Tell whether it was such."""
    command = command_in(turn, flow)
    if command:
        obey(turn, command)
    elif plain(turn.event.text) in turn.words.tables["typed"]["greetings"]:
        greet(turn)
    else:
        return False
    return True


def greet(turn: Turn) -> None:
    """Ask the open question again; after weeks away show where everything is instead."""
    if turn.returns and turn.journey.consent_on and not turn.paused:
        open_talk(turn, "menu")
    else:
        go_on(turn)


def _greet_back(turn: Turn) -> None:
    """Meet a text that comes after a while: what is big is asked about, what is heavy isn't passed over."""
    if tells_of_life(turn):
        bend(turn, turn.event.reading.life or turn.event.reading.outcome or "")
    elif sounds_heavy(turn.event.text, turn.words):
        hold(turn)
    else:
        greet(turn)


def _is_question(turn: Turn, flow: Flow, *, free: bool) -> bool:
    """Tell whether a text asks the bot for a short answer: any question does, but where a free text is waited for.

    There the bot itself has to be asked, and a threat is taken up even where nothing is asked.
    """
    reading = turn.event.reading
    if not reading.questions or flow.name in ALWAYS or flow.name in ANSWERS_NOTHING:
        return False
    if flow.name == SAYING and reading.questions[0] in ANSWERED_BY_A_LINE:
        return False
    if not free:
        return asks(turn.event.text, turn.words) or reading.asked in QUESTIONS
    marked = turn.event.text.rstrip().endswith("?")
    return reading.asks and reading.outcome not in GREAT_NEWS and (marked or reading.questions[0] in ANSWERED_UNASKED)


def _asks_back(turn: Turn) -> bool:
    """Tell whether somebody says "what for" or "both" where words for the plan or a change are waited for."""
    place = (turn.frame.talk, turn.frame.state)
    return (fills(turn.frame) or place in OWN_CHANGE) and sounds_like(turn.event.text, turn.words) in ASKS_BACK


def _answers_question(turn: Turn, flow: Flow, *, free: bool) -> bool:
    """Give a short answer, or say that there is none, where the bot is asked something. Tell whether it was."""
    if _is_question(turn, flow, free=free):
        open_talk(turn, "faq", aim=turn.event.reading.questions[0])
    elif answers_asked(turn, flow, free=free):
        return True
    elif free and not is_news(turn) and _asks_in_a_field(turn):
        _unanswered(turn)
    else:
        return False
    return True


def _asks_in_a_field(turn: Turn) -> bool:
    """Tell whether the bot is asked something where words for the plan are waited for; sent again, they are for it."""
    asks = turn.event.reading.asks and turn.event.text.rstrip().endswith("?")
    return asks and fills(turn.frame) and not turn.frame.misses


def _unanswered(turn: Turn) -> None:
    """Say that a question has no answer here and wasn't kept for the plan; the open question stands below."""
    turn.keep_frame(misses=turn.frame.misses + 1)
    turn.note("shared.unanswered")
    go_on(turn)


def _hear_below(turn: Turn) -> None:
    """Take a text that means nothing to the menu for news or for their no, where it is one; it fills no other field."""
    if not _has_a_place(turn):
        missed(turn)
    elif comes_first(turn, FLOWS[turn.frame.talk]):
        go_on(turn)
    else:
        _hear_answer(turn)


def _has_a_place(turn: Turn) -> bool:
    """Put what hears a text on top, in the menu's place. Tell whether something does."""
    below, reading = turn.journey.stack[-2:-1], turn.event.reading
    waits = below[0] if below else None
    reason = reading.guesses and not is_heavy_for_them(turn.event.text, turn.words)
    told = reading.outcome in REPORTED and turn.journey.reason is not None and not reading.guesses
    if waits is not None and waits.talk in NEWS and reading.outcome is not None:
        turn.keep(stack=turn.journey.stack[:-1], question=turn.journey.question + 1)
    elif reading.outcome is not None and (told or awaits_news(turn.journey)):
        listen_for_news(turn, turn.journey.stack[:-1])
    elif (reading.outcome or reason) and (waits is None or (waits.talk, waits.state) == ("path", "the_no")):
        turn.keep(stack=turn.journey.stack[:-1], question=turn.journey.question + 1)
        if waits is None:
            open_talk(turn, "path")
            turn.replies.clear()
    else:
        return False
    return True
