"""Where everything of a project lies; nothing here reads or writes."""

from dataclasses import dataclass
from pathlib import Path

from kbtool.errors import NoProjectError

CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a mkdocs.yml."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> "Project":
        """Return the project that holds `start`: the nearest folder upwards with a mkdocs.yml."""
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / CONFIG).is_file():
                return cls(folder)
        raise NoProjectError(
            f"There is no {CONFIG} in {start} or a folder above.",
            hint="Start a project with “kbtool init my-kb”, or name one with --project DIR.",
        )

    @property
    def config(self) -> Path:
        """The settings."""
        return self.root / CONFIG

    @property
    def docs(self) -> Path:
        """Published articles and pages."""
        return self.root / "docs"

    @property
    def quizzes(self) -> Path:
        """Question banks."""
        return self.root / "quizzes"

    @property
    def private(self) -> Path:
        """All that never leaves this machine: store, drafts, indexes."""
        return self.root / ".kbtool"

    @property
    def database(self) -> Path:
        """The SQLite store."""
        return self.private / "kb.db"

    @property
    def drafts(self) -> Path:
        """Drafts that wait for a person."""
        return self.private / "drafts"

    @property
    def outcomes(self) -> Path:
        """What became of tickets that have no draft."""
        return self.private / "outcomes.json"

    @property
    def decisions(self) -> Path:
        """Which words that look private a person has let stand, as keyed hashes of the text around them."""
        return self.private / "decisions.json"

    @property
    def forgotten(self) -> Path:
        """Marks of people who were forgotten, until a build has proved them gone."""
        return self.private / "forgotten.json"

    @property
    def rejects(self) -> Path:
        """Records that could not be taken in, without their text."""
        return self.private / "rejects.jsonl"

    @property
    def index(self) -> Path:
        """Search indexes, one folder each."""
        return self.private / "index"

    @property
    def lock(self) -> Path:
        """The file that one writer at a time holds."""
        return self.private / "lock"

    @property
    def site(self) -> Path:
        """The built sites: `public` and `internal`."""
        return self.root / "site"

    def relative(self, path: Path) -> str:
        """Return a path as people see it: relative to the project, with slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
