"""The conversation of `kbtool quiz review`: one key a decision, each written at once."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import click

from kbtool.cli import common
from kbtool.cli.quiz_ask import ReadKey, keyboard
from kbtool.cli.quiz_sheet import shown
from kbtool.errors import KbError
from kbtool.quiz.decide import Edited, Scope
from kbtool.quiz.gate.look import article_of
from kbtool.services import quiz_review
from kbtool.services.quiz_desk import Desk, Done, Sheet

_KEYS = "[a]ccept [e]dit [l]ock [r]eject [c]onflict [w]aive [s]kip [b]ack [q]uit [?]"
_HELP = """\
a  accept: the item is right and counts in quizzes; it is signed with your name
l  lock: like accept, and its words stay whatever becomes of the article
e  edit its lines in your editor ($EDITOR); changed words are a draft until you accept them
r  reject: it is retired, and you choose what is not to come back
c  conflict: the article of a wrong option is right as well; the two never meet in an item again
w  waive a finding of the gate, with a reason
s  skip: decide another time
b  back: undo the last decision, or return to the item you skipped
q  quit; what you decided is kept"""
_SCOPES = {"t": Scope.QUESTION, "s": Scope.SLOT, "a": Scope.TYPE}
_ASK_SCOPE = (
    "Not again: [t]his question, [s]lot (this phrasing or step), [a]ll of this type; another key: keep it"
)


class Move(Enum):
    """What comes after a key."""

    NEXT = auto()
    BACK = auto()
    SHOW = auto()
    ASK = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True)
class Past:
    """What happened to an item: the place in the list, the word for it, and what undoes it (None: skipped)."""

    place: int
    verb: str
    done: Done | None = None


class Dialogue:
    """One review: shows items, takes keys, remembers what can be undone."""

    def __init__(self, desk: Desk, names: Sequence[str], by: str, read_key: ReadKey | None = None) -> None:
        """`by` signs; where it is empty it is asked for when the first item is accepted."""
        self._desk, self._names, self._by = desk, names, by
        self._read_key = read_key or keyboard()
        self._past: list[Past] = []
        self._place = 0
        self._actions: dict[str, Callable[[Sheet], Move]] = {
            "a": self._accept,
            "l": self._lock,
            "e": self._edit,
            "r": self._reject,
            "c": self._conflict,
            "w": self._waive,
            "s": self._skip,
            "b": self._return,
            "q": lambda _: Move.QUIT,
            "?": self._explain,
        }

    def run(self) -> None:
        """Go through the items; the summary comes in any case, Ctrl-C included."""
        try:
            while self._place < len(self._names):
                move = self._item(self._names[self._place])
                if move is Move.QUIT:
                    break
                self._place += move is Move.NEXT
                if move is Move.BACK:
                    self._back()
        finally:
            common.talk(self._summary())

    def _item(self, name: str) -> Move:
        """Show an item and take keys until one leads on."""
        try:
            sheet = self._desk.sheet(name)
        except KbError as error:
            _say(error)
            return Move.NEXT
        common.talk(f"\n({self._place + 1} of {len(self._names)})")
        click.echo(shown(sheet, self._desk.shelf))
        move = Move.ASK
        while move is Move.ASK:
            move = self._key(sheet)
        return move

    def _key(self, sheet: Sheet) -> Move:
        key = self._choose(_KEYS)
        if not key:
            return Move.QUIT
        action = self._actions.get(key)
        if action is None:
            common.talk(f"“{key}” means nothing here; ? explains the keys.")
            return Move.ASK
        try:
            return action(sheet)
        except KbError as error:
            _say(error)
            return Move.SHOW if self._has_changed(sheet) else Move.ASK

    def _has_changed(self, sheet: Sheet) -> bool:
        try:
            return self._desk.sheet(sheet.item.id) != sheet
        except KbError:
            return True

    def _choose(self, question: str) -> str:
        """Return one key in small letters; empty at the end of the input."""
        common.talk(question)
        while True:
            read = self._read_key()
            if not read or read.strip():
                return read.strip().lower()

    def _did(self, verb: str, done: Done, move: Move = Move.NEXT) -> Move:
        self._past.append(Past(self._place, verb, done))
        common.talk(f"{verb.capitalize()}.")
        return move

    def _accept(self, sheet: Sheet, *, lock: bool = False) -> Move:
        if not sheet.errors:
            self._by = self._by or _line("Your name, for the signature:")
        if not self._by and not sheet.errors:
            common.talk("Not signed, so not accepted.")
            return Move.ASK
        done = quiz_review.accept(self._desk, sheet, by=self._by, now=common.now(), lock=lock)
        return self._did("locked" if lock else "accepted", done)

    def _lock(self, sheet: Sheet) -> Move:
        return self._accept(sheet, lock=True)

    def _reject(self, sheet: Sheet) -> Move:
        scope = _SCOPES.get(self._choose(_ASK_SCOPE))
        if scope is None:
            common.talk("Kept.")
            return Move.ASK
        why = _line("Why? One line for those who come after you (Enter: none)")
        return self._did("rejected", quiz_review.reject(self._desk, sheet, scope, why))

    def _conflict(self, sheet: Sheet) -> Move:
        others = {one.id: self._desk.shelf.entries.get(article_of(one)) for one in sheet.item.distractors}
        listed = [
            f"  {name}) {found.article.title} ({found.id})"
            for name, found in others.items()
            if found and found.id != sheet.item.article
        ]
        if not listed:
            common.talk("None of its wrong options comes from another article.")
            return Move.ASK
        common.talk("\n".join(["Which wrong option’s article is right as well?", *listed]))
        option = self._choose("Its letter; another key: none")
        if option not in others:
            return Move.ASK
        done = quiz_review.conflict(self._desk, sheet, option)
        if done.also:
            common.talk(f"These set the two beside each other, too: {', '.join(done.also)}")
        return self._did("marked as a conflict", done)

    def _waive(self, sheet: Sheet) -> Move:
        codes = [finding.code for finding in sheet.findings]
        if not codes:
            common.talk("The gate finds nothing to waive.")
            return Move.ASK
        place = "1"
        if len(codes) > 1:
            listed = ", ".join(f"{number} {code}" for number, code in enumerate(codes, start=1))
            place = self._choose(f"Which? {listed}; another key: none")
        if not place.isdecimal() or not 1 <= int(place) <= len(codes):
            return Move.ASK
        code = codes[int(place) - 1]
        reason = _line(f"Why is the item fair in spite of {code}? (Enter: do not waive)")
        if not reason:
            return Move.ASK
        return self._did("waived", quiz_review.waive(self._desk, sheet, code, reason), Move.SHOW)

    def _edit(self, sheet: Sheet) -> Move:
        entry = sheet.entry
        while True:
            changed = _edited(entry)
            if changed is None or changed == sheet.entry:
                common.talk("Nothing was changed.")
                return Move.ASK
            entry = changed
            edited = quiz_review.read_edited(sheet, entry)
            _report(edited)
            if edited.outcome:
                return self._did("edited", self._desk.write(sheet, edited.outcome), Move.SHOW)
            if self._choose("[e]dit again; another key: discard it") != "e":
                return Move.ASK

    def _skip(self, sheet: Sheet) -> Move:  # noqa: ARG002 - like all actions
        self._past.append(Past(self._place, "skipped"))
        return Move.NEXT

    def _explain(self, sheet: Sheet) -> Move:  # noqa: ARG002 - like all actions
        common.talk(_HELP)
        return Move.ASK

    def _return(self, sheet: Sheet) -> Move:  # noqa: ARG002 - like all actions
        if self._past:
            return Move.BACK
        common.talk("There is nothing to go back to.")
        return Move.ASK

    def _back(self) -> None:
        """Return to the item of the last key, and undo what was decided about it."""
        last = self._past[-1]
        try:
            if last.done:
                self._desk.undo(last.done)
                common.talk(f"Not {last.verb} after all.")
        except KbError as error:
            _say(error)
            return
        self._past.pop()
        self._place = last.place

    def _summary(self) -> str:
        counts = Counter(past.verb for past in self._past)
        said = ", ".join(f"{count} {verb}" for verb, count in counts.items()) or "nothing decided"
        waiting = len(quiz_review.waiting(self._desk, quiz_review.Wish()))
        regenerate = {"rejected", "marked as a conflict"} & set(counts)
        following = "generate" if regenerate else "lint"
        left = f"{said.capitalize()}. {common.plural(waiting, 'item')} still to review."
        return f"{left}\nNext: kbtool quiz {following}"


def _edited(entry: str) -> str | None:
    """Return what a person made of a text in their editor; None where they did not save or it failed."""
    try:
        return click.edit(entry, extension=".yml")
    except click.ClickException as error:
        common.talk(f"{error.format_message()} Set $EDITOR to another one.")
        return None


def _line(question: str) -> str:
    common.talk(question)
    return sys.stdin.readline().strip()


def _report(edited: Edited) -> None:
    if edited.kept:
        common.talk(f"Kept as they were: {', '.join(edited.kept)}.")
    for problem in edited.problems:
        common.talk(f"  {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))


def _say(error: KbError) -> None:
    common.talk(f"{error}")
    if error.hint:
        common.talk(f"  {error.hint}")
