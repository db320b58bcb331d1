import json
from datetime import date

import pytest

from kbtool.services.check import check
from kbtool.settings import load
from tests.conftest import article

TODAY = date(2026, 11, 23)
DE = "docs/de/printing/drucker-offline.md"


@pytest.fixture
def codes(make_project):
    """Return a function that checks files and gives the problems as `path:line code`."""

    def run(files):
        project = make_project(files)
        return [
            f"{item.path.removeprefix('docs/')}:{item.line} {item.code}"
            for item in check(project, load(project.config), today=TODAY)
            if item.code != "review-missing"
        ]

    return run


def test_a_sound_article_has_no_problem_but_its_missing_review(make_project):
    project = make_project({DE: article()})

    assert [item.code for item in check(project, load(project.config), today=TODAY)] == ["review-missing"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Umgebung\n\nWindows 11.\n\n", "", "1 section-missing"),
        ("Windows 11.\n", "\n", "19 section-empty"),
        ("## Lösung", "## Resolution", "23 section-language"),
        (
            "1. Schalten Sie den Drucker aus.\n2. Warten",
            "Schalten Sie den Drucker aus. Warten",
            "23 step-unnumbered",
        ),
        ("id: drucker-offline\n", "", "1 id-missing"),
        ("category: printing", "category: prinitng", "6 category-unknown"),
        ("category: printing", "category: ../..", "6 category-form"),
        ("escalate_to: workplace", "escalate_to: workplaces", "10 team-unknown"),
        ("lang: de", "lang: en", "4 lang-folder"),
        ("lang: de", "lang: fr", "4 lang-unknown"),
        ("confidence: validated", "confidence: wip", "7 audience-confidence"),
        ("Windows 11.\n", "[Hier](gibtsnicht.md)\n", "21 link-dead"),
        ("Windows 11.\n", "[Hier](#nirgends)\n", "21 anchor-dead"),
        ("Windows 11.\n", "![](bild.png)\n", "21 image-alt"),
        ("Windows 11.\n", "![Bild](bild.png)\n", "21 image-missing"),
        ("Windows 11.\n", f"[Hier]({'x' * 300})\n", "21 link-dead"),
        ("Windows 11.\n", "[Hier](../../../geheim.md)\n", "21 link-dead"),
        ('environment: ["Windows 11"]', "review_by: 2026-11-22", "13 review-overdue"),
        ('environment: ["Windows 11"]', "related: [nichts]", "13 related-unknown"),
        ('environment: ["Windows 11"]', "translation_of: nothing", "13 translation-unknown"),
        ('environment: ["Windows 11"]', "review: {by: a, at: 2026-01-01, sha256: x}", "13 review-changed"),
        ("level: 1", "level: eins", "9 field-type"),
        ('title: "', 'title: "a": "', "3 front-matter"),
    ],
)
def test_each_defect_is_found_at_its_line(codes, old, new, expected):
    text = article()
    assert old in text

    assert f"de/printing/drucker-offline.md:{expected}" in codes({DE: text.replace(old, new, 1)})


def test_two_articles_cannot_share_an_id_or_an_address(codes):
    found = codes(
        {
            DE: article(extra="aliases: [alt/drucker, de/printing/zwei]"),
            "docs/de/printing/zwei.md": article(extra="aliases: [/alt/drucker/]"),
        }
    )

    assert "de/printing/zwei.md:2 id-duplicate" in found
    assert "de/printing/zwei.md:14 alias-duplicate" in found
    assert "de/printing/drucker-offline.md:14 alias-duplicate" in found


def test_a_translation_is_stale_once_its_original_has_changed(codes, make_project):
    extra = "translation_of: drucker-offline\ntranslation_sha256: {}"
    english = article("printer-offline", "Printer", "en", extra=extra.format("0" * 64))

    assert codes({DE: article(), "docs/en/printing/printer-offline.md": english}) == [
        "en/printing/printer-offline.md:14 translation-stale"
    ]


def test_links_to_made_pages_and_headings_are_alive(codes):
    text = article().replace(
        "Windows 11.\n", "[a](index.md) [b](../index.md) [c](#losung) <https://example.com>\n", 1
    )

    assert codes({DE: text}) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "is not UTF-8"), (b"x" * 65 * 1024, "more than 64 kB")],
)
def test_a_file_that_cannot_be_read_is_a_problem(make_project, content, words):
    project = make_project({DE: article()})
    (project.root / DE).write_bytes(content)

    problems = check(project, load(project.config), today=TODAY)

    assert [item.code for item in problems] == ["file-unreadable"]
    assert words in problems[0].message


def test_a_symbolic_link_is_a_problem_and_not_followed(make_project, tmp_path):
    project = make_project({DE: article()})
    (tmp_path / "secret.md").write_text(article("secret"), encoding="utf-8")
    (project.docs / "de/printing/link.md").symlink_to(tmp_path / "secret.md")

    problems = check(project, load(project.config), today=TODAY)

    assert ("docs/de/printing/link.md", "file-unreadable") in [(item.path, item.code) for item in problems]
    assert "secret" not in str(problems)


def test_the_command_prints_compiler_lines_and_json(make_project, kbtool):
    run = kbtool(make_project({DE: article().replace("level: 1", "level: 7")}))

    plain, scripted = run("check"), run("check", "--json")

    assert plain.exit_code == scripted.exit_code == 1
    assert f"{DE}:9: field-type “level” must be 1, 2 or 3" in plain.stdout
    assert set(json.loads(scripted.stdout)[0]) == {"path", "line", "code", "message", "hint"}


def test_the_command_is_content_with_an_empty_project(make_project, kbtool):
    result = kbtool(make_project())("check")

    assert (result.exit_code, result.stderr) == (0, "No problems found.\n")


@pytest.mark.parametrize(
    ("names", "missing"), [("{en: Printing}", ["de"]), ("Drucken", []), ("{fr: Imprimer}", ["de", "en"])]
)
def test_a_category_needs_a_name_in_every_language_of_the_site(make_project, names, missing):
    config = f"site_name: Hilfe\nplugins:\n  - kbtool:\n      categories:\n        printing: {names}\n"
    project = make_project(config=config)

    found = [one for one in check(project, load(project.config), today=TODAY) if one.code == "name-missing"]

    assert [one.message for one in found] == [
        f"the category “printing” has no name in “{lang}”" for lang in missing
    ]
