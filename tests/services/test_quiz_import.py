import base64
from dataclasses import replace
from datetime import UTC, datetime
from textwrap import dedent

import pytest

from kbtool.errors import BusyError, InputError, UnknownNameError
from kbtool.model.quiz import ItemType, Status
from kbtool.quiz.exchange import gift, images, moodle_xml, record, tables
from kbtool.services import quiz_bank, quiz_export, quiz_generate, quiz_import, quiz_pictures
from kbtool.services.quiz_import import Format
from kbtool.services.quiz_settle import Defaults, Fate
from kbtool.settings import load
from kbtool.store import files as store_files
from tests.conftest import SHARED_DATA
from tests.quiz.conftest import rng
from tests.quiz.exchange.test_moodle_xml import GIF, PNG
from tests.quiz.project import CONFIG, files

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
QUIZ = SHARED_DATA / "quiz-toml"
OFFLINE = Defaults(article="drucker-offline")
FOREIGN = """\
// [id:nr-1]
Warum druckt der Drucker im zweiten Stock nichts mehr aus? {
    =Der Toner ist leer. # Dann bleibt die Seite weiß.
    ~Das Kabel ist lose. # Dann meldet Windows „Offline“.
    ~Das Papier fehlt. # Dann blinkt die Lampe.
}
"""


@pytest.fixture
def project(make_project):
    return make_project(files(), config=CONFIG)


@pytest.fixture
def settings(project):
    return load(project.config)


def take(project, text, kind=Format.GIFT, *, name="fragen.gift", defaults=OFFLINE, **options):
    path = project.root / name
    data = dedent(text).encode() if isinstance(text, str) else text
    path.write_bytes(data)
    return quiz_import.take(project, load(project.config), kind, path, rng=rng(3), defaults=defaults, **options)


def items(project):
    return quiz_bank.load(project).items


def fates(report):
    return [one.fate for one in report.taken]


def codes(problems):
    return [problem.code for problem in problems]


def test_a_foreign_question_becomes_a_draft_that_names_its_origin(project):
    report = take(project, FOREIGN)

    (item,) = items(project)
    assert fates(report) == [Fate.ADDED]
    assert (report.rejects, report.findings) == ((), ())
    assert (item.status, item.origin, item.review, item.source) == (
        Status.DRAFT,
        "gift:fragen.gift#nr-1",
        None,
        None,
    )
    assert (item.lang, item.type, item.topic, item.article) == (
        "de",
        ItemType.CAUSE,
        "printing",
        "drucker-offline",
    )
    assert item.id.startswith("q-")
    assert [option.id for option in item.options] == ["a", "b", "c"]
    assert item.key.why == "Dann bleibt die Seite weiß."


def test_what_the_gate_finds_is_shown_and_the_draft_is_kept(project):
    report = take(project, "Welche Antworten stimmen hier wohl immer? {=a ~b}")

    assert "quiz-why" in codes(report.findings)
    assert "quiz-options" in codes(report.warnings)
    assert report.findings[0].path == "quizzes/printing.yml"
    assert report.findings[0].message.startswith(items(project)[0].id)


def test_taking_a_file_again_changes_no_byte(project):
    take(project, FOREIGN + "\nUnd wer hilft dann? {=wir ~niemand}\n")
    before = (project.quizzes / "printing.yml").read_bytes()

    report = take(project, FOREIGN + "\nUnd wer hilft dann? {=wir ~niemand}\n")

    assert fates(report) == [Fate.UNCHANGED] * 2
    assert (report.files, report.findings) == ((), ())
    assert (project.quizzes / "printing.yml").read_bytes() == before


def test_a_dry_run_writes_nothing(project):
    report = take(project, FOREIGN, dry_run=True)

    assert (fates(report), report.files) == ([Fate.ADDED], ("quizzes/printing.yml",))
    assert not project.quizzes.exists()


def test_a_changed_question_becomes_the_next_version_as_a_draft(project):
    take(project, FOREIGN)
    path = project.quizzes / "printing.yml"
    signed = "status: reviewed\n  review: {by: anna, at: 2026-11-02}"
    path.write_text(path.read_text(encoding="utf-8").replace("status: draft", signed), encoding="utf-8")
    before = items(project)[0]

    report = take(project, FOREIGN.replace("Das Papier fehlt.", "Das Fach ist offen."))

    (item,) = items(project)
    assert fates(report) == [Fate.CHANGED]
    assert (item.id, item.version, item.status, item.review) == (before.id, 2, Status.DRAFT, None)
    assert [option.id for option in item.options] == ["a", "b", "d"]


