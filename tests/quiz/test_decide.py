from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kbtool.errors import RefusedError
from kbtool.model.quiz import ItemReview, ItemType, Option, Rejection, Source, Status
from kbtool.quiz import bank, decide, write, write_rejection
from kbtool.quiz.decide import Scope
from tests.quiz.conftest import item
from tests.quiz.test_bank import BANK

TODAY = date(2026, 11, 23)
SOURCE = Source("0" * 16, "1" * 16, 1)


def from_articles(**fields):
    return item(origins=["drucker-offline", "auftrag-haengt", "letter-papier"], **fields)


def generated(**fields):
    made = from_articles(**fields)
    return replace(made, source=Source("0" * 16, made.text_sha256, 1))


def test_who_accepts_an_item_vouches_for_it_beside_the_article_of_today(shelf):
    made = decide.accept(generated(), shelf, by="anna", at=TODAY).item

    assert (made.status, made.review) == (Status.REVIEWED, ItemReview("anna", TODAY))
    assert made.source.sha256 == decide.source_now(made, shelf) != "0" * 16


def test_a_handwritten_item_is_signed_without_a_source(shelf):
    made = decide.accept(item(), shelf, by="anna", at=TODAY, lock=True).item

    assert (made.status, made.source) == (Status.LOCKED, None)


@pytest.mark.parametrize(
    ("scope", "slot", "names_question"),
    [
        (Scope.QUESTION, "drucker-offline/cause/1", True),
        (Scope.SLOT, "drucker-offline/cause/1", False),
        (Scope.TYPE, "drucker-offline/cause", False),
    ],
)
def test_a_rejection_keeps_away_what_the_person_said(scope, slot, names_question):
    made = decide.reject(item(), scope, "zwei passen")

    assert made.item.status is Status.RETIRED
    assert made.rejection == Rejection(slot, item().triple if names_question else "", "zwei passen")


def test_a_conflict_gives_a_generated_item_back_to_the_generator(shelf):
    before = generated(status=Status.REVIEWED, review=ItemReview("anna", TODAY))

    made = decide.conflict(before, "b", shelf)

    assert (made.conflict, made.item.status, made.item.review) == ("auftrag-haengt", Status.DRAFT, None)


@pytest.mark.parametrize(
    "before", [generated(status=Status.LOCKED), from_articles(source=SOURCE), from_articles()]
)
def test_a_conflict_sets_words_of_a_person_aside(before, shelf):
    assert decide.conflict(before, "c", shelf).item.status is Status.STALE


@pytest.mark.parametrize("option", ["a", "z"])
def test_only_a_wrong_option_of_another_article_can_conflict(option, shelf):
    with pytest.raises(RefusedError, match="comes from no other article"):
        decide.conflict(generated(), option, shelf)


def test_a_team_cannot_conflict(shelf):
    triage = item(type=ItemType.TRIAGE, origins=["solve", "team:network", "team:security"])

    with pytest.raises(RefusedError):
        decide.conflict(triage, "b", shelf)


def entry(**fields):
    made = generated(**fields)
    return made, write.entry(write.update("", [], [made]), made.id)


def test_an_editor_changes_words_and_what_identifies_the_item_stays():
    before, text = entry(status=Status.REVIEWED, review=ItemReview("anna", TODAY))
    changed = text.replace("Das Kabel ist lose.", "Das Netzkabel ist lose.")
    for old, new in (("id: q-abc234", "id: q-anders"), ("type: cause", "type: match")):
        changed = changed.replace(old, new)
    changed = "".join(line for line in changed.splitlines(keepends=True) if not line.startswith("  source:"))

    edited = decide.edit(before, text, changed)

    assert set(edited.kept) == {"id", "type", "source"}
    after = edited.outcome.item
    assert (after.id, after.type, after.source) == (before.id, before.type, before.source)
    assert after.options[1].text == "Das Netzkabel ist lose."
    assert (after.status, after.review, after.version, after.is_edited) == (Status.DRAFT, None, 2, True)


def test_a_draft_that_nobody_was_asked_keeps_its_version():
    before, text = entry()

    after = decide.edit(before, text, text.replace("lose", "locker")).outcome.item

    assert (after.version, after.status) == (1, Status.DRAFT)


def test_a_stale_item_stays_stale_until_somebody_accepts_its_new_words():
    before, text = entry(status=Status.STALE)

    assert decide.edit(before, text, text.replace("lose", "locker")).outcome.item.status is Status.STALE


