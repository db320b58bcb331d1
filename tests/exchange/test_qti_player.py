"""QTI: items are raised to QTI 3 by citolab-qti-convert and played in Chromium by a certified player.

A player for QTI 2.1 itself was not found in npm or PyPI, and neither was the schema: where KBTOOL_QTI_SCHEMA names
a copy of imsqti_v2p1.xsd, the items of every form are validated by it.
"""

import json
import os
from pathlib import Path

import pytest

from kbtool.quiz.exchange import qti21, zipped
from tests.exchange.conftest import FORMS, ORDER, PICTURES, QUESTIONS, SEVERAL, TYPED, WRITTEN, run, unpack

ALL = (*QUESTIONS, *FORMS)

SCHEMA = os.environ.get("KBTOOL_QTI_SCHEMA", "")
PAGE = """\
<!doctype html><meta charset="utf-8"><title>QTI</title>
<link rel="stylesheet" href="qti3Player.css">
<style>/* as Bootstrap, which the player leaves to its page, does it */ .modal { display: none } .modal.show { display: block }</style>
<script src="vue.js"></script><script src="qti3Player.umd.min.js"></script>
<div id="app"><player ref="player" suppress-alert-messages @notifyqti3playerready="ready"></player></div>
<script>
  window.ended = null
  new Vue({
    components: { player: qti3Player },
    mounted() {
      const player = this.$refs.player
      player.$on("notifyQti3ItemReady", () => { window.isReady = true })
      player.$on("notifyQti3EndAttemptCompleted", data => { window.ended = JSON.parse(JSON.stringify(data)) })
      window.load = (xml, response) => {
        window.isReady = false
        const kept = response && { state: { guid: "x", contextVariables: [], outcomeVariables: [],
          templateVariables: [], validationMessages: [], responseVariables: [{ identifier: "RESPONSE",
            cardinality: "ordered", value: response, state: { order: response } }] } }
        player.loadItemFromXml(xml, { guid: "x", status: "interacting", ...kept,
          sessionControl: { max_attempts: 0, show_feedback: true, validate_responses: false } })
      }
      window.end = () => player.endAttempt("x")
      window.isThere = true
    },
  }).$mount("#app")
</script>
"""


@pytest.fixture(scope="module")
def raised(python_with, tmp_path_factory):
    """Return the items as QTI 3, by id, and the folder they lie in."""
    python = python_with("citolab-qti-convert")
    folder = tmp_path_factory.mktemp("qti")
    (folder / "quiz.zip").write_bytes(qti21.write(ALL, PICTURES))
    run(python.with_name("qti-convert"), "upgrade", folder / "quiz.zip", folder / "quiz3.zip")
    files = zipped.read((folder / "quiz3.zip").read_bytes())
    return {name.removesuffix(".xml"): data.decode() for name, data in files.items() if name.startswith("q-")}


@pytest.fixture
def player(chromium, node, serve, tmp_path):
    """Open the player."""
    for name in (
        "vue/dist/vue.js",
        "qti3-item-player/dist/qti3Player.umd.min.js",
        "qti3-item-player/dist/qti3Player.css",
    ):
        path = node / "node_modules" / name
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    unpack({f"pictures/{name}": data for name, data in PICTURES.items()}, tmp_path)
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{serve(tmp_path)}page.html")
    page.wait_for_function("window.isThere")
    yield page
    context.close()


def outcomes(player):
    player.evaluate("end()")
    player.wait_for_function("window.ended")
    variables = player.evaluate("ended.state.outcomeVariables")
    return {one["identifier"]: one["value"] for one in variables}


def load(player, xml, response=None):
    player.evaluate("([xml, response]) => load(xml, response)", [xml, response])
    player.wait_for_function("window.isReady")


@pytest.mark.parametrize(("place", "score"), [(0, 1), (1, 0)])
def test_the_player_scores_an_item_and_shows_its_feedback(player, raised, place, score):
    load(player, raised["q-ptf234"])
    asked = QUESTIONS[0].choices[place]
    text = ["Verbundene Laufwerke", "-> nichts"][place]
    player.locator(".qti-simple-choice, [role=radio]").filter(has_text=text).first.click()

    found = outcomes(player)

    assert (found["SCORE"], found["FEEDBACK"], found["SOLUTION"]) == (score, "ab"[place], "explanation")
    assert asked.why.split()[0] in player.locator("body").inner_text()


