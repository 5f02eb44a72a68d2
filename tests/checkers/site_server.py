"""A static server for a built folder, as a plain host would serve it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import io
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}


@contextlib.contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[str]:
    """The address of the site while it is served: `http://127.0.0.1:PORT` and the base path, with a slash at the end.

    What lies outside the base path is not found, as on a host that others share.
    """
    handler = functools.partial(_Handler, directory=str(folder), base=f"/{base.strip('/')}/".replace("//", "/"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{handler.keywords['base']}"
        finally:
            server.shutdown()
            thread.join()


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = TYPES
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, base: str, **options: object) -> None:
        self.base = base
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file at an address; below the base path only."""
        if not unquote(urlsplit(path).path).startswith(self.base):
            return str(Path(self.directory, "\0"))
        return super().translate_path(path[len(self.base) - 1 :])

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """A folder without an index and a missing file are both the site's own 404 page."""
        path = Path(self.translate_path(self.path))
        if _is_file(path) or (_is_file(path / "index.html") and not _is_file(path)):
            return super().send_head()
        page = Path(self.directory, "404.html")
        body = page.read_bytes() if page.is_file() else b"not found"
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: a test's output is its own."""


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except ValueError:  # a NUL in the address
        return False
