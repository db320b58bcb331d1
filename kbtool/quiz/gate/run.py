"""All checks of the gate with their codes, and the examination of items and banks."""

from collections.abc import Iterable, Iterator, Sequence

from kbtool.model.quiz import Item, ItemType
from kbtool.quiz.gate import bank, cues, forms, grammar, rightness, wording
from kbtool.quiz.gate.look import ALL_TYPES, ARTICLE_TYPES, AcrossBank, Check, Finding, Look
from kbtool.quiz.limits import DEFAULT, Limits
from kbtool.quiz.shelf import Shelf

ITEM_CHECKS = (
    Check("quiz-article", rightness.article, types=ALL_TYPES),
    Check("quiz-options", cues.count),
    Check("quiz-options", cues.uncommon_count, is_error=False),
    Check("quiz-why", wording.reasons, types=ALL_TYPES),
    Check("quiz-why", wording.explained_at_once, is_error=False, types=ALL_TYPES),
    Check("quiz-language", wording.language, types=ALL_TYPES),
    Check("quiz-length", cues.length, types=ARTICLE_TYPES),
    Check("quiz-near-duplicate", cues.near_duplicates, types=ALL_TYPES - {ItemType.RECALL}),
    Check("quiz-stem-repeat", cues.stem_repeat),
    Check("quiz-specificity", cues.specificity, types=ARTICLE_TYPES),
    Check("quiz-own-step", rightness.own_step, types=ARTICLE_TYPES),
    Check("quiz-ambiguous", rightness.ambiguous, types=ARTICLE_TYPES),
    Check("quiz-generic-step", rightness.generic_step, types=frozenset({ItemType.NEXT})),
    Check("quiz-triage", rightness.triage, types=frozenset({ItemType.TRIAGE})),
    Check("quiz-all-none", wording.all_or_none, types=ALL_TYPES),
    Check("quiz-all-none", wording.none_if_any, is_error=False, types=ALL_TYPES),
    Check("quiz-negative-stem", wording.hidden_negation, types=ALL_TYPES),
    Check("quiz-negative-stem", wording.visible_negation, is_error=False, types=ALL_TYPES),
    Check("quiz-absolutes", wording.absolutes),
    Check("quiz-grammar", grammar.grammar),
    Check("quiz-category", rightness.category, is_error=False, types=ARTICLE_TYPES),
    *forms.CHECKS,
)
BANK_CHECKS = (
    AcrossBank("quiz-leak", bank.leaks),
    AcrossBank("quiz-reuse", bank.reuse, is_error=False),
    *forms.BANK_CHECKS,
)
CODES = tuple(dict.fromkeys(check.code for check in (*ITEM_CHECKS, *BANK_CHECKS)))


def examine(item: Item, shelf: Shelf, limits: Limits = DEFAULT) -> list[Finding]:
    """Return what is wrong with one item by itself, waived findings left out."""
    look = Look(item, shelf, limits)
    return [found for found in _item_findings(look) if found.code not in item.waive]


def errors(item: Item, shelf: Shelf, limits: Limits = DEFAULT) -> Iterator[str]:
    """Yield the codes of an item's errors one after the other, for who only asks whether there is one."""
    found = _item_findings(Look(item, shelf, limits))
    yield from (finding.code for finding in found if finding.is_error and finding.code not in item.waive)


def examine_bank(items: Iterable[Item], shelf: Shelf, limits: Limits = DEFAULT) -> list[Finding]:
    """Return what is wrong with items, alone and together, waived findings left out."""
    looks = [Look(item, shelf, limits) for item in items]
    found = [finding for look in looks for finding in _item_findings(look)]
    found += _bank_findings(looks)
    return [finding for finding in found if finding.code not in finding.item.waive]


def examine_among(item: Item, others: Iterable[Item], shelf: Shelf, limits: Limits = DEFAULT) -> list[Finding]:
    """Return what is wrong with one item, by itself and beside the others, waived findings left out."""
    looks = [Look(other, shelf, limits) for other in others if other.id != item.id]
    beside = _bank_findings([*looks, Look(item, shelf, limits)])
    own = [found for found in beside if found.item.id == item.id and found.code not in item.waive]
    return [*examine(item, shelf, limits), *own]


def _item_findings(look: Look) -> Iterator[Finding]:
    for check in ITEM_CHECKS:
        message = check.run(look) if look.item.type in check.types else ""
        if message:
            yield Finding(look.item, check.code, message, check.is_error)


def _bank_findings(looks: Sequence[Look]) -> Iterator[Finding]:
    for check in BANK_CHECKS:
        for item, message in check.run(looks):
            yield Finding(item, check.code, message, check.is_error)
