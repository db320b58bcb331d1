"""Every form of question in a browser: answering, what the page says, and what a keyboard or a screen reader finds."""

import json
import re

import pytest

from tests.browser import quiz_bank
from tests.quiz import golden_typed
from tests.quiz.project import CONFIG

PAGES = {
    "one": "printing",
    "several": "printing",
    "order": "printing",
    "typed": "printing",
    "written": "security",
}
WRONG = {"one": "b", "several": "a,b", "order": "b,a,c,d", "typed": "net start spooler", "written": "a"}
RIGHT = {
    "one": "a",
    "several": "a,c,d",
    "order": "a,b,c,d",
    "typed": "“Net  Stop SPOOLER”.",
    "written": "a,b,c",
}


@pytest.fixture
def open_form(open_quiz):
    """Return a function that opens the page of a form and gives its question."""
    return lambda form, **options: question(open_quiz(f"de/quiz/{PAGES[form]}/", **options), form)


def question(page, form):
    return page.locator(f"[data-form={form}]")


def fill(item, form, answer):
    """Put an answer into the controls of a question."""
    if form == "order":
        for place, name in enumerate(answer.split(",")):
            step = item.locator(f"[data-option={name}]")
            while step.evaluate("step => [...step.parentNode.children].indexOf(step)") > place:
                step.get_by_role("button", name="Nach oben").click()
        return
    if form == "typed":
        item.get_by_label("Ihre Eingabe").fill(answer)
        return
    if form == "written":
        item.get_by_label("Ihre Antwort an den Anwender").fill("Guten Tag,\nwir sperren es.")
        submit(item)
    for name in answer.split(","):
        item.locator(f"input[value={name}]").check()


def submit(item):
    item.locator("[type=submit]").click()


def give(item, form, answer):
    fill(item, form, answer)
    submit(item)


def said(item):
    return item.get_by_role("status").inner_text().replace("\xa0", " ")


def kept(page):
    return page.evaluate("JSON.parse(localStorage['kbtool.quiz.1']).answers")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("one", "✓ Richtig. So steht es im Artikel."),
        ("several", "✓ Richtig."),
        ("order", "✓ Richtig."),
        ("typed", "✓ Richtig. Der Dienst heißt kurz „spooler“."),
        ("written", "✓ Richtig. 3 von 3 Punkten."),
    ],
)
def test_a_right_answer_of_each_form_is_said_and_counted(open_form, form, words):
    item = open_form(form)

    give(item, form, RIGHT[form])

    assert said(item) == words
    assert ", 1 richtig" in item.page.locator(".kb-quiz__label").inner_text()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("one", ["✗ Falsch. Dann hängt die Warteschlange."]),
        (
            "several",
            [
                "✗ Falsch.",
                "Es fehlt:",
                "MAC-Adresse, zum Beispiel 00:1A:2B:3C:4D:5E – Danach wird der Port gesperrt.",
                "Seit wann es nicht geht – Es hilft beim Vergleich mit Wartungen.",
                "Zu viel ist:",
                "Farbe des Notebooks – Sie sagt nichts über das Netz.",
            ],
        ),
        (
            "order",
            [
                "✗ Falsch.",
                "Die richtige Reihenfolge:",
                "Alle Programme schließen, aus denen etwas gedruckt werden soll",
                "Den Druckdienst mit net stop spooler anhalten",
                "Die Dateien im Ordner PRINTERS des Spoolers löschen – Solange der Dienst läuft, sind sie gesperrt.",
                "Den Dienst mit net start spooler starten",
            ],
        ),
        (
            "typed",
            [
                "✗ Falsch.",
                "Angenommen wird:",
                "net stop spooler – Der Dienst heißt kurz „spooler“.",
                "Stop-Service Spooler – Dasselbe in der PowerShell.",
            ],
        ),
        (
            "written",
            [
                "✗ Noch nicht vollständig. 1 von 3 Punkten.",
                "Es fehlt:",
                "Was wir jetzt tun – Das nimmt die Unruhe.",
                "Was wir noch wissen müssen",
            ],
        ),
    ],
)
def test_a_wrong_answer_of_each_form_says_what_was_right_and_links_the_article(open_form, form, words):
    item = open_form(form)

    give(item, form, WRONG[form])

    assert [line for line in said(item).split("\n") if line.strip()] == words
    assert item.page.request.get(item.locator("details a").evaluate("link => link.href")).ok
    assert item.locator("details a").is_visible()


