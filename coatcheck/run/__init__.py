"""A run: features collected and run by pytest, and the record of each scenario."""
