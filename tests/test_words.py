"""The words: the syllable counter, the rules of one text, the real folders, and planted faults that must be caught."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from flows.checks.covering import EXCUSED, excused, requirements
from flows.checks.datafiles import placeholders, strings
from flows.checks.lint import Finding, lint
from flows.checks.reading_grade import grade, sentences, syllables, words_of, words_per_sentence
from flows.checks.samples import filled_in, usual
from flows.checks.wording import Style, hard_to_read, looks_dialled, many_questions, speaks_of_people, wrong_words
from flows.content import FOLDER, languages, words
from flows.moves import FLOWS

MOST_UNCOVERED = 21
"""How many requirements may still be without a text; lower it whenever one gets its text."""

HERE = Path(__file__).parent
STYLE = Style.model_validate(words("en").tables["lint"])

# --- reading grade

SYLLABLES = {
    1: """the be no ask said asked moved times house makes come there friend hour you've they'd don't won't can't eyes
        guess guide whole goes does tried once weeks you'll league scared hope fights choose phone""",
    2: """people couples table settled wanted needed changes voices houses hundred quiet being going saying trying
        player lower careful likely lonely sometimes something someone movement isn't didn't couldn't haven't it'll
        safety business evening maybe every answer always partner marriage anxious special question beyond argue
        centre science client cruel prior agreed real-life lion rather minute promise""",
    3: """therapy therapist telegram idea video area violent serious period suicide everyone anyone opinion easier
        reaction creating settlement diagnose behaviour familiar usual discernment counselling library""",
    4: """reality situation society anxiety experience usually actually criticism experiment diagnosis material
        january emergency anybody""",
}

PASSAGES = {
    # text: (words, sentences, syllables), all counted by hand
    "A no is seldom plain stubbornness. Often there's fear.": (9, 2, 13),
    "Can anyone see your screen now? I can tidy up after us, or leave the chat as it is.": (19, 2, 23),
    "You asked. That took something. Nothing has to be fixed tonight.": (11, 3, 14),
    "> Would you try one meeting with me?\nYou choose who, and you can still say no after.": (17, 2, 19),
    "Communication difficulties necessitate professional intervention.": (5, 1, 21),
}


@pytest.mark.parametrize("count", SYLLABLES)
def test_syllables_are_counted_as_by_hand(count: int) -> None:
    wrong = {word: syllables(word) for word in SYLLABLES[count].split() if syllables(word) != count}
    assert wrong == {}


def test_enough_words_are_counted_by_hand() -> None:
    assert sum(len(listed.split()) for listed in SYLLABLES.values()) >= 60


@pytest.mark.parametrize(("text", "counts"), PASSAGES.items())
def test_the_grade_of_a_passage_is_kincaids(text: str, counts: tuple[int, int, int]) -> None:
    spoken, ended, heard = counts
    assert len(words_of(text)) == spoken
    assert len(sentences(text)) == ended
    assert sum(map(syllables, words_of(text))) == heard
    assert grade(text) == pytest.approx(0.39 * spoken / ended + 11.8 * heard / spoken - 15.59)


def test_lists_lines_commands_and_addresses_are_not_read_as_words() -> None:
    assert sentences("Two things:\n1. Fear\n2. Hope") == ["Two things:", "Fear", "Hope"]
    assert words_of("See /safety or findahelpline.com now.") == ["See", "or", "now"]
    assert words_per_sentence("") == grade("") == 0.0


# --- rules of one text


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("You should ask.", "you should"),
        ("YOU  SHOULD".replace("  ", " "), "you should"),
        ("Just ask.", "just"),
        ("He's like that.", '"he"'),
        ("They committed suicide.", "committed suicide"),
        ("That is a boundary.", "a limit"),
        ("Well, that went fine!", "exclamation"),
        ("That is <b>fine</b>.", "markup"),
        ("That is **fine**.", "markup"),
        ("That is NOT it.", '"NOT"'),
        ("Hello 🙂 there 🙂", "emoji"),
    ],
)
def test_wrong_words_are_named(text: str, finding: str) -> None:
    assert any(finding in message for message in wrong_words(text, STYLE))


