"""Exact distributions, with ties and zeros as they are."""
