"""Real questions and what answers them, as articles and queries: XQuAD and HINT3 (see ../shared/data)."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kbtool.model.article import Article
from tests.conftest import SHARED_DATA

XQUAD, HINT3 = SHARED_DATA / "search", SHARED_DATA / "triage"


@dataclass(frozen=True, slots=True)
class Task:
    """Articles, and queries each with the id of the article that answers it."""

    name: str
    lang: str
    articles: Sequence[Article]
    queries: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a ranking does: shares of 1, and the mean reciprocal rank."""

    first: float
    among_three: float
    mrr: float

    def __str__(self) -> str:
        return f"hit@1 {self.first:5.1%}  hit@3 {self.among_three:5.1%}  MRR {self.mrr:5.1%}"


def measure(task: Task, rank: Callable[[str], Sequence[str]]) -> Figures:
    """Ask every query; `rank` returns ids, best first."""
    ranks = []
    for query, wanted in task.queries:
        found = list(rank(query))
        ranks.append(found.index(wanted) + 1 if wanted in found else 0)
    count = len(ranks)
    return Figures(
        sum(at == 1 for at in ranks) / count,
        sum(1 <= at <= 3 for at in ranks) / count,
        sum(1 / at for at in ranks if at) / count,
    )


def xquad(lang: str) -> Task:
    """Return the 240 paragraphs of a language as articles and their 1,190 questions as queries."""
    data = json.loads((XQUAD / f"xquad.{lang}.json").read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for item in data for paragraph in item["paragraphs"]]
    articles = [_article(lang, number, body=item["context"]) for number, item in enumerate(paragraphs)]
    queries = [
        (asked["question"], f"{lang}-{number}")
        for number, item in enumerate(paragraphs)
        for asked in item["qas"]
    ]
    return Task(f"XQuAD {lang}", lang, articles, queries)


def curekart() -> Task:
    """Return the known phrasings of each intent as an article, and the messages in scope as queries."""
    phrasings: dict[str, list[str]] = {}
    for sentence, label in _rows("train"):
        phrasings.setdefault(label, []).append(sentence)
    ids = {label: number for number, label in enumerate(phrasings)}
    articles = [_article("en", ids[label], issue=tuple(known)) for label, known in phrasings.items()]
    queries = [(sentence, f"en-{ids[label]}") for sentence, label in _rows("test") if label in ids]
    return Task("HINT3 curekart", "en", articles, queries)


def _rows(part: str) -> Iterator[tuple[str, str]]:
    with (HINT3 / f"curekart_{part}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["sentence"], row["label"]


def _article(lang: str, number: int, *, body: str = "", issue: tuple[str, ...] = ()) -> Article:
    name = f"{lang}-{number}"
    return Article(path=f"{lang}/x/{name}.md", id=name, title="", lang=lang, body=body, issue=issue)
