"""Names after "Herr", "Ms", "Kollege", "my manager", "User"."""

from collections.abc import Iterator

from kbtool.redact.people import TITLES
from kbtool.redact.recognisers.base import Triggers, joined
from kbtool.redact.recognisers.naming import Trust, name_at, with_family_name
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View
from kbtool.redact.wordlist import contexts, first_names, is_technical

_ADDRESSES = frozenset(
    "herr herrn frau hr fr mr mrs ms miss mx sir familie fam monsieur madame senor senora".split()
)
_ROLES = contexts("honorifics.roles")
_RELATIVES = contexts("honorifics.relatives")
_POSSESSIVES = contexts("honorifics.possessives")
_BARE = frozenset({"hr", "fr", "ms", "miss", "sir", "fam"})


def _address(view: View, index: int) -> Iterator[Span]:
    token = view.tokens[index]
    if not token.is_capital or (token.key in _BARE and token.word.isupper()) or token.word == "MX":
        return
    if not _follows(view, index):
        return
    span = name_at(view, index + 1, Trust.FIRM, "honorific") or _called_as_a_term(view, index)
    if span:
        yield span


def _called_as_a_term(view: View, index: int) -> Span | None:
    """Return a name that is also a term: "Herr Junk", "Mrs Page"."""
    token = view.tokens[index + 1]
    if token.key in TITLES:
        return None
    named = (
        view.tokens[index].key in {"herr", "herrn", "frau", "mr", "mrs"}
        and token.word.istitle()
        and is_technical(token.key)
    )
    return Span(token.start, token.end, Kind.NAME, "honorific", (token.key,), sure=False) if named else None


def _title(view: View, index: int) -> Iterator[Span]:
    token = view.tokens[index]
    if token.word in {"Dr", "Prof", "Professor", "Doktor", "Doctor"} and _follows(view, index):
        span = name_at(view, index + 1, Trust.FIRM, "honorific")
        if span:
            yield span


def _role(view: View, index: int) -> Iterator[Span]:
    if index + 1 < len(view.tokens) and view.gap(index) == " " and view.tokens[index + 1].is_capital:
        span = name_at(view, index + 1, Trust.LOOSE, "role") or _relative(view, index)
        if span:
            yield with_family_name(view, span)._replace(sure=False)


def _relative(view: View, index: int) -> Span | None:
    """Return the name after "mein Sohn", "my daughter", even where it is a word: nobody says so of a thing."""
    if view.tokens[index].key in _RELATIVES and view.before(index) in _POSSESSIVES:
        return name_at(view, index + 1, Trust.FIRM, "role", last=1) or _first_name(view.tokens[index + 1])
    return None


def _first_name(token: Token) -> Span | None:
    """Return a listed first name even where it is a product, too: "my daughter Crystal"."""
    is_listed = token.key in first_names().names
    return Span(token.start, token.end, Kind.NAME, "role", (token.key,)) if is_listed else None


def _follows(view: View, index: int) -> bool:
    return index + 1 < len(view.tokens) and view.gap(index) in {" ", ". ", ".", "\xa0", ".\xa0"}


TRIGGERS: Triggers = joined(
    dict.fromkeys(_ROLES, _role),
    dict.fromkeys(("dr", "prof", "professor", "doktor", "doctor"), _title),
    dict.fromkeys(_ADDRESSES, _address),
)
