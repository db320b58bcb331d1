"""What tests share: small projects made from a mapping of paths to texts."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import hypothesis
import pytest
from click.testing import CliRunner

from kbtool.cli.main import cli
from kbtool.project import Project
from kbtool.settings import Settings, load

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED_DATA = REPOSITORY / ".." / "shared" / "data"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

# A run finds what the run before found; new inputs come with KBTOOL_FUZZ_EXAMPLES and from `tox -e fuzz`.
hypothesis.settings.register_profile("same", derandomize=not os.environ.get("KBTOOL_FUZZ_EXAMPLES"))
hypothesis.settings.load_profile("same")

CONFIG = """\
site_name: Hilfe
site_url: https://help.example.com/
theme: {name: material, font: false}
plugins:
  - search
  - kbtool:
      contact: "mailto:support@example.com?subject={title}"
      categories:
        printing: {de: Drucken, en: Printing, icon: material/printer}
        network: {de: Netzwerk, en: Network}
      teams:
        workplace: {de: Arbeitsplatz, en: Workplace}
        network: Netzwerk
      sources:
        - {name: desk, type: jsonl, path: tickets.jsonl}
"""

MakeProject = Callable[..., Project]


def pytest_configure() -> None:
    """Let interrupts through: a shell that starts the tests in the background has them ignored, for children too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Return a function that writes a project: `make_project({"docs/de/printing/a.md": "…"}, config="…")`."""

    def make(files: Mapping[str, str] | None = None, *, config: str = CONFIG, name: str = "kb") -> Project:
        root = tmp_path / name
        for path, text in {"mkdocs.yml": config, **(files or {})}.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dedent(text), encoding="utf-8")
        (root / "docs").mkdir(exist_ok=True)
        return Project(root)

    return make


@pytest.fixture
def settings(make_project: MakeProject) -> Settings:
    return load(make_project(name="settings-only").config)


@pytest.fixture(autouse=True)
def _own_settings_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the key of the pseudonyms out of the folder of whoever runs the tests."""
    monkeypatch.setenv("KBTOOL_PSEUDONYM_KEY", str(tmp_path_factory.getbasetemp() / "pseudonyms.key"))


class Kbtool:
    """Runs the command line in a project, in this process."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def __call__(self, *args: str, input: str | None = None):  # noqa: A002 - click's name
        command, *rest = args
        return CliRunner().invoke(cli, [command, *rest, "--project", str(self.project.root)], input=input)


@pytest.fixture
def kbtool() -> Iterator[Callable[[Project], Kbtool]]:
    """Return a function that gives a project its command line: `kbtool(project)("check", "--json")`."""
    return Kbtool


ARTICLE = """\
---
id: {id}
title: "{title}"
lang: {lang}
type: fix
category: printing
audience: {audience}
confidence: validated
level: 1
escalate_to: workplace
summary: "Schalten Sie das Gerät aus und wieder ein."
issue: ["drucker druckt nich", "es kommt nix raus"]
environment: ["Windows 11"]
---
## {issue_title}

Der Drucker zeigt „Offline“.

## {environment_title}

Windows 11.

## {resolution_title}

1. Schalten Sie den Drucker aus.
2. Warten Sie zehn Sekunden und schalten Sie ihn ein. 🖨️
"""


def article(
    id: str = "drucker-offline",  # noqa: A002
    title: str = "Drucker ist „Offline“",
    lang: str = "de",
    audience: str = "public",
    extra: str = "",
) -> str:
    """Return a sound article; `extra` are further lines of front matter."""
    titles = {
        "de": ("Problem", "Umgebung", "Lösung"),
        "en": ("Issue", "Environment", "Resolution"),
    }[lang]
    text = ARTICLE.format(
        id=id,
        title=title,
        lang=lang,
        audience=audience,
        issue_title=titles[0],
        environment_title=titles[1],
        resolution_title=titles[2],
    )
    return text.replace("\n---\n## ", f"\n{extra}\n---\n## ".replace("\n\n", "\n"), 1)