def test_a_waiver_or_a_note_is_no_change_of_words():
    before, text = entry(status=Status.LOCKED)

    after = decide.edit(before, text, f"{text}  waive: {{quiz-length: geht nicht kürzer}}\n  note: x\n").outcome

    assert (after.item.status, after.item.version) == (Status.LOCKED, 1)
    assert after.item.waive == {"quiz-length": "geht nicht kürzer"}


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("correct: true", "correct: ja", "quiz-field", "correct"),
        ("    correct: true\n", "", "quiz-key", "no options are marked as right"),
        ("  lang: de\n", "  lang: de\n- id: q-zweite\n", "quiz-file", "not one item"),
        ("  lang: de\n", "  lang: [de\n", "quiz-file", "line"),
        ("  stem:", "  stme:", "quiz-field", "stem"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_lost(old, new, code, message):
    before, text = entry()
    assert old in text

    edited = decide.edit(before, text, text.replace(old, new, 1))

    assert edited.outcome is None
    assert (edited.problems[0].code, message in edited.problems[0].message) == (code, True)


REJECTION = Rejection("drucker-offline/cause/2", "56d65201663684ba", "„zwei“ passen: #1, [2] & 🖨️")


@pytest.mark.parametrize(
    "text",
    [
        BANK,
        "schema: 1\nitems: []\n",
        "items: []\nrejected:\n",
        "items: []\nrejected:   # nichts bisher\n# Ende\n",
        "items: []\nrejected: []  # noch leer\n",
        "items: []\nrejected: [{slot: a}]\n",
        "items: []\nrejected: [\n  {slot: a},  # warum?\n]\n",
        "rejected:\n  - slot: a\n    why: |\n      weil\n\n  # davor\n  - slot: b   # danach\n\n# Ende\nitems: []\n",
        "items: []\nrejected:\n- {slot: a}",
    ],
)
def test_a_rejection_is_added_behind_the_others_and_every_line_stays(text):
    before = bank.parse(text, "x").rejections

    after = write_rejection.add(text, REJECTION)

    found = bank.parse(after, "x")
    assert (found.problems, found.rejections) == ((), (*before, REJECTION))
    lines = after.splitlines()
    assert [line for line in text.splitlines() if line not in lines and "]" not in line] == []


COMMENT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=20
)
PLACES = BANK.count("\n") + 1


def commented(comments):
    """Return the bank with a comment behind or above its lines, outside of the folded text."""
    lines = []
    for line, comment in zip(BANK.splitlines(), comments, strict=False):
        in_text = line.startswith("    ") and not line.strip().startswith(("text:", "why:", "correct:", "-"))
        indent = line[: len(line) - len(line.lstrip())]
        if comment and not in_text:
            lines.append(f"{indent}# {comment}")
        lines.append(line)
    return "\n".join(lines) + "\n"


@settings(deadline=None)
@given(st.lists(COMMENT, min_size=PLACES, max_size=PLACES), st.sampled_from(["reviewed", "rejected", "edited"]))
def test_a_decision_changes_no_byte_outside_the_item(comments, verb):
    text = commented(comments)
    before = bank.parse(text, "x").items
    entry = write.entry(text, "q-abc234")
    start = text.index(entry)
    changed = {
        "reviewed": replace(before[0], status=Status.REVIEWED, review=ItemReview("Ömer", TODAY)),
        "rejected": replace(before[0], status=Status.RETIRED),
        "edited": replace(before[0], options=(*before[0].options[:2], Option("c", "Neu.", "Darum."))),
    }[verb]

    after = write.replaced(text, "q-abc234", entry, changed)

    assert after.startswith(text[:start])
    assert after.endswith(text[start + len(entry) :])
    inside = after[start : len(after) - len(text[start + len(entry) :])]
    kept = [line.strip() for line in entry.splitlines() if line.strip().startswith("#")]
    assert [line for line in kept if line.rstrip() not in inside] == []
    assert bank.parse(after, "x").items == (changed, before[1])


def test_an_indented_bank_with_other_lists_gives_the_lines_of_one_item():
    text = dedent("""\
        schema: 1
        items:
          - id: q-abc234
            stem: Was?

          # zur nächsten
          - id: q-zweite
        """)

    assert write.entry(text, "q-abc234") == "- id: q-abc234\n  stem: Was?\n"
    assert write.entry(text, "q-fehlt") == ""
    assert write.entry("items: [{id: q-abc234}, {id: q-zweite}]\n", "q-abc234") == ""
    assert yaml.safe_load(write.entry(text, "q-zweite")) == [{"id": "q-zweite"}]
