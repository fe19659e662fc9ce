"""Money: what was given, what it is kept for, where it went."""
