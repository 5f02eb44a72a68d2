"""The redirects as a map that nginx includes, in nginx's own quoting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote, urlsplit

from dragoman import grammar
from dragoman.redirects import Move
from dragoman.urls import Addresses

_KEPT = "/?:@!&()+,;=-._~%"  # of what the grammar lets stand in an address elsewhere, all that is ASCII
_SLOT = 64  # nginx's unit for the buckets of a map, on every machine in use


def redirect_map(moves: Iterable[Move], addresses: Addresses) -> str:
    """The table as the body of an nginx `map $uri $moved { … }`.

    nginx compares the decoded path, without its query and whatever its letter case; the goal is sent as it stands, so
    it is percent-encoded, and nothing in it is taken for a variable. The first lines say how the file is included,
    with the sizes that nginx needs for this table.
    """
    entries = [
        (old, external(move.new) if move.leaves else move.leads(addresses.href))
        for move in moves
        for old in _spellings(unquote(addresses.base) + move.page)
    ]
    longest = max((len(old.encode()) for old, _ in entries), default=0)
    head = (
        "# Where the pages of old addresses are now. In the http block of nginx:",
        f"#   map_hash_bucket_size {_SLOT * (1 + (longest + 32) // _SLOT)};",
        f"#   map_hash_max_size {max(2048, 2 * len(entries))};",
        "#   map $uri $moved { include /path/to/redirects.nginx.map; }",
        "# and in the server block:",
        "#   if ($moved) { return 301 $moved; }",
    )
    return "\n".join([*head, *(f"{quoted(old)} {quoted(goal)};" for old, goal in entries)]) + "\n"


def _spellings(page: str) -> Iterator[str]:
    """An address is asked for with a slash at its end and without it; one that names a file, as it is."""
    yield page
    bare = page.rstrip("/")
    if bare != page and bare:
        yield bare


def quoted(text: str) -> str:
    r"""One word of nginx's configuration, which its parser reads as exactly this text.

    Between double quotes the parser knows `\"` and `\\`, and `\t`, `\r`, `\n` for what would break the line. What the
    word then means is for the directive: the key of a map is taken as it is, in its value a `$` begins a variable.

    >>> quoted('/a "b";')
    '"/a \\"b\\";"'
    """
    if "\0" in text:
        raise ValueError("a NUL ends a word of nginx's configuration, however it is quoted")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for control, letter in (("\t", "t"), ("\r", "r"), ("\n", "n")):
        escaped = escaped.replace(control, f"\\{letter}")
    return f'"{escaped}"'


def external(address: str) -> str:
    """An address of another site, in ASCII: what a browser would ask for.

    >>> external("https://пример.рф:8443/a b?c=ё#d")
    'https://xn--e1afmkfd.xn--p1ai:8443/a%20b?c=%D1%91#d'
    """
    parts = urlsplit(address)
    host = grammar.ascii_host(parts.hostname or "") or ""
    port = f":{parts.port}" if parts.port else ""
    path, query, fragment = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return (
        f"{parts.scheme}://{host}{port}{path}" + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    )
