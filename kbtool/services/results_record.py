"""Keep answers: grade each, store it, and set when its fact is asked again."""

from collections.abc import Iterable, Mapping

from kbtool.model.quiz import Answer, ItemType
from kbtool.quiz import spacing
from kbtool.quiz.spacing import Grade
from kbtool.store import cards, results
from kbtool.store.cards import CardRow
from kbtool.store.database import Store


def record(store: Store, answer: Answer, *, article_sha256: str = "", is_unsure: bool = False) -> CardRow:
    """Store one answer and return the card of its fact; both are kept, or neither.

    `article_sha256` is the article's text as it was when the trainee answered.
    """
    with store.together():
        results.record(store, answer, grade=_grade(store, answer, is_unsure=is_unsure))
        return _schedule(store, answer.trainee, answer.article, answer.type, article_sha256)


def record_all(store: Store, answers: Iterable[Answer], article_sha256: Mapping[str, str]) -> int:
    """Store answers of one trainee, whatever their order; return how many were new.

    `article_sha256` holds the fingerprints of the articles. Grades follow from the times of the answers before.
    """
    ordered = sorted(answers, key=lambda answer: answer.at)
    if not ordered:
        return 0
    times = results.right_times(store, ordered[0].trainee, ordered[0].at)
    graded = []
    for answer in ordered:
        graded.append((answer, _graded(answer, times[-100:])))
        if answer.is_right:
            times.append(answer.seconds)
    with store.together():
        new = results.record_all(store, graded)
        for trainee, article, kind in {(answer.trainee, answer.article, answer.type) for answer in new}:
            _schedule(store, trainee, article, kind, article_sha256.get(article, ""))
    return len(new)


def _grade(store: Store, answer: Answer, *, is_unsure: bool) -> Grade:
    times = results.right_times(store, answer.trainee, answer.at)
    return _graded(answer, times, is_unsure=is_unsure)


def _graded(answer: Answer, times: list[float], *, is_unsure: bool = False) -> Grade:
    return spacing.grade(is_right=answer.is_right, is_unsure=is_unsure, seconds=answer.seconds, times=times)


def _schedule(store: Store, trainee: str, article: str, kind: ItemType, article_sha256: str) -> CardRow:
    """Make the card of a fact from all its answers, so that answers that come late count in their place."""
    given = [(at, Grade(grade)) for at, grade in results.grades(store, trainee, article, kind)]
    card = spacing.replay(given)
    if card is None:
        raise RuntimeError("a fact without answers has no card")
    row = CardRow(
        trainee=trainee,
        article=article,
        type=kind,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        reviewed=card.reviewed,
        article_sha256=article_sha256,
    )
    cards.put(store, row)
    return row
