"""What holds on every site, whoever wrote it: checked on each site that any test builds.

Each rule is a generator of sentences, one for each breach. They read the output folder alone, as a crawler would.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from dragoman import languages

XML = "{http://www.w3.org/XML/1998/namespace}"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MANIFEST = ".dragoman-manifest"
FETCHED = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "source": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
NOT_FETCHED = {"canonical", "alternate", "license", "author", "prev", "next"}  # what a <link> only names
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Crawl:
    """Every page of an output folder, parsed once."""

    def __init__(self, folder: Path, root: str) -> None:
        self.folder = folder
        self.root = root.rstrip("/")
        self.base = urlsplit(root).path.rstrip("/")
        self.origin = self.root.removesuffix(self.base)
        self.files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self.pages = {name: _parse(folder / name) for name in sorted(self.files) if name.endswith(".html")}
        feeds = [name for name in sorted(self.files) if name.rpartition("/")[2] == "feed.xml"]
        self.feeds = {name: etree.parse(folder / name).getroot() for name in feeds}
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

    def fault(self, address: str, here: str) -> str:
        """What is wrong with an address that stands on the page `here`; empty where it leads somewhere."""
        if address.startswith(("mailto:", "tel:")):
            return ""
        if address.startswith(("{", "|")):
            return "was never resolved"
        target = here if address.startswith("#") else self.file_of(address)
        if target is None:
            return ""
        if target not in self.files:
            return "leads nowhere"
        fragment = unquote(urlsplit(address).fragment)
        return "has no such anchor" if fragment and fragment not in self.ids.get(target, (fragment,)) else ""


def violations(folder: Path, root: str) -> list[str]:
    """Every breach of every rule."""
    crawl = Crawl(folder, root)
    return [f"{rule.__name__}: {breach}" for rule in RULES for breach in rule(crawl)]


def links_lead_somewhere(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        for address in page.xpath("//@href | //@src"):
            if fault := crawl.fault(address, name):
                yield f"{name}: {address} {fault}"
        for content in page.xpath("//meta[@http-equiv='refresh']/@content"):
            address = content.partition("url=")[2]
            if fault := crawl.fault(address, name):
                yield f"{name}: {address} {fault}"
    for name in crawl.files:
        if name.endswith(".css"):
            for address in re.findall(r"url\(\s*[\"']?([^)\"']+)", (crawl.folder / name).read_text(encoding="utf-8")):
                if not address.startswith("data:") and (fault := crawl.fault(urljoin(f"/{name}", address), name)):
                    yield f"{name}: {address} {fault}"


def links_say_their_language(crawl: Crawl) -> Iterator[str]:
    """A link to a page in another language says so, and no link says what is not so."""
    for name, page in crawl.pages.items():
        for link in page.xpath("//a[@href and not(starts-with(@href, '#'))]"):
            target = crawl.pages.get(crawl.file_of(link.get("href")) or "")
            said = link.get("hreflang")
            if said is not None and languages.canonical(said) != said:
                yield f"{name}: {link.get('href')} hreflang={said}"
            elif target is not None and page.get("lang") and (said or page.get("lang")) != target.get("lang"):
                yield f"{name}: {link.get('href')} is in {target.get('lang')}, hreflang={said}"


def one_heading(crawl: Crawl) -> Iterator[str]:
    """One h1 and one main on each page, and no level left out on the way down."""
    for name, page in crawl.pages.items():
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels.count(1) != 1:
            yield f"{name} has {levels.count(1)} h1"
        if any(below > above + 1 for above, below in pairwise(levels)):
            yield f"{name} leaves out a level: {levels}"
        if len(page.xpath("//main")) != 1:
            yield f"{name} has {len(page.xpath('//main'))} main"


def languages_are_marked(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        if page.get("lang") is None or page.get("dir") not in {"ltr", "rtl"}:
            yield f"{name}: html lang={page.get('lang')} dir={page.get('dir')}"
        for element in page.xpath("//*[@lang]"):
            tag = element.get("lang")
            if languages.canonical(tag) != tag:
                yield f"{name}: lang={tag}"
                continue
            direction = languages.language(tag).direction
            around = next(
                (e.get("dir") for e in (element, *element.iterancestors()) if e.get("dir") in {"ltr", "rtl"}), None
            )
            # A lone `lang` with `aria-label` is there for the label, which has no direction of its own.
            if around != direction and element.get("aria-label") is None:
                yield f"{name}: <{element.tag} lang={tag}> reads {around}"


def ids_are_unique(crawl: Crawl) -> Iterator[str]:
    for name, ids in crawl.ids.items():
        for key, number in ids.items():
            if number > 1:
                yield f"{name}: id {key} stands {number} times"


def nothing_foreign_is_fetched(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        for element in page.iter(*FETCHED):
            if element.tag == "link" and element.get("rel") in NOT_FETCHED:
                continue
            for attribute in FETCHED[element.tag]:
                address = element.get(attribute)
                if address and crawl.file_of(address) is None:
                    yield f"{name} fetches {address}"
    for name in crawl.files:
        if name.endswith(".css"):
            text = (crawl.folder / name).read_text(encoding="utf-8")
            if foreign := re.search(r"@import|(?:https?:)?//[\w.-]+\.", text):
                yield f"{name} fetches {foreign[0]}"


def nothing_runs_or_styles_inline(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
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
            sized = all(re.fullmatch(r"[1-9]\d*", picture.get(key, "")) for key in ("width", "height"))
            if not sized or picture.get("alt") is None:
                yield f"{name}: {picture.get('src')} lacks width, height or alt"


def heads_are_whole(crawl: Crawl) -> Iterator[str]:
    """One title, one charset, at most one of what may stand once, a stylesheet and the feed of the page's edition."""
    for name, page in crawl.pages.items():
        title = [text.strip() for text in page.xpath("/html/head/title/text()")]
        if len(title) != 1 or not title[0] or len(page.xpath("//head/meta[@charset]")) != 1:
            yield f"{name}: titles {title}, charsets {page.xpath('//head/meta/@charset')}"
        names = Counter(page.xpath("//head/meta/@name | //head/meta[not(@property='og:locale:alternate')]/@property"))
        for key, number in names.items():
            if number > 1:
                yield f"{name}: meta {key} stands {number} times"
        sheets = page.xpath("//link[@rel='stylesheet']/@href")
        if len(sheets) != 1:
            yield f"{name}: stylesheets {sheets}"
        feeds = [crawl.file_of(href) for href in page.xpath("//link[@type='application/atom+xml']/@href")]
        spoken = {crawl.feeds[feed].get(f"{XML}lang") for feed in feeds if feed in crawl.feeds}
        if _indexed(page) and spoken != {page.get("lang")}:
            yield f"{name}: its feeds are in {spoken}"


