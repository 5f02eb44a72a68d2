"""Who wrote, who translated, from where: the byline, and the same shorter on a card.

Phrases come whole from the catalogue, a translator's one per source language where the edition's language inflects its
name; people's names stand in them uninflected, isolated in `<bdi>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from dragoman.model import Article, Original, PersonRef, Text
from dragoman.text import typography
from dragoman.views.site import Site
from dragoman.views.types import Line, OriginalTitle
from dragoman.views.voice import Voice, link


def byline(article: Article, site: Site) -> tuple[Line, ...]:
    """The credit of an article in full, as it stands under the title."""
    return tuple(_byline(article, site))


def short(article: Article, site: Site) -> Markup:
    """The credit on a card: who wrote, who translated from which language."""
    lines = [line.html for line in (*_writers(article, site), *_translators(article, site))]
    return Markup('<span class="sep"> · </span>').join(lines)


def people(refs: Sequence[PersonRef], article: Article, site: Site, *, linked: bool = True) -> Markup:
    """The names as a list in the edition's language, each linked to the person's page in this edition."""
    return site.voices[article.lang].names([_name(ref, article.lang, site, linked=linked) for ref in refs])


def authors(article: Article, site: Site) -> tuple[PersonRef, ...]:
    known = site.library.provenances.get(article.path)
    return known.authors if known else article.header.authors


def original_title(article: Article, site: Site) -> OriginalTitle | None:
    """The title of the original in its own language, with where it can be read."""
    known = site.library.provenances.get(article.path)
    if known is None or not known.original.title or known.original.lang is None:
        return None
    original = known.original
    voice = site.voices[article.lang]
    lang, direction = voice.marked(original.lang)
    text = typography.title(original.title or "", original.lang or "", enabled=site.settings.typogrify)
    return OriginalTitle(
        text, lang or article.lang, direction or voice.dir, original.title_latin, original_url(article, site)
    )


def original_url(article: Article, site: Site) -> str | None:
    """Where the original can be read: here, where it stands beside the translation, else elsewhere."""
    known = site.library.provenances.get(article.path)
    if known is None:
        return None
    if known.sibling is not None:
        return site.href(site.library.paths[known.sibling.path])
    return known.original.url


def publication(name: str, article: Article, site: Site) -> Markup:
    """The name of a source, linked to its page in this edition."""
    voice = site.voices[article.lang]
    source = site.library.registry.source(name)
    shown = voice.wrap("cite", voice.best(source.name, *filter(None, [source.lang])))
    path = site.library.source_path(source.key, article.lang)
    return link(shown, site.href(path)) if path else shown


def _byline(article: Article, site: Site) -> Iterator[Line]:
    header, voice = article.header, site.voices[article.lang]
    yield from _writers(article, site)
    if header.interviewers:
        yield Line("interviewer", voice.phrase("Interview: {names}", names=people(header.interviewers, article, site)))
    if header.interviewees:
        yield Line("interviewee", voice.phrase("Answers: {names}", names=people(header.interviewees, article, site)))
    yield from _translators(article, site)
    yield from _relay(article, site)
    known = site.library.provenances.get(article.path)
    if known is not None:
        yield from _appeared(known.original, article, site)
    if header.editors:
        yield Line("editor", voice.phrase("Edited by {names}", names=people(header.editors, article, site)))
    if header.proofreaders:
        yield Line(
            "proofreader", voice.phrase("Proofreading: {names}", names=people(header.proofreaders, article, site))
        )


def _writers(article: Article, site: Site) -> Iterator[Line]:
    refs = authors(article, site)
    if refs:
        names = people(refs, article, site)
        yield Line("author", site.voices[article.lang].phrase("By {names}", names=names))


def _translators(article: Article, site: Site) -> Iterator[Line]:
    header, voice = article.header, site.voices[article.lang]
    if not header.translators:
        return
    names = people(header.translators, article, site)
    lang = site.library.provenances[article.path].original.lang
    if lang is None:
        yield Line("translator", voice.phrase("Translated by {names}", names=names))
        return
    yield Line(
        "translator",
        voice.phrase(
            "Translated from {language} by {names}",
            context=f"from:{lang}",
            names=names,
            language=voice.language_markup(lang),
        ),
    )


def _relay(article: Article, site: Site) -> Iterator[Line]:
    """Through which language the translation came, and by whose hand."""
    via, voice = article.header.via, site.voices[article.lang]
    if via is None:
        return
    context = f"via:{via.lang}"
    language = voice.language_markup(via.lang)
    if via.translators:
        names = people(via.translators, article, site)
        html = voice.phrase(
            "Translated through the {language} version by {names}", context=context, language=language, names=names
        )
    else:
        html = voice.phrase("Translated through the {language} version", context=context, language=language)
    sibling = site.library.works[article.work].get(via.lang)
    url = via.url
    if sibling is not None and site.library.visible(sibling):
        url = site.href(site.library.paths[sibling.path])
    if via.title:
        title = voice.wrap("cite", Text(via.title, via.lang))
        html += Markup(": ") + (link(title, url, {"hreflang": via.lang}) if url else title)
    if via.publication:
        html += Markup(", ") + publication(via.publication, article, site)
    if via.date:
        html += Markup(", ") + voice.time(voice.partial(via.date))
    yield Line("relay", html)


def _appeared(original: Original, article: Article, site: Site) -> Iterator[Line]:
    """Where and when the original appeared, and where it can be read."""
    voice = site.voices[article.lang]
    parts = {}
    if original.publication:
        parts["publication"] = publication(original.publication, article, site)
    if original.date:
        parts["date"] = voice.time(voice.partial(original.date))
    msgids = {
        ("publication", "date"): "First appeared in {publication}, {date}",
        ("publication",): "First appeared in {publication}",
        ("date",): "First appeared on {date}",
    }
    said = [voice.phrase(msgids[tuple(parts)], **parts)] if parts else []
    if url := original_url(article, site):
        said.append(link(voice.phrase("Read the original"), url, {"hreflang": original.lang}))
    if original.archived:
        said.append(link(voice.phrase("Archived copy"), original.archived, {"hreflang": original.lang}))
    if said:
        yield Line("original", Markup('<span class="sep"> · </span>').join(said))


def _name(ref: PersonRef, lang: str, site: Site, *, linked: bool) -> Markup:
    voice: Voice = site.voices[lang]
    person = site.library.registry.person(ref)
    shown = voice.wrap("bdi", voice.best(person.name, *filter(None, [person.lang])))
    if not linked:
        return shown
    path = site.library.person_path(person.key, lang)
    url = site.href(path) if path else ref.url or person.url
    return link(shown, url) if url else shown
