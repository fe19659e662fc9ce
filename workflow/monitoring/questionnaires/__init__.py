"""Questionnaires as data: read, checked, frozen, and held against what somebody answers."""
