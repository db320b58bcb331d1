import pytest

from kbtool.errors import UnknownNameError
from kbtool.model.quiz import Status
from kbtool.services import quiz_bank, quiz_generate, quiz_show
from kbtool.settings import load
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files


@pytest.fixture
def settings(make_project):
    return load(make_project(config=CONFIG, name="settings-only").config)


@pytest.fixture
def project(make_project, settings):
    made = make_project(files(), config=CONFIG)
    quiz_generate.generate(made, settings, rng=rng(1))
    return made


def test_items_are_listed_by_topic_language_and_status(project, settings):
    everything = quiz_show.listing(project, settings)

    assert {item.topic for item in quiz_show.listing(project, settings, topic="security")} == {"security"}
    assert quiz_show.listing(project, settings, lang="en") == []
    assert quiz_show.listing(project, settings, status=Status.DRAFT) == everything


def test_one_item_comes_with_its_article(project, settings):
    item = quiz_bank.load(project).items[0]

    shown = quiz_show.show(project, settings, item.id)

    assert shown.item == item
    assert shown.article_path == f"docs/de/printing/{item.article}.md"


def test_an_unknown_id_suggests_the_closest(project, settings):
    name = quiz_bank.load(project).items[0].id

    with pytest.raises(UnknownNameError) as caught:
        quiz_show.show(project, settings, name + "x")

    assert name in caught.value.hint
