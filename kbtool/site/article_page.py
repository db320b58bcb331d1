"""The page of an article: the short answer first, then where it applies, the steps, and what else helps."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kbtool.model.article import Article, Section, SectionName, sections
from kbtool.site import jsonld
from kbtool.site.catalogue import Catalogue, language_of
from kbtool.site.contact import contact
from kbtool.site.converter import Converter
from kbtool.site.html import Links, clean, name_checkboxes, plain, render, searched
from kbtool.site.page import TITLE_ID, SitePage
from kbtool.site.texts import Texts
from kbtool.site.written_page import title_of

_ORDER = (SectionName.ENVIRONMENT, SectionName.RESOLUTION, None, SectionName.CAUSE, SectionName.ISSUE)
_MARK = re.compile(r"<!--kbtool:(\d+)-->")
_HEADING = re.compile(r'\s*<h2(?: id="(?P<id>[^"]*)")?>(?P<title>.*?)</h2>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page: its anchor, its heading and its text, both HTML."""

    name: str
    anchor: str
    heading: Markup
    html: Markup


@dataclass(frozen=True, slots=True)
class ForSupport:
    """What only the support team sees of an article."""

    audience: str
    confidence: str
    is_trusted: bool
    level: int
    team: str
    ticket_data: tuple[str, ...]
    owner: str
    evidence: tuple[str, ...]
    review: str
    review_by: str


class ArticlePage(SitePage):
    """A page that answers one question."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        article: Article,
        *,
        catalogue: Catalogue,
        converter: Converter,
    ) -> None:
        """Keep the article and what surrounds it."""
        super().__init__(
            file,
            config,
            lang=language_of(article, catalogue.settings),
            title=title_of(article),
            description=article.short_answer,
            tags=article.tags,
            day=article.verified_on or (article.review.at if article.review else None),
        )
        self.article = article
        self.catalogue = catalogue
        self.converter = converter
        answer = " ".join([article.short_answer, *(f"{n}. {step}" for n, step in enumerate(article.steps, 1))])
        self.jsonld = jsonld.faq_page([(self.plain_title, without_markup(answer))])

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - mkdocs' signature
        """Take the text that was read already, its sections in the order of the page."""
        self.markdown = arranged(self.article.body)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - mkdocs' signature
        """Render the Markdown and build the page around it."""
        self.converter.render(self, files)
        found = sections(self.article.body)
        lead, parts = taken_apart(self.content or "", found, self.catalogue.text(self.lang))
        links = Links(files, self.file.url)
        self.content = str(self._page(lead, parts, links))
        self.search_html = self._searched(lead, parts)
        self.toc = self.heading_only()

    def _page(self, lead: Markup, parts: tuple[Part, ...], links: Links) -> Markup:
        article, catalogue = self.article, self.catalogue
        text = catalogue.text(self.lang)
        return render(
            "article.html",
            text=text,
            id=TITLE_ID,
            title=self.plain_title,
            answer=plain(article.short_answer) if article.summary else "",
            environment=article.environment,
            lead=lead,
            parts=parts,
            phrasings=article.issue,
            related=[(title_of(item), links.to(item.path)) for item in catalogue.related(article)],
            verified=article.verified_on,
            translations=self._translations(links),
            contact=contact(
                catalogue.settings.contact,
                text,
                title=self.plain_title,
                name=article.id,
                url=self.canonical_url or "",
            ),
            support=for_support(article, catalogue, self.lang) if catalogue.is_internal else None,
        )

    def _searched(self, lead: Markup, parts: tuple[Part, ...]) -> str:
        """Return the article as one entry of the search: no headings but the title, phrasings included."""
        article = self.article
        texts = [article.summary, " · ".join(article.environment)]
        said = [f"<p>{escape(text)}</p>" for text in texts if text]
        asked = [f"<p>{escape(phrase)}</p>" for phrase in article.issue]
        title = str(render("heading.html", id=TITLE_ID, title=self.plain_title))
        return searched("\n".join([title, *said, lead, *(part.html for part in parts), *asked]))

    def _translations(self, links: Links) -> list["Translation"]:
        versions = self.catalogue.translations(self.article)
        return [
            Translation(lang, self.catalogue.text(lang), links.to(other.path))
            for lang, other in versions.items()
            if lang != self.lang and lang in self.catalogue.settings.languages
        ]


@dataclass(frozen=True, slots=True)
class Translation:
    """The article in another language."""

    lang: str
    text: Texts
    url: str


def arranged(body: str) -> str:
    """Return the body with a mark before each section and the sections in the order of the page.

    One text and not several, so that footnotes and link definitions go on working across sections.
    """
    found = sections(body)
    first = found[0].line - 1 if found else None
    texts = ["\n".join(body.splitlines()[:first])]
    for number, part in sorted(enumerate(found), key=lambda item: _ORDER.index(item[1].name)):
        texts.append(f"<!--kbtool:{number}-->\n\n## {part.title}\n\n{part.text}")
    return "\n\n".join(texts)


def taken_apart(html: str, found: tuple[Section, ...], text: Texts) -> tuple[Markup, tuple[Part, ...]]:
    """Split rendered HTML at its marks: what stands before the first section, and the sections."""
    lead, *pieces = _MARK.split(html)
    parts = []
    for number, piece in zip(pieces[::2], pieces[1::2], strict=True):
        section = found[int(number)] if int(number) < len(found) else None
        heading = _HEADING.match(piece)
        parts.append(
            Part(
                name=str(section.name or "") if section else "",
                anchor=_anchor(heading["id"] if heading else "") or f"part-{number}",
                heading=clean(heading["title"] if heading else ""),
                html=name_checkboxes(clean(piece[heading.end() :] if heading else piece), text),
            )
        )
    return clean(lead).strip(), tuple(parts)


def _anchor(name: str | None) -> str:
    """Return a section's anchor, or nothing where the theme would take it for its own."""
    return "" if name is None or name.startswith("__") else name


def for_support(article: Article, catalogue: Catalogue, lang: str) -> ForSupport:
    """Collect what the internal edition shows."""
    text = catalogue.text(lang)
    review = text.not_reviewed
    if article.review is not None:
        review = text.reviewed_by.format(by=article.review.by, day=text.day(article.review.at))
        review += "" if article.is_approved else f" – {text.changed}"
    return ForSupport(
        audience=text.audience[article.audience],
        confidence=text.confidence[article.confidence],
        is_trusted=article.is_public or (article.is_approved and article.confidence == "validated"),
        level=article.level,
        team=catalogue.settings.team_name(article.escalate_to, lang),
        ticket_data=article.ticket_data,
        owner=article.owner or text.nobody,
        evidence=article.evidence,
        review=review,
        review_by=text.day(article.review_by) if article.review_by else "",
    )


def without_markup(markdown: str) -> str:
    """Return one line of Markdown as plain text, roughly: for machines that want no markup.

    >>> without_markup("Open **Settings**, run `ipconfig`, see [the list](../a.md).")
    'Open Settings, run ipconfig, see the list.'
    """
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", markdown)
    return re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
