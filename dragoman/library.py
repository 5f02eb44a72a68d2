"""The library answers every question about the collection from indexes that are built once, each in linear time."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import enum
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from dragoman import clock, works
from dragoman.model import UNDETERMINED, Article, Collection, Document, Role, StandingPage, Status, Term, TermKind
from dragoman.problems import Problem
from dragoman.registry import PEOPLE_FIELDS, Registry, TermId, ancestors, register, terms_of
from dragoman.settings import Settings
from dragoman.slugs import slugify
from dragoman.urls import Addresses
from dragoman.works import Provenance

_Version = TypeVar("_Version", bound=Document)


class State(enum.Enum):
    """How much of an article readers get to see at the moment of the build."""

    LISTED = "listed"
    HIDDEN = "hidden"  # at its address, in no list
    DRAFT = "draft"  # nowhere but in the preview
    SCHEDULED = "scheduled"  # dated in the future: nowhere but in the preview


@dataclasses.dataclass(frozen=True, slots=True)
class Edition:
    """The whole site in one language: every list of it, newest first."""

    lang: str
    articles: tuple[Article, ...]
    pages: tuple[StandingPage, ...]
    terms: Mapping[TermId, tuple[Article, ...]]
    people: Mapping[str, Mapping[Role, tuple[Article, ...]]]
    sources: Mapping[str, tuple[Article, ...]]
    months: Mapping[tuple[int, int], tuple[Article, ...]]
    positions: Mapping[str, int]  # of each listed article, by its path

    def place_in(self, members: Sequence[Article], article: Article) -> int:
        """Where a listed article stands among members that are in the edition's order."""
        here = self.positions[article.path]
        return bisect.bisect_left(members, here, key=lambda member: self.positions[member.path])


@dataclasses.dataclass(frozen=True, slots=True)
class Library:
    settings: Settings
    addresses: Addresses
    registry: Registry
    default: str  # the language of the default edition
    editions: Mapping[str, Edition]  # in the publication's order
    works: Mapping[str, Mapping[str, Article]]  # every version, whatever its state
    standing: Mapping[str, Mapping[str, StandingPage]]
    provenances: Mapping[str, Provenance]  # of each translation, by its path
    states: Mapping[str, State]  # by content path, of articles and standing pages
    paths: Mapping[str, str]  # content path -> site path, of every article and standing page, whatever its state
    documents: Mapping[str, Document]  # by content path
    files: frozenset[str]
    broken: frozenset[str]  # documents that could not be read, or are in the language of no edition
    preview: bool

    def visible(self, document: Document) -> bool:
        """Whether the document has a page in this build."""
        return self.preview or self.states[document.path] in {State.LISTED, State.HIDDEN}

    def listed(self, document: Document) -> bool:
        """Whether lists, feeds, alternates and the sitemap show it in this build."""
        state = self.states[document.path]
        return state is State.LISTED or (self.preview and state is not State.HIDDEN)

    def versions(self, document: _Version) -> Mapping[str, _Version]:
        """The listed versions of the same work or standing page, in the order of the editions."""
        group = cast(Mapping[str, _Version], self.group(document))
        return {lang: group[lang] for lang in self.editions if lang in group and self.listed(group[lang])}

    def group(self, document: Document) -> Mapping[str, Document]:
        """Every version of the same work or standing page, whatever its state."""
        return self.works[document.work] if isinstance(document, Article) else self.standing[document.name]

    def date(self, article: Article) -> dt.datetime:
        return clock.instant(article.header.date, self.settings.zone)

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """The next newer and the next older article of the same edition."""
        edition = self.editions[article.lang]
        position = edition.positions.get(article.path)
        if position is None:
            return None, None
        newer = edition.articles[position - 1] if position else None
        older = edition.articles[position + 1] if position + 1 < len(edition.articles) else None
        return newer, older

    def related(self, article: Article, most: int, *, reach: int = 8) -> tuple[Article, ...]:
        """Articles of the same edition that share terms with this one, those that share most first.

        Only the `reach` nearest by date on each side are weighed for each term, so that the cost does not grow with
        the number of articles under a term.
        """
        edition = self.editions[article.lang]
        if article.path not in edition.positions:
            return ()
        here = edition.positions[article.path]
        shared: Counter[str] = Counter()
        for term in self.terms_of(article):
            members = edition.terms.get((term.kind, term.key), ())
            place = edition.place_in(members, article)
            for other in members[max(0, place - reach) : place + reach + 1]:
                shared[other.path] += 1 if term.kind is TermKind.CATEGORY else 2
        del shared[article.path]
        ranked = sorted(shared, key=lambda path: (-shared[path], abs(edition.positions[path] - here), path))
        return tuple(edition.articles[edition.positions[path]] for path in ranked[:most])

    def terms_of(self, article: Article) -> tuple[Term, ...]:
        return terms_of(article, self.registry)

    def term_slug(self, term: Term, lang: str) -> str:
        texts = term.slug.texts if term.slug else {}
        return next((texts[tag] for tag in (lang, self.default, UNDETERMINED) if tag in texts), slugify(term.key))

    def term_path(self, term: Term, lang: str, page: int = 1) -> str | None:
        """The site path of a term's list in an edition; None where the edition has no such list."""
        if (term.kind, term.key) not in self.editions[lang].terms:
            return None
        return self.addresses.term(lang, term.kind.value, self.term_slug(term, lang), page)

    def person_path(self, key: str, lang: str) -> str | None:
        if key not in self.editions[lang].people:
            return None
        return self.addresses.profile(lang, "people", self.registry.people[key].slug or key)

    def source_path(self, key: str, lang: str) -> str | None:
        if key not in self.editions[lang].sources:
            return None
        return self.addresses.profile(lang, "sources", self.registry.sources[key].slug or key)


