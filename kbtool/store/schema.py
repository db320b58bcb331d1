"""The tables of the database as they are today, one section for each module that uses them.

A change to them needs a step in `store.migrations`, which brings older databases up to date.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
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

# -- deletion of what is old (store.clock) -------------------------------------------------------------------

# One row: the latest time at which records were deleted for their age.
clock = Table("clock", metadata, Column("seen", String(32), nullable=False))

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
    # 1 again, 2 hard, 3 good; first and last mark a trainee's answers to one version of an item in time.
    Column("grade", Integer, nullable=False, server_default="3"),
    Column("is_first", Boolean, nullable=False, server_default=false()),
    Column("is_last", Boolean, nullable=False, server_default=false()),
    # What was right then, one accepted answer a line.
    Column("accepted", String, nullable=False, server_default=""),
    UniqueConstraint("trainee", "item", "at"),
)
Index("answer_item", answers.c.item, answers.c.version)
Index("answer_article", answers.c.article, answers.c.type)

# The reports read these alone, never the rows: what they count stands in the index. (Partial indexes would be
# smaller, but SQLite looks up their condition in the rows.)
Index(
    "answer_first",
    answers.c.is_first,
    answers.c.is_scored,
    answers.c.item,
    answers.c.version,
    answers.c.option,
    answers.c.is_right,
    answers.c.trainee,
)
Index("answer_score", answers.c.is_first, answers.c.is_scored, answers.c.trainee, answers.c.is_right)
Index(
    "answer_last",
    answers.c.is_last,
    answers.c.is_scored,
    answers.c.trainee,
    answers.c.topic,
    answers.c.is_right,
)
Index("answer_day", answers.c.trainee, answers.c.topic, answers.c.at)
Index("answer_time", answers.c.at)

# When a trainee is asked about a fact (an article and a type of question) again, by FSRS; `article_sha256` is
# the article's text at the last answer. Made of the answers, and made anew with each.
cards = Table(
    "card",
    metadata,
    Column("trainee", String(32), primary_key=True),
    Column("article", _KEY, primary_key=True),
    Column("type", String, primary_key=True),
    Column("stability", Float, nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("due", String(32), nullable=False),
    Column("reviewed", String(32), nullable=False),
    Column("article_sha256", String(64), nullable=False),
)
Index("card_due", cards.c.due)

# Finished exams; `form` is A or B, `topic` empty for all topics, `pass_mark` in percent. `marks` is JSON:
# a list of item, version and whether it was right.
exams = Table(
    "exam",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("trainee", String(32), nullable=False),
    Column("topic", _KEY, nullable=False),
    Column("lang", String(8), nullable=False),
    Column("form", String(1), nullable=False),
    Column("at", String(32), nullable=False),
    Column("right", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("pass_mark", Integer, nullable=False),
    Column("marks", Text, nullable=False),
)
Index("exam_trainee", exams.c.trainee, exams.c.at)

# -- gaps (store.gaps) ---------------------------------------------------------------------------------------

# What the knowledge base lacks, found and closed; `evidence` is JSON. A closed gap stays, so that it is not
# found again for the same reason.
gaps = Table(
    "gap",
    metadata,
    Column("kind", String, primary_key=True),
    Column("subject", _KEY, primary_key=True),
    Column("title", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("found", String(32), nullable=False),
    Column("closed", String(32)),
    Column("reason", Text, nullable=False, server_default=""),
)
