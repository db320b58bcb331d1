"""The conversation of `kbtool review` with a person at a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass

import click

from kbtool.cli import common
from kbtool.errors import RefusedError
from kbtool.project import Project
from kbtool.redact.folding import fold
from kbtool.services import drafts, privacy, review, review_words
from kbtool.services.review import Examined
from kbtool.services.review_words import Word
from kbtool.settings import Settings

_CONTEXT = 40
_KEYS = "[a]pprove, [e]dit, approve and a[c]cept the suspicions, [s]kip, [q]uit"
_WORD_KEYS = "[a]ccept it here, [r]edact, approve it for [g]ood, [s]kip, [q]uit the words"
_FOUND_KEYS = "[r]edact, approve it for [g]ood, [s]kip, [q]uit the words"


@dataclass(slots=True)
class _Talk:
    """One sitting: the project, what it knows, and who is at the keyboard."""

    project: Project
    settings: Settings
    by: str
    known: privacy.Context

    def again(self, item: Examined) -> Examined:
        """Read and examine an item once more."""
        opened = drafts.open_item(self.project, self.settings, str(item.opened.path))
        return review.examine(self.project, self.settings, opened, self.known)

    def name(self) -> str:
        """Return who decides; ask once."""
        self.by = self.by or click.prompt("Your name", err=True)
        return self.by


def dialogue(project: Project, settings: Settings, names: Sequence[str], by: str | None) -> None:
    """Show each item with what is wrong, and let the person decide, edit, approve or skip it."""
    examined, unreadable = review.examine_all(project, settings, names)
    for problem in unreadable:
        common.talk(str(problem))
    talk = _Talk(project, settings, by or "", privacy.context(project, settings))
    for number, item in enumerate(examined, start=1):
        common.talk(f"\n({number} of {len(examined)}) {project.relative(item.opened.path)}")
        if not _decide(talk, talk.again(item) if number > 1 else item):
            return


def _decide(talk: _Talk, item: Examined) -> bool:
    """Ask until the item is approved or skipped; return whether to go on with the next."""
    while True:
        show(item)
        is_open = bool(review_words.words(item))
        question = f"[w]ord by word, {_KEYS}" if is_open else _KEYS
        key = click.prompt(question, default="w" if is_open else "s", err=True).strip().lower()[:1]
        if key == "q":
            return False
        if key == "s":
            return True
        if key == "w":
            item = _word_by_word(talk, item)
        elif key == "e":
            click.edit(filename=str(item.opened.path), extension=".md")
            item = talk.again(item)
        elif key in {"a", "c"} and _approve(talk, item, accept=key == "c"):
            return True


def _approve(talk: _Talk, item: Examined, *, accept: bool) -> bool:
    try:
        review.approve(
            talk.project, talk.settings, item, by=talk.name(), now=common.now(), accept_suspicions=accept
        )
    except RefusedError as error:
        common.talk(f"Not approved: {error}")
        return False
    common.talk("Approved.")
    return True


def _word_by_word(talk: _Talk, item: Examined) -> Examined:
    """Ask about each open word; return the item as it is then."""
    skipped: set[str] = set()
    while left := [word for word in review_words.words(item) if fold(word.token) not in skipped]:
        word = left[0]
        common.talk(f"\n{common.plural(len(left), 'word')} to decide:")
        _show_word(item, word)
        keys = _WORD_KEYS if word.suspicions else _FOUND_KEYS
        key = click.prompt(keys, default="s", err=True).strip().lower()[:1]
        if key == "q":
            break
        try:
            is_changed = _do(talk, item, word, key)
        except RefusedError as error:
            common.talk(f"Not done: {error} {error.hint}")
            continue
        if is_changed:
            item = talk.again(item)
        else:
            skipped.add(fold(word.token))
    return item


def _do(talk: _Talk, item: Examined, word: Word, key: str) -> bool:
    """Carry out one decision; return whether there was one."""
    if key == "a":
        review_words.accept(talk.project, item, word, by=talk.name(), at=common.now().date())
    elif key == "g":
        review_words.approve(talk.project, item, word)
        talk.known = privacy.context(talk.project, talk.settings)
    elif key == "r":
        label = review_words.placeholder(item.private.text, word)
        instead = click.prompt("Put in its place", default=label, err=True)
        review_words.redact(talk.project, item, word, instead)
    else:
        return False
    return True


def show(item: Examined) -> None:
    """Print the text, its problems and what may be private in it."""
    click.echo(item.opened.path.read_text(encoding="utf-8"))
    for problem in item.problems:
        common.talk(f"  problem: {problem}")
    for word in review_words.words(item):
        _show_word(item, word)
    if item.is_clean:
        common.talk("  No problems found.")


def _show_word(item: Examined, word: Word) -> None:
    """Print every place of a word with what stands around it."""
    for start, end in word.places:
        place = _around(item.private.text, start, end)
        if word.suspicions:
            common.talk(f"  may be private: {place} ({word.rule})")
        else:
            common.talk(f"  personal data: {place} ({word.type}, {word.rule})")


def _around(text: str, start: int, end: int) -> str:
    r"""Return a place of a text in brackets with what stands around it on its line.

    >>> _around("Titel\nFragen Sie Frau Grün im Haus.", 17, 26)
    'Fragen Sie [Frau Grün] im Haus.'
    """
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    return f"{before}[{text[start:end]}]{after}"
