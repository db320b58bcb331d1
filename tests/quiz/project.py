"""A project on disk with the articles of the quiz tests."""

from collections.abc import Mapping

import yaml

from kbtool.model.article import Article
from tests import conftest
from tests.quiz.conftest import ARTICLES

CONFIG = conftest.CONFIG.replace(
    "        network: Netzwerk\n", "        network: Netzwerk\n        security: IT-Sicherheit\n"
)


def files(articles=ARTICLES) -> Mapping[str, str]:
    return {f"docs/{one.path}": text(one) for one in articles}


def text(article: Article) -> str:
    front = {
        "id": article.id, "title": article.title, "lang": article.lang, "type": article.type.value,
        "category": article.category, "audience": "public", "confidence": article.confidence.value,
        "level": article.level, "escalate_to": article.escalate_to, "summary": article.summary,
        "issue": list(article.issue), "ticket_data": list(article.ticket_data),
        "conflicts_with": list(article.conflicts_with),
    }  # fmt: skip
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n{article.body}"
