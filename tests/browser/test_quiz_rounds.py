"""Rounds in a browser: repeating what was wrong, going on later, two tabs, a full store, today's mixed round."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.test_quiz_forms import RIGHT, WRONG, give, kept, question

PRINTING = "de/quiz/printing/"
TODAY = "de/quiz-today/"
STORE = "kbtool.quiz.1"
FILL = """() => {
  for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
    try { for (let n = 0; ; n++) localStorage.setItem(`filler-${size}-${n}`, "x".repeat(size)) } catch { /* full */ }
  }
}"""


@pytest.fixture
def page(open_quiz):
    return open_quiz(PRINTING)


def label(page):
    return page.locator(".kb-quiz__label")


def visible(page):
    return page.locator(".kb-item:visible").evaluate_all("items => items.map(item => item.dataset.form)")


def ago(days):
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def answered(item, fact, days, *, right=True, version=1):
    return {
        "item": item, "version": version, "option": "a", "right": right, "at": ago(days), "seconds": 5, "fact": fact,
    }  # fmt: skip


def remember(page, *answers):
    page.evaluate(
        f"kept => localStorage.setItem('{STORE}', kept)", json.dumps({"answers": answers, "rounds": {}})
    )
    page.reload()


def test_only_what_was_wrong_is_asked_again(page):
    give(question(page, "one"), "one", RIGHT["one"])
    expect(page.get_by_role("button", name="Falsche wiederholen")).to_have_count(0)
    give(question(page, "several"), "several", WRONG["several"])

    page.get_by_role("button", name="Falsche wiederholen (1)").click()

    assert visible(page) == ["several"]
    expect(label(page)).to_have_text("Wiederholung: 0 von 1 beantwortet, 0 richtig")
    assert page.evaluate("document.activeElement.closest('[data-form]').dataset.form") == "several"
    give(question(page, "several"), "several", RIGHT["several"])
    expect(page.get_by_text("Geschafft: 1 von 1 richtig.")).to_be_visible()

    page.get_by_role("button", name="Alle Fragen zeigen").first.click()

    assert len(visible(page)) == 4
    expect(label(page)).to_have_text("2 von 4 beantwortet, 2 richtig")
    expect(page.get_by_role("button", name="Falsche wiederholen")).to_have_count(0)


def test_what_was_not_known_is_repeated_too_and_a_reload_goes_on_repeating(page):
    question(page, "typed").get_by_role("button", name="Weiß ich nicht").click()
    page.get_by_role("button", name="Falsche wiederholen (1)").click()

    page.reload()

    assert visible(page) == ["typed"]
    assert question(page, "typed").get_by_role("status").inner_text() == ""


def test_the_end_of_a_round_offers_what_comes_next(page):
    for form in ("one", "order", "several"):
        give(question(page, form), form, RIGHT[form])
    assert page.get_by_role("button", name="Neue Runde").count() == 1
    give(question(page, "typed"), "typed", WRONG["typed"])

    expect(page.get_by_text("Geschafft: 3 von 4 richtig.")).to_be_visible()
    page.get_by_role("button", name="Neue Runde").last.click()

    expect(label(page)).to_have_text("0 von 4 beantwortet, 0 richtig")
    assert len(kept(page)) == 4


def test_a_closed_tab_is_taken_up_where_it_was_left(page):
    give(question(page, "one"), "one", RIGHT["one"])
    give(question(page, "order"), "order", WRONG["order"])
    context, address = page.context, page.url
    page.close()

    again = context.new_page()
    again.goto(address)

    expect(label(again)).to_have_text("2 von 4 beantwortet, 1 richtig")
    again.get_by_role("link", name="Weiter mit Frage 3").click()
    assert again.evaluate("document.activeElement.closest('[data-form]').dataset.form") == "several"


def test_a_store_that_is_really_full_loses_nothing(page):
    page.evaluate(FILL)
    give(question(page, "one"), "one", RIGHT["one"])
    give(question(page, "order"), "order", WRONG["order"])
    assert page.evaluate(f"localStorage.getItem('{STORE}')") is None

    expect(page.locator(".kb-quiz__lost")).to_contain_text("Ihr Browser speichert die Antworten nicht.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Ergebnisse als Datei speichern").click()
    assert len(json.loads(saved.value.path().read_text("utf-8"))["answers"]) == 2

    page.evaluate("localStorage.clear()")
    give(question(page, "typed"), "typed", RIGHT["typed"])
    assert [answer["item"] for answer in kept(page)] == ["q-one001", "q-ord001", "q-typ001"]
    expect(page.locator(".kb-quiz__lost")).to_have_text("")


def test_a_page_with_answers_that_are_not_kept_asks_before_it_closes(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate(FILL)
    give(question(page, "one"), "one", RIGHT["one"])

    page.close(run_before_unload=True)
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert not page.is_closed()


def test_another_tab_shows_an_answer_at_once(page):
    other = page.context.new_page()
    other.goto(page.url)

    give(question(page, "one"), "one", RIGHT["one"])

    expect(label(other)).to_have_text("1 von 4 beantwortet, 1 richtig")
    expect(question(other, "one").get_by_role("status")).to_contain_text("Richtig.")


def test_tabs_that_write_at_the_same_time_lose_nothing(page):
    other = page.context.new_page()
    other.goto(page.url)
    give(question(page, "one"), "one", RIGHT["one"])

    # As if the other tab had read the store before that answer and written it after.
    lone = json.dumps({"answers": [answered("q-typ001", "auftrag-haengt/recall", 0)], "rounds": {}})
    other.evaluate(f"kept => localStorage.setItem('{STORE}', kept)", lone)

    expect(label(page)).to_have_text("2 von 4 beantwortet, 2 richtig")
    assert sorted(answer["item"] for answer in kept(other)) == ["q-one001", "q-typ001"]


def test_an_answer_of_another_tab_does_not_take_a_retry_away(page):
    other = page.context.new_page()
    other.goto(page.url)
    give(question(page, "several"), "several", WRONG["several"])
    question(page, "several").get_by_role("button", name="Noch einmal").click()
    question(page, "several").locator("input").first.check()

    give(question(other, "one"), "one", RIGHT["one"])

    expect(label(page)).to_have_text("2 von 4 beantwortet, 1 richtig")
    assert question(page, "several").locator("input").first.is_checked()


@pytest.mark.parametrize(
    "kept_", ['{"answers": [null, 5, {"item": 3}], "rounds": null}', "[]", "null", '{"rounds": 7}']
)
def test_records_that_are_none_do_no_harm(page, kept_):
    page.evaluate(f"kept => localStorage.setItem('{STORE}', kept)", kept_)
    page.reload()

    give(question(page, "one"), "one", RIGHT["one"])

    expect(label(page)).to_have_text("1 von 4 beantwortet, 1 richtig")


def test_rounds_kept_by_an_earlier_version_still_count(page):
    began = {"de/printing": ago(0.5)}
    old = answered("q-typ001", "auftrag-haengt/recall", 1)
    new = answered("q-one001", "drucker-offline/cause", 0)
    page.evaluate(
        f"kept => localStorage.setItem('{STORE}', kept)", json.dumps({"answers": [old, new], "rounds": began})
    )
    page.reload()

    expect(label(page)).to_have_text("1 von 4 beantwortet, 1 richtig")


def test_the_mixed_round_asks_over_all_topics_without_two_of_one_in_a_row(open_quiz):
    page = open_quiz("de/quiz/")
    page.get_by_role("link", name="Heute üben").click()

    expect(page.locator(".kb-item")).to_have_count(5)
    expect(page.locator(".kb-item__number").first).to_have_text("Frage 1 von 5 · Drucken")
    assert set(visible(page)) == set(RIGHT)
    assert not page.locator(".kb-tiles").is_visible()
    for form, answer in RIGHT.items():
        give(question(page, form), form, answer)
    links = page.locator(".kb-item details a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 5
    assert all(page.request.get(link).ok for link in links)
    expect(page.get_by_text("Geschafft: 5 von 5 richtig.")).to_be_visible()

    page.get_by_role("button", name="Weitere Fragen").last.click()

    expect(page.get_by_text("Für heute ist alles getan.")).to_be_visible()
    expect(page.locator(".kb-tiles")).to_be_visible()


def test_the_mixed_round_goes_on_after_a_reload_and_begins_anew_on_the_next_day(open_quiz):
    page = open_quiz(TODAY)
    expect(page.locator(".kb-item")).to_have_count(5)
    order = visible(page)
    give(question(page, "typed"), "typed", WRONG["typed"])

    page.reload()

    expect(label(page)).to_have_text("1 von 5 beantwortet, 0 richtig")
    assert visible(page) == order
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    page.reload()
    expect(label(page)).to_have_text("0 von 5 beantwortet, 0 richtig")
    expect(question(page, "typed").get_by_text("heute zu wiederholen")).to_be_visible()
    expect(question(page, "one").get_by_text("heute zu wiederholen")).to_be_hidden()


def test_the_mixed_round_says_when_its_questions_cannot_be_loaded(open_quiz):
    page = open_quiz("de/quiz/")
    page.route("**/quiz/security/", lambda route: route.abort())

    page.goto(page.url.replace("de/quiz/", TODAY))

    expect(page.get_by_text("Die Fragen ließen sich nicht laden.")).to_be_visible()
    expect(page.locator(".kb-tiles")).to_be_visible()
    expect(page.locator(".kb-item")).to_have_count(0)


def test_without_javascript_the_mixed_round_leads_to_the_topics(open_quiz):
    page = open_quiz(TODAY, java_script_enabled=False)

    assert page.get_by_text("Die gemischte Runde braucht JavaScript.").is_visible()
    assert page.locator(".kb-tiles a").first.is_visible()


CHOOSE = """found => kbtoolStore.choose(found).map(({ item, topic }) => [item, topic])"""


def entries(topics, each):
    return [
        {"item": f"q-{topic}{n}", "version": 1, "fact": f"{topic}{n}/cause", "article": "", "topic": topic}
        for topic in topics
        for n in range(each)
    ]


def test_what_is_due_comes_before_what_is_new_and_new_topics_take_turns(page):
    found = entries("abc", 8)
    remember(page, *(answered(f"q-a{n}", f"a{n}/cause", 30) for n in range(4)))

    chosen = page.evaluate(CHOOSE, found)

    assert {item for item, _ in chosen} == {
        "q-a0", "q-a1", "q-a2", "q-a3", "q-a4", "q-a5", "q-b0", "q-b1", "q-c0", "q-c1",
    }  # fmt: skip
    topics = [topic for _, topic in chosen]
    assert sum(one == other for one, other in pairwise(topics)) <= 1  # six of ten are of one topic


def test_at_most_twenty_are_asked_at_once_the_longest_overdue_first(page):
    found = entries("ab", 20)
    remember(page, *(answered(one["item"], one["fact"], 5 + n) for n, one in enumerate(found)))

    chosen = page.evaluate(CHOOSE, found)

    assert {item for item, _ in chosen} == {f"q-b{n}" for n in range(20)}


def test_of_one_fact_the_item_asked_longest_ago_is_asked(page):
    found = [{**one, "fact": "a/cause"} for one in entries("a", 3)]
    asked = {"q-a2": 40, "q-a0": 35, "q-a1": 30}
    remember(page, *(answered(item, "a/cause", days, right=False) for item, days in asked.items()))

    assert page.evaluate(CHOOSE, found) == [["q-a2", "a"]]
