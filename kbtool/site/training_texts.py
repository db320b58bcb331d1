"""Every word of the training page, in each language of the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class TrainingTexts:
    """The words of the training page in one language; `{…}` are filled in with `str.format`."""

    title: str
    lead: str
    privacy: str
    table: str
    topic: str
    topics: str
    topics_description: str
    right: str
    interval: str
    mastered: str
    of: str
    due: str
    due_description: str
    day: str
    facts: str
    date: str
    percent: str
    escalation: str
    escalation_lead: str
    chosen_solve: str
    chosen_team: str
    chosen_other: str
    right_solve: str
    right_team: str
    confused: str
    article: str
    taken_for: str
    times: str
    articles: str
    articles_description: str
    answers: str


GERMAN = TrainingTexts(
    title="Schulungsstand",
    lead="Antworten von {people} Personen auf geprüfte Fragen, Stand {day:%d.%m.%Y}.",
    privacy="Nur Summen ab fünf Personen. Niemand wird einzeln gezeigt oder mit anderen verglichen.",
    table="Zahlen als Tabelle",
    topic="Thema",
    topics="Themen",
    topics_description="Anteil der richtigen letzten Antworten je Thema; die Linie zeigt das 95-%-Intervall.",
    right="richtig",
    interval="95-%-Intervall",
    mastered="beherrscht",
    of="{count} von {people}",
    due="Wiederholungen in den nächsten vierzehn Tagen",
    due_description="Wie viele Wiederholungen an jedem Tag anstehen, alle Personen zusammen.",
    day="Tag",
    facts="Wiederholungen",
    date="{date:%d.%m.}",
    percent="{share:.0f}\u00a0%",
    escalation="Lösen oder weitergeben",
    escalation_lead="Erste Antworten: In den Zeilen steht, was richtig war, in den Spalten, was gewählt wurde.",
    chosen_solve="selbst gelöst",
    chosen_team="weitergegeben",
    chosen_other="an das falsche Team",
    right_solve="selbst lösen",
    right_team="weitergeben",
    confused="Was oft verwechselt wird",
    article="Artikel",
    taken_for="gehalten für",
    times="wie oft",
    articles="Artikel, die am wenigsten verstanden werden",
    articles_description="Anteil richtiger erster Antworten je Artikel; die Linie zeigt das 95-%-Intervall.",
    answers="erste Antworten",
)
ENGLISH = TrainingTexts(
    title="Training",
    lead="Answers of {people} people to reviewed questions, as of {day:%d %b %Y}.",
    privacy="Only sums over five people or more. Nobody is shown alone or compared with others.",
    table="The numbers as a table",
    topic="Topic",
    topics="Topics",
    topics_description="Share of right last answers for each topic; the line is the 95 % interval.",
    right="right",
    interval="95 % interval",
    mastered="mastered by",
    of="{count} of {people}",
    due="To repeat in the next fourteen days",
    due_description="How many repetitions come up on each day, of all people together.",
    day="Day",
    facts="Repetitions",
    date="{date:%d %b}",
    percent="{share:.0f}%",
    escalation="Solve or hand on",
    escalation_lead="First answers: the rows say what was right, the columns what was chosen.",
    chosen_solve="solved",
    chosen_team="handed on",
    chosen_other="to the wrong team",
    right_solve="solve",
    right_team="hand on",
    confused="What is often confused",
    article="Article",
    taken_for="taken for",
    times="how often",
    articles="Articles that are understood least",
    articles_description="Share of right first answers for each article; the line is the 95 % interval.",
    answers="first answers",
)
TRAINING_TEXTS: Mapping[str, TrainingTexts] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
