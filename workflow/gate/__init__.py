"""The one gate through which every change of a lifecycle passes."""

from workflow.gate.perform import Move, perform
from workflow.gate.possibilities import Possibility, possibilities

__all__ = ["Move", "Possibility", "perform", "possibilities"]
