"""What a sweep did, as a table on Prefect's pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from prefect.artifacts import create_markdown_artifact

MOST_ROWS = 500
"""A longer table helps nobody; the rest is in the histories."""


@contextmanager
def reporting(flow_name: str, as_of: datetime, *columns: str) -> Iterator["Report"]:
    """A report that is published at the end, whatever that is."""
    report = Report(flow_name, as_of, columns)
    try:
        yield report
    finally:
        report.publish()


class Report:
    """Rows of what was done, gathered while a sweep runs."""

    def __init__(self, flow_name: str, as_of: datetime, columns: tuple[str, ...]) -> None:
        self.flow_name = flow_name
        self.as_of = as_of
        self.columns = columns
        self.rows: list[tuple[str, ...]] = []

    def add(self, *row: str) -> None:
        self.rows.append(row)

    def publish(self) -> None:
        """Make it an artifact of the flow run; a sweep that found nothing makes none."""
        if self.rows:
            create_markdown_artifact(
                self.markdown(),
                key=self.flow_name.replace("_", "-"),
                description=f"{len(self.rows)} as of {self.as_of:%Y-%m-%d %H:%M %Z}",
            )

    def markdown(self) -> str:
        lines = [self.columns, ("---",) * len(self.columns), *self.rows[:MOST_ROWS]]
        table = "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)
        left = len(self.rows) - MOST_ROWS
        return table if left <= 0 else f"{table}\n\n… and {left} more, in the histories."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
