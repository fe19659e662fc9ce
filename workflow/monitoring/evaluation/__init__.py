"""What the evaluation plan promises, and the evidence that the records have for each cell."""
