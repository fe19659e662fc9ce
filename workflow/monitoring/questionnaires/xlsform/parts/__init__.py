"""What the rows of the sheets mean."""
