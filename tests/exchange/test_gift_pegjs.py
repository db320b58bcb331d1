"""GIFT is read by gift-pegjs, the reference grammar of the format."""

import json
from dataclasses import replace
from html import unescape

import pytest

from kbtool.quiz.exchange import gift, gift_answers, images, rich, solution
from tests.conftest import SHARED_DATA
from tests.exchange.conftest import FORMS, ORDER, PICTURES, QUESTIONS, run

SCRIPT = """\
const { parse } = require("gift-pegjs")
const files = process.argv.slice(2)
const read = file => parse(require("fs").readFileSync(file, "utf8"))
console.log(JSON.stringify(files.map(file => { try { return read(file) } catch { return null } })))
"""


def plain(found, part="text"):
    """Return the HTML of a part without the entity that hides a percent sign from Moodle."""
    return found[part]["text"].replace("&#37;", "%")


@pytest.fixture
def read_by_pegjs(node, tmp_path):
    """Return a function that gives what gift-pegjs reads in texts; None where it reads nothing."""
    script = node / "read-gift.js"
    script.write_text(SCRIPT, encoding="utf-8")

    def read(texts):
        paths = [tmp_path / f"{number}.gift" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return json.loads(run("node", script, *paths, cwd=node))

    return read


def test_pegjs_reads_every_word_of_an_export(read_by_pegjs):
    addresses = {name: images.embedded(data) for name, data in PICTURES.items()}
    asked = [images.renamed(question, addresses) for question in QUESTIONS]

    (found,) = read_by_pegjs([gift.write(asked)])

    questions = [one for one in found if one["type"] != "Category"]
    assert [one["type"] for one in questions] == ["MC"] * 3
    for one, question in zip(questions, asked, strict=True):
        assert one["stem"] == {"format": "html", "text": rich.html(question.stem)}
        assert [plain(choice) for choice in one["choices"]] == [rich.html(c.text) for c in question.choices]
        assert [choice["isCorrect"] for choice in one["choices"]] == [c.is_key for c in question.choices]
        assert [(choice["feedback"] or {"text": ""})["text"] for choice in one["choices"]] == [
            rich.html(c.why) for c in question.choices
        ]
        assert (one["globalFeedback"] or {"text": ""})["text"] == rich.html(question.explanation)
        assert one["id"] == question.id
        assert f"article:{question.article}" in one["tags"]


def test_pegjs_reads_every_form_as_the_type_it_stands_for(read_by_pegjs):
    addresses = {name: images.embedded(data) for name, data in PICTURES.items()}
    asked = [images.renamed(question, addresses) for question in FORMS]

    (found,) = read_by_pegjs([gift.write(asked)])

    several, order, typed, written = (one for one in found if one["type"] != "Category")
    assert [one["type"] for one in (several, order, typed, written)] == ["MC", "Matching", "Short", "Essay"]
    assert [choice["weight"] for choice in several["choices"]] == [50, -100, -100, 50]
    assert [plain(choice) for choice in several["choices"]] == [rich.html(c.text) for c in asked[0].choices]
    assert [(plain(pair, "subquestion"), pair["subanswer"]) for pair in order["matchPairs"]] == [
        (rich.html(choice.text), str(number)) for number, choice in enumerate(asked[1].choices, start=1)
    ]
    assert [gift_answers.tame(plain(choice)) for choice in typed["choices"]] == [
        c.text for c in asked[2].choices
    ]
    for one, question in zip((several, order, typed, written), asked, strict=True):
        assert one["id"] == question.id
        assert unescape(one["globalFeedback"]["text"]) == unescape(solution.html(question))


def test_two_steps_with_a_number_left_over_are_still_a_match(read_by_pegjs):
    two = replace(ORDER, choices=ORDER.choices[:2])

    (found,) = read_by_pegjs([gift.write([two])])

    assert [pair["subanswer"] for pair in found[1]["matchPairs"]] == ["1", "2", "3"]


@pytest.mark.skipif(not (SHARED_DATA / "gift").is_dir(), reason="the shared data is not here")
def test_pegjs_and_kbtool_find_the_same_number_of_questions_in_real_files(read_by_pegjs):
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED_DATA / "gift").glob("*.gift"))]

    for text, found in zip(texts, read_by_pegjs(texts), strict=True):
        ours = gift.read(text, "x")
        assert found is not None
        assert len(ours.questions) + len(ours.problems) == sum(one["type"] != "Category" for one in found)
