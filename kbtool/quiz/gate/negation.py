"""Questions that ask for what is not so, told from those that only mention something that fails."""

import re
from collections.abc import Iterator

from kbtool.quiz.text import plain, question, sentences

# “Why is it not …?” asks for a reason and is fine; “Which is not …?” asks for the exception.
_ASKS_FOR_EXCEPTION = re.compile(
    r"\b(?:NOT|NICHT|EXCEPT|LEAST|NEVER|AUSSER|AUẞER|NIE|KEINE?[NRS]?)\b"
    r"|(?i:\b(?:which|what)\b(?:(?!\bwhy\b|\bexplain|\breason)[^?.])*"
    r"(?:\b(?:is|are|does|do|would|should|can|could|will|must)\s+not\b|n['’]t\b|\bnever\b"
    r"|\b(?:incorrect|false|wrong|unlikely)\b|\bleast\s+(?:likely|probable|useful|helpful)\b)[^?.]*\?)"
    r"|(?i:\b(?:welche[rsn]?|was|wer)\b(?:(?!\bwarum\b|\bweshalb\b|\bgrund\b|\berklär)[^?.])*"
    r"\b(?:nicht|niemals|nie|keine?[nrs]?|falsch|unwahrscheinlich|am\s+wenigsten)\b[^?.]*\?)"
    r"|(?i:\ball\b[^?.]*\bexcept\b|\balle\b[^?.]*\baußer\b)",
)
# “What do you do when it does not print?” denies something besides, not what is asked for.
_ASIDE = re.compile(
    r",?\s*\b(?:if|when|because|although|though|while|since|wenn|falls|weil|obwohl|nachdem|sobald|solange|damit)\b[^,?.]*",
    re.IGNORECASE,
)
_EMPHASISED = re.compile(
    r"\b(?:NOT|NICHT|EXCEPT|LEAST|NEVER|AUSSER|AUẞER|NIE|KEINE?[NRS]?)\b"
    r"|(?i:(?:\*{1,3}|_{1,3})(?:not|except|least|never|nicht|nie|außer|keine?[nrs]?)(?:\*{1,3}|_{1,3}))"
)


def asks_for_exception(stem: str) -> bool:
    """Whether the question asks for what is not so; what a requester denies is no part of the question.

    >>> asks_for_exception("„druckt nicht“ Was ist die Ursache?"), asks_for_exception("Was ist keine Ursache?")
    (False, True)
    """
    return any(_ASKS_FOR_EXCEPTION.search(asked) for asked in _asking(plain(question(stem))))


def is_emphasised(stem: str) -> bool:
    """Whether the word that denies is in capitals or in bold, so that nobody reads past it."""
    return any(_EMPHASISED.search(asked) for asked in _asking(" ".join(question(stem).split())))


def _asking(stem: str) -> Iterator[str]:
    """Yield the sentences that ask: those with a question mark, and the last, which may be an instruction."""
    parts = sentences(stem)
    for place, part in enumerate(parts, start=1):
        if part.rstrip(" \"'”“)").endswith("?") or place == len(parts):
            yield _ASIDE.sub("", part)
