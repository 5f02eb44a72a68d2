"""Lists of articles: home, terms, archives, people, sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from dragoman import urls
from dragoman.collation import Collator
from dragoman.model import ROLES, UNDETERMINED, Article, Localised, Person, Role, Source, Term, TermKind, Text
from dragoman.registry import ancestors
from dragoman.views import articles
from dragoman.views.site import Site
from dragoman.views.types import Group, IndexView, LinkView, ListView, Pager, ProfileView
from dragoman.views.voice import Voice

KIND_NAMES: dict[TermKind, tuple[str, str | None]] = {  # with the context of the message
    TermKind.CATEGORY: ("Category", None),
    TermKind.TAG: ("Tag", None),
    TermKind.SERIES: ("Series", "one"),
}
KINDS_NAMES = {TermKind.CATEGORY: "Categories", TermKind.TAG: "Tags", TermKind.SERIES: "Series"}
DEEDS: dict[Role, str] = {
    "author": "Written",
    "translator": "Translated",
    "editor": "Edited",
    "interviewer": "Interviewed",
    "interviewee": "Answered",
    "proofreader": "Proofread",
}
ROLE_NAMES: dict[Role, str] = {
    "author": "Authors",
    "translator": "Translators",
    "editor": "Editors",
    "interviewer": "Interviewers",
    "interviewee": "Interviewees",
    "proofreader": "Proofreaders",
}


def pages_of(members: Sequence[Article], per_page: int) -> list[Sequence[Article]]:
    """The members a page at a time; a list with none still has one page."""
    return [members[start : start + per_page] for start in range(0, len(members), per_page)] or [()]


def pager(number: int, total: int, address: Callable[[int], str], site: Site, voice: Voice) -> Pager | None:
    if total == 1:
        return None
    return Pager(
        text=voice.say("Page {number} of {total}", number=voice.digits(number), total=voice.digits(total)),
        newer=site.href(address(number - 1)) if number > 1 else None,
        older=site.href(address(number + 1)) if number < total else None,
        pages=tuple(
            LinkView(voice.digits(page), site.href(address(page)), current=page == number)
            for page in sorted({1, *range(max(1, number - 2), min(total, number + 2) + 1), total})
        ),
    )


def home(lang: str, members: Sequence[Article], number: int, total: int, site: Site) -> ListView:
    addresses = site.library.addresses
    return ListView(
        kind="home",
        label="",
        title=site.voices[lang].say("All articles"),
        lang=None,
        dir=None,
        description=site.settings.options.taglines.get(lang, ""),
        description_lang=None,
        description_dir=None,
        cards=tuple(site.cards[article.path] for article in members),
        pager=pager(number, total, lambda page: addresses.home(lang, page), site, site.voices[lang]),
        feed=site.href(urls.feed(addresses.home(lang))),
    )


def term(one: Term, lang: str, members: Sequence[Article], number: int, total: int, site: Site) -> ListView:
    library, voice = site.library, site.voices[lang]
    name = voice.best(one.name, library.default)
    text, text_lang, text_dir = _described(one.description, voice, library.default)
    path = library.term_path(one, lang) or ""
    label, context = KIND_NAMES[one.kind]
    return ListView(
        one.kind.value,
        voice.say(label, context=context),
        name.text,
        *voice.marked(name.lang),
        description=text,
        description_lang=text_lang,
        description_dir=text_dir,
        cards=tuple(site.cards[article.path] for article in members),
        pager=pager(number, total, lambda page: library.term_path(one, lang, page) or "", site, voice),
        feed=site.href(urls.feed(path)),
        parents=tuple(articles.term_link(parent, lang, site) for parent in ancestors(one, library.registry)[::-1]),
        children=_sorted(
            [
                articles.term_link(child, lang, site, counted=True)
                for child in library.registry.children.get((one.kind, one.key), ())
                if library.term_path(child, lang)
            ],
            lang,
        ),
        children_label=voice.say("Subcategories"),
    )


def archive(lang: str, site: Site) -> IndexView:
    """All years, each with its months."""
    voice, months = site.voices[lang], site.library.editions[lang].months
    groups = []
    for year in sorted({year for year, _ in months}, reverse=True):
        of_year = {month: len(members) for (y, month), members in months.items() if y == year}
        links = tuple(
            LinkView(
                voice.month(year, month),
                site.href(site.library.addresses.archive(lang, year, month)),
                count=number,
                count_text=voice.count("{count} article", "{count} articles", number),
            )
            for month, number in sorted(of_year.items(), reverse=True)
        )
        url = site.href(site.library.addresses.archive(lang, year))
        count = voice.count("{count} article", "{count} articles", sum(of_year.values()))
        groups.append(Group(voice.year(year), f"y{year:04d}", url, links=links, count_text=count))
    return IndexView("archive", voice.say("Archive"), tuple(groups))


def period(lang: str, year: int, month: int | None, site: Site) -> IndexView:
    """A year by months, or one month."""
    voice, months = site.voices[lang], site.library.editions[lang].months
    groups = tuple(
        Group(
            voice.month(y, m) if month is None else "",
            f"m{m:02d}",
            site.href(site.library.addresses.archive(lang, y, m)) if month is None else None,
            cards=tuple(site.cards[article.path] for article in members),
        )
        for (y, m), members in sorted(months.items(), reverse=True)
        if y == year and month in (None, m)
    )
    if month is None:
        return IndexView("year", voice.year(year), groups)
    return IndexView("month", voice.month(year, month), groups)


def terms(lang: str, site: Site) -> IndexView:
    """Categories as a tree laid flat, tags, series; each with its number of articles."""
    voice, edition = site.voices[lang], site.library.editions[lang]
    groups = []
    for kind in TermKind:
        keys = [key for of, key in edition.terms if of is kind]
        links = [articles.term_link(site.library.registry.terms[kind, key], lang, site, counted=True) for key in keys]
        if links:
            groups.append(Group(voice.say(KINDS_NAMES[kind]), kind.value, links=_sorted(links, lang)))
    return IndexView("terms", voice.say("Terms"), tuple(groups))


def people(lang: str, site: Site) -> IndexView:
    """Everybody with a role in this edition, by role, in the order of the language's alphabet."""
    voice, edition = site.voices[lang], site.library.editions[lang]
    collator = Collator(lang)
    groups = []
    for role in ROLES:
        found = [site.library.registry.people[key] for key, roles in edition.people.items() if role in roles]
        found.sort(key=lambda person: (collator.key(filed_as(person, voice)), person.key))
        if found:
            links = tuple(_person_link(person, lang, len(edition.people[person.key][role]), site) for person in found)
            groups.append(Group(voice.say(ROLE_NAMES[role]), role, links=links))
    return IndexView("people", voice.say("People"), tuple(groups))


