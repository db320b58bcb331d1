"""A reviewer decides word by word; a decision holds for the text it was made on."""

import json

import pytest

from kbtool.errors import RefusedError, UnknownNameError
from kbtool.services import approved_words, drafts, ingest, review, review_words
from kbtool.services.publish import publish
from kbtool.services.review_words import Decision
from kbtool.settings import load
from tests.conftest import NOW, article

FILE = ".kbtool/drafts/drucker-offline.md"
TICKET = {
    "source": "desk", "id": "10304", "state": "resolved", "subject": "Drucker",
    "requester": {"name": "Annegret Wüllenweber", "email": "a.wuellenweber@kunde-nord.de"},
    "messages": [{"id": "<b.wullen@kunde-nord.de>", "role": "customer", "visibility": "public", "body": "Tel. 0221 4710815"}],
}  # fmt: skip


@pytest.fixture
def make(make_project):
    """Return a function that makes a project with one draft that holds this sentence."""

    def project(sentence, **more):
        text = article(**more).replace("confidence: validated", "confidence: not-validated")
        text = text.replace("Windows 11.\n", f"Windows 11. {sentence}\n", 1)
        made = make_project({FILE: text, "tickets.jsonl": json.dumps(TICKET)})
        ingest.ingest(made, load(made.config))
        return made

    return project


def _open(project):
    (examined,), _ = review.examine_all(project, load(project.config), ["drucker-offline"])
    return [(word.token, len(word.places)) for word in review_words.words(examined)]


def _decide(project, *wanted, **more):
    return review_words.decide_all(
        project, load(project.config), ["drucker-offline"], wanted, by="anna", at=NOW.date(), **more
    )


def _approve(project, *, accept=False):
    (outcome,) = review.approve_all(
        project, load(project.config), ["drucker-offline"], by="anna", now=NOW, accept_suspicions=accept
    )
    return outcome.refused


def _change(project, old, new):
    path = project.root / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_word_accepted_where_it_stands_is_no_longer_open(make):
    project = make("Fragen Sie Annika. Dann fragt Annika nach.")
    assert _open(project) == [("Annika", 2)]

    _decide(project, (Decision.ACCEPT, "annika"))

    assert _open(project) == []
    assert _approve(project) == ""
    assert [item.path for item in publish(project, load(project.config))] == [
        "docs/de/printing/drucker-offline.md"
    ]


def test_a_decision_ends_when_its_text_changes_and_outlives_other_changes(make):
    project = make("Fragen Sie Annika.")
    _decide(project, (Decision.ACCEPT, "Annika"))

    _change(project, "zehn Sekunden", "elf Sekunden")
    assert _open(project) == []

    _change(project, "Fragen Sie Annika.", "Fragen Sie meine Nachbarin Annika.")
    assert _open(project) == [("Annika", 1)]


def test_a_decision_holds_at_its_place_only(make):
    project = make("Fragen Sie Annika.")
    _decide(project, (Decision.ACCEPT, "Annika"))

    _change(project, "1. Schalten", "1. Schalten Sie mit Annika")

    assert _open(project) == [("Annika", 1)]


def test_a_decision_survives_that_another_word_is_redacted(make):
    project = make("Das weiß Annika und Xaverl.")
    _decide(project, (Decision.ACCEPT, "Annika"))

    _decide(project, (Decision.REDACT, "Xaverl"))

    assert _open(project) == []


def test_a_draft_with_an_open_word_is_neither_approved_nor_published(make):
    project = make("Fragen Sie Annika.")
    assert "1 word that may be private" in _approve(project)
    assert _approve(project, accept=True) == ""
    project.decisions.unlink()

    (done,) = publish(project, load(project.config))

    assert "1 word that may be private" in done.refused


def test_accepting_all_suspicions_decides_on_each(make):
    project = make("Fragen Sie Annika oder Xaverl.")

    assert _approve(project, accept=True) == ""

    assert _open(project) == []
    assert len(json.loads(project.decisions.read_text(encoding="utf-8"))) == 2


