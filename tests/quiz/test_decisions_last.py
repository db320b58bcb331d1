"""Whatever people decide and however the articles change: generating again takes nothing of it back."""

import itertools
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kbtool.errors import RefusedError
from kbtool.model.quiz import Status
from kbtool.quiz import decide
from kbtool.quiz.decide import Scope
from kbtool.quiz.generate.plan import ChangeKind, Rejected, plan
from kbtool.quiz.shelf import Shelf
from tests.quiz.conftest import ARTICLES, PLATE, TEAMS

VERBS = ("accept", "lock", "edit", "question", "slot", "type", "conflict")
TODAY = date(2026, 11, 23)
# Few numbers, so that what happens happens to the same items again and again.
NUMBERS = st.integers(0, 4)
ACTIONS = st.one_of(
    st.tuples(st.just("generate"), st.just(0)),
    st.tuples(st.sampled_from(VERBS), NUMBERS),
    st.tuples(st.sampled_from(["change", "remove"]), NUMBERS),
)


class Project:
    """Articles, items and rejections, changed as people and the generator change them."""

    def __init__(self):
        self.articles = {one.id: one for one in (*ARTICLES, PLATE)}
        self.items, self.rejections = {}, []
        numbers = itertools.count(1)
        self.mint = lambda: f"q-{next(numbers):06d}"

    @property
    def shelf(self):
        return Shelf.of(self.articles.values(), TEAMS)

    def plan(self):
        return plan(list(self.items.values()), self.rejections, self.shelf, self.mint).changes

    def generate(self):
        before, changes = dict(self.items), self.plan()
        self.items |= {change.item.id: change.item for change in changes}
        check(before, self.items, changes, Rejected.of(self.rejections))
        assert self.plan() == []

    def decide(self, verb, number):
        live = [item for item in self.items.values() if item.is_live]
        if not live:
            return
        item = live[number % len(live)]
        try:
            made = outcome(verb, item, self.shelf)
        except RefusedError:
            return
        self.items[item.id] = made.item
        self.rejections += [made.rejection] if made.rejection else []
        if made.conflict:
            article = self.articles[item.article]
            marked = replace(article, conflicts_with=(*article.conflicts_with, made.conflict))
            self.articles[item.article] = marked

    def change(self, number):
        name = sorted(self.articles)[number % len(self.articles)]
        body = self.articles[name].body
        self.articles[name] = replace(
            self.articles[name], body=body.replace(".\n", f" ({number}).\n", 1 + number % 5)
        )

    def remove(self, number):
        if len(self.articles) > 1:
            del self.articles[sorted(self.articles)[number % len(self.articles)]]


def outcome(verb, item, shelf):
    if verb in {"accept", "lock"}:
        return decide.accept(item, shelf, by="anna", at=TODAY, lock=verb == "lock")
    if verb == "edit":
        return decide.Outcome(replace(item, stem=f"{item.stem} Was meinen Sie?"))
    if verb == "conflict":
        return decide.conflict(item, next((one.id for one in item.distractors), ""), shelf)
    return decide.reject(item, Scope(verb))


def check(before, after, changes, rejected):
    """Demand of one run that it keeps every item and every person's word."""
    assert set(before) <= set(after)
    for name, item in before.items():
        now = after[name]
        if item.is_edited or item.status in {Status.LOCKED, Status.STALE, Status.RETIRED}:
            assert now.text_sha256 == item.text_sha256
        if now.text_sha256 != item.text_sha256:
            assert (now.status, now.version) == (Status.DRAFT, item.version + 1)
    for change in changes:
        if change.kind is ChangeKind.ADDED:
            assert not rejected.covers(change.item.slot)
        if change.kind in {ChangeKind.ADDED, ChangeKind.REFRESHED}:
            assert change.item.triple not in rejected.triples
    live = [(item.article, item.type, item.ordinal) for item in after.values() if item.is_live]
    assert len(set(live)) == len(live)


@settings(max_examples=25, deadline=None)
@given(st.lists(ACTIONS, max_size=20))
def test_generating_again_takes_no_decision_back_and_twice_is_once(actions):
    project = Project()
    project.generate()
    for action, number in [*actions, ("generate", 0)]:
        if action == "generate":
            project.generate()
        elif action in VERBS:
            project.decide(action, number)
        else:
            getattr(project, action)(number)
