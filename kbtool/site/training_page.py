"""The internal page that shows trainers how the team is doing; made from sums when the site is built."""

from collections.abc import Iterator
from datetime import timedelta

from markupsafe import Markup

from kbtool.quiz.statistics import Interval
from kbtool.services import privacy
from kbtool.services.training import Training, training
from kbtool.site.catalogue import Catalogue
from kbtool.site.charts import Bar, Chart, chart
from kbtool.site.html import Links, render
from kbtool.site.page import Derived
from kbtool.site.quiz_pages import STYLE
from kbtool.site.training_texts import TRAINING_TEXTS, TrainingTexts

ICON = "material/chart-bar"
_MOST = 10


def derived(catalogue: Catalogue) -> Iterator[Derived]:
    """Yield the page in every language; customers get none, nor does anybody below five people."""
    found = training(catalogue.project, privacy.database_url()) if catalogue.is_internal else None
    if found is not None:
        for lang in catalogue.settings.languages:
            yield _page(catalogue, found, lang)


def _page(catalogue: Catalogue, found: Training, lang: str) -> Derived:
    say = TRAINING_TEXTS[lang]
    lead = say.lead.format(people=found.team.people, day=found.day)

    def content(_links: Links) -> Markup:
        return render(
            "training.html",
            say=say,
            lead=lead,
            topics=_topics(catalogue, found, lang),
            due=_due(found, say),
            matrix=found.team.escalation,
            confused=_confused(catalogue, found),
            articles=_articles(catalogue, found, say) if found.articles else "",
        )

    return Derived(
        uri=f"{lang}/training.md",
        lang=lang,
        title=say.title,
        content=content,
        description=lead,
        icon=ICON,
        style=STYLE,
    )


def _topics(catalogue: Catalogue, found: Training, lang: str) -> Markup:
    say = TRAINING_TEXTS[lang]
    bars = []
    for topic in found.team.topics:
        name = catalogue.category_name(topic.topic, lang)
        people = say.of.format(count=topic.mastered, people=topic.people)
        bars.append(_bar(name, topic.facility, people, say))
    columns = (say.topic, say.right, say.interval, say.mastered)
    return chart(Chart("kb-topics", say.topics, say.topics_description, columns, bars, say.table))


def _bar(label: str, share: Interval, last: str, say: TrainingTexts) -> Bar:
    value, low, high = (say.percent.format(share=100 * part) for part in (share.value, share.low, share.high))
    return Bar(label, share.value, (value, f"{low} – {high}", last), share.low, share.high)


def _due(found: Training, say: TrainingTexts) -> Markup:
    most = max(*found.team.due, 1)
    bars = [
        Bar(say.date.format(date=found.day + timedelta(days=ahead)), count / most, (str(count),))
        for ahead, count in enumerate(found.team.due)
    ]
    return chart(Chart("kb-due", say.due, say.due_description, (say.day, say.facts), bars, say.table))


def _confused(catalogue: Catalogue, found: Training) -> list[tuple[str, str, int]]:
    return [
        (_title(catalogue, pair.article), _title(catalogue, pair.taken_for), pair.count)
        for pair in found.team.confused[:_MOST]
    ]


def _articles(catalogue: Catalogue, found: Training, say: TrainingTexts) -> Markup:
    bars = [
        _bar(_title(catalogue, article.article), article.facility, str(article.answers), say)
        for article in found.articles[:_MOST]
    ]
    columns = (say.article, say.right, say.interval, say.answers)
    return chart(Chart("kb-articles", say.articles, say.articles_description, columns, bars, say.table))


def _title(catalogue: Catalogue, name: str) -> str:
    article = catalogue.library.by_id.get(name)
    return article.title if article else name
