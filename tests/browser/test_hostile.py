"""Hostile text in every place it can get to: nothing of it runs in a real browser, with and without the policy.

The short form takes the payloads of this repository; `tox -e hostile` those of a corpus of 6,613.
"""

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from markupsafe import Markup

from kbtool.model.quiz import Form
from kbtool.services import quiz_bank, results_record
from kbtool.services.build import make
from kbtool.services.content import UNREADABLE
from kbtool.settings import load
from kbtool.site import article_page, page
from kbtool.store.database import Store
from tests.browser import hostile
from tests.browser.hostile import ANSWERED, CORPUS, MARK, SEARCH, corpus, own, quoted, watched
from tests.conftest import article
from tests.services.test_results import answer
from tests.site.conftest import approved

FORMS = ("text", "html", "markdown")
PER_PAGE, PER_ARTICLE = 1000, 20
PER_SITE, PER_RESULT = 300, 5
HEADER, HOME = "[data-md-component=search-query]", ".kb-search [name=q]"
FRAME = approved(article(id="rahmen", title="Rahmen") + f"\n{MARK}\n")
TODAY = "de/quiz-today/"
REDIRECT = 'http-equiv="refresh"'
PAGE = "de/printing/rahmen/"
# A text that is not on its page proves nothing.
LEFT_OUT = {"render-failed", "render-slow", *UNREADABLE}


@pytest.fixture
def build(make_project):
    """Return a function that builds an edition of a project of hostile files; links it warns of are wanted here."""

    def run(files: dict[str, str], audience: str = "public") -> Path:
        project = make_project(files)
        _, problems = make(project, load(project.config), audience, project.site / audience)
        assert [str(problem) for problem in problems if problem.code in LEFT_OUT] == []
        return project.site / audience

    return run


@pytest.fixture
def executions(chromium):
    """Return a function that visits pages of a site with and without its policy, and gives what ran."""

    def run(site: Path, paths: list[str], **options) -> list[str]:
        found = []
        for folder in (hostile.unguarded(site), site):
            with watched(chromium, folder) as visit:
                found += visit(paths, **options)
        return found

    return run


def pages_of(site: Path, below: str = "") -> list[str]:
    """Return the addresses of the pages of a site, those that only lead elsewhere left out."""
    found = [
        path for path in sorted((site / below).rglob("index.html")) if REDIRECT not in path.read_text("utf-8")
    ]
    return [path.relative_to(site).as_posix().removesuffix("index.html") for path in found]


def in_fields(build, executions, payloads: list[str], *, many: int, audience: str = "internal") -> list[str]:
    """Return what runs where payloads are titles, summaries, tags, phrasings and texts of articles."""
    site = build(hostile.articles(payloads, many=many, everywhere=True), audience)
    found = executions(site, [*pages_of(site), *(path.name for path in site.glob("*.xml"))])
    return [line for line in found if ".xml: style-src-elem inline" not in line]  # how Chromium shows any XML


def in_texts(build, executions, payloads: list[str]) -> list[str]:
    """Return what runs of texts, links and attributes that passed the boundary."""
    site = build({"docs/de/printing/rahmen.md": FRAME})
    return executions(
        site, hostile.filled(site, PAGE, hostile.fragments(payloads), many=PER_PAGE), selector="article *"
    )


