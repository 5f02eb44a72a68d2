"""Old addresses: checked as one table, written as pages, and as a map that nginx reads as it was meant."""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dragoman import grammar
from dragoman.bootstrap import tools
from dragoman.build import nginx
from dragoman.model import Place
from dragoman.problems import Problem, Severity
from dragoman.redirects import Move, anchored, settle
from dragoman.urls import Addresses
from tests.checkers.finding import NEEDS
from tests.sites import Publication

NGINX = tools.nginx(os.environ)
needs_nginx = pytest.mark.skipif(NGINX is None, reason=f"{NEEDS}nginx: its own parser is the judge here")
HERE = Place("redirects.yaml", 1, 1)
AT_ROOT = Addresses("", "https://press.example", "{slug}/", {"en": "/"})


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


def moves(**table: str) -> list[Move]:
    """`moves(a="b")` leads from /a/ to /b/; a goal may be written whole."""
    return [
        Move(f"/{old}/", new if "/" in new else f"/{new}/", Place("redirects.yaml", line, 1))
        for line, (old, new) in enumerate(table.items(), 1)
    ]


def goals(table: list[Move], *pages: str) -> dict[str, str]:
    settled, problems = settle(table, pages)
    assert problems == ()
    return {move.old: move.leads(str) for move in settled}


def codes(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in problems]


# The table


def test_a_chain_is_settled_to_its_end_so_that_nobody_is_sent_twice() -> None:
    assert goals(moves(a="b", b="c", c="d"), "/d/") == {"/a/": "/d/", "/b/": "/d/", "/c/": "/d/"}


@pytest.mark.parametrize(
    "table", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}], ids=["of one", "of two", "of three"]
)
def test_a_circle_is_an_error_at_each_of_its_lines(table: dict[str, str]) -> None:
    settled, problems = settle(moves(**table), ["/"])
    assert settled == ()
    assert codes(problems) == [("A111", line) for line in range(1, len(table) + 1)]


def test_what_leads_into_a_circle_is_an_error_too_and_the_rest_stands() -> None:
    settled, problems = settle(moves(x="a", a="b", b="a", y="z"), ["/z/"])
    assert [move.old for move in settled] == ["/y/"]
    assert codes(problems) == [("A111", 1), ("A111", 2), ("A111", 3)]


def test_a_circle_closes_with_or_without_the_last_slash() -> None:
    table = [Move("/a", "/b", HERE), Move("/b/", "/a/", HERE)]
    assert {problem.code for problem in settle(table, ["/"])[1]} == {"A111"}


def test_an_address_with_and_without_its_last_slash_is_one_old_address() -> None:
    table = [Move("/a", "/z/", Place("redirects.yaml", 1)), Move("/a/", "/z/", Place("redirects.yaml", 2))]
    assert codes(settle(table, ["/z/"])[1]) == [("A110", 2)]


def test_nothing_at_the_goal_names_the_nearest_address() -> None:
    [problem] = settle(moves(a="leters"), ["/letters/", "/other/"])[1]
    assert (problem.code, problem.severity) == ("A112", Severity.ERROR)
    assert "/letters/" in problem.hint


@pytest.mark.parametrize("old", ["/letters/", "/letters", "/feed.xml"])
def test_a_redirect_cannot_begin_where_something_is(old: str) -> None:
    assert codes(settle([Move(old, "/", HERE)], ["/", "/letters/", "/feed.xml"])[1]) == [("A113", 1)]


def test_the_last_fragment_of_a_chain_counts() -> None:
    first, second = Move("/a/", "/b/", HERE, "early"), Move("/b/", "/c/", HERE, "late")
    assert goals([first, second], "/c/") == {"/a/": "/c/#late", "/b/": "/c/#late"}
    assert goals([first, Move("/b/", "/c/", HERE)], "/c/") == {"/a/": "/c/#early", "/b/": "/c/"}


