"""Dates as people write them in a header: year first, as exactly as is known, and never guessed.

>>> partial("2016-09")
PartialDate(year=2016, month=9, day=None)
>>> moment("2016-09-20T10:00+03:00").isoformat()
'2016-09-20T10:00:00+03:00'
"""

from __future__ import annotations

import datetime as dt
import re

from dragoman.clock import Moment
from dragoman.grammar import Fault
from dragoman.model import PartialDate

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_LATEST = dt.timedelta(hours=14)  # of all offsets in use; an instant must exist on every clock


def lacks_offset(text: str) -> bool:
    """Whether this is a time of day that could be anywhere.

    >>> lacks_offset("2016-09-20 10:00"), lacks_offset("2016-09-20")
    (True, False)
    """
    match = _TIME.fullmatch(text)
    return bool(match) and match["offset"] is None  # type: ignore[index]


def moment(text: str) -> Moment | Fault:
    """A day, or a time with an offset (ISO 8601)."""
    match = _TIME.fullmatch(text)
    if not match and not _DAY.fullmatch(text):
        return Fault("is not a date with year, month and day", "write it like 2016-09-20")
    try:
        if not match:
            return _within(dt.date.fromisoformat(text))
        time = dt.datetime.fromisoformat(f"{match['day']}T{match['time']}{(match['offset'] or '').upper()}")
        return _within(time)
    except (ValueError, OverflowError):
        return Fault("is a day or a time that does not exist", "write it like 2016-09-20")


def _within(when: Moment) -> Moment:
    """Raise OverflowError where some clock would show a year before 1 or after 9999."""
    naive = when.replace(tzinfo=None) if isinstance(when, dt.datetime) else dt.datetime.combine(when, dt.time())
    _ = naive - 2 * _LATEST, naive + 2 * _LATEST
    return when


def partial(text: str) -> PartialDate | Fault:
    """A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD."""
    match = _PARTIAL.fullmatch(text)
    if not match:
        return Fault("is not a date", "write it as exactly as you know it: 2016, 2016-09 or 2016-09-20")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        dt.date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return Fault("is a date that does not exist", "write it as exactly as you know it: 2016, 2016-09 or 2016-09-20")
    return PartialDate(year or 0, month, day)


def earlier(one: Moment | PartialDate, other: Moment | PartialDate) -> bool:
    """Whether `one` is certainly before `other`, as far as both say.

    >>> earlier(PartialDate(2016), dt.date(2016, 9, 20)), earlier(PartialDate(2016, 8), dt.date(2016, 9, 20))
    (False, True)
    """
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        return one < other
    first, second = _numbers(one), _numbers(other)
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]


def _numbers(when: Moment | PartialDate) -> tuple[int, ...]:
    return tuple(part for part in (when.year, when.month, when.day) if part is not None)
