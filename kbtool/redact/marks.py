"""Marks of people who were forgotten: keyed hashes to search a text by without knowing whom for.

A mark is made of the folded letters and digits of a full name, a rare family name, an address, an e-mail
address or a customer number, one after the other, and of the last digits of a phone number. Whoever has the key
can try names on the marks, so they are kept only until a build has shown that nobody of them is in the site.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbtool.model.ticket import Person
from kbtool.redact.folding import fold
from kbtool.redact.matching import Strength, strength
from kbtool.redact.people import forms, name_words
from kbtool.redact.view import WORD, View
from kbtool.redact.wordlist import first_names

_DIGEST = 16
_PHONE_END = 7
_SHORTEST = 6
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Marks:
    """Hashes of what is to be found; `words` is the most words that one of them is made of."""

    hashes: frozenset[str] = frozenset()
    words: int = 0

    def united(self, other: "Marks") -> "Marks":
        """Return the marks of both."""
        return Marks(self.hashes | other.hashes, max(self.words, other.words))


def of(people: Iterable[Person], still_known: Iterable[Person], key: bytes) -> Marks:
    """Return the marks of people, without those they share with somebody who is still known."""
    found = {value for person in people for value in _values(person)}
    found -= {value for person in still_known for value in _values(person)} if found else set()
    longest = min(max((len(value) for value in found), default=0), _MOST_WORDS)
    return Marks(frozenset(_hash("".join(value), key) for value in found), longest)


def _values(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield the words of everything that gives a person away, folded; of a phone number its last digits."""
    found = forms(person)
    yield from (keys for kind, keys in found.sequences if kind.value != "organisation")
    yield from ((key,) for key in _rare_names(person.name))
    for text in (person.email, person.customer_number):
        words = tuple(fold(word) for word in WORD.findall(text))
        if len("".join(words)) >= _SHORTEST:
            yield words
    yield from ((digits[-_PHONE_END:],) for digits in found.phones if len(digits) >= _PHONE_END)


def _rare_names(name: str) -> Iterator[str]:
    """Yield the family name if it means nothing else, so that it names somebody even alone."""
    words = name_words(name)
    key = fold(words[-1]) if len(words) > 1 else ""
    if len(key) >= _SHORTEST and key not in first_names().names and strength(words[-1], key) is Strength.STRONG:
        yield key


def count(view: View, found: Marks, key: bytes) -> int:
    """Return how many marks a text holds."""
    if not found.hashes:
        return 0
    texts = {run for start in range(len(view.tokens)) for run in _runs(view, start, found.words)}
    texts |= {number.digits[-_PHONE_END:] for number in view.numbers}
    return sum(_hash(text, key) in found.hashes for text in texts)


def _runs(view: View, start: int, most: int) -> Iterator[str]:
    """Yield the words from one on, joined: one, two and more of them."""
    run = ""
    for token in view.tokens[start : start + most]:
        run += token.key
        yield run


def _hash(text: str, key: bytes) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST, key=key).hexdigest()
