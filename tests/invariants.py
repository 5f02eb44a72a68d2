"""What holds on every site, whoever wrote it: checked on each site that any test builds.

Each rule is a generator of sentences, one for each breach. They read the output folder alone, as a crawler would.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from dragoman import languages

XML = "{http://www.w3.org/XML/1998/namespace}"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
FETCHED = {
    "img": "src",
    "script": "src",
    "link": "href",
    "source": "src",
    "audio": "src",
    "video": "src",
    "iframe": "src",
}


class Crawl:
    """Every page of an output folder, parsed once."""

    def __init__(self, folder: Path, root: str) -> None:
        self.folder = folder
        self.root = root.rstrip("/")
        self.base = urlsplit(root).path.rstrip("/")
        self.origin = self.root.removesuffix(self.base)
        self.pages = {path.relative_to(folder).as_posix(): _parse(path) for path in sorted(folder.rglob("*.html"))}
        self.feeds = {path: etree.parse(path).getroot() for path in sorted(folder.rglob("feed.xml"))}
        self.ids = {name: Counter(page.xpath("//@id")) for name, page in self.pages.items()}

    def file_of(self, address: str) -> str | None:
        """The file behind an address of this site; None for another site's."""
        address = address.removeprefix(self.origin) if address.startswith(f"{self.origin}/") else address
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path)
        if self.base and not path.startswith(f"{self.base}/"):
            return f"outside the base path: {path}"
        path = path.removeprefix(self.base).lstrip("/")
        return f"{path}index.html" if path.endswith("/") or not path else path

    def url_of(self, name: str) -> str:
        return f"{self.root}/{name.removesuffix('index.html')}"


def violations(folder: Path, root: str) -> list[str]:
    """Every breach of every rule."""
    crawl = Crawl(folder, root)
    return [
        f"{rule.__name__}: {breach}"
        for rule in (
            links_lead_somewhere,
            one_heading,
            languages_are_marked,
            ids_are_unique,
            nothing_foreign_is_fetched,
            pictures_are_sized,
            canonicals_name_themselves,
            alternates_are_mutual,
            the_sitemap_is_complete,
            structured_data_agrees,
            feeds_are_whole,
            articles_are_listed_once,
        )
        for breach in rule(crawl)
    ]


