"""What trainers and trainees see of the results; everything is counted by the database.

Nobody is ranked. What concerns a group is shown from five people on, discrimination and reliability from forty.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from kbtool.model.quiz import Form, Item, ItemType
from kbtool.project import Project
from kbtool.quiz import judging, statistics
from kbtool.quiz.statistics import ENOUGH_PEOPLE, TEAM, Moments
from kbtool.services import quiz_bank
from kbtool.services.results_figures import (
    ArticleReport,
    Choice,
    Confusion,
    Escalation,
    Gain,
    ItemReport,
    Reliability,
    TeamReport,
    Topic,
    TopicOfTeam,
    TraineeReport,
)
from kbtool.store import exams, result_counts
from kbtool.store.database import Store
from kbtool.store.exams import Exam
from kbtool.store.result_counts import OptionCount, TopicCount

_DAYS = 14
_SOLVE = "solve"
_HARD, _EASY, _BLUNT, _IDLE = 0.35, 0.95, 0.1, 0.05
# A wrong answer to one of these takes the article for another one.
_PAIRING = frozenset({ItemType.MATCH, ItemType.CONTRAST})
Items = Mapping[str, Item]


def bank(project: Project) -> Items:
    """Return the project's items by id."""
    return quiz_bank.load(project).by_id


def trainee(store: Store, items: Items, who: str, *, now: datetime) -> TraineeReport:
    """Return the report of one trainee, named by the pseudonym."""
    counts = _current(result_counts.options(store, who), items)
    return TraineeReport(
        topics=tuple(_topic(count) for count in result_counts.topics(store, who)),
        due=_due(store, now, who),
        confused=_confused(counts, items),
        escalation=_escalation(counts, items),
        gains=tuple(_own_gains(exams.listing(store, who))),
    )


def _topic(count: TopicCount) -> Topic:
    days = 1 if count.first_day == count.last_day else statistics.MASTERY_DAYS
    mastered = statistics.is_mastered(count.right, count.items, days)
    return Topic(count.topic, count.items, count.right, days, mastered)


def team(store: Store, items: Items, *, now: datetime) -> TeamReport:
    """Return the report of everybody together; hidden below five people."""
    people = result_counts.people(store)
    if people < TEAM:
        return TeamReport(people, is_hidden=True)
    counts = [row for rows in _of_enough(store, items).values() for row in rows]
    sat = exams.listing(store)
    return TeamReport(
        people=people,
        topics=tuple(_topics_of_team(result_counts.topics(store))),
        due=_due(store, now),
        confused=_confused(counts, items),
        escalation=_escalation(counts, items),
        gains=tuple(_team_gains(sat)),
        reliability=tuple(_reliability(sat)),
    )


def _topics_of_team(counts: Iterable[TopicCount]) -> Iterator[TopicOfTeam]:
    """Yield each topic that five people have begun: with fewer, a figure tells of single people."""
    found: dict[str, list[TopicCount]] = {}
    for count in counts:
        found.setdefault(count.topic, []).append(count)
    for topic, rows in sorted(found.items()):
        if len(rows) >= TEAM:
            share = statistics.wilson(sum(row.right for row in rows), sum(row.items for row in rows))
            yield TopicOfTeam(topic, len(rows), sum(_topic(row).is_mastered for row in rows), share)


def _due(store: Store, now: datetime, who: str = "") -> tuple[int, ...]:
    """Return how many facts are due on each of fourteen days; today's include those overdue."""
    found = result_counts.due(store, now + timedelta(days=_DAYS), who)
    days = [0] * _DAYS
    for day, count in found.items():
        ahead = (datetime.fromisoformat(day).date() - now.date()).days
        if ahead < _DAYS:
            days[max(0, ahead)] += count
    return tuple(days)


def _current(counts: Iterable[OptionCount], items: Items) -> list[OptionCount]:
    """Return the counts of items as they are now: an edited item starts anew."""
    return [count for count in counts if count.item in items and items[count.item].version == count.version]


def _of_enough(store: Store, items: Items) -> dict[str, list[OptionCount]]:
    """Return the counts of each item that five people have answered: fewer would tell of single people.

    So no sum tells of them either, even if other figures are taken away from it.
    """
    found: dict[str, list[OptionCount]] = {}
    for count in _current(result_counts.options(store), items):
        found.setdefault(count.item, []).append(count)
    return {name: rows for name, rows in found.items() if sum(row.count for row in rows) >= TEAM}


def _confused(counts: Iterable[OptionCount], items: Items) -> tuple[Confusion, ...]:
    found = Counter[tuple[str, str]]()
    for count in counts:
        item = items[count.item]
        origin = next((option.origin for option in item.options if option.id == count.option), "")
        if item.type in _PAIRING and not count.is_right and origin not in {"", item.article}:
            found[item.article, origin] += count.count
    ordered = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Confusion(article, other, count) for (article, other), count in ordered)


def _escalation(counts: Iterable[OptionCount], items: Items) -> Escalation:
    found = Counter[str]()
    for count in counts:
        item = items[count.item]
        if item.type is ItemType.TRIAGE:
            origins = {option.id: option.origin for option in item.options}
            found[_decision(item.key.origin, origins.get(count.option, ""))] += count.count
    return Escalation(**found)


