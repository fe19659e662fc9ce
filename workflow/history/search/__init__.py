"""Search over all histories of a programme: what is asked, how it is found, what is kept of it.

`find` returns one page, newest first, and takes as long with ten million entries as with ten
thousand: it looks at a bounded number of entries, and says how far back it came.
"""

from workflow.history.search.finding import Page, find
from workflow.history.search.forgetting import forget
from workflow.history.search.hits import Hit
from workflow.history.search.query import Cursor, Query

__all__ = ["Cursor", "Hit", "Page", "Query", "find", "forget"]
