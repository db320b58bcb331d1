"""Pack notes for Anki with genanki, which is an extra: `pip install kbtool[anki]`."""

import tempfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kbtool.errors import InputError
from kbtool.quiz.exchange import anki, zipped
from kbtool.quiz.exchange.anki import Note


def pack(notes: Iterable[Note], pictures: Mapping[str, bytes], *, now: datetime) -> bytes:
    """Return an Anki package; the same notes at the same time give the same bytes.

    Anki updates a note it knows only if the package is newer, so `now` is the time of the export.

    Raises InputError where genanki is not installed.
    """
    genanki = _genanki()
    model = genanki.Model(
        anki.MODEL,
        anki.MODEL_NAME,
        fields=[{"name": name} for name in anki.FIELDS],
        templates=[{"name": "Quiz", "qfmt": anki.FRONT, "afmt": anki.BACK}],
        css=anki.STYLE,
        sort_field_index=0,
    )
    decks: dict[str, Any] = {}
    for note in notes:
        if note.deck not in decks:
            decks[note.deck] = genanki.Deck(anki.deck_id(note.deck), note.deck)
        made = genanki.Note(model, list(note.fields), guid=note.guid, tags=list(note.tags))
        decks[note.deck].add_note(made)
    with tempfile.TemporaryDirectory() as folder:
        media = [Path(folder, name) for name in sorted(pictures)]
        for path in media:
            path.write_bytes(pictures[path.name])
        package = genanki.Package(list(decks.values()), media_files=[str(path) for path in media])
        target = Path(folder, "quiz.apkg")
        package.write_to_file(str(target), timestamp=now.timestamp())
        return zipped.write(zipped.read(target.read_bytes()))


def _genanki() -> Any:  # noqa: ANN401 - an optional module without types
    try:
        import genanki  # noqa: PLC0415 - an extra
    except ImportError:
        raise InputError(
            "Anki packages need genanki, which is not installed.", hint="Run: pip install “kbtool[anki]”"
        ) from None
    return genanki
