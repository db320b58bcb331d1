"""Take in the answers that a browser has kept: checked one by one, each at most once."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kbtool.errors import InputError
from kbtool.model.quiz import Answer, Item
from kbtool.project import Project
from kbtool.quiz import judging
from kbtool.services import content, quiz_bank, results_record, retention
from kbtool.settings import Settings
from kbtool.store import results
from kbtool.store.database import Store

KIND = "kbtool results"
_MOST_BYTES = 64 * 1024 * 1024
_CLOCKS_DIFFER = timedelta(minutes=5)
_EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Reject:
    """An answer that was not taken: its place in the file from 1, its item, and why."""

    number: int
    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did; `known` were stored already, `expired` are older than the settings keep results."""

    read: int
    new: int
    known: int
    expired: int
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    trainee: str
    items: Mapping[str, Item]
    now: datetime

    def answer(self, data: object) -> Answer:
        """Return an answer; raises ValueError with the reason why it is none."""
        if not isinstance(data, dict):
            raise ValueError("not an answer")  # noqa: TRY004 - one kind of error for all reasons
        item = self.items.get(str(data.get("item")))
        if item is None:
            raise ValueError("unknown item")
        version = data.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= item.version:
            raise ValueError("unknown version of the item")
        at = self._time(data.get("at"))
        option, is_right = _judged(item, version, data)
        return Answer(
            trainee=self.trainee,
            item=item.id,
            version=version,
            option=option,
            is_right=is_right,
            is_scored=item.status.is_scored and version == item.version,
            at=at,
            seconds=_seconds(data.get("seconds", 0)),
            article=item.article,
            type=item.type,
            topic=item.topic,
            lang=item.lang,
            accepted=judging.accepted(item) if version == item.version else (),
        )

    def _time(self, value: object) -> datetime:
        try:
            at = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            raise ValueError("no time with a zone")
        if at > self.now + _CLOCKS_DIFFER:
            raise ValueError("a time in the future")
        if at < _EARLIEST:
            raise ValueError("an impossible time")
        return at.astimezone(UTC)


def _judged(item: Item, version: int, data: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the option and whether it is right: by the bank, or by the file for an earlier version."""
    option = data.get("option")
    if not isinstance(option, str) or len(option) > judging.LONGEST:
        raise ValueError("no option")
    if version != item.version:
        return option, data.get("right") is True
    option = judging.canonical(item, option)
    return option, judging.is_right(item, option)


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("no duration")
    if not 0 <= value <= _DAY_SECONDS:
        raise ValueError("an impossible duration")
    return round(float(value), 3)


def read(
    project: Project,
    settings: Settings,
    store: Store,
    path: Path,
    *,
    trainee: str,
    now: datetime,
    dry_run: bool,
) -> Report:
    """Import a file that the quiz pages have exported, for one trainee, named by the pseudonym.

    Importing it again changes nothing. Raises InputError for a file that is no such export.
    """
    found = _load(path)
    reader = _Reader(trainee, quiz_bank.load(project).by_id, now)
    answers: dict[tuple[str, datetime], Answer] = {}
    rejects: list[Reject] = []
    for number, data in enumerate(found, start=1):
        try:
            answer = reader.answer(data)
        except ValueError as error:
            name = str(data.get("item", ""))[:64] if isinstance(data, dict) else ""
            rejects.append(Reject(number, name, str(error)))
        else:
            answers.setdefault((answer.item, answer.at), answer)
    kept = [answer for answer in answers.values() if answer.at >= retention.limit(settings, now=now)]
    new = _new(store, trainee, kept)
    if not dry_run:
        fingerprints = {item.id: item.sha256 for item in content.load(project, settings).articles}
        results_record.record_all(store, new, fingerprints)
    expired = len(answers) - len(kept)
    known = len(found) - len(rejects) - expired - len(new)
    return Report(len(found), len(new), known, expired, tuple(rejects))


def _new(store: Store, trainee: str, answers: list[Answer]) -> list[Answer]:
    """Return the answers that are not stored yet."""
    stored = {(answer.item, answer.at) for answer in results.iterate(store, trainee=trainee)}
    return [answer for answer in answers if (answer.item, answer.at) not in stored]


def _load(path: Path) -> list[object]:
    hint = "The quiz pages of the internal site write it: “Save results as a file”."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path.name} has more than 64 MB.", hint=hint)
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path.name} is not JSON.", hint=hint) from None
    answers = data.get("answers") if isinstance(data, dict) and data.get("kind") == KIND else None
    if not isinstance(answers, list):
        raise InputError(f"{path.name} holds no results of kbtool.", hint=hint)
    return answers
