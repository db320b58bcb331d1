"""Write the golden vectors of the spacing with the fsrs package: `python -m tests.quiz.golden_fsrs`."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from kbtool.quiz.spacing import Card, Grade, review

PATH = Path(__file__).parent / "golden" / "fsrs.json"
START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def vectors() -> list[dict[str, object]]:
    """Return sequences of answers with the card after each: good every time, and random ones of all kinds."""
    rng = Random(6)  # noqa: S311 - repeatable on purpose
    sequences: list[list[tuple[int, float]]] = [[(3, -1)] * 6, [(1, -1)] * 4, [(2, -1)] * 6, [(3, 0.01)] * 4]
    for _ in range(60):
        length = rng.randint(2, 12)
        sequences.append(
            [(rng.choice([1, 2, 3, 3, 3]), rng.choice([-1, -1, 0.01, 0.99, 1, 3, 40])) for _ in range(length)]
        )
    return [{"steps": steps(sequence)} for sequence in sequences]


def steps(sequence: list[tuple[int, float]]) -> list[dict[str, object]]:
    """Return the answers of one sequence; a wait of -1 is until the day it is due, others are days."""
    card: Card | None = None
    at = START
    found: list[dict[str, object]] = []
    for grade, wait in sequence:
        if card is not None:
            at = card.due if wait < 0 else at + timedelta(days=wait)
        card = review(card, Grade(grade), at)
        found.append(
            {
                "at": at.isoformat(),
                "grade": grade,
                "stability": round(card.stability, 6),
                "difficulty": round(card.difficulty, 6),
                "days": (card.due - at).days,
            }
        )
    return found


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(vector) for vector in vectors())
    PATH.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
