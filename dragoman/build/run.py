"""One build, from the content folder to the bytes of every file, without a word to the disk until all is well."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import jinja2

from dragoman import catalogues as catalogues_module
from dragoman import collisions, files, languages, strings, text, urls
from dragoman import redirects as moves
from dragoman.build import assets, ids, nginx, origins, plan, whole
from dragoman.build.assets import Assets
from dragoman.build.page import Asset, Page
from dragoman.build.render import environment, render
from dragoman.build.write import MANIFEST
from dragoman.collisions import Claim
from dragoman.formats import Formats
from dragoman.library import Library, assemble
from dragoman.linking import Linker
from dragoman.model import Collection, Document, LooseBody, Place
from dragoman.problems import Problem, errors, ordered
from dragoman.reading import read_collection
from dragoman.settings import Settings, unmet
from dragoman.text.rendered import Rendered
from dragoman.views.articles import with_cards
from dragoman.views.site import Site
from dragoman.views.sitemap import Listing
from dragoman.views.voice import Voice

NGINX_MAP = "/redirects.nginx.map"
_LARGEST_FILE = 64 * 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True)
class Built:
    """The outcome: every file of the output by its path, empty where an error stands in the way; and every problem."""

    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    pages: int = 0
    editions: tuple[str, ...] = ()


def build(settings: Settings, now: dt.datetime, *, preview: bool = False) -> Built:
    """Build everything. `preview` shows drafts and dated articles, marked."""
    collection, problems = read_collection(settings.content)
    library, wrong = assemble(collection, settings, now, preview=preview)
    shared = assets.gather(settings.theme)
    site, unwell = _site(library, shared)
    found = [*problems, *wrong, *unwell, *_loose(collection, site)]
    if errors(found):
        return Built({}, ordered([*found, *_unmade(collection, library)]))
    contents, claims, more = _make(with_cards(site), collection, shared)
    found += [*more, *collisions.find(claims)]
    pages = sum(name.endswith(".html") for name in contents)
    return Built({} if errors(found) else contents, ordered(found), pages, tuple(library.editions))


def check(settings: Settings, now: dt.datetime) -> tuple[Problem, ...]:
    """Every problem that a build would find, drafts included, and what the catalogues of strings lack."""
    catalogues, _ = catalogues_module.load(_string_folders(settings))
    return ordered([*build(settings, now, preview=True).problems, *catalogues_module.missing(catalogues)])


def _site(library: Library, shared: Assets) -> tuple[Site, list[Problem]]:
    settings = library.settings
    catalogues, problems = catalogues_module.load(_string_folders(settings))
    voices = {lang: _voice(lang, catalogues, settings) for lang in library.editions}
    converter = text.Converter()  # one for all: making it costs as much as a tenth of an article
    bodies = {
        path: _body(document, voices.get(document.lang) or voices[library.default], settings, converter)
        for path, document in library.documents.items()
    }
    linker = Linker.of(library, bodies)
    found = [*problems, *(problem for rendered in bodies.values() for problem in rendered.problems)]
    for document in library.documents.values():
        found += linker.check(document)
    found += linker.unused()
    return Site(library, voices, bodies, linker, shared.stylesheet, shared.favicon), found


def _string_folders(settings: Settings) -> list[Path]:
    """The theme's catalogues, and those of the folders that override its templates."""
    return [folder / "strings" for folder in (settings.theme, *settings.overrides) if (folder / "strings").is_dir()]


def _voice(lang: str, catalogues: Mapping[str, strings.Catalogue], settings: Settings) -> Voice:
    catalogue = strings.catalogue_for(catalogues, lang, settings.options.fallback_lang)
    speaking = catalogue
    while not speaking.messages and speaking.fallback:
        speaking = speaking.fallback
    kin = set(strings.parents(lang)) & set(strings.parents(speaking.lang))
    speaks = languages.language(lang if kin else speaking.lang)
    return Voice(lang, catalogue, Formats(speaks, settings.options.digits.get(lang)), settings.zone)


def _loose(collection: Collection, site: Site) -> list[Problem]:
    """What is wrong with the bodies of documents whose headers keep them out, so that it is said in the same run."""
    voice, converter = site.voices[site.library.default], text.Converter()
    return [p for body in collection.loose for p in _body(body, voice, site.settings, converter).problems]


def _body(document: Document | LooseBody, voice: Voice, settings: Settings, converter: text.Converter) -> Rendered:
    labels = text.Labels(notes=voice.say("Notes"), back=voice.say("Back to the text"), table=voice.say("Table"))
    return text.render(
        document.body,
        path=document.path,
        lang=document.lang,
        first_line=document.body_line,
        labels=labels,
        typogrify=settings.typogrify,
        converter=converter,
    )


