"""A small static server to look at a built site: loopback, the folder alone, the 404 page where nothing is."""

from __future__ import annotations

import functools
import http.server
import sys
from http import HTTPStatus
from pathlib import Path

TYPES = {
    ".xml": "application/xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site as a host would: an address that ends in a slash is its index.html."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012 - as the base has it
    protocol_version = "HTTP/1.1"

    def list_directory(self, path: object) -> None:
        """A folder without a page is not found; nobody is shown its files."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the person wants to read the site, not its log."""


def until_interrupted(folder: Path, host: str, port: int) -> int:
    """Serve a folder until the person stops it. Returns an exit status."""
    handler = functools.partial(Handler, directory=str(folder))
    try:
        httpd = http.server.ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        print(f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port", file=sys.stderr)
        return 1
    with httpd:
        print(f"The site, drafts included, is at http://{host}:{httpd.server_port}/ (Ctrl+C ends it)", flush=True)
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
