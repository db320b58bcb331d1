"""The short answer: the first sentences that help, in plain text."""

from collections.abc import Sequence

from kbtool.drafting import instructions, markup, tidy, words

MAX_LENGTH = 200
_MIN_WORDS = 4


def compose(lead: Sequence[str], causes: Sequence[str], steps: Sequence[str], lang: str) -> str:
    """Return what is behind it and the first steps, as far as 200 characters go.

    >>> compose([], ["Das alte Kennwort ist gespeichert."], ["Öffnen Sie das WLAN.", "Löschen Sie es."], "de")
    'Das alte Kennwort ist gespeichert. Öffnen Sie das WLAN. Löschen Sie es.'
    """
    told = [text for text in lead if _says_why(text, lang)][:1]
    found = [*(list(causes[:1]) or told), *steps]
    text = ""
    for part in found:
        plain = " ".join(markup.plain(part).split())
        if plain and plain not in text and len(text) + len(plain) < MAX_LENGTH:
            text = f"{text} {tidy.stopped(plain)}".strip()
        elif text:
            break
    return text or _cut(" ".join(markup.plain(part) for part in found[:1]))


def _says_why(text: str, lang: str) -> bool:
    return (
        words.count(text) >= _MIN_WORDS
        and not text.endswith(":")
        and not instructions.is_instruction(text, lang)
    )


def _cut(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= MAX_LENGTH:
        return text
    return f"{text[: MAX_LENGTH - 1].rsplit(' ', 1)[0].rstrip(' ,;:')} …"
