"""What becomes of one imported question: a new item, a change of one, nothing, or a reason to leave it out."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kbtool.model.language import detect
from kbtool.model.problem import Problem
from kbtool.model.quiz import Form, Item, ItemType, Option, Status
from kbtool.project import Project
from kbtool.quiz.exchange import images, record, rich
from kbtool.quiz.exchange.record import Question, letter
from kbtool.quiz.generate.plan import Rejected
from kbtool.quiz.shelf import Shelf
from kbtool.services import quiz_bank, quiz_pictures
from kbtool.services.quiz_bank import Banks

# Numbers of slots that the generator never gets to, so that imported items do not take its places.
_FIRST_ORDINAL = 101


class Fate(StrEnum):
    """What happens to an item."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What to assume where a file does not say it; an empty language is told from the words."""

    article: str = ""
    topic: str = ""
    lang: str = ""
    type: ItemType = ItemType.CAUSE


@dataclass(frozen=True, slots=True)
class Settled:
    """One question as the item it is now, and the pictures it shows by their new names."""

    item: Item
    fate: Fate
    line: int
    pictures: tuple[str, ...] = ()


class Settler:
    """Decides about the questions of one file, one after the other."""

    def __init__(
        self,
        project: Project,
        banks: Banks,
        shelf: Shelf,
        defaults: Defaults,
        *,
        origin: str,
        pictures: Mapping[str, bytes],
        mint: Callable[[], str],
    ) -> None:
        """`origin` names format and file, `mint` gives an id nobody has."""
        self._project, self._shelf, self._defaults = project, shelf, defaults
        self._origin, self._pictures, self._mint = origin, pictures, mint
        self._by_id = dict(banks.by_id)
        self._by_origin = {item.origin: item for item in banks.items if item.origin}
        self._by_triple = {_triple(record.question(item)): item for item in banks.items}
        self._rejected = Rejected.of(banks.rejections)
        self._ordinals = Counter[tuple[str, ItemType]]()
        for item in banks.items:
            place = item.article, item.type
            self._ordinals[place] = max(self._ordinals[place], item.ordinal)
        self._seen: set[str] = set()

    def settle(self, asked: Question) -> Settled | Problem:
        """Return the item a question becomes, or why it is left out."""
        known = self._known(asked)
        return self._new(asked) if known is None else self._again(asked, known)

    def _known(self, asked: Question) -> Item | None:
        """Return the item a question was before: by its id, by where it came from, or by its words."""
        return (
            self._by_id.get(asked.id)
            or (self._by_origin.get(self._source(asked)) if asked.id else None)
            or self._by_triple.get(_triple(asked))
        )

    def _source(self, asked: Question) -> str:
        return f"{self._origin}#{asked.id or asked.line}"

    def _problem(self, asked: Question, code: str, message: str, hint: str = "") -> Problem:
        return Problem(self._origin.partition(":")[2], asked.line, code, message, hint)

    # -- known items ---------------------------------------------------------------------------------------

    def _again(self, asked: Question, known: Item) -> Settled | Problem:
        if known.id in self._seen:
            message = f"the file has “{known.id}” twice"
            return self._problem(asked, "quiz-import-double", message, "remove one of the two")
        self._seen.add(known.id)
        before = quiz_pictures.packed(self._project, [known]).questions[0]
        if _words(before) == _words(asked) or _words(record.question(known)) == _words(asked):
            return Settled(known, Fate.UNCHANGED, asked.line)
        refusal = _refusal(asked, known)
        if refusal:
            return self._problem(asked, "quiz-import-kept", f"“{known.id}” {refusal}", "change it in its bank")
        changed = replace(known, version=known.version + 1, status=Status.DRAFT, review=None)
        return self._settled(asked, changed, Fate.CHANGED, known.options)

    # -- new items -----------------------------------------------------------------------------------------

    def _new(self, asked: Question) -> Settled | Problem:
        article = asked.article or self._defaults.article
        if not article:
            hint = "name the article that teaches it with --article ID"
            return self._problem(asked, "quiz-import-article", "the question names no article", hint)
        kind = record.type_for(asked, self._defaults.type)
        entry = self._shelf.entries.get(article)
        topic = asked.topic or self._defaults.topic or (entry.topic if entry else "")
        item = Item(
            id=asked.id if asked.id.startswith("q-") and not record.unwritable(asked) else self._mint(),
            version=asked.version or 1,
            type=kind,
            lang=asked.lang
            or self._defaults.lang
            or detect(" ".join(asked.texts), entry.lang if entry else "de"),
            article=article,
            ordinal=self._ordinal(article, kind),
            topic=topic,
            level=asked.level or (entry.article.level if entry else 1),
            stem="",
            options=(),
            origin=self._source(asked),
            path=self._project.relative(quiz_bank.path_for(self._project, topic)),
        )
        made = self._settled(asked, item, Fate.ADDED, ())
        missing = self._missing(made)
        if missing:
            hint = "put it into the file or beside the bank: PNG, JPEG, GIF or WebP up to 1 MB"
            return self._problem(asked, "quiz-import-picture", f"the picture “{missing}” is not there", hint)
        if self._rejected.covers(made.item.slot) or made.item.triple in self._rejected.triples:
            message = "somebody has rejected this question or its place"
            return self._problem(asked, "quiz-import-rejected", message, "see “rejected” in the banks")
        self._remember(made.item)
        return made

    def _missing(self, made: Settled) -> str:
        """Return a picture that neither the file brings along nor the bank finds."""
        brought = {quiz_pictures.source_for(self._project, made.item.path, name) for name in made.pictures}
        packed = quiz_pictures.Packed()
        found = quiz_pictures.names(self._project, made.item, record.question(made.item), packed)
        sources = images.sources(record.question(made.item))
        return next((one for one in sources if ":" not in one and one not in brought and one not in found), "")

    def _ordinal(self, article: str, kind: ItemType) -> int:
        self._ordinals[article, kind] = max(self._ordinals[article, kind] + 1, _FIRST_ORDINAL)
        return self._ordinals[article, kind]

    def _remember(self, item: Item) -> None:
        """Know the item when the file has it again."""
        self._seen.add(item.id)
        self._by_id[item.id] = self._by_origin[item.origin] = item
        self._by_triple[_triple(record.question(item))] = item

    def _settled(self, asked: Question, item: Item, fate: Fate, options: tuple[Option, ...]) -> Settled:
        """Give an item the words of a question; pictures are named as its bank finds them."""
        own = tuple(source for source in images.sources(asked) if source in self._pictures)
        names = {name: quiz_pictures.source_for(self._project, item.path, name) for name in own}
        said = images.renamed(asked, names)
        item = replace(
            item,
            stem=said.stem,
            options=tuple(_options(said, options)),
            model=said.model,
            explanation=said.explanation,
        )
        return Settled(item, fate, asked.line, own)


