"""The articles as the quiz sees them: phrasings, problem, cause and steps, their stems worked out once."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kbtool.model.article import Article, Confidence, SectionName
from kbtool.model.quiz import Spare
from kbtool.quiz.text import Stems, first_paragraph, sentences, stems, unlinked

# A stem in more articles than this says little about any of them, and following it costs time.
_COMMON = 60
_NEIGHBOURS = 12
_FILL = 4
# A shorter sentence, such as “Close the file.”, says too little by itself.
_TELLING = 40
_WAITING = frozenset({Confidence.WIP, Confidence.NOT_VALIDATED})
# A reason quotes so many characters of a problem.
_SUMMED_UP = 220


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step: `short` is its start, as many sentences as say something, `text` all of it."""

    number: int
    short: str
    text: str
    stems: Stems


@dataclass(frozen=True)
class Entry:
    """One article with what items are made of."""

    article: Article

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def lang(self) -> str:
        """The article's language."""
        return self.article.lang

    @property
    def topic(self) -> str:
        """The article's category."""
        return self.article.category

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """How requesters put it."""
        return tuple(" ".join(phrase.split()) for phrase in self.article.issue)

    @cached_property
    def problem(self) -> str:
        """What the requester sees: the first sentences of the issue section, else the title."""
        shown = ""
        for sentence in self.shown:
            if shown and len(shown) + len(sentence) > _SUMMED_UP:
                break
            shown = f"{shown} {sentence}".lstrip()
        return shown or self.article.title

    @cached_property
    def cause(self) -> tuple[str, ...]:
        """The sentences of the cause."""
        return sentences(first_paragraph(self.article.section(SectionName.CAUSE)))

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The sentences of the issue section: how the problem shows."""
        return sentences(first_paragraph(self.article.section(SectionName.ISSUE)))

    @property
    def signs(self) -> tuple[str, ...]:
        """All sentences that may tell the problem from others: those of the issue section, then the cause."""
        return self.shown + self.cause

    @cached_property
    def says(self) -> Stems:
        """The stems of everything the article tells: who reads one of them elsewhere may think of it."""
        article = self.article
        return self.about | stems(" ".join([article.summary, *article.ticket_data, article.body]), self.lang)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the resolution."""
        made = []
        for number, step in enumerate(self.article.steps, start=1):
            text = unlinked(step)
            made.append(Step(number, _start(text), text, stems(text, self.lang)))
        return tuple(made)

    @cached_property
    def symptoms(self) -> Stems:
        """The stems of the phrasings and of the issue section."""
        section = self.article.section(SectionName.ISSUE)
        return stems(" ".join([*self.phrases, section]), self.lang)

    @cached_property
    def about(self) -> Stems:
        """The stems of title, tags, environment and phrasings: what makes two articles neighbours."""
        article = self.article
        return stems(" ".join([article.title, *article.tags, *article.environment, *self.phrases]), self.lang)


Neighbours = tuple[tuple[Entry, float], ...]


