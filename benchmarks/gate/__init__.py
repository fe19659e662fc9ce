"""One decision through the gate, beside the same by hand and in Django."""
