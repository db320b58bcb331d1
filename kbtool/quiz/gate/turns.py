"""Small differences that turn the meaning of an option round, so that it says the same in no way."""

import re

from kbtool.quiz.text import features, plain, words

_NEGATIONS = frozenset(
    "not no none never nothing neither nor without cannot cant wont dont doesnt isnt arent couldnt "
    "nicht kein keine keinen keinem keiner keines nie niemals nichts ohne weder".split()
)
_OPPOSITES = (
    "on off", "in out", "up down", "before after", "with without", "more less", "more fewer", "to from",
    "left right", "first last", "an aus", "ein aus", "auf zu", "mit ohne", "vor nach", "bevor nachdem",
    "mehr weniger", "hinein heraus", "links rechts", "erste letzte",
)  # fmt: skip
_PAIRS = tuple(frozenset(pair.split()) for pair in _OPPOSITES)
_NUMBER = re.compile(r"\d+")


def turned(first: str, second: str) -> bool:
    """Whether two options that share most of their words still say different things.

    They do if they differ in a number, in what is denied, in one word for its opposite, in the order of a path
    through menus, or hold code, where one letter may be the difference.

    >>> turned("Der Dienst startet nicht.", "Der Dienst startet."), turned("10 Sekunden", "30 Sekunden")
    (True, True)
    >>> turned("Das Kabel ist lose.", "Lose ist das Kabel.")
    False
    """
    if "code" in features(first) | features(second) or {"menu"} <= features(first) & features(second):
        return plain(first) != plain(second)
    if sorted(_NUMBER.findall(plain(first))) != sorted(_NUMBER.findall(plain(second))):
        return True
    left, right = frozenset(words(first)), frozenset(words(second))
    return left & _NEGATIONS != right & _NEGATIONS or any(_are_opposite(left, right, pair) for pair in _PAIRS)


def _are_opposite(left: frozenset[str], right: frozenset[str], pair: frozenset[str]) -> bool:
    return len(left & pair) == len(right & pair) == 1 and left & pair != right & pair
