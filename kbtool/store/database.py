"""The database: a SQLite file of the project, or the team's PostgreSQL."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import URL, make_url

from kbtool.errors import BusyError, KbError, StoreError
from kbtool.project import Project
from kbtool.store import migrations

WAIT_SECONDS = 5
_PAUSE_SECONDS = 0.01
_WRITES = "kbtool_writes"
_MIGRATION_LOCK = 7_262_001
_WAIT = "Wait until it has finished, then run the command again."


class Store:
    """An open database; use it as a context manager.

    Each `reading()` and `writing()` is one transaction. SQLite runs with a write-ahead log and full syncing, so
    a killed process loses at most the transaction it was in.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._open: Connection | None = None

    @classmethod
    def open(cls, project: Project, url: str | None = None) -> Self:
        """Open the project's SQLite file or the database at `url`, made or brought up to date as needed.

        Raises StoreError for a database that cannot be used or was written by a newer kbtool, BusyError for one
        that is locked.
        """
        if url:
            return cls.at(_parsed(url))
        if not project.private.exists():
            _make_private(project)
        return cls.at(URL.create("sqlite", database=str(project.database)))

    @classmethod
    def at(cls, url: URL) -> Self:
        """Open the database at an address."""
        store = cls(_engine(url))
        try:
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection whose reads all see the same state."""
        if self._open is not None:
            yield self._open
            return
        with _errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, dry_run: bool = False) -> Iterator[Connection]:
        """Yield a connection whose changes are kept at the end, all or none; with `dry_run` none."""
        if self._open is not None:
            yield self._open
            return
        with _errors(), self.engine.connect() as connection:
            writer = connection.execution_options(**{_WRITES: True})
            with writer.begin() as transaction:
                yield writer
                if dry_run:
                    transaction.rollback()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of everything that is read and written within: all of it is kept, or none."""
        with self.writing() as connection:
            self._open = connection
            try:
                yield
            finally:
                self._open = None

    def integrity_problem(self) -> str:
        """Return what is wrong with the database file, or an empty string."""
        if not self.is_sqlite:
            return ""
        with self.reading() as connection:
            found = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
        return "" if found == "ok" else str(found)

    def erase(self) -> None:
        """Overwrite what deleted rows have left in the file and its log; PostgreSQL's vacuum does it itself."""
        if self.is_sqlite:
            with _errors(), self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _prepare(self) -> None:
        with self.reading() as connection:
            found = migrations.current_version(connection)
        known = migrations.VERSION
        if found > known:
            raise StoreError(
                f"The store was written by a newer kbtool (version {found}; this one knows {known}).",
                hint="Upgrade kbtool: pip install --upgrade kbtool",
            )
        if found < known:
            with self.writing() as connection:
                if not self.is_sqlite:
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
                migrations.migrate(connection)


def _make_private(project: Project) -> None:
    try:
        project.private.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{project.private} cannot be made: {error.strerror}.") from None


def _parsed(url: str) -> URL:
    try:
        found = make_url(url)
    except exc.ArgumentError:
        raise StoreError(
            "KBTOOL_DATABASE_URL is no address of a database.",
            hint="It looks like postgresql://user:password@host/database.",
        ) from None
    if found.drivername in {"postgresql", "postgres"}:
        found = found.set(drivername="postgresql+psycopg")
    return found


def _engine(url: URL) -> Engine:
    arguments: dict[str, Any] = {"timeout": WAIT_SECONDS}
    if url.get_backend_name() == "postgresql":
        wait = f"-c lock_timeout={WAIT_SECONDS * 1000}"
        arguments = {"connect_timeout": WAIT_SECONDS, "options": wait}
    try:
        engine = create_engine(url, connect_args=arguments, hide_parameters=True)
    except (exc.NoSuchModuleError, exc.ArgumentError):
        raise StoreError(
            f"KBTOOL_DATABASE_URL: kbtool does not know “{url.drivername}”.",
            hint="Use a postgresql:// address.",
        ) from None
    except ImportError as error:
        raise StoreError(
            f"The driver for {url.get_backend_name()} is missing ({error.name}).",
            hint="Install it: pip install 'kbtool[postgresql]'",
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect)
        event.listen(engine, "begin", _begin)
    return engine


def _connect(connection: sqlite3.Connection, _: object) -> None:
    """Set up a SQLite connection; transactions are begun by `_begin`."""
    connection.isolation_level = None
    _use_write_ahead_log(connection)
    for pragma in ("synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, waiting for others who do so in the same new file.

    SQLite does not wait by itself here: two that raise their locks at once would wait for each other for ever.
    """
    last = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    """Take the write lock at once where writes will follow: one taken later cannot wait for another writer."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _errors() -> Iterator[None]:
    """Turn the database's errors into kbtool's, without the values of any row."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _error(error.orig) from None
    except sqlite3.Error as error:  # while a connection is set up
        raise _error(error) from None


# Words of an error, what it means, and what to do; `disk I/O` is all that SQLite says of a disk without room
# for its -shm file.
_MEANINGS = (
    (
        ("not a database", "malformed"),
        "The store is damaged ({said}).",
        "Restore a backup of .kbtool/kb.db, or move it away and run “kbtool ingest” again.",
    ),
    (("full", "DiskFull"), "There is no space left for the store.", "Make room; what was finished is kept."),
    (
        ("disk I/O",),
        "The store cannot be written: the disk is full or damaged.",
        "Make room; what was finished is kept. “kbtool doctor” looks for damage.",
    ),
    (
        ("unable to open", "readonly"),
        "The store cannot be written: its folder is read-only, or the disk is full.",
        "Check the rights of .kbtool and the room on the disk.",
    ),
    (
        ("OperationalError", "ConnectionTimeout"),
        "The database at KBTOOL_DATABASE_URL cannot be reached or refuses the log-in.",
        "Check that it runs, and the host, user and password of the address.",
    ),
)


def _error(error: BaseException | None) -> KbError:
    said = str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
    if "locked" in said or "LockNotAvailable" in said:
        return BusyError("Another kbtool is writing to the store.", hint=_WAIT)
    for words, message, hint in _MEANINGS:
        if any(word in said for word in words):
            return StoreError(message.format(said=said), hint=hint)
    return StoreError(f"The store cannot be used: {said}.", hint="“kbtool doctor” says more.")
