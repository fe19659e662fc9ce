"""`vmeste replay`: another system's log, read through a declared lifecycle."""
