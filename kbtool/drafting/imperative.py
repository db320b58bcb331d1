"""Advice and reports in English turned into orders: "You should check …" and "I removed …" are steps, too.

German is left as it is: its advice ("Sie können …") reads well as a step.
"""

import re

from kbtool.drafting import markup, tidy
from kbtool.drafting.lexicon import orders

_LONG_AGO = re.compile(r"\b(?:ago|always|used to|originally)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?P<before>, | and | then |, and | and then | or )(?:i )?(?P<verb>[a-z]+)\b")


def order(sentence: str) -> str:
    """Return an English sentence as an order where it is plain advice or tells what was done; else as it is.

    >>> order("I went to Settings, clicked Privacy and removed the account.")
    'Go to Settings, click Privacy and remove the account.'
    >>> order("You should check the cable."), order("I suggest using the web mail."), order("It is old.")
    ('Check the cable.', 'Use the web mail.', 'It is old.')
    """
    for pattern, base in ((orders.ADVISED, _as_base), (orders.ADVISED_DOING, _of_gerund)):
        found = pattern.match(sentence)
        verb = base(found["verb"].lower()) if found else ""
        if found and verb:
            return tidy.capital(verb + sentence[found.end() :])
    found = None if _LONG_AGO.search(sentence) else orders.DONE.match(sentence) or orders.NOTED.match(sentence)
    verb = _of_past(found["verb"].lower()) if found else ""
    if found is None or not verb:
        return sentence
    return tidy.capital(verb + _JOINED.sub(_joined, sentence[found.end() :]))


def _joined(found: re.Match[str]) -> str:
    verb = _of_past(found["verb"])
    return found["before"] + verb if verb else found[0]


def _as_base(verb: str) -> str:
    return verb if verb in orders.VERBS else ""


def _of_gerund(verb: str) -> str:
    stem = verb.removesuffix("ing")
    return next((base for base in (stem, f"{stem}e", stem[:-1]) if base in orders.VERBS), "")


def _of_past(verb: str) -> str:
    if verb in orders.PAST:
        return orders.PAST[verb]
    if not verb.endswith("ed"):
        return ""
    stem = verb.removesuffix("ed")
    forms = (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y" if stem.endswith("i") else "")
    return next((base for base in forms if base in orders.VERBS), "")


def is_done(sentence: str) -> bool:
    """Return whether an English sentence tells what its writer did to get there."""
    found = orders.DONE.match(markup.said(sentence))
    return found is not None and bool(_of_past(found["verb"].lower()))
