"""What a person wrote, read once: frozen records under the names that the files use.

Nothing here knows where a page lives or how it looks. `schema` makes these records from YAML; `library` asks
questions of a whole collection of them.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import Literal

from dragoman.clock import Moment

UNDETERMINED = "und"  # BCP 47: the language of a text that says none

Role = Literal["author", "translator", "editor", "interviewer", "interviewee", "proofreader"]
ROLES: tuple[Role, ...] = ("author", "translator", "editor", "interviewer", "interviewee", "proofreader")


class Status(enum.StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    HIDDEN = "hidden"  # built at its address, in no list, feed or sitemap


class ArticleType(enum.StrEnum):
    ARTICLE = "article"
    INTERVIEW = "interview"
    ESSAY = "essay"
    SPEECH = "speech"
    LETTER = "letter"
    REVIEW = "review"
    TRANSCRIPT = "transcript"


class TranslationMethod(enum.StrEnum):
    HUMAN = "human"
    MACHINE_ASSISTED = "machine-assisted"
    MACHINE_EDITED = "machine-edited"


class CommentsState(enum.StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    OFF = "off"


class TermKind(enum.StrEnum):
    CATEGORY = "category"
    TAG = "tag"
    SERIES = "series"


@dataclasses.dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as it is known: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def isoformat(self) -> str:
        """
        >>> PartialDate(2016, 9).isoformat()
        '2016-09'
        """
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A text and the language it is in (`und` where nobody said)."""

    text: str
    lang: str


@dataclasses.dataclass(frozen=True, slots=True)
class Localised:
    """A text in one or more languages: `{en: Coast, ru: Берег}`, or one text for all, kept under `und`."""

    texts: Mapping[str, str]

    def best(self, *languages: str) -> Text:
        """The text for the first of these languages that has one, else the language-neutral one, else the first.

        >>> Localised({"en": "Coast", "ru": "Берег"}).best("fr", "ru")
        Text(text='Берег', lang='ru')
        """
        for lang in (*languages, UNDETERMINED):
            if lang in self.texts:
                return Text(self.texts[lang], lang)
        lang, text = next(iter(self.texts.items()))
        return Text(text, lang)


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where something was written; `line` and `column` count from 1."""

    path: str
    line: int = 0
    column: int = 0


Path = tuple[str | int, ...]  # the way to a value inside a YAML document: ("original", "lang")


@dataclasses.dataclass(frozen=True, slots=True)
class Places:
    """Where each value of one YAML document was written."""

    path: str
    marks: Mapping[Path, tuple[int, int]] = dataclasses.field(default_factory=dict)

    def at(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest thing around it that has one."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.marks:
                return Place(self.path, *self.marks[path[:length]])
        return Place(self.path, *self.marks.get((), (1, 1)))


@dataclasses.dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as an article names them: a key of people.yaml, or a plain name with perhaps an address."""

    name: str
    url: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Original:
    """What was translated."""

    lang: str | None = None
    title: str | None = None
    title_latin: str | None = None
    authors: tuple[PersonRef, ...] = ()
    publication: str | None = None  # a key of sources.yaml, or a plain name
    date: PartialDate | None = None
    url: str | None = None
    accessed: PartialDate | None = None
    archived: str | None = None
    license: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    isbn: str | None = None
    issn: str | None = None
    doi: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Via:
    """The version in a third language that this translation was made from (a relay)."""

    lang: str
    title: str | None = None
    translators: tuple[PersonRef, ...] = ()
    publication: str | None = None
    url: str | None = None
    date: PartialDate | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Permission:
    from_: str
    date: PartialDate | None = None
    scope: str | None = None
    ref: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Correction:
    date: PartialDate
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class FirstPublished:
    name: str
    url: str | None = None
    date: PartialDate | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class LeadImage:
    src: str  # a file beside the article, or /path below the content folder
    alt: str = ""
    caption: str | None = None
    credit: str | None = None
    license: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ArticleHeader:
    title: str
    date: Moment
    authors: tuple[PersonRef, ...] = ()
    translators: tuple[PersonRef, ...] = ()
    editors: tuple[PersonRef, ...] = ()
    interviewers: tuple[PersonRef, ...] = ()
    interviewees: tuple[PersonRef, ...] = ()
    proofreaders: tuple[PersonRef, ...] = ()
    original: Original | None = None
    via: Via | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    series: str | None = None
    summary: str | None = None
    slug: str | None = None
    modified: Moment | None = None
    status: Status = Status.PUBLISHED
    type: ArticleType = ArticleType.ARTICLE
    license: str | None = None
    permission: Permission | None = None
    translation_method: TranslationMethod | None = None
    translation_tools: tuple[str, ...] = ()
    translator_note: str | None = None
    corrections: tuple[Correction, ...] = ()
    first_published: FirstPublished | None = None
    image: LeadImage | None = None
    comments: CommentsState = CommentsState.OPEN
    posted_by: str | None = None
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, object] = dataclasses.field(default_factory=dict)  # the site's own x_* fields


@dataclasses.dataclass(frozen=True, slots=True)
class PageHeader:
    """A standing page: about, contact."""

    title: str
    slug: str | None = None
    summary: str | None = None
    date: Moment | None = None
    modified: Moment | None = None
    status: Status = Status.PUBLISHED
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """A work in one language: the file `<lang>.md` in the work's folder."""

    path: str  # relative to the content folder, with "/"
    work: str  # the folder's name: the stable id
    lang: str  # canonical BCP 47
    header: ArticleHeader
    body: str
    body_line: int  # the line of the file on which the body begins
    places: Places

    @property
    def is_translation(self) -> bool:
        return bool(self.header.translators)


@dataclasses.dataclass(frozen=True, slots=True)
class StandingPage:
    path: str
    name: str  # the folder's name: the stable id
    lang: str
    header: PageHeader
    body: str
    body_line: int
    places: Places


Document = Article | StandingPage  # a text with a page of its own


@dataclasses.dataclass(frozen=True, slots=True)
class LooseBody:
    """The body of a document whose header has errors: it is on no page, and what is wrong with it is still said."""

    path: str
    lang: str
    body: str
    body_line: int


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: Localised
    sort: Localised | None = None  # "Roth, Anna": how an index files the name
    lang: str | None = None  # the language that the name is in
    bio: Localised | None = None
    url: str | None = None
    slug: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A publication that originals come from."""

    key: str
    name: Localised
    lang: str | None = None
    url: str | None = None
    description: Localised | None = None
    slug: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    kind: TermKind
    key: str
    name: Localised
    slug: Localised | None = None
    description: Localised | None = None
    parent: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and where it leads now: a path of this site or an absolute address."""

    old: str
    new: str
    place: Place


@dataclasses.dataclass(frozen=True, slots=True)
class Collection:
    """Everything that the content folder says."""

    articles: tuple[Article, ...] = ()
    pages: tuple[StandingPage, ...] = ()
    people: Mapping[str, Person] = dataclasses.field(default_factory=dict)
    sources: Mapping[str, Source] = dataclasses.field(default_factory=dict)
    terms: Mapping[tuple[TermKind, str], Term] = dataclasses.field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    broken: frozenset[str] = frozenset()  # paths of documents that are there, but whose errors keep them out
    loose: tuple[LooseBody, ...] = ()  # the bodies of those whose header has an end
    files: frozenset[str] = frozenset()  # every other file, relative to the content folder: pictures and downloads
    places: Mapping[str, Places] = dataclasses.field(default_factory=dict)  # of people.yaml and its like, by file name
