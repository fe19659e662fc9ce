"""Pages and addresses for browsers, mail programs and calendars. Here a transaction is opened, one
rule called, and what it gives shown; no rule is written here."""
