"""Writing drafts, and never over what a person has edited."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kbtool import frontmatter
from kbtool.drafting import draft as drafting
from kbtool.drafting.draft import Draft
from kbtool.model.slug import slug, unused
from kbtool.project import Project
from kbtool.services import content, drafts
from kbtool.services.drafts import Notes, Opened
from kbtool.settings import Settings

# Fingerprints in the notes: of the text that kbtool has written, and of the one that it is about to replace.
_GENERATED = "generated"
_REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Existing:
    """A draft that is there already; `is_edited` where its text is not the one that was generated."""

    opened: Opened
    notes: Notes
    is_edited: bool

    @property
    def id(self) -> str:
        """The name of its file, which its id was."""
        return self.opened.path.stem


def existing(project: Project) -> list[Existing]:
    """Return all drafts that can be read."""
    found = []
    for opened in drafts.open_all(project)[0]:
        notes = drafts.read_notes(opened.path)
        written = {notes.fields.get(key) for key in (_GENERATED, _REPLACED)}
        is_edited = _sha256(frontmatter.dump(opened.document)) not in written
        found.append(Existing(opened, notes, is_edited))
    return found


def taken_names(project: Project, settings: Settings) -> set[str]:
    """Return every id that an article, a page or a draft has, or whose file bears it."""
    library = content.load(project, settings)
    everything = (*library.articles, *library.pages)
    names = {item.id for item in everything} | {
        item.path.rpartition("/")[2].removesuffix(".md") for item in everything
    }
    return names | {path.stem for path in drafts.paths(project)}


def name_for(draft: Draft, taken: set[str]) -> str:
    """Return an unused id made of the draft's title, and take it."""
    plain = draft.title.replace("'", "").replace("’", "")
    name = unused(slug(plain) or slug(draft.tickets[0]) or "draft", taken)
    taken.add(name)
    return name


def write(project: Project, draft: Draft, name: str, instead: Sequence[str], *, dry_run: bool) -> str:
    """Write a draft with its notes, unless the same text is there already; return its text.

    Notes and text are two files. The notes come first and know the text before as well, so that a draft whose
    making was cut off between the two is not taken for one that a person has edited.
    """
    document = drafting.document(draft, name)
    text = frontmatter.dump(document)
    path = project.drafts / f"{name}.md"
    fields: dict[str, Any] = {key: asdict(source) for key, source in draft.sources.items()}
    notes = Notes(draft.tickets, draft.confidence, {**fields, _GENERATED: _sha256(text)}, tuple(instead))
    if not dry_run and not _is_there(path, text, notes):
        before = {_REPLACED: _sha256(path.read_text(encoding="utf-8"))} if path.is_file() else {}
        drafts.write_notes(path, replace(notes, fields={**notes.fields, **before}))
        drafts.save(path, document)
        if before:
            drafts.write_notes(path, notes)
    return text


def _is_there(path: Path, text: str, notes: Notes) -> bool:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        return False
    return _plain(drafts.read_notes(path)) == _plain(notes)


def _plain(notes: Notes) -> str:
    return json.dumps(asdict(notes), default=list, sort_keys=True)


def add_tickets(draft: Existing, refs: Sequence[str], *, dry_run: bool) -> tuple[str, ...]:
    """Note further tickets with a draft that a person has edited; its text stays as it is."""
    together = tuple(dict.fromkeys((*draft.notes.tickets, *refs)))
    if together != draft.notes.tickets and not dry_run:
        drafts.write_notes(draft.opened.path, replace(draft.notes, tickets=together))
    return together


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
