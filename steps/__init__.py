"""The sentences of the features, each a call; one module for each noun of the domain."""
