"""The dossier of one initiative as page, PDF and JSON."""
