"""Meetings of the council: agenda, votes, minutes, and what becomes of their decisions."""
