"""Turn solved tickets into drafts of articles, or point to the article that answers already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from kbtool import frontmatter
from kbtool.drafting import compose, grouping, phrasings, request, signature
from kbtool.drafting.grouping import Group
from kbtool.drafting.instead import Match
from kbtool.errors import InputError
from kbtool.model import article_fields
from kbtool.model.article import Article
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services import content, draft_candidates, draft_files, drafts, outcomes, privacy
from kbtool.services.check_article import place_problems, text_problems
from kbtool.services.draft_candidates import Candidates
from kbtool.services.draft_files import Existing
from kbtool.services.outcomes import Dismissal, Instead, Outcomes
from kbtool.settings import Settings
from kbtool.store import files, ticket_links, tickets
from kbtool.store.database import Store

T = TypeVar("T")
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Drafted:
    """One draft as scripts read it."""

    id: str
    path: str
    lang: str
    tickets: tuple[str, ...]
    confidence: float
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the tickets: drafts, tickets that an article answers, and those a person has to answer.

    `kept` are the ids of drafts that a person has edited and that stayed as they were.
    """

    drafts: tuple[Drafted, ...] = ()
    instead: tuple[Instead, ...] = ()
    unanswered: tuple[str, ...] = ()
    kept: frozenset[str] = field(default_factory=frozenset)


@dataclass(slots=True)
class _Run:
    """All that one run needs to know."""

    project: Project
    settings: Settings
    store: Store
    context: privacy.Context
    articles: Mapping[str, Article]
    existing: Mapping[str, Existing]
    linked: Mapping[str, str]
    candidates: Candidates
    taken: set[str]
    dry_run: bool
    tell: Progress


