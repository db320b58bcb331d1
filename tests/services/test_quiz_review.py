import re
from pathlib import Path

import pytest

from kbtool import frontmatter
from kbtool.errors import BusyError, InputError, RefusedError, UnknownNameError
from kbtool.model.article import fingerprint
from kbtool.model.quiz import ItemType, Status
from kbtool.quiz.decide import Scope
from kbtool.services import content, quiz_bank, quiz_generate, quiz_lint, quiz_review
from kbtool.services.quiz_desk import Desk
from kbtool.services.quiz_review import Ruling, Verb, Wish
from kbtool.settings import load
from kbtool.store import files as store_files
from tests.conftest import NOW
from tests.quiz.conftest import ARTICLES, PLATE, rng
from tests.quiz.project import CONFIG, files

BANK = "quizzes/printing.yml"


@pytest.fixture
def project(make_project):
    made = make_project(files((*ARTICLES, PLATE)), config=CONFIG)
    quiz_generate.generate(made, load(made.config), rng=rng(1))
    path = made.root / BANK
    text = path.read_text(encoding="utf-8").replace("schema: 1", "schema: 1  # von Zoë 🎓")
    path.write_text(re.sub(r"(?m)^(- id: .*)$", r"# davor\n\1  # dahinter", text), encoding="utf-8")
    return made


@pytest.fixture
def settings(project):
    return load(project.config)


@pytest.fixture
def desk(project, settings):
    return Desk(project, settings)


def cause(desk, article="drucker-offline"):
    """Return the id of the item that asks for an article's cause."""
    return next(
        one.id
        for one in desk.banks.items
        if one.article == article and one.type is ItemType.CAUSE and one.is_live
    )


def bank(project):
    return (project.root / BANK).read_text(encoding="utf-8")


def stored(project, name):
    return quiz_bank.load(project).by_id[name]


def everything(project):
    """Return the bytes of all articles and banks."""
    found = sorted([*project.docs.rglob("*.md"), *project.quizzes.rglob("*.yml")])
    return {path.name: path.read_bytes() for path in found}


def change_article(project, old, new, name="drucker-offline"):
    path = project.docs / f"de/printing/{name}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def generate(project, settings):
    return quiz_generate.generate(project, settings, rng=rng(2))


def accept(desk, name, **options):
    return quiz_review.accept(desk, desk.sheet(name), by="anna", now=NOW, **options)


def outside(text, name):
    """Return the lines of a bank without those of one item."""
    return re.sub(rf"(?ms)^- id: {name}.*?(?=^# davor|\Z|^rejected:)", "", text)


def test_accepting_signs_the_item_and_touches_no_other_line(project, desk):
    name, before = cause(desk), bank(project)

    accept(desk, name)

    after = stored(project, name)
    assert (after.status, after.review.by, after.review.at.isoformat()) == (
        Status.REVIEWED,
        "anna",
        "2026-11-23",
    )
    assert outside(bank(project), name).strip() == outside(before, name).strip()
    assert bank(project).count("# dahinter") == before.count("# dahinter")


def test_an_accepted_item_is_left_alone_by_the_generator(project, settings, desk):
    accept(desk, cause(desk))
    before = everything(project)

    generate(project, settings)

    assert everything(project) == before


def test_an_item_that_fails_the_gate_is_not_accepted_until_it_is_waived(project, desk):
    text = bank(project).replace(
        "blockiert den Dienst.", "blockiert den Dienst. Und das sehr lange, " + "immerzu " * 30
    )
    (project.root / BANK).write_text(text, encoding="utf-8")
    desk.reread(BANK)
    sheet = desk.sheet(cause(desk, "auftrag-haengt"))
    codes = [finding.code for finding in sheet.errors]

    with pytest.raises(RefusedError, match=codes[0]) as caught:
        accept(desk, sheet.item.id)
    for code in codes:
        quiz_review.waive(desk, desk.sheet(sheet.item.id), code, "die Ursache ist so lang")
    accept(desk, sheet.item.id)

    assert "waive the code with a reason" in caught.value.hint
    assert stored(project, sheet.item.id).waive == dict.fromkeys(codes, "die Ursache ist so lang")


