"""What the privacy notice says is what the browser does."""

import pytest
from playwright.sync_api import expect

ARTICLE = "de/printing/drucker-offline/"
KEPT = """
() => [
  ...Object.keys(localStorage).map(key => `localStorage ${key}`),
  ...Object.keys(sessionStorage).map(key => `sessionStorage ${key}`),
]
"""


def test_reading_searching_and_choosing_colours_leave_no_cookie_and_only_what_the_notice_names(open_page):
    page = open_page(ARTICLE)
    page.locator("label[for=__palette_1]").first.click()
    page.keyboard.press("/")
    page.keyboard.type("drucker offline", delay=20)
    page.locator(".md-search-result__link").first.click()
    page.locator(".kb-feedback__choice a").first.click()

    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    kept = page.evaluate(KEPT)
    assert [
        key for key in kept if not key.endswith(("localStorage /.__palette", "sessionStorage kbtool.query"))
    ] == []
    assert len(kept) == 2


@pytest.mark.parametrize(
    ("path", "names"),
    [(ARTICLE, ["Impressum", "Datenschutz"]), ("en/printing/printer-offline/", ["Imprint", "Privacy"])],
)
def test_imprint_and_privacy_notice_are_one_click_away(open_page, path, names):
    for name in names:
        page = open_page(path)

        page.locator("footer").get_by_role("link", name=name, exact=True).click()

        expect(page.get_by_role("heading", level=1)).to_have_text(name)
