"""The SCORM package is played in Chromium on scorm-again, which stands for an LMS."""

import json
import re
from dataclasses import replace

import pytest

from kbtool.quiz.exchange import scorm12, scorm_forms, zipped
from tests.exchange.conftest import FORMS, ORDER, PICTURES, PLAIN, QUESTIONS, SEVERAL, TYPED, unpack
from tests.quiz.exchange.test_packages import asset
from tests.quiz.golden_typed import PATH

GOLDEN = json.loads(PATH.read_text(encoding="utf-8"))
LMS = """\
<!doctype html><meta charset="utf-8"><title>LMS</title>
<script src="scorm12.min.js"></script>
<script>
  const kept = JSON.parse(localStorage.getItem("cmi") || "{{}}")
  window.errors = []
  window.API = new Scorm12API({{ autocommit: false, logLevel: 5, mastery_override: {override} }})
  window.API.on("LMSSetValue", (name, value) => {{
    if (window.API.LMSGetLastError() !== "0") window.errors.push([name, value, window.API.LMSGetLastError()])
  }})
  window.API.loadFromJSON({{ core: {{ student_id: "9f2c", student_name: "9f2c", credit: "credit", lesson_mode: "{mode}",
    entry: kept.suspend_data ? "resume" : "ab-initio", lesson_status: kept.status || "not attempted",
    score: {{ raw: kept.raw || "" }} }},
    suspend_data: kept.suspend_data || "", student_data: {{ mastery_score: "{mastery}" }} }}, "cmi")
  window.read = () => {{
    const cmi = JSON.parse(JSON.stringify(window.API.cmi))
    return {{ status: cmi.core.lesson_status, raw: cmi.core.score.raw, min: cmi.core.score.min, max: cmi.core.score.max,
      suspend_data: cmi.suspend_data, exit: window.API.cmi.core.toJSON().exit, time: cmi.core.session_time,
      interactions: cmi.interactions }}
  }}
  window.keep = () => localStorage.setItem("cmi", JSON.stringify(window.read()))
</script>
<iframe id="sco" src="sco/index.html" style="width: 100%; height: 900px"></iframe>
"""


@pytest.fixture
def play(chromium, node, serve, tmp_path):
    """Return a function that opens a package in an LMS: the page, and the lesson in its frame."""
    contexts = []

    def open_(questions=QUESTIONS, *, mode="normal", mastery=80, override="false", pictures=PICTURES):
        player = asset("typed.js") + asset("player.js")
        data = scorm12.write(questions, pictures, title="Quiz: Netz", player=player, style=asset("style.css"))
        unpack(zipped.read(data), tmp_path / "sco")
        library = node / "node_modules/scorm-again/dist/scorm12.min.js"
        (tmp_path / "scorm12.min.js").write_bytes(library.read_bytes())
        page = LMS.format(mode=mode, mastery=mastery, override=override)
        (tmp_path / "lms.html").write_text(page, encoding="utf-8")
        context = chromium.new_context()
        contexts.append(context)
        opened = context.new_page()
        opened.set_default_timeout(15_000)
        opened.problems = []
        opened.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.on("requestfailed", lambda request: opened.problems.append(request.url))
        opened.on(
            "request",
            lambda request: opened.problems.append(request.url) if "127.0.0.1" not in request.url else None,
        )
        opened.goto(f"{serve(tmp_path)}lms.html")
        opened.frame_locator("#sco").locator("main").wait_for()
        return opened

    yield open_
    for context in contexts:
        context.close()


def lesson(page):
    return page.frame_locator("#sco")


def answer(page, number, option):
    section = lesson(page).locator("section").nth(number)
    if option:
        section.locator(f"input[value={option}]").check()
        section.get_by_role("button").first.click()
    else:
        section.locator(".unsure").click()
    section.locator(".solution").wait_for()


def leave(page):
    """Close the lesson as a learner does, and keep what the LMS knows then."""
    page.evaluate("document.querySelector('#sco').remove()")
    found = page.evaluate("read()")
    page.evaluate("keep()")
    return found


def test_score_status_and_answers_arrive(play):
    page = play()
    for number, option in enumerate(["a", "b", "a"]):
        answer(page, number, option)

    said = page.evaluate("read()")
    assert (said["raw"], said["min"], said["max"], said["status"]) == ("67", "0", "100", "failed")
    assert said["suspend_data"].endswith(":aba")
    assert page.evaluate("errors") == []
    assert page.problems == []
    assert lesson(page).locator(".notice").inner_text() == ""
    told = [said["interactions"][number] for number in "012"]
    assert [one["result"] for one in told] == ["correct", "correct", "wrong"]
    assert [one["student_response"] for one in told] == ["a", "b", "a"]
    assert [one["id"] for one in told] == ["q-ptf234", "q-pln234", "q-trd234"]


