"""Event logs in the formats that process mining tools read. The standards' own words stay English
in any language."""
