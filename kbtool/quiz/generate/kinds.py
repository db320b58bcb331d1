"""The types of items the generator can make."""

from collections.abc import Mapping

from kbtool.model.quiz import ItemType, Slot
from kbtool.quiz.generate.cause import CAUSE
from kbtool.quiz.generate.match import MATCH
from kbtool.quiz.generate.next_step import NEXT
from kbtool.quiz.generate.proposal import Kind, Proposal
from kbtool.quiz.generate.triage import TRIAGE
from kbtool.quiz.shelf import Entry, Shelf

KINDS: Mapping[ItemType, Kind] = {kind.type: kind for kind in (TRIAGE, MATCH, CAUSE, NEXT)}
# How many items of each type one article gets at most; hand-written ones count.
PER_ARTICLE: Mapping[ItemType, int] = dict.fromkeys(KINDS, 1)


def proposal_for(entry: Entry, slot: Slot, shelf: Shelf) -> Proposal | None:
    """Return what can fill a slot of an article today; None where the words it was made of are gone."""
    return next((found for found in KINDS[slot.type].propose(entry, shelf) if found.slot == slot), None)