def test_a_passed_quiz_is_passed(play):
    page = play()
    for number, option in enumerate(["a", "b", "b"]):
        answer(page, number, option)

    assert "✓ Passed with 100 %; 80 % were needed." in lesson(page).locator(".end").inner_text()
    said = leave(page)
    assert (said["raw"], said["status"]) == ("100", "passed")
    assert re.fullmatch(r"(00)?00:0\d:\d\d(\.\d+)?", said["time"])


def test_the_pass_mark_is_that_of_the_lms(play):
    page = play(mastery=60)
    for number, option in enumerate(["a", "b", "c"]):
        answer(page, number, option)

    assert page.evaluate("read()")["status"] == "passed"


@pytest.mark.parametrize("override", ["false", "true"])
def test_an_unfinished_quiz_goes_on_where_it_ended(play, override):
    page = play(override=override)
    answer(page, 0, "b")
    answer(page, 1, "")
    first = leave(page)
    page.reload()
    lesson(page).locator("main").wait_for()

    assert (first["status"], first["raw"], first["exit"]) == ("incomplete", "", "suspend")
    assert lesson(page).locator("section").nth(0).locator("input[value=b]").is_checked()
    assert "2 of 3 answered, 0 right" in lesson(page).locator(".progress").inner_text()
    answer(page, 2, "b")
    assert page.evaluate("read()")["raw"] == "33"


def test_feedback_says_why_and_shows_code_and_pictures_as_they_are(play):
    page = play()
    section = lesson(page).locator("section").first
    shown = section.inner_text()
    answer(page, 0, "b")

    assert "net use \\\\srv\\d$" in shown
    assert "a = {b} ~ c # d : e\n\n    eingerückt" in section.locator("pre").first.inner_text()
    assert "<Esc> & „Übergröße“ 🖨️" in shown
    assert section.locator("img").get_attribute("src") == "pictures/fenster.png"
    assert section.locator("[role=status]").inner_text() == "✗ Falsch."
    solution = section.locator(".solution").inner_text()
    assert "Richtig ist a." in solution
    assert "Nein = falsch." in solution
    assert "Das Bild zeigt etwas anderes." not in solution
    assert section.locator(".solution a").get_attribute("href") == "https://help.example.com/?a=b&c=d"


def test_a_failed_quiz_can_be_taken_again(play):
    page = play([PLAIN])
    answer(page, 0, "a")
    lesson(page).locator(".end button").click()
    before = page.evaluate("read()")["status"]
    answer(page, 0, "b")

    assert (before, page.evaluate("read()")["status"]) == ("incomplete", "passed")


def test_a_review_changes_nothing(play):
    page = play(mode="review")

    assert lesson(page).locator("input:enabled").count() == 0
    assert page.evaluate("read()")["suspend_data"] == ""


def test_answers_to_other_questions_are_not_taken_for_answers_to_these(play):
    page = play([PLAIN])
    page.evaluate("localStorage.setItem('cmi', JSON.stringify({suspend_data: '0123456789abcdef:b'}))")
    page.reload()

    assert "0 of 1 answered" in lesson(page).locator(".progress").inner_text()


def test_a_long_quiz_stays_below_what_an_lms_remembers(play):
    many = [replace(PLAIN, id=f"q-{number:06}") for number in range(150)]
    page = play(many)
    answer(page, 149, "b")

    kept = page.evaluate("read()")["suspend_data"]
    assert len(kept) == 17 + 150
    assert scorm12.MOST + 17 == scorm12.SUSPEND_DATA == 4096


def test_without_an_lms_the_page_says_that_nothing_is_kept(play):
    page = play([PLAIN])
    alone = page.context.new_page()
    alone.goto(page.url.replace("lms.html", "sco/index.html"))
    alone.locator("section input[value=b]").check()
    alone.locator("section button").first.click()

    assert "your answers are not kept" in alone.locator(".notice").inner_text()
    assert "1 of 1 answered, 1 right" in alone.locator(".progress").inner_text()
    assert alone.locator(".solution").first.evaluate("element => element === document.activeElement")


def test_everything_can_be_done_with_the_keyboard(play):
    page = play([PLAIN])
    alone = page.context.new_page()
    alone.goto(page.url.replace("lms.html", "sco/index.html"))

    alone.keyboard.press("Tab")
    alone.keyboard.press("ArrowDown")
    alone.keyboard.press("Tab")
    alone.keyboard.press("Enter")

    assert alone.locator("[role=status]").first.inner_text() == "✓ Right."


# -- the other forms -----------------------------------------------------------------------------------------


def section(page, number):
    return lesson(page).locator("section").nth(number)


def tick(page, number, *letters):
    for letter in letters:
        section(page, number).locator(f"input[value={letter}]").check()
    section(page, number).get_by_role("button", name="Antwort prüfen").click()


def put_in_order(page, number, letters):
    """Move each step up with its button until the steps stand as wanted."""
    for place, letter in enumerate(letters):
        for _ in range(10):
            steps = section(page, number).locator("[data-step]")
            now = [steps.nth(one).get_attribute("data-step") for one in range(steps.count())]
            if now.index(letter) == place:
                break
            section(page, number).locator(f"[data-step={letter}] [data-by='-1']").click()
    section(page, number).get_by_role("button", name="Antwort prüfen").click()


