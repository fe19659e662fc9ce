"""What the public may have of the records: facts without anything that tells who a person is."""
