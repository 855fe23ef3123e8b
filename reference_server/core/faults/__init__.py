"""What faults are made of, and those of the pages that every flow shows."""
