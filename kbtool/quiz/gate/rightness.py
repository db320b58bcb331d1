"""Checks against a second right answer, as far as words can show one; an empty message says there is none."""

from kbtool.quiz.gate.look import ARTICLE_TYPES, Look, article_of
from kbtool.quiz.shelf import Step, conflict
from kbtool.quiz.text import jaccard, plain


def own_step(look: Look) -> str:
    """Demand that no distractor is a step of the item's own article: a later step may be defended as well."""
    entry = look.entry
    for option, found in look.distractors:
        for step in entry.steps if entry else ():
            if jaccard(found, step.stems) > look.limits.own_step:
                return f"option {option.id} is step {step.number} of the article itself"
    return ""


def ambiguous(look: Look) -> str:
    """Demand that no distractor comes from an article about nearly the same complaint."""
    entry = look.entry
    for option, other in look.rivals if entry else ():
        assert entry is not None  # noqa: S101 - the loop is empty without it
        if conflict(entry.article, other.article):
            return f"option {option.id}: a person marked “{other.id}” as a conflict of “{entry.id}”"
        shared = jaccard(entry.symptoms, other.symptoms)
        if shared > look.limits.ambiguous:
            return f"option {option.id}: “{other.id}” shares {shared:.0%} of its symptoms with “{entry.id}”"
    return ""


def generic_step(look: Look) -> str:
    """Demand that no option is a step that is right nearly everywhere."""
    for option, found in look.by_option:
        name, _, number = option.origin.partition("#")
        entry = look.shelf.entries.get(name)
        if entry is None and look.shelf.is_generic(
            Step(0, option.text, plain(option.text), found), look.limits.generic_articles
        ):
            return f"option {option.id} is a step that is right nearly everywhere"
        for step in entry.steps if entry else ():
            is_meant = str(step.number) == number or jaccard(found, step.stems) > look.limits.own_step
            if is_meant and look.shelf.is_generic(step, look.limits.generic_articles):
                return f"option {option.id} is a step that is right nearly everywhere"
    return ""


def category(look: Look) -> str:
    """Ask for a distractor of the same category, since it is the more plausible."""
    entry = look.entry
    if entry is None:
        return ""
    near = sum(other.topic == entry.topic for _, other in look.rivals)
    return "" if near >= look.limits.same_category else "no distractor comes from the article's own category"


def article(look: Look) -> str:
    """Demand that the item's article is there and validated, and those its options come from too."""
    if look.entry is None:
        return f"there is no validated article “{look.item.article}”"
    for option in look.item.options if look.item.type in ARTICLE_TYPES else ():
        name = article_of(option)
        if name and name not in look.shelf.entries:
            return f"option {option.id}: there is no validated article “{name}”"
    return ""


def triage(look: Look) -> str:
    """Demand that the key of a generated triage item is what its article says: solve it, or that team."""
    entry = look.entry
    if entry is None or look.item.source is None:
        return ""
    wanted = "solve" if entry.article.level == 1 else f"team:{entry.article.escalate_to}"
    return (
        ""
        if look.item.key.origin == wanted
        else f"the article says “{wanted}”, the key “{look.item.key.origin}”"
    )