def draft(  # noqa: PLR0913 - as many as the command has options
    project: Project,
    settings: Settings,
    refs: Sequence[str] = (),
    *,
    everything: bool = False,
    anyway: bool = False,
    limit: int | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Draft from the named tickets, or from all solved ones; the same tickets give the same drafts.

    Left out are tickets that an article is linked to, that a person has dismissed, and, unless `anyway`, those
    that an article answers already. A draft that a person has edited or approved is never overwritten.
    `progress` is told what is being done and how many tickets or drafts are done. Raises UnknownNameError for a
    ticket that is not there.
    """
    if not refs and not everything:
        raise InputError("No ticket is named.", hint="Name tickets, or use --all for every solved one.")
    with files.locked(project.lock, doing="draft"), Store.open(project, privacy.database_url()) as store:
        named = [tickets.resolve(store, ref) for ref in refs]
        if not dry_run:
            drafts.sweep(project)
        run = _prepare(project, settings, store, named, progress or _quiet, dry_run=dry_run)
        report = _draft(run, explicit=bool(refs), anyway=anyway, limit=limit)
        if not dry_run:
            _note(project, run, report)
    return report


def _counted(items: Iterable[T], tell: Progress, doing: str) -> Iterator[T]:
    """Yield items and tell how many are done."""
    for number, item in enumerate(items, start=1):
        yield item
        tell(doing, number)


def _quiet(_: str, __: int) -> None:
    """Tell nobody."""


def _prepare(
    project: Project, settings: Settings, store: Store, refs: Sequence[str], tell: Progress, *, dry_run: bool
) -> _Run:
    context = privacy.context(project, settings)
    library = content.load(project, settings)
    existing = {item.id: item for item in draft_files.existing(project)}
    linked = {link.ref: link.article for link in ticket_links.links(store)}
    dismissed = () if refs else outcomes.read(project.outcomes).dismissed
    wanted = _with_companions(refs, existing.values())
    solved = draft_candidates.read(store, context.known, wanted, {*linked, *dismissed})
    found = _counted(solved, tell, "Reading tickets")
    return _Run(
        project=project,
        settings=settings,
        store=store,
        context=context,
        articles={item.id: item for item in library.articles},
        existing=existing,
        linked={ref: linked[ref] for ref in refs if ref in linked},
        candidates=draft_candidates.collect(found, library.articles),
        taken=draft_files.taken_names(project, settings),
        dry_run=dry_run,
        tell=tell,
    )


def _with_companions(refs: Sequence[str], existing: Iterable[Existing]) -> list[str]:
    """Return the named tickets with those of their drafts, so that a draft made anew keeps all its tickets."""
    named = set(refs)
    companions = (ref for item in existing if named & set(item.notes.tickets) for ref in item.notes.tickets)
    return list(dict.fromkeys((*refs, *companions)))


def _draft(run: _Run, *, explicit: bool, anyway: bool, limit: int | None) -> Report:
    members = {ref: item.id for item in run.existing.values() for ref in item.notes.tickets}
    asked = run.candidates.signatures
    answered = {
        item.name: match
        for item in asked
        if item.name not in members and not anyway and (match := run.candidates.answered_by(item.name))
    }
    groups = grouping.group(
        [item for item in asked if item.name not in answered],
        [replace(signature.of_article(item.opened.article), name=item.id) for item in run.existing.values()],
        {ref: name for ref, name in members.items() if ref in run.candidates.matches},
        draft_candidates.article_signatures(list(run.articles.values())),
    )
    has_answer = {item.name for item in asked if item.answered.names}
    place = {item.name: number for number, item in enumerate(asked)}
    groups.sort(key=lambda group: place[group.tickets[0]])
    kept = [group for group in groups if explicit or group.draft or has_answer.intersection(group.tickets)]
    drafted = [_one(run, group) for group in _counted(kept[:limit], run.tell, "Drafting")]
    return Report(
        drafts=tuple(drafted),
        instead=(*_linked(run), *(_instead(run, ref, match) for ref, match in answered.items())),
        unanswered=tuple(ref for group in groups if group not in kept for ref in group.tickets),
        kept=frozenset(
            item.id for item in drafted if item.id in run.existing and run.existing[item.id].is_edited
        ),
    )


def _linked(run: _Run) -> Iterator[Instead]:
    for ref, article in run.linked.items():
        yield Instead(ref, article, 1.0)


def _instead(run: _Run, ref: str, match: Match) -> Instead:
    """Return the article with a phrasing of the ticket that its list of issues lacks."""
    ticket = draft_candidates.redacted(tickets.get(run.store, ref), run.context.known).ticket
    lang = request.language(ticket)
    said = phrasings.of_ticket(ticket, lang, only_public=True)
    new = phrasings.missing(said, run.articles[match.id].issue, lang)
    return Instead(ref, match.id, round(match.likeness.total, 2), new[0] if new else "")


def _one(run: _Run, group: Group) -> Drafted:
    there = run.existing.get(group.draft)
    if there is not None and there.is_edited:
        refs = draft_files.add_tickets(there, group.tickets, dry_run=run.dry_run)
        article = there.opened.article
        return _drafted(run, there.id, article, refs, there.notes.confidence)
    found = [draft_candidates.redacted(tickets.get(run.store, ref), run.context.known) for ref in group.tickets]
    close = [name for ref in group.tickets for name in run.candidates.near.get(ref, ())]
    shelves = [run.articles[name].category for name in close if run.articles[name].category]
    made = compose.compose(found, run.settings, shelves)
    name = there.id if there is not None else draft_files.name_for(made, run.taken)
    instead = dict.fromkeys(match.id for ref in group.tickets for match in run.candidates.matches.get(ref, ()))
    text = draft_files.write(run.project, made, name, list(instead), dry_run=run.dry_run)
    document = frontmatter.parse(text)
    path = run.project.relative(run.project.drafts / f"{name}.md")
    article = article_fields.build(
        path, frontmatter.read(document), document.body, body_line=document.body_line
    )[0]
    return _drafted(run, name, article, made.tickets, made.confidence)


def _drafted(run: _Run, name: str, article: Article, refs: Sequence[str], confidence: float) -> Drafted:
    path = run.project.relative(run.project.drafts / f"{name}.md")
    problems = (
        *text_problems(article, path),
        *place_problems(article, run.settings, path),
        *_private(article, path, run.context),
    )
    return Drafted(article.id or name, path, article.lang, tuple(refs), confidence, problems)


def _private(article: Article, path: str, context: privacy.Context) -> Iterator[Problem]:
    private = privacy.examine(article, context)
    hint = f"look with “kbtool review {article.id}”"
    if private.findings:
        yield Problem(path, 0, "personal-data", f"{len(private.findings)} pieces of personal data", hint)
    if private.suspicions:
        yield Problem(path, 0, "suspicion", f"{len(private.suspicions)} words that may be private", hint)


def _note(project: Project, run: _Run, report: Report) -> None:
    """Record the outcomes of the tickets that were looked at; those of others stay."""
    before = outcomes.read(project.outcomes)
    seen = set(run.candidates.matches)
    instead = {ref: item for ref, item in before.instead.items() if ref not in seen}
    unanswered = {ref for ref in before.unanswered if ref not in seen}
    drafted = {ref for item in report.drafts for ref in item.tickets}
    outcomes.write(
        project.outcomes,
        Outcomes(
            {**instead, **{item.ref: item for item in report.instead if item.ref not in run.linked}},
            tuple(unanswered.union(report.unanswered)),
            {ref: item for ref, item in before.dismissed.items() if ref not in drafted},
        ),
    )


def link(project: Project, report: Report, *, dry_run: bool = False) -> int:
    """Record for the tickets of a report that their articles answer them; return how many."""
    with files.locked(project.lock, doing="link"), Store.open(project, privacy.database_url()) as store:
        before = outcomes.read(project.outcomes)
        if not dry_run:
            for item in report.instead:
                ticket_links.link(store, item.article, [item.ref])
            done = {item.ref for item in report.instead}
            instead = {ref: item for ref, item in before.instead.items() if ref not in done}
            outcomes.write(project.outcomes, replace(before, instead=instead))
    return len(report.instead)


def dismiss(
    project: Project, refs: Sequence[str], *, reason: str, now: datetime, dry_run: bool = False
) -> list[str]:
    """Note that tickets get no draft, and why; return their references.

    Raises UnknownNameError for a ticket that is not there.
    """
    with files.locked(project.lock, doing="draft"), Store.open(project, privacy.database_url()) as store:
        found = [tickets.resolve(store, ref) for ref in refs]
        before = outcomes.read(project.outcomes)
        if not dry_run:
            said = {ref: Dismissal(reason, now.date().isoformat()) for ref in found}
            instead = {ref: item for ref, item in before.instead.items() if ref not in said}
            rest = tuple(ref for ref in before.unanswered if ref not in said)
            outcomes.write(project.outcomes, Outcomes(instead, rest, {**before.dismissed, **said}))
    return found
