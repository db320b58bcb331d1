"""Titles: the main issue and the main environment, in at most 70 characters."""

import re
from collections.abc import Sequence

from kbtool.drafting import environment as environment_of
from kbtool.drafting import markup, tidy, words
from kbtool.drafting.lexicon.build import any_of
from kbtool.drafting.lexicon.trouble import EMPTY_SUBJECT

MAX_LENGTH = 70
_MIN_CONTENT = 2
_JOINS = any_of(
    """
    and | but | when | after | since | because | although | while | as
    und | aber | wenn | nachdem | seit | weil | obwohl
    """
)
_CUT = re.compile(rf"\s+[-–—]\s+|[.;:!?]\s+|,\s+|\s+\(|\s+(?={_JOINS}\s)")
_LOOSE_END = frozenset(
    "a an the of to in on at for with and or but my your from by is are i it der die das den dem "
    "ein eine einen und oder aber mit von zu im am auf bei für mein meine meinen ich er es".split()
)
_SHORT_NAMES = frozenset(
    "AOL BT CD CSV DNS DVD HDMI HTML ID IMAP IT LAN MFA PC PDF PIN POP POP3 SAP SIM SMS SMTP SSL SSO TB TLS TV "
    "URL USB VPN WIFI WLAN XLS".split()
)


def compose(subject: str, phrasings: Sequence[str], environment: Sequence[str], lang: str) -> str:
    """Return a title made of the subject, or of a phrasing where the subject says nothing.

    >>> compose("DRUCKER DRUCKT NICHT!!", [], ["Windows 11"], "de")
    'Drucker druckt nicht (Windows 11)'
    """
    said = [text for text in (subject, *phrasings) if says_something(text, lang)]
    issue = next((text for text in said if not markup.PLACEHOLDER.search(text)), [*said, subject][0])
    title = tidy.capital(shortened(unshouted(issue.strip(" .!,;:-–—*"))))
    return tidy.quoted(_with_environment(title, environment), lang)


def says_something(text: str, lang: str) -> bool:
    """Return whether a subject names an issue."""
    is_empty = EMPTY_SUBJECT.match(text.strip(" !?.")) is not None
    return not is_empty and len(set(words.content_words(text, lang))) >= _MIN_CONTENT


def unshouted(text: str) -> str:
    """Return a text in sentence case where it was written in capitals; short names in capitals stay.

    >>> unshouted("CANNOT OPEN PDF FILES")
    'Cannot open PDF files'
    """
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) * 10 < len(letters) * 7:
        return text
    return tidy.capital(" ".join(word if _is_name(word) else word.lower() for word in text.split()))


def _is_name(word: str) -> bool:
    return word.strip('.,!?:;()"') in _SHORT_NAMES or any(map(str.isdigit, word))


def shortened(text: str) -> str:
    """Return a text of at most 70 characters, cut where a clause ends, else between two words."""
    text = tidy.balanced(text)
    if len(text) <= MAX_LENGTH:
        return text
    ends = [place.start() for place in _CUT.finditer(text) if MAX_LENGTH // 3 <= place.start() <= MAX_LENGTH]
    cut = text[: ends[-1]] if ends else text[: MAX_LENGTH + 1].rsplit(" ", 1)[0]
    kept = cut.split()
    while len(kept) > 1 and kept[-1].lower() in _LOOSE_END:
        kept.pop()
    return tidy.balanced(" ".join(kept)).strip(" ,;:-–—(")[:MAX_LENGTH]


def _with_environment(title: str, environment: Sequence[str]) -> str:
    """Add the first thing of the environment that the title does not name yet, where there is room."""
    name = environment_of.main(environment)
    if not name or title[-1:] in "?!" or any(_named(other, title) for other in environment):
        return title
    longer = f"{title} ({name})"
    return longer if len(longer) <= MAX_LENGTH else title


def _named(name: str, title: str) -> bool:
    return name.partition(" ")[0].casefold() in title.casefold()
