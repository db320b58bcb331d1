"""The audience proof: what only the team may read stops a public build that holds it."""

import pytest

from kbtool.services import audit
from kbtool.services.build import build
from kbtool.settings import load
from tests.conftest import article
from tests.site.conftest import approved

INTERNAL = "Der Ersatzschlüssel zum Serverraum liegt bei der Wache im Erdgeschoss."
DRAFT = "Beim Lieferanten gilt für uns seit März der Rabattcode vom Rahmenvertrag."
QUIZ = "Wer darf die Firewall am Wochenende ohne Rückfrage neu starten?"
BANK = f"""\
schema: 1
items:
- id: q-abc234
  type: recall
  lang: de
  article: intern
  stem: {QUIZ}
  options: [{{id: a, text: niemand, why: So steht es in der Dienstanweisung zur Rufbereitschaft geschrieben.}}]
"""


@pytest.fixture
def project(make_project):
    """A public article beside an internal one, a draft and a quiz; no ticket was ever taken in."""
    return make_project(
        {
            "docs/de/printing/drucker-offline.md": approved(article(extra="evidence: ['rt:4711#12']")),
            "docs/de/printing/intern.md": article(
                id="intern", title="Wo der Ersatzschlüssel des Serverraums liegt", audience="internal"
            )
            + f"\n{INTERNAL}\n",
            ".kbtool/drafts/neu.md": article(id="neu") + f"\n{DRAFT}\n",
            "quizzes/printing.yml": BANK,
        }
    )


def rules(project, text):
    """Return the rules that match a page with this text."""
    page = project.root / "out/index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"<html><body><p>{text}</p></body></html>", encoding="utf-8")
    return {hit.rule for hit in audit.audit(project, load(project.config), page.parent)}


@pytest.mark.parametrize(
    "text",
    [
        INTERNAL,
        INTERNAL.upper(),
        INTERNAL.replace("Serverraum", "<em>Server</em>raum"),
        DRAFT,
        QUIZ,
        "So steht es in der Dienstanweisung zur Rufbereitschaft geschrieben.",
        "Wo der Ersatzschlüssel des Serverraums liegt",
        "siehe rt:4711#12",
    ],
)
def test_a_sentence_of_anything_internal_is_a_hit(project, text):
    assert rules(project, text) == {"internal-text"}


@pytest.mark.parametrize(
    "text", ["Der Ersatzschlüssel liegt bereit.", "Schalten Sie das Gerät aus, warten Sie zehn Sekunden."]
)
def test_what_a_public_article_says_too_and_single_words_may_stand(project, text):
    assert rules(project, text) == set()


def test_a_question_that_tells_title_and_summary_of_a_public_article_is_no_hit(project):
    told = "Drucker ist „Offline“: Schalten Sie das Gerät aus und wieder ein."
    (project.root / "quizzes/printing.yml").write_text(BANK + f"  explanation: '{told}'\n", encoding="utf-8")

    assert rules(project, told) == set()


def test_the_public_site_is_clean_and_a_theme_that_quotes_an_internal_page_stops_the_build(project):
    settings = load(project.config)
    assert build(project, settings, audiences=["public"]).problems == ()

    logo = project.root / "overrides/partials/logo.html"
    logo.parent.mkdir(parents=True)
    logo.write_text(f"<b>{INTERNAL}</b>", encoding="utf-8")
    config = project.config.read_text(encoding="utf-8").replace(
        "font: false", "font: false, custom_dir: overrides"
    )
    project.config.write_text(config, encoding="utf-8")

    report = build(project, load(project.config), audiences=["public"])

    assert {problem.code for problem in report.problems} == {"audit-hit"}
    assert "internal-text" in report.problems[0].message
    assert "Ersatzschlüssel" not in str(report.problems)
