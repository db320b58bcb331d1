"""Checks of how an item is worded; a message says what is wrong, an empty one that nothing is."""

import re

from kbtool.model.language import detect
from kbtool.model.quiz import Form, Option
from kbtool.quiz.gate.look import Look
from kbtool.quiz.gate.negation import asks_for_exception, is_emphasised
from kbtool.quiz.text import plain, question, words

_ENOUGH_WORDS = 5

_ALL_NONE = re.compile(
    r"^\W*(?:all|none|both|any|neither)\s+(?:of\s+(?:the\s+)?(?:above|these|them|those|others?)|the\s+above)\b"
    r"|^\W*(?:alle|keine?[rs]?|beide[s]?|sämtliche)\s+(?:der\s+|die\s+|von\s+)?(?:oben\s+)?"
    r"(?:genannten?|obigen|davon|diesen|antworten|aussagen|optionen)\b"
    r"|^\W*(?:nichts\s+davon|alles\s+davon|a\s+(?:and|und)\s+b)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"^\W*(?:none|neither|keine?[rs]?|nichts)\b", re.IGNORECASE)
# A question that says itself that there may be nothing to choose.
_IF_ANY = re.compile(
    r"\bif\s+(?:any|none)\b|\bwenn\s+überhaupt\b|\bfalls\s+(?:überhaupt|eine?[rsn]?|keine?[rsn]?)\b|\bgegebenenfalls\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|guaranteed|invariably|under\s+no\s+circumstances"
    r"|immer(?!\s+(?:wieder|noch|mehr|neu|häufiger|öfter))|nie(?:mals)?|garantiert|ausnahmslos"
    r"|auf\s+keinen\s+Fall|in\s+jedem\s+Fall)\b",
    re.IGNORECASE,
)


def language(look: Look) -> str:
    """Demand that all texts are in the language of the item; commands have none."""
    lang = look.item.lang
    for option in look.item.options if look.item.form is not Form.TYPED else ():
        # A few words, such as a team's name, do not show their language.
        if len(words(option.text)) >= _ENOUGH_WORDS and detect(plain(option.text), lang) != lang:
            return f"option {option.id} is not in the language of the item ({lang})"
    if detect(question(look.item.stem), lang) != lang:
        return f"the stem is not in the language of the item ({lang})"
    return ""


def all_or_none(look: Look) -> str:
    """Demand that no option speaks about the other options."""
    for option in look.item.options:
        if _ALL_NONE.search(option.text) and not _may_be_none(look, option):
            return f"option {option.id} is “all” or “none of the above”"
    return ""


def none_if_any(look: Look) -> str:
    """Point at a “none of these” that the question itself announces, as in “Which, if any, …”."""
    for option in look.item.options:
        if _ALL_NONE.search(option.text) and _may_be_none(look, option):
            return f"option {option.id} is “none of the above”, which the question allows for"
    return ""


def _may_be_none(look: Look, option: Option) -> bool:
    return bool(_NONE.search(option.text) and _IF_ANY.search(look.item.stem))


def hidden_negation(look: Look) -> str:
    """Demand that a question for what is not so cannot be misread; a requester may deny things."""
    stem = look.item.stem
    return "" if is_emphasised(stem) else "the stem asks for what is not so" if asks_for_exception(stem) else ""


def visible_negation(look: Look) -> str:
    """Ask for a question without “not”, even where it is in capitals or bold (Haladyna 2002)."""
    stem = look.item.stem
    return "the stem asks for what is NOT so" if is_emphasised(stem) and asks_for_exception(stem) else ""


def absolutes(look: Look) -> str:
    """Demand that words such as “always” do not mark wrong options only."""
    if _ABSOLUTE.search(look.item.key.text):
        return ""
    marked = [option.id for option in look.item.distractors if _ABSOLUTE.search(option.text)]
    return f"only wrong options ({', '.join(marked)}) say “always” or “never”" if marked else ""


def reasons(look: Look) -> str:
    """Demand that every option says why it is right or wrong, unless the explanation does for all of them."""
    missing = _silent(look)
    if not missing or (len(missing) == len(look.item.options) and look.item.explanation.strip()):
        return ""
    return f"the options {', '.join(missing)} do not say why"


def explained_at_once(look: Look) -> str:
    """Ask for a reason of each option where one explanation serves for all."""
    is_at_once = len(_silent(look)) == len(look.item.options) and look.item.explanation.strip()
    return "no option says why, only the explanation for all of them" if is_at_once else ""


def _silent(look: Look) -> list[str]:
    return [option.id for option in look.item.options if not option.why.strip()]