def _refusal(asked: Question, known: Item) -> str:
    """Return why a known item keeps its words; empty if it may change."""
    if known.form is not asked.form:
        return f"is answered otherwise in the bank ({known.form}) than in the file ({asked.form})"
    if known.status in {Status.LOCKED, Status.RETIRED}:
        return f"is {known.status.value} and keeps its words"
    if asked.version and asked.version < known.version:
        return f"has version {known.version} in the bank, {asked.version} in the file"
    return ""


def _words(asked: Question) -> tuple[str, str, str, tuple[record.Choice, ...]]:
    return asked.stem, asked.explanation, asked.model, asked.choices


def _triple(asked: Question) -> tuple[str, Form, Collection[tuple[str, bool]]]:
    """Return the question and its answers, in any order unless that is what is asked."""
    answers = [(choice.text, choice.is_key) for choice in asked.choices]
    return asked.stem, asked.form, tuple(answers) if asked.form is Form.ORDER else frozenset(answers)


def _options(said: Question, before: tuple[Option, ...]) -> Iterator[Option]:
    """Yield the options; one whose text was there before keeps its id and where it came from."""
    tidy = record.line if said.form is Form.TYPED else rich.tidy
    old = {tidy(option.text): option for option in before}
    free = (letter(n) for n in range(26 * 26) if letter(n) not in {option.id for option in before})
    for choice in said.choices:
        kept = old.pop(choice.text, None)
        made = kept or Option(next(free), "")
        yield replace(made, text=choice.text, why=choice.why, is_key=choice.is_key)
