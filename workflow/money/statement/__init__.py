"""A bank's statement (CSV) as it comes from the treasurer → the donations that it shows.

Pure: knows neither the database nor the clock, and decides nothing about the money.
"""

from workflow.money.statement.lines import BadLine, RepeatedLine, Statement, StatementLine
from workflow.money.statement.reading import read_statement

__all__ = ["BadLine", "RepeatedLine", "Statement", "StatementLine", "read_statement"]