@pytest.mark.parametrize(
    "text", ["The adjustment helps them here. I do. 112 works in the EU. 🙂", "Shed a tear, this is it."]
)
def test_words_that_only_look_wrong_pass(text: str) -> None:
    assert not list(wrong_words(text, STYLE))


@pytest.mark.parametrize(
    ("text", "asked_too_much"),
    [
        ("Is it so? And why?", True),
        ("Is it so?", False),
        ("Ask: 'What's it like?' 'Why?' Is it so?", False),
        ("Take this:\n> Would you? Could you?\nWant it?", False),
        ("They don't ask, 'why?' or so? You can't?", True),
    ],
)
def test_one_question_a_message(text: str, *, asked_too_much: bool) -> None:
    assert bool(list(many_questions(text))) is asked_too_much


def test_the_safety_screens_lines_are_one_question() -> None:
    text = "Five lines.\n1. Are you afraid?\n2. Were you hurt?"
    assert list(many_questions(text))
    assert not list(many_questions(text, numbered_apart=True))


@pytest.mark.parametrize(
    "text", ["Call 116 123.", "It's 911", "(0800) 1111", "+44 20 7946 0000", "Dial 0800-22", "is 112"]
)
def test_numbers_to_dial_are_found(text: str) -> None:
    assert list(looks_dialled(text, STYLE))


@pytest.mark.parametrize("text", ["In 2018, 58 came.", "After 180 quiet days it goes.", "18 or over", "At 10 or 11."])
def test_other_numbers_pass(text: str) -> None:
    assert not list(looks_dialled(text, STYLE))


def test_figures_about_people_are_known() -> None:
    assert speaks_of_people("It helped 742 couples.", STYLE)
    assert speaks_of_people("It helped 60 % of them.", STYLE)
    assert speaks_of_people("It helped 58 young people.", STYLE)
    assert not speaks_of_people("Take 20 minutes with your partner.", STYLE)


def test_hard_texts_are_named_with_their_longest_words() -> None:
    assert any(
        "communication" in message.lower()
        for message in hard_to_read("Communication difficulties necessitate it.", STYLE)
    )
    assert any("on average" in message for message in hard_to_read("a b c d e f g h i j k l m.", Style()))


# --- the real words


def test_the_words_keep_every_rule() -> None:
    assert [str(finding) for finding in lint(FOLDER)] == []


def test_fewer_and_fewer_requirements_are_uncovered() -> None:
    assert len(excused()) <= MOST_UNCOVERED


def test_all_requirements_are_listed_once() -> None:
    counted = {"S1": 49, "S2": 47, "X": 16}
    assert requirements(FOLDER) == [f"{name}-{n:02}" for name, most in counted.items() for n in range(1, most + 1)]


def test_a_rule_that_excuses_a_requirement_has_its_test() -> None:
    for path, name in re.findall(r"(tests/\w+\.py)::(\w+)", EXCUSED.read_text(encoding="utf-8")):
        assert f"def {name}(" in (HERE.parent / path).read_text(encoding="utf-8")


def test_no_text_names_a_product() -> None:
    """S2-47: the only addresses are directories of free help lines."""
    files = {**words("en").tables, **{key: text.text for key, text in words("en").screens.items()}}
    said = " ".join(text for name, table in files.items() for _, text in strings(name, table))
    assert set(re.findall(r"[\w-]+\.(?:com|org|net|io|app)\b", said)) <= {"findahelpline.com", "thehotline.org"}


@pytest.mark.parametrize("lang", languages())
def test_each_suggestion_can_say_how_it_is_known(lang: str) -> None:
    """X-16: what a button "how do we know?" says exists, for every screen that has one and every reason."""
    read = words(lang)
    for key, text in read.screens.items():
        if text.evidence is not None and key.partition(".")[0] in FLOWS:
            flow, state = FLOWS[key.partition(".")[0]], key.partition(".")[2]
            for turn, values in zip(usual(read), filled_in(flow, state, usual(read)), strict=False):
                turn.keep_frame(talk=flow.name, state=state)
                assert "how" in [button.trigger for button in flow.buttons(turn, text, values)]


def test_notes_that_code_says_exist_and_are_filled() -> None:
    notes = words("en").notes
    for key, given in _said_notes():
        assert key in notes, key
        assert {name for part in notes[key].text for name in placeholders(part)} == given, key


