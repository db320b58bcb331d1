"""The tables of the database, and the steps that bring an older one up to date.

Every table is declared here, one section for each module that uses it. A change to a published table gets a
step in `MIGRATIONS`; steps are never edited after a release.
"""

from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    inspect,
)

metadata = MetaData()

# Sorted by bytes on every machine, so that tickets come in the same order from SQLite and PostgreSQL.
_KEY = String().with_variant(String(collation="C"), "postgresql")

# -- the schema itself ---------------------------------------------------------------------------------------

version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

# -- tickets (store.tickets) ---------------------------------------------------------------------------------

# `payload` is the canonical JSON, `cleaned` the text and the dropped parts of each message where they differ
# from the body. `superseded` are fingerprints of records that lost against a newer one in the same run.
tickets = Table(
    "ticket",
    metadata,
    Column("source", _KEY, primary_key=True),
    Column("id", _KEY, primary_key=True),
    Column("state", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("created", String),
    Column("updated", String),
    Column("resolved", String),
    Column("sha256", String(64), nullable=False),
    Column("superseded", Text, nullable=False, default=""),
    Column("payload", Text, nullable=False),
    Column("cleaned", Text, nullable=False),
)

# Everybody a ticket's metadata names; `is_requester` marks who asked. The source of the deny list of redaction.
people = Table(
    "person",
    metadata,
    Column("source", _KEY, nullable=False),
    Column("ticket", _KEY, nullable=False),
    Column("is_requester", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("customer_number", Text, nullable=False),
    Column("email_folded", Text, nullable=False),
)
Index("person_ticket", people.c.source, people.c.ticket)
Index("person_email", people.c.email_folded)

# Which article answers which ticket; kept when a ticket is read again.
links = Table(
    "link",
    metadata,
    Column("article", _KEY, primary_key=True),
    Column("source", _KEY, primary_key=True),
    Column("ticket", _KEY, primary_key=True),
)
Index("link_ticket", links.c.source, links.c.ticket)

# Tickets that were forgotten on purpose: the next run must not bring them back.
forgotten = Table(
    "forgotten",
    metadata,
    Column("source", _KEY, nullable=False),
    Column("id", _KEY, nullable=False),
    UniqueConstraint("source", "id"),
)

# -- results of quizzes (store.results) ----------------------------------------------------------------------

# One row for each answer, never changed. `trainee` is a pseudonym, `option` is empty for “unsure”, `at` is in
# UTC; what the answer was about is kept with it, since items and articles change.
answers = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trainee", String(32), nullable=False),
    Column("item", _KEY, nullable=False),
    Column("version", Integer, nullable=False),
    Column("option", String, nullable=False),
    Column("is_right", Boolean, nullable=False),
    Column("is_scored", Boolean, nullable=False),
    Column("at", String(32), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("article", _KEY, nullable=False),
    Column("type", String, nullable=False),
    Column("topic", _KEY, nullable=False),
    Column("lang", String(8), nullable=False),
    UniqueConstraint("trainee", "item", "at"),
)
Index("answer_item", answers.c.item, answers.c.version)
Index("answer_article", answers.c.article, answers.c.type)


# -- versions ------------------------------------------------------------------------------------------------


def _create(connection: Connection) -> None:
    metadata.create_all(connection)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_create,)
VERSION = len(MIGRATIONS)


def current_version(connection: Connection) -> int:
    """Return the version of a database; 0 for an empty one."""
    if not inspect(connection).has_table(version.name):
        return 0
    found = connection.execute(version.select()).scalar()
    return int(found or 0)


def migrate(connection: Connection) -> None:
    """Bring a database to this version, in the caller's transaction."""
    start = current_version(connection)
    for step in MIGRATIONS[start:]:
        step(connection)
    if start < VERSION:
        connection.execute(version.delete())
        connection.execute(version.insert().values(version=VERSION))
