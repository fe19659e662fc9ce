"""Records for the public in the standards that it has for them."""
