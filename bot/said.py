"""What is said in walks: stories, drafts, odd and long texts and short answers, each read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import permutations, product

from flows.content import words
from flows.fields import COPY, FIELD
from flows.model import Act, Event, Reading
from flows.reading import read
from flows.reading.drafts import draft_of
from flows.reading.meaning.model import DANGERS
from flows.reading.news import outcome_of
from flows.reading.phrases import spoken

Texts = Mapping[str, Sequence[Event]]
"""Texts with their readings, by kind."""

STORIES = (
    "he says it costs too much and we don't have the time",
    "she thinks they'd all gang up on her and blame her",
    "what happens at home stays at home, he says",
    "we did that years ago and it made everything worse",
    "I don't know, he just looked away",
    "talking never helped anybody",
    "the problem is you, not me",
    "nothing works and i feel so alone",
    "he said no",
    "she said yes, we booked it",
    "she said maybe, some day",
    "we talked and it went better than I feared",
    "nothing changed, the same old story",
    "it got worse, we had a fight",
    "I haven't asked yet",
    "we split up last week",
    "we went on tuesday and it was all right",
    "he said yes and then cancelled twice",
    "she went once and won't go back",
    "he took it back last night",
    "he said no in the middle of a fight",
    "things are calmer between us",
    "things are worse between us this week",
    "I asked and that was it",
    "I can't do this any more, I'm done asking",
    "the baby was born on friday",
    "his mum died last week",
    "he lost his job",
    "she moved out",
    "he wants a divorce",
    "he cheated on me",
    "nothing will change, that's how I am, take it or leave it",
    "should I leave him?",
    "how do I bring it up without a fight?",
    "kind of, but more about money",
    "no that's wrong",
    "Could we read one chapter together on Sunday?",
    "on Sunday",
    "14 March",
    "tomorrow evening",
    "some time",
    "in three weeks",
    "next friday at 7pm",
    "tomorrow at 6 in the morning",
    "after xmas",
    "half past nine",
    "Berlin",
    "it's 8 in the evening",
    "I live near Manchester",
)
IN_FIELDS = (
    "is there something even smaller",
    "you tell me",
    "what happens if he walks out again",
    "should i just send it",
    "what if it changes nothing",
    "change it to sunday morning",
    "yes but also he is proud",
    "hmm partly",
    "do i have to fill this in?",
    "that's wrong",
    "yes and also the money",
)
"""What is said where words are waited for, and is none of them, or more than was asked for."""

ASIDES = (
    "does shouting count?",
    "is this normal?",
    "is it normal, all husbands do this",
    "he'd never do that",
    "that's exactly what i did",
    "what do you mean by that",
    "more than one of them",
    "what is tidy up?",
    "who will see this?",
    "yes im above 18, who will see this?",
    "what comes next",
    "no telephone, he sees the calls",
    "is he a bad man?",
    "maybe it's my fault, i make him jealous",
    "i'm afraid he sees this chat, how do i delete it",
    "which words do you mean",
    "why do you ask this",
    "the words are wrong",
    "not really",
    "can he see this chat",
)
"""What is said beside what was asked: to the bot, or about the question."""

ANSWERS = {
    "path.smaller": ("is there something even smaller", "you tell me", "a walk on Sunday", "that's wrong"),
    "yes.session": ("is it confidential", "how long does it take", "ok"),
    "yes.call": ("is it confidential", "they have thursday or monday"),
    "rewrite.happened": ("I waited on Friday at the gate", "everything, every day", "any ideas", "why do you ask"),
    "rewrite.felt": ("so sad and alone", "its too soft", "that he's a liar", "should i send it"),
    "rewrite.wish": (
        "put your phone away and come with me to one meeting",
        "to change",
        "any ideas",
        "a hug on Sunday",
    ),
}
"""What is typed on screens whose answers are told apart most closely."""

ODD = (
    "Germany",
    "I live in Brazil",
    "Atlantis",
    "I'm 15",
    "I'm 34 and tired",
    "Ich weiß nicht, er will einfach nicht.",
    "Не знаю",
    "何も言わない",
    "99",
    "-",
    "🙂",
    "half {0} of {} it and {ask",
    "<b>no</b> & *yes*",
    "> a line",
    "two\nlines",
)
LONG = ("w" * (FIELD + 1), "word " * (COPY // 5 + 1), "I asked again and again. " * 160)

DRAFTS = (
    "You never listen to me. I cried on Friday and you left the room. Could we talk on Sunday?",
    "if you don't come to therapy I'm done",
    "I felt lonely last night. Could we have a walk on Saturday?",
    "he just walked out, I'm shaking. you are pathetic",
    "you'll regret this",
    "I waited at the gate on Friday and I felt so sad. Would you come with me to one meeting? You never do anything.",
    "w" * 1200,
)


def texts(now: datetime) -> Texts:
    """Return all texts that are sent, each read once: reading takes longer than a step."""
    return {
        "story": [Event(kind="said", text=text, reading=read(text, now)) for text in STORIES],
        "aside": [Event(kind="said", text=text, reading=read(text, now)) for text in ASIDES],
        "field": [Event(kind="said", text=text, reading=read(text, now)) for text in IN_FIELDS],
        "draft": [Event(kind="said", text=text, reading=_as_draft(text, now)) for text in DRAFTS],
        "odd": [Event(kind="said", text=text, reading=read(text, now)) for text in ODD],
        "long": [Event(kind="said", text=text) for text in LONG],
        "short": [Event(kind="said", text=text, reading=_bare(text)) for text in _short()],
        "danger": list(_dangers(list(permutations(DANGERS, 1)) + list(permutations(DANGERS, 2)), None)),
        **dict(_by_screen(now)),
        "young": list(_dangers(list(permutations(DANGERS, 1)), 15)),
    }


def _by_screen(now: datetime) -> Iterator[tuple[str, list[Event]]]:
    """Yield screens with what is said on them: one text for each of their answers, or what they ask for."""
    answered = {
        screen: [said for said, *_ in ways.values()] for screen, ways in words("en").tables["taps"]["said"].items()
    }
    for screen, said in {**ANSWERS, **answered}.items():
        yield screen, [Event(kind="said", text=text, reading=_as_draft(text, now)) for text in said]


def _as_draft(text: str, now: datetime) -> Reading:
    return read(text, now).model_copy(update={"draft": draft_of(text)})


def _bare(text: str) -> Reading:
    """Return what a word or two say without a look at their meaning."""
    return Reading(outcome=outcome_of(None, spoken(text)))


def _short() -> list[str]:
    """Return the answers in a word or two that the flows know; they are too short for a reader of danger."""
    typed = words("en").tables["typed"]
    ways = [way for table in ("words", "loose", "unclear") for ways in typed[table].values() for way in ways]
    return [*typed["greetings"], *typed["commands"], *typed["places"], *ways, *map(str, range(10))]


def _dangers(labels: Sequence[Sequence[str]], age: int | None) -> Iterator[Event]:
    """Yield every reading of danger that leads elsewhere: what to do, of which kinds, now or not, and whose."""
    for act, named, urgent, who in product((Act.ASK, Act.STOP), labels, (True, False), ("user", "partner")):
        heard = "" if urgent else "a few words"
        danger = {"act": act, "labels": named, "urgent": urgent, "who": who, "words": heard}
        reading = Reading.model_validate({"danger": danger, "age": age})
        yield Event(kind="said", text=f"(danger: {', '.join(named)})", reading=reading)
