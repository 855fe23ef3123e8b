"""What came of a run: its one document, and what is made of an earlier one."""