def links_lead_somewhere(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        for element in page.xpath("//*[@href or @src]"):
            address = element.get("href", element.get("src"))
            if address.startswith(("mailto:", "tel:")):
                continue
            target = name if address.startswith("#") else crawl.file_of(address)
            if target is None:
                continue
            if not (crawl.folder / target).is_file():
                yield f"{name}: {address} leads nowhere"
            fragment = unquote(urlsplit(address).fragment)
            if fragment and target in crawl.ids and fragment not in crawl.ids[target]:
                yield f"{name}: {address} has no such anchor"


def one_heading(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        if len(page.xpath("//h1")) != 1:
            yield f"{name} has {len(page.xpath('//h1'))} h1"


def languages_are_marked(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        if page.get("lang") is None or page.get("dir") is None:
            yield f"{name}: html lacks lang or dir"
        for element in page.xpath("//*[@lang]"):
            tag = element.get("lang")
            if languages.canonical(tag) != tag:
                yield f"{name}: lang={tag}"
                continue
            direction = languages.language(tag).direction
            around = next(
                (e.get("dir") for e in (element, *element.iterancestors()) if e.get("dir") in {"ltr", "rtl"}), None
            )
            if around != direction:
                yield f"{name}: <{element.tag} lang={tag}> reads {around}"


def ids_are_unique(crawl: Crawl) -> Iterator[str]:
    for name, ids in crawl.ids.items():
        for key, number in ids.items():
            if number > 1:
                yield f"{name}: id {key} stands {number} times"


def nothing_foreign_is_fetched(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        for element in page.iter(*FETCHED):
            if element.tag == "link" and element.get("rel") not in {"stylesheet", "icon"}:
                continue
            address = element.get(FETCHED[element.tag])
            if address and crawl.file_of(address) is None:
                yield f"{name} fetches {address}"
        for script in page.iter("script"):
            if script.get("type") != "application/ld+json":
                yield f"{name} has a script"
        for element in page.xpath("//*[@style] | //style"):
            yield f"{name}: <{element.tag}> has a style of its own"
        for element in page.xpath("//@*[starts-with(name(), 'on')]/.."):
            yield f"{name}: <{element.tag}> has a handler"


def pictures_are_sized(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        for picture in page.iter("img"):
            if not all(picture.get(key, "").isdigit() for key in ("width", "height")) or picture.get("alt") is None:
                yield f"{name}: {picture.get('src')} lacks width, height or alt"


def canonicals_name_themselves(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        canonical = page.xpath("//link[@rel='canonical']/@href")
        if _indexed(page) and [unquote(address) for address in canonical] != [crawl.url_of(name)]:
            yield f"{name}: canonical {canonical}"


def alternates_are_mutual(crawl: Crawl) -> Iterator[str]:
    clusters = {name: _alternates(page) for name, page in crawl.pages.items()}
    for name, cluster in clusters.items():
        if not cluster:
            continue
        if cluster.get(crawl.pages[name].get("lang")) is None:
            yield f"{name} has no alternate for itself"
        if cluster.get("x-default") not in {address for lang, address in cluster.items() if lang != "x-default"}:
            yield f"{name}: x-default is {cluster.get('x-default')}"
        for lang, address in cluster.items():
            target = crawl.file_of(address)
            if target is None or clusters.get(target) != cluster:
                yield f"{name}: {lang} {address} does not answer with the same alternates"
            elif lang not in {"x-default", crawl.pages[target].get("lang")}:
                yield f"{name}: {address} is not in {lang}"


def the_sitemap_is_complete(crawl: Crawl) -> Iterator[str]:
    listed: dict[str, dict[str, str]] = {}
    for path in sorted(crawl.folder.glob("sitemap*.xml")):
        for entry in etree.parse(path).getroot().iter(f"{SITEMAP}url"):
            address = entry.findtext(f"{SITEMAP}loc")
            if address in listed:
                yield f"{address} is listed twice"
            listed[address] = {link.get("hreflang"): link.get("href") for link in entry.iter(f"{XHTML}link")}
    indexed = {crawl.url_of(name): page for name, page in crawl.pages.items() if _indexed(page)}
    if {unquote(address) for address in listed} != set(indexed):
        yield f"the sitemap differs from the pages: {set(map(unquote, listed)) ^ set(indexed)}"
    for address, alternates in listed.items():
        page = indexed.get(unquote(address))
        if page is not None and _alternates(page) != alternates:
            yield f"{address}: the sitemap has other alternates than the page"


def structured_data_agrees(crawl: Crawl) -> Iterator[str]:
    """JSON-LD names the language, the address and, of an original or its translation, all listed translations."""
    for name, page in crawl.pages.items():
        for script in page.xpath("//script[@type='application/ld+json']"):
            data = json.loads(script.text)
            if data["inLanguage"] != page.get("lang") or unquote(data["url"]) != crawl.url_of(name):
                yield f"{name}: structured data is about {data['inLanguage']} {data['url']}"
            cluster = {a for lang, a in _alternates(page).items() if lang != "x-default"}
            work = data.get("translationOfWork") or data
            while "translationOfWork" in work:
                work = work["translationOfWork"]
            told = {node["url"] for node in work.get("workTranslation", ())} | {work.get("url")} & cluster
            if _indexed(page) and told != cluster and cluster != {data["url"]}:
                yield f"{name}: structured data tells of {told}, alternates of {cluster}"


def feeds_are_whole(crawl: Crawl) -> Iterator[str]:
    ids: dict[str, str] = {}
    for path, feed in crawl.feeds.items():
        lang = feed.get(f"{XML}lang")
        own = [feed.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry"))]
        if None in own or len(set(own)) < len(own):
            yield f"{path.name}: ids {own}"
        for entry in feed.iter(f"{ATOM}entry"):
            address = next(
                link.get("href") for link in entry.iter(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"
            )
            target = crawl.file_of(address)
            if target not in crawl.pages or crawl.pages[target].get("lang") != lang:
                yield f"{path}: {address} is not an article in {lang}"
            if ids.setdefault(address, entry.findtext(f"{ATOM}id")) != entry.findtext(f"{ATOM}id"):
                yield f"{address} has another id in another feed"
        for element in (feed, *feed.iter(f"{ATOM}entry")):
            if not all(element.findtext(f"{ATOM}{field}") for field in ("title", "updated")):
                yield f"{path}: an entry lacks a title or a date"


def articles_are_listed_once(crawl: Crawl) -> Iterator[str]:
    """Each listed article stands once on its edition's home pages, once in its years and once in its months."""
    articles = {
        name: page for name, page in crawl.pages.items() if _indexed(page) and page.xpath("//meta[@content='article']")
    }
    shown: dict[str, Counter[str]] = {"home": Counter(), "year": Counter(), "month": Counter()}
    for name, page in crawl.pages.items():
        if kind := _kind(name, page.get("lang").lower()):
            cards = page.xpath("//main//article//*[self::h2 or self::h3]//a/@href")
            shown[kind].update(crawl.file_of(address) for address in cards)
    for kind, counted in shown.items():
        for name in articles.keys() | counted.keys():
            if counted[name] != 1 or name not in articles:
                yield f"{name} stands {counted[name]} times in the lists of kind {kind}"


def _kind(name: str, lang: str) -> str | None:
    """Which list a page is a part of, by its address."""
    path = name.removeprefix(f"{lang}/")
    if re.fullmatch(r"(page/\d+/)?index\.html", path):
        return "home"
    if re.fullmatch(r"archive/\d{4}/index\.html", path):
        return "year"
    return "month" if re.fullmatch(r"archive/\d{4}/\d{2}/index\.html", path) else None


def _parse(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def _indexed(page: html.HtmlElement) -> bool:
    return not page.xpath("//meta[@name='robots' and contains(@content, 'noindex')]")


def _alternates(page: html.HtmlElement) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate' and @hreflang]")}
