"""What goes out: letters and to whom they may go, their texts, calls to other systems."""
