"""*Now* is an input: read once at the edge, passed in from there, never asked of the system in the middle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

Moment = dt.date | dt.datetime  # a bare date in the site's time zone, or an instant with its offset


def now(given: str | None, environ: Mapping[str, str], system: dt.datetime) -> dt.datetime:
    """The moment that a build takes for now, with an offset.

    `given` (`--now`, ISO 8601) wins over `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org), which
    wins over the system's clock. Raises ValueError for text that is neither.
    """
    if given:
        moment = dt.datetime.fromisoformat(given)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
    return system


def instant(moment: Moment, zone: ZoneInfo) -> dt.datetime:
    """When a date begins in the site's time zone; a time with an offset is already an instant."""
    if isinstance(moment, dt.datetime):
        return moment.astimezone(zone)
    return dt.datetime.combine(moment, dt.time(), tzinfo=zone)