def write(page, number, text, *points):
    section(page, number).locator("textarea").fill(text)
    section(page, number).get_by_role("button", name="Mit dem Muster vergleichen").click()
    tick(page, number, *points)


def test_every_form_is_asked_and_reported_as_what_it_is(play):
    page = play(FORMS)
    tick(page, 0, "a", "d")
    put_in_order(page, 1, ORDER.keys)
    section(page, 2).locator("input").fill("  RMDIR   /S „C:\\Temp“. ".replace("„", "").replace("“", ""))
    section(page, 2).get_by_role("button", name="Antwort prüfen").click()
    write(page, 3, "Guten Tag, ich melde mich wieder.", "a", "b")

    said = page.evaluate("read()")
    told = [said["interactions"][number] for number in "0123"]
    assert [one["type"] for one in told] == ["choice", "sequencing", "fill-in", "performance"]
    assert [one["result"] for one in told] == ["correct"] * 4
    assert [one["student_response"] for one in told] == [
        "a,d", ",".join(ORDER.keys), "RMDIR   /S C:\\Temp.", "a,b",
    ]  # fmt: skip
    assert (said["raw"], said["status"]) == ("100", "passed")
    assert "ich melde mich wieder" not in str(said)
    assert page.evaluate("errors") == []
    assert page.problems == []


def test_wrong_answers_of_every_form_are_wrong_and_say_what_is_right(play):
    page = play(FORMS)
    tick(page, 0, "a")
    put_in_order(page, 1, ORDER.keys[::-1])
    section(page, 2).locator("input").fill("ping; dann nichts")
    section(page, 2).get_by_role("button", name="Antwort prüfen").click()
    write(page, 3, "Hallo", "a")

    assert [page.evaluate("read()")["interactions"][number]["result"] for number in "0123"] == ["wrong"] * 4
    solutions = [section(page, number).locator(".solution").inner_text() for number in range(4)]
    assert "Richtig: a, d." in solutions[0]
    assert "Auch." in solutions[0]
    assert solutions[1].index("services.msc") < solutions[1].index("anhalten")
    assert "Dort = die Dienste." in solutions[1]
    assert 'del "C:\\Größe\\*.tmp" /q ~ # = {x} %50%' in solutions[2]
    assert "Sonst fragt sie." in solutions[3]


def test_answers_of_every_form_are_remembered(play):
    page = play((*FORMS, PLAIN))
    tick(page, 0, "a", "d")
    put_in_order(page, 1, ORDER.keys[::-1])
    section(page, 2).locator("input").fill("ping; " + "sehr " * 20)
    section(page, 2).get_by_role("button", name="Antwort prüfen").click()
    section(page, 3).locator(".unsure").click()
    first = leave(page)
    page.reload()
    lesson(page).locator("main").wait_for()

    assert len(first["suspend_data"]) <= 17 + sum(map(scorm_forms.room, (*FORMS, PLAIN)))
    assert "4 of 5 answered, 1 right" in lesson(page).locator(".progress").inner_text() or (
        "4 von 5 beantwortet, 1 richtig" in lesson(page).locator(".progress").inner_text()
    )
    ticked = section(page, 0).locator("input:checked")
    assert [ticked.nth(one).get_attribute("value") for one in range(ticked.count())] == ["a", "d"]
    steps = section(page, 1).locator("[data-step]")
    assert tuple(steps.nth(one).get_attribute("data-step") for one in range(3)) == ORDER.keys[::-1]
    assert section(page, 2).locator("input").input_value().startswith("ping, sehr")
    assert section(page, 3).locator("[role=status]").inner_text() == "? Noch nicht gewusst."


def test_steps_are_moved_with_the_keyboard_and_say_where_they_are(play):
    page = play([ORDER])
    last = section(page, 0).locator("[data-step]").last
    name = last.get_attribute("data-step")
    last.locator("[data-by='-1']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    assert section(page, 0).locator("[data-step]").first.get_attribute("data-step") == name
    assert section(page, 0).locator("[role=status]").inner_text() == "Jetzt an Stelle 1."
    focused = section(page, 0).locator(f"[data-step={name}] [data-by='-1']")
    assert focused.evaluate("element => element === document.activeElement")


def test_nothing_ticked_is_no_answer(play):
    page = play([SEVERAL])
    tick(page, 0)

    assert section(page, 0).locator("[role=status]").inner_text() == "Bitte wählen Sie mindestens eine Antwort."
    assert page.evaluate("read()")["suspend_data"] == ""


def test_the_player_compares_what_is_typed_as_kbtool_does(play):
    page = play([TYPED])
    frame = page.frame(url=re.compile("sco/index"))

    found = frame.evaluate("texts => texts.map(text => typed(text))", [given for given, _ in GOLDEN])

    assert len(GOLDEN) > 20
    assert found == [wanted for _, wanted in GOLDEN]
