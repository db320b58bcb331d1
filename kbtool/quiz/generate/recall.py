"""Items of type recall: the command, address, path or port that a step leaves blank."""

import re
from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Option, Slot
from kbtool.quiz.gate.forms import BLANK
from kbtool.quiz.generate.next_step import words
from kbtool.quiz.generate.phrases import Phrases, inner, phrases
from kbtool.quiz.generate.proposal import Kind, Settled
from kbtool.quiz.shelf import Entry, Shelf, Step
from kbtool.quiz.text import plain, sentences

_CODE = re.compile(r"`([^`]+)`")
# What stands before an example: the reader puts something of their own there.
_EXAMPLE = re.compile(
    r"(?:zum\s+beispiel|z\.\s?B\.|etwa|beispielsweise|im\s+beispiel|for\s+example|for\s+instance|such\s+as|e\.g\.)\W*$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"[<>…{}]|\b(?:X:|example|beispiel|server|user(?:name)?|benutzer(?:name)?)\b", re.IGNORECASE
)
_OR = re.compile(r"^\W*\s(?:oder|bzw\.|or)\s\W*$", re.IGNORECASE)
_PROMPT = re.compile(r"^(?:[A-Z]:\\[^>]*>|PS [^>]*>|\$|#)\s*")
# Where a step says http, it may matter; https is what a browser adds by itself.
_SCHEME = "https://"
_ADDRESS = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+(?:[a-z]{2,}|\d{1,3})(?:[:/]\S*)?$")
_PATH = re.compile(r"^(?:\\\\\w|[A-Z]:\\|%\w+%|~/|/(?:etc|var|opt|usr|Library|Applications)\b)")
_FILE = re.compile(r"^[\w-]+\.(?:exe|msc|cpl|ps1|bat)$")
_COMMAND = re.compile(
    r"^[A-Za-z][\w.-]*(?:\s+(?:[-/+][\w:=.,-]+|[a-z\d][\w:=.,-]*))+$"
    r"|^(?:ipconfig|winver|msinfo32|dxdiag|mstsc|cmd|regedit|hostname|nslookup|systeminfo|ifconfig)$"
)
_PORT = re.compile(r"^\d{2,5}$")
_PORT_BEFORE = re.compile(r"\bports?\W*$", re.IGNORECASE)
# Other codes are read off the screen.
_TYPES = re.compile(
    r"\b(?:geben|tippen|öffnen|rufen|starten|führen|melden|type|enter|run|open|start|execute|sign\s+in)\b",
    re.IGNORECASE,
)


def propose(entry: Entry, shelf: Shelf) -> Iterator[Settled]:  # noqa: ARG001 - every kind has the same signature
    """Yield one item for each step that has something worth knowing by heart."""
    if not entry.phrases:
        return
    for step in entry.steps:
        for sentence in sentences(step.text):
            proposal = _proposal(entry, step, sentence)
            if proposal:
                yield proposal
                break


def _proposal(entry: Entry, step: Step, sentence: str) -> Settled | None:
    say, article = phrases(entry.lang), entry.article
    for found in _CODE.finditer(sentence):
        code, before = found.group(1), sentence[: found.start()]
        what = _what(code, before, say)
        if not what or _EXAMPLE.search(before) or _PLACEHOLDER.search(code) or not _TYPES.search(sentence):
            continue
        blank = f"{before}`{BLANK}`{_rest(sentence[found.end() :])}"
        phrase = inner(entry.phrases[step.number % len(entry.phrases)], entry.lang)
        why = say.next_right.format(number=step.number, title=inner(article.title, entry.lang))
        texts = accepted(code, sentence[found.end() :])
        return Settled(
            Slot(entry.id, ItemType.RECALL, step.number),
            entry,
            say.recall_stem.format(phrase=phrase, what=what, step=blank),
            tuple(
                Option("", text, say.recall_also if number and _SCHEME in code + text else why,
                       is_key=True, origin=f"{entry.id}#{step.number}")
                for number, text in enumerate(texts)
            ),
            (phrase, step.text, article.title, article.summary),
            plain(article.summary),
        )  # fmt: skip
    return None


def _what(code: str, before: str, say: Phrases) -> str:
    """Return what a code is, in words for the question; nothing if it is none that is typed."""
    if _PORT.match(code):
        return say.recall_port if _PORT_BEFORE.search(before) else ""
    if _ADDRESS.match(code) and not _FILE.match(code):
        return say.recall_address
    if _PATH.match(code):
        return say.recall_path
    return say.recall_command if _FILE.match(code) or _COMMAND.match(code) else ""


def accepted(code: str, rest: str) -> tuple[str, ...]:
    """Return the texts that are accepted: without a prompt, an address also without its start, alternatives.

    >>> accepted("$ ipconfig /flushdns", ""), accepted("a.example/b", "")
    (('ipconfig /flushdns',), ('a.example/b', 'https://a.example/b'))
    >>> accepted("mstsc", " oder `mstsc.exe` ein.")
    ('mstsc', 'mstsc.exe')
    """
    first = _PROMPT.sub("", code.strip())
    texts = [first, first.removeprefix(_SCHEME)]
    if _ADDRESS.match(first) and "://" not in first and not _FILE.match(first):
        texts.append(_SCHEME + first)
    other = _CODE.search(rest)
    if other and _OR.match(rest[: other.start()]):
        texts.append(_PROMPT.sub("", other.group(1)))
    return tuple(dict.fromkeys(texts))


def _rest(text: str) -> str:
    """Return what follows the blank, without alternatives to it."""
    other = _CODE.search(text)
    return text[other.end() :] if other and _OR.match(text[: other.start()]) else text


RECALL = Kind(ItemType.RECALL, propose, words)
