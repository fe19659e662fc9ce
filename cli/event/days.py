"""Days as people read them."""

from datetime import date


def days(first: date, last: date) -> str:
    """One day, or the first and the last."""
    return f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y} – {last:%d.%m.%Y}"
