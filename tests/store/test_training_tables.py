"""Answers, cards and exams in the store, and databases of version 1."""

import sqlite3
from datetime import UTC, datetime, timedelta

from kbtool.model.quiz import Answer, ItemType
from kbtool.store import migrations, results
from kbtool.store.database import Store
from kbtool.store.schema import answers

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OLD = """
CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (1);
CREATE TABLE answer (
  id INTEGER PRIMARY KEY, trainee VARCHAR(32) NOT NULL, item VARCHAR NOT NULL, version INTEGER NOT NULL,
  option VARCHAR NOT NULL, is_right BOOLEAN NOT NULL, is_scored BOOLEAN NOT NULL, at VARCHAR(32) NOT NULL,
  seconds FLOAT NOT NULL, article VARCHAR NOT NULL, type VARCHAR NOT NULL, topic VARCHAR NOT NULL,
  lang VARCHAR(8) NOT NULL, UNIQUE (trainee, item, at));
CREATE INDEX answer_item ON answer (item, version);
CREATE INDEX answer_article ON answer (article, type);
INSERT INTO answer VALUES (1,'t','q-ü',1,'b',0,1,'2026-11-01T09:00:00.000000Z',3,'a','cause','x','de');
INSERT INTO answer VALUES (2,'t','q-ü',1,'a',1,1,'2026-11-02T09:00:00.000000Z',3,'a','cause','x','de');
"""


def answer(minute=0, trainee="t", **fields):
    known = {
        "trainee": trainee, "item": "q-a", "version": 1, "option": "a", "is_right": True, "is_scored": True,
        "at": NOW + timedelta(minutes=minute), "seconds": 3.0, "article": "a", "type": ItemType.CAUSE,
        "topic": "x", "lang": "de",
    }  # fmt: skip
    return Answer(**{**known, **fields})


def marks(store):
    with store.reading() as connection:
        query = answers.select().order_by(answers.c.at)
        return [(row.is_first, row.is_last) for row in connection.execute(query)]


def test_a_database_of_version_1_is_brought_up_to_date(make_project):
    project = make_project()
    project.private.mkdir()
    connection = sqlite3.connect(project.database)
    connection.executescript(OLD)
    connection.close()

    with Store.open(project) as store:
        assert marks(store) == [(True, False), (False, True)]
        assert [grade for _, grade in results.grades(store, "t", "a", ItemType.CAUSE)] == [1, 3]
        assert results.record(store, answer())
        with store.reading() as reading:
            assert migrations.current_version(reading) == migrations.VERSION


def test_the_first_and_the_last_answer_are_marked_whatever_order_they_come_in(make_project):
    with Store.open(make_project()) as store:
        for minute in (5, 1, 9):
            results.record(store, answer(minute))

        assert marks(store) == [(True, False), (False, False), (False, True)]


def test_an_answer_is_kept_once(make_project):
    with Store.open(make_project()) as store:
        assert results.record(store, answer())
        assert not results.record(store, answer(option="b"))
        assert results.count(store) == 1
