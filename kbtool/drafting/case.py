"""The tickets of one problem, the one with the best answer first."""

from collections.abc import Sequence
from dataclasses import dataclass

from kbtool.drafting import answer, request
from kbtool.drafting.answer import Answer
from kbtool.model.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Case:
    """Redacted tickets of one problem; `answer` is that of the first, None where no ticket has one."""

    tickets: tuple[Ticket, ...]
    answer: Answer | None
    lang: str

    @property
    def main(self) -> Ticket:
        """The ticket the answer is taken from."""
        return self.tickets[0]

    @property
    def only_public(self) -> bool:
        """Whether nothing but public messages may be used."""
        return self.answer is None or self.answer.is_public


def gather(tickets: Sequence[Ticket]) -> Case:
    """Put the ticket with the best answer first: public before internal, then by confidence, then as given."""
    answers = [answer.choose(ticket) for ticket in tickets]

    def rank(number: int) -> tuple[int, float, int]:
        found = answers[number]
        return (0, 0.0, number) if found is None else (-1 - found.is_public, -found.confidence, number)

    best = min(range(len(tickets)), key=rank)
    ordered = (tickets[best], *(ticket for number, ticket in enumerate(tickets) if number != best))
    return Case(ordered, answers[best], request.language(tickets[best]))
