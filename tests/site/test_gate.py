import base64
import gzip

import pytest

from kbtool.errors import RefusedError
from tests.conftest import CONFIG, article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"
HIDDEN = "docs/de/printing/geheim.md"
PAGE = """\
---
id: hausordnung
title: Hausordnung
lang: de
audience: {audience}
confidence: validated
---
Ruhe nach {word}.
"""


def test_customers_read_an_approved_article(built):
    site = built({DE: approved(article())})

    assert "Schalten Sie den Drucker aus." in site.words("de/printing/drucker-offline/index.html")
    assert site.problems == []


@pytest.mark.parametrize(
    "text",
    [
        article(),
        approved(article(audience="internal")),
        approved(article().replace("confidence: validated", "confidence: not-validated")),
        approved(article().replace("confidence: validated", "confidence: archived")),
        approved(article().replace("audience: public\n", "")),
    ],
    ids=["not approved", "internal", "not validated", "archived", "no audience"],
)
def test_everything_else_is_for_the_support_team_only(built, text):
    assert "de/printing/drucker-offline/index.html" not in built({DE: text})
    assert "de/printing/drucker-offline/index.html" in built({DE: text}, audience="internal")


def test_a_public_article_changed_since_its_review_is_named_and_stops_the_public_build(built):
    changed = approved(article()).replace("zehn Sekunden", "elf Sekunden")

    with pytest.raises(RefusedError, match=r"docs/de/printing/drucker-offline\.md has changed") as error:
        built({DE: changed})

    assert "kbtool review drucker-offline" in error.value.hint


def test_the_internal_site_shows_a_changed_article_and_says_so(built):
    changed = approved(article()).replace("zehn Sekunden", "elf Sekunden")

    site = built({DE: changed}, audience="internal")

    assert "seit der Freigabe geändert" in site.words("de/printing/drucker-offline/index.html")


def test_a_page_is_public_only_when_it_says_so_and_is_approved(built):
    pages = {
        "docs/regeln/offen.md": approved(PAGE.format(audience="public", word="zehn")),
        "docs/regeln/frisch.md": PAGE.format(audience="public", word="elf"),
        "docs/regeln/intern.md": approved(PAGE.format(audience="internal", word="zwölf")),
    }

    site = built({DE: approved(article()), **pages})

    assert "regeln/offen/index.html" in site
    assert "regeln/frisch/index.html" not in site
    assert "regeln/intern/index.html" not in site


def test_no_internal_field_reaches_any_byte_of_the_public_site(built):
    fields = (
        "owner: kanarie-owner\n"
        'ticket_data: ["kanarie-ticketdata"]\n'
        'evidence: ["rt:kanarie-4711"]\n'
        "escalate_note: kanarie-foreign\n"
        "related: [kanarie-id]\n"
        "conflicts_with: [kanarie-conflict]"
    )
    public = approved(article(extra=fields) + "\n<!-- kanarie-comment -->\n", by="kanarie-reviewer")
    internal = article(
        id="kanarie-id",
        title="kanarie-title",
        audience="internal",
        extra="aliases: [kanarie-alias]\ntags: [kanarie-tag]",
    ).replace("escalate_to: workplace", "escalate_to: network")
    files = {
        DE: public,
        HIDDEN: internal + "\nkanarie-body ![](kanarie-bild.png)\n",
        "docs/en/printing/kanarie-en.md": article(
            id="kanarie-en", lang="en", audience="internal", extra="translation_of: drucker-offline"
        ),
        "docs/de/printing/kanarie-bild.png": "kanarie-picture",
        "docs/notizen.md": "kanarie-page\n",
        "docs/kanarie.json": '"kanarie-json"',
    }

    site = built(files)

    everything = site.everything().casefold()
    everything += gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()).decode()
    assert "kanarie" not in everything
    assert base64.b64encode(b"kanarie").decode().casefold()[:9] not in everything
    assert not [path for path in site.folder.rglob("*") if "kanarie" in path.name]


def test_the_internal_site_shows_what_the_support_team_needs(built):
    fields = 'owner: mehmet\nticket_data: ["Druckername"]\nevidence: ["rt:4711#12"]'

    words = built({DE: article(extra=fields)}, audience="internal").words(
        "de/printing/drucker-offline/index.html"
    )

    for shown in ("mehmet", "Druckername", "rt:4711#12", "Arbeitsplatz", "1st Level", "noch nicht freigegeben"):
        assert shown in words


def test_a_picture_of_a_public_article_is_public_and_others_are_not(built):
    text = article().replace("Windows 11.\n", "![Schalter](schalter.png)\n")
    files = {
        DE: approved(text),
        "docs/de/printing/schalter.png": "png",
        "docs/de/printing/andere.png": "png",
    }

    site = built(files)

    assert "de/printing/schalter.png" in site
    assert "de/printing/andere.png" not in site


def test_a_public_article_may_not_link_to_an_internal_one(built):
    text = article().replace("Windows 11.\n", "[Mehr](geheim.md)\n")

    site = built({DE: approved(text), HIDDEN: article(id="geheim", audience="internal")})

    (problem,) = site.problems
    assert problem.path == DE
    assert approved(text).splitlines()[problem.line - 1] == "[Mehr](geheim.md)"
    assert "geheim.md" in problem.message
    assert "this edition does not show it" in problem.hint


def test_related_articles_that_customers_cannot_see_are_not_listed(built):
    site = built(
        {DE: approved(article(extra="related: [geheim]")), HIDDEN: article(id="geheim", title="Streng geheim")}
    )

    assert "Verwandte Fragen" not in site.words("de/printing/drucker-offline/index.html")


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_symbolic_link_never_leads_out_of_the_project(built, make_project, tmp_path, audience):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "passwd.txt").write_text("root")
    (tmp_path / "outside" / "leak.md").write_text(approved(article(id="leak", title="Leck")))
    project = make_project({DE: approved(article())})
    (project.docs / "folder").symlink_to(tmp_path / "outside")
    (project.docs / "de" / "printing" / "leak.md").symlink_to(tmp_path / "outside" / "leak.md")

    site = built({}, audience=audience)

    assert "root" not in [path.read_text("utf-8", "replace") for path in site.folder.rglob("*.txt")]
    assert "Leck" not in site.everything()
    assert "symbolic link" in " ".join(problem.message for problem in site.problems)


def test_a_file_with_broken_front_matter_fails_the_build_and_is_not_shown(built):
    site = built({DE: approved(article()), HIDDEN: '---\ntitle: "offen\n---\nText\n'}, audience="internal")

    (problem,) = site.problems
    assert (problem.path, problem.code) == (HIDDEN, "front-matter")
    assert "de/printing/geheim/index.html" not in site


def test_what_mkdocs_is_told_to_leave_out_is_left_out(built):
    config = CONFIG.replace("plugins:", "exclude_docs: 'entwurf*'\nplugins:")

    site = built(
        {DE: article(), "docs/de/printing/entwurf.md": article(id="x")}, config=config, audience="internal"
    )

    assert "de/printing/entwurf/index.html" not in site
    assert site.problems == []
