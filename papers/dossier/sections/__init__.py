"""The parts of a dossier, each a function from what is known to blocks."""
