"""What all pages have in common, and the pages that the site makes itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from kbtool.site.html import Links, plain, render

TITLE_ID = "title"
NO_DATE = "1970-01-01"  # mkdocs wants a date of every page; the sitemap leaves this one out


@dataclass(frozen=True, slots=True)
class Derived:
    """A page the site makes itself.

    `uri` is the path its file would have in docs/, such as `de/printing/index.md`. `content` is given the
    addresses as seen from the page and returns the HTML below the `<h1>`, which is made of the title unless
    `own_heading`. `style` is a file of our theme, such as `assets/kbtool/quiz.css`. `scripts`
    are files of `scripts/`, which the page loads as one that is named like the last of them.
    """

    uri: str
    lang: str
    title: str
    content: Callable[[Links], Markup]
    description: str = ""
    icon: str = ""
    hide: tuple[str, ...] = ()
    day: date | None = None
    parent: str = ""
    in_nav: bool = True
    is_searchable: bool = False
    own_heading: bool = False
    jsonld: str = ""
    style: str = ""
    scripts: tuple[str, ...] = ()

    @property
    def script(self) -> str:
        """The address of all its scripts in one."""
        return f"assets/kbtool/{self.scripts[-1]}" if self.scripts else ""


class SitePage(Page):
    """A page whose front matter is only what readers may see.

    Every text is escaped here, once: Material puts titles and descriptions into its templates as they are.
    """

    lang: str
    jsonld: str = ""
    search_html: str = ""

    def __init__(  # noqa: PLR0913 - one argument for each thing the theme shows
        self,
        file: File,
        config: MkDocsConfig,
        *,
        lang: str,
        title: str,
        description: str = "",
        icon: str = "",
        hide: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        day: date | None = None,
        is_searchable: bool = True,
    ) -> None:
        """Register the page with its file; `day` is the date the sitemap names."""
        super().__init__(str(escape(plain(title))), file, config)
        self.lang = lang
        self.plain_title = plain(title)
        self.update_date = day.isoformat() if day else NO_DATE
        self.meta = {"title": self.title, "lang": lang, "hide": list(hide)}
        if description:
            self.meta["description"] = str(escape(plain(description)))
        if icon:
            self.meta["icon"] = icon
        if tags:
            self.meta["tags"] = [str(escape(plain(tag))) for tag in tags]
        if not is_searchable:
            self.meta["search"] = {"exclude": True}

    def swap_for_search(self) -> None:
        """Exchange the content for what the search indexes, and back: Material's search reads `content`."""
        self.content, self.search_html = self.search_html, self.content or ""

    def heading_only(self) -> TableOfContents:
        """Return a table of contents that holds the title, where the link “skip to content” leads."""
        return TableOfContents([AnchorLink(str(self.title), TITLE_ID, 1)])


class DerivedPage(SitePage):
    """A page without a source."""

    def __init__(self, file: File, config: MkDocsConfig, derived: Derived) -> None:
        """Keep what makes the page."""
        super().__init__(
            file,
            config,
            lang=derived.lang,
            title=derived.title,
            description=derived.description,
            icon=derived.icon,
            hide=derived.hide,
            day=derived.day,
            is_searchable=derived.is_searchable,
        )
        self.derived = derived
        self.jsonld = derived.jsonld

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - mkdocs' signature
        """Read nothing."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - mkdocs' signature
        """Make the HTML."""
        content = self.derived.content(Links(files, self.file.url))
        if not self.derived.own_heading:
            content = render("heading.html", id=TITLE_ID, title=self.plain_title) + content
        self.content = str(content)
        self.toc = self.heading_only()
        self.present_anchor_ids = set()