def test_the_player_shows_code_umlauts_and_signs_as_they_were_typed(player, raised):
    load(player, raised["q-ptf234"])

    shown = player.locator("body").inner_text()
    assert "net use \\\\srv\\d$" in shown
    assert "a = {b} ~ c # d : e" in player.locator("pre").first.inner_text()
    assert "<Esc> & „Übergröße“ 🖨️" in shown
    assert player.locator("img[alt=Fenster]").count() == 1


def test_every_item_is_raised(raised):
    assert set(raised) == {asked.id for asked in ALL}


def option(player, text):
    return player.locator(".qti-simple-choice, [role=radio], [role=checkbox]").filter(has_text=text).first


@pytest.mark.parametrize(
    ("texts", "score"),
    [
        (["Verbundene Laufwerke", "Größe = 100% #2"], 1),
        (["Verbundene Laufwerke"], 0),
        (["Verbundene Laufwerke", "Größe = 100% #2", "-> nichts"], 0),
    ],
)
def test_the_player_scores_several_right_answers_only_as_a_whole(player, raised, texts, score):
    load(player, raised[SEVERAL.id])
    for text in texts:
        option(player, text).click()

    assert outcomes(player)["SCORE"] == score


@pytest.mark.parametrize(("text", "score"), [("RMDIR /s C:\\Temp", 1), ("ping", 0)])
def test_the_player_scores_what_is_typed(player, raised, text, score):
    load(player, raised[TYPED.id])
    player.locator("input[type=text]").first.fill(text)
    player.locator("input[type=text]").first.blur()

    found = outcomes(player)

    assert (found["SCORE"], found["SOLUTION"]) == (score, "explanation")
    assert "Richtig ist" in player.locator("body").inner_text()


def test_the_player_shows_model_and_checklist_behind_a_reply(player, raised):
    load(player, raised[WRITTEN.id])
    before = player.locator("body").inner_text()
    player.locator("textarea, [contenteditable=true]").first.fill("Guten Tag")

    outcomes(player)

    after = player.locator("body").inner_text()
    assert "Ihr Laufwerk ist wieder da." not in before
    assert "Ihr Laufwerk ist wieder da." in after
    assert "Anrede: „Guten Tag“" in after


@pytest.mark.parametrize(("letters", "score"), [(ORDER.keys, 1), (ORDER.keys[::-1], 0)])
def test_the_player_scores_steps_by_their_order(player, raised, letters, score):
    load(player, raised[ORDER.id], list(letters))

    before = player.locator("body").inner_text()
    assert outcomes(player)["SCORE"] == score
    assert "anhalten" in before
    assert "Dort = die Dienste." not in before
    assert "Dort = die Dienste." in player.locator("body").inner_text()


VALIDATE = """\
import json, pathlib, sys
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
said = {}
for path in sys.argv[2:]:
    schema.validate(etree.parse(path))
    said[pathlib.Path(path).stem] = [f"{error.line}: {error.message}" for error in schema.error_log]
print(json.dumps(said))
"""
# What a schema must find in an item, else its consent would say nothing.
SPOILT = {
    "maxChoices": "maxChoice",
    "mapEntry": "entry",
    'cardinality="ordered"': 'cardinality="sorted"',
    "expectedLength": "length",
    "<itemBody>": "<itemBody>Text",
}


@pytest.fixture(scope="module")
def complaints(python_with, tmp_path_factory):
    """Return a function that gives what the schema says against each of some items, by name."""
    if not SCHEMA:
        pytest.skip("KBTOOL_QTI_SCHEMA names no copy of imsqti_v2p1.xsd, and no package registry has one")
    python = python_with("lxml>=5")
    folder = tmp_path_factory.mktemp("schema")

    def validate(items):
        unpack({f"{name}.xml": data for name, data in items.items()}, folder)
        paths = [folder / f"{name}.xml" for name in items]
        return json.loads(run(python, "-c", VALIDATE, Path(SCHEMA).resolve(), *paths))

    return validate


def written():
    files = zipped.read(qti21.write(ALL, PICTURES))
    return {name.removesuffix(".xml"): data for name, data in files.items() if name.startswith("q-")}


def test_items_of_every_form_are_valid_by_the_schema(complaints):
    assert complaints(written()) == {asked.id: [] for asked in ALL}


@pytest.mark.parametrize("old", SPOILT)
def test_the_schema_refuses_what_is_wrong(complaints, old):
    spoilt = {
        f"{name}-spoilt": data.replace(old.encode(), SPOILT[old].encode())
        for name, data in written().items()
        if old.encode() in data
    }

    assert [name for name, said in complaints(spoilt).items() if not said] == []
    assert spoilt