@pytest.mark.parametrize("form", PAGES)
def test_i_don_t_know_shows_the_answer_of_each_form(open_form, form):
    item = open_form(form)

    item.get_by_role("button", name="Weiß ich nicht").click()

    assert said(item).startswith("? Noch nicht gewusst.")
    assert item.locator("details a").is_visible()
    assert (item.locator(".kb-mark").count() > 0) is (form in {"one", "several"})
    (answer,) = kept(item.page)
    assert (answer["option"], answer["right"]) == ("", False)


def test_each_option_says_in_words_what_it_was(open_form):
    item = open_form("several")

    give(item, "several", "a,b")

    assert [mark.split()[1:] for mark in item.locator(".kb-mark").all_inner_texts()] == [
        ["✓", "richtig"], ["✗", "zu", "viel"], ["✗", "fehlt"], ["✗", "fehlt"],
    ]  # fmt: skip
    names = [line.partition('"')[2].partition('"')[0] for line in heard(item) if line.startswith("checkbox")]
    assert names[:2] == ["a) Dosennummer am Arbeitsplatz – richtig", "b) Farbe des Notebooks – zu viel"]


@pytest.mark.parametrize("form", PAGES)
def test_an_answer_of_each_form_survives_a_reload(open_form, form):
    item = open_form(form)
    give(item, form, WRONG[form])
    before = said(item)

    item.page.reload()

    assert said(item) == before
    assert item.get_by_role("button", name="Noch einmal").is_visible()


@pytest.mark.parametrize("form", PAGES)
def test_each_form_can_be_tried_again(open_form, form):
    item = open_form(form)
    give(item, form, WRONG[form])

    item.get_by_role("button", name="Noch einmal").click()
    if form == "written":
        assert item.get_by_role("textbox").input_value() == "Guten Tag,\nwir sperren es."
        item.get_by_role("textbox").fill("")
    give(item, form, RIGHT[form])

    assert said(item).startswith("✓ Richtig.")
    assert [answer["right"] for answer in kept(item.page)] == [False, True]


def test_boxes_ask_for_a_tick_before_they_are_checked(open_form):
    item = open_form("several")

    submit(item)

    assert said(item) == ""
    assert "mindestens eine" in item.locator("input").first.evaluate("box => box.validationMessage")


def test_steps_are_never_shown_in_the_right_order_nor_with_their_ids(open_form):
    item = open_form("order")

    shown = item.locator("li").evaluate_all("steps => steps.map(step => step.dataset.option)")
    assert shown != ["a", "b", "c", "d"]
    assert not re.search(r"(?m)^[abcd]\b", item.locator(".kb-steps").inner_text())


def test_a_move_is_announced_and_keeps_the_focus(open_form):
    item = open_form("order")
    step = item.locator(".kb-steps > li").nth(1)
    text = step.locator(".kb-option__text").inner_text()
    step.get_by_role("button", name="Nach oben").focus()

    item.page.keyboard.press("Enter")

    assert said(item) == f"Jetzt an Stelle 1 von 4: {text}"
    focused = item.page.locator(":focus")
    assert focused.get_attribute("aria-label") == f"Nach oben: {text}"
    assert focused.get_attribute("aria-disabled") == "true"


def test_what_is_written_is_compared_on_the_page_and_kept_nowhere(open_form):
    item = open_form("written")
    assert not item.get_by_text("gut, dass Sie sich sofort melden").first.is_visible()

    give(item, "written", "a,c")

    assert item.get_by_text("gut, dass Sie sich sofort melden").first.is_visible()
    assert item.get_by_role("textbox").input_value() == "Guten Tag,\nwir sperren es."
    storage = item.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "sperren" not in storage
    assert [answer["option"] for answer in kept(item.page)] == ["a,c"]


def test_typed_answers_are_compared_as_python_does(open_form):
    page = open_form("typed").page
    golden = json.loads(golden_typed.PATH.read_text(encoding="utf-8"))

    found = page.evaluate("texts => texts.map(kbtoolForms.stored)", [text for text, _ in golden])

    assert found == [expected for _, expected in golden]


def test_the_field_for_commands_corrects_nothing(open_form):
    field = open_form("typed").get_by_label("Ihre Eingabe")

    wanted = {"autocomplete": "off", "autocapitalize": "off", "autocorrect": "off", "spellcheck": "false"}
    assert {name: field.get_attribute(name) for name in wanted} == wanted


def test_on_paper_there_are_questions_and_nothing_to_press(open_form):
    page = open_form("order").page
    page.emulate_media(media="print")

    assert page.locator(".kb-item:visible").count() == 4
    assert page.get_by_role("button").count() == 0


