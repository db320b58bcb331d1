"""The types of items the generator can make; a reply is written by people only."""

from collections.abc import Mapping

from kbtool.model.quiz import ItemType, Slot
from kbtool.quiz.generate.cause import CAUSE
from kbtool.quiz.generate.contrast import CONTRAST
from kbtool.quiz.generate.data import DATA
from kbtool.quiz.generate.match import MATCH
from kbtool.quiz.generate.next_step import NEXT
from kbtool.quiz.generate.order import ORDER
from kbtool.quiz.generate.proposal import Kind, Proposal, Settled
from kbtool.quiz.generate.recall import RECALL
from kbtool.quiz.generate.triage import TRIAGE
from kbtool.quiz.shelf import Entry, Shelf

_ALL = (TRIAGE, MATCH, CAUSE, NEXT, CONTRAST, DATA, ORDER, RECALL)
KINDS: Mapping[ItemType, Kind] = {kind.type: kind for kind in _ALL}
# How many items of each type one article gets at most; hand-written ones count.
PER_ARTICLE: Mapping[ItemType, int] = dict.fromkeys(KINDS, 1)


def proposal_for(entry: Entry, slot: Slot, shelf: Shelf) -> Proposal | Settled | None:
    """Return what can fill a slot of an article today; None where the words it was made of are gone.

    Of a type that only people write there is never anything.
    """
    kind = KINDS.get(slot.type)
    return next((found for found in kind.propose(entry, shelf) if found.slot == slot), None) if kind else None
