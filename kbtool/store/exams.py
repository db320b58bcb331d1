"""Finished exams."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import RowMapping, insert, select

from kbtool.store.database import Store
from kbtool.store.results import stamp
from kbtool.store.schema import exams


@dataclass(frozen=True, slots=True)
class Exam:
    """One exam of one trainee: form A or B, `topic` empty for all topics, `pass_mark` in percent.

    `marks` are the items with their versions and whether each was right.
    """

    id: str
    trainee: str
    topic: str
    lang: str
    form: str
    at: datetime
    right: int
    asked: int
    pass_mark: int
    marks: tuple[tuple[str, int, bool], ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether the share of right answers reaches the pass mark."""
        return self.asked > 0 and 100 * self.right >= self.pass_mark * self.asked


def record(store: Store, exam: Exam) -> None:
    """Keep a finished exam."""
    with store.writing() as connection:
        connection.execute(
            insert(exams).values(**{**asdict(exam), "at": stamp(exam.at), "marks": json.dumps(exam.marks)})
        )


def listing(store: Store, trainee: str = "") -> list[Exam]:
    """Return the exams of a trainee, or of everybody, oldest first."""
    query = select(exams).order_by(exams.c.at, exams.c.id)
    if trainee:
        query = query.where(exams.c.trainee == trainee)
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [_exam(row) for row in rows]


def _exam(row: RowMapping) -> Exam:
    marks = tuple((item, version, bool(right)) for item, version, right in json.loads(row["marks"]))
    return Exam(**{**row, "at": datetime.fromisoformat(row["at"]), "marks": marks})
