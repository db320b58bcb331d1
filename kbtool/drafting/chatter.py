"""What people say in tickets without saying anything about the problem: greetings, thanks, questions back.

The patterns look at one plain sentence. When in doubt a sentence is kept: a reviewer strikes words faster than
they can invent them.
"""

from enum import StrEnum
from functools import lru_cache

from kbtool.drafting import markup, words
from kbtool.drafting.lexicon.talk import BARE_GREETING, CLOSING, COURTESY, GREETING, LEAD_IN, REPORT, REQUEST


class Talk(StrEnum):
    """What a sentence does."""

    GREETING = "greeting"
    CLOSING = "closing"
    COURTESY = "courtesy"
    REQUEST = "request"
    REPORT = "report"
    LEAD_IN = "lead-in"
    CONTENT = "content"


# A closing formula is followed by a name of at most so many words.
_MAX_NAME = 4
# Courtesy is short; a long sentence that thanks says something, too.
_MAX_COURTESY = 16


@lru_cache(maxsize=4096)
def talk(sentence: str) -> Talk:
    """Return what a sentence does; everything that may help is content.

    >>> [talk(text).value for text in ("Hallo Frau Weiß,", "Danke für alles!", "Starten Sie Word neu.")]
    ['greeting', 'courtesy', 'content']
    """
    text = markup.said(sentence)
    if GREETING.fullmatch(text):
        return Talk.GREETING
    if is_closing(text):
        return Talk.CLOSING
    if LEAD_IN.search(text):
        return Talk.LEAD_IN
    if COURTESY.search(text) and words.count(text) <= _MAX_COURTESY:
        return Talk.COURTESY
    if REQUEST.search(text):
        return Talk.REQUEST
    return Talk.REPORT if REPORT.search(text) else Talk.CONTENT


def without_greeting(text: str) -> str:
    """Return a text without the greeting it starts with.

    >>> without_greeting("Hi Sofia, updates done, still the same")
    'updates done, still the same'
    """
    rest = GREETING.sub("", text, count=1)
    return BARE_GREETING.sub("", text, count=1) if rest == text else rest


def is_closing(line: str) -> bool:
    """Return whether a line closes a letter: the formula, and at most a name behind it.

    >>> is_closing("Viele Grüße Anna"), is_closing("Best option: restart it.")
    (True, False)
    """
    found = CLOSING.match(line)
    if found is None:
        return False
    rest = line[found.end() :].split()
    return (
        len(rest) <= _MAX_NAME
        and all(word[0].isupper() or word[0] == "[" for word in rest)
        and line[-1] not in ".?:"
    )
