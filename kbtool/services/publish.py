"""Turn approved drafts into articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from kbtool import frontmatter
from kbtool.errors import KbError, RefusedError
from kbtool.project import Project
from kbtool.services import content, drafts, privacy, review
from kbtool.services.review import Approved
from kbtool.settings import Settings
from kbtool.store import files, ticket_links
from kbtool.store.database import Store


@dataclass(frozen=True, slots=True)
class Published:
    """What became of one draft: `path` is the article, or empty with the reason in `refused`."""

    id: str
    path: str = ""
    refused: str = ""
    hint: str = ""


def publish(
    project: Project, settings: Settings, names: Sequence[str] = (), *, dry_run: bool = False
) -> list[Published]:
    """Publish the named drafts, or all approved ones; one refusal does not stop the others.

    A draft is refused when its words have changed since the approval, when it holds personal data or open
    suspicions, or when another article has its id. Each article is written before its draft goes, so that a run
    that was cut short can be repeated.
    """
    done: list[Published] = []
    with files.locked(project.lock, doing="publish"):
        files.sweep(project.docs, project.drafts)
        chosen = _chosen(project, settings, names)
        context = privacy.context(project, settings)
        library = content.load(project, settings)
        for opened in chosen:
            try:
                item = review.approved(opened)
                target = _checked_target(project, settings, library, item, context)
                if not dry_run:
                    _write(project, item, target)
                done.append(Published(opened.article.id, target))
            except KbError as error:
                done.append(Published(opened.article.id or opened.path.stem, "", str(error), error.hint))
    return done


def _chosen(project: Project, settings: Settings, names: Sequence[str]) -> list[drafts.Opened]:
    if names:
        return [drafts.open_item(project, settings, name) for name in names]
    return [item for item in drafts.open_all(project)[0] if item.article.review is not None]


def _checked_target(
    project: Project, settings: Settings, library: content.Library, item: Approved, context: privacy.Context
) -> str:
    opened, approved = item.opened, item.article
    review.refuse(review.examine(project, settings, opened, context), accept_suspicions=False)
    target = f"docs/{approved.lang}/{approved.category}/{approved.id}.md"
    other = library.by_id.get(approved.id)
    moved = other is not None and f"docs/{other.path}" != target
    path = project.root / target
    if moved or (path.exists() and path.read_text(encoding="utf-8") != frontmatter.dump(opened.document)):
        hint = "Choose another id in the draft."
        raise RefusedError(f"There is another article with the id “{approved.id}”.", hint=hint)
    return target


def _write(project: Project, item: Approved, target: str) -> None:
    opened = item.opened
    files.write_atomic(project.root / target, frontmatter.dump(opened.document))
    refs = drafts.read_notes(opened.path).tickets or tuple(
        ref.partition("#")[0] for ref in opened.article.evidence
    )
    with Store.open(project, privacy.database_url()) as store:
        ticket_links.link(store, opened.article.id, refs)
    drafts.remove(opened.path)
