"""The theme's own files: one stylesheet with a hash in its name, and whatever else lies in `static/`."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

from dragoman.build.css import shortened
from dragoman.build.page import Asset


@dataclasses.dataclass(frozen=True, slots=True)
class Assets:
    stylesheet: str  # site path
    favicon: str
    files: tuple[Asset, ...]


def gather(theme: Path) -> Assets:
    """The assets of a theme folder. The CSS layers are joined in the order of their names."""
    layers = sorted((theme / "static" / "css").glob("*.css"))
    css = shortened("\n".join(layer.read_text(encoding="utf-8") for layer in layers)).encode()
    digest = hashlib.sha256(css).hexdigest()[:10]
    stylesheet = Asset(f"/theme/style.{digest}.css", "the theme's stylesheet", css)
    files = [stylesheet]
    favicon = "/favicon.svg"
    for path in sorted((theme / "static").rglob("*")):
        inner = path.relative_to(theme / "static").as_posix()
        if path.is_file() and not inner.startswith("css/"):
            site_path = favicon if inner == "favicon.svg" else f"/theme/{inner}"
            files.append(Asset(site_path, f"the theme's {inner}", path.read_bytes()))
    return Assets(stylesheet.path, favicon, tuple(files))
