"""The steps that bring an older database up to date; a new one is made as it is today.

A step runs on databases of one earlier version alone, and for ever in the same way: it is written in SQL of its
own and never uses the tables of `schema`, which are today's. Steps are not edited after a release. A change to
`schema` gets a step here, and `tests/store/versions` a store of the version before it.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect

from kbtool.store.schema import metadata, version

# What SQLite and PostgreSQL write differently: a text that sorts by bytes, and what is untrue.
_WORDS = {
    "sqlite": {"key": "VARCHAR", "false": "0"},
    "postgresql": {"key": 'VARCHAR COLLATE "C"', "false": "false"},
}

# -- from 1 to 2: what reports and spacing need, exams, and gaps ---------------------------------------------

_TRAINING = """
ALTER TABLE answer ADD COLUMN grade INTEGER DEFAULT '3' NOT NULL;
ALTER TABLE answer ADD COLUMN is_first BOOLEAN DEFAULT {false} NOT NULL;
ALTER TABLE answer ADD COLUMN is_last BOOLEAN DEFAULT {false} NOT NULL;
CREATE INDEX answer_first ON answer
    (is_first, is_scored, item, version, option, is_right, trainee);
CREATE INDEX answer_score ON answer (is_first, is_scored, trainee, is_right);
CREATE INDEX answer_last ON answer (is_last, is_scored, trainee, topic, is_right);
CREATE INDEX answer_day ON answer (trainee, topic, at);
CREATE INDEX answer_time ON answer (at);
CREATE TABLE card (
    trainee VARCHAR(32) NOT NULL,
    article {key} NOT NULL,
    type VARCHAR NOT NULL,
    stability FLOAT NOT NULL,
    difficulty FLOAT NOT NULL,
    due VARCHAR(32) NOT NULL,
    reviewed VARCHAR(32) NOT NULL,
    article_sha256 VARCHAR(64) NOT NULL,
    PRIMARY KEY (trainee, article, type)
);
CREATE INDEX card_due ON card (due);
CREATE TABLE exam (
    id VARCHAR(32) NOT NULL,
    trainee VARCHAR(32) NOT NULL,
    topic {key} NOT NULL,
    lang VARCHAR(8) NOT NULL,
    form VARCHAR(1) NOT NULL,
    at VARCHAR(32) NOT NULL,
    "right" INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    pass_mark INTEGER NOT NULL,
    marks TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX exam_trainee ON exam (trainee, at);
CREATE TABLE gap (
    kind VARCHAR NOT NULL,
    subject {key} NOT NULL,
    title TEXT NOT NULL,
    score FLOAT NOT NULL,
    evidence TEXT NOT NULL,
    found VARCHAR(32) NOT NULL,
    closed VARCHAR(32),
    reason TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (kind, subject)
);
UPDATE answer SET is_first = TRUE WHERE (trainee, item, version, at) IN
    (SELECT trainee, item, version, min(at) FROM answer GROUP BY trainee, item, version);
UPDATE answer SET is_last = TRUE WHERE (trainee, item, version, at) IN
    (SELECT trainee, item, version, max(at) FROM answer GROUP BY trainee, item, version);
UPDATE answer SET grade = 1 WHERE NOT is_right;
"""

# -- from 2 to 3: when records were last deleted for their age -----------------------------------------------

_CLOCK = """
CREATE TABLE clock (
    seen VARCHAR(32) NOT NULL
);
"""

# -- from 3 to 4: what was right when an answer was given ----------------------------------------------------

_ACCEPTED = """
ALTER TABLE answer ADD COLUMN accepted VARCHAR DEFAULT '' NOT NULL;
"""


def _step(script: str) -> Callable[[Connection], None]:
    """Return a step that carries out the statements of a script."""

    def run(connection: Connection) -> None:
        for statement in script.format(**_WORDS[connection.dialect.name]).split(";"):
            if statement.strip():
                connection.exec_driver_sql(statement)

    return run


# The first makes a database of version 1 one of version 2, and so on.
STEPS: tuple[Callable[[Connection], None], ...] = (_step(_TRAINING), _step(_CLOCK), _step(_ACCEPTED))
VERSION = len(STEPS) + 1


def current_version(connection: Connection) -> int:
    """Return the version of a database; 0 for an empty one."""
    if not inspect(connection).has_table(version.name):
        return 0
    found = connection.execute(version.select()).scalar()
    return int(found or 0)


def migrate(connection: Connection) -> None:
    """Make the tables of an empty database, or bring an older one up to date, in the caller's transaction."""
    start = current_version(connection)
    if start == 0:
        metadata.create_all(connection)
    else:
        for step in STEPS[start - 1 :]:
            step(connection)
    if start < VERSION:
        connection.execute(version.delete())
        connection.execute(version.insert().values(version=VERSION))
