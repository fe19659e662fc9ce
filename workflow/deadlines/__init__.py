"""When things are due, and what happens when that moment has passed."""
