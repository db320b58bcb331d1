"""The words of a SCORM page, and the names of the files beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PICTURES = "pictures/"


@dataclass(frozen=True, slots=True)
class ScormTexts:
    """The words of the page; `{…}` are filled in by Python or by the player."""

    question: str
    check: str
    not_sure: str
    key: str
    keys: str
    up: str
    down: str
    moved: str
    typed: str
    written: str
    compare: str
    checks: str
    nothing: str
    right: str
    wrong: str
    unsure: str
    progress: str
    passed: str
    failed: str
    restart: str
    alone: str
    refused: str
    script: str


TEXTS: Mapping[str, ScormTexts] = MappingProxyType({
    "de": ScormTexts(
        question="Frage {number} von {of}",
        check="Antwort prüfen",
        not_sure="Weiß ich nicht",
        key="Richtig ist {key}.",
        keys="Richtig: {key}.",
        up="Nach oben",
        down="Nach unten",
        moved="Jetzt an Stelle {place}.",
        typed="Ihre Antwort",
        written="Ihre Antwort; der Text verlässt diese Seite nicht",
        compare="Mit dem Muster vergleichen",
        checks="Was davon steht in Ihrer Antwort?",
        nothing="Bitte wählen Sie mindestens eine Antwort.",
        right="Richtig.",
        wrong="Falsch.",
        unsure="Noch nicht gewusst.",
        progress="{done} von {of} beantwortet, {right} richtig",
        passed="Bestanden mit {score} %; nötig waren {mastery} %.",
        failed="Nicht bestanden: {score} %, nötig sind {mastery} %.",
        restart="Neue Runde",
        alone="Kein Lernsystem gefunden: Ihre Antworten werden nicht gespeichert.",
        refused="Das Lernsystem hat Ihre Antworten nicht angenommen.",
        script="Dieses Quiz braucht JavaScript.",
    ),
    "en": ScormTexts(
        question="Question {number} of {of}",
        check="Check answer",
        not_sure="I don’t know",
        key="Right is {key}.",
        keys="Right: {key}.",
        up="Up",
        down="Down",
        moved="Now at place {place}.",
        typed="Your answer",
        written="Your reply; the text does not leave this page",
        compare="Compare with the model",
        checks="Which of these are in your reply?",
        nothing="Choose at least one answer, please.",
        right="Right.",
        wrong="Wrong.",
        unsure="Not known yet.",
        progress="{done} of {of} answered, {right} right",
        passed="Passed with {score} %; {mastery} % were needed.",
        failed="Not passed: {score} %, {mastery} % are needed.",
        restart="New round",
        alone="No learning system found: your answers are not kept.",
        refused="The learning system did not accept your answers.",
        script="This quiz needs JavaScript.",
    ),
})  # fmt: skip
