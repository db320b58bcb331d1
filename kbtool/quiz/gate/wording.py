"""Checks of how an item is worded; a message says what is wrong, an empty one that nothing is."""

import re

from kbtool.model.language import detect
from kbtool.quiz.gate.look import Look
from kbtool.quiz.text import plain, question, words

_ENOUGH_WORDS = 5

_ALL_NONE = re.compile(
    r"^\W*(?:all|none|both|any|neither)\s+(?:of\s+(?:the\s+)?(?:above|these|them|those|others?)|the\s+above)\b"
    r"|^\W*(?:alle|keine?[rs]?|beide[s]?|sämtliche)\s+(?:der\s+|die\s+|von\s+)?(?:oben\s+)?"
    r"(?:genannten?|obigen|davon|diesen|antworten|aussagen|optionen)\b"
    r"|^\W*(?:nichts\s+davon|alles\s+davon|a\s+(?:and|und)\s+b)\b",
    re.IGNORECASE,
)
# “Why is it not …?” asks for a reason and is fine; “Which is not …?” asks for the exception.
_NEGATIVE = re.compile(
    r"\b(?:NOT|NICHT|EXCEPT|AUSSER|KEINE?[NRS]?)\b"
    r"|(?i:\b(?:which|what)\b(?:(?!\bwhy\b|\bexplain|\breason)[^?.])*"
    r"(?:\b(?:is|are|does|do|would|should|can|will)\s+not\b|n['’]t\b|\b(?:incorrect|false|wrong)\b)[^?.]*\?)"
    r"|(?i:\b(?:welche[rs]?|was|wer)\b(?:(?!\bwarum\b|\bweshalb\b|\bgrund\b|\berklär)[^?.])*"
    r"\b(?:nicht|keine?[nrs]?|falsch)\b[^?.]*\?)"
    r"|(?i:\ball\b[^?.]*\bexcept\b|\balle\b[^?.]*\baußer\b)",
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|guaranteed|impossible|invariably|under\s+no\s+circumstances"
    r"|immer(?!\s+(?:wieder|noch|mehr|neu|häufiger|öfter))|nie(?:mals)?|garantiert|unmöglich|ausnahmslos"
    r"|auf\s+keinen\s+Fall|in\s+jedem\s+Fall)\b",
    re.IGNORECASE,
)
_ARTICLE_END = re.compile(r"\b(?P<article>an?)\W*$", re.IGNORECASE)


def language(look: Look) -> str:
    """Demand that all texts are in the language of the item."""
    lang = look.item.lang
    for option in look.item.options:
        # A few words, such as a team's name, do not show their language.
        if len(words(option.text)) >= _ENOUGH_WORDS and detect(plain(option.text), lang) != lang:
            return f"option {option.id} is not in the language of the item ({lang})"
    if detect(question(look.item.stem), lang) != lang:
        return f"the stem is not in the language of the item ({lang})"
    return ""


def all_or_none(look: Look) -> str:
    """Demand that no option speaks about the other options."""
    for option in look.item.options:
        if _ALL_NONE.search(option.text):
            return f"option {option.id} is “all” or “none of the above”"
    return ""


def negative_stem(look: Look) -> str:
    """Demand that the question does not ask for what is not so; a requester may deny things."""
    return "the stem asks for what is not so" if _NEGATIVE.search(question(look.item.stem)) else ""


def absolutes(look: Look) -> str:
    """Demand that words such as “always” do not mark wrong options only."""
    if _ABSOLUTE.search(look.item.key.text):
        return ""
    marked = [option.id for option in look.item.distractors if _ABSOLUTE.search(option.text)]
    return f"only wrong options ({', '.join(marked)}) say “always” or “never”" if marked else ""


def grammar(look: Look) -> str:
    """Demand that a stem ending in “a” or “an” does not tell which options fit."""
    end = _ARTICLE_END.search(look.item.stem) if look.item.lang == "en" else None
    if end is None:
        return ""
    wants_vowel = end["article"].lower() == "an"
    starts = {option.id: plain(option.text)[:1].lower() in "aeiou" for option in look.item.options}
    misfits = [name for name, is_vowel in starts.items() if is_vowel is not wants_vowel]
    return f"after “{end['article']}” the options {', '.join(misfits)} do not fit" if misfits else ""


def reasons(look: Look) -> str:
    """Demand that every option says why it is right or wrong."""
    missing = [option.id for option in look.item.options if not option.why.strip()]
    return f"the options {', '.join(missing)} do not say why" if missing else ""
