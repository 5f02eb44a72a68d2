"""Dragoman: a press for translated articles, on Pelican."""

__version__ = "0.1.0"
