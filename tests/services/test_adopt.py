import json

import pytest

from kbtool.errors import InputError
from kbtool.model.article import Audience, Confidence
from kbtool.services import content
from kbtool.services.adopt import adopt
from kbtool.settings import load

WIKI = {
    "Drucken/Drucker offline.md": "# Drucker offline\n\nSiehe [VPN](../vpn.md#start) und ![Gerät](bild.png).\n",
    "vpn.md": (
        "---\nauthor: Jürgen   # bleibt\naudience: public\nlang: en\n---\n# VPN setup\n\nSee [this](Drucken).\n"
    ),
    "broken.md": "---\na: b: c\n---\n",
}


@pytest.fixture
def wiki(tmp_path):
    for name, text in WIKI.items():
        path = tmp_path / "wiki" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "wiki/Drucken/bild.png").write_bytes(b"png")
    return tmp_path / "wiki"


def test_adopted_files_become_internal_unreviewed_articles(make_project, wiki):
    project = make_project()
    settings = load(project.config)

    adopt(project, settings, wiki)
    library = content.load(project, settings)

    assert {item.path for item in library.articles} == {
        "de/printing/drucker-offline.md",
        "en/general/vpn-setup.md",
    }
    assert {(item.audience, item.confidence) for item in library.articles} == {
        (Audience.INTERNAL, Confidence.NOT_VALIDATED)
    }


def test_other_front_matter_stays_and_links_and_pictures_come_along(make_project, wiki):
    project = make_project()

    adopt(project, load(project.config), wiki)

    german = (project.docs / "de/printing/drucker-offline.md").read_text(encoding="utf-8")
    english = (project.docs / "en/general/vpn-setup.md").read_text(encoding="utf-8")
    assert "Siehe [VPN](../../en/general/vpn-setup.md#start) und ![Gerät](drucker-offline-bild.png)." in german
    assert (project.docs / "de/printing/drucker-offline-bild.png").read_bytes() == b"png"
    assert "author: Jürgen   # bleibt\naudience: internal\n" in english
    assert "# VPN setup" not in english


def test_adopting_twice_changes_nothing(make_project, wiki):
    project = make_project()
    settings = load(project.config)
    adopt(project, settings, wiki)
    before = {path: path.read_bytes() for path in project.docs.rglob("*.*")}

    report = adopt(project, settings, wiki)

    assert {path: path.read_bytes() for path in project.docs.rglob("*.*")} == before
    assert [item.path for item in report] == ["", "", ""]


def test_nothing_is_overwritten_where_an_id_is_taken(make_project, wiki):
    project = make_project(
        {"docs/de/printing/drucker-offline.md": "---\nid: drucker-offline\ntitle: T\n---\nalt\n"}
    )

    adopt(project, load(project.config), wiki)

    assert (project.docs / "de/printing/drucker-offline.md").read_text(encoding="utf-8").endswith("alt\n")
    assert (project.docs / "de/printing/drucker-offline-2.md").exists()


def test_a_dry_run_writes_nothing(make_project, wiki, kbtool):
    project = make_project()

    result = kbtool(project)("adopt", str(wiki), "--dry-run", "--json")

    assert result.exit_code == 0
    assert {item["source"]: bool(item["path"]) for item in json.loads(result.stdout)} == {
        "Drucken/Drucker offline.md": True,
        "vpn.md": True,
        "broken.md": False,
    }
    assert list(project.docs.iterdir()) == []


def test_a_link_out_of_the_wiki_copies_nothing(make_project, tmp_path, wiki):
    (tmp_path / "geheim.png").write_bytes(b"secret")
    (wiki / "x.md").write_text("# X\n\n![p](../geheim.png)\n", encoding="utf-8")
    project = make_project()

    adopt(project, load(project.config), wiki)

    assert not [path for path in project.docs.rglob("*.png") if path.read_bytes() == b"secret"]


def test_a_link_longer_than_any_name_of_a_file_stays_as_it_is(make_project, wiki):
    (wiki / "x.md").write_text(f"# X\n\n![p]({'x' * 300}.png)\n", encoding="utf-8")
    project = make_project()

    adopt(project, load(project.config), wiki)

    assert f"![p]({'x' * 300}.png)" in next(project.docs.rglob("x.md")).read_text(encoding="utf-8")


def test_the_docs_folder_cannot_be_adopted_into_itself(make_project):
    project = make_project()

    with pytest.raises(InputError, match="overlap"):
        adopt(project, load(project.config), project.docs)
