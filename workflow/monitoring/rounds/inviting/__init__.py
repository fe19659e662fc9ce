"""Who is asked: people, printed slips, lists of contacts."""