@pytest.mark.parametrize("status", ["locked", "retired"])
def test_locked_and_retired_items_keep_their_words(project, status):
    take(project, FOREIGN)
    path = project.quizzes / "printing.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("draft", status), encoding="utf-8")
    before = path.read_bytes()

    report = take(project, FOREIGN.replace("Papier", "Blatt"))

    assert codes(report.rejects) == ["quiz-import-kept"]
    assert status in report.rejects[0].message
    assert path.read_bytes() == before


def test_the_same_question_twice_in_a_file_is_taken_once(project):
    report = take(project, f"{FOREIGN}\n{FOREIGN}")

    assert fates(report) == [Fate.ADDED]
    assert [(problem.line, problem.code) for problem in report.rejects] == [(9, "quiz-import-double")]


def test_a_question_without_an_article_is_left_out(project):
    report = take(project, FOREIGN, defaults=Defaults())

    assert codes(report.rejects) == ["quiz-import-article"]
    assert "--article" in report.rejects[0].hint
    assert items(project) == ()


def test_what_somebody_rejected_does_not_come_back(project):
    project.quizzes.mkdir()
    text = "schema: 1\nrejected:\n- {slot: drucker-offline/cause, why: zu leicht}\n"
    (project.quizzes / "printing.yml").write_text(text, encoding="utf-8")

    assert codes(take(project, FOREIGN).rejects) == ["quiz-import-rejected"]


def test_imported_items_take_no_place_of_the_generator(project, settings):
    take(project, FOREIGN)
    quiz_generate.generate(project, settings, rng=rng(1))

    imported = [item for item in items(project) if item.origin]
    others = {item.slot for item in items(project) if not item.origin}
    assert [item.ordinal for item in imported] == [101]
    assert others.isdisjoint({item.slot for item in imported})


@pytest.mark.parametrize(
    ("defaults", "name"),
    [(Defaults(article="drucker-offlin"), "drucker-offline"), (replace(OFFLINE, topic="druck"), "printing")],
)
def test_an_unknown_article_or_topic_is_an_error(project, defaults, name):
    with pytest.raises(UnknownNameError):
        take(project, FOREIGN, defaults=defaults)

    assert items(project) == ()


def test_defaults_fill_only_what_a_file_does_not_say(project):
    labelled = FOREIGN.replace("[id:nr-1]", "[id:nr-1] [tag:lang:en] [tag:type:next] [tag:level:2]")

    take(project, labelled, defaults=Defaults("drucker-offline", "network", "de", ItemType.MATCH))

    (item,) = items(project)
    assert (item.lang, item.type, item.level, item.topic) == ("en", ItemType.NEXT, 2, "network")
    assert item.path == "quizzes/network.yml"


def test_another_writer_is_waited_for(project):
    with store_files.locked(project.lock, doing="test"), pytest.raises(BusyError):
        take(project, FOREIGN)


def test_a_broken_bank_is_mended_first(project):
    project.quizzes.mkdir()
    (project.quizzes / "printing.yml").write_text("schema: 7\n", encoding="utf-8")

    with pytest.raises(InputError, match="schema"):
        take(project, FOREIGN)


@pytest.mark.parametrize("kind", [Format.GIFT, Format.CSV, Format.TOML])
def test_a_file_that_is_not_utf_8_says_how_to_save_it(project, kind):
    with pytest.raises(InputError, match="UTF-8") as caught:
        take(project, "größer".encode("latin-1"), kind)

    assert "UTF-8" in caught.value.hint


def test_a_text_with_thousands_of_marks_is_left_out(project):
    report = take(project, FOREIGN.replace("Warum", "**" * 3000))

    assert codes(report.rejects) == ["quiz-import-broken"]


def test_a_missing_or_huge_file_is_an_error(project, settings, monkeypatch):
    monkeypatch.setattr(quiz_import, "MAX_BYTES", 10)

    with pytest.raises(InputError, match="64 MB"):
        take(project, FOREIGN)
    with pytest.raises(InputError, match="cannot be read"):
        quiz_import.take(project, settings, Format.GIFT, project.root / "nichts", rng=rng(1), defaults=OFFLINE)


# -- round trips through another program ---------------------------------------------------------------------


@pytest.fixture
def bank(project, settings):
    quiz_generate.generate(project, settings, rng=rng(1))
    return project


@pytest.mark.parametrize("kind", [Format.GIFT, Format.MOODLE_XML, Format.CSV])
def test_our_own_export_taken_again_changes_nothing(bank, settings, kind):
    target = bank.root / "quiz"
    exported = quiz_export.export(bank, settings, quiz_export.Format(kind), target, now=NOW)

    report = quiz_import.take(bank, settings, kind, target, rng=rng(1), defaults=Defaults())

    assert exported.count > 5
    assert fates(report) == [Fate.UNCHANGED] * exported.count
    assert (report.rejects, report.files) == ((), ())


