"""Charts as SVG: a small frozen dataclass in, a picture whose text stays text out, and the same
figures as a table. Knows how things look, and nothing of where they come from."""
