"""Take an existing folder of Markdown in as unreviewed, internal articles."""

import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from kbtool import frontmatter
from kbtool.errors import InputError
from kbtool.frontmatter import Document, FrontMatterError
from kbtool.model import article_fields, language, markdown, paths
from kbtool.model.article import SectionName, sections
from kbtool.model.slug import slug, unused
from kbtool.project import Project
from kbtool.services import content
from kbtool.settings import Settings
from kbtool.store import files

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
MAX_IMAGE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of one file: `path` is the new article, or empty with the reason in `notes`."""

    source: str
    path: str
    id: str = ""
    lang: str = ""
    category: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    source: Path
    document: Document
    meta: Mapping[str, Any]
    title: str
    id: str
    lang: str
    category: str

    @property
    def path(self) -> str:
        return f"{self.lang}/{self.category}/{self.id}.md"


def adopt(project: Project, settings: Settings, folder: Path, *, dry_run: bool = False) -> list[Adopted]:
    """Write an article for every Markdown file of a folder that was not adopted before.

    Other front matter is kept; id, language and category are derived once; the audience is internal, the
    confidence not-validated. Nothing is overwritten. Raises InputError where folder and docs/ overlap.
    """
    folder = folder.resolve()
    if folder.is_relative_to(project.docs) or project.docs.is_relative_to(folder):
        raise InputError(
            f"{folder} and the project's docs folder overlap.", hint="Name a folder outside the project."
        )
    library = content.load(project, settings)
    plans, skipped = _plans(folder, settings, library)
    moved = {plan.source: plan.path for plan in plans}
    with files.locked(project.lock, doing="adopt"):
        done = [_write(project, folder, plan, moved, dry_run=dry_run) for plan in plans]
    return sorted([*done, *skipped], key=lambda item: item.source)


def _plans(folder: Path, settings: Settings, library: content.Library) -> tuple[list[_Plan], list[Adopted]]:
    everything = (*library.articles, *library.pages)
    before = {str(item.meta["adopted_from"]): item for item in everything if "adopted_from" in item.meta}
    taken = {item.id for item in everything} | {PurePosixPath(item.path).stem for item in everything}
    plans: list[_Plan] = []
    skipped: list[Adopted] = []
    for source in content.markdown_files(folder):
        name = source.relative_to(folder).as_posix()
        if name in before:
            skipped.append(Adopted(name, "", notes=(f"already adopted as docs/{before[name].path}",)))
            continue
        try:
            document = content.read_document(source)
            meta = frontmatter.read(document)
        except (InputError, FrontMatterError) as error:
            skipped.append(Adopted(name, "", notes=(str(error),)))
            continue
        plan = _plan(folder, source, document, meta, settings, taken)
        taken.add(plan.id)
        plans.append(plan)
    return plans, skipped


def _plan(
    folder: Path, source: Path, document: Document, meta: Mapping[str, Any], settings: Settings, taken: set[str]
) -> _Plan:
    heading = re.match(r"\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)", document.body)
    title = str(
        meta.get("title") or (heading[1] if heading else source.stem.replace("-", " ").replace("_", " "))
    )
    if heading:
        body = document.body[heading.end() :].lstrip("\n")
        document = Document(document.head, document.front, document.tail, body)
    given = str(meta.get("id") or "")
    name = (
        given
        if article_fields.ID.fullmatch(given) and not paths.refusal(given)
        else slug(title) or slug(source.stem) or "article"
    )
    given_lang = str(meta.get("lang") or "")
    lang = given_lang if given_lang in settings.languages else language.detect(f"{title}\n{document.body}")
    lang = lang if lang in settings.languages else settings.languages[0]
    place = str(meta.get("category") or source.parent.relative_to(folder).as_posix())
    return _Plan(source, document, meta, title, unused(name, taken), lang, _category(place, settings))


def _category(place: str, settings: Settings) -> str:
    """Return the project's category a folder name stands for, or the folder's own name."""
    parts = [slug(part) for part in PurePosixPath(place).parts if slug(part)]
    known = {
        word: key
        for key, item in reversed(list(settings.categories.items()))
        for name in (*item.names.values(), key)
        for word in (*slug(name).split("-"), slug(name))
    }
    match = next((known[part] for part in reversed(parts) if part in known), None)
    return match or "/".join(parts) or "general"


def _write(project: Project, folder: Path, plan: _Plan, moved: Mapping[Path, str], *, dry_run: bool) -> Adopted:
    images: dict[Path, str] = {}
    body = markdown.retarget(
        plan.document.body, lambda target: _new_target(target, folder, plan, moved, images)
    )
    document = Document(plan.document.head, plan.document.front, plan.document.tail, body)
    text = frontmatter.dump(frontmatter.edit(document, _fields(folder, plan, body)))
    target = project.docs / plan.path
    notes = _notes(plan, images)
    if not dry_run:
        for source, name in images.items():
            files.copy_new(source, target.parent / name)
        files.write_new(target, text)
    return Adopted(
        plan.source.relative_to(folder).as_posix(),
        project.relative(target),
        plan.id,
        plan.lang,
        plan.category,
        notes,
    )


def _fields(folder: Path, plan: _Plan, body: str) -> dict[str, Any]:
    solved = any(part.name is SectionName.RESOLUTION for part in sections(body))
    return {
        "id": plan.id,
        "title": plan.title,
        "lang": plan.lang,
        "type": plan.meta.get("type", "fix" if solved else "howto"),
        "category": plan.category,
        "audience": "internal",
        "confidence": "not-validated",
        "review": None,
        "adopted_from": plan.source.relative_to(folder).as_posix(),
    }


def _new_target(
    target: str, folder: Path, plan: _Plan, moved: Mapping[Path, str], images: dict[Path, str]
) -> str:
    """Return where a link of the old file leads now; pictures are noted in `images` to be copied along."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return target
    source = Path(os.path.normpath(plan.source.parent / unquote(parts.path)))
    tail = f"#{parts.fragment}" if parts.fragment else ""
    for candidate in (source, source.with_name(source.name + ".md"), source / "index.md"):
        if candidate in moved:
            return quote(posixpath.relpath(moved[candidate], posixpath.dirname(plan.path))) + tail
    if _is_image(source, folder):
        images[source] = f"{slug(plan.id)}-{slug(source.stem) or 'image'}{source.suffix.lower()}"
        return images[source]
    return target


def _is_image(path: Path, folder: Path) -> bool:
    inside = path.resolve().is_relative_to(folder.resolve()) and files.is_file(path) and not path.is_symlink()
    return inside and path.suffix.lower() in IMAGES and path.stat().st_size <= MAX_IMAGE_BYTES


def _notes(plan: _Plan, images: Mapping[Path, str]) -> tuple[str, ...]:
    notes = []
    if images:
        notes.append(f"{len(images)} image{'s' if len(images) > 1 else ''} copied")
    if plan.meta.get("audience") == "public":
        notes.append("was public, is internal until it is reviewed")
    given = str(plan.meta.get("id") or "")
    if given and given != plan.id:
        notes.append(f"the id “{given}” was taken or not valid")
    return tuple(notes)