def canonicals_name_themselves(crawl: Crawl) -> Iterator[str]:
    for name, page in crawl.pages.items():
        canonical = [unquote(address) for address in page.xpath("//link[@rel='canonical']/@href")]
        if len(canonical) > 1 or (_indexed(page) and canonical != [crawl.url_of(name)]):
            yield f"{name}: canonical {canonical}"
        og = [unquote(address) for address in page.xpath("//meta[@property='og:url']/@content")]
        if _indexed(page) and og != [crawl.url_of(name)]:
            yield f"{name}: og:url {og}"


def alternates_are_mutual(crawl: Crawl) -> Iterator[str]:
    clusters = {name: _alternates(page) for name, page in crawl.pages.items()}
    for name, cluster in clusters.items():
        if not cluster:
            continue
        if len(crawl.pages[name].xpath("//link[@rel='alternate' and @hreflang]")) != len(cluster):
            yield f"{name} has two alternates for one language"
        if cluster.get(crawl.pages[name].get("lang")) is None:
            yield f"{name} has no alternate for itself"
        if cluster.get("x-default") not in {address for lang, address in cluster.items() if lang != "x-default"}:
            yield f"{name}: x-default is {cluster.get('x-default')}"
        for lang, address in cluster.items():
            target = crawl.file_of(address)
            if not address.startswith(f"{crawl.root}/") or target is None or clusters.get(target) != cluster:
                yield f"{name}: {lang} {address} does not answer with the same alternates"
            elif lang not in {"x-default", crawl.pages[target].get("lang")}:
                yield f"{name}: {address} is not in {lang}"
    for name, page in crawl.pages.items():
        first = "page/" not in name  # page 2 of a list has no counterpart
        if _indexed(page) and first and not clusters[name]:
            yield f"{name} has no alternates, not even itself"


