"""Erasing a person: what tells who they were is removed, wherever in the database it stands."""
