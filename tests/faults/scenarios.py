"""The commands that the fault tests break off, and what must hold of a project after it.

`intact` raises AssertionError unless everything in a project is in its state before or after the command; `done`
unless all of it is in the state after.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kbtool.project import Project
from kbtool.services import draft_files, quiz_generate, review
from kbtool.services.build import build
from kbtool.services.ingest import ingest
from kbtool.services.quiz_take import sitting
from kbtool.settings import load
from kbtool.store import migrations, results, ticket_links
from kbtool.store.database import Store
from tests.conftest import NOW, article
from tests.quiz import project as quizzes
from tests.quiz.conftest import rng
from tests.services import test_draft as solved
from tests.site.conftest import approved

Check = Callable[[Project, Project, Project, str], None]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command; `prepare` writes the state before it, the checks compare a project with those before and after.

    Their last argument is what the command had printed.
    """

    args: tuple[str, ...]
    prepare: Callable[..., Project]
    intact: Check
    done: Check
    input: str = ""


# -- ingest: three transactions, changed and new tickets, and rejects -------------------------------------------


def _ticket(number: int, text: str) -> str:
    person = {"name": f"Änne {number}", "email": f"aenne{number}@example.com"}
    body = {"subject": f"{text} {number}", "requester": person, "messages": [{"body": f"{text}. " * 40}]}
    return json.dumps({"source": "desk", "id": str(number), "state": "resolved", **body}, ensure_ascii=False)


def _lines(count: int, text: str) -> str:
    lines = [_ticket(number, text) for number in range(count)]
    lines[5:5] = ["{kaputt", json.dumps({"source": "desk", "id": text, "state": "fertig"})]
    return "\n".join(lines) + "\n"


def prepare_ingest(make_project: Callable[..., Project]) -> Project:
    project = make_project({"tickets.jsonl": _lines(250, "alt")})
    ingest(project, load(project.config))
    (project.root / "tickets.jsonl").write_text(_lines(500, "neu"), encoding="utf-8")
    return project


def stored(project: Project) -> Mapping[str, object]:
    """Return everything the store holds of each ticket; raises AssertionError for a damaged store."""
    if not project.database.exists():
        return {}
    with Store.open(project) as store:
        assert store.integrity_problem() == ""
    with closing(sqlite3.connect(project.database)) as raw:
        rows = {f"{row[0]}:{row[1]}": [row] for row in raw.execute("SELECT * FROM ticket")}
        for row in raw.execute("SELECT * FROM person ORDER BY 1, 2, 3, 4"):
            rows[f"{row[0]}:{row[1]}"].append(row)
    return rows


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def intact_ingest(project: Project, before: Project, after: Project, _: str) -> None:
    old, new, now = stored(before), stored(after), stored(project)
    assert set(old) <= set(now) <= set(new)
    assert all(now[ref] in (old.get(ref), new[ref]) for ref in now)
    assert _text(project.rejects) in {_text(before.rejects), _text(after.rejects)}


def done_ingest(project: Project, _: Project, after: Project, __: str) -> None:
    assert stored(project) == stored(after)
    assert _text(project.rejects) == _text(after.rejects)


# -- publish: approved drafts, one of them into a category that has no folder yet -----------------------------


def prepare_publish(make_project: Callable[..., Project]) -> Project:
    drafts = {
        f".kbtool/drafts/{name}.md": article(
            id=name, title=f"Titel {name}", extra='evidence: ["desk:1"]'
        ).replace("category: printing", f"category: {category}")
        for name, category in (("eins", "printing"), ("zwei", "network"), ("drei", "printing"))
    }
    notes = {path.replace(".md", ".json"): '{"tickets": ["desk:1", "desk:2"]}' for path in drafts}
    known = {"docs/de/printing/da.md": approved(article(id="da", title="Schon da"))}
    project = make_project({**drafts, **notes, **known, "tickets.jsonl": _lines(3, "alt")})
    settings = load(project.config)
    ingest(project, settings)
    outcomes = review.approve_all(project, settings, (), by="anna", now=NOW, accept_suspicions=True)
    assert [outcome.refused for outcome in outcomes] == [""] * 3
    return project


