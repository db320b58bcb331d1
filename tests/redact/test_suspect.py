"""Names that a dictionary takes for words are suspected by their rarity, their neighbours and their place."""

import pytest

from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from kbtool.redact.wordlist import is_compound
from tests.redact.make import redacted

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
    ("Gelöst. Kranz hat das schon einmal gesehen.", "Kranz"),
    ("Die Sperre hat Kranz geändert.", "Kranz"),
    ("Der Kranz neben mir sieht dasselbe.", "Kranz"),
    ("Frag doch den Kranz, unser Hausmeister kann das.", "Kranz"),
    ("Erst ging es nur beim Kranz und beim Marek nicht.", "Kranz"),
    ("Regie (Kranz) weiß Bescheid.", "Kranz"),
    ("Bitte die Knecht anrufen.", "Knecht"),
    ("Gabriele und der Baum ist ja jetzt in Rente.", "Baum"),
    ("Im Portal heiße ich noch Kranz.", "Kranz"),
    ("Der Betrieb Kranz hat zweimal Geld bekommen.", "Kranz"),
    ("Der Hund gehört Kranz, falls Sie suchen.", "Kranz"),
    ("Das ist salamis passwort, also Salamis passwort.", "Salamis"),
    ("Es sitzt dort Recep Koch II am Fenster.", "II"),
    # logins that are words, and what may be codes
    ("Bitte melden Sie sich mit dem Benutzer langern an.", "langern"),
    ("10:20 sandern: bin dran", "sandern"),
    ("Portal = hubers", "hubers"),
    ("Die PIN ging nicht. Dann kam 3071 und es lief.", "3071"),
    ("Gestern habe ich Siena902 gesetzt.", "Siena902"),
]
ENGLISH = [
    ("Then we found Banks's old profile.", "Banks"),
    ("Bell unplugged it yesterday.", "Bell"),
    ("Mark then tried another card.", "Mark"),
    ("Mark, over to you please.", "Mark"),
    ("Done. Frank's laptop is back.", "Frank"),
    ("It was some kid called Crystal on the bus.", "Crystal"),
    ("I spoke to a Crystal, who promised to ring back.", "Crystal"),
    ("It fails when Crystal or Joshua log in.", "Crystal"),
    ("Her login should be smiths please.", "smiths"),
    ("The pupil June sits here.", "June"),
    ("Done. Dawn Power is on sick leave.", "Power"),
    ("For: Mark K. Bream of accounts", "Mark"),
    ("He gave us Studio 19 Fraser Ways, London N1 9GU.", "Studio"),
    ("Please reply to Lark Vale <lv@widgets.com> today.", "Lark"),
    ("They log in with sharper and nothing else.", "sharper"),
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
    ("de", "Die PIN läuft 2027 ab. Raum 3071, Fehler 4711, Port 8443, 2000 Seiten."),
    ("de", "Im eigenen Haus kommt der neue Zustand. Die Anfrage kommt zurück."),
    ("en", "Choose who may wait, then Agree and start the job locked before."),
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


def test_a_bare_number_is_suspected_only_where_the_ticket_speaks_of_codes():
    assert _numbers("Der Code fehlt.", "Wo denn?", "Moment.", "3071 steht hinten drauf.") == {"3071"}
    assert _numbers("Die Farbe fehlt.", "Wo denn?", "Moment.", "3071 steht hinten drauf.") == set()


def _numbers(*texts):
    return {one.token for one in redacted(*texts).suspicions if one.token.isdigit()}
