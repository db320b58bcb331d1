"""Gaps that quiz results show: what nearly everybody gets wrong is not the trainees' fault."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kbtool.gaps.gap import Gap, Kind
from kbtool.gaps.score import score
from kbtool.model.quiz import Form

HARD = 0.35
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """First answers to one item: `low` is the lower bound of the share of wrong ones.

    `wrong_option` and its text are the wrong answer given most, `wrong_count` how often; `form` says how the
    item is answered, and so what that answer is.
    """

    item: str
    article: str
    stem: str
    people: int
    right: int
    low: float
    wrong_option: str
    wrong_text: str
    wrong_count: int
    form: Form = Form.ONE


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its title, tickets it answered of late, and who missed most questions about it."""

    title: str
    contacts: int
    missed: int
    people: int


def find(asked: Iterable[Asked], articles: Mapping[str, Article], *, days: int) -> Iterator[Gap]:
    """Yield a gap for each item with p < 0.35 of at least 5 people.

    Where more than half of those asked about the article missed most of its questions, the article is unclear;
    otherwise only the question is, or its key is wrong. An unclear article is one gap, shown by its worst item.
    """
    worst: dict[str, Asked] = {}
    for item in sorted(asked, key=lambda item: (item.right / max(item.people, 1), item.item)):
        if item.people < ENOUGH or item.right >= HARD * item.people or item.article not in articles:
            continue
        article = articles[item.article]
        if 2 * article.missed > article.people:
            worst.setdefault(item.article, item)
        else:
            yield _gap(Kind.UNCLEAR_ITEM, item.item, item, article, days)
    for name, item in worst.items():
        yield _gap(Kind.UNCLEAR_ARTICLE, name, item, articles[name], days)


def _answered(item: Asked) -> str:
    """Return in words what most of those who were wrong did."""
    done = {
        Form.SEVERAL: "ticked",
        Form.ORDER: "put the steps like this:",
        Form.TYPED: "typed",
        Form.WRITTEN: "met only these points:",
    }.get(item.form, f"chose {item.wrong_option})")
    return f"{done} “{item.wrong_text}”"


def _gap(kind: Kind, subject: str, item: Asked, article: Article, days: int) -> Gap:
    evidence = [
        f"{item.people - item.right} of {item.people} people got {item.item} wrong at the first attempt."
    ]
    if item.wrong_option:
        evidence.append(f"{item.wrong_count} of them {_answered(item)}.")
    evidence.append(f"{article.missed} of {article.people} missed most questions about the article.")
    evidence.append(f"It answered {article.contacts} tickets in {days} days.")
    is_article = kind is Kind.UNCLEAR_ARTICLE
    return Gap(
        kind=kind,
        subject=subject,
        title=f"Unclear article: {article.title}" if is_article else f"Unclear question: {item.stem}",
        score=score(kind, contacts=article.contacts, days=days, doubt=item.low),
        evidence=tuple(evidence),
        command=f"kbtool review {subject}" if is_article else f"kbtool quiz show {subject}",
    )
