"""One edition while it is built: its pages, what hangs where, and what the templates are given."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from kbtool.errors import RefusedError
from kbtool.model import paths
from kbtool.model.article import Article
from kbtool.project import Project
from kbtool.settings import Settings
from kbtool.site import category_page, csp, feed, gate, home_page, nav, quiz_pages, training_page
from kbtool.site.article_page import ArticlePage
from kbtool.site.catalogue import Catalogue, language_of
from kbtool.site.contact import Contact, contact
from kbtool.site.converter import Converter, Memory
from kbtool.site.html import HERE
from kbtool.site.languages import Alternate, alternates
from kbtool.site.page import Derived, DerivedPage, SitePage
from kbtool.site.redirects import redirects
from kbtool.site.texts import Texts
from kbtool.site.written_page import WrittenPage

log = logging.getLogger("mkdocs.plugins.kbtool")

# Each returns pages that the site makes itself; their order is that of the navigation.
MAKERS: tuple[Callable[[Catalogue], Iterator[Derived]], ...] = (
    home_page.derived,
    category_page.derived,
    quiz_pages.derived,
    training_page.derived,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What our templates are given for one page, as `kb`."""

    text: Texts
    lang: str
    window_title: str
    is_home: bool
    is_internal: bool
    alternates: Sequence[Alternate]
    home: str
    contact: Contact | None
    notices: Sequence[Page]
    feed: str
    jsonld: str
    style: str
    script: str
    theme_waits: bool
    policy: str
    worker: str
    versions: Callable[[Page], list[tuple[str, str]]]


@dataclass
class Edition:
    """All pages of one edition."""

    catalogue: Catalogue
    files: Files
    config: MkDocsConfig
    derived: tuple[Derived, ...]
    navigations: nav.Navigations = field(default_factory=dict)
    allowed: frozenset[tuple[str, str]] = frozenset()
    policy: str = ""

    @classmethod
    def open(
        cls, project: Project, settings: Settings, files: Files, config: MkDocsConfig, memory: Memory
    ) -> "Edition":
        """Read the project, close the gate, and register every page of the edition with mkdocs."""
        catalogue = gate.open_catalogue(project, settings, files)
        gate.close(files, catalogue, config)
        edition = cls(catalogue, files, config, tuple(item for make in MAKERS for item in make(catalogue)))
        edition._register_written(Converter(config, memory))
        edition._register_derived()
        edition._register_static()
        return edition

    def hang_pages(self) -> Navigation:
        """Make the navigation of each language; return that of the default one."""
        self.navigations = nav.navigations(self.catalogue, self.files, self.derived)
        return self.navigations[self.catalogue.default_language]

    def context(self, page: Page | None) -> Mapping[str, Any]:
        """Return what the templates need for a page, or for a page without a source."""
        catalogue = self.catalogue
        lang = page.lang if isinstance(page, SitePage) else catalogue.default_language
        text = catalogue.text(lang)
        home = self.files.get_file_from_path(catalogue.home_uri(lang))
        is_home = page is not None and page.file is home
        site_name = str(escape(self.config.site_name))
        title = text.missing if page is None else page.title
        derived = page.derived if isinstance(page, DerivedPage) else None
        return {
            "nav": self.navigations[lang],
            "kb": Frame(
                text=text,
                lang=lang,
                window_title=site_name if is_home else f"{title} – {site_name}",
                is_home=is_home,
                is_internal=catalogue.is_internal,
                alternates=alternates(catalogue, self.files, page),
                home=home.page.url if home and home.page else "",
                contact=contact(catalogue.settings.contact, text),
                notices=[item for item in self.navigations[lang].items if isinstance(item, WrittenPage)],
                feed=feed.name(lang) if self.config.site_url else "",
                jsonld=page.jsonld if isinstance(page, SitePage) else "",
                style=derived.style if derived else "",
                script=derived.script if derived else "",
                # A script of the project may need the theme's.
                theme_waits=bool(derived and derived.scripts) and len(self.config.extra_javascript) == 1,
                policy=self.policy,
                worker=",".join(dict.fromkeys([lang, *catalogue.settings.languages])),
                versions=self.versions,
            ),
        }

    def hold(self, env: jinja2.Environment) -> None:
        """Decide what may run on the pages, and add the files by which a web server says so."""
        self.allowed = csp.known(self._references(env))
        self.policy = csp.policy(self.allowed)
        sent = csp.headers(self.policy, is_internal=self.catalogue.is_internal)
        for name, text in csp.server_files(sent).items():
            self.files.append(File.generated(self.config, name, content=text))

    def _references(self, env: jinja2.Environment) -> Iterator[str]:
        """Yield the page for lost readers as seen from every depth: the theme, and no words of anybody."""
        template = env.get_template("404.html")
        pages = (file.page for file in self.files.documentation_pages() if file.page is not None)
        bases = {get_relative_url(".", page.url) for page in pages} | {
            urlsplit(self.config.site_url or "/").path
        }
        for base in sorted(bases):
            context = get_context(
                self.navigations[self.catalogue.default_language], self.files, self.config, base_url=base
            )
            yield template.render(
                self.config.plugins.on_template_context(context, template_name="404.html", config=self.config)
            )

    def versions(self, page: Page) -> list[tuple[str, str]]:
        """Return language and full address of a page and its translations; nothing without any."""
        same = [item for item in alternates(self.catalogue, self.files, page) if item.is_same]
        return [(item.lang, item.absolute) for item in same] if len(same) > 1 else []

    def _register_written(self, converter: Converter) -> None:
        catalogue = self.catalogue
        for article in catalogue.articles:
            if (file := self._file(article)) is not None:
                ArticlePage(file, self.config, article, catalogue=catalogue, converter=converter)
        for item in catalogue.pages:
            if (file := self._file(item)) is not None:
                lang = language_of(item, catalogue.settings)
                WrittenPage(file, self.config, item, lang=lang, converter=converter)

    def _file(self, item: Article) -> File | None:
        file = self.files.get_file_from_path(item.path)
        if file is not None:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        return file

    def _register_derived(self) -> None:
        """Add the site's own pages; a file that somebody wrote at the same place comes first."""
        taken = {file.dest_uri: file for file in self.files if file.is_documentation_page()}
        for item in self.derived:
            if item.uri in self.files.src_uris:
                continue
            if why := paths.refusal(item.uri):
                raise RefusedError(
                    f"The site would need a page “{item.uri}”, which {why}, so it is not built.",
                    hint="Correct the category of an article or the topic of a question; “kbtool check” helps.",
                )
            file = File.generated(self.config, item.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            if file.dest_uri in taken:
                log.warning("docs/%s stands where a category's page belongs.", taken[file.dest_uri].src_uri)
            self.files.append(file)
            DerivedPage(file, self.config, item)

    def _register_static(self) -> None:
        for address, names in {item.script: item.scripts for item in self.derived if item.scripts}.items():
            text = ";\n".join((HERE / "scripts" / name).read_text(encoding="utf-8") for name in names)
            self.files.append(File.generated(self.config, address, content=text))
        for path, html in list(redirects(self.catalogue, self.files)):
            self.files.append(File.generated(self.config, path, content=html))
        if not self.config.site_url:
            return
        urls = {item.path: self.files.src_uris[item.path].url for item in self.catalogue.articles}
        for lang in self.catalogue.settings.languages:
            text = feed.feed(
                self.catalogue, lang, title=self.config.site_name, site_url=self.config.site_url, urls=urls
            )
            self.files.append(File.generated(self.config, feed.name(lang), content=text))
