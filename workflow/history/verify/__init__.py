"""The check that no history was changed, by whatever means: by the chains, and by checkpoints."""

from workflow.history.verify.against import Known
from workflow.history.verify.found import Fault, Verification
from workflow.history.verify.verify import verify

__all__ = ["Fault", "Known", "Verification", "verify"]
