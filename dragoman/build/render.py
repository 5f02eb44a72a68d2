"""Pages become bytes. A template sees its view, the frame and the strings of its language: nothing else."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import jinja2

from dragoman.build.page import Page
from dragoman.problems import Problem, Severity
from dragoman.strings import Catalogue

RULES: Mapping[str, str] = MappingProxyType({"R101": "A template that cannot be read, or that fails on a page."})


def environment(theme: Path, overrides: Sequence[Path]) -> jinja2.Environment:
    """Jinja with everything escaped and nothing undefined. `!theme/NAME` is the theme's own template, for a folder of
    overrides that changes one block of it."""
    own = jinja2.FileSystemLoader(theme / "templates")
    loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(list(overrides)), own, jinja2.PrefixLoader({"!theme": own})])
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # a template that changes meanwhile belongs to the next build
    )


def render(page: Page, templates: jinja2.Environment, catalogues: Mapping[str, Catalogue]) -> bytes | Problem:
    """The bytes of one page, or what its template did wrong."""
    catalogue = catalogues[page.lang]
    try:
        text = templates.get_template(page.template).render(
            {page.name: page.view, "frame": page.frame},
            _=catalogue.gettext,
            ngettext=catalogue.ngettext,
            phrase=catalogue.phrase,
        )
    except jinja2.TemplateSyntaxError as error:
        return _problem(error.filename or page.template, error.lineno, error.message or "this is not a template")
    except jinja2.TemplateNotFound as error:
        return _problem(page.template, 0, f"there is no template {error.name}")
    except Exception as error:  # noqa: BLE001 - a template is a program, and may raise anything
        return _problem(*_place(error, page.template), f"{type(error).__name__}: {error}")
    return text.encode()


def _place(error: Exception, template: str) -> tuple[str, int]:
    """Where in a template an exception began: the same place for every page, so that one mistake is one problem."""
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        ((frame.filename, frame.lineno or 0) for frame in reversed(frames) if not frame.filename.endswith(".py")),
        (template, 0),
    )


def _problem(template: str, line: int, message: str) -> Problem:
    path = Path(template).as_posix()
    return Problem(path, line, 1 if line else 0, "R101", Severity.ERROR, message, "mend the template")
