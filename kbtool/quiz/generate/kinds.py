"""The types of items the generator can make."""

from collections.abc import Mapping

from kbtool.model.quiz import ItemType
from kbtool.quiz.generate.cause import CAUSE
from kbtool.quiz.generate.match import MATCH
from kbtool.quiz.generate.next_step import NEXT
from kbtool.quiz.generate.proposal import Kind
from kbtool.quiz.generate.triage import TRIAGE

KINDS: Mapping[ItemType, Kind] = {kind.type: kind for kind in (TRIAGE, MATCH, CAUSE, NEXT)}
# How many items of each type one article gets at most; hand-written ones count.
PER_ARTICLE: Mapping[ItemType, int] = dict.fromkeys(KINDS, 1)
