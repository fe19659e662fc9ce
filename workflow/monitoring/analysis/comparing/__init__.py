"""Two rounds of a question held against each other, by the methods fixed for them, whether or not
the outcome may be shown."""
