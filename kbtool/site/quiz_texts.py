"""Every word of the quiz pages, in each language of the site."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
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
    # Answering
    several_hint: str
    order_hint: str
    typed_hint: str
    typed_label: str
    written_hint: str
    written_label: str
    checklist: str
    up: str
    down: str
    moved: str
    tick_one: str
    check: str
    compare: str
    done: str
    unsure: str
    again: str
    # What was right
    right: str
    wrong: str
    incomplete: str
    not_known: str
    is_right: str
    is_wrong: str
    is_forgotten: str
    is_too_much: str
    is_elsewhere: str
    forgotten: str
    too_much: str
    key: str
    keys: str
    order: str
    accepted: str
    model: str
    points: str
    solution: str
    article: str
    # The round
    progress: str
    repeating: str
    finished: str
    go_on: str
    repeat: str
    show_all: str
    restart: str
    back: str
    # Every day
    today_title: str
    today_lead: str
    more: str
    nothing: str
    loading: str
    not_loaded: str
    needs_script: str
    due: str
    due_all: str
    due_none: str
    due_item: str
    # What is kept
    not_stored: str
    export: str

    def items(self, count: int) -> str:
        """Return a number of questions."""
        return self.one_item if count == 1 else self.many_items.format(count=count)

    @property
    def script(self) -> str:
        """All words as JSON, for the script."""
        return json.dumps(asdict(self), ensure_ascii=False)


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
    several_hint="Es können mehrere Antworten richtig sein.",
    order_hint="Bringen Sie die Schritte in die richtige Reihenfolge.",
    typed_hint="Groß- und Kleinschreibung, Anführungszeichen und überzählige Leerzeichen spielen keine Rolle.",
    typed_label="Ihre Eingabe",
    written_hint="Schreiben Sie, was Sie antworten würden. Danach vergleichen Sie selbst; "
    "der Text wird nirgends gespeichert.",
    written_label="Ihre Antwort an den Anwender",
    checklist="Was davon steht in Ihrer Antwort?",
    up="Nach oben: {step}",
    down="Nach unten: {step}",
    moved="Jetzt an Stelle {place} von {of}: {step}",
    tick_one="Kreuzen Sie mindestens eine Antwort an, oder wählen Sie „Weiß ich nicht“.",
    check="Antwort prüfen",
    compare="Mit der Musterantwort vergleichen",
    done="Fertig verglichen",
    unsure="Weiß ich nicht",
    again="Noch einmal",
    right="Richtig.",
    wrong="Falsch.",
    incomplete="Noch nicht vollständig.",
    not_known="Noch nicht gewusst.",
    is_right="richtig",
    is_wrong="falsch",
    is_forgotten="fehlt",
    is_too_much="zu viel",
    is_elsewhere="gehört an Stelle {place}",
    forgotten="Es fehlt:",
    too_much="Zu viel ist:",
    key="Richtig ist {key}:",
    keys="Richtig ist:",
    order="Die richtige Reihenfolge:",
    accepted="Angenommen wird:",
    model="Musterantwort",
    points="{count} von {of} Punkten.",
    solution="Lösung",
    article="Zum Artikel:",
    progress="{done} von {of} beantwortet, {right} richtig",
    repeating="Wiederholung: {done} von {of} beantwortet, {right} richtig",
    finished="Geschafft: {right} von {of} richtig.",
    go_on="Weiter mit Frage {number}",
    repeat="Falsche wiederholen ({count})",
    show_all="Alle Fragen zeigen",
    restart="Neue Runde",
    back="Alle Themen",
    today_title="Heute üben",
    today_lead="Was heute zu wiederholen ist, dazu Neues; die Themen gemischt.",
    more="Weitere Fragen",
    nothing="Für heute ist alles getan. Wer mehr will, übt ein Thema:",
    loading="Die Fragen werden geladen …",
    not_loaded="Die Fragen ließen sich nicht laden. Üben Sie so lange ein Thema:",
    needs_script="Die gemischte Runde braucht JavaScript. Ohne üben Sie ein Thema:",
    due="{due} fällig",
    due_all="Heute zu wiederholen: {due}",
    due_none="Heute ist nichts zu wiederholen.",
    due_item="heute zu wiederholen",
    not_stored="Ihr Browser speichert die Antworten nicht. Speichern Sie sie als Datei, "
    "bevor Sie die Seite schließen; sonst sind sie weg.",
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
    several_hint="More than one answer may be right.",
    order_hint="Put the steps in the right order.",
    typed_hint="Capitals, quotation marks and extra spaces do not matter.",
    typed_label="Your input",
    written_hint="Write what you would reply. You compare it yourself afterwards; "
    "the text is not stored anywhere.",
    written_label="Your reply to the user",
    checklist="What of this does your reply say?",
    up="Move up: {step}",
    down="Move down: {step}",
    moved="Now number {place} of {of}: {step}",
    tick_one="Tick at least one answer, or choose “I don’t know”.",
    check="Check answer",
    compare="Compare with the model answer",
    done="Done comparing",
    unsure="I don’t know",
    again="Try again",
    right="Right.",
    wrong="Wrong.",
    incomplete="Not complete yet.",
    not_known="Not known yet.",
    is_right="right",
    is_wrong="wrong",
    is_forgotten="missing",
    is_too_much="too much",
    is_elsewhere="belongs in place {place}",
    forgotten="Missing:",
    too_much="Too much:",
    key="Right is {key}:",
    keys="Right is:",
    order="The right order:",
    accepted="Accepted:",
    model="Model answer",
    points="{count} of {of} points.",
    solution="Answer",
    article="Read the article:",
    progress="{done} of {of} answered, {right} right",
    repeating="Repeating: {done} of {of} answered, {right} right",
    finished="Done: {right} of {of} right.",
    go_on="Go on with question {number}",
    repeat="Repeat the wrong ones ({count})",
    show_all="Show all questions",
    restart="New round",
    back="All topics",
    today_title="Practise today",
    today_lead="What is due today, and something new; topics mixed.",
    more="More questions",
    nothing="All done for today. If you want more, practise a topic:",
    loading="Loading the questions …",
    not_loaded="The questions could not be loaded. Practise a topic meanwhile:",
    needs_script="The mixed round needs JavaScript. Without it, practise a topic:",
    due="{due} due",
    due_all="To repeat today: {due}",
    due_none="Nothing to repeat today.",
    due_item="to repeat today",
    not_stored="Your browser does not keep the answers. Save them as a file before you close the page, "
    "or they are gone.",
    export="Save results as a file",
)
QUIZ_TEXTS: Mapping[str, QuizTexts] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
