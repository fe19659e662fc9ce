"""Expert reviews: who is asked, what they write, and what follows when all are in."""
