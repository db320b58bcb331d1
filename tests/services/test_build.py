import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from markdown import Markdown

from kbtool.errors import BusyError, RefusedError, StoreError
from kbtool.services.build import build, roll_back
from kbtool.settings import load
from kbtool.store import files
from tests.conftest import article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"
PAGE = "de/printing/drucker-offline/index.html"


def run(project, **options):
    return build(project, load(project.config), **options)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_both_sites_are_built_and_the_public_one_has_only_what_is_approved(make_project):
    project = make_project(
        {DE: approved(article()), "docs/de/printing/neu.md": article(id="neu", title="Ungeprüftes")}
    )

    report = run(project)

    assert [(site.audience, site.articles) for site in report.sites] == [("public", 1), ("internal", 2)]
    assert (project.site / "public" / PAGE).is_file()
    assert not (project.site / "public/de/printing/neu").exists()
    assert (project.site / "internal/de/printing/neu/index.html").is_file()


def test_the_same_input_gives_the_same_bytes(make_project):
    project = make_project({DE: approved(article(extra="verified_on: 2026-10-01"))})
    run(project)
    first = {name: everything(project.site / name) for name in ("public", "internal")}

    run(project)

    assert {name: everything(project.site / name) for name in ("public", "internal")} == first


def test_an_edition_is_the_same_alone_and_after_the_other(make_project):
    files = {
        DE: approved(article().replace("Windows 11.\n", "[Mehr](toner.md#losung)\n")),
        "docs/de/printing/toner.md": approved(article(id="toner", title="Toner")),
    }
    project = make_project(files)
    run(project)
    together = everything(project.site / "internal")

    run(project, audiences=["internal"])

    assert everything(project.site / "internal") == together


def test_a_warning_becomes_a_problem_with_its_line_and_nothing_is_replaced(make_project):
    project = make_project({DE: approved(article())})
    run(project)
    before = everything(project.site / "public")
    broken = approved(article().replace("Windows 11.\n", "[Mehr](gibtsnicht.md) und [da](#nirgends)\n"))
    (project.root / DE).write_text(broken, encoding="utf-8")

    report = run(project)

    assert report.sites == ()
    line = broken.splitlines().index("[Mehr](gibtsnicht.md) und [da](#nirgends)") + 1
    assert [(item.path, item.line, item.code) for item in report.problems] == [(DE, line, "site")] * 2
    assert "gibtsnicht.md" in report.problems[0].message + report.problems[1].message
    assert everything(project.site / "public") == before


def test_a_changed_public_article_stops_both_sites(make_project):
    project = make_project({DE: approved(article())})
    run(project)
    (project.root / DE).write_text(approved(article()).replace("zehn", "elf"), encoding="utf-8")

    with pytest.raises(RefusedError, match="drucker-offline"):
        run(project)

    assert "zehn Sekunden" in (project.site / "internal" / PAGE).read_text(encoding="utf-8")


def test_a_trial_run_replaces_nothing(make_project):
    project = make_project({DE: approved(article())})

    report = run(project, dry_run=True)

    assert [site.articles for site in report.sites] == [1, 1]
    assert not (project.site / "public").exists()
    assert list((project.site / ".releases").iterdir()) == []


def test_a_second_build_at_the_same_time_is_turned_away(make_project):
    project = make_project({DE: approved(article())})

    with files.locked(project.lock, doing="ingest"), pytest.raises(BusyError):
        run(project)


def test_on_a_full_disk_the_site_before_stands(make_project, monkeypatch):
    project = make_project({DE: approved(article())})
    run(project)
    before = everything(project.site / "public")

    def full(content, path):
        raise OSError(errno.ENOSPC, "No space left on device", path)

    monkeypatch.setattr("mkdocs.utils.write_file", full)

    with pytest.raises(StoreError, match="the disk is full") as error:
        run(project)

    assert "The site before stands" in error.value.hint
    assert everything(project.site / "public") == before
    assert not list((project.site / ".releases").glob(".staging-*"))


