import json

from tests.conftest import article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"


def test_a_clean_site_passes(make_project, kbtool):
    project = make_project({DE: approved(article())})
    kbtool(project)("build")

    result = kbtool(project)("audit")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing private was found." in result.stderr
    assert "There are no tickets here" in result.stderr
    assert not project.database.exists()


def test_a_hit_exits_with_1_and_shows_file_rule_and_count(make_project, kbtool, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.html").write_text("<p>jemand@firma-ost.de</p>", encoding="utf-8")

    result = kbtool(make_project())("audit", str(tmp_path / "other"))

    assert (result.exit_code, result.stdout) == (1, "a.html\temail\t1\n")


def test_hits_as_json(make_project, kbtool, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.html").write_text("<p>DE89 3704 0044 0532 0130 00</p>", encoding="utf-8")

    result = kbtool(make_project())("audit", "--json", str(tmp_path / "other"))

    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"hits": [{"file": "a.html", "rule": "iban", "count": 1}]}
