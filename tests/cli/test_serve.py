import pytest


@pytest.fixture
def served(monkeypatch):
    """Take the place of the service and keep what it is asked for."""
    asked = {}
    monkeypatch.setattr(
        "kbtool.services.serve.serve",
        lambda _project, read, **options: asked.update(options, months=read().review_months),
    )
    return asked


def test_serve_shows_the_internal_edition_on_port_8000(make_project, kbtool, served):
    result = kbtool(make_project())("serve")

    assert result.exit_code == 0
    assert (served["audience"], served["port"], served["months"]) == ("internal", 8000, 6)


def test_serve_shows_what_customers_see_on_request(make_project, kbtool, served):
    kbtool(make_project())("serve", "--audience", "public", "--port", "8123")

    assert (served["audience"], served["port"]) == ("public", 8123)


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_serve_refuses_what_is_no_port(make_project, kbtool, served, port):
    assert kbtool(make_project())("serve", "--port", port).exit_code == 2
    assert served == {}
