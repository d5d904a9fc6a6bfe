"""Copies that leave the board: facts told more generally, pseudonyms, one source and many copies, and the intruder."""
