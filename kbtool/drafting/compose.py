"""Composing the draft of an article from tickets of one problem.

Nothing but redacted tickets goes in. Text of internal messages enters a draft only where the answer
itself is an internal note; the draft is internal then.
"""

from collections.abc import Sequence

from kbtool.drafting import (
    category,
    cause,
    environment,
    letter,
    markup,
    page,
    phrasings,
    provenance,
    request,
    steps,
    summary,
    tidy,
    title,
    words,
)
from kbtool.drafting.answer import Rule
from kbtool.drafting.case import Case, gather
from kbtool.drafting.draft import Draft
from kbtool.drafting.lexicon.trouble import HOW
from kbtool.drafting.steps import Resolution
from kbtool.model.article import ArticleType, Audience, Confidence
from kbtool.model.ticket import Role, Ticket
from kbtool.redact.types import RedactedTicket
from kbtool.settings import Settings

MAX_TAGS = 5


def compose(tickets: Sequence[RedactedTicket], settings: Settings, near: Sequence[str] = ()) -> Draft:
    """Return the draft of an article for tickets of one problem.

    `near` are the categories of similar articles, closest first. Where no ticket has an answer the draft has an
    empty resolution and the confidence “wip”.
    """
    case = gather([item.ticket for item in tickets])
    resolution = steps.arrange(case.answer, case.lang) if case.answer else None
    causes, resolution = _split_cause(resolution, case.lang)
    asked = phrasings.collect((_phrasings(case, ticket) for ticket in case.tickets), case.lang)
    around = _environment(case)
    shelf, shelf_rule = category.choose(case.tickets, settings, near)
    headline = title.compose(
        phrasings.subject(case.main) if _has_public(case, case.main) else "", asked, around, case.lang
    )
    issue = _issue(case) or [tidy.sentence(text) for text in asked[:1] or [headline]]
    found = {
        "title": headline,
        "lang": case.lang,
        "type": _type(case, headline).value,
        "category": shelf,
        "audience": (Audience.PUBLIC if case.answer and case.only_public else Audience.INTERNAL).value,
        "confidence": (Confidence.NOT_VALIDATED if case.answer else Confidence.WIP).value,
        "level": 2 if case.answer and case.answer.rule is Rule.NOTE else 1,
        "escalate_to": category.team(case.tickets, settings),
        "summary": _summary(resolution, causes, case.lang),
        "issue": asked,
        "environment": around,
        "tags": _tags(case, asked, around),
        "evidence": list(provenance.evidence(case)),
    }
    return Draft(
        headline,
        case.lang,
        {key: value for key, value in found.items() if value not in ("", [])},
        page.body(case.lang, issue, around, causes, resolution),
        tuple(ticket.ref for ticket in case.tickets),
        _confidence(case, resolution, around, shelf),
        provenance.sources(case, found, shelf_rule),
    )


def _split_cause(resolution: Resolution | None, lang: str) -> tuple[list[str], Resolution | None]:
    """Move the first sentence that says why to the cause, with those that go on from it."""
    if resolution is None or not resolution.steps:
        return [], resolution
    lead = list(resolution.lead)
    first = next((number for number, text in enumerate(lead) if cause.is_cause(text, lang)), len(lead))
    causes = [text for text in lead[first:] if not text.endswith(":")]
    rest = tuple(tidy.unlabelled(text) for text in lead if text not in causes)
    return list(map(tidy.unlabelled, causes)), Resolution(rest, resolution.steps, resolution.notes)


def _has_public(case: Case, ticket: Ticket) -> bool:
    return not case.only_public or any(message.is_public for message in ticket.messages)


def _issue(case: Case) -> list[str]:
    return phrasings.telling_sentences(
        request.body(case.main, only_public=case.only_public), case.main, case.lang
    )


def _phrasings(case: Case, ticket: Ticket) -> list[str]:
    if not _has_public(case, ticket):
        return []
    return phrasings.of_ticket(ticket, case.lang, only_public=case.only_public)


def _environment(case: Case) -> list[str]:
    asked = [
        markup.plain(block.text)
        for message in case.main.messages
        if message.role is Role.CUSTOMER and (message.is_public or not case.only_public)
        for block in letter.body(message)
    ]
    subject = phrasings.subject(case.main) if _has_public(case, case.main) else ""
    return environment.find(subject, asked, [case.answer.text] if case.answer else [], case.lang)


def _type(case: Case, headline: str) -> ArticleType:
    """Return “howto” for a question of how to do something, “fix” for everything else."""
    asks = HOW.match(headline) or HOW.match(phrasings.subject(case.main))
    return ArticleType.HOWTO if asks else ArticleType.FIX


def _summary(resolution: Resolution | None, causes: Sequence[str], lang: str) -> str:
    if resolution is None:
        return ""
    text = summary.compose(resolution.lead, causes, [step.text for step in resolution.steps], lang)
    return tidy.quoted(text, lang)


def _tags(case: Case, asked: Sequence[str], around: Sequence[str]) -> list[str]:
    """Return the tags that the requesters' words or the environment bear out; a team's own marks stay out."""
    said = set(words.terms("\n".join((*asked, *around)), case.lang))
    found = [
        tag.lower()
        for ticket in case.tickets
        for tag in ticket.tags
        if (terms := set(words.terms(tag, case.lang))) and terms <= said and not markup.PLACEHOLDER.search(tag)
    ]
    return list(dict.fromkeys(found))[:MAX_TAGS]


def _confidence(case: Case, resolution: Resolution | None, around: Sequence[str], shelf: str) -> float:
    """Return how far the draft may be trusted: the answer's confidence, less for what is missing."""
    if case.answer is None or resolution is None:
        return 0.05
    missing = 0.05 * (not around) + 0.05 * (not shelf) + 0.15 * (not resolution.steps)
    guessed = 0.05 * (not any(block.is_item for block in case.answer.blocks))
    return round(max(0.05, case.answer.confidence - missing - guessed), 2)
