"""Times as logs write them."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RUSSIAN = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:(?:\s*[,T]\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII
)


def moment(written: str, zone: ZoneInfo | None, until: datetime) -> datetime:
    """The time of an event: ISO 8601, or as 04.03.2017 15:30.

    One without an offset is where `zone` says; of a time that came twice the first is meant. None
    is before 1970 or after `until`. Raises ValueError with words for whoever reads the log.
    """
    found = _read(written.strip())
    if found.tzinfo is None and zone is None:
        raise ValueError(
            f"“{written[:40]}” has no offset: say where it is, as with --zone Asia/Novosibirsk"
        )
    aware = found if found.tzinfo is not None else found.replace(tzinfo=zone)
    if not EPOCH <= aware <= until:
        raise ValueError(f"“{written[:40]}” cannot be when it happened; correct it")
    offset = aware.utcoffset()
    # a plain offset, so that what is written down and read again is the very same
    return aware if offset is None else datetime.fromisoformat(aware.isoformat())


def _read(written: str) -> datetime:
    if parts := _RUSSIAN.fullmatch(written):
        day, month, year, *clock = (int(part or 0) for part in parts.groups())
        hour, minute, second = clock
    try:
        if parts:
            return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - see `moment`
        return datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(
            f"“{written[:40]}” cannot be read as a time: write it like 2017-03-04T15:30:00+07:00 "
            "or 04.03.2017 15:30"
        ) from None
