import json
import re
from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given

from kbtool.model.quiz import Form, ItemType
from kbtool.quiz.exchange import gift, gift_answers, gift_parse, gift_text
from kbtool.quiz.exchange.gift_parse import GiftKind, GiftQuestion
from kbtool.quiz.exchange.record import Choice, Question
from tests.conftest import SHARED_DATA
from tests.cpu import at_most
from tests.quiz.exchange.strategies import patient, sets

GIFT = SHARED_DATA / "gift"
# What Moodle accepts as the weight of an answer, also below zero; everything else is refused.
GRADES = set(
    "100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111 10 5 0".split()
)
FILES = sorted(GIFT.glob("*.gift")) or [None]
ASKED = Question(
    stem="Was zeigt `ipconfig /all`?\n\n```text\nIPv4 = {10.0.0.7} # ~ :\n\nGateway: fe80::1\n```",
    choices=(
        Choice("Adressen & **Namensserver**", "Alles = dabei.", is_key=True),
        Choice("Nur #1 {~}", ""),
    ),
    explanation="Siehe [Hilfe](https://help.example.com/?a=b).",
    id="q-abc234",
    version=3,
    lang="de",
    type=ItemType.CAUSE,
    article="vpn-bricht-ab",
    topic="network/vpn",
    level=2,
)


def read(text):
    return gift.read(dedent(text), "fragen.gift")


def problems(text):
    return [(problem.line, problem.code) for problem in read(text).problems]


def test_a_question_is_written_on_lines_without_gaps():
    written = gift.write([ASKED])

    assert written.splitlines()[:2] == ["$CATEGORY: $course$/top/kbtool/network/vpn", ""]
    assert "// [id:q-abc234] [tag:lang:de] [tag:type:cause] [tag:article:vpn-bricht-ab]" in written
    assert (
        "\t=[html]<p>Adressen &amp; <strong>Namensserver</strong></p>#[html]<p>Alles \\= dabei.</p>" in written
    )
    assert "\n\n" not in written.split("\n\n", 1)[1]


@patient
@given(sets)
def test_all_that_is_written_is_read(questions):
    found = gift.read(gift.write(questions), "fragen.gift")

    assert list(found.questions) == questions
    assert found.problems == ()


# -- real files ----------------------------------------------------------------------------------------------


def _text(found):
    return found and {"format": found.format, "text": found.text}


def _choices(found):
    return [
        {
            "isCorrect": one.is_correct,
            "weight": one.weight,
            "text": _text(one.text),
            "feedback": _text(one.feedback),
        }
        for one in found.choices
    ]


def _as_json(found):
    """Return a question as the JSON beside the file has it; of numbers only how many there are."""
    if found.kind is GiftKind.CATEGORY:
        return {"type": "Category", "title": found.title}
    made = {
        "type": found.kind.value,
        "title": found.title,
        "id": found.id or None,
        "tags": list(found.tags) or None,
        "stem": _text(found.stem),
        "hasEmbeddedAnswers": found.is_embedded,
    }
    if found.kind is GiftKind.DESCRIPTION:
        return made
    made["globalFeedback"] = _text(found.general)
    if found.kind in {GiftKind.CHOICE, GiftKind.SHORT}:
        made["choices"] = _choices(found)
    if found.kind is GiftKind.NUMERICAL:
        made["choices"] = len(found.choices)
    if found.kind is GiftKind.MATCHING:
        made["matchPairs"] = [{"subquestion": _text(left), "subanswer": right} for left, right in found.pairs]
    if found.kind is GiftKind.TRUE_FALSE:
        wrong, right = found.feedbacks
        made |= {"isTrue": found.is_true, "trueFeedback": _text(wrong), "falseFeedback": _text(right)}
    return made


def _wanted(entry):
    if entry["type"] == "Numerical":
        answers = entry["choices"]
        return {**entry, "choices": len(answers) if isinstance(answers, list) else 1}
    return entry


def _parsed(text):
    for block in gift_text.split(text):
        pending = [block]
        while pending:
            for part in gift_parse.parse(pending.pop()):
                if isinstance(part, GiftQuestion):
                    yield part
                else:
                    pending.append(part)


