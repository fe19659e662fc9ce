"""What people decide about themselves: how they want to be written to."""
