"""Who is told what, in whose words and by which channel. Changes nothing but what waits to go
out."""
