from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.model.quiz import ItemReview, Option, Status
from kbtool.quiz import bank, write
from tests.quiz.conftest import item

BANK = """\
# Drucken: gepflegt von Ömer
schema: 1
items:
# Die erste Frage
- id: q-abc234   # nie ändern
  type: cause
  lang: de
  article: drucker-offline
  topic: printing
  status: locked
  stem: >
    Jemand meldet: „nix geht mehr 🖨️“
    Was ist die Ursache?
  options:
  - id: a
    text: Der Toner ist leer.
    correct: true     # sicher
    why: Grund 0.
  - {id: b, text: "Das Kabel ist lose.", why: Grund 1.}
  - id: c
    text: 'Das Papier fehlt.'
    why: Grund 2.
  note: bleibt stehen

# Die zweite Frage
- id: q-zweite
  type: match
  lang: de
  article: drucker-offline
  stem: Welcher Artikel?
  options: [{id: a, text: A, correct: true}, {id: b, text: B}]

rejected:
- {slot: drucker-offline/next, why: zu ähnlich}
"""


def problems(text):
    return [(problem.line, problem.code) for problem in bank.parse(dedent(text), "quizzes/x.yml").problems]


def test_a_bank_is_read_with_lines_comments_and_foreign_keys():
    found = bank.parse(BANK, "quizzes/x.yml")

    assert found.problems == ()
    assert [(one.id, one.line, one.status) for one in found.items] == [
        ("q-abc234", 5, Status.LOCKED),
        ("q-zweite", 26, Status.DRAFT),
    ]
    assert [rejection.slot for rejection in found.rejections] == ["drucker-offline/next"]


def test_what_is_written_is_what_is_read():
    made = item(
        review=ItemReview("anna", date(2026, 11, 2)), waive={"quiz-length": "unvermeidlich"}, level=2, version=3
    )

    found = bank.parse(write.update("", [], [made]), "x").items

    assert found == (made,)


@pytest.mark.parametrize("text", ["items:\n- id: q-1\n- id: q-2\nitems: []\n", "<<: {items: [a]}\nschema: 1\n"])
def test_a_list_of_items_that_yaml_would_forget_is_a_problem(text):
    (problem,) = bank.parse(text, "quizzes/a.yml").problems

    assert problem.code == "quiz-file"


@pytest.mark.parametrize("text", ["", "# noch leer\n", "---\n", "~\n"])
def test_an_empty_bank_has_no_items_and_no_problems(text):
    found = bank.parse(text, "quizzes/leer.yml")

    assert (found.items, found.rejections, found.problems) == ((), (), ())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_survives_writing_and_reading(text):
    made = replace(item(), stem=text, options=(Option("a", text, is_key=True), Option("b", f"{text} b")))

    (found,) = bank.parse(write.update("", [], [made]), "x").items

    assert found.stem == text
    assert found.options == made.options


def test_changing_one_item_keeps_comments_order_and_every_other_line():
    first, second = bank.parse(BANK, "x").items
    changed = write.update(BANK, [replace(first, status=Status.STALE)], [])

    lines = [
        (old, new) for old, new in zip(BANK.splitlines(), changed.splitlines(), strict=False) if old != new
    ]

    assert ("  status: locked", "  status: stale") in lines
    for kept in (
        "# Drucken: gepflegt von Ömer",
        "# Die erste Frage",
        "# nie ändern",
        "# sicher",
        "# Die zweite Frage",
    ):
        assert kept in changed
    assert changed[changed.index("- id: q-zweite") :] == BANK[BANK.index("- id: q-zweite") :]
    again = bank.parse(changed, "x").items
    assert again == (replace(first, status=Status.STALE), second)


