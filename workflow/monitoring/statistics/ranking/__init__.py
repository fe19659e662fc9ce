"""Answers on a scale, by their order alone."""
