"""Articles and items for quiz tests, in German, with the letters people use."""

import itertools
from dataclasses import replace
from random import Random

import pytest

from kbtool.model.article import Article, Confidence
from kbtool.model.quiz import Item, ItemType, Option, Status
from kbtool.quiz.shelf import Shelf

TEAMS = {
    "workplace": {"de": "Arbeitsplatz", "en": "Workplace"},
    "network": {"de": "Netzwerk", "en": "Network"},
    "security": {"de": "IT-Sicherheit", "en": "IT security"},
}


def article(id_, title, cause, steps, issue, **fields) -> Article:
    numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
    problem = fields.pop("problem", f"{title}.")
    body = f"## Problem\n\n{problem}\n\n## Ursache\n\n{cause}\n\n## Lösung\n\n{numbered}\n"
    if not cause:
        body = body.replace("## Ursache\n\n\n\n", "")
    known = {
        "path": f"de/printing/{id_}.md", "lang": "de", "category": "printing", "escalate_to": "workplace",
        "confidence": Confidence.VALIDATED, "summary": "Kurz gesagt hilft das meistens.",
        "ticket_data": ("Druckername", "Seit wann?"),
    }  # fmt: skip
    return Article(id=id_, title=title, body=body, issue=tuple(issue), **{**known, **fields})


OFFLINE = article(
    "drucker-offline",
    "Drucker wird als „Offline“ angezeigt",
    "Der Computer sucht das Gerät noch unter einer früheren Netzwerkadresse.",
    [
        "Sehen Sie am Display nach, ob das Gerät wach ist und Bereit zeigt.",
        "Entfernen Sie den Eintrag unter **Einstellungen** > **Drucker und Scanner**.",
        "Fügen Sie das Gerät über **Gerät hinzufügen** wieder hinzu.",
        "Drucken Sie eine Testseite.",
    ],
    ["bei mir steht immer nicht verbunden da 🖨️", "alle anderen können drucken nur ich nicht"],
)
STUCK = article(
    "auftrag-haengt",
    "Auftrag bleibt in der Warteschlange hängen",
    "Die Datei eines früheren Auftrags ist beschädigt und blockiert den Dienst.",
    [
        "Schließen Sie alle Programme, aus denen etwas gedruckt werden soll.",
        "Halten Sie den Druckdienst mit `net stop spooler` an.",
        "Löschen Sie die Dateien im Ordner PRINTERS des Spoolers.",
        "Starten Sie den Dienst mit `net start spooler`.",
    ],
    ["es kommt nix raus und löschen geht auch nicht", "liste ist voll, seit stunden passiert nichts"],
    level=2,
)
LETTER = article(
    "letter-papier",
    "Gerät verlangt Papier im Format Letter",
    "Das Dokument trägt eine amerikanische Seitengröße, die in keinem Fach liegt.",
    [
        "Brechen Sie am Gerät den wartenden Vorgang mit der Taste Stopp ab.",
        "Öffnen Sie das Dokument und stellen Sie die Seitengröße auf A4.",
        "Speichern Sie die Vorlage, damit sie künftig A4 benutzt.",
        "Drucken Sie das Dokument erneut.",
    ],
    ["orange lampe blinkt obwohl das fach voll ist", "will dauernd anderes papier ß"],
)
LOST = article(
    "notebook-verloren",
    "Notebook verloren oder gestohlen",
    "",
    [
        "Rufen Sie den Support sofort an, auch nachts.",
        "Nennen Sie Ort und Uhrzeit, an dem Sie es zuletzt hatten.",
        "Erstatten Sie Anzeige bei der Polizei.",
    ],
    ["rucksack im zug vergessen mit laptop drin", "mir wurde das auto aufgebrochen laptop weg"],
    category="security",
    path="de/security/notebook-verloren.md",
    escalate_to="security",
    level=2,
)
# One more of the same category, where a test needs another wrong answer to choose from.
PLATE = article(
    "streifen-im-druck",
    "Ausdruck hat helle Streifen",
    "Die Trommel der Farbeinheit ist verschmutzt und nimmt keinen Toner mehr auf.",
    [
        "Öffnen Sie die vordere Klappe und ziehen Sie die Farbeinheit heraus.",
        "Wischen Sie die Trommel mit einem trockenen Tuch sauber.",
        "Setzen Sie die Einheit ein und schließen Sie die Klappe.",
        "Drucken Sie eine Seite zur Probe.",
    ],
    ["quer über jedes blatt geht ein weißer strich", "blasse stellen auf jedem zettel"],
)
ARTICLES = (OFFLINE, STUCK, LETTER, LOST)


@pytest.fixture
def articles():
    return ARTICLES


@pytest.fixture
def shelf():
    return Shelf.of(ARTICLES, TEAMS)


@pytest.fixture
def mint():
    numbers = itertools.count(1)
    return lambda: f"q-{next(numbers):06d}"


@pytest.fixture
def changed():
    """Return a function that makes a shelf in which one article has other fields."""

    def change(id_, **fields):
        return Shelf.of([replace(one, **fields) if one.id == id_ else one for one in ARTICLES], TEAMS)

    return change


def rng(seed) -> Random:
    return Random(seed)  # noqa: S311 - repeatable on purpose


def item(
    options=("Der Toner ist leer.", "Das Kabel ist lose.", "Das Papier fehlt."),
    *,
    key=0,
    stem="Jemand meldet: „nix geht mehr“ Was ist die wahrscheinlichste Ursache?",
    type=ItemType.CAUSE,  # noqa: A002
    lang="de",
    article="drucker-offline",
    id="q-abc234",  # noqa: A002
    **fields,
) -> Item:
    made = tuple(
        Option(
            "abcdefgh"[n], text, why=f"Grund {n}.", is_key=n == key, origin=fields.get("origins", [""] * 9)[n]
        )
        for n, text in enumerate(options)
    )
    fields.pop("origins", None)
    known = {"topic": "printing", "status": Status.DRAFT}
    return Item(id=id, type=type, lang=lang, article=article, stem=stem, options=made, **{**known, **fields})
