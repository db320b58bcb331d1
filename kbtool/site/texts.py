"""Every word the site says itself, in each language it speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Texts:
    """The site's words in one language; `{…}` are filled in with `str.format`."""

    language: str
    months: tuple[str, ...]
    day_format: str
    # home
    home: str
    home_question: str
    home_lead: str
    search_label: str
    search_hint: str
    search_button: str
    search_needs_script: str
    top_questions: str
    topics: str
    nothing_found: str
    contact_offer: str
    contact_none: str
    contact_button: str
    # categories
    one_answer: str
    many_answers: str
    read_all: str
    general: str
    empty: str
    # articles
    in_short: str
    applies_to: str
    also_asked: str
    related: str
    verified: str
    read_here: str
    feedback: str
    yes: str
    no: str
    thanks: str
    # what a message to the support says
    message_article: str
    message_query: str
    message_ask: str
    message_subject: str
    # header and footer
    switch: str
    to_dark: str
    to_light: str
    feed: str
    breadcrumbs: str
    done: str
    open: str
    missing: str
    missing_lead: str
    to_home: str
    moved: str
    # only on the internal site
    internal_site: str
    for_support: str
    state: str
    level: str
    escalate_to: str
    ticket_data: str
    owner: str
    evidence: str
    reviewed: str
    reviewed_by: str
    review_by: str
    nobody: str
    not_reviewed: str
    changed: str
    audience: Mapping[str, str]
    confidence: Mapping[str, str]
    folders: Mapping[str, str]

    def day(self, day: date) -> str:
        """Return a date as people write it.

        >>> ENGLISH.day(date(2026, 11, 1)), GERMAN.day(date(2026, 11, 1))
        ('1 November 2026', '1. November 2026')
        """
        return self.day_format.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def answers(self, count: int) -> str:
        """Return how many questions a category answers."""
        return self.one_answer if count == 1 else self.many_answers.format(count=count)


GERMAN = Texts(
    language="Deutsch",
    months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
            "November", "Dezember"),
    day_format="{day}. {month} {year}",
    home="Startseite",
    home_question="Wie können wir helfen?",
    home_lead="Beschreiben Sie das Problem in Ihren Worten oder geben Sie die Fehlermeldung ein.",
    search_label="Hilfe durchsuchen",
    search_hint="Zum Beispiel: Drucker offline",
    search_button="Suchen",
    search_needs_script="Die Suche braucht JavaScript. Über die Themen finden Sie alles auch ohne.",
    top_questions="Häufige Fragen",
    topics="Themen",
    nothing_found="Nichts Passendes dabei?",
    contact_offer="Schreiben Sie uns, was passiert und was Sie schon versucht haben. Wir melden uns.",
    contact_none="Wenden Sie sich an Ihren Support und nennen Sie den Titel dieser Seite.",
    contact_button="Support kontaktieren",
    one_answer="1 Frage",
    many_answers="{count} Fragen",
    read_all="Ganze Anleitung",
    general="Allgemeines",
    empty="Hier gibt es noch keine Antworten.",
    in_short="Kurz gesagt",
    applies_to="Gilt für",
    also_asked="So beschreiben es andere",
    related="Verwandte Fragen",
    verified="Zuletzt geprüft am {day}",
    read_here="Auf Deutsch lesen",
    feedback="Hat das Ihr Problem gelöst?",
    yes="Ja, danke",
    no="Nein, Support kontaktieren",
    thanks="Schön, dass es geklappt hat!",
    message_article="Artikel: {title} ({id})",
    message_query="Gesucht nach: {query}",
    message_ask="Was passiert, und was haben Sie schon versucht?",
    message_subject="Frage an den Support",
    switch="Sprache wechseln",
    to_dark="Dunkle Darstellung",
    to_light="Helle Darstellung",
    feed="Neu geprüfte Artikel",
    breadcrumbs="Pfad",
    done="erledigt",
    open="offen",
    missing="Diese Seite gibt es nicht",
    missing_lead="Vielleicht ist sie umgezogen. Die Suche oben und die Startseite führen weiter.",
    to_home="Zur Startseite",
    moved="Diese Seite ist umgezogen:",
    internal_site="Interne Ausgabe",
    for_support="Für den Support",
    state="Stand",
    level="Lösbar im",
    escalate_to="Weitergeben an",
    ticket_data="Gehört ins Ticket",
    owner="Verantwortlich",
    evidence="Belege",
    reviewed="Freigabe",
    reviewed_by="{by}, {day}",
    review_by="Nächste Prüfung",
    nobody="niemand",
    not_reviewed="noch nicht freigegeben",
    changed="seit der Freigabe geändert",
    audience=MappingProxyType({"public": "öffentlich", "internal": "intern"}),
    confidence=MappingProxyType({
        "wip": "in Arbeit", "not-validated": "ungeprüft", "validated": "geprüft", "archived": "archiviert",
    }),
    folders=MappingProxyType({
        "handbook": "Handbuch", "guide": "kbtool bedienen", "tutorial": "Einstieg", "howto": "Anleitungen",
        "explanation": "Hintergrund", "reference": "Referenz", "project": "Projekt",
    }),
)  # fmt: skip

