"""What generating would change in the bank: items added, made anew, marked stale or retired."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kbtool.model.quiz import Item, ItemType, Rejection, Slot, Source, Status, fingerprint
from kbtool.quiz.gate.look import article_of
from kbtool.quiz.generate.assemble import Refusal, assemble, source_sha256
from kbtool.quiz.generate.kinds import KINDS, PER_ARTICLE, proposal_for
from kbtool.quiz.generate.proposal import Proposal, Settled
from kbtool.quiz.generate.tally import Tally
from kbtool.quiz.generate.triage import SOLVE
from kbtool.quiz.limits import DEFAULT, Limits, generated
from kbtool.quiz.shelf import Entry, Shelf, conflict
from kbtool.quiz.solvers import puzzle

# A bank whose triage items mostly say “solve it yourself” teaches to say so without reading: one is let in for
# so many that say “hand it on”, and a few in any case.
_HANDED_ON, _FEW = 2, 3
# Each round chooses again for the items whose key is the rarest text; more rounds find hardly anything.
_ROUNDS = 2
_AMBIGUOUS = "quiz-ambiguous"


class ChangeKind(StrEnum):
    """What happens to an item."""

    ADDED = "added"
    REFRESHED = "refreshed"
    MOVED = "moved"
    STALE = "stale"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Change:
    """One item as it should be from now on."""

    kind: ChangeKind
    item: Item


@dataclass(slots=True)
class Plan:
    """All changes, the slots that could not be filled, and how many items stay as they are."""

    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """What people do not want to see again: slots (or all of an article, or of a type), and single triples."""

    slots: frozenset[str]
    triples: frozenset[str]

    @classmethod
    def of(cls, rejections: Iterable[Rejection]) -> "Rejected":
        """Collect the rejections of all banks."""
        found = list(rejections)
        return cls(
            frozenset(item.slot for item in found if not item.triple),
            frozenset(item.triple for item in found if item.triple),
        )

    def covers(self, slot: Slot) -> bool:
        """Whether the slot must stay empty."""
        return not self.slots.isdisjoint({str(slot), f"{slot.article}/{slot.type.value}", slot.article})


def plan(
    items: Sequence[Item],
    rejections: Iterable[Rejection],
    shelf: Shelf,
    mint: Callable[[], str],
    *,
    only: Collection[str] = (),
    limits: Limits = DEFAULT,
) -> Plan:
    """Return what to change so that every article has its items and every item fits its article.

    `mint` gives an id nobody has; `only` names the articles to look at, none means all. The same bank and the
    same articles give the same plan, and once it is carried out there is nothing left to do.
    """
    work = _Work(items, Rejected.of(rejections), shelf, mint, limits)
    for item in items:
        if item.is_live and (not only or item.article in only):
            work.revisit(item)
    entries = [entry for name, entry in sorted(shelf.entries.items()) if not only or name in only]
    for entry in entries:
        for kind in KINDS:
            if kind is not ItemType.TRIAGE or entry.article.level > 1:
                work.fill(entry, kind)
    for entry in sorted(entries, key=lambda one: fingerprint(one.id)):
        if entry.article.level == 1 and work.may_solve():
            work.fill(entry, ItemType.TRIAGE)
    for _ in range(_ROUNDS):
        work.even_out()
    return work.plan


class _Work:
    """The state of planning: what the bank will hold, and what is in the plan so far."""

    def __init__(
        self, items: Sequence[Item], rejected: Rejected, shelf: Shelf, mint: Callable[[], str], limits: Limits
    ) -> None:
        live = [item for item in items if item.is_live]
        self.plan = Plan()
        self._rejected, self._shelf, self._mint = rejected, shelf, mint
        self._tally = Tally.of(live, generated(limits))
        self._per_article = Counter((item.article, item.type) for item in live)
        triples = self._rejected.triples
        self._taken = {item.slot for item in items if item.is_live or item.triple not in triples}
        self._fresh: dict[int, Proposal] = {}

    def fill(self, entry: Entry, kind: ItemType) -> None:
        """Add items of a type until the article has as many as it gets."""
        for proposal in KINDS[kind].propose(entry, self._shelf):
            if self._per_article[entry.id, kind] >= PER_ARTICLE[kind]:
                return
            if proposal.slot in self._taken or self._rejected.covers(proposal.slot):
                continue
            made = assemble(proposal, self._shelf, self._tally, self._rejected.triples)
            if isinstance(made, Refusal):
                self.plan.refusals.append(made)
                continue
            if isinstance(proposal, Proposal):
                self._fresh[len(self.plan.changes)] = proposal
            self.plan.changes.append(Change(ChangeKind.ADDED, replace(made, id=self._mint())))
            self._per_article[entry.id, kind] += 1
            self._tally.add(self.plan.changes[-1].item)

    def even_out(self) -> None:
        """Choose again for new items whose key is the rarest text, now that it is known what all others use."""
        for place, proposal in self._fresh.items():
            item = self.plan.changes[place].item
            if self._tally.rarity(puzzle(item)) <= 1 / len(item.options):
                continue
            self._tally.remove(item)
            made = assemble(proposal, self._shelf, self._tally, self._rejected.triples, id_=item.id)
            if isinstance(made, Item):
                item = made
            self._tally.add(item)
            self.plan.changes[place] = Change(ChangeKind.ADDED, item)

    def may_solve(self) -> bool:
        """Whether one more item may say “solve it yourself”."""
        keys = {origin: count for (kind, origin), count in self._tally.keys.items() if kind is ItemType.TRIAGE}
        solved = keys.pop(SOLVE, 0)
        return solved < max(_FEW, sum(keys.values()) // _HANDED_ON)

    def revisit(self, item: Item) -> None:
        """Compare an item with the articles it was made from."""
        if item.source is None or item.type not in KINDS:  # a person wrote it
            self.plan.unchanged += 1
            return
        entry = self._shelf.entries.get(item.article)
        if entry is None:
            self._without_article(item)
            return
        proposal = proposal_for(entry, item.slot, self._shelf)
        now = source_sha256(item, proposal, self._shelf)
        clashes = item.status is not Status.STALE and _sets_conflicts_beside(item, entry, self._shelf)
        if now != item.source.sha256 or clashes:
            self._outdated(item, item.source, proposal, now)
        elif (item.topic, item.level) != (entry.topic, entry.article.level):
            moved = replace(item, topic=entry.topic, level=entry.article.level)
            self.plan.changes.append(Change(ChangeKind.MOVED, moved))
        else:
            self.plan.unchanged += 1

    def _without_article(self, item: Item) -> None:
        """Retire an item whose article is gone; one whose article waits to be validated again waits with it."""
        if item.article not in self._shelf.waiting:
            self.plan.changes.append(Change(ChangeKind.RETIRED, replace(item, status=Status.RETIRED)))
        elif item.status.is_scored:
            self.plan.changes.append(Change(ChangeKind.STALE, replace(item, status=Status.STALE)))
        else:
            self.plan.unchanged += 1

    def _outdated(self, item: Item, source: Source, proposal: Proposal | Settled | None, now: str) -> None:
        """Make the item anew, or mark it where a person's words are in it or nothing can be made.

        A stale one may have been locked, so it waits for a person however often its article changes.
        """
        keep = item.is_edited or item.status in {Status.LOCKED, Status.STALE}
        made = None if proposal is None or keep else self._again(item, proposal)
        if made is None:
            stale = replace(item, status=Status.STALE, source=replace(source, sha256=now))
            self.plan.changes.append(Change(ChangeKind.STALE, stale))
        else:
            self.plan.changes.append(Change(ChangeKind.REFRESHED, made))

    def _again(self, item: Item, proposal: Proposal | Settled) -> Item | None:
        made = assemble(proposal, self._shelf, self._tally, self._rejected.triples, before=item)
        if isinstance(made, Refusal):
            self.plan.refusals.append(made)
            return None
        return replace(made, version=item.version + 1, waive=item.waive, path=item.path, line=item.line)


def _sets_conflicts_beside(item: Item, entry: Entry, shelf: Shelf) -> bool:
    """Whether a wrong option comes from an article that a person has since marked as right as well."""
    others = (shelf.entries.get(article_of(option)) for option in item.distractors)
    return _AMBIGUOUS not in item.waive and any(
        other is not None and conflict(entry.article, other.article) for other in others
    )