def test_a_fragment_must_be_in_its_page_where_the_goal_is_one() -> None:
    table = [Move("/a/", "/c/", HERE, "here"), Move("/b/", "/c/", HERE, "her"), Move("/d/", "/f.pdf", HERE, "page=2")]
    [problem] = anchored(table, {"/c/": {"here"}, "/f.pdf": None}.get)
    assert (problem.code, "#her" in problem.message, "here" in problem.hint) == ("A114", True, True)


def test_a_table_is_checked_in_linear_time() -> None:
    size = 20_000
    long_chain = [Move(f"/{n:05d}/", f"/{n + 1:05d}/", HERE) for n in range(size)]
    began = time.process_time()
    settled, _ = settle(reversed(long_chain), [f"/{size:05d}/"])
    assert {move.new for move in settled} == {f"/{size:05d}/"}
    settle([Move(f"/{n}/", "/no/", HERE) for n in range(size)], [f"/{n:05d}/" for n in range(1000)])
    assert time.process_time() - began < 5


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghXY"), max_size=8))
def test_every_redirect_ends_at_a_page_or_is_a_problem(table: dict[str, str]) -> None:
    given_moves = moves(**table)
    settled, problems = settle(given_moves, ["/X/", "/Y/"])
    assert len(settled) + len(problems) == len(given_moves)
    assert {move.new for move in settled} <= {"/X/", "/Y/"}
    for move in settled:
        here = move.old.strip("/")
        while here in table:
            here = table[here]
        assert move.new == f"/{here}/"


# The pages


def refresh(publication: Publication, path: str) -> str:
    [content] = publication.build().page(path).xpath("//meta[@http-equiv='refresh']/@content")
    delay, _, address = content.partition("; url=")
    assert delay == "0"
    return address


