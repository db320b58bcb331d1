import pytest
from playwright.sync_api import expect

SCHEME = "() => document.body.getAttribute('data-md-color-scheme')"
ARTICLE = "de/printing/drucker-offline/"


@pytest.mark.parametrize(("scheme", "expected"), [("light", "default"), ("dark", "slate")])
def test_the_colours_follow_the_system(open_page, scheme, expected):
    assert open_page(scheme=scheme).evaluate(SCHEME) == expected


def test_a_chosen_colour_scheme_stays(open_page):
    page = open_page()

    page.get_by_title("Dunkle Darstellung").click()
    assert page.evaluate(SCHEME) == "slate"
    page.get_by_role("link", name="WLAN").click()

    assert page.evaluate(SCHEME) == "slate"


def visited(page, addresses: list[str], base: str) -> tuple[set[str], list[str], list[str]]:
    """Open pages one after the other; return foreign addresses, errors, and pages wider than the screen."""
    asked, errors, wide = set(), [], []
    page.on("request", lambda request: asked.add(request.url) if not request.url.startswith(base) else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    return asked, errors, wide


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_page_asks_another_host_or_scrolls_sideways_on_a_phone(open_page, sites, audience):
    # Without scripts, which are the same on all pages: hundreds of pages would take minutes.
    page = open_page(audience=audience, width=360, java_script_enabled=False)
    pages = sites.pages(audience)

    assert len(pages) > 90
    assert visited(page, pages, getattr(sites, audience)) == (set(), [], [])


def test_no_script_asks_another_host_or_fails(open_page, sites):
    page = open_page(audience="internal", width=360)
    paths = ("", "de/printing/", ARTICLE, "de/quiz/", "de/quiz/printing/", "handbook/de/escalate/")

    assert visited(page, [sites.internal + path for path in paths], sites.internal) == (set(), [], [])


@pytest.mark.parametrize("width", [360, 1280])
def test_the_menu_of_topics_is_within_reach(open_page, width):
    page = open_page("de/wifi/", width=width)

    if width < 1000:
        page.locator("label.md-header__button[for=__drawer]").click()
    link = page.locator(".md-nav--primary").get_by_role("link", name="Drucken & Scannen")

    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Drucken & Scannen")
