"""Where each field of a draft comes from."""

from collections.abc import Mapping
from typing import Any

from kbtool.drafting import request
from kbtool.drafting.case import Case
from kbtool.drafting.draft import Source
from kbtool.model.ticket import Ticket

_SURE = {
    "issue": 0.9,
    "environment": 0.8,
    "cause": 0.6,
    "title": 0.7,
    "summary": 0.7,
    "tags": 0.7,
    "level": 0.5,
}
_SHELF = {"ticket-category": 0.95, "ticket-queue-or-tag": 0.8, "similar-article": 0.5}
_RULES = {
    "title": "subject-or-phrasing",
    "issue": "requesters-words",
    "environment": "named-systems-and-programs",
    "cause": "sentence-that-says-why",
    "summary": "first-helpful-sentences",
    "tags": "ticket-tags",
}


def evidence(case: Case) -> tuple[str, ...]:
    """Return the messages a draft is made of: the answer, then what was asked."""
    answered = (case.answer.evidence,) if case.answer else ()
    return tuple(dict.fromkeys((*answered, *(_asked(case, ticket) for ticket in case.tickets))))


def _asked(case: Case, ticket: Ticket) -> str:
    message = request.first(ticket, only_public=case.only_public)
    return f"{ticket.ref}#{message.id}" if message else ticket.ref


def sources(case: Case, fields: Mapping[str, Any], shelf_rule: str) -> dict[str, Source]:
    """Return for each field that was found its messages, its rule and how sure it is."""
    asked = tuple(_asked(case, ticket) for ticket in case.tickets)
    answered = (case.answer.evidence,) if case.answer else ()
    sure = case.answer.confidence if case.answer else 0.0
    found = {"resolution": Source(answered, case.answer.rule.value, sure)} if case.answer else {}
    for key, rule in _RULES.items():
        if fields.get(key):
            messages = asked[:1] if key == "title" else answered if key in {"cause", "summary"} else asked
            found[key] = Source(
                messages, rule, round(min(_SURE[key], sure) if key in {"cause", "summary"} else _SURE[key], 2)
            )
    if shelf_rule:
        found["category"] = Source(tuple(ticket.ref for ticket in case.tickets), shelf_rule, _SHELF[shelf_rule])
    return found
