from dataclasses import replace

import pytest

from kbtool.model.quiz import ItemType, Option, Status
from kbtool.quiz.generate.plan import plan
from kbtool.quiz.shelf import Shelf
from kbtool.quiz.traces import Change, Part, beside, changes
from tests.quiz.conftest import ARTICLES, OFFLINE, STUCK, TEAMS, item


@pytest.fixture
def bank(shelf, mint):
    return [change.item for change in plan([], [], shelf, mint).changes]


def of(bank, article, kind):
    return next(made for made in bank if made.article == article and made.type is kind)


def uses(found):
    return {(passage.part, passage.number): passage.uses for passage in found if passage.uses}


def test_a_question_and_its_answer_are_marked_where_they_stand_in_the_article(bank):
    cause = of(bank, "drucker-offline", ItemType.CAUSE)

    assert uses(beside(cause, OFFLINE)) == {
        (Part.PHRASE, cause.ordinal): ("?",),
        (Part.CAUSE, 0): (cause.key.id,),
    }


def test_a_step_is_marked_for_the_answer_and_the_one_before_for_the_question(bank):
    step = of(bank, "auftrag-haengt", ItemType.NEXT)
    marked = uses(beside(step, STUCK))

    assert marked[Part.STEP, step.ordinal] == (step.key.id,)
    assert step.ordinal == 1 or marked[Part.STEP, step.ordinal - 1] == ("?",)


def test_a_command_is_found_as_code_and_not_as_a_word():
    typed = item(("net stop spooler", "Dienst"), type=ItemType.RECALL)

    assert uses(beside(replace(typed, options=typed.options), STUCK)) == {(Part.STEP, 2): ("a",)}


def test_another_way_to_type_a_command_need_not_stand_in_the_article(shelf):
    typed = item(
        ("net stop spooler", "net.exe stop spooler"), type=ItemType.RECALL, origins=["auftrag-haengt#2"] * 2
    )

    assert changes(typed, shelf) == ()


def test_an_item_that_fits_its_articles_has_no_changes(bank, shelf):
    assert [changes(made, shelf) for made in bank] == [()] * len(bank)


def test_a_changed_step_is_shown_with_what_stands_there_now(bank, changed):
    cause = of(bank, "drucker-offline", ItemType.CAUSE)
    shelf = changed("drucker-offline", body=OFFLINE.body.replace("früheren", "veralteten"))

    (change,) = changes(cause, shelf)

    assert change == Change(
        f"option {cause.key.id}",
        "Der Computer sucht das Gerät noch unter einer früheren Netzwerkadresse.",
        "Der Computer sucht das Gerät noch unter einer veralteten Netzwerkadresse.",
    )


def test_an_option_is_compared_with_as_many_sentences_as_it_has(bank, changed):
    cause = of(bank, "drucker-offline", ItemType.CAUSE)
    longer = "veralteten Netzwerkadresse. Das kommt nach einem Umzug oft vor."
    shelf = changed("drucker-offline", body=OFFLINE.body.replace("früheren Netzwerkadresse.", longer))

    (change,) = changes(cause, shelf)

    assert change.now == "Der Computer sucht das Gerät noch unter einer veralteten Netzwerkadresse."


def test_other_words_of_the_requester_are_a_changed_question(bank, changed):
    match = of(bank, "drucker-offline", ItemType.MATCH)
    phrases = tuple(
        phrase.replace("ich nicht", "meiner nicht").replace("immer", "dauernd") for phrase in OFFLINE.issue
    )

    (change,) = changes(match, changed("drucker-offline", issue=phrases))

    assert (change.what, change.was) == ("question", match.stem)
    assert change.now != match.stem


def test_what_is_gone_has_nothing_in_its_place(bank, shelf):
    cause = of(bank, "drucker-offline", ItemType.CAUSE)
    gone = cause.distractors[0]
    smaller = Shelf.of([one for one in ARTICLES if one.id != gone.origin], TEAMS)
    lonely = Shelf.of([one for one in ARTICLES if one.id != "drucker-offline"], TEAMS)
    rewritten = replace(
        cause,
        options=tuple(
            replace(option, text="Völlig andere Wörter hier.") if option.is_key else option
            for option in cause.options
        ),
    )

    assert Change(f"option {gone.id}", gone.text, "") in changes(cause, smaller)
    assert changes(cause, lonely) == (Change("article", "drucker-offline", ""),)
    assert changes(rewritten, shelf) == (Change(f"option {cause.key.id}", "Völlig andere Wörter hier.", ""),)


def test_a_question_whose_phrase_was_taken_out_is_gone(bank, changed):
    match = of(bank, "drucker-offline", ItemType.MATCH)

    assert Change("question", match.stem, "") in changes(match, changed("drucker-offline", issue=()))


def test_a_handwritten_item_differs_only_where_it_names_a_source(shelf):
    options = (Option("a", "Von Hand.", is_key=True), Option("b", "Auch.", origin="solve"), Option("c", "Was?"))
    by_hand = replace(item(), options=options, source=None, status=Status.STALE)

    assert changes(by_hand, shelf) == ()
