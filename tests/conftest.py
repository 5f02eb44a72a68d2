"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.checkers.site_server import serving
from tests.pages.publication import BuiltPublication, built_into

pytest_plugins = ["tests.checkers.browser"]


@pytest.fixture(scope="session")
def the_publication(tmp_path_factory: pytest.TempPathFactory) -> BuiltPublication:
    """The publication in `content/`, built once for all tests of one process."""
    return built_into(tmp_path_factory.mktemp("publication"))


@pytest.fixture(scope="session")
def the_site(the_publication: BuiltPublication) -> Iterator[str]:
    """The address at which the publication is served, without a slash at the end."""
    with serving(the_publication.folder) as address:
        yield address.removesuffix("/")
