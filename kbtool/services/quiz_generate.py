"""Make quiz items of articles, and bring the items there are up to date with them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kbtool.errors import UnknownNameError
from kbtool.model.quiz import Item
from kbtool.project import Project
from kbtool.quiz import write
from kbtool.quiz.generate.plan import Change, ChangeKind, Plan, plan
from kbtool.services import quiz_bank
from kbtool.services.quiz_bank import Banks
from kbtool.settings import Settings
from kbtool.store import files

# Letters and digits that cannot be mistaken for one another.
_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Made:
    """One item that was added or changed."""

    id: str
    slot: str
    change: ChangeKind
    status: str
    version: int


@dataclass(frozen=True, slots=True)
class Refused:
    """One slot that stays empty, with the codes of what stood against the best try."""

    slot: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What generating did."""

    made: tuple[Made, ...]
    refused: tuple[Refused, ...]
    unchanged: int
    files: tuple[str, ...]


def generate(
    project: Project, settings: Settings, *, rng: Random, articles: Collection[str] = (), dry_run: bool = False
) -> Report:
    """Fill the empty slots of the named articles (none: of all) and refresh what their changes made outdated.

    `rng` is used for new ids only, so what is generated does not depend on it.
    """
    with files.locked(project.lock, doing="quiz generate"):
        banks = quiz_bank.readable(quiz_bank.load(project))
        shelf = quiz_bank.open_shelf(project, settings, banks)
        for name in articles:
            if name not in shelf.entries and not any(item.article == name for item in banks.items):
                raise UnknownNameError("validated article", name, shelf.entries)
        mint_id = mint(rng, {item.id for item in banks.items})
        found = plan(banks.items, banks.rejections, shelf, mint_id, only=articles, limits=settings.quiz)
        texts = _texts(project, banks, found)
        if not dry_run:
            for path, text in texts.items():
                quiz_bank.save(path, text)
    return _report(project, found, texts)


def mint(rng: Random, taken: set[str]) -> Callable[[], str]:
    """Return a maker of ids that no item has had."""

    def made() -> str:
        while True:
            name = "q-" + "".join(rng.choice(_ALPHABET) for _ in range(_ID_LENGTH))
            if name not in taken:
                taken.add(name)
                return name

    return made


def _texts(project: Project, banks: Banks, found: Plan) -> Mapping[Path, str]:
    """Return the new text of every bank that changes; a changed item stays in the file it is in."""
    changed: dict[str, list[Item]] = defaultdict(list)
    added: dict[str, list[Item]] = defaultdict(list)
    for change in found.changes:
        if change.kind is ChangeKind.ADDED:
            added[project.relative(quiz_bank.path_for(project, change.item.topic))].append(change.item)
        else:
            changed[change.item.path].append(change.item)
    old = {file.path: file.text for file in banks.files}
    return {
        project.root / path: write.update(old.get(path, ""), changed[path], sorted(added[path], key=_order))
        for path in sorted({*changed, *added})
    }


def _order(item: Item) -> tuple[str, str, str, int]:
    return item.lang, item.article, item.type.value, item.ordinal


def _report(project: Project, found: Plan, texts: Mapping[Path, str]) -> Report:
    return Report(
        tuple(_made(change) for change in found.changes),
        tuple(Refused(str(refusal.slot), refusal.reasons) for refusal in found.refusals),
        found.unchanged,
        tuple(project.relative(path) for path in texts),
    )


def _made(change: Change) -> Made:
    item = change.item
    return Made(item.id, str(item.slot), change.kind, item.status.value, item.version)
