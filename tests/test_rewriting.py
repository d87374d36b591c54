"""Versions of drafts: what no version may have, what each keeps, and sixty of them to be read by a person (docs)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import flows.reading.meaning
from flows.content import words
from flows.model import Draft
from flows.reading.clauses import clauses
from flows.rewriting import (
    KINDS,
    Answers,
    aims_at_harm,
    in_heat,
    missing,
    parts_of,
    rewrites,
    table_of,
    to_you,
    version,
)
from flows.rewriting.compose import MOST_CHARACTERS, MOST_WORDS
from flows.rewriting.spelled import spelled
from training.examples import HALF, _shared

TABLE = table_of(words("en"))
EXAMPLES = Path(flows.reading.meaning.__file__).parent / "examples" / "drafts"
LATER = EXAMPLES.parent / "later" / "drafts"
SETS = Path(__file__).parent / "sets"
WHERE = ((EXAMPLES, "*.jsonl"), (LATER, "*.jsonl"), (SETS, "drafts_dev_*.jsonl"))
DOCUMENT = Path(__file__).parent.parent / "docs" / "rewrites.md"
GAP = re.compile(r"\[[^\]]*\]")


def rows() -> Iterator[dict]:
    for path in [
        *sorted(EXAMPLES.glob("*.jsonl")),
        *sorted(LATER.glob("*.jsonl")),
        *sorted(SETS.glob("drafts_dev_*.jsonl")),
    ]:
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def as_marked(row: dict) -> Draft:
    """Return a draft with the faults that its writer marked."""
    text = row["text"]
    spans = [(text.index(one["text"]), one["text"], one["label"]) for one in row.get("spans", ())]

    def inside(begin: int, end: int) -> tuple[str, ...]:
        return tuple(sorted({label for at, said, label in spans if _shared(begin, end, at, at + len(said)) >= HALF}))

    cut = tuple((begin, end, inside(begin, end)) for begin, end in clauses(text))
    return Draft(text=text, labels=tuple(one for one in row["labels"] if one != "good_soft_startup"), clauses=cut)


FAULTY = [draft for row in rows() if (draft := as_marked(row)).labels]


def in_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9£$€]+", text.casefold().replace("’", "'").replace("'", "")))


def said_by_us() -> set[str]:
    rows = (*TABLE["requests"].values(), *TABLE["opens"].values())
    lines = [*TABLE["lines"].values(), *(line for one in rows for line in one.values())]
    named = [name for theme in TABLE["themes"].values() for name in theme.get("instead", {}).values()]
    return in_words(" ".join([*lines, *named, "would you could please not try to while the on before"]))


OURS = said_by_us()


def wrong_with(text: str) -> list[str]:
    """Return what a version has that none may have (content 06)."""
    free = GAP.sub("", text)
    plain = f" {' '.join(re.findall(r'[a-z-]+', free.casefold().replace(chr(39), '')))} "
    found = [word for word in TABLE["never"]["words"] if f" {word.replace(chr(39), '')} " in plain]
    if len(text) > MOST_CHARACTERS or len(text.split()) > MOST_WORDS:
        found.append("too long")
    if free.count("?") > 1:
        found.append("two requests")
    if "!" in free or re.search(r"\b[A-Z]{3,}\b", free) or "  " in text or " ." in text:
        found.append("its marks")
    if not re.match(r"[A-Z\[]", text) or not re.search(r"[.?\]]$", text):
        found.append("its beginning or its end")
    return found


def test_no_version_has_what_makes_people_duck() -> None:
    wrong = {
        shown: found
        for draft in FAULTY
        for kind in KINDS
        if (found := wrong_with(shown := version(draft, TABLE, kind)))
    }
    assert len(FAULTY) > 1400
    assert not wrong


def said_otherwise(text: str) -> set[str]:
    """Return the words that stand for others of a draft: spelt in full, another form of a verb, "don't" for "never"."""
    said = spelled(text, TABLE)
    words, plain = in_words(said), said.casefold()
    rows = [row.split() for row in TABLE["verbs"]["seen"]]
    found = in_words(" ".join(" ".join(row) for row in rows if set(row) & words))
    found |= in_words("don't didn't haven't") if words & {"never", "not"} else set()
    found |= {"youre"} if "you are" in plain or "ur" in text.casefold() else set()
    for instead in (TABLE["feelings"]["instead"], TABLE["acts"]["instead"]):
        found |= in_words(" ".join(put for sign, put in instead.items() if sign in plain))
    return words | found


def test_no_version_says_what_neither_the_draft_nor_the_template_says() -> None:
    for draft in FAULTY:
        known = OURS | in_words(draft.text) | said_otherwise(draft.text)
        known |= {word.removesuffix("s") for word in known} | {"your", "im"}
        for shown in rewrites(draft, TABLE):
            assert not in_words(GAP.sub("", shown)) - known, (draft.text, shown)


def test_what_the_draft_is_about_and_when_stays() -> None:
    kept = 0
    for draft in FAULTY:
        parts = parts_of(draft, TABLE)
        for shown in rewrites(draft, TABLE):
            if parts.topic and not (parts.concrete or parts.act or parts.arranged):
                kept += 1
                assert parts.topic.split()[-1].casefold() in shown.casefold(), (draft.text, shown)
    assert kept > 1000


def test_the_two_versions_differ_and_the_same_draft_gives_the_same() -> None:
    alike = 0
    for draft in FAULTY:
        plain, softer = rewrites(draft, TABLE)
        alike += plain == softer
        assert rewrites(draft, TABLE) == (plain, softer)
    assert alike <= len(FAULTY) * 0.02


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(FAULTY),
    st.sampled_from(["On Friday I waited at the gate for an hour", "i told you about mum's scan"]),
    st.sampled_from(["lonely", "I felt small", "a bit scared."]),
    st.sampled_from(["could you ring me if you're late", "Would you come to one meeting?"]),
)
def test_the_users_answers_stand_in_the_version_and_the_gaps_are_filled(
    draft: Draft, happened: str, felt: str, wish: str
) -> None:
    shown = version(draft, TABLE, "plain", Answers(happened, felt, wish))
    assert in_words(happened) <= in_words(shown)
    assert in_words(wish) <= in_words(shown)
    assert "[" not in shown


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        ("that you put the phone away at dinner", "Could you put the phone away at dinner?"),
        ("he does the dishes", "Could you do the dishes?"),
        ("stay in the room", "Could you stay in the room?"),
        ("could he show me the account", "Could you show me the account?"),
        ("ten minutes on Sunday", "Could we have ten minutes on Sunday?"),
        ("put the phone away, do the dishes and be nice to mum", "Could you put the phone away?"),
        ("come home by six and tell me if you're late", "Could you come home by six?"),
        ("I want you to listen. And to ask me things. And no phone", "Could you listen?"),
        ("could we eat and talk on Sunday", "Could we eat and talk on Sunday?"),
    ],
)
def test_a_wish_is_asked_for(wish: str, asked: str) -> None:
    assert version(FAULTY[0], TABLE, "plain", Answers("I waited on Friday", "sad", wish)).endswith(asked)


def test_an_example_in_which_nothing_happens_keeps_a_gap() -> None:
    shown = version(FAULTY[0], TABLE, "plain", Answers("yesterday on the phone", "sad", ""))
    assert shown.startswith("Yesterday on the phone: [what happened].")


@pytest.mark.parametrize(
    ("about", "to"),
    [
        ("he spent the rent on saturday", "you spent the rent on saturday"),
        ("She never listens to me", "You never listen to me"),
        ("He's late and she was tired", "You're late and you were tired"),
        ("I told him about his mum", "I told you about your mum"),
        ("she misses her mum, mum rang her", "you miss your mum, mum rang you"),
        ("you left and he knows", "you left and he knows"),
        ("her phone was out", "her phone was out"),
        ("it was late", "it was late"),
    ],
)
def test_what_is_told_about_them_is_said_to_them(about: str, to: str) -> None:
    assert to_you(about) == to


def test_what_is_missing_is_asked_for() -> None:
    bare = Draft(text="you never listen", labels=("always_never",), clauses=((0, 16, ("always_never",)),))
    assert missing(bare, TABLE) == ("happened", "felt", "wish")
    said = "I cried at dinner on Friday. You never listen. Could we talk on Sunday?"
    full = as_marked(
        {"text": said, "labels": ["always_never"], "spans": [{"text": "You never listen", "label": "always_never"}]}
    )
    assert missing(full, TABLE) == ("felt",)


@pytest.mark.parametrize(
    ("said", "about", "past", "coming"),
    [
        ("you left the dishes again last night", "the dishes", "last night", ""),
        ("You forgot my mother's birthday on Friday", "my mother's birthday", "on Friday", ""),
        ("talk to me tomorrow at seven or I'm done", "", "", "tomorrow at seven"),
        ("your phone is your wife", "the phone", "", ""),
        ("you kiss me when you want something", "", "", ""),
        ("that shrink will show you on Thursday", "therapy", "", "on Thursday"),
        ("off the phone with my sister and you hid the bill", "the bill", "", ""),
        ("It's about the parcel. You had the dog and the baby in the car", "the parcel", "", ""),
        ("you and your holiday money", "money", "", ""),
    ],
)
def test_what_it_is_about_and_when(said: str, about: str, past: str, coming: str) -> None:
    parts = parts_of(Draft(text=said, labels=("criticism",), clauses=((0, len(said), ("you_statement",)),)), TABLE)
    assert (parts.topic, parts.past, parts.coming) == (about, past, coming)


def test_the_middle_of_a_fight_waits_and_harm_is_not_sharpened() -> None:
    assert in_heat("He just walked out. I'm SHAKING", TABLE)
    assert not in_heat("We had a fight in May and made up", TABLE)
    assert aims_at_harm("you'll regret this", TABLE)
    assert aims_at_harm("I want to send this to make him jealous", TABLE)
    assert not aims_at_harm("I'd like us to talk about your family", TABLE)
    good = [draft for row in rows() if not (draft := as_marked(row)).labels]
    assert sum(aims_at_harm(draft.text, TABLE) for draft in good) <= len(good) * 0.01
    assert sum(in_heat(draft.text, TABLE) for draft in good) <= len(good) * 0.01


def told(said: str, label: str = "you_statement") -> str:
    """Return what a version tells of one clause that the other did."""
    return parts_of(Draft(text=said, labels=(label,), clauses=((0, len(said), (label,)),)), TABLE).act


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("You never call me when you're late", "you're late and don't call me"),
        ("you walk out of the room when I cry", "when I cry, you walk out of the room"),
        ("you always leave your shoes in the hall", "you leave your shoes in the hall"),
        ("You never once asked how my scan went.", "you didn't ask how my scan went"),
        ("you keep telling my sister about us", "you tell my sister about us"),
        ("ur always on ur phone when im talkin to u", "you're on your phone while I'm talking to you"),
        ("you're never at the table with us", "you're not at the table with us"),
        ("You left the kitchen a mess on Sunday", "you left the kitchen as it was on Sunday"),
        ("you went to bed at nine like I'm the maid", "you went to bed at nine"),
        ("why do you always shout at me in the car", "you shout at me in the car"),
        ("why didn't you ring me from the airport", "you didn't ring me from the airport"),
        ("I hate it when you look at your phone", "you look at your phone"),
        ("I hate coming home to you on that couch", "I come home to you on that couch"),
        (
            "Last Thursday you walked out in the middle of dinner",
            "Last Thursday you walked out in the middle of dinner",
        ),
        ("You said you'd be home at six", "you said you'd be home at six"),
        ("You haven't touched a mop since May", "you haven't touched a mop since May"),
        ("you go through my payslips like the tax office", "you go through my payslips"),
    ],
)
def test_what_the_other_did_is_told_without_the_charge(said: str, act: str) -> None:
    assert told(said) == act


def test_an_act_is_told_from_a_clause_of_scorn_and_the_scorn_is_not() -> None:
    said = "that's the word I was looking for when you laughed at my dad's speech"
    assert told(said, "diagnosis") == "you laughed at my dad's speech"
    assert told("you laughed like a hyena", "contempt") == ""
    assert told("you'll be sorry when you come home to nobody", "ultimatum") == ""


@pytest.mark.parametrize(
    "said",
    [
        "You never listen to anyone but your mother",
        "you don't care about me",
        "You ruined the whole weekend",
        "you make me sick",
        "You only stay for the kids",
        "you forget who paid for it",
        "you let it happen",
        "You let a woman of 71",
        "you say it's work",
        "you come in",
        "You need help with your temper",
        "So you see I am right",
    ],
)
def test_a_verdict_or_half_a_clause_is_no_act(said: str) -> None:
    assert told(said) == ""


@lru_cache
def acts() -> list[tuple[Draft, str]]:
    return [(draft, act) for draft in FAULTY if (act := parts_of(draft, TABLE).act)]


def test_a_no_is_never_turned_into_a_yes() -> None:
    for draft, act in acts():
        cut = next(
            (draft.text[b:e] for b, e, _ in draft.clauses if act and in_words(act) <= in_words(draft.text[b:e])), ""
        )
        if re.search(r"\byou(?:'re| are)? (?:\w+ )?never\b", cut, re.IGNORECASE):
            assert re.search(r"n't\b|\bnot\b", act), (draft.text, act)


def test_what_is_told_of_the_other_has_no_verdict() -> None:
    verdicts = TABLE["acts"]["verdicts"]
    assert len(acts()) > 200
    for _, act in acts():
        assert not [word for word in verdicts if f" {word} " in f" {act.casefold()} "], act
        assert not re.search(r"\b(?:always|never|constantly|every time)\b", act), act


def wished(said: str) -> str:
    draft = Draft(text=said, labels=("you_statement",), clauses=((0, len(said), ("you_statement",)),))
    wish = parts_of(draft, TABLE).wish
    return wish.plain if wish else ""


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("why can't you just call when you're late", "Could you call when you're late?"),
        ("Would it kill you to say thank you once", "Could you say thank you?"),
        ("I want you to come home for dinner.", "Could you come home for dinner?"),
        ("you need to take one night", "Could you take one night?"),
        ("Stop leaving your shoes in the hall", "Could you please not leave your shoes in the hall?"),
        ("don't tell my sister about our fights", "Could you please not tell my sister about our fights?"),
        ("can u not tell ur mates about us", "Could you please not tell your mates about us?"),
        ("Could you, for once, be on time, stay off your phone and smile", "Could you be on time?"),
        ("would you come with me on Friday", "Would you come with me on Friday?"),
        ("Don't talk to me", ""),
        ("so you could keep an eye on me", ""),
        ("you should grow up", ""),
        ("you need to get a grip", ""),
        ("and wash the car", ""),
        ("You must think I'm blind", ""),
        ("why can't you be more like Tom", ""),
    ],
)
def test_a_hidden_wish_is_asked_for_and_a_charge_is_not(said: str, asked: str) -> None:
    assert wished(said) == asked


@pytest.mark.parametrize(
    ("said", "label", "begins"),
    [
        ("I booked us a counsellor for 5 today, be there", "ambush", "I booked us a counsellor for 5 today. [I didn't"),
        ("Surprise, we have counselling at 4 today", "ambush", "We have counselling at 4 today. [I didn't ask you"),
        ("my parents are coming for lunch and you will tell them", "ambush", "My parents are coming for lunch. [I"),
        ("We have to talk about your drinking now", "ambush", "I'd like to talk about your drinking, only the two"),
        ("I'm outside your office. Come down", "ambush", "I'd like to talk, only the two of us. A time"),
        ("I'm never speaking about your brother again.", "stonewalling", "I need a break from talking about your"),
        ("nope. not doing this. muting u", "stonewalling", "I need a break from talking. I feel [one feeling]."),
        ("Therapy will teach you how to treat a woman", "therapy_as_weapon", "I'd like us to try therapy, for [what"),
        ("I see it in your face when I open my mouth", "mind_reading", "When I open my mouth, [what you do], and I"),
        ("Gaslighting, thats what that was last night", "diagnosis", "When [what happened] last night, I felt [one"),
        (
            "You embarrassed me in front of my coworkers last night.",
            "you_statement",
            "When [what happened] in front of",
        ),
        ("Nope. Take it up with the cat.", "contempt", "When [what happened, and when], I felt [one feeling]."),
    ],
)
def test_a_draft_that_tells_nothing_is_put_as_what_it_is_for(said: str, label: str, begins: str) -> None:
    draft = Draft(text=said, labels=(label,), clauses=((0, len(said), (label,)),))
    assert version(draft, TABLE, "plain")[: len(begins)] == begins


def test_what_is_sprung_is_asked_about_and_not_repeated_as_a_wish() -> None:
    said = "I've booked it for six, put your coat on and come with me"
    draft = Draft(text=said, labels=("ambush",), clauses=((0, len(said), ("ambush",)),))
    assert "coat" not in version(draft, TABLE, "plain")
    assert "tell" not in missing(draft, TABLE)


def test_a_feeling_of_ones_own_stays_and_one_about_the_other_does_not() -> None:
    said = "I'm so tired of being lied to. You left me at the clinic on Monday."
    draft = Draft(text=said, labels=("you_statement",), clauses=((0, 30, ()), (31, len(said), ("you_statement",))))
    assert version(draft, TABLE, "plain").startswith("You left me at the clinic on Monday. I'm so tired of it.")


def test_the_shorter_version_is_never_longer_and_keeps_what_is_serious() -> None:
    for draft in FAULTY:
        plain, shorter = version(draft, TABLE, "plain"), version(draft, TABLE, "shorter")
        assert len(shorter) <= len(plain)
        assert (TABLE["lines"]["serious"] in plain) == (TABLE["lines"]["serious"] in shorter)


def document() -> str:
    """Return sixty drafts of the sets with their versions, for a person to read."""
    head = """# Sixty drafts and what becomes of them

The drafts come from `tests/sets/drafts_dev_*.jsonl`; their faults are those that a person marked. Every version is put
together from the draft; what it doesn't say stands in [brackets]. `pytest tests/test_rewriting.py --rewrite` writes
this page.
"""
    drafts = [
        draft
        for path in sorted(SETS.glob("drafts_dev_*.jsonl"))
        for row in map(json.loads, path.read_text().splitlines())
        if (draft := as_marked(row)).labels
    ]
    parts = [head]
    for draft in drafts[:: max(1, len(drafts) // 60)][:60]:
        plain, softer = rewrites(draft, TABLE)
        said = " ".join(draft.text.split())
        parts.append(f"> {said}\n\n- {plain}\n- {softer}\n")
    return "\n".join(parts)


def test_the_sixty_drafts_to_read_are_current(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        DOCUMENT.write_text(document(), encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == document()
