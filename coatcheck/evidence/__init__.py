"""Evidence: what was seen in a scenario, and how it is shown without secrets."""
