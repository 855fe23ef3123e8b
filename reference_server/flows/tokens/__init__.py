"""What was granted, and the tokens that are made of it."""
