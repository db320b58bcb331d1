"""Stores of every earlier version, brought up to date; `versions/N.sql` is a dump of one of version N."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kbtool.store import results, schema, tickets
from kbtool.store.database import Store

DUMPS = sorted(Path(__file__).with_name("versions").glob("*.sql"))


def restored(project, dump):
    project.private.mkdir()
    with closing(sqlite3.connect(project.database)) as raw:
        raw.executescript(dump.read_text(encoding="utf-8"))
    return project


def layout(project):
    """Return the columns and the indexes of every table."""
    with closing(sqlite3.connect(project.database)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            (table, row[1], row[2], row[3])
            for table in tables
            for row in raw.execute(f"PRAGMA table_info({table})")
        }
        named = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return columns, dict(named.fetchall())


def test_there_is_a_store_of_each_earlier_version():
    assert [path.stem for path in DUMPS] == [str(number) for number in range(1, schema.VERSION)]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_an_older_store_becomes_like_a_new_one(make_project, dump):
    old, new = restored(make_project(name="old"), dump), make_project(name="new")
    for project in (old, new):
        with Store.open(project) as store:
            assert store.integrity_problem() == ""
    assert layout(old) == layout(new)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_an_older_store_keeps_everything_in_it(make_project, dump):
    with Store.open(restored(make_project(), dump)) as store:
        assert list(tickets.refs(store)) == ["desk:1"]
        assert tickets.get(store, "desk:1").requester.name == "Änne Süß"
        assert tickets.linked_tickets(store, "drucker-offline") == ("desk:1",)
        assert [answer.is_right for answer in results.iterate(store)] == [False, True, True]
        with store.reading() as connection:
            marks = connection.execute(
                schema.answers.select()
                .order_by(schema.answers.c.id)
                .with_only_columns(schema.answers.c.is_first, schema.answers.c.is_last, schema.answers.c.grade)
            ).all()
    assert [tuple(row) for row in marks] == [(True, False, 1), (False, True, 3), (True, True, 3)]
