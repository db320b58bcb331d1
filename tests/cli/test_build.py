import json

from tests.conftest import article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"


def test_build_prints_where_the_sites_are(make_project, kbtool):
    result = kbtool(make_project({DE: approved(article())}))("build")

    assert result.exit_code == 0
    assert result.stdout == "site/public: 1 article\nsite/internal: 1 article\n"


def test_build_of_one_edition_as_json(make_project, kbtool):
    project = make_project({DE: approved(article())})

    result = kbtool(project)("build", "--audience", "public", "--json")

    assert json.loads(result.stdout) == {
        "sites": [{"audience": "public", "folder": f"{project.site.as_posix()}/public", "articles": 1}],
        "problems": [],
        "is_forgetting_proved": False,
    }
    assert not (project.site / "internal").exists()


def test_build_with_a_problem_prints_it_and_exits_with_1(make_project, kbtool):
    text = approved(article().replace("Windows 11.\n", "[Mehr](gibtsnicht.md)\n"))

    result = kbtool(make_project({DE: text}))("build")

    assert result.exit_code == 1
    assert result.stdout.startswith(f"{DE}:")
    assert "Nothing was replaced" in result.stderr


def test_build_refused_exits_with_2_and_names_the_next_command(make_project, kbtool):
    result = kbtool(make_project({DE: approved(article()).replace("zehn", "elf")}))("build")

    assert result.exit_code == 2
    assert "docs/de/printing/drucker-offline.md has changed since the review" in result.stderr
    assert "kbtool review drucker-offline" in result.stderr


def test_build_can_be_tried(make_project, kbtool):
    project = make_project({DE: approved(article())})

    result = kbtool(project)("build", "--dry-run")

    assert result.exit_code == 0
    assert not (project.site / "public").exists()


def test_rollback_shows_the_release_before(make_project, kbtool):
    project = make_project({DE: approved(article())})
    kbtool(project)("build")
    page = project.site / "public/de/printing/drucker-offline/index.html"
    before = page.read_bytes()
    (project.root / DE).write_text(approved(article().replace("zehn", "elf")), encoding="utf-8")
    kbtool(project)("build")

    trial = kbtool(project)("build", "--rollback", "--dry-run")
    assert page.read_bytes() != before
    result = kbtool(project)("build", "--rollback")

    assert result.exit_code == trial.exit_code == 0
    assert result.stdout == trial.stdout == "site/public: public-1\nsite/internal: internal-1\n"
    assert page.read_bytes() == before


def test_rollback_without_an_earlier_release_changes_no_edition(make_project, kbtool):
    project = make_project({DE: approved(article())})
    kbtool(project)("build")
    kbtool(project)("build", "--audience", "public")

    result = kbtool(project)("build", "--rollback")

    assert result.exit_code == 2
    assert "no earlier release of the internal site" in result.stderr
    assert (project.site / "public").readlink().name == "public-2"


def test_rollback_of_one_edition_as_json(make_project, kbtool):
    project = make_project({DE: approved(article())})
    kbtool(project)("build")
    kbtool(project)("build")

    result = kbtool(project)("build", "--rollback", "--audience", "public", "--json")

    assert json.loads(result.stdout) == {"rollbacks": [{"audience": "public", "release": "public-1"}]}
    assert (project.site / "internal").readlink().name == "internal-2"
