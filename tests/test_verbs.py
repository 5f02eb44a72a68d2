"""Looking at the site, checking it and cleaning up, as a person does."""

from __future__ import annotations

import functools
import http.client
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import server
from dragoman.press import commands
from tests.person import GOOD, Person
from tests.sites import document


@pytest.fixture
def person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Person:
    return Person(tmp_path / "press", capsys)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[http.client.HTTPConnection]:
    folder = tmp_path / "site"
    for name, data in {
        "index.html": "<!doctype html>home",
        "404.html": "<!doctype html>not here",
        "feed.xml": "<feed/>",
        "theme/style.css": "p {}",
        "robots.txt": "User-agent: *",
        "favicon.svg": "<svg/>",
        "été/index.html": "<!doctype html>summer",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(data, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    handler = functools.partial(server.Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", httpd.server_port, timeout=10)
        yield connection
        connection.close()
        httpd.shutdown()
        thread.join()


def asked(site: http.client.HTTPConnection, path: str, method: str = "GET") -> tuple[int, str, str]:
    site.request(method, path)
    answer = site.getresponse()
    return answer.status, answer.headers.get("Content-Type", ""), answer.read().decode("utf-8")


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("/", "text/html; charset=utf-8", "<!doctype html>home"),
        ("/%C3%A9t%C3%A9/", "text/html; charset=utf-8", "<!doctype html>summer"),
        ("/feed.xml", "application/xml; charset=utf-8", "<feed/>"),
        ("/theme/style.css", "text/css; charset=utf-8", "p {}"),
        ("/robots.txt", "text/plain; charset=utf-8", "User-agent: *"),
        ("/favicon.svg", "image/svg+xml", "<svg/>"),
    ],
)
def test_a_file_is_served_with_its_type(site: http.client.HTTPConnection, path: str, kind: str, text: str) -> None:
    assert asked(site, path) == (200, kind, text)


@pytest.mark.parametrize("path", ["/nothing/", "/theme/", "/../secret.txt", "/%2e%2e/secret.txt", "/nothing.html"])
def test_what_is_not_there_is_the_404_page_with_status_404(site: http.client.HTTPConnection, path: str) -> None:
    assert asked(site, path) == (404, "text/html; charset=utf-8", "<!doctype html>not here")
    assert asked(site, path, "HEAD") == (404, "text/html; charset=utf-8", "")
    assert asked(site, "/")[0] == 200  # the connection goes on


def test_serve_shows_drafts_marked_from_a_folder_of_its_own_on_the_loopback(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[Path, str, int]] = []
    monkeypatch.setattr(server, "until_interrupted", lambda *where: served.append(where) or 0)
    person.write("articles/zoo/en.md", document({**GOOD, "title": "Zoo", "status": "draft"}, "Dear A.\n"))
    assert person.types(commands.serve).status == 0
    [(folder, host, port)] = served
    assert (host, port) == ("127.0.0.1", 8000)
    assert "Zoo" in (folder / "zoo" / "index.html").read_text("utf-8")
    assert not person.output.exists()
    assert person.types().status == 0
    assert not (person.output / "zoo").exists()


def test_serve_says_where_and_ends_with_the_persons_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: http.server.ThreadingHTTPServer) -> None:
        assert self.server_address[0] == "127.0.0.1"
        raise KeyboardInterrupt

    monkeypatch.setattr(http.server.ThreadingHTTPServer, "serve_forever", interrupted)
    assert server.until_interrupted(tmp_path, "127.0.0.1", 0) == 0
    assert "http://127.0.0.1:" in capsys.readouterr().out


def test_a_port_that_is_taken_is_said(person: Person) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), server.Handler) as taken:
        said = person.types(commands.serve, port=taken.server_port)
    assert said.status == 1
    assert "choose another with --port" in said.err


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_there_is_not_is_wrong_use(person: Person, port: int) -> None:
    assert person.types(commands.serve, port=port).status == 2


def test_check_says_that_there_is_no_problem(person: Person) -> None:
    said = person.types(commands.check)
    assert (said.status, said.out, said.err) == (0, "No problems.\n", "")


def test_check_lists_what_the_catalogues_lack_and_what_is_wrong_in_drafts(person: Person) -> None:
    own = person.folder / "mine"
    (own / "strings").mkdir(parents=True)
    (own / "strings" / "de.po").write_text('msgid ""\nmsgstr "Language: de\\n"\n', encoding="utf-8")
    person.configure(f"THEME_TEMPLATES_OVERRIDES = [{str(own)!r}]\n")
    person.write("articles/zoo/en.md", document({**GOOD, "status": "draft"}, "<blink>Dear A.</blink>\n"))
    said = person.types(commands.check)
    codes = {code for _, code in said.problems}
    assert said.status == 1
    assert codes == {"T109", "M110"}
    (person.content / "articles/zoo/en.md").unlink()
    assert person.types(commands.check).status == 0
    assert person.types(commands.check, strict=True).status == 1


def test_clean_removes_what_builds_wrote_and_nothing_else(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "until_interrupted", lambda *where: 0)
    assert person.types().status == 0
    assert person.types(commands.serve).status == 0
    (person.output / "CNAME").write_text("press.example", encoding="utf-8")
    (person.output / "archive" / "mine.txt").write_text("mine", encoding="utf-8")
    said = person.types(commands.clean)
    assert said.status == 0
    assert person.files() == {"CNAME": b"press.example", "archive/mine.txt": b"mine"}
    assert not (person.folder / ".dragoman" / "preview").exists()
    assert person.content.is_dir()
    assert person.types(commands.clean).out == "0 files removed.\n"