# What a keyboard alone needs from the question's first control to its answer.
KEYS = {
    "one": ["Space", "ArrowDown", "Enter"],
    "several": ["Space", "Tab", "Space", "Tab", "Tab", "Tab", "Enter"],
    "order": ["Enter", "Tab", "Tab", "Tab", "Tab", "Tab", "Enter"],
    "typed": ["n", "e", "t", "Enter"],
    "written": ["H", "i", "Tab", "Enter", "Tab", "Space", "Tab", "Tab", "Tab", "Enter"],
}


@pytest.mark.parametrize("form", PAGES)
def test_the_keyboard_alone_answers_each_form_and_the_focus_is_never_lost(open_form, form):
    item = open_form(form)
    page = item.page
    item.locator("input, textarea, .kb-steps button[aria-disabled=false]").first.focus()

    for key in KEYS[form]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement !== document.body"), key

    assert len(kept(page)) == 1
    assert page.evaluate("document.activeElement.textContent") == "Noch einmal"
    page.keyboard.press("Enter")
    assert page.evaluate(
        "document.activeElement.matches('.kb-item input, .kb-item textarea, .kb-item li button')"
    )


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_that_has_the_focus_is_hidden_by_the_header(open_form, form, width):
    item = open_form(form, width=width)
    give(item, form, WRONG[form])
    page = item.page
    page.locator("footer a").last.focus()

    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        place = page.evaluate(
            "() => { const one = document.activeElement; const box = one.getBoundingClientRect();"
            " return one.closest('.kb-quiz') && [one.outerHTML.slice(0, 80), box.top, box.height] }"
        )
        if place is None and page.evaluate("Boolean(document.activeElement.closest('.kb-category, .md-path'))"):
            break
        if place:
            header = page.locator(".md-header").evaluate("header => header.getBoundingClientRect().bottom")
            assert place[1] >= header - 1, place


@pytest.mark.parametrize("form", PAGES)
def test_targets_of_each_form_are_large_enough_on_a_phone(open_form, form):
    item = open_form(form, width=390)
    controls = "input:not([type=radio], [type=checkbox]), textarea, button, summary, .kb-option label"

    boxes = item.locator(controls).evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => [one.outerHTML.slice(0, 60),"
        " one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
    )

    assert boxes
    assert [box for box in boxes if min(box[1:]) < 24] == []
    give(item, form, WRONG[form])
    assert item.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("form", PAGES)
def test_without_javascript_the_answer_of_each_form_opens_on_demand(open_form, form):
    item = open_form(form, java_script_enabled=False)

    assert not item.get_by_role("button").first.is_visible()
    item.locator("summary").click()

    words = {
        "one": "Richtig ist a:",
        "several": "Richtig ist:",
        "order": "Die richtige Reihenfolge:",
        "typed": "Angenommen wird:",
        "written": "Musterantwort",
    }
    assert words[form] in item.locator("details").inner_text()
    assert item.locator("details a").is_visible()
    if form == "order":
        (last,) = item.locator("details ol li").all_inner_texts()[-1:]
        assert last == "Den Dienst mit net start spooler starten"


def heard(item) -> list[str]:
    """Return roles and names in reading order, as a screen reader finds them."""
    lines = item.aria_snapshot().splitlines()
    return [line.strip().removeprefix("- ").strip("'").rstrip(":").rstrip("'") for line in lines]


def test_a_screen_reader_hears_steps_their_buttons_and_then_the_verdict(open_form):
    item = open_form("order")

    assert heard(item) == [
        'region "Frage 2 von 4"',
        'heading "Frage 2 von 4" [level=2]',
        'group "In der Warteschlange hängt ein Auftrag, der sich nicht löschen lässt. Was tun Sie in welcher Reihenfolge?"',
        "text: In der Warteschlange hängt ein Auftrag, der sich nicht löschen lässt. Was tun Sie in welcher Reihenfolge?",
        "paragraph: Bringen Sie die Schritte in die richtige Reihenfolge.",
        "list",
        "listitem",
        "text: Die Dateien im Ordner PRINTERS des Spoolers löschen",
        """button "Nach oben: Die Dateien im Ordner PRINTERS des Spoolers löschen" [disabled]': ↑""",
        """button "Nach unten: Die Dateien im Ordner PRINTERS des Spoolers löschen"': ↓""",
        "listitem",
        "text: Den Druckdienst mit",
        "code: net stop spooler",
        "text: anhalten",
        """button "Nach oben: Den Druckdienst mit net stop spooler anhalten"': ↑""",
        """button "Nach unten: Den Druckdienst mit net stop spooler anhalten"': ↓""",
        "listitem",
        "text: Alle Programme schließen, aus denen etwas gedruckt werden soll",
        """button "Nach oben: Alle Programme schließen, aus denen etwas gedruckt werden soll"': ↑""",
        """button "Nach unten: Alle Programme schließen, aus denen etwas gedruckt werden soll"': ↓""",
        "listitem",
        "text: Den Dienst mit",
        "code: net start spooler",
        "text: starten",
        """button "Nach oben: Den Dienst mit net start spooler starten"': ↑""",
        """button "Nach unten: Den Dienst mit net start spooler starten" [disabled]': ↓""",
        "paragraph",
        'button "Antwort prüfen"',
        'button "Weiß ich nicht"',
        "status",
    ]

    give(item, "order", RIGHT["order"])

    after = heard(item)
    assert "text: anhalten – richtig" in after
    assert after[after.index('button "Noch einmal"') :][:3] == [
        'button "Noch einmal"',
        "status",
        "strong: Richtig.",
    ]


