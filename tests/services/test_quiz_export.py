import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kbtool.errors import InputError, StoreError, UnknownNameError
from kbtool.model.quiz import Answer, ItemType
from kbtool.quiz.exchange import gift, images, moodle_xml, tables
from kbtool.services import quiz_anki, quiz_export, quiz_generate
from kbtool.services.quiz_export import Choice, Format
from kbtool.settings import load
from kbtool.store import results
from kbtool.store.database import Store
from tests.quiz.conftest import rng
from tests.quiz.exchange.test_moodle_xml import PNG
from tests.quiz.project import CONFIG, files

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SIGNED = "  status: reviewed\n  review: {by: anna, at: 2026-11-02}\n"


@pytest.fixture
def project(make_project):
    made = make_project(files(), config=CONFIG)
    quiz_generate.generate(made, load(made.config), rng=rng(1))
    return made


@pytest.fixture
def settings(project):
    return load(project.config)


def bank(project, name="printing.yml"):
    return project.quizzes / name


def change(project, old, new, count=-1, name="printing.yml"):
    path = bank(project, name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def export(project, settings, kind=Format.GIFT, **options):
    return quiz_export.export(project, settings, kind, project.root / "out" / "quiz", now=NOW, **options)


def written(project):
    return project.root / "out" / "quiz"


@pytest.mark.parametrize("kind", Format)
def test_every_format_holds_every_item(project, settings, kind):
    if kind is Format.ANKI:
        pytest.importorskip("genanki", reason="the extra “anki” is not installed")

    report = export(project, settings, kind)

    found = quiz_export.READERS[kind](written(project).read_bytes(), "quiz")
    assert report.problems == ()
    assert report.count == len(found.questions) > 5


@pytest.mark.parametrize("kind", Format)
def test_a_dry_run_writes_nothing(project, settings, kind):
    if kind is Format.ANKI:
        pytest.importorskip("genanki", reason="the extra “anki” is not installed")

    assert export(project, settings, kind, dry_run=True).count > 5
    assert not written(project).exists()


def test_only_items_that_people_vouch_for_leave_the_house(project, settings):
    drafts = export(project, settings)
    change(project, "  status: draft\n", SIGNED, 1)

    report = export(project, settings)

    assert drafts.drafts == drafts.count
    assert (report.count, report.drafts) == (1, 0)


def test_a_topic_and_a_language_narrow_the_export(project, settings):
    everything = export(project, settings).count

    assert 0 < export(project, settings, choice=Choice(topic="Drucken")).count < everything
    with pytest.raises(InputError, match="no quiz items"):
        export(project, settings, choice=Choice(lang="en"))
    with pytest.raises(UnknownNameError, match="druk"):
        export(project, settings, choice=Choice(topic="druk"))


def test_a_mismatch_is_an_error_and_nothing_is_left_behind(project, settings, monkeypatch):
    written(project).parent.mkdir()
    written(project).write_text("von gestern", encoding="utf-8")
    whole = gift.write
    monkeypatch.setattr(gift, "write", lambda questions: whole(questions[1:]))

    with pytest.raises(StoreError, match="read again") as caught:
        export(project, settings)

    assert "Nothing was left behind" in caught.value.hint
    assert written(project).read_text(encoding="utf-8") == "von gestern"
    assert [path.name for path in written(project).parent.iterdir()] == ["quiz"]


def test_a_changed_word_is_a_mismatch_too(project, settings, monkeypatch):
    whole = moodle_xml.write
    monkeypatch.setattr(moodle_xml, "write", lambda *args: whole(*args).replace("Drucker", "Trucker", 1))

    with pytest.raises(StoreError, match="came out changed"):
        export(project, settings, Format.MOODLE_XML)


def test_an_item_that_cannot_be_written_is_named_and_nothing_is_written(project, settings):
    text = bank(project).read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith("- id:"))
    change(project, "  stem: ", '  explanation: "Taste \\x07"\n  stem: ', 1)

    report = export(project, settings)

    (problem,) = report.problems
    assert (problem.path, problem.line, problem.code) == ("quizzes/printing.yml", line, "quiz-export-item")
    assert "U+0007" in problem.message
    assert not written(project).exists()


# -- pictures ------------------------------------------------------------------------------------------------


def show(project, source="bilder/fenster.png"):
    change(project, "  stem: ", f"  explanation: Siehe ![Fenster]({source})\n  stem: ", 1)
    (project.quizzes / "bilder").mkdir()
    (project.quizzes / "bilder" / "fenster.png").write_bytes(PNG)


