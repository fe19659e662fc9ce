"""What each chart shows, and where its parts stand."""