def assemble(
    collection: Collection, settings: Settings, now: dt.datetime, *, preview: bool = False
) -> tuple[Library, tuple[Problem, ...]]:
    """The library of a collection as it stands at `now`; with `preview`, drafts and dated articles are shown too."""
    written: tuple[Document, ...] = (*collection.articles, *collection.pages)
    order, default = _editions(settings, sorted({document.lang for document in written}))
    problems = [*works.foreign(written, order)]
    collection = _within(collection, order)
    documents: tuple[Document, ...] = (*collection.articles, *collection.pages)
    addresses = Addresses.of(settings, order, default)
    versions = works.by_work(collection.articles)
    problems += works.check(versions, collection.broken)
    standing: defaultdict[str, dict[str, StandingPage]] = defaultdict(dict)
    for page in collection.pages:
        standing[page.name][page.lang] = page
    states = {document.path: _state(document, settings, now) for document in documents}
    shown = {State.LISTED, State.DRAFT, State.SCHEDULED} if preview else {State.LISTED}
    readable = {path for path, state in states.items() if preview or state in {State.LISTED, State.HIDDEN}}
    registry, wrong = register(collection, readable)
    provenances = {
        article.path: works.provenance(article, versions[article.work], readable)
        for article in collection.articles
        if article.is_translation
    }
    editions = {
        lang: _edition(
            lang,
            [a for a in collection.articles if a.lang == lang and states[a.path] in shown],
            [p for p in collection.pages if p.lang == lang and states[p.path] in shown],
            registry,
            settings,
            provenances,
        )
        for lang in order
    }
    paths = {article.path: _article_path(article, addresses, settings) for article in collection.articles}
    paths |= {page.path: addresses.standing(page.lang, page.header.slug or page.name) for page in collection.pages}
    library = Library(
        settings,
        addresses,
        registry,
        default,
        editions,
        versions,
        dict(standing),
        provenances,
        states,
        paths,
        {document.path: document for document in documents},
        collection.files,
        collection.broken,
        preview,
    )
    return library, (*problems, *wrong)


