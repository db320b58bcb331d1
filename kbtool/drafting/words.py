"""The words of a text: which count, and what they have in common."""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

import snowballstemmer

from kbtool.drafting import markup

# Words that say nothing of the problem: grammar, courtesy, and what every ticket says.
STOP_WORDS = {
    "de": frozenset(
        "ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus "
        "außerdem bei beide beim bereits bin bis bist bitte bräuchte da dabei dadurch dafür dagegen daher "
        "damit danach dann daran darauf darf das dass daß davon dazu dein deine dem den denn der des deshalb "
        "dich die dies diese diesem diesen dieser dieses dir doch dort du durch eben ein eine einem einen "
        "einer eines einfach einmal er erst es etwas euch euer eure evtl für gab ganz gar geben gegen gehen "
        "geht gehts gemacht genau gerade gern gerne gestern gibt ging guten haben hab habe hallo hat hatte "
        "hatten heute hier hilfe hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgendwie "
        "ist ja jede jedem jeden jeder jedes jedoch jemand jetzt kann kannst kein keine keinem keinen keiner "
        "können könnt könnte könnten lassen lässt leider liebe mache machen macht mal man mehr mein meine "
        "meinem meinen meiner mich mir mit moin morgen muss müssen müsste nach nachdem nicht nichts nie noch "
        "nun nur ob oder ohne problem schon sehr sein seine seinem seinen seiner seit seitdem sich sie sind "
        "so sogar soll sollen sollte sondern sonst sowie statt tag team trotzdem über überhaupt um und uns "
        "unser unsere unserem unseren unserer unter viel viele vom von vor während wann war waren warum was "
        "weg weil weiter welche welchem welchen welcher welches wenn wer werde werden wie wieder will wir "
        "wird wo wohl wollte worden wurde wurden würde würden zu zum zur zwar zwischen danke dank vielen gruß "
        "grüße mfg freundlichen herr frau weiß wissen".split()
    ),
    "en": frozenset(
        "a about after again all also always am an and another any anybody anyone anything are aren't around "
        "as ask at back be because been before being between both but by can can't cannot could couldn't did "
        "didn't do does doesn't doing don't done down each either else even ever every everything few first "
        "for from get gets getting go goes going gone good got had hadn't has hasn't have haven't having he "
        "hello help her here hi him his how however i i'd i'll i'm i've if in instead into is isn't it it's "
        "its itself just keep keeps know last less let like ll lot made make makes many maybe me might mine "
        "more morning most much my myself need never no nor not nothing now of off ok okay old on once one "
        "only or other others our out over own perhaps please problem put quite re really same say says see "
        "seem seems she should shouldn't since so some someone something still such sure take team tell than "
        "thank thanks that that's the their them themselves then there there's these they thing things this "
        "those though through thus time to today too tried try trying two under until up upon us use used "
        "using ve very via want wants was wasn't way we we're well were weren't what what's when whenever "
        "where whether which while who why will with within without won't work working works would wouldn't "
        "yes yesterday yet you you're your yours dear regards question issue anybody hope appreciated".split()
    ),
}

_WORD = re.compile(r"[^\W_][\w'’]*(?:[.+-][\w]+)*", re.UNICODE)
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
# An error's own name: a number in hexadecimal, capitals with digits, or a number behind the word for it.
CODE = re.compile(
    r"(?<![-\w])(?:0x[0-9A-Fa-f]{3,}|[A-Z]{3,}\d{3,}|[A-Z]{2,}(?:_[A-Z0-9]+)+"
    r"|(?i:error|code|fehler|fehlercode|event|http|status)[ :#]{1,3}\d{3,})(?![-\w])"
)
MAX_WORD = 40


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, addresses and placeholders left out."""
    text = markup.PLACEHOLDER.sub(" ", _ADDRESS.sub(" ", markup.plain(text)))
    return [found[0].lower().replace("’", "'") for found in _WORD.finditer(text) if len(found[0]) <= MAX_WORD]


def count(text: str) -> int:
    """Return how many words a text has; a path of menus counts each name.

    >>> count("Start > Einstellungen > Drucker")
    3
    """
    text = _ADDRESS.sub("address", markup.plain(text))
    return sum(any(map(str.isalpha, word)) for word in re.findall(r"[^\s>/\\|→]+", text))


def content_words(text: str, lang: str) -> list[str]:
    """Return the words of a text that say what it is about."""
    stop = STOP_WORDS.get(lang, STOP_WORDS["en"])
    return [word for word in words(text) if word not in stop and len(word) > 1 and not word.isdigit()]


def terms(text: str, lang: str) -> Counter[str]:
    """Return the stems of a text's content words with how often each occurs."""
    return Counter(stem(word, lang) for word in content_words(text, lang))


def codes(text: str) -> frozenset[str]:
    """Return the error codes of a text in one spelling.

    >>> sorted(codes("Fehler 0x80070005 und error 1053"))
    ['0x80070005', '1053']
    """
    found = (match[0] for match in CODE.finditer(markup.plain(text)))
    return frozenset(re.sub(r"^[a-z]+[ :#]+", "", code.lower()) for code in found)


@lru_cache(maxsize=200_000)
def stem(word: str, lang: str) -> str:
    """Return the stem of a word; ä and ae, ß and ss are the same."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        word = word.replace(umlaut, letters)
    stemmed: str = _stemmer(lang).stemWord(word)
    return stemmed


@lru_cache(maxsize=4)
def _stemmer(lang: str) -> Any:  # noqa: ANN401 - snowballstemmer has no types
    return snowballstemmer.stemmer("german" if lang == "de" else "english")
