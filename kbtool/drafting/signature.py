"""What is kept of a ticket to compare it: the stems of its request and of its answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from kbtool.drafting import answer, markup, phrasings, request
from kbtool.drafting.similarity import Frequencies, Terms, Vector, cosine
from kbtool.model.article import Article, SectionName
from kbtool.redact.types import RedactedTicket

_READ = 2_000


@dataclass(frozen=True, slots=True)
class Signature:
    """The terms of a request and of its answer; `name` is a ticket's reference or an article's id."""

    name: str
    lang: str
    asked: Terms
    answered: Terms


@dataclass(frozen=True, slots=True)
class Weighed:
    """A signature with its words weighed."""

    name: str
    lang: str
    asked: Vector
    answered: Vector


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two signatures are, each from 0 to 1.

    `asked` compares the requests, `answered` the answers, `crossed` each request with the other's answer.
    """

    asked: float
    answered: float
    crossed: float

    @property
    def total(self) -> float:
        """The sum; the crossed part counts twice, for it is small even where the problem is the same."""
        return self.asked + self.answered + 2 * self.crossed


def of_ticket(redacted: RedactedTicket) -> Signature:
    """Return the signature of a ticket; its subject counts twice."""
    ticket = redacted.ticket
    lang = request.language(ticket)
    subject = phrasings.subject(ticket)
    asked = " ".join(markup.plain(block.text) for block in request.body(ticket))[:_READ]
    found = answer.choose(ticket)
    return Signature(
        ticket.ref,
        lang,
        Terms.of(f"{subject}\n{subject}\n{asked}", lang),
        Terms.of(found.text, lang) if found else Terms(),
    )


def of_article(article: Article) -> Signature:
    """Return the signature of an article; its title counts twice."""
    asked = "\n".join((article.title, article.title, *article.issue, article.section(SectionName.ISSUE)))
    answered = (article.summary, article.section(SectionName.CAUSE), article.section(SectionName.RESOLUTION))
    return Signature(
        article.id, article.lang, Terms.of(asked, article.lang), Terms.of("\n".join(answered), article.lang)
    )


class Weights:
    """Word frequencies by language, and the vectors made with them."""

    def __init__(self, signatures: Iterable[Signature]) -> None:
        """Count the words of all texts that will be compared."""
        self._by_lang: dict[str, Frequencies] = {}
        for item in signatures:
            self._of(item.lang).add((*item.asked.names, *item.answered.names))

    def _of(self, lang: str) -> Frequencies:
        return self._by_lang.setdefault(lang, Frequencies())

    def weigh(self, item: Signature) -> Weighed:
        """Return a signature with its words weighed."""
        weights = self._of(item.lang)
        return Weighed(item.name, item.lang, weights.vector(item.asked), weights.vector(item.answered))

    def rare(self, lang: str, name: str, *, most: int) -> bool:
        """Return whether a word stands in at most so many texts of a language."""
        return self._of(lang).counts[name] <= most


def compare(one: Weighed, other: Weighed) -> Likeness:
    """Return how alike two signatures are."""
    crossed = cosine(one.asked, other.answered) * cosine(other.asked, one.answered)
    return Likeness(cosine(one.asked, other.asked), cosine(one.answered, other.answered), sqrt(crossed))
