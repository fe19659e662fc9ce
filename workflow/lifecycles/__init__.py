"""Lifecycles as data: what a document may say, what is wrong with one, and how it runs."""
