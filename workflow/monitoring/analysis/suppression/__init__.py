"""What of an analysis may be shown, so that nothing published is about one to four people, nor can
such a figure be computed from all that is. It decides over figures, and reads no database."""