def _decision(right: str, chosen: str) -> str:
    if not chosen:
        return "unsure"
    if right == _SOLVE:
        return "solved" if chosen == _SOLVE else "over"
    if chosen == _SOLVE:
        return "under"
    return "handed_on" if chosen == right else "wrong_team"


def _pairs(sat: Iterable[Exam]) -> Iterator[tuple[str, Exam, Exam]]:
    """Yield each person's first exam on a topic and the last one of the other form."""
    found: dict[tuple[str, str], list[Exam]] = {}
    for exam in sat:
        found.setdefault((exam.trainee, exam.topic), []).append(exam)
    for (_, topic), mine in sorted(found.items()):
        first = mine[0]
        later = [exam for exam in mine if exam.form != first.form and exam.at > first.at]
        if later:
            yield topic, first, later[-1]


def _own_gains(sat: Iterable[Exam]) -> Iterator[Gain]:
    for topic, first, last in _pairs(sat):
        gain = statistics.difference((first.right, first.asked), (last.right, last.asked))
        yield Gain(topic, 1, gain)


def _team_gains(sat: Iterable[Exam]) -> Iterator[Gain]:
    found: dict[str, list[float]] = {}
    for topic, first, last in _pairs(sat):
        found.setdefault(topic, []).append(last.right / last.asked - first.right / first.asked)
    for topic, gains in found.items():
        mean = statistics.mean_gain(gains)
        if mean is not None and len(gains) >= TEAM:
            yield Gain(topic, len(gains), mean)


def _reliability(sat: Iterable[Exam]) -> Iterator[Reliability]:
    """Yield the reliability of each set of questions that forty people sat, of each their first sitting."""
    forms: dict[tuple[str, str, tuple[tuple[str, int], ...]], dict[str, Exam]] = {}
    for exam in sat:
        asked = tuple(sorted((item, version) for item, version, _ in exam.marks))
        forms.setdefault((exam.topic, exam.form, asked), {}).setdefault(exam.trainee, exam)
    for (topic, form, asked), by_person in sorted(forms.items()):
        if len(by_person) >= ENOUGH_PEOPLE:
            right = Counter(item for exam in by_person.values() for item, _, is_right in exam.marks if is_right)
            shares = [right[item] / len(by_person) for item, _ in asked]
            value = statistics.kr20(shares, [exam.right for exam in by_person.values()])
            if value is not None:
                yield Reliability(topic, form, len(by_person), value)


def by_item(store: Store, items: Items) -> list[ItemReport]:
    """Return every question that five people have answered, the hardest first."""
    enough = result_counts.people(store) >= ENOUGH_PEOPLE
    sums = {(row.item, row.version): row for row in result_counts.score_sums(store)} if enough else {}
    found = []
    for name, rows in _of_enough(store, items).items():
        row = sums.get((name, items[name].version))
        moments = Moments(row.people, row.right, row.scores, row.squares, row.of_right) if row else None
        found.append(_item(items[name], rows, moments))
    return sorted(found, key=lambda report: (report.facility.value, report.id))


def _item(item: Item, rows: Sequence[OptionCount], moments: Moments | None) -> ItemReport:
    people = sum(row.count for row in rows)
    facility = statistics.wilson(sum(row.count for row in rows if row.is_right), people)
    wrong = sorted((row for row in rows if not row.is_right), key=lambda row: (-row.count, row.option))
    telling = moments is not None and moments.people >= ENOUGH_PEOPLE
    discrimination = statistics.point_biserial(moments) if moments and telling else None
    return ItemReport(
        id=item.id,
        version=item.version,
        article=item.article,
        type=item.type,
        people=people,
        facility=facility,
        wrong=tuple(Choice(row.option, judging.shown(item, row.option), row.count) for row in wrong),
        discrimination=discrimination,
        flags=(*_flags(facility.value, discrimination), *_idle(item, rows, people)),
    )


def _flags(facility: float, discrimination: float | None) -> Iterator[str]:
    if facility < _HARD:
        yield "hard"
    if facility > _EASY:
        yield "easy"
    if discrimination is not None and discrimination < _BLUNT:
        yield "blunt"


def _idle(item: Item, rows: Sequence[OptionCount], people: int) -> Iterator[str]:
    """Yield the wrong options that hardly anybody chooses; of few people that says nothing."""
    if people < ENOUGH_PEOPLE or item.form is not Form.ONE:
        return
    chosen = {row.option: row.count for row in rows}
    for option in item.distractors:
        if chosen.get(option.id, 0) < _IDLE * people:
            yield f"idle {option.id}"


def by_article(store: Store, items: Items) -> list[ArticleReport]:
    """Return every article with a question that five people have answered, the least understood first."""
    found: dict[str, list[OptionCount]] = {}
    for name, counts in _of_enough(store, items).items():
        found.setdefault(items[name].article, []).extend(counts)
    reports = []
    for article, rows in found.items():
        answers = sum(row.count for row in rows)
        share = statistics.wilson(sum(row.count for row in rows if row.is_right), answers)
        asked = len({row.item for row in rows})
        reports.append(ArticleReport(article, items[rows[0].item].topic, asked, answers, share))
    return sorted(reports, key=lambda report: (report.facility.value, report.article))
