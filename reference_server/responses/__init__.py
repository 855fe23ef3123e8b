"""What the provider answers: tables of builders, one member, claim or header each."""
