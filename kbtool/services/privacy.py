"""What is private in a text that is about to be approved or published."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from kbtool.model.article import Article
from kbtool.project import Project
from kbtool.redact import ticket_references
from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from kbtool.redact.ticket_references import References
from kbtool.redact.types import Finding, Suspicion
from kbtool.redact.view import view
from kbtool.services import approved_words, content
from kbtool.settings import Settings
from kbtool.store import tickets
from kbtool.store.database import Store

# Front matter that no reader of the public site sees, or that holds no free text.
_UNSHOWN = frozenset(
    "id lang type category audience confidence level evidence owner review verified_on review_by "
    "translation_of translation_sha256 related conflicts_with adopted_from".split()
)


BODY = "body"
_APART = "\n\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One field of an article that a reader sees: its key, its number in a list, and where its text starts."""

    key: str
    index: int | None
    text: str
    start: int

    @property
    def name(self) -> str:
        """What people call it: “title”, “issue 2”, “body”."""
        return self.key if self.index is None else f"{self.key} {self.index + 1}"


@dataclass(frozen=True, slots=True)
class Context:
    """What the project knows: people and numbers of all tickets, and words by language.

    The `vocabulary` of the approved articles is usual, but may hold names; `approved` are the words that a
    person has approved for good.
    """

    known: Known
    references: References
    vocabulary: Mapping[str, frozenset[str]]
    approved: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Private:
    """Personal data (`findings`) and words that may be (`suspicions`) in one article."""

    findings: tuple[Finding, ...]
    suspicions: tuple[Suspicion, ...]
    text: str


def database_url() -> str | None:
    """Return the address of the team's shared store, if one is set."""
    return os.environ.get("KBTOOL_DATABASE_URL") or None


def context(project: Project, settings: Settings) -> Context:
    """Collect everybody the store knows and the vocabulary of the approved articles."""
    with Store.open(project, database_url()) as store:
        known = Known.from_people(tickets.people(store), settings.known_names)
        numbers = references(store)
    words: dict[str, set[str]] = {}
    for article in content.load(project, settings).articles:
        if article.is_approved:
            words.setdefault(article.lang, set()).update(re.findall(r"\w+", shown_text(article)))
    vocabulary = {lang: frozenset(found) for lang, found in words.items()}
    return Context(known, numbers, vocabulary, approved_words.read_all(project, settings))


def references(store: Store) -> References:
    """Return the numbers of all tickets."""
    return ticket_references.collect(map(tickets.split, tickets.refs(store)))


def examine(article: Article, context: Context) -> Private:
    """Look through everything of an article that a reader can see."""
    text = shown_text(article)
    found = scan(
        text,
        context.known,
        lang=article.lang,
        approved=context.approved.get(article.lang, frozenset()),
        vocabulary=context.vocabulary.get(article.lang, frozenset()),
    )
    numbers = (
        Finding(span.kind, span.rule, "text", span.start, span.end)
        for span in ticket_references.find(view(text), context.references)
    )
    return Private((*found.findings, *numbers), tuple(found.suspicions), text)


def shown_text(article: Article) -> str:
    """Return all text of an article that reaches a page; a blank line keeps the fields apart."""
    return _APART.join(part.text for part in parts(article))


def parts(article: Article) -> list[Part]:
    """Return the fields whose text makes up `shown_text`, in its order: the id, the front matter, the body."""
    fields: list[tuple[str, int | None, str]] = [
        ("id", None, article.id.replace("-", " "))  # it stands in the page's address
    ]
    for key, value in article.meta.items():
        if key not in _UNSHOWN and isinstance(value, list):
            fields += [(key, number, str(item)) for number, item in enumerate(value)]
        elif key not in _UNSHOWN:
            fields.append((key, None, str(value)))
    fields.append((BODY, None, article.body))
    ends = accumulate((len(text) + len(_APART) for _, _, text in fields), initial=0)
    return [Part(*field, start) for field, start in zip(fields, ends, strict=False)]


def part_at(article: Article, position: int) -> Part:
    """Return the field that holds a position of `shown_text`."""
    return max((part for part in parts(article) if part.start <= position), key=lambda part: part.start)
