"""Ways in which the flow can be made to break a requirement, one at a time."""
