"""The desk of a person who reviews quiz items: what lies on it, and each decision as one transaction."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ruamel.yaml.error import YAMLError

from kbtool import frontmatter
from kbtool.errors import InputError, RefusedError, UnknownNameError
from kbtool.model.article import Article
from kbtool.model.quiz import Item, Status
from kbtool.project import Project
from kbtool.quiz import bank, traces, write, write_rejection
from kbtool.quiz.decide import Outcome, source_now
from kbtool.quiz.gate.look import Finding
from kbtool.quiz.gate.run import examine_among
from kbtool.quiz.shelf import Shelf
from kbtool.services import content, quiz_bank
from kbtool.services.content import Library
from kbtool.services.quiz_bank import Banks
from kbtool.services.quiz_lint import UNJUDGED
from kbtool.settings import Settings
from kbtool.store import files


@dataclass(frozen=True, slots=True)
class Sheet:
    """One item with all that a person needs to decide.

    `entry` are its lines in the bank, `findings` what the gate says of it, `changes` the words that are not (or
    no longer) those of its articles, where one has changed since the item was made or vouched for.
    """

    item: Item
    entry: str
    article: Article | None
    findings: tuple[Finding, ...]
    changes: tuple[traces.Change, ...]
    is_outdated: bool

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the item out of the quiz."""
        return tuple(finding for finding in self.findings if finding.is_error)


