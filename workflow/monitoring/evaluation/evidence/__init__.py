"""What each method of the evaluation plan finds in the records: one module for each, and each
knows nothing that came to be known after the report's day."""
