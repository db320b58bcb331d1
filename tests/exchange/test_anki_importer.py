"""An Anki package goes into a real collection: the importer of the `anki` package decides about updates."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kbtool.quiz.exchange import anki
from kbtool.services import quiz_anki
from tests.exchange.conftest import FORMS, PICTURES, QUESTIONS, run
from tests.quiz.exchange.test_moodle_xml import PNG

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SCRIPT = """\
import json, pathlib, sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
folder, *packages = sys.argv[1:]
collection = Collection(str(pathlib.Path(folder, "collection.anki2")))
logs = []
for package in packages:
    request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions(merge_notetypes=True))
    log = collection.import_anki_package(request).log
    logs.append({name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")})
notes = [collection.get_note(number) for number in collection.find_notes("")]
media = {path.name: path.read_bytes().hex() for path in pathlib.Path(collection.media.dir()).iterdir()}
print(json.dumps({
    "logs": logs, "notes": {note["Id"]: dict(note.items()) for note in notes}, "media": media,
    "count": len(notes), "types": [one.name for one in collection.models.all_names_and_ids() if one.name.startswith("kbtool")],
    "tags": notes[0].tags,
    "cards": [[card.question(), card.answer()] for note in notes for card in note.cards()],
}))
collection.close()
"""


@pytest.fixture
def take_in(python_with, tmp_path):
    """Return a function that takes packages into a new collection, one after the other."""
    pytest.importorskip("genanki", reason="the extra “anki” is not installed")
    python = python_with("anki>=25.2")
    (tmp_path / "take.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "collection").mkdir()

    def take(*packages):
        paths = []
        for number, data in enumerate(packages):
            paths.append(tmp_path / f"{number}.apkg")
            paths[-1].write_bytes(data)
        return json.loads(run(python, tmp_path / "take.py", tmp_path / "collection", *paths))

    return take


def pack(questions, now):
    return quiz_anki.pack(map(anki.note, questions), PICTURES, now=now)


def test_notes_are_new_once_then_known_and_an_edited_one_is_updated(take_in):
    edited = (replace(QUESTIONS[0], stem="Neu gefragt?", version=3), *QUESTIONS[1:])
    first, later = pack(QUESTIONS, NOW), pack(edited, NOW + timedelta(seconds=5))

    found = take_in(first, first, later)

    assert [log["new"] for log in found["logs"]] == [3, 0, 0]
    assert [log["duplicate"] for log in found["logs"]] == [0, 3, 0]
    assert [log["updated"] for log in found["logs"]] == [0, 0, 3]
    assert [log["conflicting"] for log in found["logs"]] == [0, 0, 0]
    assert (found["count"], found["types"]) == (3, ["kbtool quiz"])
    assert found["notes"]["q-ptf234"]["Question"] == "<p>Neu gefragt?</p>"


def test_words_pictures_and_tags_arrive(take_in):
    found = take_in(pack(QUESTIONS, NOW))

    assert found["notes"]["q-ptf234"] == dict(zip(anki.FIELDS, anki.note(QUESTIONS[0]).fields, strict=True))
    assert found["media"] == {"fenster.png": PNG.hex()}
    assert "type:cause" in found["tags"]
    assert len(found["cards"]) == 3
    question, answer = next(card for card in found["cards"] if "Übergröße" in card[0])
    assert '<img src="fenster.png" alt="Fenster">' in question.replace("/>", ">")
    assert "<b>a</b>" in answer


def test_every_form_reads_well_on_both_sides(take_in):
    cards = {}
    for question, answer in take_in(pack(FORMS, NOW))["cards"]:
        name = next(one for one in ("mehrere", "Reihenfolge", "Tippen", "Schreiben") if one in question)
        cards[name] = question, answer

    front, back = cards["mehrere"]
    assert "<b>a, d</b>" in back
    assert front.count("<li>") == 4
    front, back = cards["Reihenfolge"]
    assert front.index("anhalten") != -1 != front.index("services.msc")
    listed = back.split("kbtool-list")[1]
    assert listed.index("services.msc") < listed.index("anhalten") < listed.index("Neu starten")
    front, back = cards["Tippen"]
    assert "rmdir" not in front.casefold()
    assert "<code>Rmdir /s C:\\Temp</code>" in back
    front, back = cards["Schreiben"]
    assert "Ihr Laufwerk" not in front
    assert "Ihr Laufwerk ist wieder da." in back
    assert back.index("Ihr Laufwerk") < back.index("Anrede: „Guten Tag“")
