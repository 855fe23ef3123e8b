"""The flows, one folder each; a flow brings its own routes, grants, metadata, seams and faults."""