def test_a_dry_run_decides_nothing(make):
    project = make("Fragen Sie Annika.")
    before = (project.root / FILE).read_text(encoding="utf-8")

    done = _decide(project, (Decision.ACCEPT, "Annika"), (Decision.REDACT, "Annika"), dry_run=True)

    assert [item.decision for item in done] == [Decision.ACCEPT, Decision.REDACT]
    assert (project.root / FILE).read_text(encoding="utf-8") == before
    assert _open(project) == [("Annika", 1)]


def test_decisions_hold_no_word(make):
    project = make("Fragen Sie Annika.")

    _decide(project, (Decision.ACCEPT, "Annika"))

    text = project.decisions.read_text(encoding="utf-8")
    assert "nnika" not in text
    assert '"by": "anna"' in text


def test_a_broken_file_of_decisions_asks_everything_again(make):
    project = make("Fragen Sie Annika.")
    _decide(project, (Decision.ACCEPT, "Annika"))

    project.decisions.write_text("{", encoding="utf-8")

    assert _open(project) == [("Annika", 1)]


def test_a_redacted_word_becomes_one_placeholder_everywhere(make):
    project = make(
        "Fragen Sie Annika, nicht [person-1].", extra='tags: ["annika", drucker]\nrelated: [annika-hilft]'
    )

    _decide(project, (Decision.REDACT, "Annika"))

    text = (project.root / FILE).read_text(encoding="utf-8")
    assert "Fragen Sie [person-2], nicht [person-1]." in text
    assert drafts.open_item(project, load(project.config), "drucker-offline").article.tags == (
        "[person-2]", "drucker",
    )  # fmt: skip
    assert "related: [annika-hilft]" in text
    assert _open(project) == []


@pytest.mark.parametrize(
    ("sentence", "word", "left"),
    [
        ("Schreiben Sie an max@web.de.", "max@web.de", "Schreiben Sie an [email-1]."),
        ("Das Passwort lautet Sommer2026!", "Sommer2026!", "Das Passwort lautet [password]"),
        ("Das sagt Wüllenweber.", "wuellenweber", "Das sagt [person-1]."),
    ],
)
def test_personal_data_is_redacted_but_not_accepted(make, sentence, word, left):
    project = make(sentence)

    with pytest.raises(RefusedError, match="cannot be accepted"):
        _decide(project, (Decision.ACCEPT, word))
    _decide(project, (Decision.REDACT, word))

    assert left in (project.root / FILE).read_text(encoding="utf-8")
    assert _open(project) == []


def test_what_stands_in_the_id_is_left_to_the_person(make):
    project = make("Fragen Sie Annika.")
    _change(project, "id: drucker-offline", "id: annika-offline")

    with pytest.raises(RefusedError, match="stands in “id”"):
        review_words.decide_all(
            project, load(project.config), (), [(Decision.REDACT, "Annika")], by="", at=NOW.date()
        )


def test_a_word_approved_for_good_is_open_nowhere(make):
    project = make("Rufen Sie 0221 4710816 an und fragen Sie Annika.")

    _decide(project, (Decision.APPROVE, "Annika"), (Decision.APPROVE, "0221 4710816"))

    assert _open(project) == []
    assert approved_words.read(project, "de") == {"Annika", "0221 4710816"}
    _change(project, "fragen Sie Annika", "grüßen Sie Annika")
    assert _open(project) == []


def test_a_word_that_is_not_open_is_an_error_with_the_next_command(make):
    project = make("Alles gut.")

    with pytest.raises(UnknownNameError) as error:
        _decide(project, (Decision.ACCEPT, "Annika"))

    assert error.value.hint == "“kbtool review drucker-offline” shows the words that are."


