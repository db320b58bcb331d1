"""The sentences that say why."""

from kbtool.drafting import chatter, instructions, markup, words
from kbtool.drafting.chatter import Talk
from kbtool.drafting.lexicon import asides
from kbtool.drafting.lexicon.trouble import WHY

_MIN_WORDS, _MAX_WORDS = 6, 45


def is_cause(text: str, lang: str) -> bool:
    """Return whether a sentence gives a cause.

    >>> is_cause("Die Ursache war ein altes Kabel.", "de"), is_cause("Do it because I say so.", "en")
    (True, False)
    """
    said = markup.said(text)
    says_why = asides.CAUSE_LABEL.match(said) or WHY.get(lang, WHY["en"]).search(said)
    if not says_why or text.endswith(":"):
        return False
    if not _MIN_WORDS <= words.count(text) <= _MAX_WORDS:
        return False
    return chatter.talk(text) is Talk.CONTENT and not instructions.is_order(text, lang)
