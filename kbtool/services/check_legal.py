"""Whether a public site has what the law wants of one in Germany: an imprint and a privacy notice.

§ 5 DDG wants the imprint easily found, directly reachable and always there; Art. 13 GDPR wants the privacy
notice at the moment data are collected. A link in the footer of every page is both, and a page that lies
directly in docs/ gets one.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kbtool.model.article import Article, Audience
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services.content import Library
from kbtool.settings import Settings, site_url

_PLACEHOLDER = re.compile(r"\[\[[^\[\]]*\]\]")
# Kept for examples and tests (RFC 2606, RFC 6761): no site is public there.
_EXAMPLES = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$|^127\.|^\[?::1\]?$")


def legal_problems(project: Project, settings: Settings, library: Library) -> Iterator[Problem]:
    """Yield what is missing of the imprint and the privacy notice; nothing where none are needed."""
    if not is_required(project, settings, library):
        return
    for what, name in (("an imprint", settings.legal.imprint), ("a privacy notice", settings.legal.privacy)):
        page = library.by_id.get(name)
        if page is None:
            message = f"a public site needs {what}"
            hint = "“kbtool init --legal” adds templates; “legal:” in the settings says that none is needed"
            yield Problem(
                project.config.name, 0, "legal-missing", f"{message}: no page has the id “{name}”", hint
            )
        else:
            yield from _page_problems(page, what.partition(" ")[2], library)


def is_required(project: Project, settings: Settings, library: Library) -> bool:
    """Return whether the site needs them: as the settings say, else where a public site speaks German."""
    if settings.legal.required != "auto":
        return settings.legal.required == "always"
    host = urlsplit(site_url(project.config)).hostname or ""
    is_public = any(item.wants_public for item in library.articles)
    return is_public and "de" in settings.languages and bool(host) and not _EXAMPLES.search(host)


def _page_problems(page: Article, what: str, library: Library) -> Iterator[Problem]:
    path = f"docs/{page.path}"
    if "/" in page.path:
        message = f"the {what} is not linked in the footer of every page"
        yield Problem(path, 0, "legal-place", message, "move it: only pages directly in docs/ are")
    if page.audience is not Audience.PUBLIC:
        message = f"customers cannot see the {what}"
        yield Problem(
            path, page.line("audience"), "legal-hidden", message, "fill it in, make it public, approve it"
        )
    versions = (page, *(item for item in library.translations.get(page.id, {}).values() if item is not page))
    for version in versions:
        yield from unfilled(version)


def unfilled(page: Article) -> Iterator[Problem]:
    """Yield the places of a template that nobody has filled in yet."""
    for number, line in enumerate(page.body.splitlines(), start=1):
        opened = line.count("[[") - line.count("]]")
        if _PLACEHOLDER.search(line) or opened > 0:
            message = "a place of the template is not filled in"
            hint = "replace what stands in [[…]], or strike it out"
            yield Problem(f"docs/{page.path}", page.body_line + number, "legal-unfilled", message, hint)