@pytest.mark.parametrize(
    ("scope", "comes_again"), [(Scope.QUESTION, True), (Scope.SLOT, False), (Scope.TYPE, False)]
)
def test_a_rejected_item_is_retired_and_what_was_rejected_stays_away(
    project, settings, desk, scope, comes_again
):
    item = stored(project, cause(desk))

    quiz_review.reject(desk, desk.sheet(item.id), scope, "zwei Ursachen passen")
    generate(project, settings)

    banks = quiz_bank.load(project)
    assert banks.by_id[item.id].status is Status.RETIRED
    assert [rejection.why for rejection in banks.rejections] == ["zwei Ursachen passen"]
    live = [one for one in banks.items if one.is_live]
    assert item.triple not in {one.triple for one in live}
    assert (item.slot in {one.slot for one in live}) is comes_again
    assert scope is not Scope.TYPE or not [
        one for one in live if (one.article, one.type) == (item.article, item.type)
    ]
    assert not generate(project, settings).made


def test_a_conflict_is_written_into_the_article_and_its_approval_stays(project, settings, desk):
    path = project.docs / "de/printing/drucker-offline.md"
    document = frontmatter.parse(path.read_text(encoding="utf-8"))
    review = {"by": "sofia", "at": NOW.date(), "sha256": fingerprint(frontmatter.read(document), document.body)}
    path.write_text(frontmatter.dump(frontmatter.edit(document, {"review": review})), encoding="utf-8")
    desk = Desk(project, settings)
    before = stored(project, cause(desk))
    other = before.distractors[0]

    quiz_review.conflict(desk, desk.sheet(before.id), other.id)

    article = content.load(project, settings).by_id["drucker-offline"]
    assert article.conflicts_with == (other.origin,)
    assert article.is_approved
    errors = quiz_lint.lint(project, settings).errors
    assert ("quiz-ambiguous", True) in {(error.code, before.id in error.message) for error in errors}


def test_after_a_conflict_the_item_is_made_anew_with_other_options(project, settings, desk):
    before = stored(project, cause(desk))
    accept(desk, before.id)
    other = before.distractors[0]

    done = quiz_review.conflict(desk, desk.sheet(before.id), other.id)
    generate(project, settings)

    after = stored(project, before.id)
    assert other.origin not in {option.origin for option in after.options}
    assert (after.version, after.status) == (2, Status.DRAFT)
    assert set(done.also) <= {one.id for one in quiz_bank.load(project).items}
    assert not generate(project, settings).made
    assert "quiz-ambiguous" not in {error.code for error in quiz_lint.lint(project, settings).errors}


def test_an_edited_item_is_never_overwritten_and_says_what_has_changed(project, settings, desk):
    sheet = desk.sheet(cause(desk))
    entry = sheet.entry.replace("Ursache?", "Ursache dafür?")
    edited = quiz_review.read_edited(sheet, entry)
    desk.write(sheet, edited.outcome)
    accept(desk, sheet.item.id)
    change_article(project, "früheren", "veralteten")

    generate(project, settings)

    after = Desk(project, settings).sheet(sheet.item.id)
    assert (after.item.status, "Ursache dafür?" in after.item.stem) == (Status.STALE, True)
    assert ("früheren", "veralteten") in {
        (word, other)
        for change in after.changes
        for word, other in zip(change.was.split(), change.now.split(), strict=False)
    }


def test_a_stale_item_that_is_accepted_stays_until_its_article_changes_again(project, settings, desk):
    name = cause(desk)
    accept(desk, name, lock=True)
    change_article(project, "früheren", "veralteten")
    generate(project, settings)
    desk = Desk(project, settings)

    accept(desk, name, lock=True)

    assert stored(project, name).status is Status.LOCKED
    generate(project, settings)
    assert stored(project, name).status is Status.LOCKED
    change_article(project, "veralteten", "uralten")
    generate(project, settings)
    assert stored(project, name).status is Status.STALE


