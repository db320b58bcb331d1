import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.quiz.exchange import tables
from kbtool.quiz.exchange.record import Choice, Question
from tests.quiz.exchange.strategies import patient, sets
from tests.quiz.exchange.test_gift import ASKED


def read(text):
    return tables.read(text, "fragen.csv")


@patient
@given(sets)
def test_all_that_is_written_is_read(questions):
    found = read(tables.write(questions))

    assert list(found.questions) == questions
    assert found.problems == ()


@patient
@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_comes_back(text):
    assert tables.plain(tables.safe(text)) == text
    assert not tables.safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%"))


def test_a_table_starts_with_a_byte_order_mark_and_its_columns():
    first = tables.write([ASKED]).splitlines()[0]

    assert first == (
        "\ufeffid,version,type,lang,article,topic,level,form,stem,key,"
        "option_a,why_a,option_b,why_b,option_c,why_c,option_d,why_d,model,explanation"
    )


def test_what_looks_like_a_formula_is_neutralised():
    asked = Question("=SUMME(A1)", (Choice("@x", "-1", is_key=True), Choice("'zitiert'")), id="q-abc234")

    (row,) = csv.DictReader(io.StringIO(tables.write([asked]).lstrip("\ufeff")))

    assert (row["stem"], row["option_a"], row["why_a"]) == ("'=SUMME(A1)", "'@x", "'-1")
    assert read(tables.write([asked])).questions == (asked,)


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_a_table_from_a_spreadsheet_may_separate_columns_otherwise(mark):
    lines = ["stem,key,option_a,option_b,notiz", "Was hilft? 🖨️,B,Warten,Neu verbinden,egal", ",,,,"]

    found = read("\r\n".join(lines).replace(",", mark))

    assert found.questions == (
        Question("Was hilft? 🖨️", (Choice("Warten"), Choice("Neu verbinden", is_key=True))),
    )
    assert (found.questions[0].line, found.problems) == (2, ())


@pytest.mark.parametrize("row", ["Frage?,,a,b", "Frage?,c,a,b", "Frage?,a,a,", ",a,a,b"])
def test_a_row_that_is_no_question_is_reported_with_its_line(row):
    found = read(f'stem,key,option_a,option_b\n"Zwei\nZeilen?",a,x,y\n{row}\n')

    assert len(found.questions) == 1
    assert [(problem.line, problem.code) for problem in found.problems] == [(4, "quiz-import-key")]


@pytest.mark.parametrize("text", ["", "Frage,Antwort\nWer?,ich\n", 'stem,key,option_a,option_b\n"offen,a,b,c'])
def test_a_file_that_is_no_table_of_questions_is_reported(text):
    assert [problem.code for problem in read(text).problems] == ["quiz-import-broken"]
