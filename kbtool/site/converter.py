"""One Markdown converter for all pages: making one for each page costs as much as a template.

mkdocs makes a new `markdown.Markdown` for every page. The converter resets itself between texts; what belongs
to a page are mkdocs' three processors, which are registered anew each time and so replace those of the page
before.
"""

import logging
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import TableOfContents, get_toc

from kbtool.services.check_render import render_failed, render_slow
from kbtool.services.time_limit import RENDER_SECONDS, OutOfTime, limited

log = logging.getLogger("mkdocs.plugins.kbtool")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What Markdown became; `links` holds the linked anchors by the source path of the page they are on."""

    html: str
    toc: TableOfContents
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]


class _RawHTML(_RawHTMLPreprocessor):
    """Collects the anchors of raw HTML for mkdocs; its parser fails on “<![x”, be that code."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as they are."""
        try:
            return super().run(lines)
        except AssertionError:
            return lines


Memory = MutableMapping[tuple[str, str], Rendered]


class Converter:
    """Renders the Markdown of pages, and remembers it for the next edition.

    The public edition is built first. A link that leads somewhere there leads to the same place in the internal
    one, which shows all that the public one shows; and a link that leads nowhere fails the build. So what was
    rendered for the first edition is right for the second.
    """

    def __init__(self, config: MkDocsConfig, memory: Memory) -> None:
        """Take the extensions of the configuration, which is complete by now."""
        self._config = config
        self._memory = memory
        self._markdown = self._new()

    def _new(self) -> markdown.Markdown:
        return markdown.Markdown(
            extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs
        )

    def render(self, page: Page, files: Files) -> None:
        """Do what `Page.render` does; a test compares the two."""
        key = (page.file.src_uri, page.markdown or "")
        rendered = self._memory.get(key)
        if rendered is None:
            rendered = self._memory[key] = self._in_time(page, files)
        page.content = rendered.html
        page.toc = rendered.toc
        page.present_anchor_ids = set(rendered.anchors)
        targets = ((files.get_file_from_path(uri), found) for uri, found in rendered.links.items())
        page.links_to_anchors = {file: dict(found) for file, found in targets if file is not None}

    def _in_time(self, page: Page, files: Files) -> Rendered:
        """Convert the text; one that takes too long, or that a library fails on, becomes a problem."""
        try:
            with limited(RENDER_SECONDS):
                return self._convert(page, files)
        except OutOfTime:
            problem = render_slow(f"docs/{page.file.src_uri}")
        except Exception:  # whatever a library trips over, the other texts are rendered
            log.debug("Markdown failed", exc_info=True)
            problem = render_failed(f"docs/{page.file.src_uri}")
        self._markdown = self._new()  # the old one stopped amid its work
        log.warning("%s", problem, extra={"kbtool_problem": problem})
        return Rendered("", TableOfContents([]), frozenset(), {})

    def _convert(self, page: Page, files: Files) -> Rendered:
        raw = _RawHTML()
        anchors = _ExtractAnchorsTreeprocessor(page.file, files, self._config)
        paths = _RelativePathTreeprocessor(page.file, files, self._config)
        converter = self._markdown.reset()
        for processor in (raw, anchors, paths):
            processor._register(converter)  # noqa: SLF001 - mkdocs' own way to add them
        return Rendered(
            html=converter.convert(page.markdown or ""),
            toc=get_toc(getattr(converter, "toc_tokens", [])),
            anchors=frozenset(anchors.present_anchor_ids | raw.present_anchor_ids),
            links={file.src_uri: found for file, found in paths.links_to_anchors.items()},
        )