@dataclass(frozen=True, slots=True)
class Written:
    """One file that a decision changed."""

    path: Path
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was carried out: the item as it is now, and all it takes to undo it."""

    item: Item
    written: tuple[Written, ...] = ()
    also: tuple[str, ...] = ()


class Desk:
    """The banks and articles of a project, as read when the review began and after each decision."""

    def __init__(self, project: Project, settings: Settings) -> None:
        """Read both. Raises InputError where a bank cannot be read."""
        self.project, self.settings = project, settings
        self.banks: Banks = quiz_bank.readable(quiz_bank.load(project))
        self.library: Library = content.load(project, settings)

    @cached_property
    def shelf(self) -> Shelf:
        """The articles as the quiz sees them."""
        return quiz_bank.shelf(self.library, self.settings, self.banks)

    def sheet(self, name: str) -> Sheet:
        """Lay out one item.

        Raises UnknownNameError with the closest ids, InputError for one not written on its own lines.
        """
        item = self.banks.by_id.get(name)
        if item is None:
            raise UnknownNameError("quiz item", name, self.banks.by_id, hint="“kbtool quiz show” lists them.")
        entry = write.entry(self._bank(item.path).text, name)
        if not entry:
            hint = f"Begin it with “- id: {name}” on a line of its own."
            raise InputError(f"{item.path}:{item.line}: “{name}” shares its lines with other items.", hint=hint)
        judged = [other for other in self.banks.items if other.status not in UNJUDGED]
        now = source_now(item, self.shelf)
        outdated = item.source is not None and now != item.source.sha256
        changes = traces.changes(item, self.shelf) if outdated or item.status is Status.STALE else ()
        return Sheet(
            item,
            entry,
            self.library.by_id.get(item.article),
            tuple(examine_among(item, judged, self.shelf, self.settings.quiz)),
            changes,
            outdated,
        )

    def _bank(self, path: str) -> bank.Bank:
        return next(found for found in self.banks.files if found.path == path)

    def write(self, sheet: Sheet, outcome: Outcome, *, dry_run: bool = False) -> Done:
        """Carry out a decision on the item as it was laid out: all of it, or nothing.

        Raises RefusedError where the item or its article has changed since, BusyError where another one writes.
        """
        with files.locked(self.project.lock, doing="quiz review"):
            written = [*self._article_file(sheet, outcome), self._bank_file(sheet, outcome)]
            if dry_run:
                return Done(outcome.item)
            for file in written:
                files.write_bytes_atomic(file.path, file.after)
        also = self._beside_conflict(sheet.item, outcome.conflict)
        self.reread(outcome.item.path, articles=bool(outcome.conflict))
        return Done(outcome.item, tuple(written), also)

    def _beside_conflict(self, item: Item, other: str) -> tuple[str, ...]:
        """Return the other items that set the two articles beside each other."""
        pair = {item.article, other}
        return tuple(
            found.id
            for found in self.banks.items
            if other and found.id != item.id and found.is_live and found.article in pair
            for option in found.distractors
            if {found.article, option.origin.partition("#")[0]} == pair
        )

    def _bank_file(self, sheet: Sheet, outcome: Outcome) -> Written:
        item = sheet.item
        path = self.project.root / item.path
        before = path.read_bytes() if path.exists() else b""
        fresh = quiz_bank.read(self.project, path) if before else bank.Bank(item.path, "")
        quiz_bank.readable(Banks((fresh,)))
        if write.entry(fresh.text, item.id) != sheet.entry:
            self.reread(item.path)
            raise RefusedError(
                f"“{item.id}” has changed in {item.path} while you read it; nothing was written.",
                hint=f"Read it again: kbtool quiz review {item.id}",
            )
        text = _decided(fresh, sheet, outcome)
        return Written(path, before, quiz_bank.encoded(text, before))

    def _article_file(self, sheet: Sheet, outcome: Outcome) -> list[Written]:
        """Return the article with its new `conflicts_with`; that key may change without a new approval."""
        article = sheet.article
        if article is None:
            return []
        path = self.project.docs / article.path
        fresh = content.read_article(self.project, path)[0]
        if fresh is None or fresh.sha256 != article.sha256:
            self.reread(sheet.item.path, articles=True)
            raise RefusedError(
                f"The article “{article.id}” has changed while you read it; nothing was written.",
                hint=f"Read it again: kbtool quiz review {sheet.item.id}",
            )
        if not outcome.conflict or outcome.conflict in fresh.conflicts_with:
            return []
        before = path.read_bytes()
        document = content.read_document(path)
        document = frontmatter.edit(document, {"conflicts_with": [*fresh.conflicts_with, outcome.conflict]})
        return [Written(path, before, frontmatter.dump(document).encode("utf-8"))]

    def undo(self, done: Done) -> None:
        """Put back what a decision changed.

        Raises RefusedError where a file was changed again since.
        """
        with files.locked(self.project.lock, doing="quiz review"):
            for file in done.written:
                if file.path.read_bytes() != file.after:
                    shown = self.project.relative(file.path)
                    raise RefusedError(f"{shown} has changed since, so the decision stays.")
            for file in reversed(done.written):
                files.write_bytes_atomic(file.path, file.before)
        self.reread(done.item.path, articles=len(done.written) > 1)

    def reread(self, path: str, *, articles: bool = False) -> None:
        """Read a bank again, and the articles too where they may have changed."""
        fresh = quiz_bank.read(self.project, self.project.root / path)
        if not fresh.problems:
            self.banks = Banks(tuple(fresh if old.path == path else old for old in self.banks.files))
        if articles:
            self.library = content.load(self.project, self.settings)
            self.__dict__.pop("shelf", None)


def _decided(fresh: bank.Bank, sheet: Sheet, outcome: Outcome) -> str:
    """Return the bank's text with a decision in it, read back so that nothing else can have changed."""
    item = outcome.item
    try:
        text = write.replaced(fresh.text, item.id, outcome.entry or sheet.entry, item)
    except YAMLError as error:
        raise InputError(f"{item.path}:{item.line}: “{item.id}” cannot be changed: {error}") from None
    wanted = fresh.rejections
    if outcome.rejection:
        text = write_rejection.add(text, outcome.rejection)
        wanted = (*wanted, outcome.rejection)
    again = bank.parse(text, fresh.path)
    expected = [item if one.id == item.id else one for one in fresh.items]
    if again.problems or list(again.items) != expected or again.rejections != wanted:
        raise InputError(
            f"{item.path}:{item.line}: “{item.id}” is written in a way that kbtool cannot change safely.",
            hint=f"Change it by hand; nothing was written. It would be “status: {item.status.value}”.",
        )
    return text