def the_sitemap_is_complete(crawl: Crawl) -> Iterator[str]:
    listed: dict[str, dict[str, str]] = {}
    for name in sorted(name for name in crawl.files if re.fullmatch(r"sitemap[^/]*\.xml", name)):
        root = etree.parse(crawl.folder / name).getroot()
        for entry in root.iter(f"{SITEMAP}url"):
            address = entry.findtext(f"{SITEMAP}loc")
            if address in listed:
                yield f"{address} is listed twice"
            listed[address] = {link.get("hreflang"): link.get("href") for link in entry.iter(f"{XHTML}link")}
        for part in root.iterfind(f"{SITEMAP}sitemap/{SITEMAP}loc"):
            if crawl.file_of(part.text) not in crawl.files:
                yield f"{name} lists {part.text}"
    indexed = {crawl.url_of(name): page for name, page in crawl.pages.items() if _indexed(page)}
    if {unquote(address) for address in listed} != set(indexed):
        yield f"the sitemap differs from the pages: {set(map(unquote, listed)) ^ set(indexed)}"
    for address, alternates in listed.items():
        page = indexed.get(unquote(address))
        if page is not None and _alternates(page) != alternates:
            yield f"{address}: the sitemap has other alternates than the page"
    robots = crawl.folder / "robots.txt"
    if not robots.is_file() or f"Sitemap: {crawl.root}/sitemap.xml" not in robots.read_text(encoding="utf-8"):
        yield "robots.txt does not name the sitemap"


def structured_data_agrees(crawl: Crawl) -> Iterator[str]:
    """JSON-LD names the language, the address and, of an original or its translation, all listed translations."""
    for name, page in crawl.pages.items():
        scripts = page.xpath("//script[@type='application/ld+json']")
        if _is_article(page) and len(scripts) != 1:
            yield f"{name} has {len(scripts)} blocks of structured data"
        for script in scripts:
            data = json.loads(script.text)
            if data["inLanguage"] != page.get("lang") or unquote(data["url"]) != crawl.url_of(name):
                yield f"{name}: structured data is about {data['inLanguage']} {data['url']}"
            for address in _addresses(data):
                if fault := crawl.fault(address, name):
                    yield f"{name}: structured data names {address}, which {fault}"
            cluster = {a for lang, a in _alternates(page).items() if lang != "x-default"}
            work = data.get("translationOfWork") or data
            while "translationOfWork" in work:
                work = work["translationOfWork"]
            told = {node["url"] for node in work.get("workTranslation", ())} | {work.get("url")} & cluster
            if _indexed(page) and told != cluster and cluster != {data["url"]}:
                yield f"{name}: structured data tells of {told}, alternates of {cluster}"