@pytest.mark.parametrize("kind", [Format.GIFT, Format.MOODLE_XML, Format.CSV])
def test_a_bank_moves_to_another_project_with_its_ids(bank, settings, make_project, kind):
    target = bank.root / "quiz"
    quiz_export.export(bank, settings, quiz_export.Format(kind), target, now=NOW)
    other = make_project(files(), config=CONFIG, name="other")

    report = quiz_import.take(other, settings, kind, target, rng=rng(1), defaults=Defaults())

    assert report.rejects == ()
    assert {item.id: record.question(item) for item in items(other)} == {
        item.id: record.question(item) for item in items(bank)
    }
    assert {item.status for item in items(other)} == {Status.DRAFT}


def test_an_edited_cell_changes_one_item_and_an_old_table_is_refused(bank, settings):
    target = bank.root / "quiz.csv"
    quiz_export.export(bank, settings, quiz_export.Format.CSV, target, now=NOW)
    old = target.read_text(encoding="utf-8")
    before = items(bank)[0]
    new = tables.write([replace(record.question(before), explanation="Neu: = 5 #")])

    first = take(bank, new, Format.CSV, defaults=Defaults())
    second = take(bank, old, Format.CSV, defaults=Defaults())

    after = quiz_bank.load(bank).by_id[before.id]
    assert fates(first) == [Fate.CHANGED]
    assert (after.version, after.explanation, after.source) == (2, "Neu: = 5 #", before.source)
    assert after.is_edited
    assert codes(second.rejects) == ["quiz-import-kept"]
    assert "version 2 in the bank, 1 in the file" in second.rejects[0].message


# -- pictures ------------------------------------------------------------------------------------------------


def shown(source):
    return FOREIGN.replace("Warum druckt", f'[html]<p><img src\\="{source}" alt\\="Bild"/></p>Warum druckt')


def test_an_embedded_picture_is_put_beside_the_banks(project, settings):
    source = gift.escaped(images.embedded(PNG))

    report = take(project, shown(source))
    again = take(project, shown(source))

    name = images.name("data:", PNG)
    assert (project.quizzes / "pictures" / name).read_bytes() == PNG
    assert f"![Bild](pictures/{name})" in items(project)[0].stem
    assert (report.rejects, fates(again)) == ((), [Fate.UNCHANGED])
    packed = quiz_pictures.packed(project, items(project))
    assert (packed.problems, packed.pictures) == ([], {name: PNG})


def test_a_picture_of_a_moodle_bank_survives_there_and_back(project, settings):
    take(project, shown(gift.escaped(images.embedded(GIF))))
    target = project.root / "quiz.xml"
    quiz_export.export(project, settings, quiz_export.Format.MOODLE_XML, target, now=NOW)

    report = quiz_import.take(project, settings, Format.MOODLE_XML, target, rng=rng(1), defaults=OFFLINE)

    assert base64.b64encode(GIF).decode() in target.read_text(encoding="utf-8")
    assert fates(report) == [Fate.UNCHANGED]


@pytest.mark.parametrize("source", ["fehlt.png", "../mkdocs.yml"])
def test_a_picture_that_is_nowhere_is_reported(project, source):
    report = take(project, shown(source))

    assert codes(report.rejects) == ["quiz-import-picture"]
    assert items(project) == ()


def test_a_picture_that_is_none_is_reported(project):
    data = base64.b64encode(b"<svg onload='x()'/>").decode()
    file = f'<file name="b.svg" encoding="base64">{data}</file>'
    text = moodle_xml.write(gift.read(FOREIGN, "x").questions, {})
    text = text.replace("</text></questiontext>", "![b](b.svg)</text></questiontext>", 1)
    text = text.replace(
        '<questiontext format="html"><text>', f'<questiontext format="markdown">{file}<text>', 1
    )

    report = take(project, text, Format.MOODLE_XML, name="x.xml")

    assert codes(report.rejects) == ["quiz-import-picture"]
    assert not (project.quizzes / "pictures").exists()


# -- real files ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not QUIZ.is_dir(), reason="the shared data is not here")
def test_real_quizzes_are_taken_whole_or_reported(project):
    taken = rejected = 0
    for path in sorted(QUIZ.glob("*.toml"))[:20]:
        report = take(project, path.read_bytes(), Format.TOML, name=path.name, defaults=OFFLINE)
        taken += len(report.taken)
        rejected += len(report.rejects)

    found = items(project)
    assert (taken, len(found)) == (len(found), taken)
    assert taken > 20 < rejected + 20
    assert {item.origin.partition(":")[0] for item in found} == {"toml"}
    assert quiz_bank.load(project).problems == ()
