"""The internal page on the team's training: charts everybody can read, of five people or more."""

import re

import pytest

from kbtool.services import results_record
from kbtool.services.build import make
from kbtool.settings import load
from kbtool.store.database import Store
from tests.services.test_results import answer, items, project  # noqa: F401 - fixtures
from tests.site.conftest import Built

PAGE = "de/training/index.html"


@pytest.fixture
def site(project, items, tmp_path):  # noqa: F811
    """Return a function that has some people answer and builds an edition."""

    def build(people, audience="internal"):
        with Store.open(project) as store:
            for number in range(people):
                for item in items[:3]:
                    results_record.record(store, answer(item, f"geheim{number}", right=number % 2 == 0))
        folder = tmp_path / f"site-{audience}-{people}"
        _, problems = make(project, load(project.config), audience, folder)
        return Built(folder, list(problems))

    return build


def test_charts_have_a_title_a_description_and_their_numbers_as_a_table(site):
    html = site(6)[PAGE]

    charts = re.findall(r"(?s)<figure class=\"kb-chart\">.*?</figure>", html)
    assert len(charts) == 3
    for chart in charts:
        names = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', chart)
        assert f'<title id="{names[1]}">' in chart
        assert f'<desc id="{names[2]}">' in chart
        assert '<th scope="row">' in chart
    assert "Antworten von 6 Personen auf geprüfte Fragen, Stand 23.11.2026." in html
    assert ">50\u00a0%<" in html


def test_nobody_is_named_not_even_by_a_pseudonym(site):
    assert "geheim" not in site(6).everything()


def test_below_five_people_there_is_no_page(site):
    assert PAGE not in site(4)


def test_customers_never_see_it(site):
    assert PAGE not in site(6, "public")
