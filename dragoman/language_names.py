"""What somebody meant who did not write a language tag."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale

from dragoman.languages import canonical

_LONGEST = 40  # characters; comparing words costs the product of their lengths


def hint(text: str) -> str:
    """A tag that is near, as a question, or how tags are written.

    >>> hint("en_US"), hint("Rusian"), hint("pt-Brazil")
    ('did you mean "en-US"?', 'did you mean "ru"?', 'did you mean "pt"?')
    """
    near = _guess(text[:_LONGEST])
    return f'did you mean "{near}"?' if near else 'write a BCP 47 tag such as "en", "pt-BR" or "zh-Hans"'


def _guess(text: str) -> str | None:
    plain = text.strip().replace("_", "-")
    if near := canonical(plain):
        return near
    names = _by_name()
    if spelled := difflib.get_close_matches(plain.casefold(), names, n=1, cutoff=0.8):
        return names[spelled[0]]
    first, hyphen, _ = plain.partition("-")
    return canonical(first) if hyphen else None


@functools.cache
def _by_name() -> Mapping[str, str]:
    names = Locale("en").languages.items()
    tags = ((str(name).casefold(), canonical(code.replace("_", "-"))) for code, name in names)
    return MappingProxyType({name: tag for name, tag in tags if tag})
