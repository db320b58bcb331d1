from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

ARTICLE = "de/printing/drucker-offline/"


def test_from_the_home_page_to_the_answer_in_three_clicks(open_page):
    page = open_page()

    page.get_by_role("link", name="Drucken & Scannen").click()
    page.locator("summary", has_text="Offline").click()
    expect(page.locator("details[open] p").first).to_contain_text("Drucker")
    page.locator("details[open]").get_by_role("link", name="Ganze Anleitung").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Offline")
    assert page.url.endswith(ARTICLE)
    expect(page.get_by_role("heading", name="Lösung")).to_be_visible()


def test_the_large_search_field_finds_an_article_while_typing(open_page):
    page = open_page()

    page.locator(".kb-search input").click()
    page.keyboard.type("drucker offline", delay=20)

    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("Offline")
    first.locator("a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Offline")


def test_results_in_the_readers_language_come_first(open_page):
    for path, expected in (("", "/de/"), ("en/", "/en/")):
        page = open_page(path)
        page.keyboard.press("/")
        page.keyboard.type("vpn", delay=20)
        result = page.locator(".md-search-result__link").first
        result.wait_for()
        assert expected in result.get_attribute("href")


def test_the_search_works_with_the_keyboard_alone(open_page):
    page = open_page("en/")

    page.keyboard.press("/")
    page.keyboard.type("mailbox full", delay=20)
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("ailbox")


def test_the_first_tab_stop_skips_to_the_content(open_page):
    page = open_page(ARTICLE)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.url.endswith("#title")


def test_every_tab_stop_is_visible(open_page):
    page = open_page("de/printing/")

    for _ in range(25):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement)
                return [document.activeElement.outerHTML.slice(0, 80), style.outlineStyle, style.outlineWidth]
            }"""
        )
        if "<input" in focus[0] or "<body" in focus[0]:
            continue  # Material shows the focus of its search field by opening it
        assert focus[1] != "none", focus


def test_a_question_opens_with_the_keyboard(open_page):
    page = open_page("de/printing/")
    question = page.locator("summary").first

    question.focus()
    page.keyboard.press("Enter")

    expect(page.locator("details[open]")).to_have_count(1)


def test_a_link_to_a_question_opens_it(open_page):
    page = open_page("de/printing/#drucker-offline")

    expect(page.locator("details#drucker-offline[open]")).to_have_count(1)


def test_yes_thanks_needs_no_script(open_page):
    page = open_page(ARTICLE, java_script_enabled=False)
    thanks = page.get_by_text("Schön, dass es geklappt hat!")
    expect(thanks).to_be_hidden()

    page.get_by_role("link", name="Ja, danke").click()

    expect(thanks).to_be_visible()


def message(link) -> str:
    """Return the text of the mail a link starts."""
    return parse_qs(urlsplit(link.get_attribute("href")).query)["body"][0]


def test_no_leads_to_the_support_with_article_and_last_search(open_page, sites):
    page = open_page()
    page.locator(".kb-search input").click()
    page.keyboard.type("drucker streikt & spinnt", delay=10)
    page.goto(sites.public + ARTICLE)
    page.evaluate("addEventListener('click', event => event.preventDefault())")
    link = page.get_by_role("link", name="Nein, Support kontaktieren")

    link.click()

    assert "(drucker-offline)" in message(link)
    assert "Gesucht nach: drucker streikt & spinnt" in message(link)


def test_no_leads_to_the_support_with_the_article_without_scripts(open_page):
    page = open_page(ARTICLE, java_script_enabled=False)

    link = page.get_by_role("link", name="Nein, Support kontaktieren")

    assert "(drucker-offline)" in message(link)
    assert "Gesucht nach" not in message(link)


def test_the_language_menu_leads_to_the_translation_of_this_page(open_page):
    page = open_page("de/email/postfach-voll/")

    page.get_by_role("button", name="Sprache wechseln").hover()
    page.get_by_role("link", name="English", exact=True).click()

    assert page.url.endswith("/en/email/mailbox-full/")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(("old", "new"), [("faq/drucker", ARTICLE), ("de/", "")])
def test_an_old_address_leads_to_the_new_one(open_page, sites, old, new):
    page = open_page(old)

    page.wait_for_url(sites.public + new)


def test_lost_readers_find_their_way_home(open_page, sites):
    page = open_page("de/gibt/es/nicht/")

    page.get_by_role("link", name="Zur Startseite").click()

    assert page.url == sites.public


def test_without_scripts_the_home_page_shows_topics_and_no_dead_search(open_page):
    page = open_page(java_script_enabled=False)

    expect(page.locator(".kb-search")).to_be_hidden()
    expect(page.get_by_text("Die Suche braucht JavaScript.")).to_be_visible()
    expect(page.get_by_role("link", name="Drucken & Scannen")).to_be_visible()


def test_on_paper_only_the_article_is_left(open_page):
    page = open_page(ARTICLE)

    page.emulate_media(media="print")

    for selector in (".md-header", ".md-sidebar--primary", ".kb-feedback", ".kb-footer"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_support_team_sees_what_customers_do_not(open_page):
    inside, outside = open_page(ARTICLE, audience="internal"), open_page(ARTICLE)

    expect(inside.get_by_role("heading", name="Für den Support")).to_be_visible()
    expect(inside.get_by_text("Interne Ausgabe")).to_be_visible()
    expect(outside.get_by_text("Für den Support")).to_have_count(0)
