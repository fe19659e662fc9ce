"""What the reviews come to: scores, their ranking and how far to trust it, the whole selection."""
