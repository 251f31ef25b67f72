"""The publication date of a document, as a field gives it."""

from __future__ import annotations

from datetime import date, datetime, time

# The years in which texts are published; relative dates need room on both sides.
EARLIEST, LATEST = 1400, 2200


def published_moment(value: str | date | datetime) -> datetime:
    """Return an ISO 8601 date or time as a moment without zone.

    The wall clock of the publisher is kept and the offset dropped: "on Thursday" in a text means the
    Thursday of whoever wrote it. Raises ``ValueError`` for what is no full date.
    """
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    else:
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            reason = f"{value[:60]!r} is no ISO 8601 date or time (2025-07-10, 2025-07-10T08:30)"
            raise ValueError(reason) from None
    if not EARLIEST <= moment.year <= LATEST:
        raise ValueError(f"{moment.date().isoformat()} is no date of publication")
    return moment.replace(tzinfo=None)
