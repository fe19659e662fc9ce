"""The programme's target indicators, each counted from the records and never typed in: as they
stand, or as they stood at the end of a day."""

from workflow.programme.indicators.asides import Aside, aside
from workflow.programme.indicators.counting import INDICATORS, count, missing, records
from workflow.programme.indicators.experience import Answered

__all__ = ["INDICATORS", "Answered", "Aside", "aside", "count", "missing", "records"]
