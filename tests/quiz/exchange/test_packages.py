"""QTI, SCORM and Anki: packages that kbtool writes and reads only to check them."""

import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import given, settings

from kbtool.model.quiz import Form, ItemType
from kbtool.quiz.exchange import anki, markup, qti21, scorm12, zipped
from kbtool.quiz.exchange.record import Choice
from kbtool.services import quiz_anki
from tests.quiz.exchange.strategies import patient, sets
from tests.quiz.exchange.test_gift import ASKED
from tests.quiz.exchange.test_moodle_xml import PNG

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SHOWN = replace(ASKED, stem="Was zeigt ![das Fenster](fenster.png)?")
PICTURES = {"fenster.png": PNG}
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


def asset(name):
    return resources.files("kbtool.quiz.exchange").joinpath("scorm", name).read_text(encoding="utf-8")


def scorm(questions, pictures=None):
    texts = {"player": asset("typed.js") + asset("player.js"), "style": asset("style.css")}
    return scorm12.write(questions, pictures or {}, title="Quiz: Netzwerk & <Co>", **texts)


def apkg(questions, pictures=None, now=NOW):
    pytest.importorskip("genanki", reason="the extra “anki” is not installed")
    return quiz_anki.pack(map(anki.note, questions), pictures or {}, now=now)


WRITERS = {
    "qti21": (qti21.write, qti21.read),
    "scorm12": (scorm, scorm12.read),
    "anki": (apkg, anki.read),
}
each = pytest.mark.parametrize(("write", "read"), WRITERS.values(), ids=WRITERS)


@each
def test_pictures_are_packed_and_everything_is_read_again(write, read):
    found = read(write([SHOWN], PICTURES), "quiz")

    assert (found.questions, found.problems, found.pictures) == ((SHOWN,), (), PICTURES)


@each
def test_the_same_questions_give_the_same_bytes(write, read):
    assert write([SHOWN], PICTURES) == write([SHOWN], PICTURES)


@each
@pytest.mark.parametrize("data", [b"", b"kein Paket", zipped.write({"a.txt": b"x"})])
def test_what_is_no_package_is_reported(write, read, data):
    assert [problem.code for problem in read(data, "quiz").problems] == ["quiz-import-broken"]


def test_an_item_in_an_encoding_nobody_knows_is_reported():
    files = zipped.read(qti21.write([SHOWN], {}))
    files["q-abc234.xml"] = files["q-abc234.xml"].replace(b"UTF-8", b"UTFa8")

    assert [problem.code for problem in qti21.read(zipped.write(files), "quiz").problems] == [
        "quiz-import-broken"
    ]


@pytest.mark.parametrize("data", ["[7]", "7", '[{"choices": 7}]'])
def test_data_of_a_lesson_that_are_no_questions_are_reported(data):
    files = zipped.read(scorm([SHOWN]))
    page = files["index.html"].decode()
    start, rest = page.split('id="questions">')
    files["index.html"] = f'{start}id="questions">{data}</script>{rest.partition("</script>")[2]}'.encode()

    assert [problem.code for problem in scorm12.read(zipped.write(files), "quiz").problems] == [
        "quiz-import-broken"
    ]


@each
def test_a_damaged_package_is_reported_or_harmless(write, read):
    data = write([SHOWN], PICTURES)

    for place in range(0, len(data), 97):
        found = read(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :], "quiz")
        assert found.problems or found.questions == (SHOWN,)


@settings(patient, max_examples=50)
@given(sets)
def test_all_that_is_written_as_qti_is_read(questions):
    assert list(qti21.read(qti21.write(questions, {}), "quiz").questions) == questions


@settings(patient, max_examples=50)
@given(sets)
def test_all_that_is_written_as_scorm_is_read(questions):
    assert list(scorm12.read(scorm(questions), "quiz").questions) == questions


@settings(patient, max_examples=15)
@given(sets)
def test_all_that_is_written_for_anki_is_read(questions):
    by_id = {asked.id: asked for asked in questions}

    assert {asked.id: asked for asked in anki.read(apkg(questions), "quiz").questions} == by_id


