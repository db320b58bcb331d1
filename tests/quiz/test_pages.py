import json
import re
from dataclasses import dataclass

import pytest

from kbtool.services import quiz_generate
from kbtool.services.build import make
from kbtool.settings import load
from kbtool.site.quiz_items import inline
from kbtool.site.quiz_texts import QUIZ_TEXTS
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files


@dataclass
class Site:
    folder: object
    problems: list

    def __getitem__(self, path):
        return (self.folder / path).read_text(encoding="utf-8")


@pytest.fixture
def built(make_project, tmp_path):
    """Return a function that builds one edition with a generated quiz."""

    def build(audience="internal", change=lambda text: text, config=CONFIG, **more):
        project = make_project(files() | more, config=config)
        quiz_generate.generate(project, load(project.config), rng=rng(1))
        for path in project.quizzes.glob("*.yml"):
            signed = "status: reviewed\n  review: {by: anna, at: 2026-11-02}\n"
            text = path.read_text(encoding="utf-8").replace("status: draft\n", signed)
            path.write_text(change(text), encoding="utf-8")
        folder = tmp_path / f"site-{audience}"
        _, problems = make(project, load(project.config), audience, folder)
        return Site(folder, problems)

    return build


def test_there_is_a_page_of_topics_and_one_for_each_topic(built):
    site = built()

    assert 'href="printing/"' in site["de/quiz/index.html"]
    assert '<h1 id="title">Quiz: Drucken</h1>' in site["de/quiz/printing/index.html"]
    assert site.problems == []
    assert not (site.folder / "en/quiz").exists()


def test_customers_get_no_quiz(built):
    site = built("public")

    assert not list(site.folder.rglob("quiz/**/*.html"))
    assert "Womit beginnt die Lösung" not in "".join(
        path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html")
    )


def test_the_search_does_not_find_the_quiz(built):
    assert "quiz/" not in built()["search/search_index.json"]


def test_without_script_every_question_has_its_answer_reasons_and_article(built):
    page = built()["de/quiz/printing/index.html"]
    (question,) = re.findall(
        r'(?s)<section class="kb-item"[^>]*>(?:(?!</section>).)*?Netzwerkadresse.*?</section>', page
    )[:1]

    assert '<html lang="de"' in page
    assert re.search(r'<section class="kb-item" id="q-\w+" lang="de"', question)
    assert question.count("<fieldset>") == question.count("<legend>") == 1
    assert question.count('type="radio"') == 3
    assert "<summary>Lösung" in question
    assert question.count("✗") == 2
    assert re.search(r'<a href="\.\./\.\./printing/[\w-]+/">', question)
    assert re.search(r'<p class="kb-item__buttons" hidden>', question)
    assert 'role="status"' in question


def test_the_page_needs_no_inline_script_or_style(built):
    page = built()["de/quiz/printing/index.html"]
    content = re.search(r"(?s)<article.*?</article>", page)[0]

    assert 'src="../../../assets/kbtool/quiz.js"' in page
    assert "<script" not in content
    assert " style=" not in content
    assert not re.search(r"\son\w+=", content)


def scripts(page):
    found = re.findall(r"<script([^>]*) src=\"[./]*assets/[a-z]+/([\w-]+)[^\"]*\"", page)
    return [(name, attributes.strip()) for attributes, name in found]


def test_no_script_holds_up_a_quiz_and_that_of_the_theme_waits(built):
    found = scripts(built()["de/quiz/printing/index.html"])

    assert found[-2:] == [("bundle", 'type="text/plain" data-kb-theme'), ("kbtool", "defer")]
    assert found[:-2] == [("quiz", "defer"), ("theme", "defer")]


def test_other_pages_get_the_script_of_the_theme_at_once(built):
    site = built()

    for page in ("index.html", "de/printing/index.html", "404.html"):
        assert scripts(site[page]) == [("bundle", ""), ("kbtool", "")]


def test_a_script_of_the_project_finds_that_of_the_theme_before_it(built):
    own = CONFIG + "extra_javascript: [own.js]\n"

    page = built(config=own, **{"docs/own.js": "document$.subscribe(() => {})"})["de/quiz/printing/index.html"]

    assert scripts(page) == [("quiz", "defer"), ("bundle", "defer"), ("kbtool", "defer")]
    assert '<script defer src="../../../own.js">' in page


def test_items_that_are_stale_or_retired_are_not_asked(built):
    gone = []

    def set_aside(text):
        for status in ("stale", "retired"):
            text = text.replace("status: reviewed", f"status: {status}", 1)
        gone.extend(re.findall(r"- id: (q-\w+)", text)[:2])
        return text

    site = built(change=set_aside)

    pages = "".join(page.read_text(encoding="utf-8") for page in site.folder.rglob("quiz/**/*.html"))
    assert 'class="kb-item"' in pages
    assert len(gone) > 2
    assert not [name for name in gone if f'id="{name}"' in pages]


def test_text_of_a_bank_is_escaped(built):
    evil = "Womit <script>alert(1)</script> beginnt"
    page = built(change=lambda text: text.replace("Womit beginnt", evil))["de/quiz/printing/index.html"]

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Datei** > `net use`", "<strong>Datei</strong> &gt; <code>net use</code>"),
        ("[hier](../x.md) & <b>", "hier &amp; &lt;b&gt;"),
        ("`**kein** Fett`", "<code>**kein** Fett</code>"),
        ("ein * Stern 🌟", "ein * Stern 🌟"),
    ],
)
def test_bold_and_code_are_shown_and_nothing_else(text, html):
    assert str(inline(text)) == html


def test_both_languages_say_the_same_with_the_same_blanks():
    german, english = (json.loads(QUIZ_TEXTS[lang].script) for lang in ("de", "en"))

    blanks = [{key: re.findall(r"{\w+}", text) for key, text in said.items()} for said in (german, english)]
    assert [sorted(names) for names in blanks[0].values()] == [sorted(names) for names in blanks[1].values()]
    assert all(german.values())
    assert all(english.values())
