"""The `vmeste` command: reads what was typed, calls one rule, prints what came of it."""
