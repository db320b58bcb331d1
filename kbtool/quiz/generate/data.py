"""Items of type data: what a ticket must hold when it is handed on."""

import re
from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Option, Slot, fingerprint
from kbtool.quiz.generate.never import NEVER
from kbtool.quiz.generate.phrases import inner, phrases
from kbtool.quiz.generate.proposal import Choice, Kind, Settled, rivals, spares, turn
from kbtool.quiz.limits import DEFAULT
from kbtool.quiz.shelf import Entry, Shelf
from kbtool.quiz.text import plain, stems

_FEWEST, _MOST_RIGHT = 2, 4
_WRONG = 3
_START = 2
_LEAST_NEAR = 0.05
# What helps with nearly every ticket, so that nobody can be wrong who asks for it.
_ANYWHERE = re.compile(
    r"fehler|meldung|wortlaut|hinweis|status|seit\s+wann|rückruf|benutzer|rechnername|gerätename|uhrzeit|zeitpunkt"
    r"|seriennummer|update|bildschirmfoto|freigabe|version|kollegen|andere|^name$|vpn"
    r"|error|message|wording|status|since\s+when|call-?\s?back|user\s+name|computer|device|serial|time|screenshot"
    r"|approv|manager|colleague|version",
    re.IGNORECASE,
)


def propose(entry: Entry, shelf: Shelf) -> Iterator[Settled]:
    """Yield one item for each phrasing of an article whose tickets another level solves."""
    article = entry.article
    if article.level == 1 or article.escalate_to not in shelf.teams or len(article.ticket_data) < _FEWEST:
        return
    say, team = phrases(entry.lang), shelf.team_name(article.escalate_to, entry.lang)
    why = say.data_right.format(title=inner(article.title, entry.lang), team=team)
    asked = article.ticket_data[:_MOST_RIGHT]
    right = tuple(Option("", text, why, is_key=True, origin=entry.id) for text in asked)
    pool = tuple(_pool(entry, shelf))
    for ordinal, phrase in turn(entry.phrases, _START):
        yield Settled(
            Slot(entry.id, ItemType.DATA, ordinal),
            entry,
            say.data_stem.format(phrase=inner(phrase, entry.lang), team=team),
            right,
            (phrase, *asked, team, article.title, article.summary),
            plain(article.summary),
            pool,
            _WRONG,
            is_mixed=True,
        )


def _pool(entry: Entry, shelf: Shelf) -> Iterator[Choice]:
    """Yield what neighbours ask for and this article never speaks of, then what belongs in no ticket at all."""
    say = phrases(entry.lang)
    for other, nearness in rivals(entry, shelf, DEFAULT.ambiguous):
        text = next((text for text in other.article.ticket_data if _is_foreign(text, other, entry, shelf)), "")
        if text and nearness >= _LEAST_NEAR:
            why = say.data_wrong.format(title=inner(other.article.title, entry.lang))
            yield Choice(other.id, (text,), why, nearness, is_sibling=other.topic == entry.topic)
    yield from spares(ItemType.DATA, entry, shelf)
    never = sorted(NEVER.get(entry.lang, ()), key=lambda spare: fingerprint([entry.id, spare.id]))
    yield from (Choice(spare.origin, (spare.text,), spare.why, is_spare=True) for spare in never)


def _is_foreign(text: str, other: Entry, entry: Entry, shelf: Shelf) -> bool:
    """Whether a datum is special to the other article and nothing this one speaks of could need it."""
    found = stems(text, entry.lang)
    if _ANYWHERE.search(text):
        return False
    return bool(found & other.about) and not found & entry.says and not shelf.is_asked_widely(found, entry.lang)


def words(shelf: Shelf, origin: str, lang: str) -> str:  # noqa: ARG001 - ticket data have one language
    """Return what an article asks for in a ticket."""
    entry = shelf.entries.get(origin)
    return "\n".join([*entry.article.ticket_data, entry.article.title]) if entry else ""


DATA = Kind(ItemType.DATA, propose, words)