def feeds_are_whole(crawl: Crawl) -> Iterator[str]:
    ids: dict[str, str] = {}
    for name, feed in crawl.feeds.items():
        lang = feed.get(f"{XML}lang")
        own = [feed.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry"))]
        if not all(own) or len(set(own)) < len(own):
            yield f"{name}: ids {own}"
        selves = [unquote(link.get("href")) for link in feed.iterfind(f"{ATOM}link") if link.get("rel") == "self"]
        if selves != [crawl.url_of(name)]:
            yield f"{name}: calls itself {selves}"
        for entry in feed.iter(f"{ATOM}entry"):
            address = next(
                link.get("href") for link in entry.iter(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"
            )
            target = crawl.file_of(address)
            if target not in crawl.pages or crawl.pages[target].get("lang") != lang:
                yield f"{name}: {address} is not an article in {lang}"
            elif not _indexed(crawl.pages[target]):
                yield f"{name}: {address} is in no list"
            if ids.setdefault(address, entry.findtext(f"{ATOM}id")) != entry.findtext(f"{ATOM}id"):
                yield f"{address} has another id in another feed"
            yield from (f"{name}: {breach}" for breach in _feed_content(crawl, entry))
        for element in (feed, *feed.iter(f"{ATOM}entry")):
            stamp = element.findtext(f"{ATOM}updated", "")
            if not element.findtext(f"{ATOM}title") or not STAMP.fullmatch(stamp):
                yield f"{name}: an entry lacks a title or a date"
            if not feed.findtext(f"{ATOM}author/{ATOM}name") or stamp > feed.findtext(f"{ATOM}updated", ""):
                yield f"{name}: no author, or older than an entry of it"
    if len(set(ids.values())) < len(ids):
        yield "two articles share an id"


def _feed_content(crawl: Crawl, entry: etree._Element) -> Iterator[str]:
    """Readers see the content elsewhere, so every address in it is absolute."""
    content = entry.findtext(f"{ATOM}content", "")
    if content.strip():
        for address in html.fragment_fromstring(content, create_parent="div").xpath(".//@href | .//@src"):
            here = next((crawl.file_of(link.get("href")) for link in entry.iter(f"{ATOM}link")), "") or ""
            if not re.match(r"[a-z][a-z0-9+.-]*:|#", address) or crawl.fault(address, here):
                yield f"the content refers to {address}"


def articles_are_listed_once(crawl: Crawl) -> Iterator[str]:
    """Each listed article stands once on its edition's home pages, once in its years and once in its months; and no
    list has anything else."""
    articles = {name: page for name, page in crawl.pages.items() if _indexed(page) and _is_article(page)}
    shown: dict[str, Counter[str]] = {"home": Counter(), "year": Counter(), "month": Counter()}
    for name, page in crawl.pages.items():
        cards = [crawl.file_of(a) for a in page.xpath("//main//article//*[self::h2 or self::h3]//a/@href")]
        if kind := _kind(name, page.get("lang", "").lower()):
            shown[kind].update(cards)
        for card in page.xpath("//main//article[@class='card']//*[self::h2 or self::h3]//a/@href"):
            target = articles.get(crawl.file_of(card) or "")
            if target is None or target.get("lang") != page.get("lang"):
                yield f"{name} lists {card}"
    for kind, counted in shown.items():
        for name in articles.keys() | counted.keys():
            if counted[name] != 1 or name not in articles:
                yield f"{name} stands {counted[name]} times in the lists of kind {kind}"


def the_manifest_is_true(crawl: Crawl) -> Iterator[str]:
    """It lists what was built, and all of that is there; files that others put there are theirs."""
    listed = (crawl.folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    if len(set(listed)) < len(listed):
        yield "a file is listed twice"
    for name in set(listed) - crawl.files:
        yield f"{name} is listed and not there"
    for name in crawl.files - set(listed):
        if name.endswith((".html", ".xml", ".css", ".svg")) or name.startswith("media/"):
            yield f"{name} is there and not listed"


RULES = (
    links_lead_somewhere,
    links_say_their_language,
    one_heading,
    languages_are_marked,
    ids_are_unique,
    nothing_foreign_is_fetched,
    nothing_runs_or_styles_inline,
    pictures_are_sized,
    heads_are_whole,
    canonicals_name_themselves,
    alternates_are_mutual,
    the_sitemap_is_complete,
    structured_data_agrees,
    feeds_are_whole,
    articles_are_listed_once,
    the_manifest_is_true,
)


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


def _is_article(page: html.HtmlElement) -> bool:
    return bool(page.xpath("//meta[@property='og:type' and @content='article']"))


def _alternates(page: html.HtmlElement) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate' and @hreflang]")}


def _addresses(node: object) -> Iterator[str]:
    """Every `url` and `@id` in structured data."""
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key in {"url", "@id"} and isinstance(value, str))
        yield from (address for value in node.values() for address in _addresses(value))
    elif isinstance(node, list):
        yield from (address for value in node for address in _addresses(value))
