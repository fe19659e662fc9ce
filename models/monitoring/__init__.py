"""Monitoring: what is asked, of whom, and what is kept of the answers. Contacts and answers are
kept so that nothing in the database brings the two together again, unless people were told so."""
