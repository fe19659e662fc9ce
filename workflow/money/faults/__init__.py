"""What can be wrong with the books. Each fault is told in words and names what it is about."""
