"""Reopen articles and quiz items: they wait for a person to read them again."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from kbtool import frontmatter
from kbtool.frontmatter import Document
from kbtool.model.article import Article, Confidence
from kbtool.model.quiz import Status
from kbtool.project import Project
from kbtool.quiz import write
from kbtool.services import content, quiz_bank
from kbtool.store import files


def names(article: Article, refs: Collection[str]) -> bool:
    """Return whether an article's evidence names one of the tickets or a message of one (rt:4711#12)."""
    return any(_is_of(evidence, refs) for evidence in article.evidence)


def _is_of(evidence: str, refs: Collection[str]) -> bool:
    return evidence in refs or evidence.rpartition("#")[0] in refs


def reopen(project: Project, articles: Iterable[str], items: Collection[str], *, refs: Collection[str]) -> None:
    """Take the approval of articles and quiz items back, and the tickets out of the articles' evidence.

    `articles` are paths in the project, `items` ids. What is reopened already stays as it is.
    """
    for path in articles:
        document = content.read_document(project.root / path)
        files.write_atomic(project.root / path, frontmatter.dump(_reopened(document, refs)))
    for bank in quiz_bank.load(project).files:
        changed = [
            replace(item, status=Status.DRAFT, review=None)
            for item in bank.items
            if item.id in items and item.status in {Status.REVIEWED, Status.LOCKED}
        ]
        if changed:
            quiz_bank.save(project.root / bank.path, write.update(bank.text, changed, []))


def _reopened(document: Document, refs: Collection[str]) -> Document:
    meta = frontmatter.read(document)
    changes: dict[str, object] = {"review": None} if "review" in meta else {}
    if meta.get("confidence") == Confidence.VALIDATED.value:
        changes["confidence"] = Confidence.NOT_VALIDATED.value
    evidence = meta.get("evidence")
    if isinstance(evidence, list):
        kept = [one for one in evidence if not (isinstance(one, str) and _is_of(one, refs))]
        changes["evidence"] = kept or None
    return frontmatter.edit(document, changes)
