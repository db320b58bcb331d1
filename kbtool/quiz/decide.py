"""What a person decides about an item, as the item it makes; nothing here reads or writes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

import yaml

from kbtool.errors import RefusedError
from kbtool.model.quiz import Item, ItemReview, Rejection, Status
from kbtool.quiz import fields
from kbtool.quiz.fields import FieldProblem
from kbtool.quiz.gate.look import article_of
from kbtool.quiz.generate.assemble import source_sha256
from kbtool.quiz.generate.kinds import proposal_for
from kbtool.quiz.shelf import Shelf

# What results, articles and the generator know an item by; an editor changes words, not these.
KEPT_KEYS = ("id", "version", "type", "article", "ordinal", "status", "origin", "source", "review")


class Scope(StrEnum):
    """What a rejection keeps away."""

    QUESTION = "question"  #: This question with these options; another one may take its place.
    SLOT = "slot"  #: Any question about this phrasing or step.
    TYPE = "type"  #: Any question of this type about the article.


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision changes.

    `entry` are the item's lines where a person edited them, `conflict` is an article that is right as well.
    """

    item: Item
    entry: str = ""
    rejection: Rejection | None = None
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """An item from an editor: the outcome (none with a wrong field), what is wrong, and the keys put back."""

    outcome: Outcome | None
    problems: tuple[FieldProblem, ...] = ()
    kept: tuple[str, ...] = ()


def source_now(item: Item, shelf: Shelf) -> str:
    """Return the fingerprint that the item's articles have now; empty where nothing was generated of them."""
    entry = shelf.entries.get(item.article)
    if item.source is None or entry is None:
        return ""
    return source_sha256(item, proposal_for(entry, item.slot, shelf), shelf)


def accept(item: Item, shelf: Shelf, *, by: str, at: date, lock: bool = False) -> Outcome:
    """Vouch for an item beside its articles as they are now; only later changes of them make it stale."""
    source = replace(item.source, sha256=source_now(item, shelf)) if item.source else None
    status = Status.LOCKED if lock else Status.REVIEWED
    return Outcome(replace(item, status=status, review=ItemReview(by, at), source=source))


def reject(item: Item, scope: Scope, why: str = "") -> Outcome:
    """Retire an item and remember what is not to come back."""
    slot = f"{item.article}/{item.type.value}" if scope is Scope.TYPE else str(item.slot)
    triple = item.triple if scope is Scope.QUESTION else ""
    return Outcome(replace(item, status=Status.RETIRED), rejection=Rejection(slot, triple, why))


def conflict(item: Item, option: str, shelf: Shelf) -> Outcome:
    """Take an item out because the article of a wrong option is right as well.

    Generated words become a draft that is made anew with other options; words a person edited, wrote or locked
    wait as stale. Raises RefusedError for an option that comes from no other article, and for an item whose own
    article is gone.
    """
    if item.article not in shelf.entries:
        raise RefusedError(
            f"The article “{item.article}” of “{item.id}” is not there.",
            hint="Reject the item; nothing conflicts.",
        )
    found = next((one for one in item.distractors if one.id == option), None)
    name = article_of(found) if found else ""
    if name not in shelf.entries or name == item.article:
        raise RefusedError(
            f"Option {option} of “{item.id}” comes from no other article.",
            hint="Reject the item, or edit its options.",
        )
    if item.is_edited or item.status in {Status.LOCKED, Status.STALE}:
        return Outcome(replace(item, status=Status.STALE), conflict=name)
    return Outcome(replace(item, status=Status.DRAFT, review=None), conflict=name)


def waive(item: Item, code: str, reason: str) -> Outcome:
    """Let an item pass without a check, for a reason."""
    return Outcome(replace(item, waive={**item.waive, code: reason}))


def edit(item: Item, before: str, after: str) -> Edited:
    """Read an item's lines as they come back from an editor; `before` are those that went into it.

    The keys that are not a person's to change are put back. Changed words are a draft (a stale item stays
    stale), of the next version if the old ones were asked.
    """
    data, problem = _mapping(after)
    if data is None:
        return Edited(None, (problem,) if problem else ())
    old = _mapping(before)[0] or {}
    kept = tuple(key for key in KEPT_KEYS if data.get(key) != old.get(key))
    restored = {**{key: value for key, value in data.items() if key not in kept}}
    restored |= {key: old[key] for key in kept if key in old}
    made, problems = fields.build(restored, path=item.path, line=item.line)
    if made is None:
        return Edited(None, tuple(problems), kept)
    return Edited(Outcome(_reworded(item, made), entry=after), (), kept)


def _mapping(entry: str) -> tuple[Mapping[str, Any] | None, FieldProblem | None]:
    try:
        data = yaml.safe_load(entry)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        hint = "quote texts that contain “: ” or “ #”"
        return None, FieldProblem("quiz-file", f"line {line} is not valid YAML: {error.problem}", hint)
    except (yaml.YAMLError, ValueError) as error:
        return None, FieldProblem("quiz-file", f"not valid YAML: {error}")
    if isinstance(data, list) and len(data) == 1 and isinstance(data[0], dict):
        return data[0], None
    return None, FieldProblem("quiz-file", "this is not one item", "keep the one “- ” at its start")


def _reworded(before: Item, after: Item) -> Item:
    if after.text_sha256 == before.text_sha256:
        return after
    status = Status.STALE if before.status is Status.STALE else Status.DRAFT
    was_asked = before.status is not Status.DRAFT
    review = before.review if before.status is Status.STALE else None
    return replace(after, version=before.version + was_asked, status=status, review=review)
