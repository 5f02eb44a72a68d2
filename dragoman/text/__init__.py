"""Text: the Markdown of one article or page to clean HTML, and its links to where they lead.

`render` looks at nothing but its arguments, so that what it makes can be kept; `resolve` needs the whole collection.
"""

from __future__ import annotations

from dragoman.text.links import Reference, Resolution, Resolver, Target, parse_target, resolve
from dragoman.text.markdown import Converter
from dragoman.text.render import render
from dragoman.text.rendered import Heading, Labels, Rendered

__all__ = [
    "Converter",
    "Heading",
    "Labels",
    "Reference",
    "Rendered",
    "Resolution",
    "Resolver",
    "Target",
    "parse_target",
    "render",
    "resolve",
]
