import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_quiz_forms import RIGHT, WRONG, give, question, submit

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


def any_violation(page) -> list[str]:
    """Return all that axe-core finds, however small."""
    violations = Axe().run(page).response["violations"]
    return [f"{item['id']} ({item['impact']}): {item['nodes'][0]['html'][:120]}" for item in violations]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["de/quiz/", "en/quiz/", "en/quiz/network/", "de/quiz-today/", "de/training/"])
def test_no_violation_at_all_where_people_train(open_quiz, path, scheme):
    page = open_quiz(path, scheme=scheme)
    page.wait_for_load_state("networkidle")

    assert any_violation(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("answers", [RIGHT, WRONG])
def test_no_violation_at_all_before_and_after_an_answer_of_each_form(open_quiz, answers, scheme):
    page = open_quiz("de/quiz-today/", scheme=scheme)
    page.locator(".kb-item").first.wait_for()
    question(page, "order").get_by_role("button", name="Nach unten").first.click()
    question(page, "written").get_by_role("textbox").fill("Guten Tag")
    submit(question(page, "written"))
    assert any_violation(page) == []
    for name in answers["written"].split(","):
        question(page, "written").locator(f"input[value={name}]").check()
    submit(question(page, "written"))
    for form in ("one", "several", "order", "typed"):
        give(question(page, form), form, answers[form])

    assert any_violation(page) == []
