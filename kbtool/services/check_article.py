"""What can be wrong with an article by itself."""

from collections.abc import Iterator
from datetime import date

from kbtool.errors import suggestion
from kbtool.model.article import SECTION_TITLES, Article, ArticleType, Audience, Confidence, SectionName
from kbtool.model.article_fields import ID
from kbtool.model.paths import refusal
from kbtool.model.problem import Problem
from kbtool.settings import Settings

MAX_SUMMARY = 300

_NEEDED = {
    ArticleType.KNOWN_ERROR: tuple(SectionName),
    ArticleType.FIX: (SectionName.ISSUE, SectionName.ENVIRONMENT, SectionName.RESOLUTION),
    ArticleType.PAGE: (),
}
_NEEDED_ELSE = (SectionName.ISSUE, SectionName.RESOLUTION)
_STEPLESS = {ArticleType.POLICY, ArticleType.PAGE}


def article_problems(article: Article, settings: Settings, *, today: date) -> Iterator[Problem]:
    """Yield the problems of one article that no other file is needed for."""
    for line, code, message, hint in (
        *_text_problems(article),
        *_place_problems(article, settings),
        *_state_problems(article, today=today),
    ):
        yield Problem(f"docs/{article.path}", line, code, message, hint)


def page_problems(page: Article, *, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the state of a page; its form is free."""
    for found in _state_problems(page, today=today):
        yield Problem(f"docs/{page.path}", *found)


def text_problems(article: Article, path: str) -> list[Problem]:
    """Return what is wrong with the text of a draft; its state is not judged."""
    return [Problem(path, line, code, message, hint) for line, code, message, hint in _text_problems(article)]


def place_problems(article: Article, settings: Settings, path: str) -> list[Problem]:
    """Return what is wrong with the language, the category and the team of a draft."""
    return [Problem(path, *found) for found in _named_things(article, settings)]


_Found = Iterator[tuple[int, str, str, str]]


def _text_problems(article: Article) -> _Found:
    titles = SECTION_TITLES.get(article.lang, SECTION_TITLES["en"])
    parts = {part.name: part for part in article.sections if part.name}
    for name in _NEEDED.get(article.type, _NEEDED_ELSE):
        if name not in parts:
            yield 1, "section-missing", f"the section “{titles[name]}” is missing", f"add “## {titles[name]}”"
    for part in article.sections:
        line = article.body_line + part.line
        if not part.text.strip():
            yield line, "section-empty", f"the section “{part.title}” is empty", "fill it or remove its heading"
        if part.name and titles[part.name] != part.title:
            hint = f"use “## {titles[part.name]}”"
            yield (
                line,
                "section-language",
                f"“{part.title}” is not the name of this section in “{article.lang}”",
                hint,
            )
    resolution = parts.get(SectionName.RESOLUTION)
    if resolution and resolution.text.strip() and not article.steps and article.type not in _STEPLESS:
        line = article.body_line + resolution.line
        yield (
            line,
            "step-unnumbered",
            "the resolution has no numbered steps",
            "start each step with “1. ”, “2. ” …",
        )
    if len(article.summary) > MAX_SUMMARY:
        yield (
            article.line("summary"),
            "summary-long",
            f"the summary has {len(article.summary)} characters",
            f"keep to {MAX_SUMMARY}",
        )


def _place_problems(article: Article, settings: Settings) -> _Found:
    yield from _named_things(article, settings)
    lang, _, rest = article.path.partition("/")
    if article.lang and article.lang != lang:
        message = f"the article's language “{article.lang}” is not that of its folder “{lang}”"
        yield article.line("lang"), "lang-folder", message, f"move it to docs/{article.lang}/"
    elif article.category and rest.rpartition("/")[0] != article.category:
        message = f"the category “{article.category}” is not the article's folder “{rest.rpartition('/')[0]}”"
        yield (
            article.line("category"),
            "category-folder",
            message,
            f"move it to docs/{lang}/{article.category}/",
        )


def _named_things(article: Article, settings: Settings) -> _Found:
    if article.lang not in settings.languages:
        hint = f"use one of: {', '.join(settings.languages)}"
        yield (
            article.line("lang"),
            "lang-unknown",
            f"the language “{article.lang}” is not one of this project's",
            hint,
        )
    if not article.category:
        if article.type is not ArticleType.PAGE:
            yield (
                article.line("category"),
                "category-missing",
                "the article has no category",
                "add “category: …”",
            )
    elif not all(ID.fullmatch(part) for part in article.category.split("/")) or refusal(article.category):
        hint = "use lower-case letters a–z, digits and hyphens"
        yield article.line("category"), "category-form", f"“{article.category}” cannot be a folder name", hint
    elif settings.categories and article.category not in settings.categories:
        hint = suggestion(article.category, settings.categories) or "add it to “categories:” in mkdocs.yml"
        yield (
            article.line("category"),
            "category-unknown",
            f"the category “{article.category}” is not in the settings",
            hint,
        )
    if article.escalate_to and settings.teams and article.escalate_to not in settings.teams:
        hint = suggestion(article.escalate_to, settings.teams) or "add it to “teams:” in mkdocs.yml"
        yield (
            article.line("escalate_to"),
            "team-unknown",
            f"the team “{article.escalate_to}” is not in the settings",
            hint,
        )


def _state_problems(article: Article, *, today: date) -> _Found:
    approve = f"read it, then “kbtool review {article.id} --approve --as NAME”"
    if article.audience is Audience.PUBLIC and article.confidence is not Confidence.VALIDATED:
        message = (
            f"the audience is public, but the confidence is “{article.confidence}”, so customers cannot see it"
        )
        yield article.line("audience"), "audience-confidence", message, "validate it, or make it internal"
    elif article.review is None and article.wants_public:
        yield (
            article.line("audience"),
            "review-missing",
            "nobody has approved this article, so customers cannot see it",
            approve,
        )
    if article.review is not None and not article.is_approved:
        yield article.line("review"), "review-changed", "the article has changed since its review", approve
    if article.review_by and article.review_by < today and article.confidence is not Confidence.ARCHIVED:
        yield article.line("review_by"), "review-overdue", f"the review was due on {article.review_by}", approve
