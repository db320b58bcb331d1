"""A small project with a question of every form, in German and English, written for the tests."""

from pathlib import Path

from kbtool.project import Project
from tests.quiz.conftest import ARTICLES, article
from tests.quiz.project import CONFIG, files

ENGLISH = article(
    "dns-cache",
    "Old address of a site is still used",
    "The computer keeps names it has looked up.",
    ["Open a command prompt.", "Empty the cache.", "Open the site again."],
    ["i still see the old page"],
    path="en/network/dns-cache.md",
    lang="en",
    category="network",
)
BANK = r"""schema: 1
items:
- id: q-one001
  type: cause
  lang: de
  article: drucker-offline
  topic: printing
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: 'Jemand meldet: „bei mir steht immer nicht verbunden da 🖨️“ Was ist die wahrscheinlichste Ursache?'
  options:
  - {id: a, text: Der Computer sucht das Gerät noch unter einer früheren Netzwerkadresse., correct: true, why: So steht es im Artikel.}
  - {id: b, text: Die Datei eines früheren Auftrags ist beschädigt., why: Dann hängt die Warteschlange.}
  - {id: c, text: Im Fach liegt **kein** Papier im Format `Letter`., why: Dann verlangt das Gerät Papier.}
  explanation: Das Gerät neu hinzufügen hilft.
- id: q-sev001
  type: data
  lang: de
  article: drucker-offline
  topic: printing
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: Welche Angaben gehören ins Ticket, bevor Sie es an das Team Netzwerk weitergeben?
  options:
  - {id: a, text: Dosennummer am Arbeitsplatz, correct: true, why: Ohne sie sucht das Team den Anschluss.}
  - {id: b, text: Farbe des Notebooks, why: Sie sagt nichts über das Netz.}
  - {id: c, text: "MAC-Adresse, zum Beispiel `00:1A:2B:3C:4D:5E`", correct: true, why: Danach wird der Port gesperrt.}
  - {id: d, text: Seit wann es nicht geht, correct: true, why: Es hilft beim Vergleich mit Wartungen.}
- id: q-ord001
  type: order
  lang: de
  article: auftrag-haengt
  topic: printing
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: In der Warteschlange hängt ein Auftrag, der sich nicht löschen lässt. Was tun Sie in welcher Reihenfolge?
  options:
  - {id: a, text: "Alle Programme schließen, aus denen etwas gedruckt werden soll"}
  - {id: b, text: Den Druckdienst mit `net stop spooler` anhalten}
  - {id: c, text: Die Dateien im Ordner PRINTERS des Spoolers löschen, why: "Solange der Dienst läuft, sind sie gesperrt."}
  - {id: d, text: Den Dienst mit `net start spooler` starten}
- id: q-typ001
  type: recall
  lang: de
  article: auftrag-haengt
  topic: printing
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: Mit welchem Befehl halten Sie den Druckdienst von Windows an?
  options:
  - {id: a, text: net stop spooler, why: Der Dienst heißt kurz „spooler“.}
  - {id: b, text: Stop-Service Spooler, why: Dasselbe in der PowerShell.}
- id: q-wri001
  type: reply
  lang: de
  article: notebook-verloren
  topic: security
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: 'Frau Öztürk schreibt: „rucksack im zug vergessen mit laptop drin“ Was antworten Sie?'
  model: |
    Guten Tag Frau Öztürk,

    gut, dass Sie sich sofort melden. Wir sperren das Notebook jetzt aus der Ferne. Bitte nennen Sie uns Zug, Ort und
    Uhrzeit, an denen Sie es zuletzt hatten, und erstatten Sie Anzeige bei der Polizei.

    Freundliche Grüße
  options:
  - {id: a, text: Anrede mit Namen}
  - {id: b, text: Was wir jetzt tun, why: Das nimmt die Unruhe.}
  - {id: c, text: Was wir noch wissen müssen}
  explanation: Die Sperre kommt vor allem anderen.
- id: q-eno001
  type: cause
  lang: en
  article: dns-cache
  topic: network
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: 'Someone reports: “i still see the old page” What is the most likely cause?'
  options:
  - {id: a, text: The proxy refuses the address., why: Then no page would come at all.}
  - {id: b, text: The computer keeps names it has looked up., correct: true, why: So says the article.}
  - {id: c, text: The certificate has expired., why: Then the browser would warn.}
- id: q-ens001
  type: data
  lang: en
  article: dns-cache
  topic: network
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: What belongs in the ticket before you hand it on?
  options:
  - {id: a, text: The address that was typed, correct: true, why: The team tries it elsewhere.}
  - {id: b, text: The colour of the screen, why: It says nothing.}
- id: q-enr001
  type: order
  lang: en
  article: dns-cache
  topic: network
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: Put the way to a fresh name in order.
  options:
  - {id: a, text: Open a command prompt}
  - {id: b, text: Empty the cache}
  - {id: c, text: Open the site again}
- id: q-ent001
  type: recall
  lang: en
  article: dns-cache
  topic: network
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: Which command empties the DNS cache of Windows?
  options:
  - {id: a, text: ipconfig /flushdns, why: It empties the resolver cache of this computer.}
  - {id: b, text: Clear-DnsClientCache, why: The same in PowerShell.}
- id: q-enw001
  type: reply
  lang: en
  article: dns-cache
  topic: network
  status: reviewed
  review: {by: anna, at: 2026-11-02}
  stem: 'Mr Novák writes: “tried everything, your site is dead” What do you reply?'
  model: "Hello Mr Novák,\n\nthank you for writing. Please run `ipconfig /flushdns` and open the page again."
  options:
  - {id: a, text: Greeting by name}
  - {id: b, text: The next step to take}
"""

FILES = {**files((*ARTICLES, ENGLISH)), "quizzes/all.yml": BANK}


def write(root: Path) -> Project:
    """Write the project into a folder."""
    for path, text in {"mkdocs.yml": CONFIG, **FILES}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return Project(root)
