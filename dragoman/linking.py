"""Where the links of a text lead: to the reader's language where the target has it, else to a version that exists.

A target is found by its path in the content folder, below the guard. What is not public is never linked: the link's
words stay, its address goes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from dragoman import guard, images, languages, urls
from dragoman.images import Size, Unfit
from dragoman.library import Library
from dragoman.model import Article, Document, TermKind
from dragoman.problems import Problem, Severity, did_you_mean
from dragoman.slugs import slugify
from dragoman.text.links import Reference, Resolution, Target, parse_target
from dragoman.text.rendered import Rendered

RULES: Mapping[str, str] = MappingProxyType(
    {
        "L120": "A link or picture names a file of the content folder that is not there.",
        "L121": "A link leads to a text that readers cannot see yet; its words stay, its address is left out.",
        "L122": "A link leads to a heading or note that its target does not have.",
        "L123": "A link leads to an address of this site where nothing is.",
        "L124": "A link names a category, a tag or a person that the publication does not have.",
        "L125": "A path leads out of the content folder.",
        "L126": "The picture of an article is fetched from another site.",
        "L127": "A file of the content folder that no text refers to; it is not published.",
    }
)

FRAME_IDS = frozenset({"Main"})  # anchors that every page has


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: of a document, in the version that fits the reader best, or of a list."""

    path: str  # site path
    document: Document | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class File:
    """A file of the content folder that the site publishes."""

    path: str  # site path
    source: str  # content path
    size: Size | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Elsewhere:
    """An address that is left as it is."""

    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Missing:
    """Nothing to link to, and why."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


Found = Page | File | Elsewhere | Missing


@dataclasses.dataclass(frozen=True, slots=True)
class Linker:
    """Finds what the texts of one library refer to."""

    library: Library
    bodies: Mapping[str, Rendered]
    ids: Mapping[str, frozenset[str]]  # the anchors of each text, by content path
    at: Mapping[str, Document]  # the text at each site path that has one
    sizes: Mapping[str, Size | Unfit]  # of each picture that a text or a header names, by content path

    @classmethod
    def of(cls, library: Library, bodies: Mapping[str, Rendered]) -> Linker:
        ids = {path: frozenset(rendered.ids) for path, rendered in bodies.items()}
        at = {library.paths[path]: one for path, one in library.documents.items() if library.visible(one)}
        linker = cls(library, bodies, ids, at, {})
        named = {
            path
            for document in library.documents.values()
            for target, picture in linker._mentions(document)
            if picture and (path := linker._content_path(document, target.path)) in library.files
        }
        sizes = {path: images.measure(library.settings.content / path) for path in sorted(filter(None, named))}
        return dataclasses.replace(linker, sizes=sizes)

    def find(self, document: Document, target: Target, *, picture: bool = False) -> Found:
        """What a target leads to for the readers of a document."""
        if target.kind in {"external", "empty", "unknown"}:  # what is wrong with these, the text itself has said
            return Elsewhere(target.path)
        if target.kind in {"category", "tag", "author", "index"}:
            return self._list(document.lang, target)
        if target.kind == "site":
            return Page(target.path, self.at.get(target.path))
        if target.kind == "anchor":
            return Page(self.library.paths[document.path], document)
        return self._content(document, target, picture=picture)

    def _list(self, lang: str, target: Target) -> Found:
        library = self.library
        if target.kind == "index":
            return Page(library.addresses.home(lang))
        if target.kind == "author":
            path = next(
                filter(None, (library.person_path(key, lang) for key in (target.path, slugify(target.path)))), None
            )
            known: Iterable[str] = library.editions[lang].people
        else:
            kind = TermKind(target.kind)
            term = library.registry.term(kind, target.path)
            path = library.term_path(term, lang)
            known = [key for of, key in library.editions[lang].terms if of is kind]
        if path:
            return Page(path)
        message = f"this edition has no {target.kind} {target.path}"
        return Missing("L124", message, did_you_mean(target.path, known) or "write its key")

    def _content_path(self, document: Document, written: str) -> str | None:
        folder = "" if written.startswith("/") else document.path.rpartition("/")[0]
        found = guard.inside(self.library.settings.content, written.lstrip("/"), folder)
        return found if isinstance(found, str) else None

    def _content(self, document: Document, target: Target, *, picture: bool) -> Found:
        path = self._content_path(document, target.path)
        if path is None:
            return Missing("L125", f"{target.path} leads out of the content folder", "name a file inside it")
        if path in self.library.broken:  # what is wrong with it has been said where it is
            return Elsewhere(target.path)
        if path in self.library.documents:
            if picture:
                return Missing("L112", f"{path} is a text, not a picture", "take away the ! to link to it")
            return self._version(document, self.library.documents[path])
        if path not in self.library.files:
            known = (*self.library.files, *self.library.documents)
            near = did_you_mean(path, [name for name in known if name.rpartition("/")[0] == path.rpartition("/")[0]])
            hint = near or "paths go from the text's own folder, or with a leading / from the content folder"
            return Missing("L120", f"{path} is not there", hint)
        if not path.lower().endswith(tuple(images.PUBLISHED)):
            return Missing(
                "L112", f"{path} is of a type that is not published", f"types: {', '.join(sorted(images.PUBLISHED))}"
            )
        size = self.sizes.get(path)
        if picture and not isinstance(size, Size):
            unfit = size or Unfit("L110", "cannot be measured", "save it again")
            return Missing(unfit.code, f"{path} {unfit.reason}", unfit.hint)
        return File(urls.media(path), path, size if isinstance(size, Size) else None)

    def _version(self, document: Document, target: Document) -> Found:
        """The version in the reader's language, else the one that was named, else the default edition's, else any."""
        library = self.library
        versions = library.group(target)
        order = dict.fromkeys((document.lang, target.lang, library.default, *library.editions))
        for lang in order:
            if lang in versions and library.visible(versions[lang]):
                return Page(library.paths[versions[lang].path], versions[lang])
        hint = "the link appears by itself once the text does"
        return Missing("L121", f"readers cannot see {target.path} yet", hint, Severity.WARNING)

    def resolver(
        self, document: Document, address: Callable[[str], str], in_language: Callable[[str], str]
    ) -> Callable[[Reference], Resolution]:
        """Turns the references of a document's body into addresses; `address` makes them of site paths, `in_language`
        says in the reader's words that a link leads to another language."""

        def resolve(reference: Reference) -> Resolution:
            picture = reference.kind == "image"
            target = parse_target(reference.target)
            found = self.find(document, target, picture=picture)
            if isinstance(found, Elsewhere):
                return Resolution(reference.target)
            if isinstance(found, Missing):
                return Resolution(None)
            query = f"?{target.query}" if target.query else ""
            if isinstance(found, File):
                size = found.size if picture else None
                attributes = {"width": str(size.width), "height": str(size.height)} if size else {}
                return Resolution(address(found.path) + query + _fragment(target), attributes)
            if target.kind == "anchor" and found.document is document and not address("/").startswith("http"):
                return Resolution(f"#{target.fragment}")
            href = address(found.path) + query + _fragment(target)
            if found.document is None or found.document.lang == document.lang:
                return Resolution(href)
            lang = found.document.lang
            return Resolution(href, {"hreflang": lang, "title": in_language(lang)}, _mark(lang))

        return resolve

    def check(self, document: Document) -> Iterator[Problem]:
        """Everything that a document refers to and that is not as it says."""
        for reference in self.bodies[document.path].links:
            target = parse_target(reference.target)
            found = self.find(document, target, picture=reference.kind == "image")
            missing = found if isinstance(found, Missing) else self._astray(found, target)
            if missing and missing.code == "L124" and not self.library.visible(document):
                continue  # the list may come to be with the text itself; the preview, and so `check`, sees both
            if missing:
                yield _problem(document.path, reference.line, 1, missing)
        if isinstance(document, Article) and document.header.image:
            found = self.find(document, parse_target(document.header.image.src), picture=True)
            if isinstance(found, Elsewhere):
                hint = "put a copy beside the article, where its licence allows it"
                found = Missing("L126", f"the picture {found.address} is not in the content folder", hint)
            if isinstance(found, Missing):
                place = document.places.at("image", "src")
                yield _problem(place.path, place.line, place.column, found)

    def _astray(self, found: Found, target: Target) -> Missing | None:
        """Whether the anchor that a link names is in the text it leads to; of other pages nothing is known here."""
        if not target.fragment or not isinstance(found, Page) or found.document is None:
            return None
        ids = self.ids[found.document.path]
        if target.fragment in ids or target.fragment in FRAME_IDS:
            return None
        message = f"{found.document.path} has no heading or note #{target.fragment}"
        return Missing("L122", message, did_you_mean(target.fragment, ids) or "name the id of a heading")

    def unanswered(self, paths: Collection[str]) -> Iterator[Problem]:
        """Links to addresses of this site (`/about/`) where none of these site paths is."""
        known = frozenset(paths)
        for document in filter(self.library.visible, self.library.documents.values()):
            for reference in self.bodies[document.path].links:
                target = parse_target(reference.target)
                if target.kind == "site" and target.path not in known:
                    hint = did_you_mean(target.path, known) or "link to a file with {filename}, which follows it"
                    yield _problem(
                        document.path, reference.line, 1, Missing("L123", f"nothing is at {target.path}", hint)
                    )

    def unused(self) -> Iterator[Problem]:
        """Files that nothing refers to. Where a text could not be read, nobody knows what it refers to."""
        if self.library.broken:
            return
        named = {
            self._content_path(document, target.path)
            for document in self.library.documents.values()
            for target, _ in self._mentions(document)
            if target.kind in {"file", "static"}
        }
        for path in sorted(self.library.files.difference(filter(None, named))):
            hint = "link to it, or take it away"
            unused = Missing("L127", "no text refers to this file, so it is not published", hint, Severity.WARNING)
            yield _problem(path, 0, 0, unused)

    def published(self) -> frozenset[str]:
        """The files of the content folder that visible texts refer to; no other file leaves it."""
        return frozenset(
            found.source
            for document in filter(self.library.visible, self.library.documents.values())
            for target, picture in self._mentions(document)
            if isinstance(found := self.find(document, target, picture=picture), File)
        )

    def _mentions(self, document: Document) -> Iterator[tuple[Target, bool]]:
        """Everything that a document refers to, and whether as a picture."""
        for reference in self.bodies[document.path].links:
            yield parse_target(reference.target), reference.kind == "image"
        if isinstance(document, Article) and document.header.image:
            yield parse_target(document.header.image.src), True


def _mark(lang: str) -> Markup:
    """What tells a reader that a link leads to another language."""
    name = languages.autonym(languages.language(lang))
    mark = Markup(' <span class="in-language" lang="{}" dir="{}">({})</span>')
    return mark.format(name.lang, languages.language(name.lang).direction, name.text)


def _fragment(target: Target) -> str:
    return f"#{target.fragment}" if target.fragment else ""


def _problem(path: str, line: int, column: int, missing: Missing) -> Problem:
    return Problem(path, line, column, missing.code, missing.severity, missing.message, missing.hint)
