from dataclasses import replace

import pytest

from kbtool.model.article import Confidence
from kbtool.model.quiz import Form, ItemType, Rejection, Status
from kbtool.quiz.gate.look import ARTICLE_TYPES
from kbtool.quiz.gate.run import examine
from kbtool.quiz.generate.kinds import KINDS
from kbtool.quiz.generate.plan import ChangeKind, plan
from kbtool.quiz.limits import Limits
from kbtool.quiz.limits import generated as generated_limits
from kbtool.quiz.shelf import Shelf
from kbtool.quiz.solvers import overlaps, puzzle
from tests.quiz.conftest import ARTICLES, LETTER, OFFLINE, PLATE, STUCK, TEAMS


def generated(shelf, mint, items=(), rejections=()):
    return plan(items, rejections, shelf, mint)


@pytest.fixture
def bank(shelf, mint):
    return [change.item for change in generated(shelf, mint).changes]


def of(bank, article, kind):
    return next(made for made in bank if made.article == article and made.type is kind)


def test_every_type_is_made_of_articles_that_have_what_it_takes(bank):
    assert {made.type for made in bank} >= {kind for kind in KINDS if kind.form is Form.ONE} - {
        ItemType.CONTRAST
    }
    assert not [made for made in bank if made.article == "notebook-verloren" and made.type is ItemType.CAUSE]


def test_generated_items_are_drafts_that_pass_the_gate(bank, shelf):
    assert bank
    assert all(made.status is Status.DRAFT and not made.is_edited for made in bank)
    assert not [finding for made in bank for finding in examine(made, shelf) if finding.is_error]


def test_a_stem_holds_the_requesters_own_words(bank):
    match = of(bank, "drucker-offline", ItemType.MATCH)

    assert any(phrase in match.stem for phrase in OFFLINE.issue)


def test_there_is_one_key_among_three_options_and_every_option_says_why(bank):
    for made in (made for made in bank if made.form is Form.ONE):
        assert [option.id for option in made.options] == ["a", "b", "c"]
        assert made.key.is_key
        assert all(option.why for option in made.options)


def test_a_wrong_cause_says_where_it_would_be_right(bank):
    cause = of(bank, "drucker-offline", ItemType.CAUSE)

    for option in cause.distractors:
        title = next(one.title for one in ARTICLES if one.id == option.origin)
        assert title in option.why.replace("‚", "„").replace("‘", "“")


def test_distractors_come_from_the_same_language_and_rather_from_the_same_category(bank):
    cause = of(bank, "auftrag-haengt", ItemType.CAUSE)

    assert {option.origin for option in cause.distractors} == {"drucker-offline", "letter-papier"}


def test_triage_follows_the_level_of_the_article(bank):
    assert of(bank, "auftrag-haengt", ItemType.TRIAGE).key.text == "An Arbeitsplatz weitergeben"
    assert of(bank, "notebook-verloren", ItemType.TRIAGE).key.text == "An IT-Sicherheit weitergeben"
    assert of(bank, "drucker-offline", ItemType.TRIAGE).key.text == "Selbst lösen"


def test_triage_says_what_belongs_in_the_ticket(bank):
    assert "Druckername; Seit wann?" in of(bank, "auftrag-haengt", ItemType.TRIAGE).explanation


def test_solving_it_yourself_is_not_the_usual_answer(mint):
    level_one = [
        replace(OFFLINE, id=f"fall-{n}", title=f"Fall {n} von vielen", issue=(f"problem nummer {n}",))
        for n in range(20)
    ]
    made = [change.item for change in generated(Shelf.of([*level_one, *ARTICLES], TEAMS), mint).changes]

    triage = [one for one in made if one.type is ItemType.TRIAGE]

    assert sum(one.key.origin == "solve" for one in triage) == 3


def test_the_key_stands_at_every_position_about_equally_often(mint):
    many = [replace(STUCK, id=f"fall-{n}", issue=(f"problem nummer {n}",)) for n in range(30)]
    made = [change.item for change in generated(Shelf.of(many, TEAMS), mint).changes]

    places = [one.key.id for one in made if one.type is ItemType.TRIAGE]

    assert {place: places.count(place) for place in "abc"} == {"a": 10, "b": 10, "c": 10}


