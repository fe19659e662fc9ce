"""What people put into the calendars of their own."""
