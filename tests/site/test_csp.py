"""What may run on a page, and what stops the build."""

import re

import pytest

from kbtool.errors import RefusedError
from kbtool.project import Project
from kbtool.services.build import make
from kbtool.settings import load
from kbtool.site import csp
from tests.conftest import CONFIG, article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"
PAGE = "de/printing/drucker-offline/index.html"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def with_theme(make_project, template: str) -> Project:
    """Return a project whose own template stands before kbtool's."""
    config = CONFIG.replace("name: material,", "name: material, custom_dir: own,")
    return make_project({DE: approved(article()), "own/main.html": template}, config=config)


def test_every_script_within_a_page_is_allowed_by_its_hash_and_no_other(built):
    site = built({DE: approved(article())})
    text = META.search(site[PAGE])[1]
    pages = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")]

    on_pages = {csp.digest(script) for path in pages for _, script in csp.inline(site[path])}

    assert len(on_pages) > 3
    assert on_pages == set(re.findall(r"'sha256-[^']*'", text))
    assert "unsafe" not in text


def test_the_policy_stands_before_everything_that_loads(built):
    page = built({DE: approved(article())})[PAGE]

    assert META.search(page).start() < min(page.index(tag) for tag in ("<link", "<script", "<title"))


def test_the_policy_of_the_page_has_nothing_that_only_a_header_may_say(built):
    site = built({DE: approved(article())})

    assert "frame-ancestors" not in META.search(site[PAGE])[1]
    assert "frame-ancestors 'none'" in site["_headers"]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_web_servers_get_the_same_headers_in_each_of_their_languages(built, audience):
    site = built({DE: approved(article())}, audience=audience)
    rules = [line.strip().split(": ", 1) for line in site["_headers"].splitlines()[1:]]

    assert site["_headers"].startswith("/*\n")
    assert all(len(value) < 2000 for _, value in rules)  # more, and static hosts leave the line out
    assert site["headers.nginx.conf"].splitlines() == [
        f'add_header {name} "{value}" always;' for name, value in rules
    ]
    assert [line.strip() for line in site["headers.caddy"].splitlines()[1:-1]] == [
        f'{name} "{value}"' for name, value in rules
    ]
    assert (["X-Robots-Tag", "noindex"] in rules) is (audience == "internal")


def test_a_script_on_every_page_of_ones_own_theme_is_known(make_project, tmp_path):
    project = with_theme(
        make_project, '{% extends "base.html" %}{% block libs %}<script>own()</script>{% endblock %}'
    )

    _, problems = make(project, load(project.config), "public", tmp_path / "site")

    assert problems == []
    assert csp.digest("own()") in (tmp_path / "site/_headers").read_text("utf-8")


def test_a_script_that_only_some_pages_have_stops_the_build_and_names_the_page(make_project, tmp_path):
    project = with_theme(
        make_project,
        '{% extends "base.html" %}{% block libs %}{% if page %}<script>own()</script>{% endif %}{% endblock %}',
    )

    with pytest.raises(RefusedError, match=r"The page “.*\.md” has a script within it") as error:
        make(project, load(project.config), "public", tmp_path / "site")

    assert "extra_javascript" in error.value.hint


def test_a_preview_is_left_to_the_script_of_its_server(make_project, tmp_path):
    project = make_project({DE: approved(article())})

    make(project, load(project.config), "public", tmp_path / "site", command="serve")

    assert not META.search((tmp_path / "site" / PAGE).read_text("utf-8"))
    assert not (tmp_path / "site/_headers").exists()


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script>a()</script>", [("script", "a()")]),
        ("<SCRIPT type='text/javascript'>a()</SCRIPT >", [("script", "a()")]),
        ("<script type=module>a()</script>", [("script", "a()")]),
        ("<style>p{}</style>", [("style", "p{}")]),
        ('<script type="application/ld+json">{"a":1}</script>', []),
        ('<script id="__config" type="application/json">{}</script>', []),
        ('<script src="a.js"></script>', []),
    ],
)
def test_what_runs_is_told_from_data(html, found):
    assert list(csp.inline(html)) == found
