"""What goes into the calendars of others, as iCalendar (RFC 5545 and 7986): feeds, invitations."""
