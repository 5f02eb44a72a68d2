"""The publication's settings. docs/settings.md describes every one of them."""

from dragoman.press import Press

PELICAN_CLASS = Press  # with this, stock `pelican` builds the same site as `inv build`

SITENAME = "The Dragoman"
SITEURL = "http://localhost:8000"  # while writing; publishconf.py has the public address
TIMEZONE = "Europe/Lisbon"  # in which a bare date such as 2016-09-20 begins

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_TEMPLATES_OVERRIDES = []  # folders whose templates and strings come before the theme's own

DEFAULT_LANG = "en"  # its edition lives at /, the others at /ru/, /fr/, /ar/
DEFAULT_PAGINATION = 5  # articles on a page of a list
TYPOGRIFY = True  # curly quotes, dashes and the like, in English text
PLUGINS = []

DRAGOMAN = {
    # The languages in order. Left out: those that the content is in, the default one first.
    # "EDITIONS": ["en", "ru", "fr", "ar"],
    # "PREFIX_ALL": False,  # True puts the default edition at /en/ too
    # "PERMALINK": "{slug}/",  # WordPress: "{date:%Y/%m/%d}/{slug}/"
    "NAMES": {"ru": "Драгоман", "fr": "Le Drogman", "ar": "التُّرجُمان"},
    "TAGLINES": {
        "en": "A small press for translated articles",
        "ru": "Маленькое издание переводных статей",
        "fr": "Une petite revue d’articles traduits",
        "ar": "دار صغيرة للمقالات المترجمة",
    },
    "MENU": ["home", "archive", "terms", "people", "sources", "page:about", "page:translate"],
    "DIGITS": {"ar": "arab"},  # ٢٠١٦; "latn" for 2016
    "LICENSE": "CC-BY-SA-4.0",
}