def test_accepting_an_item_whose_article_changed_vouches_for_the_new_article(project, settings, desk):
    name = cause(desk)
    change_article(project, "früheren", "veralteten")
    desk = Desk(project, settings)
    assert desk.sheet(name).is_outdated

    accept(desk, name)
    generate(project, settings)

    assert stored(project, name).status is Status.REVIEWED


@pytest.mark.parametrize("decision", ["accept", "reject", "conflict", "edit"])
def test_undoing_a_decision_puts_every_byte_back(project, desk, decision):
    before = everything(project)
    sheet = desk.sheet(cause(desk))
    edited = quiz_review.read_edited(sheet, sheet.entry.replace("Ursache?", "Ursache dafür?"))

    done = {
        "accept": lambda: accept(desk, sheet.item.id),
        "reject": lambda: quiz_review.reject(desk, sheet, Scope.SLOT, "schwach"),
        "conflict": lambda: quiz_review.conflict(desk, sheet, sheet.item.distractors[0].id),
        "edit": lambda: desk.write(sheet, edited.outcome),
    }[decision]()
    assert everything(project) != before
    desk.undo(done)

    assert everything(project) == before
    assert desk.sheet(sheet.item.id) == sheet


def test_a_decision_is_not_undone_over_a_later_change(project, desk):
    done = accept(desk, cause(desk))
    with (project.root / BANK).open("a", encoding="utf-8") as file:
        file.write("# von anderer Hand\n")
    before = everything(project)

    with pytest.raises(RefusedError, match=r"quizzes/printing\.yml has changed since"):
        desk.undo(done)

    assert everything(project) == before


def test_an_item_that_somebody_else_changed_meanwhile_is_not_overwritten(project, desk):
    name = cause(desk)
    sheet = desk.sheet(name)
    text = bank(project).replace(f"- id: {name}  # dahinter", f"- id: {name}  # anders")
    (project.root / BANK).write_text(text, encoding="utf-8")

    with pytest.raises(RefusedError, match=f"“{name}” has changed in quizzes/printing.yml while you read it"):
        quiz_review.accept(desk, sheet, by="anna", now=NOW)

    assert bank(project) == text
    accept(desk, name)


def test_another_item_that_somebody_changed_meanwhile_is_kept(project, desk):
    name, other = cause(desk), cause(desk, "letter-papier")
    sheet = desk.sheet(name)
    text = bank(project).replace(f"- id: {other}  # dahinter", f"- id: {other}  # anders")
    (project.root / BANK).write_text(text, encoding="utf-8")

    quiz_review.accept(desk, sheet, by="anna", now=NOW)

    assert f"- id: {other}  # anders" in bank(project)
    assert stored(project, name).status is Status.REVIEWED


def test_an_article_that_changed_while_it_was_read_is_not_vouched_for(project, desk):
    sheet = desk.sheet(cause(desk))
    change_article(project, "früheren", "veralteten")
    before = everything(project)

    with pytest.raises(RefusedError, match="The article “drucker-offline” has changed while you read it"):
        quiz_review.accept(desk, sheet, by="anna", now=NOW)

    assert everything(project) == before
    assert desk.sheet(sheet.item.id).is_outdated


def test_a_bank_that_broke_meanwhile_is_not_written(project, desk):
    sheet = desk.sheet(cause(desk))
    (project.root / BANK).write_text("items: [kaputt\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"quizzes/printing.yml:2"):
        quiz_review.accept(desk, sheet, by="anna", now=NOW)

    assert bank(project) == "items: [kaputt\n"


def test_two_writers_at_once_do_not_mix(project, desk):
    before = everything(project)

    with store_files.locked(project.lock, doing="test"), pytest.raises(BusyError):
        accept(desk, cause(desk))

    assert everything(project) == before


def test_a_decision_that_is_interrupted_between_its_files_leaves_the_item_out_of_the_quiz(
    project, settings, desk, monkeypatch
):
    item = stored(project, cause(desk))
    replace, written = Path.replace, []

    def interrupt_second(self, target):
        written.append(target)
        if len(written) > 1:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupt_second)
    with pytest.raises(KeyboardInterrupt):
        quiz_review.conflict(desk, desk.sheet(item.id), item.distractors[0].id)
    monkeypatch.undo()

    assert stored(project, item.id) == item
    assert not list(project.root.rglob("*.tmp"))
    assert "quiz-ambiguous" in {error.code for error in quiz_lint.lint(project, settings).errors}