def test_generating_again_changes_nothing(bank, shelf, mint):
    again = generated(shelf, mint, bank)

    assert again.changes == []
    assert again.unchanged == len(bank)


def test_the_same_articles_give_the_same_items(shelf):
    first, second = (
        [replace(change.item, id="") for change in generated(shelf, lambda n=n: f"q-{n}").changes]
        for n in (1, 2)
    )

    assert first == second


def test_a_changed_source_makes_an_unedited_item_anew_as_a_draft(bank, changed, mint):
    before = of(bank, "drucker-offline", ItemType.CAUSE)
    reviewed = [replace(made, status=Status.REVIEWED) for made in bank]
    shelf = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "veralteten"))

    found = {change.item.id: change for change in generated(shelf, mint, reviewed).changes}[before.id]

    assert found.kind is ChangeKind.REFRESHED
    assert (found.item.version, found.item.status) == (2, Status.DRAFT)
    assert "veralteten" in found.item.key.text


def test_an_item_made_anew_keeps_its_distractors_and_their_places(bank, changed, mint):
    before = of(bank, "drucker-offline", ItemType.CAUSE)
    shelf = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "veralteten"))

    after = next(change.item for change in generated(shelf, mint, bank).changes if change.item.id == before.id)

    assert [option.origin for option in after.options] == [option.origin for option in before.options]


def test_a_changed_distractor_counts_as_a_changed_source(bank, changed, mint):
    before = of(bank, "drucker-offline", ItemType.CAUSE)
    shelf = changed("letter-papier", body=LETTER.body.replace("amerikanische", "fremde"))

    assert before.id in {change.item.id for change in generated(shelf, mint, bank).changes}


@pytest.mark.parametrize("status", [Status.REVIEWED, Status.DRAFT])
def test_words_a_person_changed_are_never_overwritten(bank, changed, mint, status):
    before = of(bank, "drucker-offline", ItemType.CAUSE)
    edited = replace(before, stem="Von Hand geschrieben: Was ist hier los?", status=status)
    shelf = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "veralteten"))

    found = generated(shelf, mint, [edited])

    change = next(change for change in found.changes if change.item.id == before.id)
    assert change.kind is ChangeKind.STALE
    assert (change.item.stem, change.item.status) == (edited.stem, Status.STALE)


def test_a_locked_item_is_marked_and_kept(bank, changed, mint):
    before = replace(of(bank, "drucker-offline", ItemType.CAUSE), status=Status.LOCKED)
    shelf = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "veralteten"))

    change = next(change for change in generated(shelf, mint, [before]).changes if change.item.id == before.id)

    assert (change.item.status, change.item.options) == (Status.STALE, before.options)


def test_a_stale_item_that_a_person_reviews_again_is_left_alone(bank, changed, mint):
    locked = replace(of(bank, "drucker-offline", ItemType.CAUSE), status=Status.LOCKED)
    shelf = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "veralteten"))
    stale = next(
        change.item for change in generated(shelf, mint, [locked]).changes if change.item.id == locked.id
    )

    again = generated(shelf, mint, [replace(stale, status=Status.LOCKED)])

    assert locked.id not in {change.item.id for change in again.changes}


def test_when_the_article_is_gone_its_items_retire(bank, mint):
    shelf = Shelf.of([one for one in ARTICLES if one.id != "letter-papier"], TEAMS)

    retired = {
        change.item.article
        for change in generated(shelf, mint, bank).changes
        if change.kind is ChangeKind.RETIRED
    }

    assert retired == {"letter-papier"}