def filed_as(person: Person, voice: Voice) -> str:
    """What an index of this edition files a person under: `sort` in its language, or `sort` for all languages as long
    as it is in the script that the name is shown in."""
    name = voice.name(person).text
    if person.sort is None or voice.lang in person.sort.texts:
        return person.sort.texts[voice.lang] if person.sort else name
    general = person.sort.texts.get(UNDETERMINED, "")
    return general if _script(general) == _script(name) else name


def _script(text: str) -> str:
    """The script of the first letter, as its name in Unicode begins: LATIN, CYRILLIC."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def sources(lang: str, site: Site) -> IndexView:
    """The publications that this edition translated from."""
    voice, edition = site.voices[lang], site.library.editions[lang]
    links = []
    for key, members in edition.sources.items():
        source = site.library.registry.sources[key]
        name = voice.name(source)
        url = site.href(site.library.source_path(key, lang) or "")
        count = voice.count("{count} article", "{count} articles", len(members))
        links.append(LinkView(name.text, url, *voice.marked(name.lang), count=len(members), count_text=count))
    return IndexView("sources", voice.say("Sources"), (Group("", "sources", links=_sorted(links, lang)),))


def person(one: Person, lang: str, site: Site) -> ProfileView:
    """A person and what they did in this edition, role by role."""
    voice, roles = site.voices[lang], site.library.editions[lang].people[one.key]
    groups = tuple(
        Group(voice.say(DEEDS[role]), role, cards=tuple(site.cards[article.path] for article in roles[role]))
        for role in ROLES
        if role in roles
    )
    path = site.library.person_path(one.key, lang) or ""
    return _profile("person", one, one.bio, voice, site, groups, site.href(urls.feed(path)))


def source(one: Source, lang: str, site: Site) -> ProfileView:
    """A publication and all that this edition translated from it."""
    voice = site.voices[lang]
    cards = tuple(site.cards[article.path] for article in site.library.editions[lang].sources[one.key])
    group = Group(voice.say("Translated from this publication"), "articles", cards=cards)
    return _profile("source", one, one.description, voice, site, (group,), None)


def _profile(
    kind: str,
    one: Person | Source,
    text: Localised | None,
    voice: Voice,
    site: Site,
    groups: tuple[Group, ...],
    feed: str | None,
) -> ProfileView:
    name = voice.name(one)
    said, said_lang, said_dir = _described(text, voice, site.library.default)
    return ProfileView(
        kind,
        name.text,
        *voice.marked(name.lang),
        text=said,
        text_lang=said_lang,
        text_dir=said_dir,
        url=one.url,
        groups=groups,
        feed=feed,
    )


def _described(text: Localised | None, voice: Voice, default: str) -> tuple[str, str | None, str | None]:
    best = voice.best(text, default) if text else Text("", voice.lang)
    return best.text, *voice.marked(best.lang)


def _person_link(one: Person, lang: str, number: int, site: Site) -> LinkView:
    voice = site.voices[lang]
    name = voice.name(one)
    url = site.href(site.library.person_path(one.key, lang) or "")
    count = voice.count("{count} article", "{count} articles", number)
    return LinkView(name.text, url, *voice.marked(name.lang), count=number, count_text=count)


def _sorted(links: Sequence[LinkView], lang: str) -> tuple[LinkView, ...]:
    collator = Collator(lang)
    return tuple(sorted(links, key=lambda link: (collator.key(link.text), link.url)))
