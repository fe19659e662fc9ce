"""Daily commitments to all histories, and proofs that a history is in one of them."""
