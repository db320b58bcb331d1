import pytest

from kbtool.errors import BusyError, InputError, UnknownNameError
from kbtool.services import quiz_bank, quiz_generate
from kbtool.settings import load
from kbtool.store import files as store_files
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files


@pytest.fixture
def settings(make_project):
    return load(make_project(config=CONFIG, name="settings-only").config)


@pytest.fixture
def project(make_project):
    return make_project(files(), config=CONFIG)


def generate(project, settings, **options):
    return quiz_generate.generate(project, settings, rng=rng(1), **options)


def texts(project):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(project.quizzes.glob("*.yml"))}


def test_items_go_to_the_bank_of_their_topic(project, settings):
    report = generate(project, settings)

    assert set(texts(project)) == {"printing.yml", "security.yml"}
    assert report.files == ("quizzes/printing.yml", "quizzes/security.yml")
    assert {item.path for item in quiz_bank.load(project).items if item.topic == "security"} == {
        "quizzes/security.yml"
    }


def test_a_second_run_changes_no_byte(project, settings):
    generate(project, settings)
    before = texts(project)

    report = generate(project, settings)

    assert (report.made, report.files, texts(project)) == ((), (), before)


def test_only_ids_depend_on_chance(make_project, settings):
    first, second = (
        make_project(files(), config=CONFIG, name="a"),
        make_project(files(), config=CONFIG, name="b"),
    )
    quiz_generate.generate(first, settings, rng=rng(1))
    quiz_generate.generate(second, settings, rng=rng(2))

    one, other = (
        [(item.stem, item.options) for item in quiz_bank.load(project).items] for project in (first, second)
    )

    assert one == other
    assert set(quiz_bank.load(first).by_id).isdisjoint(quiz_bank.load(second).by_id)


def test_a_dry_run_writes_nothing(project, settings):
    report = generate(project, settings, dry_run=True)

    assert report.made
    assert not project.quizzes.exists()


def test_an_item_stays_in_the_file_a_person_moved_it_to(project, settings):
    generate(project, settings)
    (project.quizzes / "printing.yml").rename(project.quizzes / "drucken-alles.yml")
    article = project.docs / "de/printing/drucker-offline.md"
    article.write_text(article.read_text(encoding="utf-8").replace("früheren", "veralteten"), encoding="utf-8")

    report = generate(project, settings)

    assert report.files == ("quizzes/drucken-alles.yml",)
    assert "veralteten" in texts(project)["drucken-alles.yml"]


def test_comments_survive_a_refresh(project, settings):
    generate(project, settings)
    path = project.quizzes / "printing.yml"
    text = path.read_text(encoding="utf-8").replace("schema: 1", "schema: 1  # von Zoë 🎓")
    path.write_text(text.replace("  type: cause\n", "  type: cause  # bitte behalten\n"), encoding="utf-8")
    article = project.docs / "de/printing/drucker-offline.md"
    article.write_text(article.read_text(encoding="utf-8").replace("früheren", "veralteten"), encoding="utf-8")

    generate(project, settings)

    after = path.read_text(encoding="utf-8")
    assert "# von Zoë 🎓" in after
    assert after.count("# bitte behalten") == 3


def test_a_bank_that_cannot_be_read_stops_everything(project, settings):
    generate(project, settings)
    before = texts(project)
    (project.quizzes / "security.yml").write_text("items: [kaputt\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"quizzes/security.yml:2") as caught:
        generate(project, settings)

    assert "kbtool quiz lint" in caught.value.hint
    assert texts(project)["printing.yml"] == before["printing.yml"]


def test_an_unknown_article_suggests_the_closest(project, settings):
    with pytest.raises(UnknownNameError) as caught:
        generate(project, settings, articles=["drucker-ofline"])

    assert "drucker-offline" in caught.value.hint


def test_two_runs_at_once_do_not_mix(project, settings):
    with store_files.locked(project.lock, doing="test"), pytest.raises(BusyError):
        generate(project, settings)


def test_empty_slots_say_why(make_project, settings):
    report = generate(
        make_project({name: text for name, text in files().items() if "offline" in name}), settings
    )

    assert {reason for refused in report.refused for reason in refused.reasons} == {"too-few-distractors"}
