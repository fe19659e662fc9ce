"""A programme's own texts of its letters: what may be written, what is kept, how it will read."""
