"""A body's source to what the rest of the press needs of it; a pure function of its arguments."""

from __future__ import annotations

from dragoman.text import (
    allowlist,
    blocks,
    figures,
    findings,
    headings,
    ids,
    inspection,
    limits,
    links,
    nesting,
    passages,
    summary,
    tables,
    tags,
    typography,
)
from dragoman.text.findings import Finding, Lines
from dragoman.text.markdown import Converter
from dragoman.text.rendered import Labels, Rendered
from dragoman.text.tags import Token


def render(
    source: str,
    *,
    path: str,
    lang: str,
    first_line: int,
    labels: Labels,
    typogrify: bool = True,
    converter: Converter | None = None,
) -> Rendered:
    """What a body says, in `lang`.

    `path` and `first_line` tell where it was written, for problems. A converter may be used for one text after
    another; one call at a time.

    >>> render("*Yes*", path="en.md", lang="en", first_line=1, labels=Labels("Notes", "Back", "Table")).html
    '<p><em>Yes</em></p>'
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    found = list(limits.check(source))
    if found:
        return Rendered("", problems=findings.problems(found, source, path=path, first_line=first_line))
    found += inspection.characters(source)
    source = allowlist.without_illegal(source)
    found += blocks.check(source)
    raw, marked = (converter or Converter()).convert(source, labels)
    html, inspected = inspection.inspect(raw)
    tokens = tags.parse(html)
    if deep := nesting.too_deep(tokens):
        return Rendered("", problems=findings.problems([deep], source, path=path, first_line=first_line))
    tokens, arranged = _arranged(tokens, labels)
    if typogrify:
        tokens = typography.apply(tokens, lang)
    html = allowlist.clean(tags.write(tokens))
    tokens = tags.parse(html)
    refused = sum(finding.code == "M114" for finding in inspected)
    found += [*marked, *inspected, *arranged, *links.check(tokens, refused)]
    return Rendered(
        html=html,
        links=links.collect(tokens, Lines(source, first_line)),
        headings=headings.outline(tokens),
        ids=ids.of(tokens),
        summary=summary.beginning(tokens),
        words=summary.words(summary.plain(tokens)),
        problems=findings.problems(found, source, path=path, first_line=first_line),
    )


def _arranged(tokens: list[Token], labels: Labels) -> tuple[list[Token], list[Finding]]:
    """The body's own HTML made into the publication's, one step after another."""
    found: list[Finding] = list(nesting.check(tokens))
    for step in (passages.mark, ids.settle, headings.arrange, figures.frame):
        tokens, wrong = step(tokens)
        found += wrong
    return tables.wrap(tokens, labels.table), found
