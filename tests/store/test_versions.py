"""Stores of every earlier version, brought up to date; `versions/N.sql` is a dump of one of version N."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Column, String, Table, inspect

from kbtool.store import migrations, results, schema, ticket_links, tickets
from kbtool.store.database import Store

VERSIONS = Path(__file__).with_name("versions")
NUMBERS = range(1, migrations.VERSION)


def restored(project, number):
    project.private.mkdir()
    with closing(sqlite3.connect(project.database)) as raw:
        raw.executescript((VERSIONS / f"{number}.sql").read_text(encoding="utf-8"))
    return project


def layout(store):
    """Return everything the database says of its tables."""
    with store.reading() as connection:
        found = inspect(connection)
        return {
            name: (
                [{**column, "type": str(column["type"])} for column in found.get_columns(name)],
                found.get_pk_constraint(name),
                found.get_unique_constraints(name),
                found.get_foreign_keys(name),
                found.get_check_constraints(name),
                sorted(found.get_indexes(name), key=str),
            )
            for name in found.get_table_names()
        }


def marks(store):
    """Return which answers were the first and the last, and their grades."""
    columns = schema.answers.c
    with store.reading() as connection:
        query = schema.answers.select().order_by(columns.id)
        rows = connection.execute(query.with_only_columns(columns.is_first, columns.is_last, columns.grade))
        return [tuple(row) for row in rows]


def assert_all_there(store):
    assert list(tickets.refs(store)) == ["desk:1"]
    assert tickets.get(store, "desk:1").requester.name == "Änne Süß"
    assert ticket_links.linked_tickets(store, "drucker-offline") == ("desk:1",)
    assert [answer.is_right for answer in results.iterate(store)] == [False, True, True]
    assert marks(store) == [(True, False, 1), (False, True, 3), (True, True, 3)]


@pytest.mark.parametrize("folder", [VERSIONS, VERSIONS / "postgresql"], ids=["sqlite", "postgresql"])
def test_there_is_a_store_of_each_earlier_version(folder):
    assert sorted(path.stem for path in folder.glob("*.sql")) == sorted(map(str, NUMBERS))


@pytest.mark.parametrize("number", NUMBERS)
def test_an_older_store_becomes_exactly_like_a_new_one(make_project, number):
    old, new = restored(make_project(name="old"), number), make_project(name="new")
    with Store.open(old) as one, Store.open(new) as other:
        assert one.integrity_problem() == ""
        assert layout(one) == layout(other)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_older_store_keeps_everything_in_it(make_project, number):
    with Store.open(restored(make_project(), number)) as store:
        assert_all_there(store)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_later_change_to_the_tables_changes_no_earlier_step(make_project, number, request):
    with Store.open(restored(make_project(name="today"), number)) as store:
        today = layout(store)
    later = Table("later", schema.metadata, Column("id", String, primary_key=True))
    request.addfinalizer(lambda: schema.metadata.remove(later))

    with Store.open(restored(make_project(name="later"), number)) as store:
        assert layout(store) == today
