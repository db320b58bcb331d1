"""Let a person decide about quiz items: accept, lock, edit, waive, reject, mark a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kbtool.errors import KbError, RefusedError, UnknownNameError
from kbtool.model.quiz import Item, Status
from kbtool.project import Project
from kbtool.quiz import decide
from kbtool.quiz.decide import Edited, Scope
from kbtool.services import quiz_bank
from kbtool.services.quiz_desk import Desk, Done, Sheet
from kbtool.settings import Settings

# What waits for a person comes first: items that were in use and are not any more, then new ones.
_ORDER = (Status.STALE, Status.DRAFT, Status.REVIEWED, Status.LOCKED, Status.RETIRED)
OPEN = frozenset({Status.STALE, Status.DRAFT})


@dataclass(frozen=True, slots=True)
class Wish:
    """Which items to review: those named, else the open ones or those of a `status`."""

    names: tuple[str, ...] = ()
    topic: str = ""
    lang: str = ""
    status: Status | None = None


class Verb(StrEnum):
    """What scripts can decide without showing the item to a person."""

    ACCEPT = "accept"
    LOCK = "lock"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision about several items: who signs them, or what is rejected and why."""

    verb: Verb
    by: str = ""
    scope: Scope = Scope.QUESTION
    why: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item of a script's decision; `refused` says why it stays as it was."""

    id: str
    status: str
    refused: str = ""
    hint: str = ""


def waiting(desk: Desk, wish: Wish) -> list[str]:
    """Return the ids of the items to review: stale ones, then drafts; those of one article together.

    Raises UnknownNameError for an id or a topic that does not exist.
    """
    for name in wish.names:
        if name not in desk.banks.by_id:
            raise UnknownNameError("quiz item", name, desk.banks.by_id, hint="“kbtool quiz show” lists them.")
    items: Sequence[Item] = [desk.banks.by_id[name] for name in dict.fromkeys(wish.names)] or desk.banks.items
    if wish.topic:
        items = quiz_bank.of_topic(items, wish.topic, desk.settings)
    if wish.status:
        items = [item for item in items if item.status is wish.status]
    elif not wish.names:
        items = [item for item in items if item.status in OPEN]
    found = [item for item in items if wish.lang in {"", item.lang}]
    return [item.id for item in (found if wish.names else sorted(found, key=_place))]


def _place(item: Item) -> tuple[int, str, str, str, str, int]:
    return _ORDER.index(item.status), item.lang, item.topic, item.article, item.type.value, item.ordinal


def accept(
    desk: Desk, sheet: Sheet, *, by: str, now: datetime, lock: bool = False, dry_run: bool = False
) -> Done:
    """Sign an item; locked, its words are kept whatever becomes of the article.

    Raises RefusedError for a retired item and for one with an error of the gate.
    """
    item = _live(sheet.item)
    if sheet.errors:
        first = sheet.errors[0]
        raise RefusedError(
            f"“{item.id}” fails the gate: {first.code}: {first.message}.",
            hint=f"Edit it, reject it, or waive the code with a reason: kbtool quiz review {item.id}",
        )
    outcome = decide.accept(item, desk.shelf, by=by, at=now.date(), lock=lock)
    return desk.write(sheet, outcome, dry_run=dry_run)


def reject(desk: Desk, sheet: Sheet, scope: Scope, why: str = "", *, dry_run: bool = False) -> Done:
    """Retire an item and keep it from coming back."""
    return desk.write(sheet, decide.reject(_live(sheet.item), scope, why), dry_run=dry_run)


def conflict(desk: Desk, sheet: Sheet, option: str) -> Done:
    """Say that the article of a wrong option is right as well; the two never meet in an item again."""
    return desk.write(sheet, decide.conflict(_live(sheet.item), option, desk.shelf))


def waive(desk: Desk, sheet: Sheet, code: str, reason: str) -> Done:
    """Let an item pass without a check, for a reason that the bank keeps."""
    return desk.write(sheet, decide.waive(_live(sheet.item), code, reason))


def read_edited(sheet: Sheet, entry: str) -> Edited:
    """Read what a person made of an item's lines."""
    return decide.edit(_live(sheet.item), sheet.entry, entry)


def _live(item: Item) -> Item:
    if item.is_live:
        return item
    raise RefusedError(
        f"“{item.id}” is retired.", hint=f"To use it again, set “status: draft” in {item.path}:{item.line}."
    )


def decide_all(
    project: Project,
    settings: Settings,
    names: Sequence[str],
    ruling: Ruling,
    *,
    now: datetime,
    dry_run: bool = False,
) -> list[Result]:
    """Decide the same about several items; one refusal does not stop the others."""
    desk = Desk(project, settings)
    results = []
    for name in waiting(desk, Wish(tuple(names))):
        try:
            done = _rule(desk, desk.sheet(name), ruling, now=now, dry_run=dry_run)
            results.append(Result(name, done.item.status.value))
        except KbError as error:
            status = desk.banks.by_id[name].status.value
            results.append(Result(name, status, str(error), error.hint))
    return results


def _rule(desk: Desk, sheet: Sheet, ruling: Ruling, *, now: datetime, dry_run: bool) -> Done:
    if ruling.verb is Verb.REJECT:
        return reject(desk, sheet, ruling.scope, ruling.why, dry_run=dry_run)
    return accept(desk, sheet, by=ruling.by, now=now, lock=ruling.verb is Verb.LOCK, dry_run=dry_run)