def test_each_note_is_said_somewhere() -> None:
    named = {key for key, _ in _said_notes()}
    sources = [path.read_text(encoding="utf-8") for room in ("flows", "bot") for path in _modules(room)]
    families = re.findall(r'f"(\w+\.\w*)\{\w+\}"', "\n".join(sources))
    written = set(re.findall(r'"(\w+\.\w+)"', "\n".join(sources)))
    by_rows = {row.get("note") for row in words("en").tables["answering"]["row"]}
    by_screens = {note for ways in words("en").tables["taps"]["said"].values() for note in ways}
    missed = {screen.missed for screen in words("en").screens.values()}
    said = named | written | by_rows | by_screens | missed
    silent = {key for key in words("en").notes if key not in said and not key.startswith(tuple(families))}
    assert silent == set()


def _said_notes() -> Iterator[tuple[str, set[str]]]:
    """Yield the key and the placeholders of every call that says a note by its whole key."""
    for path in _modules("flows"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in {"note", "note_once", "says"} and node.args:
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                yield from ((key, given) for key in _literals(node.args[0]))


def _literals(node: ast.expr) -> list[str]:
    """Return the whole texts that an argument may be; the parts of an f-string are none."""
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) else []


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _modules(room: str) -> list[Path]:
    return sorted((HERE.parent / room).rglob("*.py"))


# --- planted faults


@cache
def _before() -> list[Finding]:
    return lint(FOLDER)


