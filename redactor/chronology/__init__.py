"""The combined chronology: the agencies' anonymised chronologies as one table, for the board. Knows codes, never names."""
