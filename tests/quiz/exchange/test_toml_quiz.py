from collections import Counter

import pytest

from kbtool.model.quiz import Form
from kbtool.quiz.exchange import toml_quiz
from kbtool.quiz.exchange.record import Choice
from tests.conftest import SHARED_DATA

FILES = SHARED_DATA / "quiz-toml"
QUIZ = '''\
[multipart]
prog = """
Dieses Programm:
```sh
ping -c 1 host
```
"""

[[questions]]
id = "5f2c"
type = "MultipleChoice"
prompt.prompt = """
Was zeigt
es an?
"""
prompt.distractors = ["Die Größe", "Den `Pfad`"]
answer.answer = "Ob der Rechner\\nantwortet"
context = """
Eine Zeile,
die umbrochen ist.

- eins
- zwei
"""
multipart = "prog"

[[questions]]
type = "ShortAnswer"
prompt.prompt = "Wie heißt der Befehl?"
answer.answer = "ping"
answer.alternatives = ["ping  -4"]

[[questions]]
type = "MultipleChoice"
prompt.prompt = "Welche zwei?"
prompt.distractors = ["c"]
answer.answer = ["a", "b"]

[[questions]]
type = "Tracing"
prompt.program = "fn main() {}"
answer.doesCompile = true

[[questions]]
type = "ShortAnswer"
prompt.prompt = "Was?"
answer.answer = " . "
'''


def read(text):
    return toml_quiz.read(text, "quiz.toml")


def test_a_choice_is_taken_with_code_shared_text_and_explanation():
    asked = read(QUIZ).questions[0]

    assert asked.stem == "Dieses Programm:\n\n```sh\nping -c 1 host\n```\n\nWas zeigt es an?"
    assert sorted(asked.choices, key=lambda one: one.text) == [
        Choice("Den `Pfad`"),
        Choice("Die Größe"),
        Choice("Ob der Rechner antwortet", is_key=True),
    ]
    assert asked.explanation == "Eine Zeile, die umbrochen ist.\n\n- eins\n- zwei"
    assert (asked.id, asked.line) == ("5f2c", 9)


def test_the_right_answer_is_not_always_the_first():
    def place(number):
        text = f'[[questions]]\ntype = "MultipleChoice"\nprompt.prompt = "Frage {number}?"\n'
        return read(f'{text}prompt.distractors = ["b", "c"]\nanswer.answer = "a"\n').questions[0].keys

    assert set(Counter(map(place, range(30)))) == {("a",), ("b",), ("c",)}
    assert place(7) == place(7)


def test_a_place_the_file_asks_for_is_kept():
    text = '[[questions]]\ntype = "MultipleChoice"\nprompt.prompt = "Was?"\nprompt.answerIndex = 1\n'

    assert read(f'{text}prompt.distractors = ["b", "c"]\nanswer.answer = "a"\n').questions[0].keys == ("b",)


def test_short_answers_are_typed_and_lists_of_answers_are_all_needed():
    _, typed, several = read(QUIZ).questions

    assert (typed.form, typed.choices, typed.line) == (
        Form.TYPED,
        (Choice("ping", is_key=True), Choice("ping -4", is_key=True)),
        27,
    )
    assert (several.form, len(several.choices), len(several.keys)) == (Form.SEVERAL, 3, 2)


def test_other_questions_are_reported_with_their_line():
    assert [(problem.line, problem.code) for problem in read(QUIZ).problems] == [
        (39, "quiz-import-type"),
        (44, "quiz-import-key"),
    ]


@pytest.mark.parametrize("text", ["[[questions]", "title = 'x'", "questions = 7"])
def test_a_file_that_is_no_quiz_is_reported(text):
    assert [problem.code for problem in read(text).problems] == ["quiz-import-broken"]


@pytest.mark.skipif(not FILES.is_dir(), reason="the shared data is not here")
def test_every_question_of_real_quizzes_is_taken_or_reported():
    taken, reported, asked = 0, Counter(), 0
    for path in sorted(FILES.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        found = toml_quiz.read(text, path.name)
        taken += len(found.questions)
        reported.update(problem.code for problem in found.problems)
        asked += text.count("\ntype = ") + text.startswith("type = ")

    assert (taken, asked) == (158, 222)
    assert reported == {"quiz-import-type": 64}