@pytest.mark.parametrize("form", PAGES)
def test_a_screen_reader_hears_question_answers_buttons_and_verdict_in_that_order(open_form, form):
    item = open_form(form)
    before = heard(item)
    control = {
        "one": "radio",
        "several": "checkbox",
        "order": "listitem",
        "typed": "textbox",
        "written": "textbox",
    }
    parts = ["heading", "group", control[form], "button", "status"]

    places = [next(n for n, line in enumerate(before) if line.split(" ")[0] == part) for part in parts[:3]]
    last = [before.index('button "Weiß ich nicht"'), before.index("status")]
    assert places + last == sorted(places + last)
    assert {"radio", "checkbox", "textbox", "button", "group"}.isdisjoint(before)  # each has a name

    give(item, form, WRONG[form])

    after = heard(item)
    verdict = after.index("status")
    assert after[verdict - 1] == 'button "Noch einmal"'
    assert after[verdict + 1].startswith("strong: ")
    assert any(line.startswith("link ") for line in after[verdict:])


def test_hints_belong_to_their_question(open_form):
    page = open_form("order").page
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]

    groups = [
        (node["name"]["value"], node.get("description", {}).get("value"))
        for node in tree
        if node.get("role", {}).get("value") == "group"
    ]
    assert any(
        name.startswith("In der Warteschlange")
        and hint == "Bringen Sie die Schritte in die richtige Reihenfolge."
        for name, hint in groups
    ), groups


def test_the_verdict_is_announced_from_a_region_that_was_there_before(open_form):
    page = open_form("one").page
    session = page.context.new_cdp_session(page)

    def live():
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        regions = [node for node in nodes if node.get("role", {}).get("value") == "status"]
        return [
            prop["value"]["value"] for node in regions for prop in node["properties"] if prop["name"] == "live"
        ]

    before = live()
    give(question(page, "one"), "one", "a")

    assert before
    assert set(before) == {"polite"}
    assert live() == before


@pytest.mark.parametrize("right", [True, False])
def test_answers_of_each_form_come_back_through_the_file_as_the_page_judged_them(
    open_quiz, tmp_path, make_project, kbtool, right
):
    page = open_quiz("de/quiz/printing/")
    answers = RIGHT if right else WRONG
    for form, answer in answers.items():
        if form == "written":
            page.goto(page.url.replace("printing", "security"))
        give(question(page, form), form, answer)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Ergebnisse als Datei speichern").click()
    path = tmp_path / "quiz.json"
    saved.value.save_as(path)
    run = kbtool(make_project(quiz_bank.FILES, config=CONFIG))

    first = run("results", "import", str(path), "--as", "anna")
    again = run("results", "import", str(path), "--as", "anna")
    lines = [json.loads(line) for line in run("results", "export", "--as", "anna").stdout.splitlines()]
    report = json.loads(run("results", "report", "trainee", "--as", "anna", "--json").stdout)

    assert (first.exit_code, again.exit_code) == (0, 0), first.output
    assert "5 new" in first.stderr
    assert "0 new, 5 known" in again.stderr
    stored = {line["type"]: (line["option"], line["right"]) for line in lines if line["kind"] == "answer"}
    canonical = {**answers, "typed": "net stop spooler"} if right else answers
    kinds = {"cause": "one", "data": "several", "order": "order", "recall": "typed", "reply": "written"}
    assert stored == {kind: (canonical[form], right) for kind, form in kinds.items()}
    topics = {topic["topic"]: (topic["items"], topic["right"]) for topic in report["topics"]}
    assert topics == {"printing": (4, 4 * right), "security": (1, 1 * right)}
    # Spaced alike: what was right comes again in two days, what was wrong tomorrow.
    assert report["due"][:3] == ([0, 0, 5] if right else [0, 5, 0])
