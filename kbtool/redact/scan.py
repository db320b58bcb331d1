"""Look through a draft or article: what must go before it is published, and what a person should look at."""

from kbtool.redact.apply import keyed
from kbtool.redact.approval import Approval
from kbtool.redact.folding import fold
from kbtool.redact.known import Known
from kbtool.redact.matching import Lists, matches
from kbtool.redact.propagation import names
from kbtool.redact.recognise import recognise
from kbtool.redact.spans import Span, merge
from kbtool.redact.suspect import Suspect
from kbtool.redact.types import Finding, Kind, Reason, Scan, Suspicion
from kbtool.redact.view import View, view

_NOBODY = Known()


def scan(
    text: str,
    known: Known,
    *,
    lang: str,
    approved: frozenset[str],
    vocabulary: frozenset[str] = frozenset(),
    key: bytes = b"",
) -> Scan:
    """Return findings and suspicions of a text in Markdown.

    What only its shape or a loose context speaks for is a suspicion here, not a finding: an article may name
    a help desk's number or a default password, and a person decides. `approved` words and values are left
    alone, however they are written; words of the `vocabulary` only where they are no names.
    """
    seen = view(text)
    passed = frozenset(map(fold, approved))
    context = list(recognise(seen))
    lists = Lists(_NOBODY, known, names((seen, span) for span in context if span.sure))
    spans = merge([*context, *matches(seen, lists)])
    wanted = [span for span in spans if fold(seen.text[span.start : span.end]) not in passed]
    sure: list[Span] = []
    unsure: list[Span] = []
    for span in wanted:
        (sure if _is_sure(seen, span, known) else unsure).append(span)
    words = Suspect(lang, Approval(approved, vocabulary), known).look(seen, spans, "text")
    return Scan(
        tuple(_finding(seen, text, span, key) for span in sure),
        tuple(sorted((*(_suspicion(seen, text, span) for span in unsure), *words), key=lambda one: one.start)),
    )


def _is_sure(seen: View, span: Span, known: Known) -> bool:
    if span.kind is Kind.EMAIL and seen.text[span.start : span.end].lower() in known.emails:
        return True
    return span.sure


def _finding(seen: View, text: str, span: Span, key: bytes) -> Finding:
    start, end = seen.origin(span.start, span.end)
    return Finding(span.kind, span.rule, "text", start, end, keyed(text[start:end], key))


def _suspicion(seen: View, text: str, span: Span) -> Suspicion:
    start, end = seen.origin(span.start, span.end)
    return Suspicion(text[start:end], Reason.UNSURE, "text", start, end, ((start, end),), span.kind, span.rule)
