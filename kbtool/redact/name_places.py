"""Places where an ordinary word with a capital is rather somebody's name: "Kranz meint", "Messners Laptop".

A dictionary has half of all names as words. What stands around such a word tells a name from a thing: people
say and ask, they have laptops, they are called, greeted and mentioned. All of it makes suspicions only.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kbtool.redact.matching import starts_sentence
from kbtool.redact.rare import is_usual, may_be_name
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import (
    contexts,
    first_names,
    is_literal,
    is_technical,
    lemma,
)

_DETERMINERS = contexts("name_places.determiners")
_SAY = contexts("suspect.people_say") | contexts("name_places.people_do")
_FROM = frozenset("aus vom von from".split())
_FOREIGN = frozenset("van de della di dos ter ten".split())
_HELLO = contexts("greetings.hello")
_HOLDERS = contexts("name_places.holders")
_CALLED = contexts("name_places.called")
_CALLS, _STATES = contexts("name_places.calls"), contexts("name_places.states")
_IS = frozenset("ist war sind is was s".split())
_STILL = frozenset("ich noch jetzt nun er sie bisher frueher".split())
_HEISSEN = frozenset("heiss heisse heisst hiess".split())
_SIGNS_BEFORE = (
    _HELLO
    | _CALLED
    | _FOREIGN
    | _HOLDERS
    | frozenset("durch by hat hatte ich noch jetzt nun er sie bisher frueher".split())
)
_SIGNS_BEHIND = (
    _SAY
    | _FROM
    | _CALLS
    | _IS
    | frozenset("s who neben beside unser unsere mein meine my our hat hatte".split())
)
_ROLES = contexts("suspect.roles") | contexts("honorifics.roles")
_POSSESSIVES = contexts("honorifics.possessives") | {"der", "die", "the"}
_NEAR_ME = frozenset(
    (near, me) for near in ("neben", "beside") for me in "mir dir uns ihm ihr me us him her".split()
)
_PARTICIPLE = re.compile(r"(?:\w{2,5})?ge\w{2,10}(?:t|en)|(?:ver|be|ent|er)\w{3,10}(?:t|en)|\w{3,10}iert")
_AND = frozenset("und oder and or sowie auch".split())
_JOINTS = _AND | contexts("name_places.joints")
_JOINED = 5
_SENDER = re.compile(r"((?:[A-ZÄÖÜ][\w'’-]{1,24},?[ ]){1,3})(?:<|\[mailto:|\()[\w.+-]{1,64}@")
_ENDS_CALL = re.compile(r"[ \t]?(?:[,!]|\r?\n|$)")
_ENDS_CLAUSE = re.compile(r"[ \t]?(?:[.,;:!?)\]|\t]|\r?\n|$)")


def names_somebody(view: View, index: int, lang: str) -> bool:
    """Whether the word at this index stands where somebody is named, though it may be a thing elsewhere."""
    return _is_worth_a_look(view, index) and _names_somebody(view, index, lang)


def _is_worth_a_look(view: View, index: int) -> bool:
    """Whether anything around a word may make a name of it; most words have nothing."""
    token = view.tokens[index]
    if token.word[-1] == "s" or view.text[token.end : token.end + 1] == ",":
        return True
    if index and view.tokens[index - 1].key in _SIGNS_BEFORE:
        return True
    if index + 1 < len(view.tokens) and view.tokens[index + 1].key in _SIGNS_BEHIND:
        return True
    return view.text[token.start - 1 : token.start] == "@"


def _names_somebody(view: View, index: int, lang: str) -> bool:
    token = view.tokens[index]
    if is_mentioned(view, index) or _is_behind_particle(view, index) or _is_by(view, index):
        return True
    if _is_before_first_name(view, index) or (lang == "de" and _owns(view, index)):
        return True
    if not may_be_name(token.word, token.key):
        return False
    return (
        (index + 1 < len(view.tokens) and (_speaks(view, index, lang) or _is_looked_for(view, index)))
        or _is_person(view, index)
        or (lang == "de" and (_has_done(view, index) or _is_holder(view, index)))
        or _works_there(view, index)
        or (lang == "en" and _owns_in_english(view, index))
    )


def senders(view: View) -> Iterator[int]:
    """Yield the words with capitals right before an address in brackets: "Lark Vale <lv@example.org>"."""
    for found in _SENDER.finditer(view.text) if "@" in view.text else ():
        index = index_at(view, found.start())
        while index < len(view.tokens) and view.tokens[index].start < found.end(1):
            if not is_technical(view.tokens[index].key) or index_at(view, found.end(1)) - index == 1:
                yield index
            index += 1


def is_mentioned(view: View, index: int) -> bool:
    """Whether somebody is called so, greeted or mentioned: "@Line", "a kid called Crystal", "Hi Line,"."""
    token = view.tokens[index]
    if view.text[token.start - 1 : token.start] == "@" and token.word.istitle():
        return index + 1 >= len(view.tokens) or view.gap(index)[:1] != "."
    if not index or view.gap(index - 1) != " ":
        return False
    before = view.tokens[index - 1]
    if before.key in _CALLED or _is_ones_name(view, index):
        return token.word.istitle()
    is_greeted = before.key in _HELLO and view.starts_line(before.start) and token.word.istitle()
    return is_greeted and not is_usual(token.key) and _ENDS_CALL.match(view.text, token.end) is not None


def _is_ones_name(view: View, index: int) -> bool:
    """Whether somebody says what he is called: "im Portal heiße ich noch Kranz"."""
    if view.tokens[index - 1].key not in _STILL:
        return False
    return any(token.key in _HEISSEN for token in view.tokens[max(0, index - 4) : index - 1])


def _speaks(view: View, index: int, lang: str) -> bool:
    """Whether a word without an article does what people alone do: "Kranz meint"."""
    if view.gap(index) != " ":
        return (
            view.gap(index) == ") " and view.gap(index - 1).endswith("(") and view.tokens[index + 1].key in _SAY
        )
    if index and view.gap(index - 1) in {" ", "-"} and not _goes_before_name(view.tokens[index - 1]):
        return False
    if lang == "en" and starts_sentence(view, view.tokens[index].start):
        return False
    return view.tokens[index + 1].key in _SAY


def _is_looked_for(view: View, index: int) -> bool:
    """Whether a word is to be called, or is away: "bitte die Knecht anrufen"."""
    return view.gap(index) == " " and (view.tokens[index + 1].key in _CALLS or _is_away(view, index))


def _is_away(view: View, index: int) -> bool:
    """Whether a word is ill, on leave or retired: "Gabel ist ja jetzt in Rente"."""
    if view.tokens[index + 1].key not in _IS:
        return False
    behind = view.tokens[index + 2 : index + 7]
    return (
        any(token.key in _STATES for token in behind)
        and "." not in view.text[view.tokens[index].end : behind[-1].start]
    )


def _works_there(view: View, index: int) -> bool:
    """Whether a word is from a department: "Lipp aus dem HCM-Team", "der Kranz aus der Frühschicht"."""
    if index + 2 >= len(view.tokens) or view.gap(index) != " " or view.tokens[index + 1].key not in _FROM:
        return False
    return any(_is_department(token.key) for token in view.tokens[index + 2 : index + 5])


@lru_cache(maxsize=4096)
def _is_department(key: str) -> bool:
    return key in contexts("name_places.departments") or key.endswith(
        ("abteilung", "schicht", "team", "klasse")
    )


def _is_behind_particle(view: View, index: int) -> bool:
    """Whether "van" or "de" stands before a word, as no sentence has it: "Kollege de Wit"."""
    if not index or view.gap(index - 1) != " " or view.tokens[index - 1].word not in _FOREIGN:
        return False
    alone = index == 1 or view.gap(index - 2) in {" ", "\n", " @", ": ", ", ", " ("}
    return alone and view.tokens[index].word.istitle()


def joined_to(view: View, first: int, last: int) -> Iterator[int]:
    """Yield words that may be names because they are joined to one: "vom Kranz und vom Marek"."""
    for start, step in ((first, -1), (last, 1)):
        at = start + step
        while 0 <= at < len(view.tokens) and abs(at - start) < _JOINED and view.tokens[at].key in _JOINTS:
            at += step
        if 0 <= at < len(view.tokens) and _are_joined(view, min(at, start), max(at, start)):
            token = view.tokens[at]
            is_first = token.word.istitle() and token.key in first_names().names
            if is_first or may_be_name(token.word, token.key):
                yield at


def _are_joined(view: View, first: int, last: int) -> bool:
    """Whether an "and" stands between two words, and no other sign than a comma."""
    is_and = any(token.key in _AND for token in view.tokens[first + 1 : last])
    return is_and and all(view.gap(at) in {" ", ", "} for at in range(first, last))


def _is_before_first_name(view: View, index: int) -> bool:
    """Whether a family name stands before a first one: "Kranz, Anna"."""
    if index + 1 >= len(view.tokens) or view.gap(index) not in {", ", ","}:
        return False
    token, first = view.tokens[index], view.tokens[index + 1]
    if not token.word.istitle() or is_technical(token.key) or is_usual(token.key):
        return False
    is_listed = first.is_capital and first.key in first_names().names
    return is_listed and _ENDS_CLAUSE.match(view.text, first.end) is not None


def _is_by(view: View, index: int) -> bool:
    """Whether something was done by a word that ends its clause: "bestätigt durch Kranz"."""
    if not index or view.before(index) not in {"durch", "by"} or view.gap(index - 1) != " ":
        return False
    token = view.tokens[index]
    is_adjective = is_literal(token.word.lower(), "de") and token.word.istitle() and token.key[-1] != "n"
    may_be = may_be_name(token.word, token.key) or (is_adjective and not is_usual(token.key))
    return may_be and _ENDS_CLAUSE.match(view.text, token.end) is not None


def _is_person(view: View, index: int) -> bool:
    """Whether a word goes on as people alone do: "a Crystal, who promised", "die Mare neben mir"."""
    if index + 2 >= len(view.tokens):
        return False
    gap, behind, further = view.gap(index), view.tokens[index + 1].key, view.tokens[index + 2].key
    if behind == "who":
        return gap in {" ", ", "} and not starts_sentence(view, view.tokens[index].start)
    if gap == " " and (behind, further) in _NEAR_ME:
        return True
    return gap in {", ", " ("} and behind in _POSSESSIVES and further in _ROLES


def _has_done(view: View, index: int) -> bool:
    """Whether a word without an article has done something: "den Code hat Kranz geändert", "Kranz hat es"."""
    tokens = view.tokens
    if index + 1 < len(tokens) and tokens[index + 1].key in {"hat", "hatte"} and view.gap(index) == " ":
        return not (index and view.gap(index - 1) == " ") and tokens[index + 2 : index + 3] != []
    if not index or tokens[index - 1].key not in {"hat", "hatte"} or view.gap(index - 1) != " ":
        return False
    return any(_PARTICIPLE.fullmatch(token.word) for token in tokens[index + 1 : index + 4])


def _is_holder(view: View, index: int) -> bool:
    """Whether something is named after a word, or is its own: "der Betrieb Kranz", "das gehört Kranz"."""
    return bool(index) and view.before(index) in _HOLDERS and view.gap(index - 1) == " "


def _owns(view: View, index: int) -> bool:
    """Whether a genitive stands before a noun without an article, as names alone do: "mit Messners Laptop"."""
    token = view.tokens[index]
    if not token.word.endswith("s") or index + 1 >= len(view.tokens):
        return False
    is_itself = lemma(token.word, "de") == token.word or is_literal(token.word.lower(), "de")
    if is_itself or not may_be_name(token.word[:-1], token.key[:-1]):
        return False
    if index and view.gap(index - 1) == " " and not _goes_before_name(view.tokens[index - 1]):
        return False
    return view.gap(index) == " " and _is_owned(view, index + 1)


def _is_owned(view: View, index: int) -> bool:
    """Whether a noun stands here, perhaps behind an adjective: "Laptop", "laptop", "altes Profil"."""
    owned = view.tokens[index]
    if _is_small_noun(owned.word):
        return True
    if not owned.is_capital and index + 1 < len(view.tokens):
        if not owned.key.endswith(("e", "es", "er", "en")) or owned.key in _SAY or view.gap(index) != " ":
            return False
        owned = view.tokens[index + 1]
        return owned.is_capital and is_literal(owned.word, "de")
    return owned.word.istitle()


@lru_cache(maxsize=4096)
def _is_small_noun(word: str) -> bool:
    """Whether a German noun is written small: "laptop", "passwort"."""
    return word.islower() and is_literal(word.title(), "de") and not is_literal(word, "de")


def _goes_before_name(before: Token) -> bool:
    """Whether the word before may stand before a name: a preposition or a verb, no article and no adjective."""
    if before.is_capital or before.key in _DETERMINERS:
        return False
    return before.key in contexts("name_places.before") or not before.key.endswith(
        ("e", "er", "en", "es", "em")
    )


def _owns_in_english(view: View, index: int) -> bool:
    """Whether something is a word's with a capital inside a sentence: "Banks's old profile"."""
    token = view.tokens[index]
    if index + 1 >= len(view.tokens) or view.gap(index) not in {"'", "’"} or view.tokens[index + 1].key != "s":
        return False
    return not starts_sentence(view, token.start) or token.key in first_names().names