class Folder:
    """A copy of the words in which faults are planted; what the real words have wrong is left out."""

    def __init__(self, path: Path) -> None:
        self.path = path / "content"
        self.excuses = path / "uncovered.txt"
        shutil.copytree(FOLDER, self.path, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
        shutil.copy(EXCUSED, self.excuses)
        self.before = _before()

    def findings(self) -> list[Finding]:
        return lint(self.path, excuses=self.excuses)

    def plant(self, name: str, old: str, new: str) -> None:
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def new(self) -> list[str]:
        known = {(one.file, one.key, one.message) for one in self.before}
        return [str(one) for one in self.findings() if (one.file, one.key, one.message) not in known]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


BLANK = '[blank]\ntext = "Nothing new today."\n[blank.buttons]'

PLANTED = {
    "not TOML": ("quiet.toml", "[blank]", "[blank", "can't be read"),
    "an unknown field": ("quiet.toml", 'open = "Open"', 'open = "Open"\n[blank.extra]', '"extra" is an unknown field'),
    "a missing text": ("quiet.toml", BLANK, BLANK.replace("blank", "blanc"), "this state has no text"),
    "a text of no state": ("yes.toml", "[rest]", '[rest_too]\ntext = "So."\n\n[rest]', "no talk has this state"),
    "a dead button": ("quiet.toml", 'open = "Open"', 'open = "Open"\nshut = "Shut"', '"shut" leads nowhere'),
    "a missing button": ("data.toml", 'no = "Keep it"', "", '"no" has no button'),
    "an unknown placeholder": ("data.toml", "{operator}", "{operater}", "nothing fills {operater}"),
    "an unknown placeholder in a note": ("shared.toml", "{count}", "{counts}", "nothing fills {counts}"),
    "a placeholder in a data file": ("evidence.toml", "In one study", "In {one} study", "nothing fills {one}"),
    "odd braces": ("quiet.toml", "Nothing new", "Nothing {new", "braces"),
    "an overlong text": ("quiet.toml", "Nothing new today.", "Nothing new today. " * 22, "characters, above 400"),
    "an overlong label": ("quiet.toml", '"Open"', '"Open it again when you like"', "characters, above 24"),
    "an overlong reason label": ("reasons.toml", '"Money or time"', '"Money, or time, or distance"', "above 24"),
    "an overlong line": ("reasons.toml", 'short = "', 'short = "' + "So we go on. " * 20, "above 256"),
    "an overlong evidence": ("evidence.toml", "In one study", "So it is. " * 30 + "In one study", "above 300"),
    "too much for Telegram": ("data.toml", "I'm a program.", "I'm a program. " * 300, "UTF-16 units"),
    "three messages": ("quiet.toml", '"Nothing new today."', '["One.", "Two.", "Three."]', "3 messages"),
    "a note with buttons": (
        "yes.toml",
        "[rest]",
        '[notes.x]\ntext = "So."\nbuttons = {a = "A"}\n\n[rest]',
        "a note asks",
    ),
    "a banned word": ("quiet.toml", "Nothing new", "Just nothing new", '"just"'),
    "a banned label": ("quiet.toml", '"Open"', '"You should open"', '"you should"'),
    "two questions": ("quiet.toml", "Nothing new today.", "Is it new? Is it old?", "2 questions"),
    "a hard text": ("quiet.toml", "Nothing new", "Communication difficulties necessitate", "reading grade"),
    "a long sentence": (
        "quiet.toml",
        "Nothing new",
        "We look at it now and we look at it then and so on",
        "on average",
    ),
    "a phone number": ("quiet.toml", "Nothing new", "Call 116 123", '"116 123" looks like'),
    "an emergency number": ("lines.toml", "(112 in", "(911 in", '"911" looks like'),
    "a figure": ("quiet.toml", "Nothing new", "So say 742 couples", "stands in evidence.toml"),
    "a figure with no source": ("evidence.toml", "Source: Doss, 2020.", "", "no source"),
    "unknown evidence": ("path.toml", 'evidence = "E-17"', 'evidence = "E-99"', 'evidence.toml has no "E-99"'),
    "unknown evidence of a reason": ("reasons.toml", 'evidence = "E-12"', 'evidence = "E-99"', 'no "E-99"'),
    "a missing reason": ("reasons.toml", "[unclear]", "[unclaer]", "nothing about this reason"),
    "a missing field": ("reasons.toml", "after_no =", "after =", "field required"),
    "a missing ask": ("asks.toml", '"Ten easy minutes"', "", "labels"),
    "a missing piece": ("pieces.toml", "[card_gaps]", "[card_holes]", "a talk reads 'card_gaps'"),
    "an unknown id": ("menu.toml", '"S1-03"', '"S1-99"', "no requirement S1-99"),
    "an uncovered id": ("welcome.toml", '"S2-01", ', "", "no text covers S2-01"),
    "an id covered after all": ("menu.toml", '"S1-03"', '"S1-03", "S1-16"', "take it out of uncovered.txt"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(folder: Folder, fault: str) -> None:
    name, old, new, finding = PLANTED[fault]
    folder.plant(f"en/{name}", old, new)
    found = folder.new()
    assert any(finding in message for message in found), found


def test_a_finding_says_where_it_is(folder: Folder) -> None:
    folder.plant("en/data.toml", "Go ahead?", "Just go ahead?")
    found = next(one for one in folder.findings() if '"just"' in one.message)
    lines = (folder.path / "en/data.toml").read_text(encoding="utf-8").splitlines()
    assert (found.file, found.key) == ("en/data.toml", "wipe.text")
    assert lines[found.line - 1] == "[wipe]"
    assert str(found).startswith(f"en/data.toml:{found.line} [wipe.text")


def test_a_missing_file_and_an_uncalled_for_excuse_are_caught(folder: Folder) -> None:
    folder.excuses.write_text("S9-01 why not\n", encoding="utf-8")
    assert any("S9-01 needs a known id" in message for message in folder.new())
    (folder.path / "en" / "typed.toml").unlink()
    assert any("this file is missing" in message for message in folder.new())


@pytest.mark.parametrize(
    ("name", "old", "new", "finding"),
    [
        ("quiet.toml", 'open = "Open"', 'close = "Open"', "make them the same"),
        ("shared.toml", "{most}", "{count}", "blanks ['count']"),
        ("lines.toml", "{numbers}", "", "blanks ['country']"),
        ("quiet.toml", BLANK, BLANK.replace("blank", "blanc"), "here it is missing"),
        ("shared.toml", "[notes.group]", "[notes.crowd]", "doesn't have this"),
        ("asks.toml", "kind", "kind", ""),
    ],
)
def test_languages_differ_in_words_only(folder: Folder, name: str, old: str, new: str, finding: str) -> None:
    shutil.copytree(folder.path / "en", folder.path / "xx")
    folder.before = folder.findings()
    folder.plant(f"xx/{name}", old, new)
    found = folder.new()
    assert all(message.startswith("xx/") for message in found)
    assert any(finding in message for message in found) if finding else not found, found
