from datetime import UTC, datetime

import pytest

from kbtool.errors import InputError, StoreError, UnknownNameError
from kbtool.services import quiz_generate, quiz_take
from kbtool.settings import load
from kbtool.store import results
from kbtool.store.database import Store
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
    return made


def prepare(project, settings, **options):
    return quiz_take.prepare(project, settings, quiz_take.Wish(**options), rng=rng(5))


def stored(project):
    with Store.open(project) as store:
        return list(results.iterate(store))


@pytest.mark.parametrize("topic", ["printing", "Drucken", "drucken"])
def test_a_topic_is_known_by_its_key_and_by_its_name(project, settings, topic):
    quiz = prepare(project, settings, topic=topic)

    assert {item.topic for item in quiz.items} == {"printing"}


def test_an_unknown_topic_suggests_the_closest(project, settings):
    with pytest.raises(UnknownNameError) as caught:
        prepare(project, settings, topic="printin")

    assert "printing" in caught.value.hint


def test_a_topic_without_items_says_how_to_make_some(project, settings):
    with pytest.raises(InputError, match="network") as caught:
        prepare(project, settings, topic="network")

    assert "kbtool quiz generate" in caught.value.hint


def test_a_wished_language_is_kept_and_a_preferred_one_only_where_there_is_something(project, settings):
    with pytest.raises(InputError, match="“en”"):
        prepare(project, settings, lang="en")

    assert prepare(project, settings, prefer="en").items


def test_the_articles_come_along(project, settings):
    quiz = prepare(project, settings, count=3)

    assert set(quiz.articles) == {item.article for item in quiz.items}


def test_an_answer_is_stored_at_once_under_a_pseudonym(project, settings):
    item = prepare(project, settings).items[0]
    wrong = item.distractors[0].id

    with quiz_take.sitting(project, None, ref="Zoë Müller") as sitting:
        sitting.answer(item, item.key.id, at=NOW, seconds=3.25)
        first = stored(project)
        sitting.answer(item, wrong, at=NOW.replace(minute=31), seconds=1)

    (right,) = first
    assert (right.item, right.version, right.option, right.is_right) == (item.id, 1, item.key.id, True)
    assert (right.at, right.seconds, right.article, right.type) == (NOW, 3.25, item.article, item.type)
    assert right.accepted == (item.key.id,)
    assert "Zoë" not in right.trainee
    assert [answer.is_right for answer in stored(project)] == [True, False]


def test_the_same_name_has_the_same_pseudonym_and_another_one_another(project, settings):
    item = prepare(project, settings).items[0]
    for minute, ref in enumerate(["anna", " Anna ", "jonas", ""]):
        with quiz_take.sitting(project, None, ref=ref) as sitting:
            sitting.answer(item, "", at=NOW.replace(minute=minute), seconds=0)

    trainees = [answer.trainee for answer in stored(project)]

    assert trainees[0] == trainees[1]
    assert len(set(trainees)) == 3


def test_unsure_is_neither_right_nor_an_option(project, settings):
    item = prepare(project, settings).items[0]
    with quiz_take.sitting(project, None) as sitting:
        answer = sitting.answer(item, "", at=NOW, seconds=0)

    assert (answer.option, answer.is_right) == ("", False)


def test_answers_to_drafts_do_not_count(project, settings):
    quiz = prepare(project, settings)
    with quiz_take.sitting(project, None) as sitting:
        answer = sitting.answer(quiz.items[0], "a", at=NOW, seconds=0)

    assert (quiz.is_scored, answer.is_scored) == (False, False)


def test_a_time_without_a_zone_is_refused(project, settings):
    item = prepare(project, settings).items[0]

    with quiz_take.sitting(project, None) as sitting, pytest.raises(StoreError, match="time zone"):
        sitting.answer(item, "a", at=NOW.replace(tzinfo=None), seconds=0)

    assert stored(project) == []


def test_answers_can_be_read_for_one_trainee(project, settings):
    item = prepare(project, settings).items[0]
    for ref in ("anna", "jonas"):
        with quiz_take.sitting(project, None, ref=ref) as sitting:
            sitting.answer(item, "a", at=NOW, seconds=0)
    trainee = stored(project)[0].trainee

    with Store.open(project) as store:
        assert [answer.trainee for answer in results.iterate(store, trainee=trainee)] == [trainee]
        assert results.count(store) == 2


def test_an_answer_is_never_kept_without_the_date_of_its_next_question(project, settings, monkeypatch):
    quiz = prepare(project, settings)

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("kbtool.store.cards.put", killed)
    with quiz_take.sitting(project, None) as sitting, pytest.raises(KeyboardInterrupt):
        sitting.answer(quiz.items[0], quiz.items[0].key.id, at=NOW, seconds=3)

    assert stored(project) == []
