"""The page and the JSON with all that is held about one person, for them to take away."""