@pytest.mark.parametrize(
    ("confidence", "before", "after"),
    [
        (Confidence.NOT_VALIDATED, Status.REVIEWED, Status.STALE),
        (Confidence.NOT_VALIDATED, Status.LOCKED, Status.STALE),
        (Confidence.WIP, Status.DRAFT, Status.DRAFT),
        (Confidence.ARCHIVED, Status.REVIEWED, Status.RETIRED),
    ],
)
def test_an_item_waits_with_an_article_that_is_worked_on(bank, changed, mint, confidence, before, after):
    item = replace(of(bank, "letter-papier", ItemType.CAUSE), status=before)
    shelf = changed("letter-papier", confidence=confidence)

    found = {c.item.id: c.item for c in generated(shelf, mint, [item]).changes}.get(item.id, item)

    assert (found.status, found.options, found.source) == (after, item.options, item.source)
    again = {c.item.id for c in generated(shelf, mint, [found]).changes}
    assert item.id not in again


def test_a_retired_item_is_neither_revived_nor_made_a_second_time(bank, shelf, mint):
    retired = [replace(made, status=Status.RETIRED) for made in bank if made.type is ItemType.NEXT]

    found = generated(shelf, mint, retired)

    slots = {made.slot for made in retired}
    assert not [change for change in found.changes if change.item.slot in slots]


def test_a_handwritten_item_is_never_touched_and_fills_its_slot(bank, shelf, mint):
    by_hand = replace(of(bank, "drucker-offline", ItemType.CAUSE), id="q-handy2", source=None)

    found = generated(shelf, mint, [by_hand])

    assert not [
        c for c in found.changes if (c.item.article, c.item.type) == ("drucker-offline", ItemType.CAUSE)
    ]


@pytest.mark.parametrize("slot", ["drucker-offline", "drucker-offline/cause"])
def test_a_rejected_slot_stays_empty(shelf, mint, slot):
    found = generated(shelf, mint, rejections=[Rejection(slot)])

    assert not [
        c for c in found.changes if (c.item.article, c.item.type) == ("drucker-offline", ItemType.CAUSE)
    ]


def test_a_rejected_question_is_not_proposed_again_in_any_order_of_its_options(bank, shelf, mint):
    cause = of(bank, "drucker-offline", ItemType.CAUSE)
    rest = [made for made in bank if made.id != cause.id]

    found = generated(shelf, mint, rest, [Rejection(str(cause.slot), cause.triple)])

    assert cause.triple not in {change.item.triple for change in found.changes}
    assert replace(cause, options=cause.options[::-1]).triple == cause.triple


def test_a_new_category_is_noted_without_a_new_review(bank, changed, mint):
    triage = replace(of(bank, "notebook-verloren", ItemType.TRIAGE), status=Status.REVIEWED)
    shelf = changed("notebook-verloren", category="hardware")

    change = next(c for c in generated(shelf, mint, [triage]).changes if c.item.id == triage.id)

    assert (change.kind, change.item.topic, change.item.status) == (
        ChangeKind.MOVED,
        "hardware",
        Status.REVIEWED,
    )


def test_only_the_named_articles_are_looked_at(shelf, mint):
    found = plan([], [], shelf, mint, only=["letter-papier"])

    assert {change.item.article for change in found.changes} == {"letter-papier"}


def test_a_lone_article_says_why_its_slots_stay_empty(mint):
    found = generated(Shelf.of([OFFLINE], TEAMS), mint)

    assert {refusal.reasons for refusal in found.refusals} == {("too-few-distractors",)}


def test_a_locked_item_is_kept_however_often_its_article_changes(bank, changed, mint):
    locked = replace(of(bank, "drucker-offline", ItemType.CAUSE), status=Status.LOCKED)
    first = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "veralteten"))
    second = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "alten"))
    (stale,) = [
        change.item for change in generated(first, mint, [locked]).changes if change.item.id == locked.id
    ]

    (again,) = [c for c in generated(second, mint, [stale]).changes if c.item.id == locked.id]

    assert (again.kind, again.item.options) == (ChangeKind.STALE, locked.options)


@pytest.fixture
def conflicting(bank, changed):
    """Return a shelf on which a person marked a distractor's article as right as well, and that article."""
    cause = of(bank, "drucker-offline", ItemType.CAUSE)
    other = cause.distractors[0].origin
    return changed("drucker-offline", conflicts_with=(other,)), other


