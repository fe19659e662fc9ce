"""A programme played through its calendar by the people that its document invents."""
