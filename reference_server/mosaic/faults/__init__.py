"""What the provider does otherwise than the contract documents, one thing at a time."""
