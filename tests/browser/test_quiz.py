"""The quiz of the internal site in a browser: answering, keyboard, what is kept, and without JavaScript."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.conftest import REPOSITORY

PAGE = "de/quiz/printing/"


@pytest.fixture
def quiz(open_page):
    return open_page(PAGE, audience="internal")


def item(page, number=0):
    return page.locator(".kb-item[data-form=one]").nth(number)


def answer(page, number=0, *, right=True):
    one = item(page, number)
    key = one.get_attribute("data-key")
    chosen = key if right else next(letter for letter in "abc" if letter != key)
    one.locator(f"input[value={chosen}]").check()
    one.get_by_role("button", name="Antwort prüfen").click()
    return one


def test_a_right_answer_is_said_in_words_and_counted(quiz):
    one = answer(quiz)

    assert one.get_by_role("status").inner_text().startswith("✓ Richtig. ")
    assert re.fullmatch(r"1 von \d+ beantwortet, 1 richtig", quiz.locator(".kb-quiz__label").inner_text())
    assert quiz.locator("progress").evaluate("bar => bar.value") == 1


def test_a_wrong_answer_says_why_and_opens_the_solution_with_the_article(quiz):
    one = answer(quiz, right=False)

    assert one.get_by_role("status").inner_text().startswith("✗ Falsch. ")
    assert one.locator("details").get_attribute("open") is not None
    link = one.locator("details a")
    assert quiz.request.get(link.evaluate("link => link.href")).ok


def test_choosing_an_option_does_not_answer_yet(quiz):
    item(quiz).locator("input").first.check()
    quiz.keyboard.press("ArrowDown")

    assert item(quiz).get_by_role("status").inner_text() == ""
    assert not item(quiz).locator("details").is_visible()


def test_who_does_not_know_may_say_so(quiz):
    item(quiz).get_by_role("button", name="Weiß ich nicht").click()

    assert item(quiz).get_by_role("status").inner_text().startswith("? Noch nicht gewusst. ")
    assert "0 richtig" in quiz.locator(".kb-quiz__label").inner_text()


def test_answers_survive_a_reload_and_show_on_the_page_of_topics(quiz):
    answer(quiz)
    answer(quiz, 1, right=False)
    quiz.reload()

    assert item(quiz).get_by_role("status").inner_text().startswith("✓")
    assert item(quiz, 1).get_by_role("status").inner_text().startswith("✗")
    quiz.get_by_role("link", name="Alle Themen").click()
    expect(quiz.get_by_text(re.compile(r"2 von \d+ beantwortet, 1 richtig"))).to_be_visible()


def test_a_question_can_be_tried_again_and_a_round_started_anew(quiz):
    one = answer(quiz, right=False)
    one.get_by_role("button", name="Noch einmal").click()
    assert one.get_by_role("status").inner_text() == ""
    answer(quiz)
    assert "1 richtig" in quiz.locator(".kb-quiz__label").inner_text()

    quiz.get_by_role("button", name="Neue Runde").click()

    assert quiz.locator(".kb-quiz__label").inner_text().startswith("0 von")
    assert quiz.evaluate("JSON.parse(localStorage['kbtool.quiz.1']).answers.length") == 2


def test_the_keyboard_alone_is_enough_and_the_focus_is_never_lost(quiz):
    item(quiz).locator("input").first.focus()
    for key in ("Space", "Tab", "Enter"):
        quiz.keyboard.press(key)

    assert item(quiz).get_by_role("status").inner_text() != ""
    assert quiz.evaluate("document.activeElement.textContent") == "Noch einmal"
    quiz.keyboard.press("Enter")
    assert quiz.evaluate("document.activeElement.type") == "radio"


def test_enter_on_an_option_answers_too(quiz):
    item(quiz).locator("input").first.focus()
    quiz.keyboard.press("Space")
    quiz.keyboard.press("Enter")

    assert quiz.evaluate("document.activeElement.textContent") == "Noch einmal"


def test_a_focused_question_is_not_hidden_by_the_header(quiz):
    last = quiz.locator(".kb-item[data-form=one]").last.locator("input").first
    last.focus()

    header = quiz.locator(".md-header").bounding_box()
    assert last.bounding_box()["y"] >= header["y"] + header["height"]


def test_targets_are_large_enough_on_a_phone(open_page):
    page = open_page(PAGE, audience="internal", width=390)

    for selector in (".kb-option input", ".kb-option label", ".kb-item button", "[data-kb-do=restart]"):
        box = page.locator(selector).first.bounding_box()
        assert min(box["width"], box["height"]) >= 24, selector
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_browser_that_keeps_nothing_says_so_and_still_works(open_page):
    page = open_page("", audience="internal")
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    page.goto(page.url + PAGE)

    answer(page)

    assert "1 richtig" in page.locator(".kb-quiz__label").inner_text()
    assert "speichert die Antworten nicht" in page.locator(".kb-quiz__lost").inner_text()


def test_garbage_in_the_storage_does_no_harm(quiz):
    quiz.evaluate("localStorage['kbtool.quiz.1'] = '{nonsense'")
    quiz.reload()

    answer(quiz)

    assert "1 richtig" in quiz.locator(".kb-quiz__label").inner_text()


def test_without_javascript_the_answers_open_on_demand(open_page):
    page = open_page(PAGE, audience="internal", java_script_enabled=False)
    one = item(page)

    assert not one.get_by_role("button").first.is_visible()
    one.locator("summary").click()

    assert "Richtig ist" in one.locator("details").inner_text()
    assert one.locator("details a").is_visible()


def test_the_script_runs_under_a_strict_policy(open_page):
    page = open_page("", audience="internal")
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)

    def with_policy(route):
        answer_ = route.fetch()
        route.fulfill(
            response=answer_,
            headers={
                **answer_.headers,
                "content-security-policy": "script-src-elem 'self' 'unsafe-inline'; script-src-attr 'none'",
            },
        )

    page.route("**/quiz/printing/", with_policy)
    page.goto(page.url + PAGE)
    answer(page)

    assert errors == []


def test_every_question_tells_its_language(open_page):
    page = open_page("en/quiz/wifi/", audience="internal")

    assert set(page.locator(".kb-item").evaluate_all("items => items.map(item => item.lang)")) == {"en"}


def kept(page):
    return page.evaluate("JSON.parse(localStorage['kbtool.quiz.1']).answers")


def test_an_answer_keeps_its_fact_its_time_and_the_article(quiz):
    one = answer(quiz)

    (found,) = kept(quiz)
    assert found["fact"] == one.get_attribute("data-fact")
    assert found["article"] == one.get_attribute("data-article")
    assert 0 <= found["seconds"] <= 600


def test_what_is_due_is_counted_on_the_quiz_home_and_asked_again(quiz):
    one = answer(quiz)
    quiz.evaluate(
        "() => { const kept = JSON.parse(localStorage['kbtool.quiz.1']);"
        " kept.answers[0].at = '2026-01-05T09:00:00.000Z'; localStorage['kbtool.quiz.1'] = JSON.stringify(kept) }"
    )
    quiz.get_by_role("link", name="Alle Themen").click()
    expect(quiz.get_by_text("Heute zu wiederholen: 1")).to_be_visible()

    quiz.get_by_role("link", name=re.compile("1 fällig")).click()

    expect(one.get_by_text("heute zu wiederholen")).to_be_visible()
    assert one.get_by_role("status").inner_text() == ""
    assert quiz.evaluate("document.activeElement.closest('.kb-item').dataset.kbItem") == one.get_attribute(
        "data-kb-item"
    )
    answer(quiz)
    assert not one.get_by_text("heute zu wiederholen").is_visible()


def test_what_is_not_due_is_said_too(quiz):
    answer(quiz)
    quiz.get_by_role("link", name="Alle Themen").click()

    expect(quiz.get_by_text("Heute ist nichts zu wiederholen.")).to_be_visible()


def test_a_changed_article_makes_its_questions_due(quiz):
    answer(quiz)
    quiz.evaluate(
        "() => { const kept = JSON.parse(localStorage['kbtool.quiz.1']);"
        " kept.answers[0].article = 'frueher'; localStorage['kbtool.quiz.1'] = JSON.stringify(kept) }"
    )
    quiz.reload()

    expect(item(quiz).get_by_text("heute zu wiederholen")).to_be_visible()


def test_results_are_saved_as_one_file_that_import_reads(quiz, tmp_path, make_project, kbtool):
    answer(quiz, right=False)
    quiz.get_by_role("link", name="Alle Themen").click()
    with quiz.expect_download() as saved:
        quiz.get_by_role("button", name="Ergebnisse als Datei speichern").click()
    path = tmp_path / "quiz.json"
    saved.value.save_as(path)
    project = make_project()
    bank = REPOSITORY / "quizzes" / "printing.yml"
    (project.root / "quizzes").mkdir()
    (project.root / "quizzes/printing.yml").write_text(bank.read_text("utf-8"), encoding="utf-8")

    first = kbtool(project)("results", "import", str(path), "--as", "anna")
    again = kbtool(project)("results", "import", str(path), "--as", "anna")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "1 new" in first.stderr
    assert "0 new, 1 known" in again.stderr


def test_a_full_browser_still_hands_out_every_answer(open_page):
    page = open_page("", audience="internal")
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    page.goto(page.url + PAGE)
    answer(page)
    answer(page, 1)

    with page.expect_download() as saved:
        page.get_by_role("button", name="Ergebnisse als Datei speichern").click()

    assert len(json.loads(saved.value.path().read_text("utf-8"))["answers"]) == 2


def test_two_tabs_do_not_overwrite_each_other(quiz):
    other = quiz.context.new_page()
    other.goto(quiz.url)
    answer(quiz)
    answer(other, 1)
    answer(quiz, 2)

    assert len(kept(quiz)) == 3
