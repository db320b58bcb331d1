"""What may stand beside the articles, and where pages may lie."""

import os

import pytest

from kbtool.errors import InputError, RefusedError
from kbtool.model.problem import Problem
from kbtool.services import content
from kbtool.settings import from_options
from kbtool.sources.records import open_file
from tests.conftest import CONFIG, article
from tests.docs import template
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"
BOTH = pytest.mark.parametrize("audience", ["public", "internal"])


def linking_to(name: str) -> str:
    return approved(article().replace("Windows 11.\n", f"[Plan]({name})\n"))


@BOTH
@pytest.mark.parametrize(
    "name", ["plan.svg", "plan.html", "plan.SVG", "plan.js", "plan.htm", "plan", "plan.zip"]
)
def test_what_runs_in_a_browser_is_not_published_even_if_an_article_links_to_it(built, audience, name):
    site = built({DE: linking_to(name), f"docs/de/printing/{name}": "<svg onload=alert(1)>"}, audience=audience)

    assert f"de/printing/{name}" not in site
    assert [problem.path for problem in site.problems] == [DE]


@BOTH
def test_an_allowed_kind_is_published(built, audience):
    site = built({DE: linking_to("plan.PDF"), "docs/de/printing/plan.PDF": "%PDF"}, audience=audience)

    assert "de/printing/plan.PDF" in site
    assert site.problems == []


def test_the_settings_decide_which_kinds(built):
    config = CONFIG.replace("contact:", "attachments: [.SVG]\n      contact:")

    site = built({DE: linking_to("plan.svg"), "docs/de/printing/plan.svg": "<svg/>"}, config=config)

    assert "de/printing/plan.svg" in site
    assert from_options({"attachments": [".SVG"]}).attachments == ("svg",)


def test_styles_and_scripts_that_the_settings_name_are_published(built):
    config = CONFIG + "extra_css: [own/own.css]\nextra_javascript: [own/own.js]\n"
    files = {
        DE: approved(article()),
        "docs/own/own.css": "p{}",
        "docs/own/own.js": "1",
        "docs/own/other.js": "1",
    }

    site = built(files, config=config)

    assert "own/own.css" in site
    assert "own/own.js" in site
    assert "own/other.js" not in site


@pytest.mark.skipif(os.name != "posix", reason="other systems have no named pipes in folders")
def test_a_pipe_is_never_waited_for(built, make_project, tmp_path):
    project = make_project({DE: approved(article())})
    os.mkfifo(project.docs / "de" / "printing" / "rohr.md")
    os.mkfifo(project.docs / "de" / "printing" / "rohr.png")
    os.mkfifo(tmp_path / "tickets.jsonl")

    site = built({}, audience="internal")

    assert [(problem.path, problem.code) for problem in site.problems] == [
        ("docs/de/printing/rohr.md", "file-unreadable")
    ]
    with pytest.raises(InputError, match="no regular file"):
        content.read_text(project.docs / "de" / "printing" / "rohr.md")
    with pytest.raises(InputError, match="no regular file"):
        open_file(tmp_path / "tickets.jsonl", "tickets.jsonl")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere such files cannot be made")
@pytest.mark.parametrize("name", ["aux.md", "a:b.md", "DRUCKER-offline.md"])
def test_a_name_that_fails_elsewhere_fails_the_build_here(built, name):
    other = approved(article(id="anderer", title="Anderer"))

    site = built({DE: approved(article()), f"docs/de/printing/{name}": other})

    (problem,) = site.problems
    assert isinstance(problem, Problem)
    assert problem.code in {"path-form", "path-collision"}
    assert problem.path in {f"docs/de/printing/{name}", DE}


@pytest.mark.parametrize("category", ["../../../ausserhalb", "printing/../../../x", "con", "a:b"])
def test_a_category_never_leads_out_of_the_site(built, category):
    text = article().replace("category: printing", f'category: "{category}"')

    with pytest.raises(RefusedError, match="so it is not built"):
        built({DE: text}, audience="internal")


def test_a_topic_never_leads_out_of_the_site(built):
    bank = template.text("sample-bank.yml").replace("topic: printing", "topic: ../../../ausserhalb")
    files = {
        "docs/en/printing/printer-offline.md": article(id="printer-offline", lang="en"),
        "quizzes/a.yml": bank,
    }

    with pytest.raises(RefusedError, match="so it is not built"):
        built(files, audience="internal")


@pytest.mark.parametrize("alias", ["../../x", "c:/x", "con", "a\\b", "x?y", "/../x"])
def test_an_alias_never_leads_out_of_the_site(built, tmp_path, alias):
    site = built({DE: approved(article(extra=f"aliases: ['{alias}']"))})

    (problem,) = site.problems
    assert "is taken or no address" in problem.message
