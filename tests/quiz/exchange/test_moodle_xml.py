import base64
from dataclasses import replace

import pytest
from hypothesis import given

from kbtool.quiz.exchange import moodle_xml
from kbtool.quiz.exchange.record import Choice
from tests.quiz.exchange.strategies import patient, sets
from tests.quiz.exchange.test_gift import ASKED

PNG = b"\x89PNG\r\n\x1a\n\x00bild"
GIF = b"GIF89a\x01\x00"
# What Moodle accepts as the fraction of an answer, besides the negative ones; everything else is refused.
GRADES = "100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111 10 5 0".split()

FOREIGN = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/Fragen</text></category></question>
{questions}
</quiz>
"""


def foreign(questions):
    return moodle_xml.read(FOREIGN.format(questions=questions).encode(), "fragen.xml")


def choice(
    answers, *, stem="<p>Was <em>hilft</em>&nbsp;jetzt?</p>", kind="multichoice", files="", single="true"
):
    return f"""\
<question type="{kind}">
<name><text>Erste Frage</text></name>
<questiontext format="html"><text><![CDATA[{stem}]]></text>{files}</questiontext>
<idnumber>nr-1</idnumber><single>{single}</single>
{answers}
<tags><tag><text>lang:de</text></tag><tag><text>Klausur</text></tag></tags>
</question>"""


def answer(text, fraction, feedback=""):
    inside = f'<text>{text}</text><feedback format="html"><text>{feedback}</text></feedback>'
    return f'<answer fraction="{fraction}" format="moodle_auto_format">{inside}</answer>'


RIGHT, WRONG = answer("Neu verbinden", 100, "Ja."), answer("1 &lt; 2", 0)


def test_a_question_has_category_idnumber_tags_and_weights_of_the_grade_list():
    written = moodle_xml.write([ASKED], {})

    assert "<category><text>$course$/top/kbtool/network/vpn</text></category>" in written
    assert "<idnumber>q-abc234</idnumber>" in written
    assert "<tag><text>article:vpn-bricht-ab</text></tag>" in written
    assert written.count('fraction="100"') == 1
    assert all(part.split('"')[0] in GRADES for part in written.split('fraction="')[1:])


@patient
@given(sets)
def test_all_that_is_written_is_read(questions):
    found = moodle_xml.read(moodle_xml.write(questions, {}).encode(), "fragen.xml")

    assert list(found.questions) == questions
    assert found.problems == ()


def test_pictures_travel_inside_the_text_that_shows_them():
    asked = replace(ASKED, stem="Was zeigt ![das Fenster](fenster.png)?", explanation="`![kein](bild.png)`")

    written = moodle_xml.write([asked], {"fenster.png": PNG, "bild.png": GIF})
    found = moodle_xml.read(written.encode(), "fragen.xml")

    assert 'src="@@PLUGINFILE@@/fenster.png"' in written.replace("&quot;", '"')
    assert f'encoding="base64">{base64.b64encode(PNG).decode()}</file>' in written
    assert (found.questions, found.pictures) == ((asked,), {"fenster.png": PNG})


def test_pictures_of_the_same_name_in_two_questions_are_told_apart():
    def one(data):
        file = f'<file name="mein bild.png" path="/" encoding="base64">{base64.b64encode(data).decode()}</file>'
        return choice(RIGHT + WRONG, stem='<img src="@@PLUGINFILE@@/mein%20bild.png" alt="Bild">', files=file)

    found = foreign(one(PNG) + one(GIF))

    first, second = (asked.stem for asked in found.questions)
    assert first != second
    assert sorted(found.pictures.values()) == sorted([PNG, GIF])
    assert all(name in first + second for name in found.pictures)


def test_a_question_from_elsewhere_is_taken():
    (asked,) = foreign(choice(RIGHT + WRONG)).questions

    assert asked.stem == "Was hilft\u00a0jetzt?"
    assert asked.choices == (Choice("Neu verbinden", "Ja.", is_key=True), Choice("1 < 2"))
    assert (asked.id, asked.lang, asked.line) == ("nr-1", "de", 4)


def test_true_and_false_are_taken_in_the_language_of_the_question():
    answers = answer("true", 0, "Nein.") + answer("false", 100)

    (asked,) = foreign(choice(answers, stem="Der Drucker ist immer an.", kind="truefalse")).questions

    assert asked.choices == (Choice("Richtig", "Nein."), Choice("Falsch", is_key=True))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (choice(RIGHT, kind="shortanswer"), "quiz-import-type"),
        (choice("", kind="essay"), "quiz-import-type"),
        (choice("", kind="description"), "quiz-import-type"),
        (choice(answer("a", 50) + answer("b", 50) + WRONG, single="false"), "quiz-import-key"),
        (choice(answer("a", 100) + answer("b", 100), single="false"), "quiz-import-key"),
        (choice(answer("a", "viel") + WRONG), "quiz-import-key"),
        (choice(RIGHT), "quiz-import-key"),
        (choice(RIGHT + WRONG, stem=""), "quiz-import-key"),
    ],
)
def test_what_kbtool_cannot_ask_is_reported(question, code):
    found = foreign(question)

    assert found.questions == ()
    assert [(problem.line, problem.code) for problem in found.problems] == [(4, code)]
    assert "“Erste Frage”" in found.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "<quiz><question>",
        "<html/>",
        "",
        '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
        '<!DOCTYPE quiz [<!ENTITY f SYSTEM "file:///etc/passwd">]><quiz>&f;</quiz>',
    ],
)
def test_a_file_that_is_no_question_bank_is_reported(text):
    found = moodle_xml.read(text.encode(), "fragen.xml")

    assert found.questions == ()
    assert [problem.code for problem in found.problems] == ["quiz-import-broken"]


def test_types_that_moodle_does_not_say_stay_open():
    (asked,) = foreign(choice(RIGHT + WRONG)).questions

    assert (asked.type, asked.article, asked.version) == (None, "", 0)
