"""schema.org data for an article, as JSON-LD: the article, its people, and the works that it translates or that
translate it (https://schema.org/Article, https://schema.org/translationOfWork)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from dragoman.model import Article, PersonRef
from dragoman.views import credits, licences
from dragoman.views.articles import changed, picture, plain_title
from dragoman.views.site import Site
from dragoman.works import original_of

Node = dict[str, Any]

_ROLES = {"translators": "translator", "editors": "editor", "proofreaders": "contributor"}


def article(document: Article, site: Site) -> Markup:
    """The JSON-LD of an article, safe to stand inside `<script>`."""
    header = document.header
    node: Node = {
        "@context": "https://schema.org",
        "@type": site.settings.options.article_type,
        "url": address(document, site),
        "headline": plain_title(document, site),
        "inLanguage": document.lang,
        "datePublished": header.date.isoformat(),
        "dateModified": changed(document, site).isoformat(),
        "author": persons(credits.authors(document, site), document.lang, site),
        "publisher": publisher(document.lang, site),
    }
    for field, role in _ROLES.items():
        if refs := getattr(header, field):
            node[role] = persons(refs, document.lang, site)
    talkers = [
        ref for ref in (*header.interviewers, *header.interviewees) if ref not in credits.authors(document, site)
    ]
    if others := persons(talkers, document.lang, site):
        node["contributor"] = [*node.get("contributor", []), *others]
    if shown := picture(document, site):
        node["image"] = site.library.addresses.absolute_of(shown.src)
    if licence := header.license or site.settings.options.license:
        node["license"] = licences.address(licence) or licence
    if document.is_translation:
        node["translationOfWork"] = _translated(document, site)
    else:
        node["workTranslation"] = _translations(document, site)
    if header.corrections:
        node["correction"] = [
            {"@type": "CorrectionComment", "datePublished": c.date.isoformat(), "text": c.text}
            for c in header.corrections
        ]
    return script({key: value for key, value in node.items() if value})


def address(document: Article, site: Site) -> str:
    return site.absolute(site.library.paths[document.path])


def publisher(lang: str, site: Site) -> Node:
    given = site.settings.options.publisher
    if given is None:
        return {
            "@type": "Organization",
            "name": site.name(lang),
            "url": site.absolute(site.library.addresses.home(lang)),
        }
    return {"@type": "Organization", "name": given.name, **({"url": given.url} if given.url else {})}


def persons(refs: Sequence[PersonRef], lang: str, site: Site) -> list[Node]:
    nodes = []
    for ref in refs:
        person = site.library.registry.person(ref)
        path = site.library.person_path(person.key, lang)
        url = site.absolute(path) if path else ref.url or person.url
        node = {"@type": "Person", "name": site.voices[lang].best(person.name).text}
        nodes.append({**node, "url": url} if url else node)
    return nodes


def _translated(document: Article, site: Site) -> Node:
    """What the article translates: through a relay, the version in between, which translates the original in turn."""
    original = _original(document, site)
    via = document.header.via
    if via is None:
        return original
    sibling = site.library.works[document.work].get(via.lang)
    node: Node = {"@type": "CreativeWork", "inLanguage": via.lang, "translationOfWork": original}
    if sibling is not None and site.library.listed(sibling):
        node |= {"url": address(sibling, site), "name": plain_title(sibling, site)}
    else:
        node |= {"name": via.title, "url": via.url}
    if via.translators:
        node["translator"] = persons(via.translators, document.lang, site)
    if via.date:
        node["datePublished"] = via.date.isoformat()
    return {key: value for key, value in node.items() if value}


def _original(document: Article, site: Site) -> Node:
    """The work that was translated. Its authors are those of the article, which names them."""
    known = site.library.provenances[document.path]
    original = known.original
    node: Node = {
        "@type": "CreativeWork",
        "name": original.title,
        "inLanguage": original.lang,
        "datePublished": original.date.isoformat() if original.date else None,
        "url": original.url,
        "workTranslation": _translations(document, site),
    }
    if known.sibling is not None:
        node["url"] = address(known.sibling, site)
    if original.publication:
        source = site.library.registry.source(original.publication)
        node["isPartOf"] = {"@type": "Periodical", "name": source.name.best(original.lang or document.lang).text}
    return {key: value for key, value in node.items() if value}


def _translations(document: Article, site: Site) -> list[Node]:
    """The listed translations of the document's work, in the order of the editions."""
    original = original_of(site.library.works[document.work])
    return [
        {"url": address(version, site), "inLanguage": lang}
        for lang, version in site.library.versions(document).items()
        if version is not original
    ]


def script(node: Node) -> Markup:
    """JSON that cannot end the `<script>` it stands in, whatever a title holds.

    >>> script({"name": "</script>"})
    Markup('{"name":"\\\\u003c/script>"}')
    """
    text = msgspec.json.encode(node).decode()
    return Markup(
        text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
