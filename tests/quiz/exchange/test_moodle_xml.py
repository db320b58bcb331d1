import base64
import re
from dataclasses import replace

import pytest
from hypothesis import given

from kbtool.model.quiz import Form, ItemType
from kbtool.quiz.exchange import moodle_xml
from kbtool.quiz.exchange.record import Choice
from tests.quiz.exchange.strategies import patient, sets
from tests.quiz.exchange.test_gift import ASKED, GRADES

PNG = b"\x89PNG\r\n\x1a\n\x00bild"
GIF = b"GIF89a\x01\x00"
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


def pair(text, number):
    return f'<subquestion format="plain_text"><text>{text}</text><answer><text>{number}</text></answer></subquestion>'


RIGHT, WRONG = answer("Neu verbinden", 100, "Ja."), answer("1 &lt; 2", 0)


def test_a_question_has_category_idnumber_tags_and_weights_of_the_grade_list():
    written = moodle_xml.write([ASKED], {})

    assert "<category><text>$course$/top/kbtool/network/vpn</text></category>" in written
    assert "<idnumber>q-abc234</idnumber>" in written
    assert "<tag><text>article:vpn-bricht-ab</text></tag>" in written
    assert written.count('fraction="100"') == 1
    assert written.count('fraction="0"') == 1


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


@pytest.mark.parametrize("count", range(1, 21))
def test_fractions_of_several_right_answers_are_on_the_grade_list_and_add_up(count):
    options = (*(Choice(f"a{n}", is_key=True) for n in range(count)), Choice("falsch"))
    asked = replace(ASKED, choices=options, type=ItemType.DATA, form=Form.SEVERAL)

    fractions = re.findall('fraction="([^"]+)"', moodle_xml.write([asked], {}))

    assert {one.removeprefix("-") for one in fractions} <= GRADES
    assert len(fractions) == count + 1
    assert round(sum(float(one) for one in fractions[:-1]), 2) == 100


@pytest.mark.parametrize(
    ("form", "kind", "parts"),
    [
        (Form.SEVERAL, "multichoice", ["<single>false</single>", 'fraction="-100"']),
        (Form.ORDER, "matching", ["<answer><text>3</text></answer>"]),
        (Form.TYPED, "shortanswer", ["<text>Adressen</text>", "<usecase>0</usecase>"]),
        (Form.WRITTEN, "essay", ["<graderinfo", "kbtool-model"]),
    ],
)
def test_every_form_is_a_type_that_moodle_4_has(form, kind, parts):
    are_keys = {Form.SEVERAL: (True, False), Form.ORDER: (False, False)}.get(form, (True, True))
    choices = tuple(Choice(*one) for one in zip(("Adressen", "Namen"), ("", "Ja."), are_keys, strict=True))
    model = "Danke!" if form is Form.WRITTEN else ""
    typ = next(one for one in ItemType if one.form is form)

    written = moodle_xml.write([replace(ASKED, choices=choices, type=typ, form=form, model=model)], {})

    assert f'<question type="{kind}">' in written
    assert [part for part in parts if part not in written] == []


@pytest.mark.parametrize(
    ("question", "form", "texts"),
    [
        (choice(answer("ping", 100) + answer("falsch", 0), kind="shortanswer"), Form.TYPED, ["ping"]),
        (choice(pair("b", 2) + pair("a", 1) + pair("", 3), kind="matching"), Form.ORDER, ["a", "b"]),
        (choice(answer("b", "2.0") + answer("a", "1.0"), kind="ordering"), Form.ORDER, ["a", "b"]),
        (choice(answer("a", 50) + answer("b", 50) + WRONG, single="false"), Form.SEVERAL, ["a", "b", "1 < 2"]),
        (choice(answer("a", 100) + WRONG, single="false"), Form.SEVERAL, ["a", "1 < 2"]),
    ],
)
def test_other_forms_are_taken(question, form, texts):
    (asked,) = foreign(question).questions

    assert (asked.form, [one.text for one in asked.choices]) == (form, texts)


def test_pictures_of_a_solution_travel_with_it():
    asked = replace(
        ASKED,
        choices=(Choice("Gruß", "![Fenster](fenster.png)", is_key=True),),
        type=ItemType.REPLY,
        form=Form.WRITTEN,
        model="Danke!",
    )

    found = moodle_xml.read(moodle_xml.write([asked], {"fenster.png": PNG}).encode(), "fragen.xml")

    assert (found.questions, found.pictures) == ((asked,), {"fenster.png": PNG})


def test_true_and_false_are_taken_in_the_language_of_the_question():
    answers = answer("true", 0, "Nein.") + answer("false", 100)

    (asked,) = foreign(choice(answers, stem="Der Drucker ist immer an.", kind="truefalse")).questions

    assert asked.choices == (Choice("Richtig", "Nein."), Choice("Falsch", is_key=True))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (choice(answer("ping*", 100), kind="shortanswer"), "quiz-import-type"),
        (choice(answer("ping", 100) + answer("tracert", 50), kind="shortanswer"), "quiz-import-key"),
        (choice(pair("a", "x") + pair("b", "y"), kind="matching"), "quiz-import-type"),
        (choice("", kind="essay"), "quiz-import-type"),
        (choice("", kind="description"), "quiz-import-type"),
        (choice(answer("a", 50) + answer("b", 30) + WRONG, single="false"), "quiz-import-key"),
        (choice(answer("a", 50) + answer("b", 50) + WRONG), "quiz-import-key"),
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
