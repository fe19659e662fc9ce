"""Who is told what, in whose words and by which channel. Changes nothing but the outbox."""