def in_tickets(build, executions, payloads: list[str], form: str) -> list[str]:
    """Return what runs of drafts made from tickets, which pass the boundary as well."""
    bodies = [f"{body}\n" for body in hostile.drafts(payloads, form)]
    files = {
        f"docs/de/printing/entwurf{number}.md": approved(article(id=f"entwurf{number}") + "\n" + body)
        for number, body in enumerate("\n\n".join(some) for some in hostile.batched(bodies, PER_ARTICLE // 2))
    }
    site = build(files)
    return executions(site, pages_of(site, "de/printing"), selector="article *")


def in_quizzes(build, executions, payloads: list[str], *, many: int) -> list[str]:
    """Return what runs where payloads are questions."""
    site = build(
        {"docs/de/printing/seite0.md": article(id="seite0"), **hostile.banks(payloads, many=many)}, "internal"
    )
    paths = pages_of(site, "de/quiz")
    shown = sum((site / path / "index.html").read_text("utf-8").count(' data-kb-item="') for path in paths)
    assert shown == 2 * len(payloads)
    today = []

    def act(page):
        if page.url.endswith(TODAY):
            today.append(page.locator("article [data-kb-item]").count())

    found = executions(site, [*paths, TODAY], act=act, selector="article *")
    assert set(today) == {5}  # one of each form
    return found


def in_searches(
    build, executions, payloads: list[str], *, field: str = HEADER, page: str = "de/printing/"
) -> list[str]:
    """Return what runs where payloads are put into the search of sites that are full of them.

    Many small sites and not one, because Material's search takes as long as its index is.
    """
    found, shown, holders = [], [], []

    def act(page):
        for number, pages in enumerate(page.evaluate(SEARCH, [field, texts])):
            shown.append(bool(pages))
            holders.append(f"/de/printing/seite{number // PER_RESULT}/" in pages)

    for some in hostile.mixed(list(dict.fromkeys(payloads)), PER_SITE):
        texts = [[text, hostile.words(text)] for text in some]
        site = build(hostile.articles(some, many=PER_RESULT))
        found += executions(site, [page], act=act)
        shutil.rmtree(site.parents[1])
    assert sum(shown) > 0.95 * len(shown)  # the search did show hostile pages
    assert sum(holders) > 0.8 * len(shown)  # most of them that which holds the payload
    return found


def in_addresses(build, executions, payloads: list[str]) -> list[str]:
    """Return what runs where an address asks to search for payloads, to mark them and to go to them.

    It is that of an article which holds them, so that each is found, shown and marked.
    """
    found, marks = [], []

    def act(page):
        marks.append(page.evaluate(ANSWERED))

    for some in hostile.mixed(payloads, PER_SITE):
        site = build(hostile.articles(some, many=PER_RESULT))
        paths = [
            f"de/printing/seite{number // PER_RESULT}/?q={quote(text)}&h={quote(f'{text} {hostile.words(text)}')}#{quote(text)}"
            for number, text in enumerate(some)
        ]
        found += executions(site, paths, act=act, selector=".md-search *")
        shutil.rmtree(site.parents[1])
    assert sum(map(bool, marks)) > 0.9 * len(marks)
    return found


@pytest.mark.parametrize("audience", ["internal", pytest.param("public", marks=pytest.mark.hostile)])
def test_nothing_runs_from_any_field_of_an_article(build, executions, audience):
    assert in_fields(build, executions, own(), many=8, audience=audience) == []


def test_nothing_runs_from_texts_links_and_attributes(build, executions):
    assert in_texts(build, executions, own()) == []


@pytest.mark.parametrize("form", FORMS)
def test_nothing_runs_from_a_ticket(build, executions, form):
    assert in_tickets(build, executions, own(), form) == []


def test_nothing_runs_from_a_quiz(build, executions):
    assert in_quizzes(build, executions, own(), many=PER_ARTICLE) == []


def test_nothing_runs_from_the_page_on_the_training(make_project, executions):
    some = own()
    project = make_project({**hostile.articles(some, many=8), **hostile.banks(some, many=8, articles=10)})
    with Store.open(project) as store:
        for item in quiz_bank.load(project).items:
            for number in range(6) if item.form is Form.ONE else ():
                results_record.record(store, answer(item, f"t{number}", right=number % 2 == 0))
    site = project.site / "internal"
    make(project, load(project.config), "internal", site)

    assert "&lt;svg onload=alert(1)&gt;" in (site / "de" / "training" / "index.html").read_text("utf-8")
    assert executions(site, ["de/training/", "en/training/"]) == []


@pytest.mark.parametrize(("field", "page"), [(HEADER, "de/printing/"), (HOME, "")], ids=["header", "home"])
def test_nothing_runs_from_a_search(build, executions, field, page):
    assert in_searches(build, executions, own(), field=field, page=page) == []


def test_nothing_runs_from_an_address(build, executions):
    assert in_addresses(build, executions, own()[::8]) == []


def test_without_the_boundary_payloads_run_and_the_policy_alone_stops_them(build, chromium, monkeypatch):
    monkeypatch.setattr(article_page, "clean", Markup)
    site = build({"docs/de/printing/rahmen.md": FRAME})
    paths = hostile.filled(
        site, PAGE, ['<script>alert("geladen")</script>', "<b onclick=alert('geklickt')>x</b>"], many=1
    )

    with watched(chromium, hostile.unguarded(site)) as visit:
        open_ = visit(paths)
    with watched(chromium, site) as visit:
        guarded = visit(paths)

    assert "alert(geladen)" in " ".join(open_)
    assert "alert(geklickt)" in " ".join(open_)
    assert "alert" not in " ".join(line.partition("inline")[0] for line in guarded)
    assert all("script-src" in line for line in guarded)  # refused, and told
    assert len(set(guarded)) == 2


def test_without_escaping_a_title_runs(build, chromium, monkeypatch):
    monkeypatch.setattr(page, "escape", lambda text: text)
    site = build(hostile.articles(["<img src=x onerror=alert(1)>"], many=1))

    with watched(chromium, hostile.unguarded(site)) as visit:
        assert "alert(1)" in " ".join(visit(["de/printing/seite0/"]))


def test_what_runs_from_an_answer_of_the_search_is_seen(build, chromium):
    site = build({"docs/de/printing/rahmen.md": FRAME})
    index = site / "search" / "search_index.json"
    planted = "Rahmen <img src=x onerror=alert('gezeigt')><b onmouseover=alert('bewegt')>x</b>"
    index.write_text(
        index.read_text("utf-8").replace('"title":"Rahmen"', f'"title":{quoted(planted)}'), "utf-8"
    )
    act = lambda page: page.evaluate(SEARCH, [HEADER, [["rahmen", ""], ["nichts", ""]]])  # noqa: E731 - short

    with watched(chromium, hostile.unguarded(site)) as visit:
        open_ = visit(["de/printing/"], act=act)
    with watched(chromium, site) as visit:
        guarded = visit(["de/printing/"], act=act)

    assert "search for rahmen: alert(bewegt)" in " ".join(open_)
    assert "alert(gezeigt)" in " ".join(open_)
    assert guarded
    assert all("script-src-attr inline" in line for line in guarded)  # refused, and told


def test_what_a_page_asks_of_others_is_seen(build, chromium):
    site = build({"docs/de/printing/rahmen.md": FRAME})
    paths = hostile.filled(
        site,
        PAGE,
        ["<img src=https://evil.example/x.png><meta http-equiv=refresh content='0; url=/de/'>"],
        many=1,
    )

    with watched(chromium, hostile.unguarded(site)) as visit:
        found = " ".join(visit(paths))

    assert "asked https://evil.example/x.png" in found
    assert "went to http://127.0.0.1" in found


needs_corpus = pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus of payloads is not here")


@needs_corpus
@pytest.mark.hostile
def test_nothing_of_the_corpus_runs_from_any_field_of_an_article(build, executions):
    assert in_fields(build, executions, corpus(), many=PER_ARTICLE) == []


@needs_corpus
@pytest.mark.hostile
def test_nothing_of_the_corpus_runs_from_texts_links_and_attributes(build, executions):
    assert in_texts(build, executions, corpus()) == []


@needs_corpus
@pytest.mark.hostile
@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_the_corpus_runs_from_a_ticket(build, executions, form):
    assert in_tickets(build, executions, corpus(), form) == []


@needs_corpus
@pytest.mark.hostile
def test_nothing_of_the_corpus_runs_from_a_quiz(build, executions):
    assert in_quizzes(build, executions, corpus(), many=PER_ARTICLE) == []


@needs_corpus
@pytest.mark.hostile
def test_nothing_of_the_corpus_runs_from_a_search(build, executions):
    assert in_searches(build, executions, corpus()) == []


@needs_corpus
@pytest.mark.hostile
def test_nothing_of_the_corpus_runs_from_an_address(build, executions):
    assert in_addresses(build, executions, [*own(), *corpus()[::60]]) == []


@pytest.mark.hostile
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_page_of_the_demo_asks_another_host_whatever_is_done_on_it(chromium, sites, audience):
    paths = [*pages_of(sites.folder / audience), "404.html"]

    with watched(chromium, sites.folder / audience) as visit:
        assert visit(paths, selector="article *") == []
    assert len(paths) > 90
