"""Gaps: what counts as one, and which matter most."""

from dataclasses import replace
from datetime import date

import pytest

from kbtool.gaps import quizzes, tickets
from kbtool.gaps.gap import Kind, ranked
from kbtool.gaps.quizzes import Article, Asked
from kbtool.gaps.score import score
from kbtool.gaps.tickets import Overdue, Solved
from kbtool.model.quiz import Form

TODAY = date(2026, 11, 23)


def asked(right, people=8, item="q-a", article="vpn"):
    wrong = people - right
    return Asked(item, article, "Was nun?", people, right, 0.5, "b", "Gerät neu starten", wrong)


def find(*found, missed=6, people=8, contacts=3):
    articles = {"vpn": Article("VPN bricht ab", contacts, missed, people)}
    return list(quizzes.find(found, articles, days=90))


def test_an_article_most_people_missed_is_unclear_and_names_the_dominant_wrong_option():
    (gap,) = find(asked(1), asked(2, item="q-b"))

    assert (gap.kind, gap.subject, gap.command) == (Kind.UNCLEAR_ARTICLE, "vpn", "kbtool review vpn")
    assert "7 of 8 people got q-a wrong at the first attempt." in gap.evidence
    assert "7 of them chose b) “Gerät neu starten”." in gap.evidence


@pytest.mark.parametrize(
    ("form", "option", "text", "said"),
    [
        (Form.SEVERAL, "a,c", "Uhrzeit; Kennwort", "7 of them ticked “Uhrzeit; Kennwort”."),
        (Form.ORDER, "b,a,c", "B → A → C", "7 of them put the steps like this: “B → A → C”."),
        (Form.TYPED, "net view", "net view", "7 of them typed “net view”."),
        (Form.WRITTEN, "a", "Nennt eine Uhrzeit.", "7 of them met only these points: “Nennt eine Uhrzeit.”."),
    ],
)
def test_the_wrong_answer_given_most_reads_like_what_people_did(form, option, text, said):
    (gap,) = find(replace(asked(1), form=form, wrong_option=option, wrong_text=text))

    assert said in gap.evidence


def test_where_most_people_know_the_article_only_the_question_is_unclear():
    (gap,) = find(asked(1), missed=4)

    assert (gap.kind, gap.subject, gap.command) == (Kind.UNCLEAR_ITEM, "q-a", "kbtool quiz show q-a")


@pytest.mark.parametrize(("right", "people"), [(0, 4), (3, 8), (7, 20), (5, 5)])
def test_few_people_or_a_fair_share_of_right_answers_are_no_gap(right, people):
    assert find(asked(right, people)) == []


def test_answers_about_an_article_that_is_gone_are_no_gap():
    assert find(asked(0, article="weg")) == []


def test_tickets_of_one_queue_whose_subjects_begin_alike_are_one_gap():
    found = [
        Solved("desk:1", "Druck", "Drucker geht nicht (Büro 3)"),
        Solved("desk:2", "Druck", "AW: Drucker geht nicht!!"),
        Solved("desk:3", "Netz", "Drucker geht nicht"),
    ]

    both, other = ranked(tickets.without_article(found, days=90))

    assert both.evidence == ("No article answers desk:1, desk:2.",)
    assert "Büro" not in both.title + other.title
    assert both.score > other.score


def test_a_review_is_a_gap_once_it_is_late_and_more_so_the_later_and_the_more_it_is_used():
    late = [
        Overdue("heute", "A", TODAY, 9),
        Overdue("kurz", "B", date(2026, 11, 1), 9),
        Overdue("lang", "C", date(2026, 5, 1), 9),
        Overdue("selten", "D", date(2026, 5, 1), 0),
    ]

    found = ranked(tickets.overdue(late, today=TODAY, days=90))

    assert [gap.subject for gap in found] == ["lang", "kurz", "selten"]


def test_the_score_grows_with_contacts_and_doubt():
    known = {"days": 90}

    assert score(Kind.UNCLEAR_ARTICLE, contacts=8, doubt=0.5, **known) > score(
        Kind.UNCLEAR_ARTICLE, contacts=2, doubt=0.5, **known
    )
    assert score(Kind.NO_ARTICLE, contacts=0, doubt=0.0, **known) == 0
