"""What only the team may read, as phrases that the public site must not hold: each text is its own canary."""

from collections.abc import Iterator
from itertools import chain

from kbtool.model.article import Article
from kbtool.project import Project
from kbtool.quiz.text import sentences
from kbtool.redact.phrases import Phrases, Words, words
from kbtool.services import content, drafts, privacy, quiz_bank
from kbtool.settings import Settings

# A title of so many words, and a sentence of so many, is written once; shorter ones come about anywhere.
_TITLE, _SENTENCE = 4, 7


def internal(project: Project, settings: Settings) -> Phrases:
    """Return the titles and sentences of internal articles, pages, drafts and quizzes, and all evidence.

    What a public article or the settings say as well is left out, for there it may be read.
    """
    library = content.load(project, settings)
    everything = (*library.articles, *library.pages)
    hidden = [item for item in everything if not item.is_public]
    hidden += [opened.article for opened in drafts.open_all(project)[0]]
    found = Phrases.of(
        chain(*(_of_article(item) for item in hidden), _of_quizzes(project), _evidence(everything))
    )
    if not found:
        return found
    public = [item for item in everything if item.is_public]
    # A page has the summary right below the title; so may the explanation of a question.
    shown = [text for item in public for text in (privacy.shown_text(item), f"{item.title} {item.summary}")]
    return found.without(
        words("\n".join([*shown, project.config.read_text(encoding="utf-8", errors="replace")]))
    )


def _of_article(article: Article) -> Iterator[Words]:
    titles = (article.title, article.summary, *article.issue, *article.ticket_data, *article.aliases)
    yield from (found for text in titles if len(found := words(text)) >= _TITLE)
    yield from _sentences(article.body)


def _of_quizzes(project: Project) -> Iterator[Words]:
    """Yield the texts of all items: quizzes are never public."""
    for item in quiz_bank.load(project).items:
        texts = (
            item.stem,
            item.explanation,
            item.model,
            *(text for one in item.options for text in (one.text, one.why)),
        )
        for text in texts:
            yield from _sentences(text)


def _evidence(articles: tuple[Article, ...]) -> Iterator[Words]:
    """Yield references such as desk:4711#12, which no customer may read."""
    for article in articles:
        yield from map(words, article.evidence)


def _sentences(text: str) -> Iterator[Words]:
    for line in text.splitlines():
        yield from (found for sentence in sentences(line) if len(found := words(sentence)) >= _SENTENCE)
