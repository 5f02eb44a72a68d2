"""Pages become bytes. A template sees its view, the frame and the strings of its language: nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from dragoman.build.page import Page
from dragoman.problems import Problem, Severity
from dragoman.strings import Catalogue


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
        return _problem(error.filename or page.template, error.lineno, error.message or "syntax error")
    except jinja2.TemplateNotFound as error:
        return _problem(page.template, 0, f"there is no template {error.name}")
    except jinja2.TemplateError as error:
        return _problem(page.template, 0, f"{error.message} (on {page.path})")
    return text.encode()


def _problem(template: str, line: int, message: str) -> Problem:
    return Problem(template, line, 1 if line else 0, "T110", Severity.ERROR, message, "mend the template")
