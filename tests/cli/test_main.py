import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kbtool import __version__
from kbtool.cli.main import SECTIONS, cli


def _run(*args, **options):
    return subprocess.run(
        [sys.executable, "-m", "kbtool", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def test_help_is_the_table_of_contents():
    result = CliRunner().invoke(cli, ["--help"])

    assert result.exit_code == 0
    for section, names in SECTIONS.items():
        assert f"{section}:" in result.output
        assert all(f"  {name} " in result.output for name in names)


@pytest.mark.parametrize("name", [name for names in SECTIONS.values() for name in names])
def test_every_command_has_help(name):
    result = CliRunner().invoke(cli, [name, "--help"])

    assert result.exit_code == 0
    assert len(result.output) > 100


def test_help_loads_none_of_the_heavy_libraries():
    code = (
        "import sys; from click.testing import CliRunner; from kbtool.cli.main import cli;"
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0;"
        "print([name for name in ('mkdocs', 'whoosh', 'sqlalchemy', 'rich', 'yaml') if name in sys.modules])"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_the_version_is_the_packages():
    assert CliRunner().invoke(cli, ["--version"]).output == f"kbtool, version {__version__}\n"


def test_a_mistyped_command_gets_a_suggestion():
    result = _run("pubish")

    assert result.returncode == 2
    assert "There is no command “pubish”. Did you mean “publish”?" in result.stderr


def test_without_a_project_the_message_says_how_to_start_one(tmp_path):
    result = _run("check", cwd=tmp_path)

    assert result.returncode == 2
    assert "Error: There is no mkdocs.yml in " in result.stderr
    assert "Start a project with “kbtool init my-kb”" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_failure_nobody_thought_of_shows_no_traceback_unless_asked(make_project, monkeypatch, kbtool):
    def explode(*_args, **_kwargs):
        raise RuntimeError("boom")

    monkeypatch.setattr("kbtool.services.check.check", explode)
    project = make_project()

    quiet = kbtool(project)("check")
    loud = CliRunner().invoke(cli, ["--debug", "check", "--project", str(project.root)])

    assert quiet.exit_code == 2
    assert "failed unexpectedly: RuntimeError: boom" in quiet.stderr
    assert isinstance(loud.exception, RuntimeError)


def test_a_wrong_setting_ends_with_usage_and_its_remedy(make_project, kbtool):
    project = make_project(config="site_name: x\nplugins:\n  - kbtool: {langages: [de]}\n")

    result = kbtool(project)("check")

    assert result.exit_code == 2
    assert result.stderr == (
        "Error: mkdocs.yml: plugins: kbtool: unknown key “langages”.\n  Did you mean “languages”?\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_an_interrupt_ends_with_130(make_project):
    project = make_project({".kbtool/drafts/x.md": "---\nid: x\ntitle: X\n---\n"})
    process = subprocess.Popen(
        [sys.executable, "-m", "kbtool", "review", "x", "--project", str(project.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    seen = b""
    while b"[q]uit" not in seen:
        chunk = process.stderr.read1()
        assert chunk, "it ended before it asked"
        seen += chunk

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)

    assert process.returncode == 130


def test_shell_completion_is_there():
    result = _run(env={**os.environ, "_KBTOOL_COMPLETE": "bash_source"})

    assert "kbtool" in result.stdout
