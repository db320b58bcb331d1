"""How much a gap matters."""

from kbtool.gaps.gap import Kind

MONTH_DAYS = 30
# Minutes that one contact loses to a gap of each kind: our own estimates, to be replaced by measured ones.
MINUTES = {
    Kind.NO_ARTICLE: 20,
    Kind.REOPENED: 20,
    Kind.UNCLEAR_ARTICLE: 10,
    Kind.UNCLEAR_ITEM: 2,
    Kind.REVIEW_OVERDUE: 4,
}


def score(kind: Kind, *, contacts: float, days: int, doubt: float) -> float:
    """Return the minutes a month that a gap is expected to cost.

    score = MINUTES[kind] · (contacts + 1) · 30 / days · doubt

    `contacts` are the tickets of the last `days` days that the gap concerns; one is added, so that a gap
    without tickets still counts a little. `doubt`, from 0 to 1, is how sure it is that each of them is lost:
    the lower Wilson bound of the share of wrong answers, the days a review is late over 365, or 1 for a fact.

    An unclear article with 8 tickets in 90 days, which 7 of 8 people got wrong (lower bound 0.529):
    10 · 9 · 30 / 90 · 0.529 = 15.9 minutes a month. Two tickets without an article in 90 days:
    20 · 3 · 30 / 90 · 1 = 20.0.

    >>> round(score(Kind.UNCLEAR_ARTICLE, contacts=8, days=90, doubt=0.529), 1)
    15.9
    >>> score(Kind.NO_ARTICLE, contacts=2, days=90, doubt=1)
    20.0
    """
    return MINUTES[kind] * (contacts + 1) * MONTH_DAYS / days * doubt
