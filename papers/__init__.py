"""Papers that people sign, keep and recompute. Given what the rules found out; decides nothing.
The same contents make the same bytes."""
