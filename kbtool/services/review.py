"""Let a person approve a draft or an article in its present words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kbtool import frontmatter
from kbtool.errors import RefusedError
from kbtool.model import article_fields
from kbtool.model.article import ACCEPTED, Article, Confidence, fingerprint
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.redact.types import Suspicion
from kbtool.services import content, decisions, drafts, privacy
from kbtool.services.check_article import place_problems, text_problems
from kbtool.services.drafts import Opened
from kbtool.services.privacy import Private
from kbtool.settings import Settings
from kbtool.store import files

_MADE_BY_REVIEW = object()


@dataclass(frozen=True, slots=True)
class Approved:
    """An article whose present words a person has approved; only this module makes one."""

    opened: Opened
    article: Article
    token: object

    def __post_init__(self) -> None:
        """Refuse anything that did not pass `approve` or `approved`."""
        if self.token is not _MADE_BY_REVIEW or not self.article.is_approved:
            raise RefusedError(f"“{self.article.id}” is not approved in its present words.")


@dataclass(frozen=True, slots=True)
class Examined:
    """What a reviewer has to know of one item before deciding; `undecided` are the suspicions still open."""

    opened: Opened
    problems: tuple[Problem, ...]
    private: Private
    undecided: tuple[Suspicion, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing stands in the way of an approval."""
        return not self.problems and not self.private.findings and not self.undecided


def examine(project: Project, settings: Settings, opened: Opened, known: privacy.Context) -> Examined:
    """Return the problems, the personal data and the suspicions of one draft or article."""
    shown = project.relative(opened.path)
    problems = (
        *opened.problems,
        *text_problems(opened.article, shown),
        *place_problems(opened.article, settings, shown),
    )
    private = privacy.examine(opened.article, known)
    return Examined(opened, problems, private, _undecided(project, opened, private))


def _undecided(project: Project, opened: Opened, private: Private) -> tuple[Suspicion, ...]:
    """Return the suspicions that nobody has decided on, or accepted with the present words of an article."""
    article = opened.article
    is_draft = opened.path.is_relative_to(project.drafts)
    if not is_draft and article.is_approved and article.review and article.review.suspicions_accepted:
        return ()
    made = decisions.read(project)
    return tuple(made.undecided(project, private.text, private.suspicions)) if made else private.suspicions


def approve(
    project: Project,
    settings: Settings,
    examined: Examined,
    *,
    by: str,
    now: datetime,
    accept_suspicions: bool = False,
    dry_run: bool = False,
) -> Approved:
    """Write the approval of the present words into the file.

    Raises RefusedError for a defect, for personal data, for suspicions that are still open unless all of them
    are accepted herewith, and where the file has changed since it was examined.
    """
    refuse(examined, accept_suspicions=accept_suspicions)
    opened = examined.opened
    today = now.date()
    changes: dict[str, object] = {
        "confidence": Confidence.VALIDATED.value,
        "verified_on": today,
        "review_by": months_later(today, settings.review_months),
    }
    article = opened.article
    if article.translation_of:
        changes |= _translated_words(project, settings, article)
    meta = {**article.meta, **changes}
    review = {"by": by, "at": today, "sha256": fingerprint(meta, article.body)}
    if examined.private.suspicions:
        review["suspicions"] = ACCEPTED
    changes["review"] = review
    document = frontmatter.edit(opened.document, changes)
    with files.locked(project.lock, doing="review"):
        if content.read_document(opened.path) != opened.document:
            raise RefusedError(
                f"“{article.id}” has changed while you read it.", hint=f"kbtool review {article.id}"
            )
        if not dry_run:
            decisions.accept(project, examined.private.text, examined.undecided, by=by, at=today)
            drafts.save(opened.path, document)
    reread = article_fields.build(article.path, frontmatter.read(document), document.body)[0]
    return Approved(replace(opened, document=document), reread, _MADE_BY_REVIEW)


def approved(opened: Opened) -> Approved:
    """Return an item that was approved earlier; raises RefusedError where its words have changed since."""
    return Approved(opened, opened.article, _MADE_BY_REVIEW)


def refuse(examined: Examined, *, accept_suspicions: bool) -> None:
    """Raise RefusedError for a defect, for personal data, and for open suspicions unless they are accepted."""
    name = examined.opened.article.id or examined.opened.path.name
    if examined.problems:
        count = len(examined.problems)
        raise RefusedError(
            f"“{name}” has {count} problem{'s' if count > 1 else ''}: {examined.problems[0]}",
            hint=f"“kbtool review {name}” shows all of them and opens your editor.",
        )
    if examined.private.findings:
        kinds = ", ".join(sorted({finding.type for finding in examined.private.findings}))
        raise RefusedError(
            f"“{name}” holds personal data or secrets ({kinds}).", hint=f"Take them out: kbtool review {name}"
        )
    if examined.undecided and not accept_suspicions:
        count = len(examined.undecided)
        raise RefusedError(
            f"“{name}” has {count} word{'s' if count > 1 else ''} that may be private.",
            hint=f"Decide on each with “kbtool review {name}”, or accept all with --accept-suspicions.",
        )


def _translated_words(project: Project, settings: Settings, article: Article) -> dict[str, object]:
    original = content.load(project, settings).by_id.get(article.translation_of)
    return {"translation_sha256": original.sha256} if original else {}


def months_later(day: date, months: int) -> date:
    """Return the day so many months later, at most the last day of that month.

    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def examine_all(
    project: Project, settings: Settings, names: Sequence[str]
) -> tuple[list[Examined], list[Problem]]:
    """Examine the named items, or all drafts that are not approved yet where none is named."""
    unreadable: list[Problem] = []
    if names:
        opened = [drafts.open_item(project, settings, name) for name in names]
    else:
        found, unreadable = drafts.open_all(project)
        opened = [item for item in found if not item.article.is_approved]
    known = privacy.context(project, settings)
    return [examine(project, settings, item, known) for item in opened], unreadable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item of a bulk approval."""

    id: str
    path: str
    refused: str = ""
    hint: str = ""


def approve_all(
    project: Project,
    settings: Settings,
    names: Sequence[str],
    *,
    by: str,
    now: datetime,
    accept_suspicions: bool,
    dry_run: bool = False,
) -> list[Outcome]:
    """Approve the named items, or all open drafts where none is named; a refusal does not stop the others."""
    examined, unreadable = examine_all(project, settings, names)
    outcomes = [Outcome("", problem.path, str(problem), problem.hint) for problem in unreadable]
    for item in examined:
        name, path = item.opened.article.id, project.relative(item.opened.path)
        try:
            approve(
                project, settings, item, by=by, now=now, accept_suspicions=accept_suspicions, dry_run=dry_run
            )
            outcomes.append(Outcome(name, path))
        except RefusedError as error:
            outcomes.append(Outcome(name or path, path, str(error), error.hint))
    return outcomes
