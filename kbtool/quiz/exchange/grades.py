"""Moodle's grade list: the only percentages its importer takes as the weight of an answer."""

WHOLE = 100.0
# 100 % shared among two to ten right answers, as the list spells it.
_SHARES = ("100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10")
_MOST = 20


def shares(keys: int) -> tuple[str, ...]:
    """Return the weight of each of several right answers; all are on the list and add up to 100.

    From eleven on there is no equal share, so some answers count 10 and the others 5.

    >>> shares(3), shares(11)[-3:]
    (('33.33333', '33.33333', '33.33333'), ('10', '5', '5'))
    """
    if keys <= len(_SHARES):
        return (_SHARES[keys - 1],) * keys
    return ("10",) * (_MOST - keys) + ("5",) * (2 * keys - _MOST)


def weights(are_keys: tuple[bool, ...]) -> tuple[str, ...]:
    """Return the weights of the answers of a question with several right ones.

    Every wrong answer costs everything, since kbtool counts such a question as right only without one.

    >>> weights((True, False, True))
    ('50', '-100', '50')
    """
    left = iter(shares(sum(are_keys)))
    return tuple(next(left) if is_key else "-100" for is_key in are_keys)


def are_whole(found: tuple[float, ...]) -> bool:
    """Whether the weights above 0 add up to 100 %, so that all of those answers are needed."""
    return abs(sum(one for one in found if one > 0) - WHOLE) < 0.1  # noqa: PLR2004 - seven times 14.28571 is less
