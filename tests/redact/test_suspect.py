"""Names that a dictionary takes for words are suspected by their rarity, their neighbours and their place."""

import pytest

from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from kbtool.redact.wordlist import is_compound

GERMAN = [
    # a rare noun inside a sentence
    ("Gestern ging es noch, sagt man. Dann hat es Pia und Mable erwischt.", "Mable"),
    ("Bitte fragt mal bei Lark nach.", "Lark"),
    # no compound of German
    ("Das macht bei uns Margraf.", "Margraf"),
    ("Den Rest weiß Burgstaller.", "Burgstaller"),
    # before and behind a name
    ("Es geht um Speer Kowalczyk aus Raum 3.", "Speer"),
    ("Das Postfach von Mira Junk ist voll.", "Junk"),
    ("Der Zettel hing bei Kollege de Groot am Monitor.", "Groot"),
    ("Bitte an van Bergen weiterleiten.", "van"),
    ("In der Liste steht:\nKranz, Peter\nMeldung: keine", "Kranz"),
    # places
    ("Gerade rief jemand an: Kranz meint, es liegt am Kabel.", "Kranz"),
    ("Hafner aus der Frühschicht hat es gemerkt.", "Hafner"),
    ("Ich habe es mit Dopplers Laptop versucht.", "Dopplers"),
    ("Da steckt noch Kaisers altes Profil drin.", "Kaisers"),
    ("@Speer kannst du das übernehmen?", "Speer"),
    ("Hallo Kranz,\nhier ist alles gut.", "Kranz"),
    ("Wurde heute getauscht durch Kranz.", "Kranz"),
    ("Mein Enkel Kranz hat es eingerichtet.", "Kranz"),
]
ENGLISH = [
    ("Then we found Banks's old profile.", "Banks"),
    ("Bell unplugged it yesterday.", "Bell"),
    ("Mark then tried another card.", "Mark"),
    ("Mark, over to you please.", "Mark"),
    ("Done. Frank's laptop is back.", "Frank"),
    ("It was some kid called Crystal on the bus.", "Crystal"),
]
CLEAN = [
    ("de", "Der Drucker meldet einen Fehler, danach kommt das Menü."),
    (
        "de",
        "Ohne Updates Neustart verhindern, dann Router prüfen, Feedback an den Support, Workshop am Montag.",
    ),
    ("de", "Behoben durch Neustart. Fehler aus dem Protokoll kopieren."),
    ("de", "Kundennr. und Seriennr. stehen auf dem Gerät, siehe Tel. oder Datum."),
    ("en", "The page says no. Mark as read, then press Save and the page opened."),
    ("en", "Windows asks for the PIN, then Outlook's window opens."),
]


def _suspected(text, lang):
    return {one.token for one in scan(text, Known(), lang=lang, approved=frozenset()).suspicions}


@pytest.mark.parametrize(("text", "name"), GERMAN)
def test_german_words_are_suspected_where_somebody_is_named(text, name):
    assert name in _suspected(text, "de")


@pytest.mark.parametrize(("text", "name"), ENGLISH)
def test_english_words_are_suspected_where_somebody_is_named(text, name):
    assert name in _suspected(text, "en")


@pytest.mark.parametrize(("lang", "text"), CLEAN)
def test_ordinary_words_raise_nothing(lang, text):
    assert _suspected(text, lang) == set()


def test_a_noun_is_no_compound_where_its_end_is_no_noun():
    assert [is_compound(word, noun=True) for word in ("friedhold", "druckertreiber")] == [False, True]
