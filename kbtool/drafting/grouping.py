"""Tickets of the same problem, for one draft.

Each ticket is compared with the first of every group only, never with the last that joined: chains of tickets
that each resemble the next (single linkage) would end in one group for everything. Requesters describe the same
trouble in quite different words, so the answers decide: they must be alike, the requests must have something in
common, and either both together are very alike or the next best group is far behind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbtool.drafting.neighbours import Neighbours
from kbtool.drafting.signature import Likeness, Signature, Weights

SAME_ANSWER = 0.9
SAME_REQUEST = 0.75
_ANSWERED = 0.38
_ASKED = 0.15
_CERTAIN = 1.1
_LIKELY = 0.7
_AHEAD = 1.5


@dataclass(frozen=True, slots=True)
class Group:
    """Tickets of one problem; `draft` is the draft they joined, or empty for a new one."""

    draft: str
    tickets: tuple[str, ...]


def group(
    signatures: Sequence[Signature],
    drafts: Sequence[Signature] = (),
    members: Mapping[str, str] | None = None,
    background: Sequence[Signature] = (),
) -> list[Group]:
    """Return tickets by problem, in the order given.

    `drafts` are existing ones that tickets may join, `members` says of tickets which of them they belong to
    already; `background` are other texts, which only make words common.
    """
    members = members or {}
    weights = Weights((*signatures, *drafts, *background))
    neighbours = Neighbours(weights, len(signatures) + len(drafts) + len(background))
    groups: list[tuple[str, list[str]]] = []
    place: dict[str, int] = {}
    for draft in drafts:
        place[draft.name] = neighbours.add(weights.weigh(draft))
        groups.append((draft.name, []))
    for item in signatures:
        weighed = weights.weigh(item)
        near = neighbours.nearest(weighed) if item.name not in members else []
        if item.name in members:
            groups[place[members[item.name]]][1].append(item.name)
        elif near and is_same(near[0][0], near[1][0].total if len(near) > 1 else 0.0):
            groups[near[0][1]][1].append(item.name)
        else:
            neighbours.add(weighed)
            groups.append(("", [item.name]))
    return [Group(name, tuple(tickets)) for name, tickets in groups if tickets]


def is_same(likeness: Likeness, next_best: float) -> bool:
    """Return whether two tickets are of the same problem; `next_best` is the likeness of the runner-up.

    >>> is_same(Likeness(0.35, 0.83, 0.14), 0.8), is_same(Likeness(0.05, 0.45, 0.02), 0.4)
    (True, False)
    """
    if likeness.answered >= SAME_ANSWER or likeness.asked >= SAME_REQUEST:
        return True
    if likeness.answered < _ANSWERED or likeness.asked + likeness.crossed < _ASKED:
        return False
    return likeness.total >= _CERTAIN or (likeness.total >= _LIKELY and likeness.total >= _AHEAD * next_best)
