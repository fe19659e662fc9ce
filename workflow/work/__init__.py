"""The work of an initiative: what it plans, what it agrees on, how it goes and what it came to."""
