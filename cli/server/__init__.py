"""What keeps the programme running: its services, its database, the play."""
