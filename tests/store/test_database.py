"""Opening the store: safety, versions, and errors that say what to do."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import event, text

from kbtool.errors import BusyError, StoreError
from kbtool.store import database, migrations, schema, tickets
from kbtool.store.database import Store
from tests.store.test_tickets import ticket


def test_store_is_made_on_first_use_for_its_owner_alone(make_project):
    project = make_project()
    with Store.open(project) as store:
        assert tickets.count(store) == 0
    assert stat.S_IMODE(project.private.stat().st_mode) == 0o700
    assert project.database.is_file()


def test_store_survives_kills_by_log_and_full_sync(make_project):
    with Store.open(make_project()) as store, store.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2


def test_failed_transaction_leaves_nothing(make_project):
    def fail(store):
        with store.writing() as connection:
            connection.execute(schema.forgotten.insert().values(source="a", id="b"))
            raise RuntimeError

    with Store.open(make_project()) as store:
        with pytest.raises(RuntimeError):
            fail(store)
        with store.reading() as connection:
            assert connection.execute(schema.forgotten.select()).all() == []


def test_store_of_a_newer_version_is_refused_with_a_hint(make_project):
    project = make_project()
    with Store.open(project) as store, store.writing() as connection:
        connection.execute(schema.version.update().values(version=migrations.VERSION + 1))
    with pytest.raises(StoreError, match="newer kbtool") as error:
        Store.open(project)
    assert "Upgrade" in error.value.hint


def test_store_of_an_older_version_is_brought_up_to_date_once(make_project, monkeypatch):
    project = make_project()
    with Store.open(project) as store:
        tickets.upsert(store, [ticket()])
    steps = []
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, steps.append))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    for _ in range(2):
        with Store.open(project) as store:
            assert tickets.count(store) == 1
    assert len(steps) == 1


def test_migration_that_fails_changes_nothing(make_project, monkeypatch):
    project = make_project()
    with Store.open(project):
        pass

    def fail(connection):
        connection.execute(text("CREATE TABLE half (x)"))
        raise RuntimeError

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, fail))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    with pytest.raises(RuntimeError):
        Store.open(project)
    with sqlite3.connect(project.database) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    raw.close()


def test_several_processes_may_open_a_new_store_at_once(make_project):
    project = make_project()

    def count(_):
        with Store.open(project) as store:
            return tickets.count(store)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(count, range(8))) == [0] * 8


def test_new_store_waits_for_the_one_that_makes_it(make_project):
    """SQLite itself gives up at once on a file that another is about to turn to a write-ahead log."""
    project = make_project()
    project.private.mkdir()
    other = sqlite3.connect(project.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(Store.open, project)
        assert not wait([opened], timeout=0.2).done
        other.execute("COMMIT")
        with opened.result() as store:
            assert tickets.count(store) == 0
    other.close()


def test_locked_store_is_busy(make_project, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.05)
    project = make_project()
    with Store.open(project) as store:
        raw = sqlite3.connect(project.database, isolation_level=None)
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="Another kbtool is writing"):
            tickets.upsert(store, [ticket()])
        assert tickets.count(store) == 0
        raw.execute("ROLLBACK")
        raw.close()
        assert tickets.upsert(store, [ticket()]).new == 1


def test_full_disk_is_told_and_keeps_what_was_finished(make_project):
    project = make_project()
    with Store.open(project) as store:
        tickets.upsert(store, [ticket("0")])
        pages = "PRAGMA max_page_count = 40"  # stands for a full disk
        event.listen(store.engine, "begin", lambda connection: connection.exec_driver_sql(pages))
        with pytest.raises(StoreError, match="no space left"):
            tickets.upsert(store, (ticket(str(number)) for number in range(1, 5000)))
        assert store.integrity_problem() == ""
        assert tickets.get(store, "rt:0") == ticket("0")


def test_file_that_is_no_database_is_damaged(make_project):
    project = make_project({".kbtool/kb.db": "Dies ist keine Datenbank. " * 100})
    with pytest.raises(StoreError, match="damaged") as error:
        Store.open(project)
    assert "backup" in error.value.hint


def test_damaged_pages_are_found(make_project):
    project = make_project()
    with Store.open(project) as store:
        tickets.upsert(store, [ticket(str(number)) for number in range(300)])
    data = bytearray(project.database.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    project.database.write_bytes(bytes(data))
    with Store.open(project) as store:
        try:
            assert store.integrity_problem() != ""
        except StoreError as error:
            assert "damaged" in str(error)  # noqa: PT017 - either way is a clear answer


def test_sound_store_has_no_integrity_problem(make_project):
    with Store.open(make_project()) as store:
        assert store.integrity_problem() == ""


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("not a url", "is no address of a database"),
        ("mongodb://host/x", "does not know “mongodb”"),
        ("postgresql://kb:geheim@127.0.0.1:1/kb", "cannot be reached"),
    ],
)
def test_unusable_address_is_explained_without_its_password(make_project, url, message):
    with pytest.raises(StoreError, match=message) as error:
        Store.open(make_project(), url)
    assert "geheim" not in str(error.value) + error.value.hint


def test_folder_that_cannot_be_made_is_a_store_error(make_project):
    project = make_project({".kbtool": "eine Datei"})
    with pytest.raises(StoreError):
        Store.open(project)


def test_error_never_holds_the_values_of_a_row(make_project):
    with Store.open(make_project()) as store, pytest.raises(StoreError) as error, store.writing() as connection:
        connection.execute(schema.forgotten.insert(), [{"source": "Änne", "id": "Süß"}] * 2)
    assert "nne" not in str(error.value)
