"""What a reviewer decides word by word: it may stand here, it may stand for good, it goes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from kbtool import frontmatter
from kbtool.errors import RefusedError, UnknownNameError
from kbtool.frontmatter import Document
from kbtool.project import Project
from kbtool.redact.folding import fold
from kbtool.redact.types import Finding, Kind, Suspicion
from kbtool.services import approved_words, content, decisions, drafts, privacy, review
from kbtool.services.drafts import Opened
from kbtool.services.privacy import BODY, Part
from kbtool.services.review import Examined
from kbtool.settings import Settings
from kbtool.store import files

_STEMS = {Kind.NAME: "person"}


class Decision(StrEnum):
    """What becomes of a word."""

    ACCEPT = "accept"
    REDACT = "redact"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class Word:
    """One word or value of an article that is open, with all its places.

    Personal data has no `suspicions`: it cannot be accepted at a place, only go or be approved for good.
    """

    token: str = field(repr=False)
    type: Kind
    rule: str
    places: tuple[tuple[int, int], ...]
    suspicions: tuple[Suspicion, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a word in one item; `word` is what the person typed."""

    id: str
    path: str
    word: str
    decision: Decision
    places: int


def words(examined: Examined) -> list[Word]:
    """Return what is open in one item, in the order of its text."""
    text = examined.private.text
    found: dict[str, list[Finding]] = {}
    for one in examined.private.findings:
        found.setdefault(fold(text[one.start : one.end]), []).append(one)
    open_: dict[str, list[Suspicion]] = {}
    for suspicion in examined.undecided:
        open_.setdefault(fold(suspicion.token), []).append(suspicion)
    everything = (*(_found(text, same) for same in found.values()), *map(_suspected, open_.values()))
    return sorted(everything, key=lambda word: word.places[0])


def _found(text: str, same: Sequence[Finding]) -> Word:
    first = same[0]
    places = tuple((one.start, one.end) for one in same)
    return Word(text[first.start : first.end], first.type, first.rule, places)


def _suspected(same: Sequence[Suspicion]) -> Word:
    first = same[0]
    places = tuple(sorted(place for one in same for place in one.places))
    return Word(first.token, first.type, first.rule, places, tuple(same))


def accept(project: Project, examined: Examined, word: Word, *, by: str, at: date) -> None:
    """Let a suspicious word stand where it stands, as long as the text around it is unchanged.

    Raises RefusedError for personal data.
    """
    if not word.suspicions:
        raise RefusedError(
            f"Personal data ({word.type}) cannot be accepted.",
            hint="Redact it; what is no personal data but a product or a hotline, approve for good.",
        )
    with files.locked(project.lock, doing="review"):
        decisions.accept(project, examined.private.text, word.suspicions, by=by, at=at)


def approve(project: Project, examined: Examined, word: Word) -> None:
    """Let a word or value stand in all articles of its language."""
    with files.locked(project.lock, doing="review"):
        approved_words.add(project, examined.opened.article.lang, [word.token])


def redact(project: Project, examined: Examined, word: Word, instead: str = "") -> None:
    """Replace a word at all its places in the file, by its placeholder unless other words are given.

    What was decided on the words around it holds. Raises RefusedError where it stands in the id, or in a field
    that is no text.
    """
    opened = examined.opened
    label = instead or placeholder(examined.private.text, word)
    document = _replaced(opened, word.places, label)
    with files.locked(project.lock, doing="review"):
        if content.read_document(opened.path) != opened.document:
            raise RefusedError(f"“{opened.article.id}” has changed while you read it.")
        drafts.save(opened.path, document)
        text, kept = (
            examined.private.text,
            [place for one in examined.private.suspicions for place in one.places],
        )
        moved = ((place, _moved(place, word.places, label)) for place in kept if place not in word.places)
        decisions.carry(project, text, _with(text, word.places, label), moved)


def _moved(place: tuple[int, int], replaced: Iterable[tuple[int, int]], label: str) -> tuple[int, int]:
    by = sum(len(label) - (end - start) for start, end in replaced if end <= place[0])
    return place[0] + by, place[1] + by


def placeholder(text: str, word: Word) -> str:
    """Return a placeholder for a word that the text does not have yet.

    >>> placeholder("Fragen Sie [person-1] oder Grün.", Word("Grün", Kind.NAME, "x", ((27, 31),)))
    '[person-2]'
    """
    if word.type is Kind.PASSWORD:
        return "[password]"
    stem = _STEMS.get(word.type, word.type.value)
    numbers = [int(found) for found in re.findall(rf"\[{stem}-(\d{{1,5}})\]", text)]
    return f"[{stem}-{max(numbers, default=0) + 1}]"


def _replaced(opened: Opened, places: Iterable[tuple[int, int]], label: str) -> Document:
    article = opened.article
    by_part: dict[Part, list[tuple[int, int]]] = {}
    for start, end in places:
        part = privacy.part_at(article, start)
        by_part.setdefault(part, []).append((start - part.start, end - part.start))
    document = opened.document
    changes: dict[str, Any] = {}
    for part, ranges in by_part.items():
        text = _with(part.text, ranges, label)
        if part.key == BODY:
            document = replace(document, body=text)
        elif part.index is None:
            changes[part.key] = _text_only(article.meta.get(part.key), part, text)
        else:
            items = changes.setdefault(part.key, list(article.meta[part.key]))
            items[part.index] = _text_only(items[part.index], part, text)
    return frontmatter.edit(document, changes)


def _text_only(value: object, part: Part, text: str) -> str:
    if part.key == "id" or isinstance(value, dict | list):
        raise RefusedError(
            f"It stands in “{part.key}”, where only you can change it.", hint="Edit the file, then look again."
        )
    return text


def _with(text: str, ranges: Iterable[tuple[int, int]], label: str) -> str:
    for start, end in sorted(ranges, reverse=True):
        text = text[:start] + label + text[end:]
    return text


def decide_all(
    project: Project,
    settings: Settings,
    names: Sequence[str],
    wanted: Sequence[tuple[Decision, str]],
    *,
    by: str,
    at: date,
    dry_run: bool = False,
) -> list[Decided]:
    """Decide on words wherever they are open in the named items, or in all open drafts where none is named.

    Raises UnknownNameError for a word that is open in none of them.
    """
    done: list[Decided] = []
    for decision, token in wanted:
        here = [
            Decided(one.opened.article.id, project.relative(one.opened.path), token, decision, len(word.places))
            for one, word in _open(project, settings, names, token)
            if dry_run or _do(project, one, word, decision, by=by, at=at)
        ]
        if not here:
            name = names[0] if names else "--all"
            hint = f"“kbtool review {name}” shows the words that are."
            raise UnknownNameError("open word", token, (), hint=hint)
        done += here
    return done


def _open(
    project: Project, settings: Settings, names: Sequence[str], token: str
) -> Iterable[tuple[Examined, Word]]:
    for one in review.examine_all(project, settings, names)[0]:
        found = next((word for word in words(one) if fold(word.token) == fold(token)), None)
        if found:
            yield one, found


def _do(project: Project, one: Examined, word: Word, decision: Decision, *, by: str, at: date) -> bool:
    if decision is Decision.ACCEPT:
        accept(project, one, word, by=by, at=at)
    elif decision is Decision.APPROVE:
        approve(project, one, word)
    else:
        redact(project, one, word)
    return True
