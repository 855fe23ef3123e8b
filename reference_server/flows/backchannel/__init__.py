"""Client-Initiated Backchannel Authentication."""
