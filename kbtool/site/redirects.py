"""Old addresses: every alias becomes a page that leads to where the article is now."""

import logging
from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from kbtool.model import paths
from kbtool.site.catalogue import Catalogue, language_of
from kbtool.site.html import render
from kbtool.site.texts import TEXTS

log = logging.getLogger("mkdocs.plugins.kbtool")


def redirects(catalogue: Catalogue, files: Files) -> Iterator[tuple[str, str]]:
    """Yield the path and the HTML of every redirect; an alias that is another page's address is left out."""
    taken = {file.dest_uri for file in files}
    for item in (*catalogue.articles, *catalogue.pages):
        for alias in item.aliases:
            target = destination(alias)
            file = files.get_file_from_path(item.path)
            if file is None or target == file.dest_uri:
                continue
            if not target or target in taken:
                log.warning(
                    "docs/%s: the alias “%s” is taken or no address, so it is left out.", item.path, alias
                )
                continue
            taken.add(target)
            yield target, page(target, file.url, language_of(item, catalogue.settings))
    home = f"{catalogue.default_language}/index.html"
    if home not in taken:
        yield home, page(home, "./", catalogue.default_language)


def destination(alias: str) -> str:
    """Return the file an old address is read from, or an empty string for what is no address of this site.

    >>> destination("old/vpn"), destination("/faq/12.html"), destination("../secret")
    ('old/vpn/index.html', 'faq/12.html', '')
    """
    path = PurePosixPath(alias.strip().strip("/").removesuffix("index.html").removesuffix(".md"))
    wrong = not path.parts or any(part.startswith(".") for part in path.parts)
    if wrong or "#" in alias or paths.refusal(str(path)):
        return ""
    return str(path) if path.suffix in {".html", ".htm"} else f"{path}/index.html"


def page(source: str, url: str, lang: str) -> str:
    """Return the HTML that leads from a file of the site to an address."""
    target = get_relative_url(url, source.removesuffix("index.html") or ".")
    return str(render("redirect.html", target=target, lang=lang, text=TEXTS[lang]))