@pytest.mark.parametrize("kind", [Format.MOODLE_XML, Format.QTI21, Format.SCORM12])
def test_pictures_are_packed_under_a_name_of_their_own(project, settings, kind):
    show(project)

    report = export(project, settings, kind)

    found = quiz_export.READERS[kind](written(project).read_bytes(), "quiz")
    name = images.name("fenster.png", PNG)
    assert (report.problems, report.pictures) == ((), 1)
    assert found.pictures == {name: PNG}
    assert f"![Fenster]({name})" in " ".join(one.explanation for one in found.questions)


def test_gift_embeds_pictures_and_a_table_names_them_as_the_bank_does(project, settings):
    show(project)
    export(project, settings)
    embedded = gift.read(written(project).read_text(encoding="utf-8"), "quiz")
    export(project, settings, Format.CSV)
    named = tables.read(written(project).read_text(encoding="utf-8"), "quiz")

    sources = [source for asked in embedded.questions for source in images.sources(asked)]
    assert [images.bytes_of(source) for source in sources] == [PNG]
    assert "![Fenster](bilder/fenster.png)" in " ".join(one.explanation for one in named.questions)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("bilder/fehlt.png", "cannot be read"),
        ("../../geheim.png", "lies outside the project"),
        ("../mkdocs.yml", "is no PNG"),
        ("bilder/gross.png", "has more than 1 MB"),
        ("bilder", "cannot be read"),
    ],
)
def test_a_picture_that_cannot_be_packed_is_named(project, settings, source, reason):
    show(project, source)
    (project.root.parent / "geheim.png").write_bytes(PNG)
    (project.quizzes / "bilder" / "gross.png").write_bytes(PNG + b"0" * images.MAX_BYTES)

    (problem,) = export(project, settings, Format.MOODLE_XML).problems

    assert problem.code == "quiz-export-picture"
    assert f"“{source}” {reason}" in problem.message
    assert not written(project).exists()


def test_pictures_on_the_web_stay_where_they_are(project, settings):
    show(project, "https://example.com/a.png")

    assert (export(project, settings, Format.QTI21).problems, export(project, settings).pictures) == ((), 0)


def test_anki_without_genanki_says_what_to_install(project, settings, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "genanki", None)

    with pytest.raises(InputError) as caught:
        quiz_anki.pack([], {}, now=NOW)

    assert "kbtool[anki]" in caught.value.hint


# -- answers -------------------------------------------------------------------------------------------------

GIVEN = Answer(
    trainee="9f2c51aa03b7",
    item="q-abc234",
    version=1,
    option="b",
    is_right=True,
    is_scored=True,
    at=NOW,
    seconds=4.2,
    article="drucker-offline",
    type=ItemType.CAUSE,
    topic="printing",
    lang="de",
)


def answered(project, count=3):
    with Store.open(project) as store:
        for number in range(count):
            at = NOW + timedelta(seconds=number)
            topic = "security" if number == 2 else "printing"
            results.record(store, replace(GIVEN, at=at, topic=topic))


def statements(project, settings, **options):
    return quiz_export.statements(project, settings, None, written(project), **options)


def test_every_answer_becomes_a_line_and_the_same_one_each_time(project, settings):
    answered(project)

    report = statements(project, settings)
    first = written(project).read_bytes()
    statements(project, settings)

    assert report.count == 3
    assert written(project).read_bytes() == first
    assert len({json.loads(line)["id"] for line in first.splitlines()}) == 3


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice("Drucken"), 2),
        (Choice("printing"), 2),
        (Choice("security"), 1),
        (Choice(lang="en"), 0),
        (Choice(), 3),
    ],
)
def test_statements_can_be_narrowed(make_project, choice, count):
    config = CONFIG.replace(
        "      teams:\n", "        security: {de: Sicherheit, en: Security}\n      teams:\n"
    )
    project = make_project(config=config, name="narrow")
    answered(project)

    assert statements(project, load(project.config), choice=choice, dry_run=True).count == count
    assert not written(project).exists()


def test_statements_need_an_address_for_the_accounts(make_project, settings):
    project = make_project(config=CONFIG.replace("site_url: https://help.example.com/\n", ""), name="no-url")

    with pytest.raises(InputError, match="site_url"):
        statements(project, settings)


def test_an_unknown_topic_of_statements_is_an_error(project, settings):
    with pytest.raises(UnknownNameError):
        statements(project, settings, choice=Choice("druk"))


def test_statements_that_do_not_count_up_are_not_left_behind(project, settings, monkeypatch):
    answered(project)
    monkeypatch.setattr(quiz_export.xapi, "line", lambda *_: "{}\n")

    with pytest.raises(StoreError, match="no statement"):
        statements(project, settings)

    assert not written(project).exists()
