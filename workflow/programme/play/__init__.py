"""What the invented people of a programme's document do, and what is wrong with that."""
