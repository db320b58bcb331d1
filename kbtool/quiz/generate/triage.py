"""Items of type triage: solve it yourself, or hand it on to which team; the options are a closed list."""

from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Slot
from kbtool.quiz.generate.phrases import Phrases, inner, phrases
from kbtool.quiz.generate.proposal import Choice, Kind, Proposal, turn
from kbtool.quiz.shelf import Entry, Shelf
from kbtool.quiz.text import ended, plain

SOLVE = "solve"
_TEAM = "team:"
_START = 2


def propose(entry: Entry, shelf: Shelf) -> Iterator[Proposal]:
    """Yield one item for each phrasing of an article that names its team."""
    team = entry.article.escalate_to
    if team not in shelf.teams:
        return
    say = phrases(entry.lang)
    solve, hand_on = _solve(entry, say), _own_team(entry, shelf, say)
    key, trap = (solve, hand_on) if entry.article.level == 1 else (hand_on, solve)
    pool = (trap, *_other_teams(entry, shelf, say))
    article = entry.article
    name, after = shelf.team_name(team, entry.lang), _after(entry, say)
    inputs = (str(article.level), name, article.title, after)
    for ordinal, phrase in turn(entry.phrases, _START):
        yield Proposal(
            Slot(entry.id, ItemType.TRIAGE, ordinal),
            entry,
            say.triage_stem.format(phrase=inner(phrase, entry.lang)),
            key,
            pool,
            (phrase, *inputs),
            after,
        )


def _solve(entry: Entry, say: Phrases) -> Choice:
    why = say.triage_right_solve if entry.article.level == 1 else say.triage_wrong_solve
    text = why.format(title=inner(entry.article.title, entry.lang), level=entry.article.level)
    return Choice(SOLVE, (say.triage_solve,), text, is_fixed=True)


def _own_team(entry: Entry, shelf: Shelf, say: Phrases) -> Choice:
    """Return the article's team: the key from level 2 on, before that only the next place to go."""
    article = entry.article
    name = shelf.team_name(article.escalate_to, entry.lang)
    why = say.triage_wrong_fallback if article.level == 1 else say.triage_right_team
    text = why.format(title=inner(article.title, entry.lang), level=article.level, team=name)
    return Choice(_TEAM + article.escalate_to, (say.triage_team.format(team=name),), text, is_fixed=True)


def _other_teams(entry: Entry, shelf: Shelf, say: Phrases) -> Iterator[Choice]:
    """Yield the remaining teams: those that get other tickets of the neighbourhood first."""
    article = entry.article
    near: dict[str, float] = {}
    for other, nearness in shelf.neighbours(entry):
        near[other.article.escalate_to] = max(near.get(other.article.escalate_to, 0.0), nearness)
    own = shelf.team_name(article.escalate_to, entry.lang)
    why = say.triage_wrong_team_solve if article.level == 1 else say.triage_wrong_team
    for team in sorted(shelf.teams, key=lambda name: -near.get(name, 0.0)):
        if team != article.escalate_to:
            name = shelf.team_name(team, entry.lang)
            yield Choice(
                _TEAM + team,
                (say.triage_team.format(team=name),),
                why.format(title=inner(article.title, entry.lang), team=own),
                nearness=near.get(team, 0.0),
            )


def _after(entry: Entry, say: Phrases) -> str:
    """Return what to know next: the short answer, or what the ticket must hold when it is handed on."""
    article = entry.article
    if article.level == 1:
        return plain(article.summary)
    data = "; ".join(article.ticket_data)
    return ended(say.triage_data.format(data=data)) if data else ""


def words(shelf: Shelf, origin: str, lang: str) -> str:
    """Return the name of a team; solving is always possible."""
    team = origin.removeprefix(_TEAM)
    return origin if origin == SOLVE else shelf.team_name(team, lang) if team in shelf.teams else ""


TRIAGE = Kind(ItemType.TRIAGE, propose, words)
