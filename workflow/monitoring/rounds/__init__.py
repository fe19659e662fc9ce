"""Asking: who is invited, how an answer is kept, what a round's opening and closing do."""
