"""What an event log for process mining tells: what happened to each initiative and to what belongs
to it, by whom as a pseudonym, and nothing that anybody wrote unless it is asked for."""
