"""Two rounds of which some people are in both."""