def texts(folder: Path) -> Mapping[str, bytes]:
    """Return the files of a folder without the hidden ones."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _links(project: Project) -> set[tuple[str, str]]:
    with Store.open(project) as store:
        return {(link.article, link.ref) for link in ticket_links.links(store)}


def intact_publish(project: Project, before: Project, after: Project, _: str) -> None:
    docs, drafts = texts(project.docs), texts(project.drafts)
    assert texts(before.docs).items() <= docs.items() <= texts(after.docs).items()
    assert drafts.items() <= texts(before.drafts).items()
    for path in before.drafts.glob("*.md"):
        is_published = any(name.endswith(f"/{path.name}") for name in docs)
        assert is_published or path.name in drafts, f"{path.name} is lost"
        if path.name not in drafts:
            assert {(path.stem, "desk:1"), (path.stem, "desk:2")} <= _links(project)


def done_publish(project: Project, _: Project, after: Project, __: str) -> None:
    for folder in ("docs", ".kbtool/drafts"):
        names = [
            {path.relative_to(one.root) for path in (one.root / folder).rglob("*")} for one in (project, after)
        ]
        assert names[0] == names[1], "something was left behind"
    assert texts(project.docs) == texts(after.docs)
    assert _links(project) == _links(after)


# -- build and going back -------------------------------------------------------------------------------------


def prepare_build(make_project: Callable[..., Project]) -> Project:
    path = "docs/de/printing/drucker-offline.md"
    project = make_project({path: approved(article())})
    settings = load(project.config)
    for words in ("zehn", "elf", "zwölf"):
        (project.root / path).write_text(approved(article().replace("zehn", words)), encoding="utf-8")
        build(project, settings)
    (project.root / path).write_text(approved(article().replace("zehn", "zwanzig")), encoding="utf-8")
    return project


def edition(project: Project, name: str) -> Mapping[str, bytes]:
    """Return what readers of an edition are served."""
    return texts((project.site / name).resolve())


def _releases(project: Project, name: str) -> dict[str, Mapping[str, bytes]]:
    return {path.name: texts(path) for path in (project.site / ".releases").glob(f"{name}-*")}


def intact_build(project: Project, before: Project, after: Project, _: str) -> None:
    for name in ("public", "internal"):
        assert edition(project, name) in (edition(before, name), edition(after, name))
        known = [*_releases(before, name).values(), *_releases(after, name).values()]
        assert all(release in known for release in _releases(project, name).values()), "half a release"


def done_build(project: Project, _: Project, after: Project, __: str) -> None:
    for name in ("public", "internal"):
        assert edition(project, name) == edition(after, name)
        assert len(_releases(project, name)) <= 3
    assert not [path for path in (project.site / ".releases").iterdir() if path.name.startswith(".")]


def done_rollback(project: Project, before: Project, _: Project, __: str) -> None:
    """Going back once more from either state shows an earlier release, whole."""
    for name in ("public", "internal"):
        assert edition(project, name) in list(_releases(before, name).values())
    assert not [path for path in (project.site / ".releases").iterdir() if path.name.startswith(".")]


# -- a quiz ---------------------------------------------------------------------------------------------------

QUESTIONS = 4


def prepare_quiz(make_project: Callable[..., Project]) -> Project:
    project = make_project(quizzes.files(), config=quizzes.CONFIG)
    settings = load(project.config)
    quiz_generate.generate(project, settings, rng=rng(1))
    with sitting(project, None):
        pass
    return project


def answers(project: Project) -> list[object]:
    """Return all answers; raises AssertionError where one has no card or marks are wrong."""
    with Store.open(project) as store:
        assert store.integrity_problem() == ""
        found = list(results.iterate(store))
    with closing(sqlite3.connect(project.database)) as raw:
        cards = set(raw.execute("SELECT trainee, article, type FROM card"))
        marks = raw.execute("SELECT sum(is_first), sum(is_last) FROM answer GROUP BY trainee, item, version")
        assert set(marks) <= {(1, 1)}
    assert {(answer.trainee, answer.article, answer.type.value) for answer in found} == cards
    return found


def intact_quiz(project: Project, _: Project, __: Project, told: str) -> None:
    acknowledged = max(told.count(f"/{QUESTIONS}  ") - 1, 0)
    assert acknowledged <= len(answers(project)) <= QUESTIONS


def done_quiz(project: Project, _: Project, __: Project, ___: str) -> None:
    assert len(answers(project)) >= QUESTIONS


# -- a store of version 1 -------------------------------------------------------------------------------------

DUMP = Path(__file__).parents[1] / "store" / "versions" / "1.sql"


def prepare_migration(make_project: Callable[..., Project]) -> Project:
    project = make_project()
    project.private.mkdir()
    with closing(sqlite3.connect(project.database)) as raw:
        raw.executescript(DUMP.read_text(encoding="utf-8"))
    return project


def _version(project: Project) -> tuple[int, bool]:
    with closing(sqlite3.connect(project.database)) as raw:
        (version,) = raw.execute("SELECT version FROM schema_version").fetchone()
        columns = {row[1] for row in raw.execute("PRAGMA table_info(answer)")}
        assert raw.execute("SELECT count(*) FROM answer").fetchone() == (3,)
    return version, "is_first" in columns


def intact_migration(project: Project, _: Project, __: Project, ___: str) -> None:
    assert _version(project) in {(1, False), (migrations.VERSION, True)}


def done_migration(project: Project, _: Project, __: Project, ___: str) -> None:
    assert _version(project) == (migrations.VERSION, True)


# -- forgetting a ticket --------------------------------------------------------------------------------------


def prepare_forget(make_project: Callable[..., Project]) -> Project:
    project = make_project({
        "tickets.jsonl": _lines(3, "alt"),
        ".kbtool/drafts/eins.md": article(id="eins", extra='evidence: ["desk:1"]'),
        ".kbtool/drafts/eins.json": '{"tickets": ["desk:1"]}',
        ".kbtool/outcomes.json": '{"instead": [], "unanswered": ["desk:1", "desk:2"], "dismissed": {}}',
    })  # fmt: skip
    ingest(project, load(project.config))
    return project


def intact_forget(project: Project, before: Project, after: Project, _: str) -> None:
    now = stored(project)
    assert now in (stored(before), stored(after))
    if "desk:1" not in now:
        assert "desk:1" not in _text(project.outcomes)
        assert texts(project.drafts) == {}


def done_forget(project: Project, _: Project, after: Project, __: str) -> None:
    assert stored(project) == stored(after)
    assert _text(project.outcomes) == _text(after.outcomes)
    held = b"".join(path.read_bytes() for path in project.private.rglob("*") if path.is_file())
    assert b"aenne1@example.com" not in held


# -- drafting: one draft made anew, one new, and one that a person has edited ------------------------------------

EDITED = solved.STREAKS_ID


def prepare_draft(make_project: Callable[..., Project]) -> Project:
    project = solved.keep(make_project(), solved.EDGE, solved.STREAKS)
    solved.run(project)
    by_hand = solved.draft_path(project, EDITED)
    by_hand.write_text(by_hand.read_text(encoding="utf-8") + "\nVon Hand: Größe prüfen.\n", encoding="utf-8")
    return solved.keep(project, solved.WRONG, solved.LAPTOP)


def _edited(project: Project) -> set[str]:
    return {item.id for item in draft_files.existing(project) if item.is_edited}


def intact_draft(project: Project, before: Project, after: Project, _: str) -> None:
    drafts = {name: data for name, data in texts(project.drafts).items() if name.endswith(".md")}
    old, new = texts(before.drafts), texts(after.drafts)
    assert {name for name in old if name.endswith(".md")} <= set(drafts) <= set(new)
    assert all(data in (old.get(name), new[name]) for name, data in drafts.items())
    assert _edited(project) == {EDITED}
    assert _text(project.outcomes) in {_text(before.outcomes), _text(after.outcomes)}


def done_draft(project: Project, _: Project, after: Project, __: str) -> None:
    assert texts(project.drafts) == texts(after.drafts)
    assert {path.name for path in project.drafts.iterdir()} == {path.name for path in after.drafts.iterdir()}
    assert _text(project.outcomes) == _text(after.outcomes)


SCENARIOS = {
    "draft": Scenario(("draft", "--all"), prepare_draft, intact_draft, done_draft),
    "ingest": Scenario(("ingest",), prepare_ingest, intact_ingest, done_ingest),
    "publish": Scenario(("publish", "--all"), prepare_publish, intact_publish, done_publish),
    "build": Scenario(("build",), prepare_build, intact_build, done_build),
    "quiz": Scenario(
        ("quiz", "take", "--n", str(QUESTIONS), "--seed", "3"),
        prepare_quiz,
        intact_quiz,
        done_quiz,
        "a\n" * QUESTIONS,
    ),
    "rollback": Scenario(("build", "--rollback"), prepare_build, intact_build, done_rollback),
    "migration": Scenario(("tickets", "list"), prepare_migration, intact_migration, done_migration),
    "forget": Scenario(("tickets", "forget", "desk:1", "--yes"), prepare_forget, intact_forget, done_forget),
}


class Stage:
    """A project that is put back into its state before a command as often as needed, always at the same place."""

    def __init__(self, scenario: Scenario, make_project: Callable[..., Project], tmp_path: Path) -> None:
        self.scenario = scenario
        self.project = scenario.prepare(make_project)
        self.before = Project(tmp_path / "before")
        self.after = Project(tmp_path / "after")
        shutil.copytree(self.project.root, self.before.root, symlinks=True)

    def keep_after(self) -> None:
        """Take the present state as that after the command."""
        shutil.copytree(self.project.root, self.after.root, symlinks=True)

    def reset(self) -> None:
        """Put the project back into its state before the command."""
        shutil.rmtree(self.project.root)
        shutil.copytree(self.before.root, self.project.root, symlinks=True)

    def intact(self, told: str = "") -> None:
        """Raise AssertionError where something is lost or half done."""
        self.scenario.intact(self.project, self.before, self.after, told)

    def done(self) -> None:
        """Raise AssertionError where something is left to do."""
        self.scenario.done(self.project, self.before, self.after, "")
