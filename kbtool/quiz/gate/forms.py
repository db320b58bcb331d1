"""Checks of items that are not answered by choosing one option, and of contrasts."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from kbtool.model.quiz import Form, Item, ItemType
from kbtool.quiz.gate.look import AcrossBank, Check, Look
from kbtool.quiz.gate.turns import turned
from kbtool.quiz.gate.typed import TypedLeaks, answers, stands_in
from kbtool.quiz.text import is_block, jaccard, plain, stems, words

_ORDER, _POINTS = (3, 6), (3, 8)
_DATA_RIGHT, _DATA_MOST = 2, 8
# Longer texts are a test of typing, shorter ones are hit by chance.
_LONGEST, _MOST_WORDS, _SHORTEST = 48, 7, 2
BLANK = "____"
_PLACE = re.compile(
    r"(?:^|[.!?:]\s+)(?:then|next|now|first|lastly|dann|danach|nun|jetzt|zuvor)\b"
    r"|\b(?:step|schritt)\s+\d"
    r"|\b(?:finally|afterwards?|after\s+that|beforehand|first\s+of\s+all|once\s+more|again|previous(?:ly)?"
    r"|anschließend|zuletzt|abschließend|schließlich|zum\s+schluss|als\s+(?:erstes|letztes|nächstes)|zuerst"
    r"|zunächst|vorher(?:ige[nrs]?)?|noch\s+(?:ein)?mal|nochmals?|erneut|wieder|zur\s+(?:probe|kontrolle))\b",
    re.IGNORECASE,
)


def count(look: Look) -> str:
    """Demand as many options as the form needs to be worth an answer, and no more than can be kept in mind."""
    number = len(look.item.options)
    if look.item.form is Form.SEVERAL:
        is_chosen = look.item.is_edited and number <= _DATA_MOST
        return "" if is_chosen else uncommon_count(look)
    least, most = {Form.ORDER: _ORDER, Form.WRITTEN: _POINTS}.get(look.item.form, (1, number))
    return "" if least <= number <= most else f"{number} options instead of {least} to {most}"


def uncommon_count(look: Look) -> str:
    """Ask for several right options and a wrong one; ticking one, or all, is another kind of question."""
    number, keys = len(look.item.options), sum(option.is_key for option in look.item.options)
    is_sound = keys >= _DATA_RIGHT and number > keys and number <= _DATA_MOST
    wanted = f"at least {_DATA_RIGHT} right and 1 wrong, {_DATA_MOST} in all"
    return "" if is_sound else f"{keys} right and {number - keys} wrong options instead of {wanted}"


def shows_place(text: str) -> str:
    """Return the word that shows where in an order a step belongs, or nothing.

    >>> shows_place("Danach starten Sie neu."), shows_place("Go to step 2."), shows_place("Click **Next**.")
    ('Danach', 'step 2', '')
    """
    found = _PLACE.search(plain(text))
    return found.group().lstrip(".!?: ") if found else ""


def order_cue(look: Look) -> str:
    """Demand that no step says by itself where it belongs."""
    for option in look.item.options:
        if found := shows_place(option.text):
            return f"option {option.id} shows its place: “{found}”"
    return ""


def also_asked(look: Look) -> str:
    """Demand that nothing marked wrong is nearly what the article asks for, or marked right as well.

    Who writes options by hand may set them apart by a few words; near-duplicates are found all the same.
    """
    entry, is_edited = look.entry, look.item.is_edited
    own = [(text, stems(text, entry.lang)) for text in entry.article.ticket_data] if entry else []
    own += [(option.text, found) for option, found in look.by_option if option.is_key and not is_edited]
    for (option, wrong), (text, right) in product(look.distractors, own):
        if jaccard(wrong, right) > look.limits.own_step and not turned(option.text, text):
            return f"option {option.id} is nearly what belongs in the ticket"
    return ""


def data_length(look: Look) -> str:
    """Demand that lengths do not part right from wrong."""
    prose = [option for option in look.item.options if not is_block(option.text)]
    right = [len(plain(option.text)) for option in prose if option.is_key]
    wrong = [len(plain(option.text)) for option in prose if not option.is_key]
    if not right or not wrong:
        return ""
    for longer, shorter, who in ((right, wrong, "right"), (wrong, right, "wrong")):
        low, high = min(longer, default=0), max(shorter, default=0)
        if low > look.limits.length_ratio * high and low - high > look.limits.length_slack:
            return f"every {who} option is longer than all others"
    return ""


def recall(look: Look) -> str:
    """Demand an answer that can be typed and is the only one: short, and one blank to fill."""
    for option in look.item.options:
        text = option.text.strip()
        if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
            return f"option {option.id} is too long to type: {len(text)} characters, {len(text.split())} words"
        if len(text) < _SHORTEST or not words(text):
            return f"option {option.id} is too short to be known: “{text}”"
    blanks = look.item.stem.count(BLANK)
    return f"the stem has {blanks} blanks, and one text answers it" if blanks > 1 else ""


def own_leak(look: Look) -> str:
    """Demand that what is to be typed does not stand in the question."""
    stem = tuple(words(look.item.stem))
    return "the answer stands in the stem" if any(stands_in(one, stem) for one in answers(look.item)) else ""


def answer_leaks(looks: Sequence[Look]) -> Iterator[tuple[Item, str]]:
    """Yield items whose answer is to be typed and can be read in the stem of another item."""
    found = TypedLeaks()
    for look in looks:
        found.add(look.item)
    for look in looks:
        for other in found.from_answer(look.item):
            yield look.item, f"the answer stands in the stem of {other.id}"


def ambiguous_blank(looks: Sequence[Look]) -> Iterator[tuple[Item, str]]:
    """Yield items that ask word for word the same as another one but want another text."""
    first: dict[tuple[str, str], Item] = {}
    for item in (look.item for look in looks if look.item.form is Form.TYPED):
        other = first.setdefault((item.lang, item.stem), item)
        if {one.text for one in other.options}.isdisjoint(one.text for one in item.options):
            yield item, f"{other.id} has the same question and another answer"


def contrast(look: Look) -> str:
    """Demand a right sign that no article of a wrong one shows, and an article near enough to be mixed up."""
    entry = look.entry
    if entry is None or not look.rivals:
        return ""
    for _, other in look.rivals:
        shared = max((jaccard(look.key, stems(sign, other.lang)) for sign in other.signs), default=0.0)
        if shared > look.limits.ambiguous:
            return f"“{other.id}” shows the right sign as well ({shared:.0%} of its words)"
    nearest = max(look.shelf.likeness(entry, other) for _, other in look.rivals)
    return (
        "" if nearest >= look.limits.contrast_near else "the articles have too little in common to be mixed up"
    )


_DATA_ITEMS, _RECALL_ITEMS = frozenset({ItemType.DATA}), frozenset({ItemType.RECALL})
CHECKS = (
    Check("quiz-options", count, types=frozenset(kind for kind in ItemType if kind.form is not Form.ONE)),
    Check("quiz-options", uncommon_count, is_error=False, types=_DATA_ITEMS),
    Check("quiz-length", data_length, types=_DATA_ITEMS),
    Check("quiz-also-asked", also_asked, types=_DATA_ITEMS),
    Check("quiz-order-cue", order_cue, types=frozenset({ItemType.ORDER})),
    Check("quiz-recall", recall, types=_RECALL_ITEMS),
    Check("quiz-leak", own_leak, types=_RECALL_ITEMS),
    Check("quiz-contrast", contrast, types=frozenset({ItemType.CONTRAST})),
)
BANK_CHECKS = (AcrossBank("quiz-leak", answer_leaks), AcrossBank("quiz-recall", ambiguous_blank))
