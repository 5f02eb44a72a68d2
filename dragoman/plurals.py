"""Which plural form a number takes: the `Plural-Forms` header of a gettext catalogue."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from gettext import c2py

_HEADER = re.compile(r"nplurals\s*=\s*([1-6])\s*;\s*plural\s*=([^;]+);?")  # no language in CLDR has more than six
_TRIED = range(1001)  # every rule in CLDR repeats, or changes for the last time, below a thousand or in millions
_LONGEST = 1000


@dataclasses.dataclass(frozen=True, slots=True)
class PluralRule:
    """
    >>> [PluralRule(2, "n > 1").form(number) for number in (0, 1, 2)]
    [0, 0, 1]
    """

    count: int
    expression: str  # C, as gettext has it: numbers, n and operators

    def form(self, number: int) -> int:
        return _form(self, abs(number))

    def stands_for_one(self, form: int) -> bool:
        """Whether a form is used for a single number, which it then need not show: "an article", not "1 article"."""
        return form in _lonely(self)


ENGLISH = PluralRule(2, "n!=1")


def parse(header: str) -> PluralRule | None:
    """The rule that a header states; None for what is none, or what gives a number a form that there is not.

    >>> parse("nplurals=2; plural=(n != 1);")
    PluralRule(count=2, expression='(n!=1)')
    >>> parse("nplurals=1; plural=n"), parse("nplurals=2; plural=__import__('os')")
    (None, None)
    """
    match = _HEADER.fullmatch(header.strip())
    if not match or len(header) > _LONGEST:
        return None
    rule = PluralRule(int(match[1]), re.sub(r"\s+", "", match[2]))
    try:
        found = {_function(rule.expression)(number) for number in _TRIED}
    except (ValueError, ArithmeticError):
        return None
    return rule if found <= set(range(rule.count)) else None


@functools.lru_cache(maxsize=64)
def _function(expression: str) -> Callable[[int], int]:
    """The expression as a function; gettext lets nothing but arithmetic on n through, and raises ValueError."""
    return c2py(expression)


def _form(rule: PluralRule, number: int) -> int:
    try:
        form = _function(rule.expression)(number)
    except ArithmeticError:  # a division by nothing, for a number that was not tried
        form = rule.count - 1
    return min(max(form, 0), rule.count - 1)


@functools.lru_cache(maxsize=64)
def _lonely(rule: PluralRule) -> frozenset[int]:
    forms = [_form(rule, number) for number in _TRIED]
    return frozenset(form for form in range(rule.count) if forms.count(form) == 1)