def test_a_package_that_unpacks_to_too_much_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", b"0" * (zipped.MAX_BYTES + 1))

    assert "64 MB" in qti21.read(made.getvalue(), "quiz").problems[0].message


# -- QTI -----------------------------------------------------------------------------------------------------


def parts(package):
    files = zipped.read(package)
    return markup.document(files["imsmanifest.xml"]), markup.document(files["q-abc234.xml"])


def test_the_manifest_names_every_file_with_what_it_is_about():
    manifest, _ = parts(qti21.write([SHOWN], PICTURES))

    texts = ["".join(part.itertext()) for part in manifest.iter() if part.tag.endswith("langstring")]
    files = [part.get("href") for part in manifest.iter() if part.tag.endswith("}file")]
    assert files == ["q-abc234.xml", "pictures/fenster.png"]
    assert "article:vpn-bricht-ab" in texts


def test_an_item_has_its_parts_in_the_order_of_the_schema():
    _, item = parts(qti21.write([ASKED], {}))

    order = [part.tag.removeprefix(QTI) for part in item]
    assert order == [
        "responseDeclaration",
        *["outcomeDeclaration"] * 3,
        "itemBody",
        "responseProcessing",
        *["modalFeedback"] * 2,
    ]


INLINE = {"strong", "code", "img", "a", "br"}
# What the schema lets stand in each element, in as far as kbtool writes it. Lists mean this order.
ALLOWED = {
    "assessmentItem": [
        "responseDeclaration",
        "outcomeDeclaration",
        "itemBody",
        "responseProcessing",
        "modalFeedback",
    ],
    "responseDeclaration": ["correctResponse", "mapping"],
    "outcomeDeclaration": {"defaultValue"},
    "itemBody": {"div", "p", "choiceInteraction", "orderInteraction", "extendedTextInteraction"},
    "choiceInteraction": {"simpleChoice"},
    "orderInteraction": {"simpleChoice"},
    "div": {"p", "pre", "ol", "ul"},
    "simpleChoice": {"p", "pre"},
    "modalFeedback": {"p", "pre", "div"},
    "ol": {"li"},
    "ul": {"li"},
    "li": {"p", "pre", "blockquote"},
    "blockquote": {"p", "pre"},
    "p": INLINE | {"textEntryInteraction"},
    "pre": {"code"},
    "strong": INLINE,
    "responseProcessing": {"responseCondition", "setOutcomeValue"},
    "responseCondition": ["responseIf", "responseElse"],
    "responseIf": ["match", "setOutcomeValue"],
    "responseElse": ["setOutcomeValue"],
    "match": {"variable", "correct"},
    "setOutcomeValue": {"baseValue", "variable", "mapResponse"},
    "correctResponse": {"value"},
    "defaultValue": {"value"},
    "mapping": {"mapEntry"},
}


@settings(patient, max_examples=40)
@given(sets)
def test_an_item_has_only_what_the_schema_allows_and_in_its_order(questions):
    files = zipped.read(qti21.write(questions, {}))

    for asked in questions:
        for part in markup.document(files[f"{asked.id}.xml"]).iter():
            allowed = ALLOWED.get(part.tag.removeprefix(QTI), [])
            children = [child.tag.removeprefix(QTI) for child in part]
            assert set(children) <= set(allowed)
            if isinstance(allowed, list):
                assert children == sorted(children, key=allowed.index)


def test_steps_never_stand_in_their_right_order():
    steps = (Choice("eins"), Choice("zwei"), Choice("drei"))
    many = [
        replace(ASKED, id=f"q-{number:06}", choices=steps, type=ItemType.ORDER, form=Form.ORDER)
        for number in range(40)
    ]

    assert steps not in {asked.shown for asked in many}
    assert len({asked.shown for asked in many}) > 2
    for asked in many:
        places = [ord(key) - ord("a") for key in asked.keys]
        assert tuple(asked.shown[place] for place in places) == steps


