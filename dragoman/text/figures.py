"""Pictures: a figure where one stands alone and says what it shows, and what every picture needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman.problems import Severity
from dragoman.text import tags
from dragoman.text.findings import Finding
from dragoman.text.tags import End, Start, Text, Token

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M140": "A picture has no alternative text.",
        "M141": "A picture has a credit but is no figure, so nobody sees it.",
    }
)

DECORATIVE = "decorative"  # the class of a picture that says nothing
_CREDIT_MARK = re.compile(r"(?:^|\s)\|(?:\s|$)")
_OF_THE_FIGURE = ("class", "id", "lang", "dir")


def frame(tokens: Sequence[Token]) -> tuple[list[Token], list[Finding]]:
    """Figures made, and every picture loaded only when it comes near the window.

    >>> tags.write(frame(tags.parse('<p><img alt="Sea" src="sea.jpg" title="The sea | A. Roth"></p>'))[0])
    '<figure><img alt="Sea" src="sea.jpg" loading="lazy" decoding="async"><figcaption>The sea \
<span class="credit">A. Roth</span></figcaption></figure>'
    """
    findings: list[Finding] = []
    framed = list(_framed(list(_pictures(tokens, findings))))
    return list(_uncredited(framed, findings)), findings


def _framed(tokens: Sequence[Token]) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if isinstance(token, Start) and token.name == "p":
            end = tags.end_of(tokens, index)
            if picture := _alone(tokens[index + 1 : end]):
                yield from _figure(token, picture)
                index = end + 1
                continue
        yield token
        index += 1


def _alone(inner: Sequence[Token]) -> list[Token] | None:
    """The picture, with the link around it, of a paragraph that holds nothing else."""
    held = [token for token in inner if not (isinstance(token, Text) and not token.plain.strip())]
    image = held[0] if len(held) == 1 else held[1] if len(held) == 3 else None
    linked = len(held) == 3 and isinstance(held[0], Start) and held[0].name == "a"
    if not isinstance(image, Start) or image.name != "img" or (len(held) == 3 and not linked):
        return None
    return None if image.attributes.keys().isdisjoint({"title", "credit"}) else held


def _figure(paragraph: Start, held: Sequence[Token]) -> Iterator[Token]:
    image = next(token for token in held if isinstance(token, Start) and token.name == "img")
    caption, credit = _caption(image)
    lifted = {name: image.attributes[name] for name in _OF_THE_FIGURE if name in image.attributes}
    yield Start("figure", {**paragraph.attributes, **lifted})
    for token in held:
        yield image.having(title=None, credit=None, **dict.fromkeys(lifted)) if token is image else token
    if caption or credit:
        yield Start("figcaption")
        yield tags.text(caption + " " if caption and credit else caption)
        if credit:
            yield from (Start("span", {"class": "credit"}), tags.text(credit), End("span"))
        yield End("figcaption")
    yield End("figure")


def _caption(image: Start) -> tuple[str, str]:
    caption, *credit = _CREDIT_MARK.split(image.attributes.get("title", ""), maxsplit=1)
    return caption.strip(), (image.attributes.get("credit") or "".join(credit)).strip()


def _pictures(tokens: Sequence[Token], findings: list[Finding]) -> Iterator[Token]:
    counts: Counter[str] = Counter()
    for token in tokens:
        if not isinstance(token, Start) or token.name != "img":
            yield token
            continue
        source = token.attributes.get("src", "")
        decorative = DECORATIVE in token.attributes.get("class", "").split()
        if not decorative and not token.attributes.get("alt", "").strip():
            message = f'The picture "{source}" has no alternative text.'
            hint = f"say what it shows between the square brackets, or mark it {{.{DECORATIVE}}}"
            nth = counts[source]
            findings.append(Finding("M140", message, hint, _clues(token), severity=Severity.WARNING, nth=nth))
        counts[source] += 1
        yield token.having(
            alt=token.attributes.get("alt", "").strip(),
            loading=token.attributes.get("loading", "lazy"),
            decoding=token.attributes.get("decoding", "async"),
        )


def _uncredited(tokens: Sequence[Token], findings: list[Finding]) -> Iterator[Token]:
    for token in tokens:
        if isinstance(token, Start) and "credit" in token.attributes:
            message = f'The picture "{token.attributes.get("src", "")}" has a credit but is no figure.'
            hint = "put the picture in a paragraph of its own"
            findings.append(Finding("M141", message, hint, _clues(token), severity=Severity.WARNING))
            token = token.having(credit=None)
        yield token


def _clues(image: Start) -> tuple[str, ...]:
    return (re.escape(image.attributes.get("src", "")), r"!\[", "<img")
