"""Whether a questionnaire makes sense: each mistake with the place it stands at."""

from workflow.monitoring.questionnaires.linting.lint import lint

__all__ = ["lint"]
