from datetime import date

import pytest
from click.testing import CliRunner

from kbtool.cli.main import cli
from kbtool.errors import InputError
from kbtool.project import Project
from kbtool.services import check, content, init
from kbtool.settings import load


def test_a_new_project_is_complete_and_without_a_problem(tmp_path):
    written = init.init(tmp_path / "my-kb")

    project = Project.find(tmp_path / "my-kb")
    settings = load(project.config)
    assert {"mkdocs.yml", ".gitignore", "quizzes/toner.yml", "tickets/sample.jsonl"} <= set(written)
    assert {item.lang for item in content.load(project, settings).articles if item.is_public} == {"de", "en"}
    assert check.check(project, settings, today=date(2026, 11, 23)) == []


def test_tickets_and_drafts_of_a_new_project_stay_out_of_git(tmp_path):
    init.init(tmp_path / "kb")

    assert {"/.kbtool/", "/tickets/"} <= set(
        (tmp_path / "kb/.gitignore").read_text(encoding="utf-8").splitlines()
    )


def test_a_project_is_never_started_over_another(tmp_path):
    init.init(tmp_path / "kb")

    with pytest.raises(InputError, match="holds a project already"):
        init.init(tmp_path / "kb")


def test_a_file_in_the_way_is_kept(tmp_path):
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"holds \.gitignore already"):
        init.init(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]


def test_the_command_says_what_to_type_next(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(cli, ["init", "my-kb"])

    assert result.exit_code == 0
    assert "Next: cd my-kb && kbtool ingest" in result.stderr
    assert "my-kb/mkdocs.yml" in result.stdout


def test_a_dry_run_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    CliRunner().invoke(cli, ["init", "my-kb", "--dry-run"])

    assert list(tmp_path.iterdir()) == []
