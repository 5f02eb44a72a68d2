"""The class that Pelican starts: it takes Pelican's settings and plugins, and builds in Dragoman's way.

`pelicanconf.py` sets `PELICAN_CLASS = Press`, so that stock `pelican` builds the same bytes as `inv build`.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
from typing import Any

from pelican import Pelican
from pelican.plugins import signals
from pelican.plugins._utils import get_plugin_name, load_plugins
from pelican.settings import DEFAULT_CONFIG

from dragoman import clock, settings
from dragoman.build.run import Built, build
from dragoman.build.write import Written, write
from dragoman.press import report
from dragoman.problems import Problem, Problems, Severity, errors, strict
from dragoman.settings import Settings

SOURCE = "pelicanconf.py"


class Press(Pelican):  # type: ignore[misc]  # Pelican has no types
    """One build of the publication."""

    def __init__(self, pelican_settings: dict[str, Any], *, source: str = SOURCE) -> None:
        # Left unset, Pelican would load every plugin that happens to be installed.
        pelican_settings["PLUGINS"] = pelican_settings.get("PLUGINS") or []
        self.source = source
        self.plugin_problems: list[Problem] = []
        super().__init__(pelican_settings)

    def init_plugins(self) -> None:
        """Load the plugins that PLUGINS names; one that fails is a problem, not a line in a log."""
        wanted = [p if isinstance(p, str) else get_plugin_name(p) for p in self.settings["PLUGINS"]]
        self.plugins = []
        logging.getLogger("pelican.plugins._utils").disabled = True  # what it would log becomes a problem below
        for plugin in load_plugins(self.settings):
            try:
                plugin.register()
            except Exception as error:  # noqa: BLE001 - a plugin may raise anything
                message = f"the plugin {get_plugin_name(plugin)} failed: {type(error).__name__}: {error}"
                self.plugin_problems.append(_plugin_problem(self.source, message))
            self.plugins.append(plugin)
        loaded = {get_plugin_name(plugin) for plugin in self.plugins}
        self.plugin_problems += [
            _plugin_problem(self.source, f"the plugin {name} was not found")
            for name in wanted
            if not any(name == other or other.endswith(f".{name}") for other in loaded)
        ]
        self.settings["PLUGINS"] = sorted(loaded)

    def run(self) -> None:
        """What stock `pelican` calls: build, say what was done, leave with status 1 where there are errors."""
        try:
            now = clock.now(None, os.environ, dt.datetime.now(dt.UTC))
        except (ValueError, OverflowError, OSError):
            sys.exit("SOURCE_DATE_EPOCH must be a number of seconds since 1970")
        try:
            built, written = self.press(now)
        except Problems as found:
            report.show(found.problems)
            sys.exit(1)
        report.show(built.problems)
        report.summary(built, written, self.output_path)

    def configured(self) -> tuple[Settings, tuple[Problem, ...]]:
        """The settings, read once. Raises Problems where they cannot be used."""
        found, problems = settings.read(self.settings, DEFAULT_CONFIG, self.source)
        problems = (*problems, *self.plugin_problems)
        if found is None or errors(problems):
            raise Problems(problems)
        return found, problems

    def press(
        self, now: dt.datetime, *, preview: bool = False, publish: bool = False, severe: bool = False
    ) -> tuple[Built, Written]:
        """Build and write. Raises Problems, with everything found, before the output is touched.

        `publish` refuses a placeholder for an address; `severe` takes warnings for errors.
        """
        configured, problems = self.configured()
        unsafe = settings.output_problem(configured, self.source)
        placeholder = settings.publishable(configured, self.source) if publish else ()
        built = build(configured, now, preview=preview)
        found = (*problems, *unsafe, *placeholder, *built.problems)
        if errors(strict(found) if severe else found):
            raise Problems(strict(found) if severe else found)
        written, failed = write(configured.output, built.contents)
        if errors(failed):
            raise Problems((*found, *failed))
        self._tell_plugins(built, configured)
        return built, written

    def _tell_plugins(self, built: Built, configured: Settings) -> None:
        """Plugins that work on the finished files (compression, search) hear of each, and of the end."""
        for name in built.contents:
            signals.content_written.send(str(configured.output / name), context=self.settings)
        signals.finalized.send(self)


def _plugin_problem(source: str, message: str) -> Problem:
    hint = "take it out of PLUGINS, or install it"
    return Problem(source, 0, 0, "S105", Severity.ERROR, message, hint)