def _make(site: Site, collection: Collection, shared: Assets) -> tuple[dict[str, bytes], list[Claim], list[Problem]]:
    """Every file of the output, who claims it, and what went wrong on the way."""
    made = _Output(site, environment(site.settings.theme, site.settings.overrides))
    for page in plan.pages(site, collection.places):
        made.add_page(page)
    made.add_page(whole.not_found(site))
    for page in whole.sitemaps(made.listings, site):
        made.add_page(page)
    for asset in shared.files:
        made.add_asset(asset)
    for name in sorted(site.linker.published()):
        made.add_file(name)
    made.add_redirects(moves.gather(collection.redirects, site.library))
    made.problems += site.linker.unanswered(made.paths)
    menus = {f"page:{name}" for name in site.library.standing}
    menus |= {f"{kind.value}:{key}" for kind, key in site.library.registry.terms}
    made.problems += unmet(site.settings, site.library.editions, menus, made.paths)
    waiting = [d for d in site.library.documents.values() if not site.library.visible(d)]
    reserved = (*_claims(waiting, site.library), *moves.reserved(site.library))
    return made.contents, [*made.claims, *reserved], made.problems


class _Output:
    """What one build has made so far."""

    def __init__(self, site: Site, templates: jinja2.Environment) -> None:
        self.site = site
        self.templates = templates
        self.catalogues = {lang: voice.catalogue for lang, voice in site.voices.items()}
        self.contents: dict[str, bytes] = {}
        self.claims = [Claim(MANIFEST, "the list of what a build wrote")]
        self.paths: set[str] = set()
        self.listings: list[Listing] = []
        self.problems: list[Problem] = []

    def add_page(self, page: Page) -> None:
        if page.listing:
            self.listings.append(page.listing)
        rendered = render(page, self.templates, self.catalogues)
        if isinstance(rendered, Problem):
            self.problems.append(rendered)
        self._add(page.path, page.origin, page.place, b"" if isinstance(rendered, Problem) else rendered)

    def add_asset(self, asset: Asset) -> None:
        self._add(asset.path, asset.origin, None, asset.data)

    def add_file(self, name: str) -> None:
        """A picture or a download of the content folder."""
        data = files.read_bounded(self.site.settings.content / name, _LARGEST_FILE, name)
        if isinstance(data, Problem):
            self.problems.append(data)
        else:
            self._add(urls.media(name), name, Place(name), data)

    def add_redirects(self, written: Iterable[moves.Move]) -> None:
        """The pages of old addresses and their map, once all that they may lead to is there."""
        table, wrong = moves.settle(written, self.paths)
        self.problems += [*wrong, *moves.anchored(table, self._anchors)]
        for page in whole.redirects(table, self.site):
            self.add_page(page)
        for page in whole.front(self.paths, self.site):
            self.add_page(page)
            table = (*table, moves.Move(page.path, self.site.library.addresses.home(page.lang), Place("")))
        if table:
            data = nginx.redirect_map(table, self.site.library.addresses).encode()
            self.add_asset(Asset(NGINX_MAP, "the redirects for nginx", data))

    def _anchors(self, path: str) -> frozenset[str] | None:
        """The ids of a page that was made; None for what is no page."""
        file = urls.file_of(path)
        return ids.of(self.contents[file].decode()) if file.endswith(".html") else None

    def _add(self, path: str, origin: str, place: Place | None, data: bytes) -> None:
        file = urls.file_of(path)
        self.contents[file] = data
        self.paths.add(path)
        self.claims.append(Claim(file, origin, place))


def _unmade(collection: Collection, library: Library) -> Iterator[Problem]:
    """What can be said of addresses although errors stand in the way of making the pages."""
    table, wrong = moves.settle(moves.gather(collection.redirects, library), None)
    claims = [Claim(urls.file_of(move.page), f"a redirect of {move.place.path}", move.place) for move in table]
    yield from wrong
    yield from collisions.find(
        [*claims, *_claims(library.documents.values(), library), *moves.reserved(library)],
    )


def _claims(documents: Iterable[Document], library: Library) -> Iterator[Claim]:
    """What texts take or, while readers cannot see them, will take: so a collision is known before that day."""
    for document in documents:
        if document.path in library.paths:
            file = urls.file_of(library.paths[document.path])
            yield Claim(file, document.path, origins.of_document(document))
