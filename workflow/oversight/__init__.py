"""What a chair should look at in a month of a programme: set together from the histories, and
naming no resident."""
