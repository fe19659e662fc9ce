"""Simulated respondents: they are invited, answer in the days of a round, some on paper, some not
at all. Everything they say is computed from a seed; nothing of it was said by anybody."""