def test_a_conflict_makes_an_unedited_item_anew_with_other_options(mint):
    shelf = Shelf.of([*ARTICLES, PLATE], TEAMS)
    bank = [change.item for change in generated(shelf, mint).changes]
    before = replace(of(bank, "drucker-offline", ItemType.CAUSE), status=Status.REVIEWED)
    other = before.distractors[0].origin
    marked = [*ARTICLES, PLATE]
    marked[0] = replace(OFFLINE, conflicts_with=(other,))

    found = generated(Shelf.of(marked, TEAMS), mint, [before])

    (change,) = [change for change in found.changes if change.item.id == before.id]
    assert (change.kind, change.item.version, change.item.status) == (ChangeKind.REFRESHED, 2, Status.DRAFT)
    assert other not in {option.origin for option in change.item.options}


@pytest.mark.parametrize("fields", [{"stem": "Von Hand: Was ist hier los?"}, {"status": Status.LOCKED}])
def test_a_conflict_marks_edited_and_locked_items_once(bank, conflicting, mint, fields):
    shelf, _ = conflicting
    kept = replace(of(bank, "drucker-offline", ItemType.CAUSE), **fields)

    (stale,) = [c.item for c in generated(shelf, mint, [kept]).changes if c.item.id == kept.id]

    assert (stale.status, stale.stem, stale.options) == (Status.STALE, kept.stem, kept.options)
    assert kept.id not in {change.item.id for change in generated(shelf, mint, [stale]).changes}


def test_a_conflict_that_a_person_waived_changes_nothing(bank, conflicting, mint):
    shelf, _ = conflicting
    waived = replace(of(bank, "drucker-offline", ItemType.CAUSE), waive={"quiz-ambiguous": "klar verschieden"})

    assert waived.id not in {change.item.id for change in generated(shelf, mint, [waived]).changes}


def test_another_question_takes_the_place_of_a_rejected_one(mint):
    shelf = Shelf.of([*ARTICLES, PLATE], TEAMS)
    bank = [change.item for change in generated(shelf, mint).changes]
    cause = of(bank, "drucker-offline", ItemType.CAUSE)
    items = [replace(one, status=Status.RETIRED) if one.id == cause.id else one for one in bank]
    rejections = [Rejection(str(cause.slot), cause.triple)]

    made = [change.item for change in generated(shelf, mint, items, rejections).changes]

    (other,) = [one for one in made if one.slot == cause.slot]
    assert other.id != cause.id
    assert other.triple != cause.triple
    assert not generated(shelf, mint, [*items, *made], rejections).changes


def test_a_project_that_wants_four_options_gets_four(shelf, mint):
    changes = plan([], [], shelf, mint, limits=Limits(options_min=4)).changes
    made = [change.item for change in changes if change.item.form is Form.ONE]

    assert made
    assert {len(one.options) for one in made} == {4}


def test_looser_limits_of_a_project_make_the_generator_no_looser():
    assert generated_limits(Limits(near_duplicate=0.9)).near_duplicate == 0.5
    assert generated_limits(Limits(near_duplicate=0.3)).near_duplicate == 0.3


def test_no_generated_key_alone_shares_most_words_with_its_question(bank):
    found = [puzzle(made) for made in bank if made.type in ARTICLE_TYPES]

    assert found
    for one in found:
        key, others = overlaps(one)[one.key], [n for n in range(len(one.texts)) if n != one.key]
        assert key <= max(overlaps(one)[n] for n in others)


def test_a_generated_item_that_a_person_made_a_reply_of_is_theirs(bank, shelf, mint):
    before = of(bank, "drucker-offline", ItemType.CAUSE)
    reply = replace(before, type=ItemType.REPLY, model="Guten Tag, …")
    others = [made for made in bank if made is not before]

    changes = plan([*others, reply], [], shelf, mint).changes

    assert reply.id not in {change.item.id for change in changes}
