"""Results: importing what browsers kept, reports, export, deletion, and retention."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from kbtool.cli import results_text
from kbtool.errors import InputError
from kbtool.model.quiz import Answer, Form, Item, ItemType, Option
from kbtool.quiz import judging
from kbtool.services import (
    keys,
    quiz_bank,
    quiz_generate,
    results_export,
    results_import,
    results_record,
    results_report,
    retention,
)
from kbtool.services.results_export import Which
from kbtool.settings import load
from kbtool.store import cards, exams, results
from kbtool.store.database import Store
from kbtool.store.exams import Exam
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(make_project):
    return load(make_project(config=CONFIG, name="settings-only").config)


@pytest.fixture
def project(make_project, settings):
    made = make_project(files(), config=CONFIG)
    quiz_generate.generate(made, settings, rng=rng(1))
    for path in made.quizzes.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        signed = "  status: reviewed\n  review: {by: anna, at: 2026-11-02}\n"
        path.write_text(text.replace("  status: draft\n", signed), encoding="utf-8")
    return made


@pytest.fixture
def items(project):
    return quiz_bank.load(project).items


@pytest.fixture
def store(project):
    with Store.open(project) as opened:
        yield opened


def given_answer(item, *, right):
    if right:
        return judging.canonical(item, judging.right_answer(item))
    if item.form is Form.ORDER:
        return ",".join(option.id for option in reversed(item.options))
    return "etwas anderes" if item.form is Form.TYPED else item.distractors[0].id


def answer(item, trainee="t1", *, right=True, at=NOW, option=None, seconds=5.0) -> Answer:
    chosen = option if option is not None else given_answer(item, right=right)
    return Answer(
        trainee, item.id, item.version, chosen, judging.is_right(item, chosen), True, at, seconds,  # noqa: FBT003
        item.article, item.type, item.topic, item.lang,
    )  # fmt: skip


def saved(tmp_path, *answers, **extra):
    path = tmp_path / "quiz.json"
    data = {"kind": "kbtool results", "version": 1, "answers": list(answers), **extra}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def given(of, **fields):
    known = {
        "item": of.id,
        "version": 1,
        "option": of.key.id,
        "at": "2026-11-20T08:00:00.000Z",
        "seconds": 4,
    }
    return {**known, **fields}


def take_in(project, settings, store, path, **options):
    known = {"trainee": "t1", "now": NOW, "dry_run": False}
    return results_import.read(project, settings, store, path, **{**known, **options})


def test_import_judges_by_the_bank_whatever_the_file_claims(project, settings, store, items, tmp_path):
    wrong = items[0].distractors[0].id
    path = saved(tmp_path, given(items[0], option=wrong, right=True))

    report = take_in(project, settings, store, path)

    (found,) = results.iterate(store)
    assert (report.new, found.is_right, found.is_scored) == (1, False, True)
    assert found.accepted == (items[0].key.id,)


def test_of_a_version_that_is_gone_nobody_knows_what_was_right(project, settings, store, items, tmp_path):
    path = project.root / items[0].path
    text = path.read_text(encoding="utf-8")
    head = f"- id: {items[0].id}\n  version: "
    path.write_text(text.replace(f"{head}1", f"{head}2"), encoding="utf-8")

    take_in(project, settings, store, saved(tmp_path, given(items[0], right=True)))

    (found,) = results.iterate(store)
    assert (found.version, found.is_right, found.accepted) == (1, True, ())


def test_importing_again_changes_nothing(project, settings, store, items, tmp_path):
    path = saved(tmp_path, given(items[0]), given(items[1]), given(items[0]))
    take_in(project, settings, store, path)

    report = take_in(project, settings, store, path)

    assert (report.read, report.new, report.known, report.rejects) == (3, 0, 3, ())
    assert results.count(store) == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"item": "q-gibtsnicht"}, "unknown item"),
        ({"at": "2026-11-23T09:36:00Z"}, "a time in the future"),
        ({"at": "1999-12-31T23:59:59Z"}, "an impossible time"),
        ({"at": "2026-11-20T08:00:00"}, "no time with a zone"),
        ({"at": "gestern"}, "no time with a zone"),
        ({"at": None}, "no time with a zone"),
        ({"option": "z"}, "unknown option"),
        ({"option": 7}, "no option"),
        ({"version": 99}, "unknown version of the item"),
        ({"version": True}, "unknown version of the item"),
        ({"seconds": -1}, "an impossible duration"),
        ({"seconds": float("nan")}, "no duration"),
        ({"seconds": "4"}, "no duration"),
    ],
)
def test_import_rejects_what_cannot_be_and_takes_the_rest(  # noqa: PLR0917 - fixtures
    project, settings, store, items, tmp_path, fields, reason
):
    path = saved(tmp_path, given(items[0], **fields), given(items[1]))

    report = take_in(project, settings, store, path)

    assert [(reject.number, reject.reason) for reject in report.rejects] == [(1, reason)]
    assert report.new == 1


def test_import_survives_records_that_are_none(project, settings, store, tmp_path):
    report = take_in(project, settings, store, saved(tmp_path, None, 3, [], "ü"))

    assert [reject.reason for reject in report.rejects] == ["not an answer"] * 4


def test_import_leaves_out_what_is_too_old_to_keep(project, settings, store, items, tmp_path):
    report = take_in(project, settings, store, saved(tmp_path, given(items[0], at="2026-01-05T08:00:00Z")))

    assert (report.new, report.expired, results.count(store)) == (0, 1, 0)


def test_dry_run_imports_nothing(project, settings, store, items, tmp_path):
    report = take_in(project, settings, store, saved(tmp_path, given(items[0])), dry_run=True)

    assert (report.new, results.count(store)) == (1, 0)


@pytest.mark.parametrize("text", ["", "[]", '{"answers": []}', '{"kind": "kbtool results"}', "{", "[" * 5000])
def test_a_file_that_holds_no_results_is_refused(project, settings, store, tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError):
        take_in(project, settings, store, path)


def test_late_answers_take_their_place_in_the_spacing(store, items):
    item = items[0]
    results_record.record(store, answer(item, at=NOW))
    results_record.record_all(store, [answer(item, at=NOW - timedelta(days=2))], {item.article: "neu"})

    (card,) = cards.of_trainee(store, "t1")

    assert ((card.due - NOW).days, card.article_sha256) == (11, "neu")
    firsts = [
        found.right for found in [results_report.trainee(store, {item.id: item}, "t1", now=NOW).topics[0]]
    ]
    assert firsts == [1]


def test_a_wrong_option_hardly_anybody_takes_is_idle_once_forty_people_have_answered(store, items):
    item = items[0]
    for number in range(39):
        results_record.record(store, answer(item, f"t{number}", right=number > 3, at=NOW))
    before = results_report.by_item(store, {item.id: item})[0].flags

    results_record.record(store, answer(item, "t39", right=True, at=NOW))

    idle = f"idle {item.distractors[1].id}"
    assert idle not in before
    assert idle in results_report.by_item(store, {item.id: item})[0].flags
    assert f"idle {item.distractors[0].id}" not in results_report.by_item(store, {item.id: item})[0].flags


def test_only_first_attempts_count_for_difficulty(store, items):
    item = items[0]
    for number in range(5):
        who = f"t{number}"
        results_record.record(store, answer(item, who, right=False, at=NOW))
        results_record.record(store, answer(item, who, right=True, at=NOW + timedelta(minutes=1)))

    (found,) = results_report.by_item(store, {item.id: item})

    assert (found.people, found.facility.value, found.flags) == (5, 0.0, ("hard",))
    assert [(choice.option, choice.count) for choice in found.wrong] == [(item.distractors[0].id, 5)]
    assert found.discrimination is None


def test_figures_about_less_than_five_people_are_hidden(store, items):
    item = items[0]
    for number in range(4):
        results_record.record(store, answer(item, f"t{number}"))
    known = {item.id: item}

    assert results_report.team(store, known, now=NOW).is_hidden
    assert results_report.by_item(store, known) == []
    assert results_report.by_article(store, known) == []

    results_record.record(store, answer(item, "t4"))
    assert not results_report.team(store, known, now=NOW).is_hidden
    assert len(results_report.by_article(store, known)) == 1


def test_no_figure_of_a_team_counts_questions_that_less_than_five_people_answered(store, items):
    match = next(item for item in items if item.type is ItemType.MATCH)
    triage = next(item for item in items if item.type is ItemType.TRIAGE and item.article == match.article)
    known = {match.id: match, triage.id: triage}
    for number in range(5):
        results_record.record(store, answer(triage, f"t{number}"))
    for number in range(4):
        results_record.record(store, answer(match, f"t{number}", right=False))

    (article,) = results_report.by_article(store, known)
    assert (article.items, article.answers, article.facility.value) == (1, 5, 1.0)
    assert results_report.team(store, known, now=NOW).confused == ()

    results_record.record(store, answer(match, "t4", right=False))

    (article,) = results_report.by_article(store, known)
    assert (article.items, article.answers, article.facility.value) == (2, 10, 0.5)
    assert [pair.count for pair in results_report.team(store, known, now=NOW).confused] == [5]


def test_a_topic_is_mastered_after_eight_items_on_two_days(store, items):
    known = {item.id: item for item in items if item.topic == "printing"}
    mine = list(known.values())[:8]
    assert len(mine) == 8
    for item in mine:
        results_record.record(store, answer(item, at=NOW - timedelta(days=1)))
    assert not results_report.trainee(store, known, "t1", now=NOW).topics[0].is_mastered

    results_record.record(store, answer(mine[0]))

    assert results_report.trainee(store, known, "t1", now=NOW).topics[0].is_mastered


def test_escalation_and_confusion_are_counted_by_origin(store, items):
    triage = next(item for item in items if item.type is ItemType.TRIAGE and item.key.origin != "solve")
    match = next(item for item in items if item.type is ItemType.MATCH)
    kept = next(option.id for option in triage.options if option.origin == "solve")
    results_record.record(store, answer(triage, option=kept))
    results_record.record(store, answer(match, right=False))

    report = results_report.trainee(store, {item.id: item for item in items}, "t1", now=NOW)

    assert (report.escalation.under, report.escalation.over) == (1, 0)
    assert [(pair.article, pair.taken_for, pair.count) for pair in report.confused] == [
        (match.article, match.distractors[0].origin, 1)
    ]


def test_a_case_taken_for_one_like_it_is_a_confusion(store):
    options = tuple(
        Option(name, text, is_key=name == "a", origin=origin)
        for name, text, origin in [("a", "A", "vpn"), ("b", "B", "wlan"), ("c", "C", "lan")]
    )
    contrast = Item("q-con234", ItemType.CONTRAST, "de", "vpn", "Woran?", options)
    results_record.record(store, answer(contrast, option="b"))

    report = results_report.trainee(store, {contrast.id: contrast}, "t1", now=NOW)

    assert [(pair.article, pair.taken_for, pair.count) for pair in report.confused] == [("vpn", "wlan", 1)]


def test_an_order_is_shown_in_words_without_the_letters_it_is_stored_as(store):
    order = Item(
        "q-ord234", ItemType.ORDER, "de", "vpn", "Was zuerst?", (Option("a", "Auf"), Option("b", "Zu"))
    )
    for number in range(5):
        results_record.record(store, answer(order, f"t{number}", option="b,a"))

    lines = list(results_text.items(results_report.by_item(store, {order.id: order})))

    assert lines[1] == "    5×  Zu → Auf"


def exam(who, form, right, minute, marks=()):
    at = NOW + timedelta(minutes=minute)
    return Exam(f"x-{who}-{form}-{minute}", who, "printing", "de", form, at, right, 10, 80, marks)


def test_gain_is_between_the_first_exam_and_the_last_of_the_other_form(store, items):
    for number in range(5):
        results_record.record(store, answer(items[0], f"t{number}"))
        for form, right, minute in (("A", 4, 0), ("A", 10, 1), ("B", 6 + number % 2, 2)):
            exams.record(store, exam(f"t{number}", form, right, minute))

    (gain,) = results_report.team(store, {}, now=NOW).gains
    (own,) = results_report.trainee(store, {}, "t0", now=NOW).gains

    assert (gain.people, round(gain.gain.value, 2)) == (5, 0.24)
    assert round(own.gain.value, 2) == 0.2
    assert own.gain.low < 0.2 < own.gain.high


def test_reliability_needs_forty_people(store, items):
    for number in range(40):
        marks = tuple((f"q-{n}", 1, n <= number % 10) for n in range(10))
        who = f"t{number}"
        results_record.record(store, answer(items[0], who))
        exams.record(store, exam(who, "A", sum(right for _, _, right in marks), 0, marks))
        if number == 38:
            assert results_report.team(store, {}, now=NOW).reliability == ()

    (found,) = results_report.team(store, {}, now=NOW).reliability

    assert (found.people, found.form) == (40, "A")
    assert 0.8 < found.kr20 < 1


def test_discrimination_is_shown_from_forty_people(store, items):
    first, second, third = items[:3]
    for number in range(40):
        good = number % 2 == 0
        for item in (first, second, third):
            results_record.record(store, answer(item, f"t{number}", right=good))

    found = results_report.by_item(store, {item.id: item for item in items})

    assert all(report.discrimination == pytest.approx(1.0) for report in found)


def test_export_gives_a_person_everything_that_is_kept(store, items):
    results_record.record(store, answer(items[0]))
    results_record.record(store, answer(items[0], "jemand-anders"))
    exams.record(store, exam("t1", "A", 4, 0))

    found = list(results_export.records(store, "t1"))

    assert [record["kind"] for record in found] == ["answer", "exam"]
    assert {record["trainee"] for record in found} == {"t1"}


def test_deleting_a_person_leaves_nothing_of_them(project, store, items):
    who = keys.pseudonym(project, "Jürgen Weiß")
    results_record.record(store, answer(items[0], who))
    results_record.record(store, answer(items[0], "t2"))
    exams.record(store, exam(who, "A", 4, 0))

    count = results_export.delete(project, None, Which("jürgen weiß"), now=NOW, dry_run=False)

    assert (count, results.count(store)) == (1, 1)
    assert (cards.of_trainee(store, who), exams.listing(store, who)) == ([], [])
    assert who.encode() not in project.database.read_bytes()


def test_what_is_older_than_the_settings_say_is_purged(settings, store, items):
    results_record.record(store, answer(items[0], at=NOW - timedelta(days=181)))
    results_record.record(store, answer(items[1], at=NOW - timedelta(days=179)))
    results_record.record(store, answer(items[1], at=NOW - timedelta(days=1)))

    assert retention.purge(store, settings, now=NOW) == 1

    assert [found.item for found in results.iterate(store)] == [items[1].id] * 2
    assert len(cards.of_trainee(store, "t1")) == 1
