"""What a scenario says and does: flows, the acts in them, and the words for both."""
