"""`/checkpoints`: the roots of all checkpoints, for everybody."""

from web.checkpoints.routes import router

__all__ = ["router"]
