"""Every word of the quiz pages, in each language of the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class QuizTexts:
    """The words of the quiz pages in one language; `{…}` are filled in with `str.format` or by the script."""

    title: str
    topic_title: str
    lead: str
    self_test: str
    drafts: str
    topics: str
    one_item: str
    many_items: str
    question: str
    check: str
    unsure: str
    again: str
    restart: str
    solution: str
    key: str
    is_right: str
    is_wrong: str
    article: str
    right: str
    wrong: str
    not_known: str
    progress: str
    not_stored: str
    back: str
    due: str
    due_all: str
    due_none: str
    due_item: str
    export: str

    def items(self, count: int) -> str:
        """Return a number of questions."""
        return self.one_item if count == 1 else self.many_items.format(count=count)


GERMAN = QuizTexts(
    title="Quiz",
    topic_title="Quiz: {topic}",
    lead="Fragen, wie Anwender sie stellen: Was steckt dahinter, wer löst es, was kommt als Nächstes?",
    self_test="Selbsttest: Ihre Antworten bleiben in diesem Browser.",
    drafts="Diese Fragen hat noch niemand geprüft.",
    topics="Themen",
    one_item="1 Frage",
    many_items="{count} Fragen",
    question="Frage {number} von {of}",
    check="Antwort prüfen",
    unsure="Weiß ich nicht",
    again="Noch einmal",
    restart="Neue Runde",
    solution="Lösung",
    key="Richtig ist {key}:",
    is_right="richtig",
    is_wrong="falsch",
    article="Zum Artikel:",
    right="Richtig.",
    wrong="Falsch.",
    not_known="Noch nicht gewusst.",
    progress="{done} von {of} beantwortet, {right} richtig",
    not_stored="Ihr Browser speichert die Antworten nicht; nach dem Schließen der Seite sind sie weg.",
    back="Alle Themen",
    due="{due} fällig",
    due_all="Heute zu wiederholen: {due}",
    due_none="Heute ist nichts zu wiederholen.",
    due_item="heute zu wiederholen",
    export="Ergebnisse als Datei speichern",
)
ENGLISH = QuizTexts(
    title="Quiz",
    topic_title="Quiz: {topic}",
    lead="Questions as users put them: what is behind it, who solves it, what comes next?",
    self_test="Self-test: your answers stay in this browser.",
    drafts="Nobody has reviewed these questions yet.",
    topics="Topics",
    one_item="1 question",
    many_items="{count} questions",
    question="Question {number} of {of}",
    check="Check answer",
    unsure="I don’t know",
    again="Try again",
    restart="New round",
    solution="Answer",
    key="Right is {key}:",
    is_right="right",
    is_wrong="wrong",
    article="Read the article:",
    right="Right.",
    wrong="Wrong.",
    not_known="Not known yet.",
    progress="{done} of {of} answered, {right} right",
    not_stored="Your browser does not keep the answers; they are gone when you close the page.",
    back="All topics",
    due="{due} due",
    due_all="To repeat today: {due}",
    due_none="Nothing to repeat today.",
    due_item="to repeat today",
    export="Save results as a file",
)
QUIZ_TEXTS: Mapping[str, QuizTexts] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
