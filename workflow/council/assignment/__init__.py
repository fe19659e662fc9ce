"""Who reviews what: a flow of least cost through a network, and its plan told in words."""

from workflow.council.assignment.assign import CannotAssign, assign
from workflow.council.assignment.problem import Member, Need
from workflow.council.assignment.solution import Choice, Plan

__all__ = ["CannotAssign", "Choice", "Member", "Need", "Plan", "assign"]