@pytest.mark.skipif(os.name != "posix", reason="the signal is POSIX")
def test_a_killed_build_leaves_the_site_before_and_the_next_one_tidies_up(make_project):
    many = {
        f"docs/de/printing/a{number}.md": approved(article(id=f"a{number}", title=f"Nummer {number}"))
        for number in range(150)
    }
    project = make_project(many)
    run(project, audiences=["public"])
    before = everything(project.site / "public")
    process = subprocess.Popen([sys.executable, "-m", "kbtool", "build"], cwd=project.root)
    staging = _wait_for_pages(project.site / ".releases")

    process.send_signal(signal.SIGKILL)
    process.wait()

    assert staging.exists()
    assert everything(project.site / "public") == before
    run(project, audiences=["public"])
    assert not staging.exists()
    assert everything(project.site / "public") == before


def _wait_for_pages(folder: Path) -> Path:
    """Return the staging folder of another process once it holds pages."""
    for _ in range(600):
        pages = list(folder.glob(".staging-*/de/printing/*/index.html"))
        if pages:
            return pages[0].parents[3]
        time.sleep(0.05)
    pytest.fail("the other process has built nothing")


def test_progress_is_told(make_project):
    told = []

    run(make_project({DE: approved(article())}), tell=told.append)

    assert told == ["Building the public site …", "Building the internal site …"]


def test_going_back_after_a_cut_swap_shows_the_release_before_the_cut(make_project):
    project = make_project({DE: approved(article())})
    run(project, audiences=["public"])
    run(project, audiences=["public"])
    (project.site / "public").unlink()

    (found,) = roll_back(project, audiences=["public"])

    assert found.release == "public-1"
    assert (project.site / "public").readlink().name == "public-1"


def test_a_text_that_takes_too_long_is_a_problem_and_the_others_are_built(make_project, monkeypatch):
    slow = article(id="langsam").replace("Windows 11.\n", f"{'[' * 4000}\n" * 8)
    project = make_project({DE: approved(article()), "docs/de/printing/langsam.md": approved(slow)})
    monkeypatch.setattr("kbtool.site.converter.RENDER_SECONDS", 0.2)

    report = run(project, audiences=["public"])

    assert [(problem.path, problem.code) for problem in report.problems] == [
        ("docs/de/printing/langsam.md", "render-slow")
    ]
    assert not (project.site / "public").exists()


def test_a_text_on_which_a_library_fails_is_a_problem_and_no_traceback(make_project, monkeypatch):
    broken = article(id="kaputt").replace("Windows 11.\n", "Zerbrich!\n")
    project = make_project({DE: approved(article()), "docs/de/printing/kaputt.md": approved(broken)})
    convert = Markdown.convert

    def fragile(self, source):
        return convert(self, source) if "Zerbrich" not in source else 1 // 0

    monkeypatch.setattr(Markdown, "convert", fragile)

    report = run(project, audiences=["public"])

    assert [(problem.path, problem.code) for problem in report.problems] == [
        ("docs/de/printing/kaputt.md", "render-failed")
    ]


@pytest.mark.parametrize("text", ["<![><img src=x>", "`<![x`", "<![if !IE]>", "<!x [", "<?x"])
def test_a_text_on_which_mkdocs_parser_fails_is_rendered(make_project, text):
    project = make_project({DE: approved(article().replace("Windows 11.\n", f"{text}\n\nEnde.\n"))})

    assert run(project, audiences=["public"]).problems == ()


def test_a_link_longer_than_any_name_of_a_file_is_a_dead_link(make_project):
    project = make_project({DE: approved(article().replace("Windows 11.\n", f"[Hier]({'x' * 300}.md)\n"))})

    (problem,) = run(project, audiences=["public"]).problems

    assert problem.line > 1
    assert "is not found" in problem.message


def test_a_text_too_deep_to_render_is_a_problem_of_the_build(make_project):
    deep = article(id="tief").replace("Windows 11.\n", ">" * 20_000 + "\n")
    project = make_project({DE: approved(article()), "docs/de/printing/tief.md": approved(deep)})

    report = run(project, audiences=["public"])

    assert [(problem.path, problem.line, problem.code) for problem in report.problems] == [
        ("docs/de/printing/tief.md", 22, "line-long")
    ]
