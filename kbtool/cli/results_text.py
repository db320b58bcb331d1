"""The reports on results as a terminal shows them."""

from collections.abc import Iterator, Sequence

from kbtool.cli.common import plural
from kbtool.model.quiz import Form
from kbtool.quiz.statistics import Interval
from kbtool.quiz.text import plain
from kbtool.services.results_figures import (
    ArticleReport,
    Choice,
    Confusion,
    Escalation,
    Gain,
    ItemReport,
    TeamReport,
    TraineeReport,
)

_MOST = 10


def trainee(report: TraineeReport) -> Iterator[str]:
    """Yield the lines of one person's report."""
    if not report.topics:
        yield "No answers to reviewed items yet."
    for topic in report.topics:
        mark = "✓ mastered" if topic.is_mastered else "  learning"
        days = "one day" if topic.days == 1 else "several days"
        yield f"{mark}  {topic.topic or '-'}: {topic.right} of {topic.items} right, on {days}"
    yield from _common(report.due, report.confused, report.escalation, report.gains)


def team(report: TeamReport) -> Iterator[str]:
    """Yield the lines of the team's report."""
    if report.is_hidden:
        yield "Hidden: reports about a team need answers of at least 5 people."
        return
    yield plural(report.people, "person", "people")
    for topic in report.topics:
        share = _share(topic.facility)
        yield f"{topic.topic or '-'}: {topic.mastered} of {topic.people} have mastered it, right {share}"
    yield from _common(report.due, report.confused, report.escalation, report.gains)
    for found in report.reliability:
        yield f"KR-20 of form {found.form} ({found.topic or 'all topics'}): {found.kr20:.2f} (n {found.people})"


def _common(
    due: Sequence[int], confused: Sequence[Confusion], escalation: Escalation, gains: Sequence[Gain]
) -> Iterator[str]:
    yield f"due: {due[0]} today, {sum(due[1:7])} in the next six days, {sum(due[7:])} in the week after"
    yield (
        f"solve or hand on: solved {escalation.solved}, handed on needlessly {escalation.over};"
        f" handed on {escalation.handed_on}, kept wrongly {escalation.under},"
        f" to the wrong team {escalation.wrong_team}; unsure {escalation.unsure}"
    )
    for pair in confused[:_MOST]:
        yield f"confused {pair.count}×: {pair.article} taken for {pair.taken_for}"
    for gain in gains:
        found = gain.gain
        bounds = f"{100 * found.low:+.0f} to {100 * found.high:+.0f}"
        who = f" (n {gain.people})" if gain.people > 1 else ""
        name = gain.topic or "all topics"
        yield f"gain {name}: {100 * found.value:+.0f} points, 95 % interval {bounds}{who}"


def _share(found: Interval) -> str:
    return f"{found.value:.0%} ({found.low:.0%} to {found.high:.0%})"


def articles(reports: Sequence[ArticleReport]) -> Iterator[str]:
    """Yield one line for each article."""
    for report in reports:
        count = plural(report.items, "item")
        yield f"{report.article}: {_share(report.facility)} of {report.answers} first answers, {count}"
    if not reports:
        yield _NOTHING


def items(reports: Sequence[ItemReport]) -> Iterator[str]:
    """Yield the lines of each question."""
    for report in reports:
        telling = f", r_pb {report.discrimination:.2f}" if report.discrimination is not None else ""
        flags = f"  [{', '.join(report.flags)}]" if report.flags else ""
        head = f"{report.id}  {report.type}  {report.article}"
        yield f"{head}: p {_share(report.facility)}, n {report.people}{telling}{flags}"
        for choice in report.wrong:
            yield f"    {choice.count}×  {_letter(report, choice)}{plain(choice.text) or 'don’t know'}"
    if not reports:
        yield _NOTHING


def _letter(report: ItemReport, choice: Choice) -> str:
    """Return the letter of a single option; several, an order and typed text read without."""
    return f"{choice.option or '–'}  " if report.type.form is Form.ONE or not choice.option else ""


_NOTHING = "No question has answers of at least 5 people yet."
