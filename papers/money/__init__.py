"""Where a programme's money came from and went, as a page for everybody."""
