"""QTI: items are raised to QTI 3 by citolab-qti-convert and played in Chromium by a certified player.

A player for QTI 2.1 itself was not found in npm or PyPI, and neither was the schema: where KBTOOL_QTI_XSD names a
copy of imsqti_v2p1.xsd, the items are validated by it.
"""

import os
from pathlib import Path

import pytest

from kbtool.quiz.exchange import qti21, zipped
from tests.exchange.conftest import PICTURES, QUESTIONS, run, unpack

XSD = os.environ.get("KBTOOL_QTI_XSD", "")
PAGE = """\
<!doctype html><meta charset="utf-8"><title>QTI</title>
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
      window.load = xml => {
        window.isReady = false
        player.loadItemFromXml(xml, { guid: "x", status: "interacting",
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
    (folder / "quiz.zip").write_bytes(qti21.write(QUESTIONS, PICTURES))
    run(python.with_name("qti-convert"), "upgrade", folder / "quiz.zip", folder / "quiz3.zip")
    files = zipped.read((folder / "quiz3.zip").read_bytes())
    return {name.removesuffix(".xml"): data.decode() for name, data in files.items() if name.startswith("q-")}


@pytest.fixture
def player(chromium, node, serve, tmp_path):
    """Open the player."""
    for name in ("vue/dist/vue.js", "qti3-item-player/dist/qti3Player.umd.min.js"):
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


def load(player, xml):
    player.evaluate("xml => load(xml)", xml)
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
    assert set(raised) == {asked.id for asked in QUESTIONS}


@pytest.mark.skipif(not XSD, reason="KBTOOL_QTI_XSD names no copy of imsqti_v2p1.xsd")
def test_items_are_valid_by_the_schema():
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    schema = etree.XMLSchema(etree.parse(Path(XSD)))
    files = zipped.read(qti21.write(QUESTIONS, PICTURES))

    for name, data in files.items():
        if name.startswith("q-"):
            schema.assertValid(etree.fromstring(data))