def test_stale_items_come_first_then_drafts_and_those_of_an_article_together(project, settings, desk):
    locked, signed = cause(desk, "letter-papier"), cause(desk)
    accept(desk, locked, lock=True)
    accept(desk, signed)
    change_article(project, "amerikanische", "fremde", "letter-papier")
    generate(project, settings)
    desk = Desk(project, settings)

    names = quiz_review.waiting(desk, Wish())

    assert names[0] == locked
    items = [desk.banks.by_id[name] for name in names[1:]]
    assert {item.status for item in items} == {Status.DRAFT}
    assert [item.article for item in items] == sorted(
        item.article for item in items if item.topic == "printing"
    ) + [item.article for item in items if item.topic != "printing"]
    assert quiz_review.waiting(desk, Wish(status=Status.STALE)) == [locked]
    assert {stored(project, name).topic for name in quiz_review.waiting(desk, Wish(topic="security"))} == {
        "security"
    }
    assert quiz_review.waiting(desk, Wish(lang="en")) == []
    assert quiz_review.waiting(desk, Wish((signed, locked))) == [signed, locked]


def test_an_unknown_item_suggests_the_closest(desk):
    with pytest.raises(UnknownNameError) as caught:
        quiz_review.waiting(desk, Wish((cause(desk)[:-1],)))

    assert cause(desk) in caught.value.hint


def test_a_retired_item_is_not_revived(desk):
    name = cause(desk)
    quiz_review.reject(desk, desk.sheet(name), Scope.QUESTION)

    with pytest.raises(RefusedError, match="is retired") as caught:
        accept(desk, name)

    assert "status: draft" in caught.value.hint


def test_an_item_without_its_article_can_only_be_rejected(project, settings, desk):
    name = cause(desk)
    (project.docs / "de/printing/drucker-offline.md").unlink()
    desk = Desk(project, settings)

    with pytest.raises(RefusedError, match="there is no validated article “drucker-offline”"):
        accept(desk, name)
    quiz_review.reject(desk, desk.sheet(name), Scope.SLOT)

    assert stored(project, name).status is Status.RETIRED


def test_scripts_decide_about_several_items_and_one_refusal_stops_no_other(project, settings, desk):
    good, gone = cause(desk), cause(desk, "letter-papier")
    quiz_review.reject(desk, desk.sheet(gone), Scope.QUESTION)

    results = quiz_review.decide_all(project, settings, [good, gone], Ruling(Verb.LOCK, by="anna"), now=NOW)

    assert [(one.id, one.status, bool(one.refused)) for one in results] == [
        (good, "locked", False),
        (gone, "retired", True),
    ]


def test_a_dry_run_refuses_what_it_would_refuse_and_writes_nothing(project, settings, desk):
    before = everything(project)

    results = quiz_review.decide_all(
        project, settings, [cause(desk)], Ruling(Verb.REJECT, why="schwach"), now=NOW, dry_run=True
    )

    assert [(one.status, one.refused) for one in results] == [("retired", "")]
    assert everything(project) == before


def test_line_ends_and_mark_of_a_bank_from_windows_stay(project, settings):
    path = project.root / BANK
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    desk = Desk(project, settings)
    name = cause(desk)

    accept(desk, name)

    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbfschema: 1")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert set(before.splitlines()) <= set(after.splitlines())


def test_an_item_on_one_line_with_others_is_named_and_not_touched(make_project, settings):
    options = "options: [{id: a, text: A, correct: true}, {id: b, text: B}]"
    item = "{{id: q-{0}, type: match, lang: de, article: x, stem: Was?, {1}}}"
    text = f"items: [{item.format('eins', options)}, {item.format('zwei', options)}]\n"
    project = make_project({"quizzes/x.yml": text}, config=CONFIG, name="flow")

    with pytest.raises(InputError, match="shares its lines") as caught:
        Desk(project, settings).sheet("q-zwei")

    assert "- id: q-zwei" in caught.value.hint
