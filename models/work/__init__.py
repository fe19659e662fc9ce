"""The work of a supported initiative: what was planned, what was done, what it came to."""
