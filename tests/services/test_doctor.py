import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from kbtool.cli.main import cli
from kbtool.model.quiz import Answer, ItemType
from kbtool.services import doctor
from kbtool.services.doctor import Health
from kbtool.store import results
from kbtool.store.database import Store
from tests.conftest import NOW, article


def _look(project):
    return {item.name: item for item in doctor.doctor(project, today=NOW.date())}


def test_a_healthy_project_has_nothing_broken(make_project):
    project = make_project({"docs/de/printing/drucker-offline.md": article(), "tickets.jsonl": ""})

    found = _look(project)

    assert [item.name for item in found.values() if item.health is Health.BROKEN] == []
    assert found["articles"].detail == "1, 0 of them public"
    assert found["content"].hint == "kbtool check"
    assert found["store"].hint == "kbtool ingest"


@pytest.mark.parametrize("package", doctor.PACKAGES)
def test_every_package_is_named_with_its_version(package):
    assert _look(None)[package].health is Health.OK


def test_a_source_that_is_not_there_is_broken(make_project):
    assert _look(make_project())["source desk"].detail == "tickets.jsonl is not there"


def test_a_wrong_setting_is_a_finding_not_an_end(make_project):
    project = make_project(config="site_name: x\nplugins:\n  - kbtool: {langages: [de]}\n")

    assert _look(project)["settings"].hint == "Did you mean “languages”?"


def test_a_store_that_is_not_one_is_broken(make_project):
    project = make_project({"tickets.jsonl": "", ".kbtool/kb.db": "not a database " * 100})

    assert _look(project)["store"].health is Health.BROKEN


def test_a_site_whose_swap_was_cut_off_is_broken_until_it_is_built(make_project):
    project = make_project({"site/.releases/public-3/index.html": "<p>da</p>"})

    assert _look(project)["site public"].hint == "kbtool build"
    (project.site / "public").symlink_to(".releases/public-3")
    assert "site public" not in _look(project)


def test_a_clock_behind_the_last_answer_or_far_beyond_it_is_told(make_project):
    project = make_project()
    said = {
        "is_right": True,
        "is_scored": True,
        "at": NOW,
        "seconds": 3.0,
        "article": "x",
        "type": ItemType.CAUSE,
    }
    given = Answer(trainee="a" * 32, item="q-1", version=1, option="a", topic="printing", lang="de", **said)
    with Store.open(project) as store:
        results.record(store, given)

    assert "clock" not in _look(project)
    late = {item.name: item for item in doctor.doctor(project, today=NOW.date() - timedelta(days=3))}
    assert late["clock"].detail == "is behind an answer of 2026-11-23"
    early = {item.name: item for item in doctor.doctor(project, today=NOW.date() + timedelta(days=40))}
    assert early["clock"].detail.startswith("is far beyond 2026-11-23")
    assert "--clock-is-right" in early["clock"].hint


def test_a_repository_that_would_take_the_tickets_is_broken(make_project):
    project = make_project()
    (project.root / ".git").mkdir()

    assert _look(project)["git"].hint == "add “/.kbtool/” to .gitignore"


def test_the_command_ends_with_1_when_something_is_broken(make_project, kbtool):
    result = kbtool(make_project())("doctor", "--json")

    assert result.exit_code == 1
    assert ("source desk", "broken") in [(item["name"], item["health"]) for item in json.loads(result.stdout)]


def test_outside_a_project_the_installation_is_still_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(cli, ["doctor"])

    assert result.exit_code == 0
    assert "✓ mkdocs-material: " in result.stdout
    assert "! project: there is none here" in result.stdout
