"""Logs of other systems, read through a declared lifecycle and the very gate that all else passes:
which cases conform, where the others break, and how what conforms is brought in."""
