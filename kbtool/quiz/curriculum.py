"""A training plan: which topics first, by how often people ask about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

WEEKS = 4
DAYS = 5
_MINUTES = 5
_PER_MINUTE = 2
_TEACHING_WEEKS = 3


@dataclass(frozen=True, slots=True)
class Demand:
    """A topic: how many tickets are about it, how many reviewed items there are."""

    topic: str
    tickets: int
    items: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a plan: its new topics, new questions a day beside the repetitions, and what to run."""

    number: int
    topics: tuple[Demand, ...]
    new_a_day: int
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Four weeks of five minutes a day; `share` is the part of all tickets that its topics cover."""

    weeks: tuple[Week, ...]
    share: float
    without_items: tuple[Demand, ...]


def plan(demands: Sequence[Demand]) -> Plan:
    """Return the plan of a new agent.

    Topics come in the order of their tickets. The first three weeks teach, each about a third of the tickets:
    the first has the fewest topics and covers as much as the others. Five minutes are about ten questions; new
    ones are spread over the days, at most ten a day. The fourth week only repeats, and ends with form B of the
    exam that the first week began with. Topics without reviewed items are listed apart.

    >>> found = plan([Demand("vpn", 60, 20), Demand("print", 25, 10), Demand("mail", 15, 10)])
    >>> [[topic.topic for topic in week.topics] for week in found.weeks]
    [['vpn'], ['print'], ['mail'], []]
    """
    ranked = sorted(demands, key=lambda demand: (-demand.tickets, demand.topic))
    taught = [demand for demand in ranked if demand.items]
    weeks = [
        Week(number, tuple(part), _new_a_day(part), _commands(number, part))
        for number, part in enumerate([*_thirds(taught), []], start=1)
    ]
    every = sum(demand.tickets for demand in ranked)
    share = sum(demand.tickets for demand in taught) / every if every else 0.0
    return Plan(tuple(weeks), share, tuple(demand for demand in ranked if not demand.items))


def _thirds(taught: Sequence[Demand]) -> list[list[Demand]]:
    """Split topics, in their order, into three parts of about as many tickets; none is skipped."""
    weights = [demand.tickets + 1 for demand in taught]  # topics without tickets are spread as well
    parts: list[list[Demand]] = [[] for _ in range(_TEACHING_WEEKS)]
    place = 0
    for demand, before in zip(taught, accumulate([0, *weights]), strict=False):
        place = min(place + 1, before * _TEACHING_WEEKS // sum(weights)) if before else 0
        parts[place].append(demand)
    return parts


def _new_a_day(part: Sequence[Demand]) -> int:
    return min(_MINUTES * _PER_MINUTE, -(-sum(demand.items for demand in part) // DAYS))


def _commands(number: int, part: Sequence[Demand]) -> tuple[str, ...]:
    learn = tuple(f"kbtool quiz take --due --topic {demand.topic}" for demand in part)
    if number == 1:
        return ("kbtool quiz take --exam --form A", *learn)
    if number == WEEKS:
        return ("kbtool quiz take --due", "kbtool quiz take --exam --form B", "kbtool results report trainee")
    return (*learn, "kbtool quiz take --due")


def in_language(made: Plan, lang: str) -> Plan:
    """Return a plan whose quizzes are taken in this language, whatever the language of the system."""
    weeks = tuple(
        replace(
            week,
            commands=tuple(f"{line} --lang {lang}" if " take " in line else line for line in week.commands),
        )
        for week in made.weeks
    )
    return replace(made, weeks=weeks)


def by_topic(tickets: Mapping[str, int], items: Mapping[str, int]) -> list[Demand]:
    """Return the demand for each topic that has tickets or items."""
    return [Demand(topic, tickets.get(topic, 0), items.get(topic, 0)) for topic in sorted({*tickets, *items})]
