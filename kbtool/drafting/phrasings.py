"""How requesters put it: their own words, cleaned of names, greetings and ticket numbers, never rewritten."""

import re
from collections.abc import Iterable, Sequence

from kbtool.drafting import chatter, markup, request, sentences, tidy, words
from kbtool.drafting.blocks import Block, Kind
from kbtool.drafting.chatter import Talk
from kbtool.drafting.lexicon import asides
from kbtool.drafting.lexicon.trouble import CONDITION, CONJUNCTION, SUBORDINATE, TROUBLE
from kbtool.model.ticket import Ticket

MAX_LENGTH = 120
PER_TICKET = 3
PER_DRAFT = 12
_MIN_CONTENT = 2
_MIN_WORDS = 4
_MIN_TELLING = 1.0
_FEWEST = 2
_SAME = 0.75
_READ_SENTENCES = 12
_DESCRIBING = 3
_LONGEST = 240
_MANY_WORDS = 18

_SHOUTED = re.compile(r"([!?.,])\1+|\s+([!?])")

_CLAUSE = re.compile(
    r"\s+[-–—]\s+|;\s+|,\s+|\s+\((?=[^)]*$)|\.{3,}\s*|…\s*|:\s+|\s+(?=(?:but|and|because|although|und|aber|weil|obwohl|denn)\s)"
)


def subject(ticket: Ticket) -> str:
    """Return a ticket's subject without reply marks, ticket numbers, shouting and placeholders.

    >>> from kbtool.model.ticket import State
    >>> subject(Ticket("rt", "1", "AW: [Ticket#4711] Dringend!! Drucker druckt nicht!!!", State.CLOSED))
    'Drucker druckt nicht'
    """
    text = markup.plain(markup.neutral(ticket.subject, is_markdown=False))
    before = ""
    while before != text:
        before = text
        text = asides.URGENT.sub("", asides.REPLY.sub("", text))
    return clean(asides.SOLVED.sub("", asides.TICKET_NUMBER.sub(" ", text)))


def clean(text: str) -> str:
    """Return a phrase on one line, without placeholders that can go, stop, smileys and loose brackets."""
    text = chatter.without_greeting(" ".join(markup.plain(text).split()))
    text = tidy.unaddressed(text)
    text = tidy.without_asides(text)
    text = _SHOUTED.sub(r"\1\2", tidy.without_smileys(text))
    text = CONJUNCTION.sub("", text.strip(" .!,;:-–—*_"))
    return " ".join(tidy.balanced(text).strip(" .!,;:-–—*_").split())


def of_ticket(ticket: Ticket, lang: str, *, only_public: bool) -> list[str]:
    """Return up to three phrasings: the subject and the most telling sentences of the first message."""
    found = [subject(ticket)] if is_telling(subject(ticket), lang) else []
    ranked = sorted(candidates(request.body(ticket, only_public=only_public), ticket, lang), reverse=True)
    for telling, _, text in ranked:
        wanted = telling >= _MIN_TELLING or len(found) < _FEWEST
        if wanted and len(found) < PER_TICKET and not any(_alike(text, other, lang) for other in found):
            found.append(text)
    return found


def candidates(body: Sequence[Block], ticket: Ticket, lang: str) -> list[tuple[float, int, str]]:
    """Return the sentences of a message that could stand as a phrasing, with how telling each is."""
    about = set(words.terms(subject(ticket), lang))
    texts = [text for block in body if block.kind is Kind.TEXT for text in sentences.split(block.text)]
    ranked = []
    for number, text in enumerate(texts[:_READ_SENTENCES]):
        if chatter.talk(text) in {Talk.GREETING, Talk.CLOSING, Talk.COURTESY} or markup.LINK in text:
            continue
        phrase = shortened(clean(text), lang)
        telling = _telling(phrase, about, lang)
        if telling > 0 and words.count(phrase) >= _MIN_WORDS and is_telling(phrase, lang):
            ranked.append((telling - 0.05 * number, -number, phrase))
    return ranked


