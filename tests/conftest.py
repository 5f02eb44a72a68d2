"""Fixtures for all tests."""

pytest_plugins = ["tests.checkers.browser"]
