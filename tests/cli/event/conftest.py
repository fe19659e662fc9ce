"""The commands for events are typed as those for the council are."""

from tests.cli.council.conftest import now, prepared, russian, url, vmeste

__all__ = ["now", "prepared", "russian", "url", "vmeste"]