@dataclass(frozen=True)
class Shelf:
    """All articles that items may be made from.

    `teams` holds the names of the support teams by language; `waiting` are articles that are not validated, or
    not any more: somebody works on them. `spares` are wrong answers that people wrote, for where neighbours are
    scarce.
    """

    entries: Mapping[str, Entry]
    teams: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    spares: tuple[Spare, ...] = ()

    @classmethod
    def of(
        cls,
        articles: Iterable[Article],
        teams: Mapping[str, Mapping[str, str]] | None = None,
        spares: Iterable[Spare] = (),
    ) -> "Shelf":
        """Put the validated articles on the shelf; the others are not trusted enough to teach from."""
        named = [item for item in articles if item.id]
        trusted = {item.id: Entry(item) for item in named if item.confidence is Confidence.VALIDATED}
        waiting = {item.id for item in named if item.confidence in _WAITING}
        return cls(trusted, teams or {}, frozenset(waiting - set(trusted)), tuple(spares))

    def team_name(self, team: str, lang: str) -> str:
        """Return a team's name in a language, or its key."""
        names = self.teams.get(team, {})
        return names.get(lang) or next(iter(names.values()), team)

    def neighbours(self, entry: Entry) -> Neighbours:
        """Return articles of the same language that are near, with their similarity: own category first.

        The similarity is the Jaccard index of what they are about with every stem weighted by its rarity (0 to
        1). Where few of the category share a word with the article, others of it fill the list.
        """
        if entry.id not in self._near:
            self._near[entry.id] = self._nearest(entry)
        return self._near[entry.id]

    def _nearest(self, entry: Entry) -> Neighbours:
        shared: dict[str, float] = defaultdict(float)
        for stem in entry.about:
            posting = self._postings[entry.lang].get(stem, ())
            if len(posting) <= _COMMON:
                weight = self._weight(entry.lang, stem)
                for name in posting:
                    shared[name] += weight
        shared.pop(entry.id, None)
        near = {
            name: weight / (self._mass[entry.id] + self._mass[name] - weight) for name, weight in shared.items()
        }
        for name in self._following(entry):
            near.setdefault(name, 0.0)
        ranked = sorted(near, key=lambda name: (self.entries[name].topic != entry.topic, -near[name], name))
        return tuple((self.entries[name], near[name]) for name in ranked[: 2 * _NEIGHBOURS])

    def likeness(self, entry: Entry, other: Entry) -> float:
        """Return the similarity of two articles of one language, as `neighbours` has it."""
        if entry.lang != other.lang:
            return 0.0
        both = [stem for stem in entry.about & other.about if len(self._postings[entry.lang][stem]) <= _COMMON]
        weight = self.weigh(entry.lang, frozenset(both))
        return weight / (self._mass[entry.id] + self._mass[other.id] - weight)

    def weigh(self, lang: str, found: Stems) -> float:
        """Return how telling stems are together: the sum of their weights."""
        return sum(self._weight(lang, stem) for stem in found)

    def _weight(self, lang: str, stem: str) -> float:
        """Return the inverse document frequency, ln(1 + articles / articles with the stem)."""
        return math.log(1 + self._sizes[lang] / max(1, len(self._postings[lang].get(stem, ()))))

    def _following(self, entry: Entry) -> Sequence[str]:
        """Return the next few articles of the category by id, as if the list were a ring."""
        names = self._topics[entry.lang, entry.topic]
        start = names.index(entry.id) + 1 if entry.id in names else 0
        return [name for name in (names[start:] + names[:start])[:_FILL] if name != entry.id]

    def is_generic(self, step: Step, articles: int) -> bool:
        """Whether a step would be right nearly everywhere: restart, report, check."""
        return len(self._step_owners[step.stems]) >= articles or _reads_generic(step.text)

    @cached_property
    def _near(self) -> dict[str, Neighbours]:
        return {}

    def is_asked_widely(self, datum: Stems, lang: str) -> bool:
        """Whether several articles ask for the same in a ticket, such as the name of the computer."""
        return len(self._data_owners[lang, datum]) > 1

    @cached_property
    def _data_owners(self) -> Mapping[tuple[str, Stems], set[str]]:
        owners: dict[tuple[str, Stems], set[str]] = defaultdict(set)
        for entry in self.entries.values():
            for text in entry.article.ticket_data:
                owners[entry.lang, stems(text, entry.lang)].add(entry.id)
        return owners

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        return Counter(entry.lang for entry in self.entries.values())

    @cached_property
    def _mass(self) -> Mapping[str, float]:
        return {entry.id: self.weigh(entry.lang, entry.about) for entry in self.entries.values()}

    @cached_property
    def _topics(self) -> Mapping[tuple[str, str], list[str]]:
        topics: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in sorted(self.entries.values(), key=lambda item: item.id):
            topics[entry.lang, entry.topic].append(entry.id)
        return topics

    @cached_property
    def _postings(self) -> Mapping[str, Mapping[str, list[str]]]:
        postings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for entry in self.entries.values():
            for stem in entry.about:
                postings[entry.lang][stem].append(entry.id)
        return postings

    @cached_property
    def _step_owners(self) -> Mapping[Stems, set[str]]:
        owners: dict[Stems, set[str]] = defaultdict(set)
        for entry in self.entries.values():
            for step in entry.steps:
                owners[step.stems].add(entry.id)
        return owners


@lru_cache(maxsize=20_000)
def _reads_generic(text: str) -> bool:
    return bool(_GENERIC.match(text))


def _start(text: str) -> str:
    """Return the first sentences of a step, up to the first that is long enough and no question."""
    start = ""
    for sentence in sentences(text):
        start = f"{start} {sentence}".lstrip()
        if len(start) >= _TELLING and not start.endswith("?"):
            break
    return start


def conflict(first: Article, second: Article) -> bool:
    """Whether a person said that the two articles can both be right for the same complaint."""
    return second.id in first.conflicts_with or first.id in second.conflicts_with


_GENERIC = re.compile(
    r"(?:"
    r"(?:starten|schalten|melden)\s+sie\s+(?:den|das|ihren?|sich)?\s*(?:\w+\s+)?(?:neu|ab|an|aus)\b.{0,40}$"
    r"|(?:rufen\s+sie\s+den\s+support|melden\s+sie\s+(?:es|das|den\s+vorfall|dem\s+support)|wenden\s+sie\s+sich)\b"
    r"|(?:prüfen|kontrollieren|testen)\s+sie\b|zur\s+(?:kontrolle|probe)\b|warten\s+sie\b.{0,40}$"
    r"|(?:restart|reboot|sign\s+(?:in|out)|log\s+(?:in|out|off))\b.{0,40}$"
    r"|(?:call|contact|phone|tell)\s+(?:the\s+)?(?:support|service\s+desk|help\s*desk)\b"
    r"|(?:check|test|to\s+check|verify|confirm)\b|wait\b.{0,40}$"
    r")",
    re.IGNORECASE,
)
