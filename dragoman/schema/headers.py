"""The header of an article and of a standing page: each field once, with the kind of its value.

The fields are those of `model.ArticleHeader` and `model.PageHeader`, by the same names.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from dragoman.model import (
    ArticleType,
    CommentsState,
    Correction,
    FirstPublished,
    LeadImage,
    Original,
    Permission,
    Status,
    TranslationMethod,
    Via,
)
from dragoman.schema.unknown import REFUSED
from dragoman.schema.values import (
    MOST_ITEMS,
    Aliases,
    Date,
    Doi,
    Fields,
    Isbn,
    Issn,
    Language,
    Licence,
    Line,
    Name,
    Names,
    Note,
    People,
    Picture,
    Slug,
    Summary,
    Url,
    When,
    made,
    one_or_more,
)


class OriginalFields(Fields):
    lang: Language | None = None
    title: Line | None = None
    title_latin: Line | None = None
    authors: People = ()
    publication: Name | None = None
    date: Date | None = None
    url: Url | None = None
    accessed: Date | None = None
    archived: Url | None = None
    license: Licence | None = None
    volume: Name | None = None
    issue: Name | None = None
    pages: Name | None = None
    publisher: Name | None = None
    isbn: Isbn | None = None
    issn: Issn | None = None
    doi: Doi | None = None


class ViaFields(Fields):
    lang: Language
    title: Line | None = None
    translators: People = ()
    publication: Name | None = None
    url: Url | None = None
    date: Date | None = None


class PermissionFields(Fields):
    from_: Name = Field(alias="from")
    date: Date | None = None
    scope: Line | None = None
    ref: Line | None = None


class CorrectionFields(Fields):
    date: Date
    text: Summary


class FirstPublishedFields(Fields):
    name: Name
    url: Url | None = None
    date: Date | None = None


class ImageFields(Fields):
    src: Picture
    alt: Line = ""
    caption: Line | None = None
    credit: Line | None = None
    license: Licence | None = None


def _image(value: Any) -> Any:
    return {"src": value} if isinstance(value, str) else value


Corrections = Annotated[
    tuple[Annotated[CorrectionFields, AfterValidator(made(Correction))], ...],
    one_or_more(),
    Field(max_length=MOST_ITEMS),
]


class PageFields(Fields):
    refused = REFUSED

    title: Line
    slug: Slug | None = None
    summary: Summary | None = None
    date: When | None = None
    modified: When | None = None
    status: Status = Status.PUBLISHED
    aliases: Aliases = ()


class ArticleFields(Fields):
    refused = REFUSED

    title: Line
    date: When
    authors: People = ()
    translators: People = ()
    editors: People = ()
    interviewers: People = ()
    interviewees: People = ()
    proofreaders: People = ()
    original: Annotated[OriginalFields, AfterValidator(made(Original))] | None = None
    via: Annotated[ViaFields, AfterValidator(made(Via))] | None = None
    category: Name | None = None
    tags: Names = ()
    series: Name | None = None
    summary: Summary | None = None
    slug: Slug | None = None
    modified: When | None = None
    status: Status = Status.PUBLISHED
    type: ArticleType = ArticleType.ARTICLE
    license: Licence | None = None
    permission: Annotated[PermissionFields, AfterValidator(made(Permission))] | None = None
    translation_method: TranslationMethod | None = None
    translation_tools: Names = ()
    translator_note: Note | None = None
    corrections: Corrections = ()
    first_published: Annotated[FirstPublishedFields, AfterValidator(made(FirstPublished))] | None = None
    image: Annotated[ImageFields, BeforeValidator(_image), AfterValidator(made(LeadImage))] | None = None
    comments: CommentsState = CommentsState.OPEN
    posted_by: Name | None = None
    aliases: Aliases = ()
