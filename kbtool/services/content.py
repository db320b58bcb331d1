"""Reading all content of a project: articles, pages, and what is wrong with their files."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kbtool import frontmatter
from kbtool.errors import InputError
from kbtool.frontmatter import Document, FrontMatterError
from kbtool.model import article_fields, limits
from kbtool.model.article import Article
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.settings import Settings

# What makes a file count as not there.
UNREADABLE = frozenset({"front-matter", "file-unreadable", "line-long", "nesting-deep"})


class UnfitError(InputError):
    """A text that would take too long to render."""

    def __init__(self, line: int, code: str, message: str, hint: str) -> None:
        """Say which line of the file, and as which problem it is reported."""
        super().__init__(message, hint=hint)
        self.line = line
        self.code = code


@dataclass(frozen=True)
class Library:
    """All content of a project.

    `articles` lie under docs/<lang>/, `pages` are all other Markdown files of docs/; `problems` are the files
    and fields that could not be read, with paths relative to the project.
    """

    articles: tuple[Article, ...]
    pages: tuple[Article, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """Articles and pages by id; of two with the same id the first by path."""
        return {item.id: item for item in reversed((*self.articles, *self.pages)) if item.id}

    @cached_property
    def by_path(self) -> Mapping[str, Article]:
        """Articles and pages by their path in docs/."""
        return {item.path: item for item in (*self.articles, *self.pages)}

    @cached_property
    def translations(self) -> Mapping[str, Mapping[str, Article]]:
        """For each id its versions by language, itself included."""
        groups: dict[str, dict[str, Article]] = {}
        for item in (*self.articles, *self.pages):
            root = item.translation_of if item.translation_of in self.by_id else item.id
            groups.setdefault(root, {}).setdefault(item.lang, item)
        return {item.id: group for group in groups.values() for item in group.values()}


def load(project: Project, settings: Settings) -> Library:
    """Read every Markdown file of docs/; unreadable ones become problems."""
    articles: list[Article] = []
    pages: list[Article] = []
    problems: list[Problem] = []
    for path in markdown_files(project.docs):
        item, found = read_article(project, path)
        problems += found
        if item is None:
            continue
        is_article = item.path.partition("/")[0] in settings.languages and not item.path.endswith("/index.md")
        (articles if is_article else pages).append(item)
    return Library(tuple(articles), tuple(pages), tuple(problems))


def markdown_files(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder in the order of their names; hidden ones are left out."""
    if folder.is_dir():
        for path in sorted(folder.rglob("*.md")):
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield path


def read_article(project: Project, path: Path) -> tuple[Article | None, list[Problem]]:
    """Read one article or draft; its path is kept relative to docs/, or to the project for a draft.

    A symbolic link, a file over 64 kB, one that is not UTF-8, is nested too deep or has too long a line, or
    whose front matter is broken gives no article.
    """
    shown = project.relative(path)
    try:
        text = read_text(path)
    except InputError as error:
        return None, [Problem(shown, 0, "file-unreadable", str(error), error.hint)]
    inside = path.relative_to(project.docs).as_posix() if path.is_relative_to(project.docs) else shown
    article, problems = _article(text, shown, inside)
    return article, list(problems)


# A build reads the same texts several times: for each edition, and to look for what is internal.
@lru_cache(maxsize=4096)
def _article(text: str, shown: str, inside: str) -> tuple[Article | None, tuple[Problem, ...]]:
    try:
        document = _document(text)
        meta = frontmatter.read(document)
    except FrontMatterError as error:
        return None, (Problem(shown, error.line, "front-matter", str(error), error.hint),)
    except UnfitError as error:
        return None, (Problem(shown, error.line, error.code, str(error), error.hint),)
    article, found = article_fields.build(
        inside, meta, document.body, body_line=document.body_line, key_lines=frontmatter.key_lines(document)
    )
    return article, tuple(
        Problem(shown, frontmatter.line_of(document, item.key), item.code, item.message, item.hint)
        for item in found
    )


def read_document(path: Path) -> Document:
    """Read a Markdown file that people edit.

    Raises InputError for a symbolic link, a file over 64 kB or text that is not UTF-8, and UnfitError, which is
    one, for lines too long or nested too deep.
    """
    return _document(read_text(path))


def _document(text: str) -> Document:
    document = frontmatter.parse(text)
    for line, code, message, hint in limits.excess(document.body):
        raise UnfitError(document.body_line + line, code, message, hint)
    return document


def read_text(path: Path) -> str:
    """Read a text file that people edit; raises InputError as `read_document` does."""
    if path.is_symlink() or path.parent.is_symlink():
        raise InputError("the file is a symbolic link", hint="replace the link by the file itself")
    if path.exists() and not path.is_file():
        raise InputError("this is no regular file", hint="put a Markdown file in its place")
    try:
        with path.open("rb") as file:
            data = file.read(limits.MAX_BYTES + 1)
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}") from error
    if size > limits.MAX_BYTES:
        raise InputError(
            f"the file has {size / 1024:.0f} kB, more than {limits.MAX_BYTES // 1024} kB",
            hint="split it into several articles",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"line {line} is not UTF-8 text", hint="save the file as UTF-8") from None