def test_a_new_item_goes_behind_the_last_one_and_before_other_lists():
    text = write.update(BANK, [], [item(id="q-new234")])

    assert [one.id for one in bank.parse(text, "x").items] == ["q-abc234", "q-zweite", "q-new234"]
    assert text.rstrip().endswith("- {slot: drucker-offline/next, why: zu ähnlich}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "schema: 1\n",
        "schema: 1\nitems:\n",
        "schema: 1\nitems: []\n",
        "items: []\n# Ende",
        "# nur Kommentar\n",
    ],
)
def test_a_first_item_can_be_added_to_any_empty_bank(text):
    found = bank.parse(write.update(text, [], [item()]), "x")

    assert (found.problems, len(found.items)) == ((), 1)


def test_an_indented_list_stays_indented():
    text = (
        "schema: 1\nitems:\n  - id: q-abc234\n    type: match\n    lang: de\n    article: x\n    stem: Was?\n"
    )
    text += "    options: [{id: a, text: A, correct: true}, {id: b, text: B}]\n"
    (old,) = bank.parse(text, "x").items

    changed = write.update(text, [replace(old, status=Status.RETIRED)], [item(id="q-new234")])

    assert changed.startswith("schema: 1\nitems:\n  - id: q-abc234\n")
    assert [(one.id, one.status) for one in bank.parse(changed, "x").items] == [
        ("q-abc234", Status.RETIRED),
        ("q-new234", Status.DRAFT),
    ]


ITEM = """\
schema: 1
items:
- id: q-abc234
  type: match
  lang: de
  article: x
  stem: Was?
  options:
  - {id: a, text: A, correct: true}
  - {id: b, text: B}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("type: match", "type: mtach", [(3, "quiz-field")]),
        ("  stem: Was?\n", "", [(3, "quiz-field")]),
        ("correct: true", "correct: ja", [(3, "quiz-field"), (3, "quiz-key")]),
        ("text: B", "text: no", [(3, "quiz-field")]),
        ("{id: b, text: B}", "{id: b, text: B, correct: true}", [(3, "quiz-key")]),
        (", correct: true", "", [(3, "quiz-key")]),
        ("id: b", "id: a", [(3, "quiz-field")]),
        ("  - {id: b, text: B}\n", "", [(3, "quiz-field")]),
        ("stem: Was?", "stem: Was?\n  statsu: draft", [(3, "quiz-field")]),
        ("stem: Was?", "stem: Was?\n  review: {by: anna, at: gestern}", [(3, "quiz-field")]),
        ("schema: 1", "schema: 2", [(1, "quiz-file")]),
        ("items:", "itmes:", [(1, "quiz-file")]),
        ("stem: Was?", "stem: Was: ist", [(7, "quiz-file")]),
        ("stem: Was?", "stem: Was?\n  version: 0", [(3, "quiz-field")]),
    ],
)
def test_a_defect_is_named_with_its_line(old, new, expected):
    assert old in ITEM
    assert problems(ITEM.replace(old, new)) == expected


def test_one_broken_item_does_not_hide_the_others():
    text = BANK.replace("type: match", "type: raten")

    assert [one.id for one in bank.parse(text, "x").items] == ["q-abc234"]


def test_a_rejection_without_a_slot_is_a_problem():
    assert problems("schema: 1\nitems:\nrejected:\n- zu schwer\n") == [(4, "quiz-field")]


@pytest.mark.parametrize("text", ["- eine\n- Liste\n", "nur ein Satz", "items: 3\n"])
def test_a_file_that_is_no_bank_is_a_problem(text):
    assert [code for _, code in problems(text)] == ["quiz-file"]


def test_answers_people_wrote_are_read_and_a_flaw_is_named():
    text = dedent("""\
        schema: 1
        items: []
        distractors:
        - {id: treiber, type: cause, lang: de, topic: printing, text: Der Treiber fehlt., why: Windows würde fragen.}
        - {id: kabel, type: cause, lang: de, text: Das Kabel ist lose.}
    """)

    found = bank.parse(text, "quizzes/printing.yml")

    assert [(one.origin, one.topic, one.text) for one in found.spares] == [
        ("spare:treiber", "printing", "Der Treiber fehlt.")
    ]
    assert [(problem.line, problem.code) for problem in found.problems] == [(5, "quiz-field")]
    assert "“why” of a distractor" in found.problems[0].message