def test_the_page_at_an_old_address_leads_on_in_every_way(publication: Publication) -> None:
    publication.article("letters/en")
    publication.translation("letters/ar")
    publication.data("redirects.yaml", {"/old/": "/ar/letters/"})
    page = publication.build().page("/old/")
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/ar/letters/"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://press.example/ar/letters/"]
    assert page.xpath("//main//a/@href") == ["/ar/letters/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert len(page.xpath("//title[normalize-space()]")) == 1


@pytest.mark.parametrize(
    ("old", "file"),
    [
        ("/old", "old/index.html"),
        ("/old/", "old/index.html"),
        ("/2016/old.html", "2016/old.html"),
        ("/old.php", "old.php/index.html"),
        ("/%D1%81%D1%82%D0%B0%D1%80%D0%BE%D0%B5/", "старое/index.html"),
        ("/старое", "старое/index.html"),
        ("/قديم/", "قديم/index.html"),
        ("/古い/", "古い/index.html"),
        ("/a%20b/", "a b/index.html"),
        ("/a%24b/", "a$b/index.html"),
        ("/a&b+c,d=e/", "a&b+c,d=e/index.html"),
    ],
)
def test_an_old_address_becomes_the_file_that_hosts_look_for(publication: Publication, old: str, file: str) -> None:
    publication.article("letters/en")
    publication.data("redirects.yaml", {old: "/letters/"})
    site = publication.build()
    assert site.page(f"/{file}").xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/letters/"]


@pytest.mark.parametrize(
    "old", ["/a%3Ab/", "/what%3F/", "/a%22b/", "/con/", "/a./", "/a%252fb/", "/" + "a" * 300 + "/"]
)
def test_an_old_address_that_cannot_be_a_file_everywhere_is_an_error_at_its_line(
    publication: Publication, old: str
) -> None:
    publication.article("letters/en")
    publication.data("redirects.yaml", {"/fine/": "/letters/", old: "/letters/"})
    [problem] = publication.problems()
    assert (problem.path, problem.line) == ("redirects.yaml", 2)
    assert problem.code in {"A104", "A105"}


def test_an_address_in_the_words_of_the_table_may_be_a_fragment_or_elsewhere(publication: Publication) -> None:
    publication.article("letters/en", "## The sea\n\nText.\n")
    publication.data(
        "redirects.yaml",
        {"/a/": "/letters/#the-sea", "/b/": "https://пример.рф:8443/ё?q=1#x", "/c/": "/a/", "/d/": "/b/"},
    )
    site = publication.build()
    shown = {
        path: site.page(path).xpath("//meta[@http-equiv='refresh']/@content")[0]
        for path in ("/a/", "/b/", "/c/", "/d/")
    }
    elsewhere = "0; url=https://пример.рф:8443/ё?q=1#x"
    here = "0; url=/letters/#the-sea"
    assert shown == {"/a/": here, "/b/": elsewhere, "/c/": here, "/d/": elsewhere}
    assert '"/b/" "https://xn--e1afmkfd.xn--p1ai:8443/%D1%91?q=1#x";' in site.text("/redirects.nginx.map").splitlines()


@pytest.mark.parametrize("url", ["https://press.example", "https://press.example/blog"])
def test_this_site_s_own_address_in_full_is_checked_like_a_path(publication: Publication, url: str) -> None:
    publication.pelican["SITEURL"] = url
    publication.article("letters/en")
    other = "https://press.example.evil.example"
    table = {"/a/": f"{url}/b/", "/b/": f"{url}/letters/#Main", "/c/": url, "/d/": f"{other}/"}
    publication.data("redirects.yaml", table)
    site = publication.build()
    base = url.removeprefix("https://press.example")
    goals = {old: site.page(old).xpath("//main//a/@href") for old in table}
    letters = [f"{base}/letters/#Main"]
    assert goals == {"/a/": letters, "/b/": letters, "/c/": [f"{base}/"], "/d/": [f"{other}/"]}
    publication.data("redirects.yaml", {"/a/": f"{url}/a/", "/b/": f"{url}/nowhere/"})
    assert sorted(codes(publication.problems())) == [("A111", 1), ("A112", 2)]


def test_a_goal_may_be_a_picture_a_feed_or_a_list(publication: Publication) -> None:
    publication.file("articles/letters/notes.txt", "Notes.")
    publication.file("articles/letters/notes.pdf", "%PDF-1.4")
    publication.article("letters/en", "[Notes](notes.pdf)\n", tags=["sea"])
    table = {"/notes.pdf": "/media/letters/notes.pdf", "/rss": "/feed.xml", "/etiquetas/": "/tag/sea/"}
    publication.data("redirects.yaml", table)
    site = publication.build()
    assert all(site.exists(f"{old.rstrip('/')}/") for old in table)


def test_a_fragment_that_is_not_there_is_an_error(publication: Publication) -> None:
    publication.article("letters/en", "## The sea\n\nText.\n")
    publication.data("redirects.yaml", {"/a/": "/letters/#the-see"})
    [problem] = publication.problems()
    assert (problem.code, problem.line, "the-sea" in problem.hint) == ("A114", 1, True)


def test_below_a_path_old_addresses_are_below_it_too(publication: Publication) -> None:
    publication.pelican["SITEURL"] = "https://press.example/blog"
    publication.article("письма/ru")
    publication.article("letters/en", aliases=["/old/"])
    publication.data("redirects.yaml", {"/b": "/ru/письма/"})
    site = publication.build()
    page = site.page("/b/")
    goal = f"/blog/ru/{quote('письма')}/"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={goal}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://press.example{goal}"]
    entries = [line for line in site.text("/redirects.nginx.map").splitlines() if not line.startswith("#")]
    assert entries == [
        f'"/blog/b/" "{goal}";',
        f'"/blog/b" "{goal}";',
        '"/blog/old/" "/blog/letters/";',
        '"/blog/old" "/blog/letters/";',
    ]


def test_an_alias_of_a_hidden_article_works_and_stays_out_of_every_list(publication: Publication) -> None:
    publication.article("open/en")
    publication.article("letters/en", status="hidden", aliases=["/old/"])
    site = publication.build()
    assert site.page("/old/").xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/letters/"]
    assert "old" not in site.text("/sitemap.xml")
    assert "letters" not in site.text("/sitemap.xml")


@pytest.mark.parametrize("header", [{"status": "draft"}, {"date": "2031-01-01"}])
def test_an_alias_of_what_readers_cannot_see_leaves_no_byte_and_its_collision_is_known(
    publication: Publication, header: dict[str, str]
) -> None:
    publication.article("open/en")
    publication.article("letters/en", aliases=["/zephyr/"], **header)
    files = publication.build().files()
    assert not any("zephyr" in name or b"zephyr" in data for name, data in files.items())
    publication.article("zephyr/en")
    [problem] = publication.problems()
    assert problem.code == "A101"
    assert {"articles/letters/en.md", "articles/zephyr/en.md"} <= set(
        f"{problem.path} {problem.message}".replace(":", " ").split()
    )


@pytest.mark.parametrize(
    ("aliases", "table", "expected"),
    [
        (["/open/"], {}, "A113"),
        (["/letters/"], {}, "A113"),
        (["/Open/"], {}, "A102"),
        (["/media/open/a.pdf"], {}, "A113"),
        (["/media"], {"/media/": "/open/"}, "A110"),
        (["/feed.xml/x/"], {}, "A103"),
        (["/x.html", "/x.html/"], {}, "A103"),
        (["/404.html"], {}, "A113"),
        (["/robots.txt"], {}, "A113"),
        (["/.dragoman-manifest/"], {}, "A103"),
        ([], {"/a/": "/b/", "/b/": "/a/"}, "A111"),
        ([], {"/a/": "/nowhere/"}, "A112"),
    ],
)
def test_a_clash_names_its_code_and_writes_nothing(
    publication: Publication, aliases: list[str], table: dict[str, str], expected: str
) -> None:
    publication.file("articles/open/a.pdf", "%PDF-1.4")
    publication.article("open/en", "[a](a.pdf)\n")
    publication.article("letters/en", aliases=aliases or None)
    publication.data("redirects.yaml", table)
    built = publication.attempt()
    assert {problem.code for problem in built.problems} == {expected}
    assert not built.contents


def test_what_is_wrong_with_the_table_is_said_beside_other_errors(publication: Publication) -> None:
    publication.article("open/en", category=None)
    publication.file("articles/broken/en.md", "no header\n")
    publication.data("redirects.yaml", {"/a/": "/b/", "/b/": "/a/", "/c/": "/broken/", "/open/": "/"})
    found = {(problem.path, problem.code) for problem in publication.problems()}
    assert {("redirects.yaml", "A111")} < found
    assert ("redirects.yaml", "A112") not in found  # what is broken may be at home there


# nginx


def configuration(folder: Path, included: str, port: int | None = None) -> Path:
    """A whole configuration that includes a map, in a folder of its own."""
    (folder / "map").write_bytes(included.encode("utf-8"))
    server = (
        f"server {{ listen 127.0.0.1:{port}; absolute_redirect off; if ($moved) {{ return 301 $moved; }} return 404; }}"
        if port
        else "server { listen unix:" + f"{folder}/s; if ($moved) {{ return 301 $moved; }} return 404; }}"
    )
    paths = "".join(f"{kind}_temp_path {folder}/t;" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    file = folder / "nginx.conf"
    file.write_text(
        f"pid {folder}/pid; error_log {folder}/error.log warn; daemon off; events {{}}\n"
        f"http {{ access_log off; {paths} large_client_header_buffers 4 64k;"
        f" map_hash_max_size 100000; map_hash_bucket_size 16384;"
        f" map $uri $moved {{ include {folder}/map; }} {server} }}\n"
    )
    return file


def accepted(file: Path) -> str:
    """What nginx says of a configuration; empty where it is well."""
    done = subprocess.run(
        [str(NGINX), "-t", "-q", "-c", str(file), "-p", str(file.parent)], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr if done.returncode else ""


def redirect_map(table: dict[str, str]) -> str:
    return nginx.redirect_map([Move(old, new, HERE) for old, new in table.items()], AT_ROOT)


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[[str], Callable[[str], tuple[int, str | None]]]]:
    """Starts nginx with a map, and answers with what it says to a request for a raw target."""
    running: list[subprocess.Popen[bytes]] = []
    connections: list[http.client.HTTPConnection] = []

    def start(included: str) -> Callable[[str], tuple[int, str | None]]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        file = configuration(tmp_path, included, port)
        assert accepted(file) == ""
        running.append(subprocess.Popen([str(NGINX), "-c", str(file), "-p", str(tmp_path)], stderr=subprocess.DEVNULL))
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connections.append(connection)

        def request(target: str) -> tuple[int, str | None]:
            connection.request("GET", target)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.getheader("Location")

        return request

    yield start
    for connection in connections:
        connection.close()
    for process in running:
        process.terminate()
        process.wait(10)


CHARACTERS = st.one_of(
    st.sampled_from("\"'\\;{}$#~ \t\r\n%&?*<>|`^[]()!=:@,+/._-aZ09жéعن日\u200c\u00a0\u2028"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
)


@needs_nginx
def test_no_text_at_all_can_end_its_word_in_nginx_s_configuration(
    tmp_path: Path, ask: Callable[[str], Callable[[str], tuple[int, str | None]]]
) -> None:
    texts: dict[str, str] = {}

    @settings(max_examples=600, deadline=None, database=None, phases=[Phase.generate])
    @given(st.text(CHARACTERS, max_size=60))
    def gather(text: str) -> None:
        texts.setdefault(f"/{text}".translate(str.maketrans({c: c.lower() for c in map(chr, range(65, 91))})), text)

    gather()
    hostile = [
        '"; } error_log /dev/stdout debug; map $uri $x { "',
        "x\\",
        'x\\"',
        "'; include /etc/passwd; #",
        "$host${uri}",
    ]
    texts |= {f"/{text}": text for text in hostile}
    lines = "".join(f"{nginx.quoted(key)} {nginx.quoted(f'/goal/{n}')};\n" for n, key in enumerate(texts))
    request = ask(lines)
    for number, key in enumerate(texts):
        # nginx tidies the path it was asked for: what it would change cannot be asked for.
        parts = key.split("/")
        if "" not in parts[1:-1] and not {".", ".."} & set(parts):
            target = "".join(f"%{byte:02X}" if byte != 47 else "/" for byte in key.encode())
            assert request(target) == (301, f"/goal/{number}"), key
    assert (tmp_path / "error.log").read_text() == ""


@needs_nginx
@pytest.mark.parametrize("text", ["a\\", 'x"y', 'a" "b" c', '"; } map $uri $y { "c'])
def test_the_same_texts_between_bare_quotation_marks_break_the_configuration(tmp_path: Path, text: str) -> None:
    assert accepted(configuration(tmp_path, f'"/{text}" "/goal";\n')) != ""
    assert accepted(configuration(tmp_path, f'{nginx.quoted(f"/{text}")} "/goal";\n')) == ""


def addresses() -> st.SearchStrategy[str]:
    """Old addresses as wide as the grammar lets them be."""
    marks = st.sampled_from("-._~!&()+,=:@")
    letters = st.one_of(st.sampled_from("abzAZ019"), st.sampled_from("жюéßعن日本हि\u200c٣"), marks)
    encoded = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")).map(lambda c: quote(c, safe=""))
    part = st.lists(st.one_of(letters, encoded), min_size=1, max_size=12).map("".join)
    ending = st.sampled_from(["", "/", ".html", ".php"])
    whole = st.builds(lambda parts, end: f"/{'/'.join(parts)}{end}", st.lists(part, min_size=1, max_size=4), ending)
    return whole.filter(lambda address: grammar.path_fault(address) is None)


def targets() -> st.SearchStrategy[str]:
    elsewhere = st.builds(
        lambda host, path, query: f"https://{host}{path}{query}",
        st.sampled_from(["example.org", "пример.рф", "faß.de:8443", "日本.example"]),
        addresses(),
        st.sampled_from(["", "?a=b&c=%20", "?ё=1", "#x", "?q#ж"]),
    )
    return st.one_of(addresses(), elsewhere).filter(lambda target: grammar.target_fault(target) is None)


@needs_nginx
def test_nginx_sends_every_old_address_where_the_table_says(
    ask: Callable[[str], Callable[[str], tuple[int, str | None]]],
) -> None:
    table: dict[str, Move] = {}

    @settings(
        max_examples=500, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(addresses(), targets())
    def gather(old: str, new: str) -> None:
        path = new if not new.startswith("/") else unquote(new)
        move = Move(unquote(old), path, HERE)
        table.setdefault(move.page.rstrip("/").lower(), move)

    gather()
    assert len(table) > 200
    request = ask(nginx.redirect_map(table.values(), AT_ROOT))
    for move in random.Random(1).sample(list(table.values()), 150):
        expected = nginx.external(move.new) if move.leaves else quote(move.new, safe="/-._~!()*+,;=:@")
        for asked in (move.page, move.page.rstrip("/")):
            assert request(quote(asked, safe="/")) == (301, expected)
    assert request("/surely/not/there") == (404, None)
    assert expected.isascii()


@needs_nginx
def test_the_map_of_a_site_says_itself_how_nginx_takes_it(publication: Publication, tmp_path: Path) -> None:
    publication.article("letters/en")
    long = "/" + "/".join(["долгий-путь"] * 20) + "/"
    publication.data("redirects.yaml", {long: "/letters/", **{f"/old-{n}/": "/letters/" for n in range(3_000)}})
    text = publication.build().text("/redirects.nginx.map")
    said = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#   ")]
    sizes, [included], [condition] = said[:2], said[2:3], said[3:]
    (tmp_path / "redirects.nginx.map").write_text(text, encoding="utf-8")
    file = tmp_path / "nginx.conf"
    file.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log warn; events {{}}\n"
        f"http {{ {' '.join(sizes)} {included.replace('/path/to', str(tmp_path))}"
        f" server {{ listen unix:{tmp_path}/s; {condition} }} }}\n"
    )
    done = subprocess.run([str(NGINX), "-t", "-c", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr.replace('[warn] the "user"', "")
    assert "[emerg]" not in done.stderr


def test_a_nul_has_no_quoting() -> None:
    with pytest.raises(ValueError, match="NUL"):
        nginx.quoted("a\0b")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG:443/A", "https://example.org:443/A"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://example.org/%D1%91?a=%20&b#c", "https://example.org/%D1%91?a=%20&b#c"),
    ],
)
def test_an_address_elsewhere_is_sent_in_ascii(address: str, expected: str) -> None:
    assert nginx.external(address) == expected


@pytest.mark.parametrize(
    "target",
    [
        "https://[::1]/",
        "https://[2001:db8::1]:443/",
        "https://example.org:0/",
        "https://example.org:70000/",
        f"https://{'ж' * 60}.рф/",  # 63 letters at most, once it is in ASCII
        "https://⒈example.org/",
        "https://a..b/",
        "/" + "ж" * 400,
    ],
)
def test_what_has_no_place_in_a_server_s_file_is_refused_by_the_grammar(target: str) -> None:
    assert grammar.target_fault(target) is not None


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(targets())
def test_whatever_the_grammar_lets_through_can_be_written(target: str) -> None:
    goal = nginx.external(target) if not target.startswith("/") else quote(unquote(target))
    assert goal.isascii()
    assert "$" not in goal
    assert len(nginx.quoted(goal)) < 4_000
