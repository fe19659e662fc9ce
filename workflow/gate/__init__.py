"""The one gate through which every change of a lifecycle passes."""

from workflow.gate.move import Move
from workflow.gate.perform import perform
from workflow.gate.possibilities import Possibility, possibilities

__all__ = ["Move", "Possibility", "perform", "possibilities"]
