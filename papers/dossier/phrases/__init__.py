"""What a dossier says, in every language; names in braces are filled in."""
