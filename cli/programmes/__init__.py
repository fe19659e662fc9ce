"""Programmes: their documents, lifecycles, figures and open data."""
