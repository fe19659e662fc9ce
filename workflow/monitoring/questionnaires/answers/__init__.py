"""What somebody gave, read and held against the questionnaire: only answers that are asked for, in
one form, are kept."""

from workflow.monitoring.questionnaires.answers.asking import Answer, Answers
from workflow.monitoring.questionnaires.answers.checking import (
    Checked,
    Given,
    asked,
    check_answers,
)
from workflow.monitoring.questionnaires.answers.given import LONGEST_TEXT

__all__ = ["LONGEST_TEXT", "Answer", "Answers", "Checked", "Given", "asked", "check_answers"]
