"""Telling what to do from what is so."""

from kbtool.drafting import markup
from kbtool.drafting.lexicon import orders


def is_instruction(sentence: str, lang: str) -> bool:
    """Return whether a sentence tells the reader what to do.

    >>> is_instruction("Öffnen Sie die Einstellungen.", "de"), is_instruction("Der Drucker ist alt.", "de")
    (True, False)
    """
    text = _said(sentence)
    if orders.CARRY_ON.search(text):
        return False
    if lang == "de":
        return _is_german(text) or bool(orders.START.match(text) and not orders.SUBJECT.search(text))
    return bool(
        orders.START.match(text)
        or orders.ADVICE.search(text)
        or orders.AFTER.match(text)
        or orders.THERE.match(text)
        or orders.MENU.search(text)
    )


def _is_german(text: str) -> bool:
    if (
        orders.START_DU.match(text)
        or orders.SIE.search(text)
        or orders.RAT.search(text)
        or orders.MENU.search(text)
    ):
        return True
    return bool(orders.INFINITIVE.search(text)) and not orders.SUBJECT.search(text) and not text.endswith("?")


def is_order(sentence: str, lang: str) -> bool:
    """Return whether a sentence starts as an order, so that it can stand as a step of its own."""
    text = _said(sentence)
    if lang == "de":
        return bool(orders.START_DU.match(text) or orders.SIE.search(text) or _is_infinitive(text))
    return bool(orders.START.match(text) or orders.AFTER.match(text) or orders.THERE.match(text))


def _is_infinitive(text: str) -> bool:
    return bool(orders.INFINITIVE.search(text)) and not orders.SUBJECT.search(text)


def _said(sentence: str) -> str:
    return markup.said(sentence).lstrip("\"'„“”*([ ")