ENGLISH = Texts(
    language="English",
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"),
    day_format="{day} {month} {year}",
    home="Home",
    home_question="How can we help?",
    home_lead="Describe the problem in your own words, or type the error message.",
    search_label="Search the help",
    search_hint="For example: printer offline",
    search_button="Search",
    search_needs_script="Search needs JavaScript. The topics below lead to every answer without it.",
    top_questions="Common questions",
    topics="Topics",
    nothing_found="Not what you are looking for?",
    contact_offer="Tell us what happens and what you have tried. We will get back to you.",
    contact_none="Contact your support team and mention the title of this page.",
    contact_button="Contact support",
    one_answer="1 question",
    many_answers="{count} questions",
    read_all="Full answer",
    general="General",
    empty="There are no answers here yet.",
    in_short="In short",
    applies_to="Applies to",
    also_asked="How others describe it",
    related="Related questions",
    verified="Last verified on {day}",
    read_here="Read in English",
    feedback="Did this solve it?",
    yes="Yes, thanks",
    no="No, contact support",
    thanks="Good to hear that it worked!",
    message_article="Article: {title} ({id})",
    message_query="Searched for: {query}",
    message_ask="What happens, and what have you tried so far?",
    message_subject="A question for support",
    switch="Select language",
    to_dark="Dark colours",
    to_light="Light colours",
    feed="Newly verified articles",
    breadcrumbs="Breadcrumbs",
    done="done",
    open="to do",
    missing="This page does not exist",
    missing_lead="It may have moved. The search above and the home page will get you there.",
    to_home="Go to the home page",
    moved="This page has moved:",
    internal_site="Internal edition",
    for_support="For the support team",
    state="State",
    level="Can be solved in",
    escalate_to="Hand on to",
    ticket_data="Needed in the ticket",
    owner="Owner",
    evidence="Evidence",
    reviewed="Review",
    reviewed_by="{by}, {day}",
    review_by="Next review",
    nobody="nobody",
    not_reviewed="not approved yet",
    changed="changed since it was approved",
    audience=MappingProxyType({"public": "public", "internal": "internal"}),
    confidence=MappingProxyType({
        "wip": "in progress", "not-validated": "not validated", "validated": "validated",
        "archived": "archived",
    }),
    folders=MappingProxyType({
        "handbook": "Handbook", "guide": "Using kbtool", "tutorial": "Getting started", "howto": "How to",
        "explanation": "Explanation", "reference": "Reference", "project": "Project",
    }),
)  # fmt: skip

TEXTS: Mapping[str, Texts] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
