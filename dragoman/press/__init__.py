"""The only place that knows Pelican: its settings, its plugins and signals, its command line."""

from dragoman.press.pelican_class import Press

__all__ = ["Press"]
