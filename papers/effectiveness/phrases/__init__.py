"""What the report says, in every language; names in braces are filled in."""
