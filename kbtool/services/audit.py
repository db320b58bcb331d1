"""The last line: look through every byte of a built site for what only the tickets may hold."""

import filecmp
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from kbtool.errors import InputError
from kbtool.model.ticket import Person
from kbtool.project import Project
from kbtool.redact import marks, ticket_references
from kbtool.redact.folding import fold
from kbtool.redact.known import Known
from kbtool.redact.marks import Marks
from kbtool.redact.matching import Lists, matches
from kbtool.redact.phrases import Phrases
from kbtool.redact.recognisers import bank, keys, mail
from kbtool.redact.spans import Span
from kbtool.redact.view import View, view
from kbtool.services import approved_words, audience, forgotten, privacy
from kbtool.services import keys as own_keys
from kbtool.services.audit_packed import UnreadableError
from kbtool.services.audit_text import texts
from kbtool.settings import Settings
from kbtool.store import tickets
from kbtool.store.database import Store

_APART = "\n\x00\n"  # no rule reaches across it
_HARD = frozenset({"private-key", "token", "iban", "card"})
_NOBODY = Known()
_PLACEHOLDER = "[…]"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """What a file of the site must not hold: the rule that found it, and how often; never the value."""

    file: str
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must be nowhere in the public site, and what may be there all the same.

    `references` holds the sources of the tickets by their folded number, `phrases` are those of internal
    articles, drafts and quizzes, `marks` those of people who were forgotten, made with the `key`. `allowed` are
    folded values that the settings themselves make public, such as the address of the contact, and the words a
    person has approved for good. That an article uses a word is no reason to let it pass: it may be what leaks.
    """

    known: Known
    references: ticket_references.References = field(default_factory=dict)
    phrases: Phrases = field(default_factory=Phrases)
    marks: Marks = field(default_factory=Marks)
    key: bytes = b""
    allowed: frozenset[str] = frozenset()


def has_store(project: Project) -> bool:
    """Return whether there is a store, without making one."""
    return privacy.database_url() is not None or project.database.exists()


def secrets(project: Project, settings: Settings) -> Secrets:
    """Collect what the store knows and what is internal; without a store the latter and the hard patterns."""
    people: list[Person] = []
    references: ticket_references.References = {}
    if has_store(project):
        with Store.open(project, privacy.database_url()) as store:
            people = list(tickets.people(store))
            references = privacy.references(store)
    known = Known.from_people(people, settings.known_names)
    gone = forgotten.read(project)
    found = Secrets(
        known,
        references,
        audience.internal(project, settings),
        gone,
        own_keys.secret(project) if gone.hashes else b"",
    )
    approved = (fold(word) for words in approved_words.read_all(project, settings).values() for word in words)
    return replace(found, allowed=_own_values(project, found).union(approved))


def _own_values(project: Project, found: Secrets) -> frozenset[str]:
    """Return what the settings hold of it: the company's name, the address of its help desk."""
    settings = view(project.config.read_text(encoding="utf-8", errors="replace"), markdown=False)
    return frozenset(_value(settings, span) for span in _spans(settings, found))


def _value(seen: View, span: Span) -> str:
    return fold(seen.text[span.start : span.end])


def audit(project: Project, settings: Settings, site: Path | None = None) -> list[Hit]:
    """Look through a built site, the public one where none is given.

    Raises InputError where there is none.
    """
    folder = site or project.site / "public"
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.", hint="Build the site first: kbtool build")
    return look(folder, secrets(project, settings))


def look(folder: Path, found: Secrets) -> list[Hit]:
    """Return what a folder holds of it, by file and rule."""
    clean: set[str] = set()
    hits: list[Hit] = []
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        name = path.relative_to(folder).as_posix()
        rules = Counter(_rules(f"{name.replace('/', _APART)}", found))
        if not _is_of_the_theme(path, name):
            rules.update(_in_file(path, found, clean))
        hits += [Hit(_shown(name, found), rule, count) for rule, count in rules.items()]
    return sorted(hits)


def _shown(name: str, found: Secrets) -> str:
    """Return a file's name; the parts that hold something themselves are left out."""
    return "/".join(_PLACEHOLDER if any(_rules(part, found)) else part for part in name.split("/"))


def _in_file(path: Path, found: Secrets, clean: set[str]) -> Iterator[str]:
    """Yield the rule of each hit in a file; pieces that other pages have, too, are looked at once."""
    try:
        found_in = dict.fromkeys(texts(path.name, path.read_bytes()))
        pieces = [piece for piece in found_in if piece not in clean and not piece.isspace()]
    except UnreadableError:
        yield "unreadable"
        return
    together = list(_rules(_APART.join(pieces), found))
    yield from together
    if not together:
        clean.update(pieces)


def _rules(text: str, found: Secrets) -> Iterator[str]:
    seen = view(text, markdown=False)
    for span in _spans(seen, found):
        if _value(seen, span) not in found.allowed:
            yield span.rule
    yield from ["internal-text"] * found.phrases.count(seen)
    yield from ["forgotten-person"] * marks.count(seen, found.marks, found.key)


def _spans(seen: View, found: Secrets) -> Iterator[Span]:
    yield from matches(seen, Lists(_NOBODY, found.known))
    for module in (keys, bank):
        yield from (span for span in module.find(seen) if span.rule in _HARD)
    for span in mail.find(seen):
        is_known = seen.text[span.start : span.end].lower() in found.known.emails
        if span.sure or is_known:
            yield span._replace(rule="known-email" if is_known else "email")
    yield from ticket_references.find(seen, found.references)


_THEMES = (Path(__file__).resolve().parents[1] / "site" / "theme",)


def _is_of_the_theme(path: Path, name: str) -> bool:
    """Return whether a file is, byte for byte, one of the theme's: nothing of the project is in it."""
    return any(
        (own := theme / unquote(name)).is_file() and filecmp.cmp(own, path, shallow=False)
        for theme in _themes()
    )


def _themes() -> tuple[Path, ...]:
    import material  # noqa: PLC0415 - only for its place on disk

    return (*_THEMES, Path(material.__file__).parent / "templates")
