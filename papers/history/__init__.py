"""How entries of histories read, on paper and on the terminal."""