def test_the_options_decide_and_approve_in_one_go(make, kbtool):
    project = make("Fragen Sie Annika, Xaverl oder Zwurbler.")
    options = ["--accept-word", "Annika", "--redact-word", "Xaverl", "--approve-word", "Zwurbler"]

    result = kbtool(project)("review", "drucker-offline", *options, "--approve", "--as", "anna")

    assert (result.exit_code, result.stdout) == (0, "drucker-offline: approved\n")
    assert "drucker-offline: “Xaverl” replaced by a placeholder (1 place)." in result.stderr
    text = (project.root / FILE).read_text(encoding="utf-8")
    assert "Fragen Sie Annika, [person-1] oder Zwurbler." in text
    assert approved_words.read(project, "de") == {"Zwurbler"}


def test_what_was_decided_is_printed_as_json(make, kbtool):
    project = make("Fragen Sie Annika.")

    result = kbtool(project)("review", "drucker-offline", "--accept-word", "Annika", "--json")

    assert json.loads(result.stdout) == [
        {"id": "drucker-offline", "path": FILE, "word": "Annika", "decision": "accept", "places": 1}
    ]


def test_the_dialogue_asks_word_by_word(make, kbtool):
    project = make("Fragen Sie Annika, Xaverl, Zwurbler oder max@web.de, nicht Qrtzl.")
    keys = ["w", "a", "anna", "r", "einen Kollegen", "g", "a", "r", "[email-1]", "s", "s"]

    result = kbtool(project)("review", "drucker-offline", input="\n".join(keys) + "\n")

    assert result.exit_code == 0
    assert "may be private: Windows 11. Fragen Sie [Annika], Xaverl" in result.stderr
    assert "Not done: Personal data (email) cannot be accepted." in result.stderr
    text = (project.root / FILE).read_text(encoding="utf-8")
    assert "Fragen Sie Annika, einen Kollegen, Zwurbler oder [email-1], nicht Qrtzl." in text
    assert approved_words.read(project, "de") == {"Zwurbler"}
    assert _open(project) == [("Qrtzl", 1)]


def test_a_word_does_not_print_itself_in_logs():
    word = review_words.Word("Annika", "name", "x", ((0, 6),))
    assert "Annika" not in repr(word)


def test_the_report_counts_and_places_but_holds_no_value(make, kbtool):
    project = make(
        "Das weiß Annika oder max@web.de, Wüllenweber auch.",
        extra='evidence: ["desk:10304#1"]\ntags: [annika]',
    )

    result = kbtool(project)("review", "drucker-offline", "--report", "--json")

    (item,) = (report := json.loads(result.stdout))["items"]
    found = {(entry["type"], entry["rule"], entry["count"]) for entry in item["found"]}
    assert found == {("email", "email", 1), ("name", "known-name", 1)}
    (undecided,) = item["undecided"]
    assert (undecided["type"], undecided["rule"], undecided["count"]) == ("name", "listed-name", 2)
    assert [place["where"] for place in undecided["places"]] == ["tags 1", "body"]
    assert len({place["hash"] for place in undecided["places"]}) == 1
    (phone,) = [entry for entry in item["redacted"] if entry["type"] == "phone"]
    assert phone["places"][0]["where"] == "desk:10304 message 1 text"
    assert report["redacted"][0]["places"] == []
    for value in ("nnika", "max", "llenweber", "4710815", "kunde-nord"):
        assert value not in result.output


def test_the_report_for_people_has_the_sums(make, kbtool):
    project = make("Das weiß Annika.", extra='evidence: ["desk:10304#1", "desk:99999"]')
    _decide(project, (Decision.ACCEPT, "Annika"))

    result = kbtool(project)("review", "--all", "--report")

    assert result.stdout.splitlines() == [
        "drucker-offline, 1 ticket no longer in the store",
        "  redacted in its tickets: phone 1 (phone-valid)",
        "  decided: name 1 (listed-name)",
        "all of 1 item",
        "  redacted in its tickets: phone 1 (phone-valid)",
        "  decided: name 1 (listed-name)",
    ]
