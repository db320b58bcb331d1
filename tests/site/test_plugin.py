import os
import subprocess
import sys

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.pages import Page

from kbtool.errors import KbError
from kbtool.services.build import make
from kbtool.settings import load
from kbtool.site.converter import Converter
from tests.conftest import CONFIG, article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"


def run_mkdocs(project, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *args],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("contact:", "contakt:", "unknown key “contakt”. Did you mean “contact”?"),
        ("contact:", "languages: [fr]\n      contact:", "languages: “fr” is not supported"),
        ("icon: material/printer", "icon: material/drucker", "there is no icon “material/drucker”"),
        ("mailto:", "javascript:", "is not an address"),
        ("theme: {name: material, font: false}", "theme: mkdocs", "theme: must be material"),
        ("plugins:", "nav: [index.md]\nplugins:", "nav: kbtool makes the navigation"),
        ("plugins:\n  - search\n", "plugins:\n", "plugins: search is missing"),
        ("plugins:", "docs_dir: content\nplugins:", "docs_dir must be “docs”"),
        (
            "plugins:",
            "markdown_extensions: [pymdownx.snippets]\nplugins:",
            "pymdownx.snippets can put any file",
        ),
    ],
)
def test_plain_mkdocs_names_the_wrong_setting_without_a_traceback(make_project, old, new, expected):
    project = make_project(config=CONFIG.replace(old, new))
    (project.root / "content").mkdir()

    result = run_mkdocs(project)

    assert result.returncode != 0
    assert expected in result.stderr
    assert "Traceback" not in result.stderr


def test_plain_mkdocs_refuses_a_changed_article_without_a_traceback(make_project):
    project = make_project({DE: approved(article()).replace("zehn", "elf")})

    result = run_mkdocs(project)

    assert result.returncode != 0
    assert "docs/de/printing/drucker-offline.md has changed since the review" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_our_build_and_plain_mkdocs_give_the_same_bytes(make_project, tmp_path, audience):
    files = {
        DE: approved(article(extra="verified_on: 2026-10-01\naliases: [alt]")),
        "docs/en/printing/printer.md": approved(article(id="printer", lang="en")),
        "docs/handbook/de/index.md": "---\ntitle: Handbuch\nlang: de\n---\n!!! tip\n    Text\n",
    }
    project = make_project(files, config=CONFIG.replace("contact:", f"audience: {audience}\n      contact:"))

    make(project, load(project.config), audience, tmp_path / "ours")
    run_mkdocs(project, "--site-dir", str(tmp_path / "theirs"))

    assert contents(tmp_path / "ours") == contents(tmp_path / "theirs")


def contents(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


BODIES = [
    "Text mit Fußnote[^1].\n\n[^1]: Unten.\n",
    '```python\nprint(\'ä\')\n```\n\n=== "Eins"\n\n    A\n\n=== "Zwei"\n\n    B\n',
    "## Titel\n\n## Titel\n\n- [x] fertig\n- [ ] offen\n",
    '??? note "Mehr"\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n',
    '[Link](b1.md#titel) <span id="x">y</span>\n',
    "[^1]: Ohne Verweis.\n\nText[^1] und [Ref][r].\n\n[r]: b2.md\n",
    "Kein Verweis[^1] [Ref][r].\n",
]


def test_one_converter_for_all_pages_renders_as_mkdocs_does(make_project):
    project = make_project({f"docs/b{number}.md": body for number, body in enumerate(BODIES)})
    config = load_config(str(project.config))
    config = config.plugins["kbtool"].on_config(config)
    files = get_files(config)
    converter = Converter(config, {})

    for file in [*files, *reversed(list(files))]:
        ours, theirs = Page("x", file, config), Page("x", file, config)
        for page in (ours, theirs):
            page.read_source(config)
        converter.render(ours, files)
        theirs.render(config, files)

        assert ours.content == theirs.content
        assert str(ours.toc) == str(theirs.toc)
        assert ours.present_anchor_ids == theirs.present_anchor_ids
        assert ours.links_to_anchors == theirs.links_to_anchors


def test_remembered_text_is_used_again(make_project):
    project = make_project({"docs/b.md": "Eins\n"})
    config = load_config(str(project.config))
    files = get_files(config)
    (file,) = files
    memory = {}
    first, second = Page("x", file, config), Page("x", file, config)
    for page in (first, second):
        page.read_source(config)
        Converter(config, memory).render(page, Files([file]))

    assert len(memory) == 1
    assert first.content is second.content


def test_a_mistake_of_another_plugin_is_one_message(make_project, tmp_path):
    project = make_project(config=CONFIG.replace("  - search\n", "  - search\n  - gibtsnicht\n"))

    with pytest.raises(KbError, match="gibtsnicht"):
        make(project, load(project.config), "public", tmp_path / "site")