@pytest.mark.skipif(not GIFT.is_dir(), reason="the shared data is not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path and path.stem)
def test_real_files_say_what_their_json_says(path):
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    assert [_as_json(found) for found in _parsed(path.read_text(encoding="utf-8"))] == [
        _wanted(one) for one in wanted
    ]


@pytest.mark.skipif(not GIFT.is_dir(), reason="the shared data is not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path and path.stem)
def test_every_question_of_a_real_file_is_taken_or_reported(path):
    text = path.read_text(encoding="utf-8")
    asked = [found for found in _parsed(text) if found.kind is not GiftKind.CATEGORY]

    found = gift.read(text, path.name)

    assert len(found.questions) + len(found.problems) == len(asked)


@pytest.mark.skipif(not GIFT.is_dir(), reason="the shared data is not here")
def test_what_is_taken_of_real_files_survives_our_own_format():
    taken = [one for path in FILES for one in gift.read(path.read_text(encoding="utf-8"), "x").questions]

    again = gift.read(gift.write(taken), "y")

    assert len(taken) > 30
    assert [(one.stem, one.choices, one.explanation) for one in again.questions] == [
        (one.stem, one.choices, one.explanation) for one in taken
    ]


# -- what people write --------------------------------------------------------------------------------------


def test_a_question_from_elsewhere_is_taken_with_its_feedback():
    found = read("""\
        // [id:vpn-7] [tag:lang:de] [tag:klausur]
        ::VPN::Was hilft, wenn das VPN nach dem Ruhezustand abbricht? {
            =Neu verbinden # Der Tunnel ist weg.
            ~Warten\\: bis morgen
            ~%-50%Das Kennwort ändern # Damit hat es nichts zu tun.
            ####Siehe Handbuch.
        }
        """)

    assert found.questions == (
        Question(
            stem="Was hilft, wenn das VPN nach dem Ruhezustand abbricht?",
            choices=(
                Choice("Neu verbinden", "Der Tunnel ist weg.", is_key=True),
                Choice("Warten: bis morgen"),
                Choice("Das Kennwort ändern", "Damit hat es nichts zu tun."),
            ),
            explanation="Siehe Handbuch.",
            id="vpn-7",
            lang="de",
        ),
    )
    assert found.questions[0].line == 2


def test_true_and_false_become_two_options_in_the_language_of_the_question():
    german = read(
        "Der Drucker ist offline und wird nicht gefunden.{F#Doch, er ist es nicht.#Genau.}"
    ).questions[0]
    english = read("The printer is not in the list.{TRUE}").questions[0]

    assert german.choices == (
        Choice("Richtig", "Doch, er ist es nicht."),
        Choice("Falsch", "Genau.", is_key=True),
    )
    assert english.choices == (Choice("True", is_key=True), Choice("False"))


def test_questions_without_a_blank_line_between_them_are_both_taken():
    found = read("""\
        Erste? {=a ~b}
        Zweite? {=c ~d}
        // [id:dritte]
        Dritte {=e ~f} geht hier weiter.
        """)

    assert [one.stem for one in found.questions] == ["Erste?", "Zweite?", "Dritte _____ geht hier weiter."]
    assert [(one.line, one.id) for one in found.questions] == [(1, ""), (2, ""), (4, "dritte")]


def test_a_blank_line_in_a_stem_is_reported():
    text = """\
        Der erste Teil der Frage

        der zweite Teil? {=a ~b}
        """

    assert [one.stem for one in read(text).questions] == ["der zweite Teil?"]
    assert problems(text) == [(1, "quiz-import-type")]
    assert "blank line" in read(text).problems[0].hint


def test_a_blank_line_between_answers_loses_none():
    found = read("""\
        Was nun? {
        =a

        // noch eine
        ~b
        }

        Und jetzt? {=c ~d}
        """)

    assert [len(one.choices) for one in found.questions] == [2, 2]


def test_an_open_brace_does_not_swallow_the_next_question():
    text = """\
        Was nun? {=a ~b

        Und jetzt? {=c ~d}
        """

    assert [one.stem for one in read(text).questions] == ["Und jetzt?"]
    assert problems(text) == [(1, "quiz-import-broken")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wie heißt der Befehl? {=ping*}", "quiz-import-type"),
        ("Wie viele Bits hat IPv6? {#128:1}", "quiz-import-type"),
        ("Wie heißt der Befehl? {=ping =%50%tracert}", "quiz-import-key"),
        ("Ordnen Sie zu. {=DNS -> 53 =HTTP -> 80}", "quiz-import-type"),
        ("Schreiben Sie eine Antwort. {}", "quiz-import-type"),
        ("Ordnen Sie. {=a -> 1 =b -> 1}", "quiz-import-type"),
        ("Ordnen Sie. {=a -> 1 =b -> 3}", "quiz-import-type"),
        ("Welche zwei? {~%50%a ~%30%b ~c}", "quiz-import-key"),
        ("Welche? {=a =b ~c}", "quiz-import-key"),
        ("Welche? {=a ~%50%b ~c}", "quiz-import-key"),
        ("Welche? {~a ~b}", "quiz-import-key"),
        ("{=a ~b}", "quiz-import-key"),
        ("Welche? {=a ~%500%b}", "quiz-import-broken"),
        ("Welche? {oder =a ~b}", "quiz-import-broken"),
        ("Zwei {=a ~b} auf {=c ~d} einer Zeile", "quiz-import-broken"),
        ("Welche? =a ~b}", "quiz-import-broken"),
    ],
)
def test_what_kbtool_cannot_ask_is_reported(text, code):
    assert read(text).questions == ()
    assert problems(text) == [(1, code)]


@pytest.mark.parametrize(
    ("text", "form", "choices"),
    [
        (
            "Wie heißt der Befehl? {=ping =tracert #Geht auch.}",
            Form.TYPED,
            [("ping", ""), ("tracert", "Geht auch.")],
        ),
        ("Welcher Port? {#443}", Form.TYPED, [("443", "")]),
        ("Was löscht `del`? {=\\\\*.tmp}", Form.TYPED, [("*.tmp", "")]),
        ("Ordnen Sie. {=lesen -> 2 =öffnen -> 1 = -> 3}", Form.ORDER, [("öffnen", ""), ("lesen", "")]),
        ("Welche? {~%50%a ~%50%b#Ja. ~%-100%c}", Form.SEVERAL, [("a", ""), ("b", "Ja."), ("c", "")]),
        ("Welche? {~%100%a ~b}", Form.SEVERAL, [("a", ""), ("b", "")]),
    ],
)
def test_other_forms_are_taken_as_moodle_takes_them(text, form, choices):
    (asked,) = read(text).questions

    assert asked.form is form
    assert [(choice.text, choice.why) for choice in asked.choices] == choices


@pytest.mark.parametrize("count", range(2, 21))
def test_weights_of_several_right_answers_are_on_the_grade_list_and_add_up(count):
    options = (*(Choice(f"a{n}", is_key=True) for n in range(count)), Choice("falsch"))
    asked = replace(ASKED, choices=options, type=ItemType.DATA, form=Form.SEVERAL)

    weights = re.findall(r"~%(-?[\d.]+)%", gift.write([asked]))

    assert {weight.removeprefix("-") for weight in weights} <= GRADES
    assert len(weights) == count + 1
    assert round(sum(float(weight) for weight in weights[:-1]), 2) == 100
    assert weights[-1] == "-100"


def test_nothing_in_an_answer_is_taken_for_a_weight_by_moodle():
    """Moodle looks for `%digits%` anywhere in an answer that is not marked by “=”."""
    asked = replace(ASKED, choices=(ASKED.choices[0], Choice("100%50%", "%7%")))

    assert not re.search(r"~.*%-*\d+%", gift.write([asked]))


def test_steps_have_three_numbers_at_least_since_moodle_stops_at_fewer():
    asked = replace(ASKED, choices=(Choice("a"), Choice("b")), type=ItemType.ORDER, form=Form.ORDER)

    written = gift.write([asked])

    assert "\t=[html]<p>a</p> -> 1\n\t=[html]<p>b</p> -> 2\n\t= -> 3\n" in written


def test_a_reply_carries_its_model_and_checklist_where_learners_see_them():
    asked = replace(
        ASKED,
        choices=(Choice("Dank", "Freundlich.", is_key=True),),
        type=ItemType.REPLY,
        form=Form.WRITTEN,
        model="Danke!",
    )

    written = gift.write([asked])

    assert "{\n\t####[html]<p>Siehe" in written
    assert "<strong>So könnte die Antwort lauten</strong></p><p>Danke!</p>" in written
    assert "<li><p>Dank</p><blockquote><p>Freundlich.</p></blockquote></li>" in written


def test_a_typed_answer_that_gift_takes_for_a_pair_is_not_written():
    asked = replace(ASKED, choices=(Choice("a->b", is_key=True),), type=ItemType.RECALL, form=Form.TYPED)

    assert "pair to match" in gift_answers.unwritable(asked)
    assert gift_answers.unwritable(ASKED) == ""


def test_a_question_directly_below_its_category_is_read():
    assert [one.stem for one in read("$CATEGORY: $course$/top/VPN\nWas nun? {=a ~b}").questions] == ["Was nun?"]


def test_a_file_without_any_blank_line_is_read_in_linear_time():
    lines = [f"Frage {number}? {{=a ~b}}" for number in range(3000)]

    with at_most(5):
        found = read("\n".join(lines))

    assert len(found.questions) == 3000
