from datetime import date

import pytest

from kbtool import frontmatter
from kbtool.model import article_fields
from kbtool.model.article import Article, Audience, Confidence, SectionName
from tests.conftest import article


def _read(text: str) -> Article:
    document = frontmatter.parse(text)
    return article_fields.build("de/printing/x.md", frontmatter.read(document), document.body)[0]


def _approved(text: str) -> str:
    sha = _read(text).sha256
    return text.replace("\n---\n##", f"\nreview: {{by: anna, at: 2026-11-01, sha256: {sha}}}\n---\n##", 1)


def test_missing_audience_is_internal_and_missing_confidence_is_unfinished():
    item = _read("---\nid: x\n---\n")

    assert (item.audience, item.confidence) == (Audience.INTERNAL, Confidence.WIP)


def test_a_misspelt_audience_makes_the_article_internal():
    assert _read(article(audience="publik")).audience is Audience.INTERNAL


def test_sections_are_found_in_both_languages_and_not_in_code():
    item = _read("---\nlang: de\n---\n## Ursache\n\nWeil.\n\n```\n## Lösung\n```\n\n## Resolution\n\n1. Ja.\n")

    assert (
        item.section(SectionName.CAUSE)
        == "Weil.\n\n```\n## Lösung\n```"[: len(item.section(SectionName.CAUSE))]
    )
    assert item.steps == ("Ja.",)


def test_steps_are_the_numbered_items_with_their_continuations():
    item = _read(article())

    assert item.steps == (
        "Schalten Sie den Drucker aus.",
        "Warten Sie zehn Sekunden und schalten Sie ihn ein. 🖨️",
    )


def test_the_short_answer_is_the_summary_else_the_start_of_the_resolution():
    assert _read("---\nid: x\n---\n## Lösung\n\nNeu starten.\n\n1. Aus.\n").short_answer == "Neu starten."
    assert _read("---\nid: x\n---\n## Lösung\n\n1. Aus.\n2. An.\n").short_answer == "Aus."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Drucker aus.", "Drucker aus!"),
        ('Windows 11"]', 'Windows 10"]'),
        ('druckt nich"', 'von Frau Meier druckt nich"'),
        ("audience: public", "audience: internal"),
        ('Offline“"', 'Online“"'),
    ],
)
def test_a_change_of_any_words_a_reader_sees_ends_the_approval(old, new):
    text = _approved(article())

    assert _read(text).is_public
    assert old in text
    assert not _read(text.replace(old, new, 1)).is_approved


@pytest.mark.parametrize("extra", ["owner: anna", 'evidence: ["desk:1"]', "review_by: 2027-01-01"])
def test_managing_an_article_does_not_end_its_approval(extra):
    text = _approved(article())

    assert _read(text.replace("\nreview:", f"\n{extra}\nreview:", 1)).is_public


def test_line_ends_do_not_end_an_approval():
    assert _read(_approved(article()).replace("\n", "\r\n")).is_public


@pytest.mark.parametrize("confidence", ["wip", "not-validated", "archived"])
def test_only_validated_articles_are_public(confidence):
    text = _approved(article()).replace("confidence: validated", f"confidence: {confidence}")

    assert not _read(text).is_public


def test_wrong_fields_are_named_and_count_as_missing():
    meta = {
        "id": "Ä",
        "title": "",
        "level": 9,
        "issue": "x",
        "review": "anna",
        "verified_on": "gestern",
        "auidence": "public",
    }

    item, problems = article_fields.build("a.md", meta, "")

    assert {problem.code for problem in problems} == {"field-type", "field-unknown", "id-form", "title-missing"}
    assert (item.level, item.issue, item.review, item.verified_on) == (1, (), None, None)


def test_dates_are_read_with_and_without_quotation_marks():
    item, problems = article_fields.build("a.md", {"id": "a", "title": "b", "verified_on": "2026-11-01"}, "")

    assert (item.verified_on, problems) == (date(2026, 11, 1), [])
