"""Shares of independent and of paired answers."""
