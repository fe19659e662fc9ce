"""What stands in one cell: words, days, amounts, numbers. Knows nothing of rows and columns."""
