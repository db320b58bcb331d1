"""Checks for cues: what lets somebody who knows nothing pick the key; an empty message says there is none."""

from itertools import combinations

from kbtool.quiz.gate.look import Look
from kbtool.quiz.gate.turns import turned
from kbtool.quiz.text import features, jaccard, plain, shared


def count(look: Look) -> str:
    """Demand as many options as somebody can weigh; where no person chose them, just as many as are wanted."""
    number, limits = len(look.item.options), look.limits
    if number > limits.options_limit:
        return f"{number} options; more than {limits.options_limit} nobody weighs against each other"
    return "" if look.item.is_edited else uncommon_count(look)


def uncommon_count(look: Look) -> str:
    """Ask for three or four options: two are a toss-up, a fifth is seldom chosen (Tarrant 2009)."""
    number, limits = len(look.item.options), look.limits
    if limits.options_min <= number <= limits.options_max:
        return ""
    return f"{number} options; {limits.options_min} to {limits.options_max} are wanted"


def length(look: Look) -> str:
    """Demand a key that is neither much longer than every distractor nor much shorter."""
    key = len(plain(look.item.key.text))
    others = [len(plain(option.text)) for option, _ in look.comparable]
    if not others:
        return ""
    ratio, slack = look.limits.length_ratio, look.limits.length_slack
    if key > ratio * max(others) and key - max(others) > slack:
        return f"the key is {key / max(others):.1f} times as long as the longest distractor"
    if key * ratio < min(others) and min(others) - key > slack:
        return f"the shortest distractor is {min(others) / key:.1f} times as long as the key"
    return ""


def near_duplicates(look: Look) -> str:
    """Demand that no two options say nearly the same; one word or number may turn the meaning round."""
    for (first, left), (second, right) in combinations(look.by_option, 2):
        if plain(first.text).casefold() == plain(second.text).casefold():
            return f"the options {first.id} and {second.id} are the same"
        if jaccard(left, right) > look.limits.near_duplicate and not turned(first.text, second.text):
            return f"the options {first.id} and {second.id} share {jaccard(left, right):.0%} of their words"
    return ""


def stem_repeat(look: Look) -> str:
    """Demand that the key does not repeat more of the stem's words than the distractors do."""
    key = shared(look.stem, look.key)
    repeats = [len(shared(look.stem, found)) for _, found in look.comparable]
    best = max(repeats, default=len(key))
    if len(key) - best < look.limits.stem_repeat:
        return ""
    repeated = ", ".join(sorted(key))
    return f"the key repeats {len(key)} words of the stem ({repeated}), the distractors at most {best}"


def specificity(look: Look) -> str:
    """Demand that digits, product names, paths, menus and code are not only in the key.

    Where every option has code, none of them stands out by being precise.
    """
    if all("code" in features(option.text) for option in look.item.options):
        return ""
    only = features(look.item.key.text)
    for option in look.item.distractors:
        only -= features(option.text)
    return f"only the key has: {', '.join(sorted(only))}" if only else ""
