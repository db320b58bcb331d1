"""Checks for cues: what lets somebody who knows nothing pick the key; an empty message says there is none."""

from itertools import combinations

from kbtool.quiz.gate.look import Look
from kbtool.quiz.text import features, jaccard, plain, shared


def count(look: Look) -> str:
    """Demand three or four options; a fourth is seldom chosen (Tarrant 2009)."""
    number = len(look.item.options)
    if look.limits.options_min <= number <= look.limits.options_max:
        return ""
    return f"{number} options instead of {look.limits.options_min} or {look.limits.options_max}"


def length(look: Look) -> str:
    """Demand a key that is neither much longer than every distractor nor much shorter."""
    key = len(plain(look.item.key.text))
    others = [len(plain(option.text)) for option in look.item.distractors]
    ratio, slack = look.limits.length_ratio, look.limits.length_slack
    if key > ratio * max(others) and key - max(others) > slack:
        return f"the key is {key / max(others):.1f} times as long as the longest distractor"
    if key * ratio < min(others) and min(others) - key > slack:
        return f"the shortest distractor is {min(others) / key:.1f} times as long as the key"
    return ""


def near_duplicates(look: Look) -> str:
    """Demand that no two options say nearly the same; in code one letter may be the difference."""
    for (first, left), (second, right) in combinations(look.by_option, 2):
        if plain(first.text).casefold() == plain(second.text).casefold():
            return f"the options {first.id} and {second.id} are the same"
        has_code = "code" in features(first.text) | features(second.text)
        if jaccard(left, right) > look.limits.near_duplicate and not has_code:
            return f"the options {first.id} and {second.id} share {jaccard(left, right):.0%} of their words"
    return ""


def stem_repeat(look: Look) -> str:
    """Demand that the key does not repeat more of the stem's words than the distractors do."""
    key = shared(look.stem, look.key)
    best = max(len(shared(look.stem, found)) for _, found in look.distractors)
    if len(key) - best < look.limits.stem_repeat:
        return ""
    repeated = ", ".join(sorted(key))
    return f"the key repeats {len(key)} words of the stem ({repeated}), the distractors at most {best}"


def specificity(look: Look) -> str:
    """Demand that digits, product names, paths, menus and code are not only in the key."""
    only = features(look.item.key.text)
    for option in look.item.distractors:
        only -= features(option.text)
    return f"only the key has: {', '.join(sorted(only))}" if only else ""
