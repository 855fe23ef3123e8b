"""The subcommands of `coatcheck`, one module each."""
