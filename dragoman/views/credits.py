"""Who wrote, who translated, from where: the byline, and the same shorter on a card.

Phrases come whole from the catalogue, a translator's one per source language where the edition's language inflects its
name; people's names stand in them uninflected, isolated in `<bdi>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from dragoman import languages
from dragoman.model import Article, Original, PartialDate, PersonRef, Text
from dragoman.text import typography
from dragoman.views.site import Site
from dragoman.views.types import Line, OriginalTitle
from dragoman.views.voice import Voice, joined, link


def byline(article: Article, site: Site) -> tuple[Line, ...]:
    """The credit of an article in full, as it stands under the title."""
    return tuple(_byline(article, site))


def short(article: Article, site: Site) -> Markup:
    """The credit on a card: who wrote, who translated from which language."""
    wrote = tuple(_writers(article, site)) or tuple(_talkers(article, site))
    return joined(line.html for line in (*wrote, *_translators(article, site)))


def people(refs: Sequence[PersonRef], article: Article, site: Site, *, linked: bool = True) -> Markup:
    """The names as a list in the edition's language, each linked to the person's page in this edition."""
    return site.voices[article.lang].names([_name(ref, article.lang, site, linked=linked) for ref in refs])


def authors(article: Article, site: Site) -> tuple[PersonRef, ...]:
    known = site.library.provenances.get(article.path)
    return known.authors if known else article.header.authors


def original_title(article: Article, site: Site) -> OriginalTitle | None:
    """The title of the original in its own language."""
    known = site.library.provenances.get(article.path)
    if known is None or known.original.lang is None:
        return None
    original, lang = known.original, known.original.lang
    if original.title:
        text = typography.title(original.title, lang, enabled=site.settings.typogrify)
        return OriginalTitle(text, lang, languages.language(lang).direction, original.title_latin)
    if original.title_latin:
        latin = languages.canonical(f"{lang.partition('-')[0]}-Latn") or lang
        return OriginalTitle(escape(original.title_latin), latin, "ltr")
    return None


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
    shown = voice.wrap("cite", voice.name(source))
    path = site.library.source_path(source.key, article.lang)
    return link(shown, site.href(path)) if path else shown


def _byline(article: Article, site: Site) -> Iterator[Line]:
    header, voice = article.header, site.voices[article.lang]
    yield from _writers(article, site)
    yield from _talkers(article, site)
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
    if refs and refs != article.header.interviewers:  # who asked the questions is named beside who answered
        names = people(refs, article, site)
        yield Line("author", site.voices[article.lang].phrase("By {names}", names=names))


def _talkers(article: Article, site: Site) -> Iterator[Line]:
    """Who asked and who answered."""
    header, voice = article.header, site.voices[article.lang]
    if header.interviewers:
        yield Line("interviewer", voice.phrase("Interview: {names}", names=people(header.interviewers, article, site)))
    if header.interviewees:
        yield Line("interviewee", voice.phrase("Answers: {names}", names=people(header.interviewees, article, site)))


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
    beside = site.library.works[article.work].get(via.lang)
    sibling = beside if beside is not None and site.library.visible(beside) else None
    translators = via.translators or (sibling.header.translators if sibling else ())
    context, language = f"via:{via.lang}", voice.language_markup(via.lang)
    if translators:
        msgid, names = "Translated through the {language} version by {names}", people(translators, article, site)
        said = [voice.phrase(msgid, context=context, language=language, names=names)]
    else:
        said = [voice.phrase("Translated through the {language} version", context=context, language=language)]
    url = site.href(site.library.paths[sibling.path]) if sibling else via.url
    title = via.title or (sibling.header.title if sibling else None)
    if title or url:
        shown = voice.wrap("cite", Text(title, via.lang)) if title else _host(url or "")
        if url:
            shown = link(shown, url, {"hreflang": via.lang})
        said.append(voice.phrase("Intermediate version: {title}", title=shown))
    said += _where_and_when(via.publication, via.date, article, site)
    yield Line("relay", joined(said))


def _host(url: str) -> Markup:
    """What stands for a title that nobody gave."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(urlsplit(url).hostname or url)


def _appeared(original: Original, article: Article, site: Site) -> Iterator[Line]:
    """Where and when the original appeared, and where it can be read."""
    voice = site.voices[article.lang]
    said = []
    if original.authors and original.authors != authors(article, site):
        said.append(voice.phrase("By {names}", names=people(original.authors, article, site)))
    said += _where_and_when(original.publication, original.date, article, site)
    if url := original_url(article, site):
        said.append(link(voice.phrase("Read the original"), url, {"hreflang": original.lang}))
    if original.archived:
        said.append(link(voice.phrase("Archived copy"), original.archived, {"hreflang": original.lang}))
    if said:
        yield Line("original", joined(said))


def _where_and_when(name: str | None, date: PartialDate | None, article: Article, site: Site) -> Iterator[Markup]:
    voice = site.voices[article.lang]
    where = publication(name, article, site) if name else None
    when = voice.time(voice.partial(date)) if date else None
    if where and when:
        yield voice.phrase("First appeared in {publication}, {date}", publication=where, date=when)
    elif where:
        yield voice.phrase("First appeared in {publication}", publication=where)
    elif when:
        yield voice.phrase("First appeared on {date}", date=when)


def _name(ref: PersonRef, lang: str, site: Site, *, linked: bool) -> Markup:
    voice: Voice = site.voices[lang]
    person = site.library.registry.person(ref)
    shown = voice.wrap("bdi", voice.name(person))
    if not linked:
        return shown
    path = site.library.person_path(person.key, lang)
    url = site.href(path) if path else ref.url or person.url
    return link(shown, url) if url else shown
