"""The MkDocs plugin: it turns mkdocs' events into calls of the modules beside it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, cast

import jinja2
from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kbtool import settings
from kbtool.errors import KbError, SettingsError
from kbtool.project import Project
from kbtool.site import csp
from kbtool.site.configure import configure
from kbtool.site.converter import Memory
from kbtool.site.edition import Edition
from kbtool.site.html import clean, escaped
from kbtool.site.page import SitePage


class KbtoolPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Makes a help site of a project's articles; its options are the project's settings."""

    settings: settings.Settings
    edition: Edition

    def __init__(self) -> None:
        """Start with an empty memory; a build of several editions gives them one in common."""
        self.memory: Memory = {}
        self.is_preview = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - mkdocs' signature
        """Note whether a server shows the site while it is edited: it adds a script to every page."""
        self.is_preview = command == "serve"

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Check the options; a wrong one becomes a configuration error that names the key."""
        super().load_config({}, config_file_path)
        try:
            self.settings = settings.from_options(options)
        except SettingsError as error:
            key = re.search(r"kbtool: ([\w-]+)|“([^”]+)”", str(error))
            name = (key[1] or key[2]) if key else ""
            return [(name, ValidationError(f"{error} {error.hint}".strip()))], []
        return [], []

    @event_priority(100)  # before Material's search reads its languages
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what mkdocs.yml does not say."""
        with _as_plugin_error():
            configure(config, self.settings)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep what this edition shows and add the pages the site makes."""
        project = Project(Path(config.config_file_path).absolute().parent)
        with _as_plugin_error():
            self.edition = Edition.open(project, self.settings, files, config, self.memory)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - mkdocs' signature
        """Replace the navigation of all pages by that of the categories."""
        return self.edition.hang_pages()

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - mkdocs' signature
        """Escape the front matter of pages that another plugin adds; our own pages have done it."""
        if not isinstance(page, SitePage):
            page.meta = cast("dict[str, Any]", escaped(dict(page.meta)))
        return markdown

    @event_priority(-100)  # when all others have changed it
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - mkdocs' signature
        """Let the text of such pages pass the boundary too."""
        return html if isinstance(page, SitePage) else str(clean(html))

    @event_priority(-100)  # when all others have added their filters
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:  # noqa: ARG002 - mkdocs' signature
        """Decide what may run on the pages."""
        if not self.is_preview:
            self.edition.hold(env)
        return env

    @event_priority(50)  # before Material's search
    def _before_search(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - mkdocs' signature
        nav: Navigation,  # noqa: ARG002 - mkdocs' signature
    ) -> TemplateContext:
        """Show the search what it shall index."""
        if isinstance(page, SitePage):
            page.swap_for_search()
        return context

    @event_priority(-50)  # after Material's search
    def _after_search(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - mkdocs' signature
        nav: Navigation,  # noqa: ARG002 - mkdocs' signature
    ) -> TemplateContext:
        """Give the templates the page, the navigation and the words of its language."""
        if isinstance(page, SitePage):
            page.swap_for_search()
        context.update(self.edition.context(page))  # type: ignore[typeddict-item]
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,  # noqa: ARG002 - mkdocs' signature
        config: MkDocsConfig,  # noqa: ARG002 - mkdocs' signature
    ) -> TemplateContext:
        """Do the same for pages without a source, such as 404.html and the sitemap."""
        context.update(self.edition.context(None))  # type: ignore[typeddict-item]
        return context

    @event_priority(-100)  # when all others have changed it
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - mkdocs' signature
        """Refuse a page that holds a script the theme does not know."""
        if not self.is_preview:
            with _as_plugin_error():
                csp.refuse_unknown(output, page.file.src_uri, self.edition.allowed)
        return output

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - mkdocs' signature
        """Do the same for pages without a source."""
        if not self.is_preview and template_name.endswith(".html"):
            with _as_plugin_error():
                csp.refuse_unknown(output_content, template_name, self.edition.allowed)
        return output_content


@contextmanager
def _as_plugin_error() -> Iterator[None]:
    """Turn our errors into those that mkdocs prints without a traceback."""
    try:
        yield
    except KbError as error:
        raise PluginError(f"{error} {error.hint}".strip()) from error
