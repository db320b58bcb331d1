"""Finding the numbers of known tickets in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kbtool.redact.folding import fold
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import WORD, View

# For each folded ticket number the folded names of the sources that have such a ticket.
References = Mapping[str, frozenset[str]]

_NUMBER = re.compile(r"[^\W_][\w.-]*")
_NAMED = re.compile(
    r"(?:ticket|vorgang|fall|case|anfrage|request)s?(?:[ -]?(?:nr|no|nummer|number|id))?[\W_]{0,3}$"
    r"|[?&;]\w{0,12}id=$"  # Display.html?id=10304
    r"|(?:^|[^\w\s:,&]\s{0,3}|\w\s{1,3})#$",  # #10304, but neither a colour nor an entity
    re.IGNORECASE,
)
_TELLING = 7


def collect(tickets: Iterable[tuple[str, str]]) -> References:
    """Return what `find` needs to know of tickets, given as pairs of source and number."""
    found: dict[str, set[str]] = {}
    for source, ident in tickets:
        found.setdefault(fold(ident), set()).add(fold(source))
    return {ident: frozenset(sources) for ident, sources in found.items()}


def find(seen: View, references: References) -> Iterator[Span]:
    """Find tickets by their whole reference, or by a number that is called so or is no count by chance."""
    heads = _heads(frozenset(references))
    for token in seen.tokens:
        if token.key not in heads:
            continue
        number = _NUMBER.match(seen.text, token.start)
        for ident in _shortened(number[0]) if number else ():
            sources = references.get(fold(ident))
            if sources and _is_reference(seen.text[max(0, token.start - 40) : token.start], ident, sources):
                yield Span(token.start, token.start + len(ident), Kind.NUMBER, "ticket-reference")
                break


@lru_cache(maxsize=2)
def _heads(idents: frozenset[str]) -> frozenset[str]:
    return frozenset(found[0] for ident in idents if (found := WORD.search(ident)))


def _shortened(text: str) -> Iterator[str]:
    """Yield a word and its beginnings up to each sign in it: INC-12.html, INC-12, INC."""
    yield text
    for sign in reversed(list(re.finditer(r"[._-]+", text))):
        yield text[: sign.start()]


def _is_reference(before: str, ident: str, sources: frozenset[str]) -> bool:
    if any(fold(before).endswith(f"{source}:") for source in sources):
        return True
    return _is_telling(ident) or bool(_NAMED.search(before))


def _is_telling(number: str) -> bool:
    """Whether a number is long enough not to stand in a text by chance, as error codes and years do."""
    return len(number) >= _TELLING and any(map(str.isdigit, number))
