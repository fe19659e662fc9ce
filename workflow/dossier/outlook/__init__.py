"""Where an initiative stands, why it is stuck if it is, who can act, and by when."""
