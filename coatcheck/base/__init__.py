"""What every room may use: errors, verdicts, text, and the files of the suite."""
