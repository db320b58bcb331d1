"""Stems that go on in the option: a sentence that only some of the options finish gives those away.

Only what the words show for certain counts as a misfit: an article before a noun of another gender, “are”
before one thing. Where nothing is certain an option fits.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from kbtool.model.quiz import Option
from kbtool.quiz.gate.look import Look
from kbtool.quiz.text import plain, unblocked, words

Misfit = Callable[[str], bool]

_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)[\s:.…_*\-]*$")
_VOWEL = re.compile(
    r"(?:[aeiou]|hour|honest|heir|honou?r)(?!(?<=u)(?:ni[^nm]|s[aeib]|[rt]i)|(?<=e)u|(?<=o)n(?:e|ce)\b)"
)
_LETTERS = re.compile(r"[A-Z]{2,}\b")
_ONE = frozenset("a an one this that each every ein eine einen einem einer das dieser dieses".split())
_MANY = frozenset(
    "two three four several some many these those both zwei drei vier mehrere einige viele beide".split()
)
_NUMBERED: Mapping[str, bool] = MappingProxyType({
    **dict.fromkeys(("is", "was", "ist", "war"), False),
    **dict.fromkeys(("are", "were", "sind", "waren"), True),
})  # fmt: skip
_ASKS_FOR_MANY = re.compile(r"\b(?:what|which|welche[s]?|was)\s+(?:are|were|sind|waren)\b", re.IGNORECASE)
# Where two things are joined early, the whole is about two.
_JOINED_WITHIN = 5
# Genders that an article can stand before: masculine, feminine, neuter.
_GENDERS: Mapping[str, str] = MappingProxyType({
    "ein": "mn", "eine": "f", "einen": "m", "einem": "mn", "einer": "f", "das": "n", "dem": "mn",
    "kein": "mn", "keine": "f", "keinen": "m",
})  # fmt: skip
_ADJECTIVES: Mapping[str, str] = MappingProxyType({
    "ein": "er es", "kein": "er es", "eine": "e", "einen": "en", "einem": "en", "einer": "en", "das": "e",
    "dem": "en", "keine": "e", "keinen": "en",
})  # fmt: skip
# How the last part of a compound tells its gender: endings of the language, and heads of this trade.
_HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "m": (
        "ismus", "ling", "speicher", "drucker", "router", "server", "rechner", "computer", "treiber", "stecker",
        "ordner", "dienst", "port", "schlüssel", "fehler", "browser", "kalender", "monitor", "schirm", "akku",
        "toner", "anschluss", "zugang", "benutzer", "switch", "laptop", "scanner",
    ),
    "f": (
        "ung", "heit", "keit", "schaft", "tät", "ion", "datei", "enz", "maus", "karte", "taste", "app", "lampe",
        "regel", "adresse", "nachricht", "mail", "software", "platte", "tastatur", "schlange", "buchse", "dose",
    ),
    "n": (
        "chen", "lein", "ment", "gerät", "konto", "kabel", "wort", "netz", "programm", "fach", "fenster",
        "profil", "zertifikat", "update", "handy", "telefon", "display", "laufwerk", "notebook", "tablet",
        "teil", "system",
    ),
})  # fmt: skip


def grammar(look: Look) -> str:
    """Demand that every option finishes the sentence of an open stem, and is as many as it asks for."""
    stem = unblocked(look.item.stem).rstrip()
    last = _LAST_WORD.search(plain(stem))
    word = last["word"] if last and not stem.endswith(("?", "!")) else ""
    misfit = _misfit(word.lower(), look.item.lang)
    if misfit is not None:
        return _named(look, word, misfit, look.item.options)
    if _ASKS_FOR_MANY.search(stem) and not _is_one(look.item.key.text):
        others = look.item.distractors
        return (
            "only the key is as many as the stem asks for" if all(_is_one(one.text) for one in others) else ""
        )
    return ""


def _named(look: Look, word: str, misfit: Misfit, options: tuple[Option, ...]) -> str:
    misfits = [option.id for option in options if misfit(plain(option.text))]
    is_cue = misfits and len(misfits) < len(look.item.options)
    return f"after “{word}” the options {', '.join(misfits)} do not fit" if is_cue else ""


def _misfit(word: str, lang: str) -> Misfit | None:
    """Return what tells that an option cannot follow the last word of a stem; None if any can."""
    if lang == "en" and word in {"a", "an"}:
        return lambda text: _sounds(text) not in {"", word}
    if lang == "de" and word in _GENDERS:
        return lambda text: not _can_follow(word, text)
    if word in _NUMBERED:
        return _is_one if _NUMBERED[word] else _is_many
    return None


def _sounds(text: str) -> str:
    """Return the article a text takes by its sound; empty for letters, which are spoken in either way.

    >>> [_sounds(text) for text in ("orange lamp", "user", "hour", "one port", "MAC address")]
    ['an', 'a', 'an', 'a', '']
    """
    return "" if _LETTERS.match(text) else "an" if _VOWEL.match(text.lower()) else "a"


def _can_follow(article: str, text: str) -> bool:
    """Whether a German noun, or the adjective before it, agrees with an article.

    >>> [_can_follow("ein", text) for text in ("Handy", "Registrierung", "falsche Adresse", "Zwischenspeicher")]
    [True, False, False, True]
    """
    first = text.split(maxsplit=1)[0].rstrip(",.;:") if text.split() else ""
    if first.islower() and first.isalpha():
        return first.endswith(tuple(_ADJECTIVES[article].split()))
    genders = {gender for gender, heads in _HEADS.items() if first.lower().endswith(heads)}
    return not genders or any(gender in _GENDERS[article] for gender in genders)


def _is_one(text: str) -> bool:
    """Whether an option is certainly one thing.

    >>> [_is_one(text) for text in ("a router that sleeps", "a router and a dock", "old cables")]
    [True, False, False]
    """
    found = words(text)
    return bool(found) and found[0] in _ONE and not _is_joined(found)


def _is_many(text: str) -> bool:
    """Whether an option is certainly more than one thing."""
    found = words(text)
    return bool(found) and (found[0] in _MANY or _is_joined(found))


def _is_joined(found: list[str]) -> bool:
    return bool({"and", "und"} & set(found[1:_JOINED_WITHIN]))
