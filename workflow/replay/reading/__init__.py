"""An event log's file → its events, case by case. Knows no lifecycle and none of our tables; a log
may be long and may be hostile."""

from workflow.replay.reading.log import Log, LogEvent
from workflow.replay.reading.opening import read_log
from workflow.replay.reading.spellings import Field, Given

__all__ = ["Field", "Given", "Log", "LogEvent", "read_log"]
