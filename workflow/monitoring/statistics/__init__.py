"""Tests, effects and intervals, as functions of numbers alone. Nothing here knows of a database, a
questionnaire or a programme; every function names its source."""
