"""Pages that somebody wrote and that are no articles: handbook, documentation, imprint."""

from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kbtool.model import markdown
from kbtool.model.article import Article
from kbtool.site.converter import Converter
from kbtool.site.html import clean, name_checkboxes, render, searched
from kbtool.site.page import TITLE_ID, SitePage
from kbtool.site.texts import TEXTS


class WrittenPage(SitePage):
    """A page of Markdown, shown as it is written."""

    def __init__(
        self, file: File, config: MkDocsConfig, item: Article, *, lang: str, converter: Converter
    ) -> None:
        """Keep the text."""
        super().__init__(
            file,
            config,
            lang=lang,
            title=title_of(item),
            description=item.summary,
            tags=item.tags,
            day=item.verified_on,
        )
        self.item = item
        self.converter = converter

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - mkdocs' signature
        """Take the text that was read already, without its front matter."""
        self.markdown = self.item.body

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - mkdocs' signature
        """Render the Markdown and put the title above it where the text has none."""
        self.converter.render(self, files)
        content = name_checkboxes(clean(self.content or ""), TEXTS[self.lang])
        if "<h1" not in content:
            content = render("heading.html", id=TITLE_ID, title=self.plain_title) + content
        self.content = str(content)
        self.search_html = searched(self.content)


def title_of(item: Article) -> str:
    """Return the title of the front matter, else the first heading, else the name of the file."""
    if item.title:
        return item.title
    heading = next((text for level, text in markdown.headings(item.body) if level == 1), "")
    return heading or PurePosixPath(item.path).stem.replace("-", " ").replace("_", " ").capitalize()
