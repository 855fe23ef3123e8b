"""The target of a run: its file, what is wrong with the file, and what it tells."""
