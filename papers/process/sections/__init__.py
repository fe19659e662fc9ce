"""Each view as a section: its sentence, its chart, its further tables."""