def telling_sentences(body: Sequence[Block], ticket: Ticket, lang: str) -> list[str]:
    """Return up to three sentences that describe the problem, in their order and words."""
    about = set(words.terms(subject(ticket), lang))
    texts = [text for block in body if block.kind is Kind.TEXT for text in sentences.split(block.text)][
        :_READ_SENTENCES
    ]
    ranked = []
    for number, text in enumerate(map(tidy.without_asides, texts)):
        fits = (
            chatter.talk(text) in {Talk.CONTENT, Talk.REPORT, Talk.REQUEST} and words.count(text) >= _MIN_WORDS
        )
        if fits and len(text) <= _LONGEST and not markup.PLACEHOLDER.search(tidy.unaddressed(text)):
            ranked.append((_telling(markup.plain(text), about, lang) - 0.15 * number, -number, text))
    telling = [item for item in ranked if item[0] > 0] or ranked
    best = sorted(sorted(telling, reverse=True)[:_DESCRIBING], key=lambda item: -item[1])
    told = [tidy.sentence(text) for _, __, text in best]
    headline = subject(ticket)
    weak = all(item[0] < _MIN_TELLING for item in best)
    return [tidy.sentence(headline), *told] if weak and is_telling(headline, lang) else told


def _telling(phrase: str, about: set[str], lang: str) -> float:
    trouble = len(TROUBLE[lang].findall(phrase))
    shared = len(about & set(words.terms(phrase, lang)))
    long = words.count(phrase) > _MANY_WORDS
    return min(trouble, 2) + 0.5 * min(shared, 3) + 0.5 * bool(words.codes(phrase)) - 0.3 * long


def is_telling(phrase: str, lang: str) -> bool:
    """Return whether a phrase says enough to be found by: two words of content and nothing private."""
    if len(phrase) > MAX_LENGTH or markup.PLACEHOLDER.search(phrase) or asides.TICKET_NUMBER.search(phrase):
        return False
    return len(set(words.content_words(phrase, lang))) >= _MIN_CONTENT


def shortened(phrase: str, lang: str) -> str:
    """Return a phrase, or its most telling clauses if it has over 120 characters; empty if none fits."""
    if len(phrase) <= MAX_LENGTH:
        return phrase
    starts = [0, *(place.end() for place in _CLAUSE.finditer(phrase))]
    ends = [*(place.start() for place in _CLAUSE.finditer(phrase)), len(phrase)]
    spans = [
        (len(TROUBLE[lang].findall(phrase[start:end])), end - start, -start, phrase[start:end])
        for start in starts
        for end in ends
        if start < end and end - start <= MAX_LENGTH and not SUBORDINATE.match(phrase[start:end])
    ]
    first = [span for span in spans if span[2] == 0]
    if not (first and max(first)[0]) and CONDITION.match(phrase):
        return ""
    best = max(first) if first and max(first)[0] else max(spans, default=(0, 0, 0, ""))
    return clean(best[3]) if best[0] else ""


def collect(groups: Iterable[list[str]], lang: str) -> list[str]:
    """Return the phrasings of several tickets, one of each in turn, none twice; at most 12."""
    lists = [list(group) for group in groups]
    found: list[str] = []
    for rank in range(PER_TICKET):
        for group in lists:
            if (
                rank < len(group)
                and len(found) < PER_DRAFT
                and not any(_alike(group[rank], item, lang) for item in found)
            ):
                found.append(group[rank])
    return found


def missing(said: Iterable[str], known: Iterable[str], lang: str) -> list[str]:
    """Return the phrasings that none of the known ones resembles."""
    there = list(known)
    return [text for text in said if not any(_alike(text, other, lang) for other in there)]


def _alike(one: str, other: str, lang: str) -> bool:
    first, second = set(words.terms(one, lang)), set(words.terms(other, lang))
    return (
        len(first & second) >= _SAME * max(1, min(len(first), len(second)))
        and len(first | second) <= len(first & second) + 2
    )
