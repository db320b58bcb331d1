"""Write the pages that are made from the code: `python -m tests.docs.generate`."""

from collections.abc import Callable, Mapping

from tests.docs import cli_page, modules_page, problem_codes, settings_page
from tests.docs.repository import DOCS

PAGES: Mapping[str, Callable[[], str]] = {
    "reference/cli.md": cli_page.page,
    "reference/settings.md": settings_page.page,
    "reference/problem-codes.md": problem_codes.page,
    "project/modules.md": modules_page.page,
}


def main() -> None:
    """Write all of them."""
    for name, page in PAGES.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