# -- SCORM ---------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    VOID = frozenset({"br", "img", "input", "meta", "link"})

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.labels, self.ids = [], [], [], []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.ids += [said["id"]] if "id" in said else []
        self.labels += said["for"].split() if "for" in said else []
        self.labels += said.get("aria-labelledby", "").split()
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.wrong.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@settings(patient, max_examples=30)
@given(sets)
def test_the_page_is_well_formed_and_every_label_has_its_field(questions):
    tags = Tags()

    tags.feed(zipped.read(scorm(questions))["index.html"].decode())

    assert (tags.wrong, tags.open) == ([], [])
    assert len(set(tags.ids)) == len(tags.ids)
    assert set(tags.labels) <= set(tags.ids)


def test_the_lesson_names_its_files_and_its_pass_mark():
    files = zipped.read(scorm([SHOWN], PICTURES))
    manifest = files["imsmanifest.xml"].decode()

    assert "<adlcp:masteryscore>80</adlcp:masteryscore>" in manifest
    assert "<title>Quiz: Netzwerk &amp; &lt;Co&gt;</title>" in manifest
    assert [name for name in files if name not in manifest] == ["imsmanifest.xml"]


def test_a_manifest_that_names_a_missing_file_is_reported():
    files = zipped.read(scorm([SHOWN], PICTURES))
    del files["pictures/fenster.png"]

    assert scorm12.read(zipped.write(files), "quiz").problems[0].message.startswith("the manifest names other")


def test_the_page_makes_no_request_to_the_outside():
    page = zipped.read(scorm([replace(ASKED, explanation="")]))["index.html"].decode()

    assert "//" not in page.replace("</", "<").split('<script type="application/json"')[0]


def test_more_questions_than_an_lms_remembers_are_refused():
    many = [replace(ASKED, id=f"q-{number}") for number in range(scorm12.MOST + 1)]

    with pytest.raises(ValueError, match="4079 characters of answers"):
        scorm(many)


def test_the_page_speaks_the_language_of_most_questions():
    english = replace(ASKED, id="q-xyz234", lang="en")

    assert '<html lang="en">' in zipped.read(scorm([english, english, ASKED]))["index.html"].decode()
    assert "Frage 1 von 1" in zipped.read(scorm([ASKED]))["index.html"].decode()


# -- Anki ----------------------------------------------------------------------------------------------------


def notes(package):
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(zipped.read(package)["collection.anki2"])
        return [list(row) for row in database.execute("SELECT guid, mid, mod FROM notes")]
    finally:
        database.close()


def test_a_note_keeps_its_guid_and_its_model_when_the_words_change():
    later = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    edited = replace(ASKED, stem="Was ganz anderes?", version=4)

    ((guid, model, first),) = notes(apkg([ASKED]))

    assert notes(apkg([edited], now=later)) == [[guid, model, first + 86400]]
    assert (guid, model) == ("kbtool-q-abc234", 1785203461)


def test_notes_lie_in_decks_of_language_and_topic_with_tags_without_blanks():
    note = anki.note(replace(ASKED, topic="mein thema/vpn"))

    assert note.deck == "kbtool::de::mein thema::vpn"
    assert not [tag for tag in note.tags if " " in tag]
    assert anki.deck_id(note.deck) == anki.deck_id(note.deck)


def test_questions_keep_their_choices_in_the_data_of_the_page():
    data = zipped.read(scorm([ASKED]))["index.html"].decode().partition('id="questions">')[2]

    (entry,) = json.loads(data.partition("</script>")[0])

    assert [Choice(*choice[:2], is_key=choice[2]) for choice in entry["choices"]] == list(ASKED.choices)


def test_a_package_with_a_file_without_a_name_is_damaged():
    data = zipped.write({"a": b"1"})
    length = data.rindex(b"PK\x01\x02") + 28  # of the name, in the list of files at the end

    with pytest.raises(ValueError, match="damaged"):
        zipped.read(data[:length] + b"\x00\x00" + data[length + 2 :])


@pytest.mark.parametrize(
    "collection", [b"", b"x", "«".encode(), b"SQLite format 3\0", b"SQLite format 3\0" + b"x" * 100]
)
def test_a_package_whose_collection_is_no_database_is_reported(collection):
    found = anki.read(zipped.write({"collection.anki2": collection, "media": b"{}"}), "x.apkg")
    assert [problem.code for problem in found.problems] == ["quiz-import-broken"]
