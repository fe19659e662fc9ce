"""What people attach: taken in by what it is and not by what it is called, kept by its content.
Knows no database, no rules and no settings; says no in words for whoever attached it."""
