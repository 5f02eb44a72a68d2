"""The verbs: each is one call into the package. `inv --list`, `make` and `python3 tasks.py --list` show them.

Started with any Python, this file makes the environment `.venv` and starts itself again inside it. All of it must
parse on Python 3.6, so that a Python that is too old can say so.
"""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "Dragoman needs Python 3.11 or later; this is Python %d.%d (%s).\n"
        "Start it with a newer one: python3.12 tasks.py site, or make site PYTHON=python3.12\n"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(2)

import contextlib
import os
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parent
START = Path.cwd()
PROGRAMS = {"tasks", "inv", "invoke"}  # started by its own name or by Invoke's, not imported by a test

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

if Path(sys.argv[0]).stem in PROGRAMS:
    from dragoman.bootstrap import start

    status = start.inside(ROOT, sys.argv[1:])
    if status is not None:
        sys.exit(status)

from invoke import Collection, Exit, ParseError, Program, task

import dragoman

FOLDERS = {
    "content": "The content folder.",
    "output": "The folder to write to.",
    "settings": "The settings file (pelicanconf.py).",
}
STRICT = {"strict": "Take every warning for an error."}
NOW = {"now": "Build as at this time (ISO 8601)."}


def verb(**texts):
    """A task whose options have no one-letter forms, which would change whenever an option is added."""
    return task(help=texts, auto_shortflags=False)


def finish(status):
    """End with this exit status; 0 lets the next verb of the command line run."""
    if status:
        raise Exit(code=status)


def path(given):
    """A path as it was typed, still right when the verb runs in the checkout and was started elsewhere."""
    return given if given is None or START == ROOT else str(START / given)


@verb()
def site(context):
    """Build the publication and say how to look at it."""
    from dragoman.press import commands

    finish(commands.build(look="make serve (or: python3 tasks.py serve)"))


@verb(**FOLDERS, **STRICT, **NOW, publish="For the public address, with publishconf.py.")
def build(context, content=None, output=None, settings=None, publish=False, now=None, strict=False):
    """Build a content folder into an output folder."""
    from dragoman.press import commands

    folders = {"content": path(content), "output": path(output), "settings": path(settings)}
    finish(commands.build(**folders, publish=publish, now=now, strict=strict))


@verb(
    content=FOLDERS["content"],
    settings=FOLDERS["settings"],
    host="The address to listen on.",
    port="The port to listen on.",
)
def serve(context, content=None, settings=None, host="127.0.0.1", port=8000):
    """Show the site on this machine, drafts included and marked."""
    from dragoman.press import commands

    finish(commands.serve(content=path(content), settings=path(settings), host=host, port=port))


@verb(content=FOLDERS["content"], settings=FOLDERS["settings"], **STRICT, **NOW)
def check(context, content=None, settings=None, strict=False, now=None):
    """List every problem of the content and write nothing."""
    from dragoman.press import commands

    finish(commands.check(content=path(content), settings=path(settings), strict=strict, now=now))


@verb()
def test(context):
    """Run the tests; what follows goes to pytest: test -k feeds."""
    from dragoman.bootstrap import testing

    finish(testing.start(ROOT, shlex.split(context.remainder)))


@verb(output=FOLDERS["output"], settings=FOLDERS["settings"])
def clean(context, output=None, settings=None):
    """Remove what the build made, and nothing else."""
    from dragoman.press import commands

    finish(commands.clean(output=path(output), settings=path(settings)))


@verb(upgrade="Take newer versions where they fit.")
def lock(context, upgrade=False):
    """Pin the requirements and npm packages anew, for all platforms."""
    from dragoman.bootstrap import lock as locks

    locks.write(ROOT, upgrade, os.environ)


VERBS = (site, build, serve, check, test, clean, lock)


class Verbs(Program):
    """Invoke's command line, with exit status 2 for wrong use."""

    def parse_core(self, argv):
        with wrong_use():
            super().parse_core(argv)

    def parse_tasks(self):
        with wrong_use():
            super().parse_tasks()


@contextlib.contextmanager
def wrong_use():
    try:
        yield
    except (ParseError, ValueError) as error:  # ValueError: a word where a number should be
        raise Exit(
            "%s\nThe verbs are shown by --list, and the options of one by VERB --help." % error, code=2
        ) from None


def arguments(given):
    """The command line for Invoke: all that follows `test` is pytest's, kept in one piece."""
    first, rest = given[:1], given[1:]
    if first != ["test"] or rest in ([], ["--help"], ["-h"]):
        return given
    return ["test", "--", shlex.join(rest[1:] if rest[0] == "--" else rest)]


def main(given):
    """Run the verbs on this command line; returns the exit status."""
    from dragoman.bootstrap.process import CannotPrepareError

    os.chdir(ROOT)
    names = {"name": "Dragoman", "binary": "inv", "binary_names": ["inv"]}
    program = Verbs(version=dragoman.__version__, namespace=Collection(*VERBS), **names)
    try:
        program.run(["inv", *arguments(given)])
    except CannotPrepareError as error:
        print(error, file=sys.stderr)
        return error.status
    return 0


# Invoke only imports this file; taking over from there gives `inv` the same exit statuses and arguments.
if Path(sys.argv[0]).stem in PROGRAMS:
    sys.exit(main(sys.argv[1:]))
