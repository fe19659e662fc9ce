"""Answers to a questionnaire as files for statistical programs. What may be in them was decided
before: they are given microdata."""
