from tests.conftest import article


def test_what_is_private_or_may_be_is_shown_in_its_line(make_project, kbtool):
    text = article().replace("Windows 11.\n", "Frau Krzyżanowska hat das. Das Gerät heißt Xarpotix.\n", 1)
    run = kbtool(make_project({"docs/de/printing/drucker-offline.md": text}))

    result = run("review", "drucker-offline", input="s\n")

    assert result.exit_code == 0
    assert "personal data: Frau [Krzyżanowska] hat das." in result.stderr
    assert "Das Gerät heißt [Xarpotix]." in result.stderr


def test_a_page_without_a_category_can_be_approved(make_project, kbtool):
    page = "---\nid: imprint\ntitle: Impressum\nlang: de\ntype: page\naudience: public\n---\nÜber uns\n"
    run = kbtool(make_project({"docs/imprint.md": page}))

    assert run("review", "imprint", "--approve", "--as", "anna").exit_code == 0