def _within(collection: Collection, editions: Sequence[str]) -> Collection:
    """The collection without what is in the language of no edition, which counts as broken: its problem is told."""
    documents: tuple[Document, ...] = (*collection.articles, *collection.pages)
    outside = frozenset(document.path for document in documents if document.lang not in editions)
    if not outside:
        return collection
    return dataclasses.replace(
        collection,
        articles=tuple(article for article in collection.articles if article.path not in outside),
        pages=tuple(page for page in collection.pages if page.path not in outside),
        broken=collection.broken | outside,
    )


def _editions(settings: Settings, found: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The editions in order, and which of them is the default one."""
    if settings.options.editions:
        order = tuple(dict.fromkeys(settings.options.editions))
    else:
        order = tuple(sorted(found, key=lambda lang: (lang != settings.default_lang, lang))) or (settings.default_lang,)
    return order, settings.default_lang if settings.default_lang in order else order[0]


def _state(document: Document, settings: Settings, now: dt.datetime) -> State:
    if document.header.status is Status.DRAFT:
        return State.DRAFT
    if document.header.date and clock.instant(document.header.date, settings.zone) > now:
        return State.SCHEDULED
    return State.HIDDEN if document.header.status is Status.HIDDEN else State.LISTED


def _article_path(article: Article, addresses: Addresses, settings: Settings) -> str:
    day = clock.instant(article.header.date, settings.zone).date()
    return addresses.article(article.lang, slug=article.header.slug or article.work, work=article.work, day=day)


def _edition(
    lang: str,
    articles: Iterable[Article],
    pages: Iterable[StandingPage],
    registry: Registry,
    settings: Settings,
    provenances: Mapping[str, Provenance],
) -> Edition:
    newest_first = sorted(
        sorted(articles, key=lambda article: article.path),
        key=lambda article: clock.instant(article.header.date, settings.zone),
        reverse=True,
    )
    by_term: defaultdict[TermId, list[Article]] = defaultdict(list)
    by_person: defaultdict[str, defaultdict[Role, list[Article]]] = defaultdict(lambda: defaultdict(list))
    by_source: defaultdict[str, list[Article]] = defaultdict(list)
    by_month: defaultdict[tuple[int, int], list[Article]] = defaultdict(list)
    for article in newest_first:
        for term in _with_ancestors(article, registry):
            by_term[term].append(article)
        for key, role in _credits(article, registry, provenances.get(article.path)):
            by_person[key][role].append(article)
        for key in _publications(article, registry):
            by_source[key].append(article)
        day = clock.instant(article.header.date, settings.zone)
        by_month[day.year, day.month].append(article)
    return Edition(
        lang,
        tuple(newest_first),
        tuple(sorted(pages, key=lambda page: page.name)),
        {term: tuple(members) for term, members in by_term.items()},
        {key: {role: tuple(done) for role, done in roles.items()} for key, roles in by_person.items()},
        {key: tuple(members) for key, members in by_source.items()},
        {month: tuple(members) for month, members in by_month.items()},
        {article.path: position for position, article in enumerate(newest_first)},
    )


def _with_ancestors(article: Article, registry: Registry) -> Iterable[TermId]:
    found: dict[TermId, None] = {}
    for term in terms_of(article, registry):
        for one in (term, *ancestors(term, registry)):
            found[one.kind, one.key] = None
    return found


def _credits(article: Article, registry: Registry, provenance: Provenance | None) -> Iterable[tuple[str, Role]]:
    """Everybody with a role on the article, each role once; authors come from the original where only it names them."""
    found: dict[tuple[str, Role], None] = {}
    for field, role in PEOPLE_FIELDS.items():
        refs = provenance.authors if provenance and role == "author" else getattr(article.header, field)
        for ref in refs:
            found[registry.person(ref).key, role] = None
    return found


def _publications(article: Article, registry: Registry) -> Iterable[str]:
    original = article.header.original
    return [registry.source(original.publication).key] if original and original.publication else []
