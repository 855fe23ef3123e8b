"""The dialect of the documented contract: the same provider at its paths, with its answers."""
