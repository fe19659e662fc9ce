"""A programme: its document, how it is loaded, and where it stands."""
