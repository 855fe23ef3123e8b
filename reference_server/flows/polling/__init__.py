"""What holds of every client that polls for an end-user's decision."""
