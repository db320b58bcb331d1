"""GIFT is read by gift-pegjs, the reference grammar of the format."""

import json

import pytest

from kbtool.quiz.exchange import gift, images, rich
from tests.conftest import SHARED_DATA
from tests.exchange.conftest import PICTURES, QUESTIONS, run

SCRIPT = """\
const { parse } = require("gift-pegjs")
const files = process.argv.slice(2)
const read = file => parse(require("fs").readFileSync(file, "utf8"))
console.log(JSON.stringify(files.map(file => { try { return read(file) } catch { return null } })))
"""


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
        assert [choice["text"]["text"] for choice in one["choices"]] == [
            rich.html(c.text) for c in question.choices
        ]
        assert [choice["isCorrect"] for choice in one["choices"]] == [c.is_key for c in question.choices]
        assert [(choice["feedback"] or {"text": ""})["text"] for choice in one["choices"]] == [
            rich.html(c.why) for c in question.choices
        ]
        assert (one["globalFeedback"] or {"text": ""})["text"] == rich.html(question.explanation)
        assert one["id"] == question.id
        assert f"article:{question.article}" in one["tags"]


@pytest.mark.skipif(not (SHARED_DATA / "gift").is_dir(), reason="the shared data is not here")
def test_pegjs_and_kbtool_find_the_same_number_of_questions_in_real_files(read_by_pegjs):
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED_DATA / "gift").glob("*.gift"))]

    for text, found in zip(texts, read_by_pegjs(texts), strict=True):
        ours = gift.read(text, "x")
        assert found is not None
        assert len(ours.questions) + len(ours.problems) == sum(one["type"] != "Category" for one in found)
