"""Sit an exam: one of two parallel forms, a pass mark, and a sealed certificate."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from kbtool.errors import InputError
from kbtool.model.quiz import Answer, Form, Item, fingerprint
from kbtool.project import Project
from kbtool.quiz.forms import parallel
from kbtool.services import keys, quiz_take
from kbtool.services.quiz_take import LOCAL, Round, Wish
from kbtool.settings import Settings
from kbtool.store import exams, files
from kbtool.store.database import Store
from kbtool.store.exams import Exam

FormName = Literal["A", "B"]
_PURPOSE = "certificate"
_KIND = "kbtool certificate"
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an exam asks: its form and its items; `same_facts` is how many of them both forms ask."""

    form: str
    quiz: Round
    same_facts: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a certificate says and whether that is true; `belongs` is None where no name was asked about."""

    is_genuine: bool
    data: dict[str, Any]
    belongs: bool | None = None


def prepare(
    project: Project,
    settings: Settings,
    wish: Wish,
    *,
    form: FormName | None = None,
    taken: Sequence[Exam] = (),
) -> Sheet:
    """Return the sheet of an exam: the form named, else the one that the trainee has `taken` less often.

    Written replies are left out, since trainees judge those themselves. Raises InputError where the reviewed
    items do not fill two forms.
    """
    items = [item for item in quiz_take.wished(project, settings, wish) if _is_fit(item)]
    forms = parallel(items, wish.count)
    if len(forms.a) < wish.count:
        raise InputError(
            f"There are items for two forms of {len(forms.a)} questions, not of {wish.count}.",
            hint=f"Ask for less (--n {len(forms.a)}), or review more items."
            if forms.a
            else "Only reviewed items are asked in an exam: kbtool quiz review",
        )
    name = form or _next(taken, wish.topic)
    return Sheet(name, quiz_take.round_of(project, settings, forms.form(name)), forms.same_facts)


def _is_fit(item: Item) -> bool:
    return item.status.is_scored and item.form is not Form.WRITTEN


def _next(taken: Sequence[Exam], topic: str) -> FormName:
    counts = {name: sum(exam.form == name and exam.topic == topic for exam in taken) for name in ("A", "B")}
    return "A" if counts["A"] <= counts["B"] else "B"


def finish(
    store: Store,
    trainee: str,
    sheet: Sheet,
    answers: Sequence[Answer],
    wish: Wish,
    *,
    pass_mark: int,
    at: datetime,
) -> Exam:
    """Keep a finished exam; questions without an answer are wrong."""
    items = sheet.quiz.items
    right = {answer.item for answer in answers if answer.is_right}
    exam = Exam(
        id=f"x-{fingerprint([trainee, wish.topic, sheet.form, at.isoformat()])}",
        trainee=trainee,
        topic=wish.topic,
        lang=items[0].lang,
        form=sheet.form,
        at=at,
        right=len(right),
        asked=len(items),
        pass_mark=pass_mark,
        marks=tuple((item.id, item.version, item.id in right) for item in items),
    )
    exams.record(store, exam)
    return exam


def certify(project: Project, exam: Exam, items: Sequence[Item], path: Path) -> None:
    """Write the certificate of an exam: what it was, how it went, and a seal made with the project's key."""
    data = {
        "kind": _KIND,
        "version": 1,
        "id": exam.id,
        "trainee": exam.trainee,
        "topic": exam.topic,
        "lang": exam.lang,
        "form": exam.form,
        "at": exam.at.isoformat(),
        "right": exam.right,
        "asked": exam.asked,
        "pass_mark": exam.pass_mark,
        "passed": exam.is_passed,
        "items": [[item.id, item.version] for item in items],
    }
    sealed = {**data, "seal": keys.seal(project, _PURPOSE, _canonical(data))}
    files.write_atomic(path, json.dumps(sealed, ensure_ascii=False, indent=1) + "\n")


def _canonical(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")


def verify(project: Project, path: Path, *, ref: str = "") -> Verdict:
    """Return whether a certificate was made by this project and not changed since.

    With `ref` also whether it is that person's. Raises InputError for a file that is no certificate.
    """
    data = _read(path)
    found = data.pop("seal", None)
    genuine = isinstance(found, str) and keys.is_sealed(project, _PURPOSE, _canonical(data), found)
    belongs = keys.pseudonym(project, ref) == data.get("trainee") if ref else None
    return Verdict(genuine, data, belongs)


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path.name} is no certificate: it has more than 64 kB.")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("kind") != _KIND:
        raise InputError(
            f"{path.name} is no certificate of kbtool.", hint="“kbtool quiz take --exam” writes them."
        )
    return data


def trainee(project: Project, ref: str) -> str:
    """Return the pseudonym of somebody who takes quizzes; without a name that of this machine's user."""
    return keys.pseudonym(project, ref or LOCAL)
