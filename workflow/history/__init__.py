"""The history that proves itself: how entries are chained, and how the chains are checked."""
