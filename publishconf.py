"""The public address, and nothing else: everything that is not said here is as in pelicanconf.py."""

from pelicanconf import *  # noqa: F403

SITEURL = "https://example.org"  # the address that readers type; a placeholder is refused
