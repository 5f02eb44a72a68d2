"""Licences for a reader and for a machine."""

from __future__ import annotations

import re

from markupsafe import Markup

from dragoman.views.voice import Voice, link

RESERVED = "all-rights-reserved"
PUBLIC_DOMAIN = "public-domain"
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)")


def address(licence: str) -> str | None:
    """Where a licence can be read: the deed of a Creative Commons one, the SPDX page of another.

    >>> address("CC-BY-SA-4.0")
    'https://creativecommons.org/licenses/by-sa/4.0/'
    """
    if licence in {RESERVED, PUBLIC_DOMAIN}:
        return None
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if match := _CREATIVE_COMMONS.fullmatch(licence):
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"https://spdx.org/licenses/{licence}.html"


def shown(licence: str, voice: Voice, *, own: bool = True) -> Markup:
    """The licence in words, linked to its text; `rel=license` only where it is the page's `own`."""
    if licence == RESERVED:
        return voice.phrase("All rights reserved")
    if licence == PUBLIC_DOMAIN:
        return voice.phrase("Public domain")
    name = Markup("<bdi>{}</bdi>").format(_written(licence))
    return link(name, address(licence) or "", {"rel": "license" if own else None})


def _written(licence: str) -> str:
    """As Creative Commons writes its own names; any other as SPDX does."""
    match = _CREATIVE_COMMONS.fullmatch(licence)
    return f"CC {match[1]} {match[2]}" if match else licence
