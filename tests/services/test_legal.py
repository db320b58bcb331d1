"""What a public site in Germany needs, and what would make its privacy notice untrue."""

from datetime import date

import pytest
from click.testing import CliRunner

from kbtool.cli.main import cli
from kbtool.services import init
from kbtool.services.check import check
from kbtool.settings import load
from tests.conftest import CONFIG, article
from tests.site.conftest import approved

TODAY = date(2026, 11, 23)
DE = "docs/de/printing/drucker-offline.md"
PUBLIC = CONFIG.replace("https://help.example.com/", "https://hilfe.muster-it.de/")
PAGE = """\
---
id: {id}
title: {title}
lang: de
type: page
audience: public
confidence: validated
---
Muster-IT GmbH, Musterweg 1.
"""
IMPRINT = approved(PAGE.format(id="impressum", title="Impressum"))
PRIVACY = approved(PAGE.format(id="datenschutz", title="Datenschutz"))
BOTH = {"docs/impressum.md": IMPRINT, "docs/datenschutz.md": PRIVACY}
CODES = ("legal-", "third-party", "cookie-used")


@pytest.fixture
def found(make_project):
    """Return a function that checks a project and gives `path:line code` of what belongs here."""

    def run(files, config=PUBLIC):
        project = make_project(files, config=config)
        problems = check(project, load(project.config), today=TODAY)
        return [f"{item.path}:{item.line} {item.code}" for item in problems if item.code.startswith(CODES)]

    return run


def with_legal(value: str, config: str = CONFIG) -> str:
    return config.replace("contact:", f"legal: {value}\n      contact:")


def test_a_public_site_that_speaks_german_needs_both_pages(found):
    assert found({DE: approved(article())}) == ["mkdocs.yml:0 legal-missing"] * 2


def test_with_both_pages_nothing_is_missing(found):
    assert found({DE: approved(article()), **BOTH}) == []


@pytest.mark.parametrize(
    ("files", "config"),
    [
        ({DE: approved(article())}, CONFIG),
        ({DE: approved(article())}, PUBLIC.replace("hilfe.muster-it.de", "kb.example")),
        ({DE: approved(article())}, PUBLIC.replace("hilfe.muster-it.de", "localhost:8000")),
        ({DE: approved(article())}, PUBLIC.replace("site_url: https://hilfe.muster-it.de/\n", "")),
        ({DE: approved(article(audience="internal"))}, PUBLIC),
        ({DE: approved(article())}, with_legal("{required: never}", PUBLIC)),
        (
            {"docs/en/printing/a.md": approved(article(lang="en"))},
            PUBLIC.replace("contact:", "languages: [en]\n      contact:"),
        ),
    ],
    ids=["example.com", "example", "localhost", "no address", "nothing public", "never", "no German"],
)
def test_a_site_that_is_not_public_or_speaks_no_german_needs_none(found, files, config):
    assert found(files, config) == []


def test_the_settings_can_demand_them_and_name_their_ids(found):
    config = with_legal("{required: always, imprint: anbieter}")
    own = approved(PAGE.format(id="anbieter", title="Anbieter"))

    assert found({DE: article(), "docs/anbieter.md": own}, config) == ["mkdocs.yml:0 legal-missing"]


def test_a_page_that_customers_cannot_find_does_not_count(found):
    hidden = IMPRINT.replace("audience: public", "audience: internal")

    assert found(
        {DE: approved(article()), "docs/impressum.md": hidden, "docs/recht/datenschutz.md": PRIVACY}
    ) == [
        "docs/impressum.md:6 legal-hidden",
        "docs/recht/datenschutz.md:0 legal-place",
    ]


def test_the_templates_are_complete_but_for_what_only_the_operator_knows(make_project):
    project = make_project({DE: approved(article())}, config=PUBLIC)

    written = init.add_legal(project)
    problems = check(project, load(project.config), today=TODAY)

    assert written == ["docs/datenschutz.md", "docs/impressum.md", "docs/imprint.md", "docs/privacy.md"]
    assert {item.code for item in problems} == {"legal-hidden", "legal-unfilled"}
    places = [item for item in problems if item.code == "legal-unfilled"]
    assert {item.path for item in places} == set(written)
    for item in places:
        line = (project.root / item.path).read_text("utf-8").splitlines()[item.line - 1]
        assert "[[" in line


def test_no_template_is_written_over_a_page(make_project):
    project = make_project(BOTH)

    result = CliRunner().invoke(cli, ["init", str(project.root), "--legal"])

    assert result.exit_code != 0
    assert "docs/datenschutz.md is there already" in result.stderr
    assert not (project.docs / "privacy.md").exists()


def test_the_command_says_what_to_do_with_the_templates(make_project):
    project = make_project({})

    result = CliRunner().invoke(cli, ["init", str(project.root), "--legal"])

    assert result.exit_code == 0, result.stderr
    assert "docs/impressum.md" in result.stdout
    assert "Fill in what stands in [[…]]" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("plugins:", "extra_javascript: [https://cdn.example.org/a.js]\nplugins:", 4),
        ("plugins:", "extra_javascript: [{path: //cdn.example.org/a.js, defer: true}]\nplugins:", 4),
        ("plugins:", "extra_css: ['https://cdn.example.org/a.css']\nplugins:", 4),
        ("plugins:", "extra: {analytics: {provider: google}}\nplugins:", 4),
        ("font: false", "font: {text: Inter}", 3),
        ("font: false", "font: false, logo: 'https://cdn.example.org/a.png'", 3),
    ],
)
def test_a_setting_that_asks_another_host_is_named_with_its_line(found, old, new, line):
    assert found({}, CONFIG.replace(old, new)) == [f"mkdocs.yml:{line} third-party"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("fetch('/search.json')\n", []),
        ("location.href = 'https://example.org/'\n", []),
        ("\nfetch('https://stats.example.org/')\n", ["docs/own.js:2 third-party"]),
        ("import('//cdn.example.org/a.js')\n", ["docs/own.js:1 third-party"]),
        ("navigator.sendBeacon(`https://stats.example.org/`)\n", ["docs/own.js:1 third-party"]),
        ("document.cookie = 'a=1'\n", ["docs/own.js:1 cookie-used"]),
        ("await cookieStore.set('a', '1')\n", ["docs/own.js:1 cookie-used"]),
    ],
)
def test_a_script_that_asks_another_host_or_uses_cookies_is_named(found, text, codes):
    assert found({"docs/own.js": text}, CONFIG + "extra_javascript: [own.js]\n") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('<a href="https://example.org/">x</a>\n', []),
        ('<script src="https://cdn.example.org/a.js"></script>\n', ["own/main.html:1 third-party"]),
        ('<link rel="stylesheet" href="//cdn.example.org/a.css">\n', ["own/main.html:1 third-party"]),
        ('<img alt="" src="https://cdn.example.org/a.png">\n', ["own/main.html:1 third-party"]),
        ('<style>@import "https://cdn.example.org/a.css";</style>\n', ["own/main.html:1 third-party"]),
        ("<p style='background: url(//cdn.example.org/a.png)'>\n", ["own/main.html:1 third-party"]),
    ],
)
def test_a_template_that_asks_another_host_is_named(found, text, codes):
    config = CONFIG.replace("name: material,", "name: material, custom_dir: own,")

    assert found({"own/main.html": text}, config) == codes
