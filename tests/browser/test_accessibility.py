import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    ("public", ""),
    ("public", "en/"),
    ("public", "de/printing/#drucker-offline"),
    ("public", "de/printing/drucker-offline/"),
    ("public", "en/email/mailbox-full/"),
    ("public", "gibt/es/nicht/"),
    ("internal", ""),
    ("internal", "de/printing/drucker-offline/"),
    ("internal", "handbook/de/escalate/"),
    ("internal", "en/quiz/"),
    ("internal", "de/quiz/printing/"),
]


def serious(page) -> list[str]:
    """Return what axe-core finds serious or critical, one line each."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}"
        for item in violations
        if item["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("audience", "path"), PAGES)
def test_no_serious_violation(open_page, audience, path, scheme):
    assert serious(open_page(path, audience=audience, scheme=scheme)) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_serious_violation_in_search_results(open_page, width):
    page = open_page(width=width)
    page.keyboard.press("/")
    page.keyboard.type("drucker", delay=20)
    page.locator(".md-search-result__item").first.wait_for()

    assert serious(page) == []
