"""The theme's own script on quiz pages: it waits, and whatever it does works as soon as somebody wants it."""

import re

import pytest
from playwright.sync_api import expect

PAGE = "de/quiz/printing/"
SCHEME = "() => document.body.getAttribute('data-md-color-scheme')"
AWAKE = "() => document.documentElement.classList.contains('js')"
FIELD = "[data-md-component=search-query]"


@pytest.fixture
def quiz(open_page):
    """Return a function that opens the page; no search index is asked for by opening it."""

    def open_(path=PAGE, **options):
        page = open_page(path, audience="internal", **options)
        page.wait_for_load_state("networkidle")
        assert not page.evaluate(AWAKE)
        return page

    return open_


def test_answering_leaves_the_script_of_the_theme_where_it_is(quiz):
    page = quiz()
    one = page.locator(".kb-item[data-form=one]").first
    one.locator("input").first.check()
    one.get_by_role("button", name="Antwort prüfen").click()
    page.wait_for_timeout(300)

    assert one.get_by_role("status").inner_text() != ""
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert [name for name in loaded if re.search(r"bundle|search", name)] == []


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}#due", "de/quiz/", "de/quiz-today/"])
def test_the_search_works_from_the_first_letter_on(quiz, path):
    page = quiz(path)

    page.locator(FIELD).click()
    page.keyboard.type("drucker offline")

    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert page.url.endswith(path)


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_the_keys_of_the_search_work(quiz, key):
    page = quiz()

    page.keyboard.press(key)
    page.keyboard.type("drucker")

    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert page.locator(FIELD).input_value() == "drucker"


def test_the_keys_of_the_search_are_letters_where_one_writes(open_quiz):
    page = open_quiz("de/quiz/printing/")
    field = page.locator(".kb-typed input").first

    field.press_sequentially("fs/")

    assert field.input_value() == "fs/"


@pytest.mark.parametrize("part", ["", "#due"])
def test_search_and_menu_open_on_a_phone(quiz, part):
    page = quiz(f"{PAGE}{part}", width=390)

    page.locator("label.md-header__button[for=__search]").click()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("drucker")
    expect(page.locator(".md-search-result__link").first).to_be_visible()

    page = quiz(f"{PAGE}{part}", width=390)
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator("html.js")).to_be_attached()
    page.wait_for_timeout(400)
    page.locator(".md-nav--primary").get_by_role("link", name="WLAN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("WLAN")


@pytest.mark.parametrize(("scheme", "expected"), [("light", "default"), ("dark", "slate")])
def test_the_colours_follow_the_system(quiz, scheme, expected):
    assert quiz(scheme=scheme).evaluate(SCHEME) == expected


def test_colours_change_with_the_first_click_and_stay(quiz):
    page = quiz()

    page.get_by_title("Dunkle Darstellung").click()
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()
    page.reload()

    assert page.evaluate(SCHEME) == "slate"
    page.get_by_title("Helle Darstellung").click()
    expect(page.locator("body[data-md-color-scheme=default]")).to_be_attached()
