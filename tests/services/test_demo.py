from threading import Thread
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from kbtool.cli.main import cli
from kbtool.errors import InputError
from kbtool.project import Project
from kbtool.services import demo
from tests.conftest import NOW


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The demo, made once, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "kb"
    result = CliRunner().invoke(cli, ["demo", "--dir", str(folder), "--no-serve"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder, result.stdout


def test_the_demo_leaves_both_sites(made):
    folder, _ = made

    assert (folder / "site/public/index.html").is_file()
    assert (folder / "site/internal/index.html").is_file()


def test_the_demo_shows_each_command_and_finds_the_printer_by_a_typo(made):
    _, output = made

    for command in (
        "ingest",
        "draft --all",
        "review --all",
        "publish --all",
        "check",
        "quiz generate",
        "build",
    ):
        assert f"$ kbtool {command}" in output
    assert (
        "$ kbtool search druker ofline\n  Netzwerkdrucker wird in Windows 11 als „Offline“ angezeigt" in output
    )


def test_the_public_site_has_the_whole_library_and_new_articles_from_tickets(made):
    folder, output = made

    assert len(list((folder / "site/public/de").glob("*/*/index.html"))) >= 45
    assert "site/public with " in output
    assert not output.endswith("0 new articles")


def test_the_demo_can_be_run_again(made):
    folder, _ = made

    steps = list(demo.demo(folder, now=NOW))

    assert steps[0].command == "kbtool ingest"
    assert "0 new" in steps[0].result


def test_the_demo_never_writes_into_a_folder_with_other_things(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(InputError, match="is not empty"):
        list(demo.demo(tmp_path, now=NOW))


def test_the_demos_server_leads_to_the_public_site(made):
    folder, _ = made
    with demo.server(Project(folder), 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        with urlopen(f"http://{demo.HOST}:{server.server_port}/", timeout=10) as answer:
            page = answer.read().decode()
            address = answer.url

        server.shutdown()
    assert address.endswith("/public/")
    assert '<html lang="de"' in page
