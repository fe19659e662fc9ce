"""Answers as they come, from a page or from paper, and as they are kept."""
